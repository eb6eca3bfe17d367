/// Whether an answer is in the ledger, as the answer itself says it.
public enum Recording: Sendable, Hashable {
  /// Under this name.
  case recorded(String)
  /// It was asked that it be not.
  case declined
  /// It could not be in time, and is shown all the same because it is a stop.
  case failed

  /// The record's name, where there is one.
  public var record: String? {
    if case .recorded(let name) = self { name } else { nil }
  }

  /// How the answer's JSON says it.
  public var status: String {
    switch self {
    case .recorded: "recorded"
    case .declined: "declined"
    case .failed: "failed"
    }
  }

  var words: String {
    switch self {
    case .recorded(let name): "Record \(name)."
    case .declined: "Not recorded (--no-record)."
    case .failed: "Not recorded: the ledger could not be written in time."
    }
  }
}
