public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineText

/// An answer on a card of a record system: its one line, how urgent it is, and the sources that can be followed.
///
/// The whole answer stands below the line, as ``JointReport`` and ``RefusalReport`` have it in Markdown.
public struct CardReport: Sendable {
  /// CDS Hooks' degrees of urgency.
  public enum Indicator: String, Sendable { case info, warning, critical }

  /// A source with an absolute URL.
  public struct Reference: Sendable, Hashable {
    public var label: String
    public var url: String
  }

  /// CDS Hooks has summaries of fewer than 140 characters. Counted in Unicode scalars, of which no character has fewer.
  public static let longestSummary = 139
  private static let longestLabel = 100

  private let guidelines: Guidelines

  public init(_ guidelines: Guidelines) { self.guidelines = guidelines }

  // MARK: an answer

  public func indicator(_ joint: JointDecision) -> Indicator {
    switch joint.disposition {
    case .stop: .critical
    case .defer, nil: .warning
    case .recommend, .needData, .outOfScope: .info
    }
  }

  /// The most urgent answer in a line: a stop by its name, a recommendation by its title, a need by its first question.
  public func summary(_ joint: JointDecision, _ recording: Recording) -> String {
    let alerts = joint.alerts.map(\.alert)
    if let first = alerts.first { return line(stop(first, of: alerts.count), recording) }
    guard
      let part = joint.parts.first(where: { $0.decision?.disposition == joint.disposition }),
      let decision = part.decision
    else { return line("NO DECISION", recording) }
    let others = joint.parts.count - 1
    let more = others > 0 ? " (and \(others.counted("other guideline")))" : ""
    return line("\(Words.headline(decision.disposition)): \(subject(decision))", recording, keeping: more)
  }

  private func subject(_ decision: Decision) -> String {
    switch decision.disposition {
    case .recommend:
      guard let primary = decision.primary else { return "" }
      return primary.title + (primary.strength == .strong ? " (strong)" : " (conditional)")
    case .needData:
      let asked = decision.gates.lazy.flatMap(\.needs).first ?? decision.missing.first?.fact
      return asked.map { guidelines.vocabulary[$0].question } ?? decision.gates.first?.title ?? ""
    case .stop, .defer, .outOfScope: return decision.gates.first?.title ?? ""
    }
  }

  /// What the answer cites and has an address, each once, in the order of the answer.
  public func references(_ joint: JointDecision) -> [Reference] {
    var seen: Set<String> = []
    return joint.parts.flatMap { part -> [Reference] in
      guard let decision = part.decision, let guideline = guidelines[part.guideline]?.guideline else {
        return []
      }
      return decision.sources.compactMap { guideline.sources[$0] }.compactMap(Self.reference)
    }.filter { seen.insert($0.url).inserted }
  }

  // MARK: a refusal

  public func indicator(_ refusal: Refusal) -> Indicator { refusal.isUrgent ? .critical : .warning }

  public func summary(_ refusal: Refusal, _ recording: Recording) -> String {
    if let first = refusal.alerts.first { return line(stop(first, of: refusal.alerts.count), recording) }
    if let first = refusal.possible.first {
      return line("POSSIBLE STOP, \(Words.urgency(first.urgency)): \(first.title)", recording)
    }
    if let first = refusal.notices.first(where: { $0.placement == .first }) {
      return line("REFUSED, ASK FIRST: \(first.title ?? first.says)", recording)
    }
    return line("REFUSED: what was given cannot be used as it is, and nothing was decided", recording)
  }

  // MARK: parts

  private func stop(_ alert: Decision.Alert, of count: Int) -> String {
    let more = count > 1 ? " (\(count) stops)" : ""
    return "STOP, \(Words.urgency(alert.urgency))\(more): \(alert.title)"
  }

  /// On one line, and short enough; what is cut ends with a mark.
  private func line(_ text: String, _ recording: Recording, keeping end: String = "") -> String {
    let start = recording == .failed ? "NOT RECORDED. " : ""
    return start
      + Self.cut(text, to: Self.longestSummary - start.unicodeScalars.count - end.unicodeScalars.count) + end
  }

  static func cut(_ text: String, to most: Int) -> String {
    let flat = Escaping.terminal(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    guard flat.unicodeScalars.count > most else { return flat }
    var kept = ""
    var count = 1
    for character in flat {
      count += character.unicodeScalars.count
      guard count <= most else { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// A DOI, or a page; nil if an address could be misread.
  private static func reference(_ source: Source) -> Reference? {
    guard let url = source.doi.map({ "https://doi.org/\($0)" }) ?? source.url,
      url.hasPrefix("https://") || url.hasPrefix("http://"),
      url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) })
    else { return nil }
    return Reference(label: cut(source.citation, to: longestLabel), url: url)
  }
}
