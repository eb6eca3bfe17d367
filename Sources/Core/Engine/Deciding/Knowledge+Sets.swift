internal import PlumblineGuideline
internal import PlumblineText

extension Knowledge {
  /// Returns the codes of a list that are there, in words: "aspirin, warfarin"; "none of those asked about" if all are absent.
  func words(of set: FactSet, over vocabulary: Vocabulary, in language: Language) -> String {
    let states = set.members.map { (fact: $0.fact, state: state($0.fact)) }
    let there = states.filter { $0.state == .known(.boolean(true)) }.map { vocabulary[$0.fact].memberWords }
    if !there.isEmpty { return there.joined(separator: ", ") }
    if states.allSatisfy({ $0.state == .known(.boolean(false)) }) {
      return language("none of those asked about")
    }
    if case .absent(let reason)? = states.first?.state { return language(reason.words) }
    return language(Absence.notAsked.words)
  }
}

extension Fact {
  /// The words for a member of a list: "aspirin" of "Medicines: aspirin".
  var memberWords: String {
    label.firstRange(of: ": ").map { String(label[$0.upperBound...]) } ?? label
  }
}
