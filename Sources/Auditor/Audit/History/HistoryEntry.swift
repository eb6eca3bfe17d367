public import PlumblineGuideline
public import PlumblineLedger

/// One answer of a patient's history, with what came of it.
public struct HistoryEntry: Sendable {
  /// A later override, outcome or amendment of the answer.
  public struct Sequel: Sendable, Hashable {
    public var record: String
    public var kind: RecordKind
    /// The day for which it holds, or on which it was recorded.
    public var day: Day?
    /// The reason of an override, the code of an outcome, or the number of the record that replaces the answer.
    public var code: String
    /// What the record says besides, each under its name: `reason`, `instead`, `chosen`, `done`, `note`, `by`.
    public var says: [String: String]
  }

  public var day: Day
  public var record: String
  public var kind: RecordKind
  /// The decision in one word; `refused` and `failed` if there is none.
  public var disposition: String
  /// The primary pairings.
  public var advised: [String]
  /// The stops that were true, with their urgency.
  public var alerts: [String]
  /// What changed since the answer before, in the sense of its signature; empty for the first.
  public var shifts: [AnswerShift] = []
  /// What came of it, in the order in which it was recorded.
  public var sequels: [Sequel] = []

  let index: Int
  /// nil if there is no decision, or it cannot be read.
  let answer: RecordedAnswer?
}
