internal import PlumblineGuideline

/// The check for texts that name a certainty or a strength other than the one that is declared.
enum StatedCertainty: Check {
  static let certainty = FindingKind(
    "certainty-misstated", .warning,
    "a text names a certainty that none of its evidence has",
    reason: """
      The certainty of each claim is shown beside it, and a text that says "high certainty", "strong evidence" or "clearly reduces" where the \
      ratings are lower is believed instead. Of what is rated high, "may" says too little. Use the word of the rating, or GRADE's for it: high, \
      the plain verb; moderate, "probably"; low, "may".
      """,
    mistake: Examples.saying("Evidence of high certainty supports walking.", isMistake: true),
    fix: Examples.saying("Evidence of low certainty supports walking."))

  static let strength = FindingKind(
    "strength-misstated", .warning,
    "the title of a rule words its recommendation more strongly, or more weakly, than its strength",
    reason: """
      A conditional recommendation that "must be given" leaves no choice, and a strong one that "may be considered" asks for one. Word the \
      title by the strength, or correct the strength.
      """,
    mistake: .init(
      Examples.rule(["title": "\"Much pain: walking must be offered\", -- ←"]), tests: Examples.test()),
    fix: .init(
      Examples.rule(["title": "\"Much pain: walking may be offered\","]), tests: Examples.test()))

  static let kinds = [certainty, strength]

  static func findings(in subject: Subject) -> [Finding] {
    let said = Utterance.all(in: subject).filter { !$0.claimed.isEmpty }.compactMap {
      overstated($0, subject)
    }
    return said + subject.ownRules.compactMap { worded($0, subject) }
  }

  // MARK: certainty

  private static let levels: [(phrases: [Phrase], level: Int)] =
    ["moderate", "high"].map { word in
      let rest: [Phrase] = [
        Phrase("\(word) certainty|quality|confidence"),
        Phrase("certainty|quality|confidence of|in ~1 evidence|estimates|effect is|are|was ~1 \(word)"),
        Phrase("certainty|quality is|are|was \(word)"),
      ]
      return (rest, word == "high" ? 4 : 3)
    } + [
      (
        [
          "strong|robust|solid|convincing|compelling|conclusive evidence",
          "evidence is ~1 strong|robust|solid|convincing|compelling",
          "clearly|markedly|substantially|definitely|strongly reduces|reduce|reduced|improves|improve|improved|eases|lowers|lowered|prevents|prevented|slows",
        ], 3
      )
    ]

  private static let hesitations: Phrase =
    "may|might|could reduce|improve|ease|lower|prevent|slow|increase|relieve"

  private static func overstated(_ utterance: Utterance, _ subject: Subject) -> Finding? {
    let rated = utterance.claimed.map { $0.certainty.level ?? 0 }
    guard let best = rated.max(), let least = rated.min() else { return nil }
    for clause in Clause.all(in: utterance.text) where !clause.isQuestion {
      for (phrases, level) in levels where best < level {
        let match = phrases.lazy.flatMap { $0.matches(in: clause) }.first {
          !clause.isDenied($0, hedges: ["if", "when", "unless", "until", "studies", "trials"])
        }
        // "strong evidence" says nothing of evidence whose certainty nobody rated.
        guard let match, level == 4 || best > 0 else { continue }
        let rating = utterance.claimed.max { ($0.certainty.level ?? 0) < ($1.certainty.level ?? 0) }
        return finding(
          utterance, clause, match, "its evidence is at best of \(rating?.certainty.words ?? "") certainty",
          subject)
      }
      if least == 4, let match = hesitations.matches(in: clause).first, !clause.isDenied(match) {
        return finding(utterance, clause, match, "its evidence is of high certainty", subject)
      }
    }
    return nil
  }

  private static func finding(
    _ utterance: Utterance, _ clause: Clause, _ match: Phrase.Match, _ fault: String, _ subject: Subject
  ) -> Finding {
    let tokens = clause.tokens
    let quoted = utterance.text[
      tokens[match.start].range.lowerBound..<tokens[match.end - 1].range.upperBound]
    return Finding(
      certainty, at: subject.location(utterance, quoting: quoted),
      "`\(utterance.field)` of \(utterance.word) '\(utterance.name)' says `\(quoted)`, but \(fault)")
  }

  // MARK: strength

  private static let strong: [Phrase] = [
    "must|shall ~1 be|get|have|receive|take|start", "has|have to be given|offered|started|prescribed|used",
    "should ~1 be given|offered|started|prescribed", "is|are ~1 mandatory|obligatory|compulsory",
    "strongly recommended",
  ]
  private static let weak: [Phrase] = [
    "may|might|can|could ~1 be considered|offered|tried|discussed|suggested", "is|are ~1 optional",
    "weakly|conditionally recommended", "is|are an option",
  ]

  /// A title is read as a whole: what it says of its parts may differ by part.
  private static func worded(_ rule: Rule, _ subject: Subject) -> Finding? {
    guard rule.parts.isEmpty else { return nil }
    let phrases = rule.strength == .strong ? weak : strong
    for clause in Clause.all(in: rule.title) where !clause.isQuestion {
      let match = phrases.lazy.flatMap { $0.matches(in: clause) }.first { !clause.isDenied($0) }
      guard let match else { continue }
      let quoted = String(
        rule.title[
          clause.tokens[match.start].range.lowerBound..<clause.tokens[match.end - 1].range.upperBound])
      return Finding(
        strength,
        at: subject.location(
          rule.place, of: rule.word, named: rule.ownName, field: "title", quoting: quoted),
        "`title` of \(rule.word) '\(rule.ownName)' says `\(quoted)`, but it recommends \(rule.strength == .strong ? "strongly" : "conditionally")"
      )
    }
    return nil
  }
}
