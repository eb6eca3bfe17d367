internal import PlumblineInterchange

/// What came of one profile: what was asked for, or a refusal; and first of all the stops that are true.
public struct Answer<Content: Sendable>: Sendable {
  public enum Outcome: Sendable {
    /// What was asked for.
    case given(Content)
    /// The profile or the packs cannot be read: what must be acted on all the same, then everything that is wrong.
    case refused(Refusal)
  }

  public let outcome: Outcome
  /// The stops that are true, most urgent first, whatever the outcome: act on them before anything else.
  public let alerts: [Decision.Alert]
  /// Makes the line, with its end.
  private let line: @Sendable () -> [UInt8]

  init(outcome: Outcome, alerts: [Decision.Alert], line: @escaping @Sendable () -> [UInt8]) {
    self.outcome = outcome
    self.alerts = alerts
    self.line = line
  }

  /// What was asked for; nil where it was refused.
  public var content: Content? { if case .given(let content) = outcome { content } else { nil } }

  /// The refusal, where it is one.
  public var refusal: Refusal? { if case .refused(let refusal) = outcome { refusal } else { nil } }

  /// Whether a stop is true, or may be true in a profile that cannot be read.
  public var isUrgent: Bool { !alerts.isEmpty || (refusal?.isUrgent ?? false) }

  /// The answer in canonical JSON (RFC 8785), without line breaks: what the command prints on its line without a ledger.
  public var json: String { String(decoding: jsonBytes, as: UTF8.self) }

  /// The same as UTF-8.
  public var jsonBytes: [UInt8] { Array(line().dropLast()) }
}

extension Answer {
  /// Refuses a profile, or the packs for it: first what its stops say of what can be read.
  init(
    refusing subject: Refusal.Subject, _ text: [UInt8], _ problems: [Refusal.Problem], asOf day: Day,
    _ evaluator: Evaluator
  ) {
    let vocabulary = evaluator.guideline.vocabulary
    let readings = ProfileReader(vocabulary).readings(of: text, for: evaluator.factsOfStops)
    let refusal = evaluator.refusal(subject, readings, asOf: day, problems: problems)
    self.init(outcome: .refused(refusal), alerts: refusal.alerts) {
      DecisionJSON.line(RefusalJSON(vocabulary).value(refusal), status: "declined", record: nil)
    }
  }
}
