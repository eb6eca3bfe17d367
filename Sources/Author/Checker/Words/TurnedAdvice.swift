internal import PlumblineGuideline

/// The check that advice against a treatment does not read as advice for it.
enum TurnedAdvice: Check {
  static let turned = FindingKind(
    "advice-turned", .warning, "the title of advice against a treatment reads as advice for it",
    reason: """
      The title is what a clinician reads first. "Offer strength training" under advice against it has most often lost its "not". Say in the \
      title what is not done, or when.
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
    subject.guideline.vetoes.filter { subject.isOwn($0.place) && $0.objects }.compactMap { veto in
      guard let clause = Clause.all(in: veto.title).first,
        let offer = offers.matches(in: clause).first(where: {
          clause.words[..<$0.start].allSatisfy(Self.lead.contains) && !clause.isDenied($0)
        }), !clause.words[offer.end...].contains(where: Self.turns.contains),
        !["of", "up"].contains(clause.words[offer.end...].first)
      else { return nil }
      return Finding(
        turned,
        at: subject.location(
          veto.place, of: veto.word, named: veto.ownName, field: "title",
          quoting: String(veto.title.prefix(40))),
        "`title` of \(veto.word) '\(veto.ownName)' says `\(clause.words.first ?? "")` of what it is against; say that it is not done"
      )
    }
  }
}
