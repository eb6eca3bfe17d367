internal import PlumblineGuideline

/// The check that advice against a treatment does not read as advice for it.
enum TurnedAdvice: Check {
  static let turned = FindingKind(
    "advice-turned", .warning,
    "advice reads as its opposite: for what it is against, or of no haste in an emergency",
    reason: """
      The title is what a clinician reads first. "Offer strength training" under advice against it has most often lost its "not". So has an \
      `action` that starts what its own `because` says is not given, or that leaves a stop for the next visit. Say in the title what is not \
      done, or when, and let the action follow from the reason.
      """,
    mistake: .init(
      Examples.veto.replacing(
        "\"Strength training above 80\",", with: "\"Offer strength training above 80\",\(Examples.mark)"),
      tests: Examples.vetoTest),
    fix: .init(
      Examples.veto.replacing(
        "\"Strength training above 80\"", with: "\"Do not offer strength training above 80\""),
      tests: Examples.vetoTest))

  static let kinds = [turned]

  /// Words with which a sentence tells the reader to do something.
  private static let offers: Phrase =
    "offer|use|give|prescribe|start|consider|recommend|advise|encourage|continue|add|refer|provide|prefer"

  /// Words before the verb.
  private static let lead: Set<String> = ["please", "always", "do"]
  /// Words by which the sentence is against something after all.
  private static let turns: Set<String> = [
    "against", "avoid", "avoiding", "instead", "rather", "stopping", "to",
  ]

  static func findings(in subject: Subject) -> [Finding] {
    subject.guideline.vetoes.filter { subject.isOwn($0.place) }.compactMap { titled($0, subject) }
      + acting(subject).compactMap { contradicted($0, subject) }
      + subject.guideline.stops.filter { subject.isOwn($0.place) }.compactMap { slowed($0, subject) }
  }

  private static func titled(_ veto: Veto, _ subject: Subject) -> Finding? {
    guard veto.objects, let clause = Clause.all(in: veto.title).first,
      let said = offer(in: clause) ?? recommended(veto.part, in: clause, subject)
    else { return nil }
    return Finding(
      turned,
      at: subject.location(
        veto.place, of: veto.word, named: veto.ownName, field: "title",
        quoting: String(veto.title.prefix(40))),
      "`title` of \(veto.word) '\(veto.ownName)' says `\(said)` of what it is against; say that it is not done"
    )
  }

  /// The first word of a clause that tells the reader to do something.
  private static func offer(in clause: Clause) -> String? {
    guard
      let offer = offers.matches(in: clause).first(where: {
        clause.words[..<$0.start].allSatisfy(Self.lead.contains) && !clause.isDenied($0)
      }), !clause.words[offer.end...].contains(where: Self.turns.contains),
      !["of", "up"].contains(clause.words[offer.end...].first)
    else { return nil }
    return clause.words.first
  }

  /// "Statins are recommended", in words for a part.
  private static func recommended(_ part: String, in clause: Clause, _ subject: Subject) -> String? {
    let words = Clause.all(in: subject.guideline.domain.words(ofPart: part)).flatMap(\.words).map(singular)
    let phrase: Phrase = "is|are ~1 recommended|offered|given|advised|preferred|indicated"
    guard let match = phrase.matches(in: clause).first(where: { !clause.isDenied($0) }),
      clause.words[..<match.start].map(singular).containsRun(words),
      !clause.words.contains(where: Self.turns.contains)
    else { return nil }
    return clause.words[match.start..<match.end].joined(separator: " ")
  }

  // MARK: actions

  /// An action with the sentences that give its reason.
  private struct Acting {
    var word: String
    var name: String
    var action: String
    var reasons: [String]
    var place: Place
  }

  private static func acting(_ subject: Subject) -> [Acting] {
    let guideline = subject.guideline
    let gates = (guideline.stops + guideline.gates).map {
      Acting(
        word: $0.word, name: $0.ownName, action: $0.action, reasons: [$0.title, $0.because], place: $0.place)
    }
    let vetoes = guideline.vetoes.map {
      Acting(
        word: $0.word, name: $0.ownName, action: $0.action ?? "", reasons: [$0.title, $0.because],
        place: $0.place)
    }
    return (gates + vetoes).filter { subject.isOwn($0.place) }
  }

  /// Finds an action that starts what its own reason says is not given, or is to be stopped.
  private static func contradicted(_ acting: Acting, _ subject: Subject) -> Finding? {
    let refused = Set(acting.reasons.flatMap { Clause.all(in: $0) }.flatMap(refused))
    for clause in Clause.all(in: acting.action) where !refused.isEmpty {
      guard let first = clause.words.first, starts.contains(first),
        !clause.words.contains(where: { Clause.negators.contains($0) || others.contains($0) })
      else { continue }
      let object = clause.words.dropFirst().prefix { !ends.contains($0) }.map(singular)
      guard let word = object.first(where: refused.contains) else { continue }
      return Finding(
        turned,
        at: subject.location(
          acting.place, of: acting.word, named: acting.name, field: "action", quoting: acting.action),
        "`action` of \(acting.word) '\(acting.name)' says `\(first) … \(word)`, which its own reason says is not given"
      )
    }
    return nil
  }

  /// The treatments that a clause says are not given, or tells the reader to stop.
  private static func refused(in clause: Clause) -> [String] {
    let words = clause.words
    let denied: Phrase = "is|are not|never ~1 given|used|offered|started|prescribed|taken|recommended|allowed"
    let against: Phrase = "is|are ~1 contraindicated"
    if let match = (denied.matches(in: clause) + against.matches(in: clause)).first {
      return words[..<match.start].filter(isName).map(singular)
    }
    guard let first = words.first, ["stop", "avoid", "withhold"].contains(first) else { return [] }
    return words.dropFirst().prefix { !ends.contains($0) }.filter(isName).map(singular)
  }

  private static let starts: Set<String> = [
    "start", "give", "offer", "prescribe", "continue", "add", "use", "begin", "increase", "recommend",
  ]
  private static let ends: Set<String> = [
    "in", "for", "with", "if", "after", "before", "to", "until", "when", "by", "at", "on", "once", "while",
  ]
  /// Words by which an action is about something else.
  private static let others: Set<String> = [
    "instead", "other", "another", "alternative", "different", "unless", "only", "guidance", "guideline",
    "advice",
  ]

  private static func isName(_ word: String) -> Bool {
    word.count > 2
      && !["and", "the", "all", "any", "other", "both", "they", "this", "that", "these"].contains(word)
  }

  private static func singular(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
  }

  /// Finds a stop that is to be seen to at once, and an action that lets it wait.
  private static func slowed(_ stop: Gate, _ subject: Subject) -> Finding? {
    guard case .stop(let urgency) = stop.kind, urgency != .urgent else { return nil }
    let clauses = Clause.all(in: stop.action)
    let haste: Phrase =
      "now|today|immediately|urgent|urgently|emergency|once|hospital|ambulance|same|straight|without|acute|acutely"
    guard !clauses.contains(where: haste.isIn) else { return nil }
    let waits: [Phrase] = [
      "no ~1 action|treatment ~2 needed|necessary|required", "next ~1 visit|appointment|consultation",
      "routine visit|appointment|referral|review", "in|after|within ~1 weeks|months|week|month",
    ]
    for clause in clauses {
      guard let match = waits.lazy.flatMap({ $0.matches(in: clause) }).first else { continue }
      let said = clause.words[match.start..<match.end].joined(separator: " ")
      return Finding(
        turned,
        at: subject.location(stop.place, of: "stop", named: stop.ownName, field: "action", quoting: said),
        "`action` of stop '\(stop.ownName)' says `\(said)`, but its urgency is \(urgency.rawValue)")
    }
    return nil
  }
}
