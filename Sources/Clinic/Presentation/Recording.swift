internal import PlumblineText

/// Whether an answer is in the ledger, as stated in the answer itself.
public enum Recording: Sendable, Hashable {
  /// It is recorded under this name.
  case recorded(String)
  /// It was not to be recorded.
  case declined
  /// It could not be recorded in time, and is shown all the same because it is a stop.
  case failed

  /// The record's name, if there is a record.
  public var record: String? {
    if case .recorded(let name) = self { name } else { nil }
  }

  /// The status in the answer's JSON.
  public var status: String {
    switch self {
    case .recorded: "recorded"
    case .declined: "declined"
    case .failed: "failed"
    }
  }

  var words: String { words(in: .english) }

  func words(in language: Language) -> String {
    switch self {
    case .recorded(let name): language("Record {name}.", ["name": name])
    case .declined: language("Not recorded (--no-record).")
    case .failed: language("Not recorded: the ledger could not be written in time.")
    }
  }
}
