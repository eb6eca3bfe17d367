internal import PlumblineInterchange

/// The answer for one profile: the requested content or a refusal, and first of all the true stops.
public struct Answer<Content: Sendable>: Sendable {
  public enum Outcome: Sendable {
    /// The requested content.
    case given(Content)
    /// The profile or the packs cannot be read: the stops to act on all the same, then all problems.
    case refused(Refusal)
  }

  public let outcome: Outcome
  /// The stops that are true, most urgent first, whatever the outcome: act on them before anything else.
  public let alerts: [Decision.Alert]
  /// Returns the line, with its line feed.
  private let line: @Sendable () -> [UInt8]

  init(outcome: Outcome, alerts: [Decision.Alert], line: @escaping @Sendable () -> [UInt8]) {
    self.outcome = outcome
    self.alerts = alerts
    self.line = line
  }

  /// The requested content; nil for a refusal.
  public var content: Content? { if case .given(let content) = outcome { content } else { nil } }

  /// The refusal; nil if there is content.
  public var refusal: Refusal? { if case .refused(let refusal) = outcome { refusal } else { nil } }

  /// Whether a stop is true, or may be true in a profile that cannot be read.
  public var isUrgent: Bool { !alerts.isEmpty || (refusal?.isUrgent ?? false) }

  /// The answer in canonical JSON (RFC 8785), without line breaks: the line that the command prints without a ledger.
  public var json: String { String(decoding: jsonBytes, as: UTF8.self) }

  /// The same as UTF-8.
  public var jsonBytes: [UInt8] { Array(line().dropLast()) }
}

extension Answer {
  /// Refuses a profile, or the packs for it: first the stops, evaluated for what can be read.
  init(
    refusing subject: Refusal.Subject, _ text: [UInt8], _ problems: [Refusal.Problem], asOf day: Day,
    _ evaluator: JointEvaluator
  ) {
    let reader = ProfileReader(evaluator.vocabulary, asOf: day)
    let refusal = evaluator.refusal(
      subject, { reader.readings(of: text, for: $0) }, asOf: day, problems: problems)
    self.init(refusal, evaluator.vocabulary)
  }

  /// A refusal, over the facts of a vocabulary.
  init(_ refusal: Refusal, _ vocabulary: Vocabulary) {
    self.init(outcome: .refused(refusal), alerts: refusal.alerts) {
      DecisionJSON.line(RefusalJSON(vocabulary).value(refusal), status: "declined", record: nil)
    }
  }
}
