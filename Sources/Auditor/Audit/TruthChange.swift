public import PlumblineJSON
internal import PlumblineLedger

/// A gate, rule, veto or conflict that came out differently in two decisions.
public struct TruthChange: Sendable, Hashable {
  /// `pack/name`.
  public var id: String
  public var kind: String
  /// `true`, `false`, `unknown`; nil if it was not evaluated.
  public var before: String?
  public var after: String?

  /// `red-flags/fracture: unknown → true`.
  public var words: String { "\(id): \(before ?? "not evaluated") → \(after ?? "not evaluated")" }

  /// Returns what differs between two decisions' traces, by kind and id.
  ///
  /// What only one of them evaluated counts if it affected the answer: a stop or gate that is not false, and a rule or veto that
  /// is not false unless the decisions ended at different gates, since then the rest was never reached.
  public static func between(_ before: JSONValue, _ after: JSONValue) -> [TruthChange] {
    let left = truths(before)
    let right = truths(after)
    let sameEnd =
      before.answersOfGuidelines.map { $0["decision"] } == after.answersOfGuidelines.map { $0["decision"] }
    return Set(left.keys).union(right.keys).compactMap { key -> TruthChange? in
      let change = TruthChange(id: key.id, kind: key.kind, before: left[key], after: right[key])
      if change.before == change.after { return nil }
      guard change.before != nil, change.after != nil else {
        let isGate = key.kind == "stop" || key.kind == "gate"
        return (isGate || sameEnd) && (change.before ?? change.after) != "false" ? change : nil
      }
      return change
    }.sorted { ($0.kind, $0.id) < ($1.kind, $1.id) }
  }

  private struct Key: Hashable {
    var kind: String
    var id: String
  }

  private static func truths(_ decision: JSONValue) -> [Key: String] {
    var truths: [Key: String] = [:]
    for entry in decision.answersOfGuidelines.flatMap({ $0["trace"]?.arrayValue ?? [] }) {
      guard let id = entry["rule"]?.stringValue, let truth = entry["truth"]?.stringValue else { continue }
      // A pairing may have several contraindications, which share an id.
      truths[Key(kind: entry["kind"]?.stringValue ?? "", id: id), default: ""] += truth + " "
    }
    return truths.mapValues { String($0.dropLast()) }
  }
}
