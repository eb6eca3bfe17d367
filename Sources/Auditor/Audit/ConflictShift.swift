internal import PlumblineEngine
internal import PlumblineJSON
internal import PlumblineLedger

extension AnswerShift {
  /// Returns how the reported conflicts of two decisions differ: of rules with each other, and of guidelines in force together.
  ///
  /// Conflicts are no part of the signature, since they change nothing that is recommended; a reader must see them all the same.
  static func conflicts(_ before: JSONValue, _ after: JSONValue) -> [AnswerShift] {
    let (old, new) = (conflicts(before), conflicts(after))
    if old == new { return [] }
    func words(_ names: Set<String>) -> String {
      names.isEmpty ? "none" : names.sorted().joined(separator: ", ")
    }
    return [AnswerShift(kind: .conflicts, subject: nil, before: words(old), after: words(new))]
  }

  private static func conflicts(_ decision: JSONValue) -> Set<String> {
    let ofRules = decision.answersOfGuidelines.flatMap { $0["conflicts"]?.arrayValue ?? [] }
      .compactMap { $0["id"]?.stringValue }
    let ofGuidelines = (decision["relations"]?.arrayValue ?? [])
      .filter { $0["kind"]?.stringValue == Relation.Kind.contradicts.rawValue }
      .map { relation in
        let parts = (relation["parts"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: "+")
        let sides = (relation["guidelines"]?.arrayValue ?? []).map { side in
          "\(side["guideline_id"]?.stringValue ?? "?") \(side["stance"]?.stringValue ?? "?")"
        }
        return "\(parts) (\(sides.joined(separator: ", ")))"
      }
    return Set(ofRules + ofGuidelines)
  }
}
