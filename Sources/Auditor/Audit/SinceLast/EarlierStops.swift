public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineJSON
public import PlumblineLedger
public import PlumblineText

/// Stops on record for a patient that an answer does not have: those of the same day, and those of the last day before it.
///
/// A lower answer entered after a stop would otherwise leave no trace of it on the screen. A view beside an answer: it is part of no
/// decision and of no record.
public struct EarlierStops: Sendable {
  struct Stop: Sendable, Hashable {
    var day: Day
    var record: String
    var title: String
    var action: String
  }

  let stops: [Stop]
  private let today: Day
  private let language: Language

  /// How many of a patient's newest records are searched.
  private static let most = 50

  /// Finds the stops of answers and of refusals.
  ///
  /// - Parameters:
  ///   - ledger: opened for reading.
  ///   - guidelines: those in force, in the language of the answer.
  /// - Returns: nil if there are none.
  /// - Throws: `LedgerError`, if the ledger cannot be read.
  public init?(
    beside joint: JointDecision, of id: String, in ledger: Ledger, sayingIn guidelines: Guidelines
  ) throws {
    var filter = RecordFilter()
    try filter.patient(id, in: ledger)
    let patients = filter.patients ?? []
    var (found, seen): ([Stop], Set<String>) = ([], Set(joint.alerts.map { "\(joint.asOf) \($0.alert.id)" }))
    var lastDay: Day?
    for summary in try ledger.summaries(of: patients, newest: Self.most)
    where [.decision, .refusal].contains(summary.kind) && !summary.isErased {
      let record = try ledger.record(summary.index)
      guard let value = record.payload, let patient = value["patient"]?.stringValue,
        patients.contains(patient), let payload = DecisionPayload(value), payload.asOf <= joint.asOf
      else { continue }
      if payload.asOf < joint.asOf, lastDay == nil { lastDay = payload.asOf }
      guard payload.asOf == joint.asOf || payload.asOf == lastDay else { continue }
      let name = try record.leaf.from ?? RecordName(origin: ledger.origin() ?? "", index: record.index)
      for alert in payload.alerts
      where seen.insert("\(payload.asOf) \(alert["id"]?.stringValue ?? "")").inserted {
        let stop = guidelines.members.flatMap(\.guideline.stops).first { $0.id == alert["id"]?.stringValue }
        found.append(
          Stop(
            day: payload.asOf, record: name.description,
            title: stop?.title ?? alert["title"]?.stringValue ?? "",
            action: stop?.action ?? alert["action"]?.stringValue ?? ""))
      }
    }
    if found.isEmpty { return nil }
    stops = found
    today = joint.asOf
    language = guidelines.members.first?.guideline.language ?? .english
  }

  // MARK: words

  private var title: String { language.both("A STOP IS ON RECORD that this answer does not have") }

  private var lines: [String] {
    stops.map { stop in
      let values: KeyValuePairs = [
        "day": "\(stop.day)", "record": stop.record, "title": stop.title, "action": stop.action,
      ]
      return stop.day == today
        ? language.both("Earlier today (record {record}): {title}. {action}", values)
        : language.both("On {day} (record {record}): {title}. {action}", values)
    }
  }

  /// The view as text, to be printed after the answer.
  public func text(style: Style) -> String {
    var page = Page(style)
    page.line("")
    page.line(style.bold(Escaping.terminal(title)))
    for line in lines { page.bullet(line) }
    return page.text
  }

  /// The view in Markdown, to be printed after the answer.
  public var markdown: String {
    "\n## \(Escaping.markdown(title))\n\n" + lines.map { "- **\(Escaping.markdown($0))**\n" }.joined()
  }

  /// The view as a section of the answer's page.
  package var html: HTML {
    """
    <section class="now">
    <h2>\(title)</h2>
    <ul>
    \(lines.map { line -> HTML in "<li>\(line)</li>" })
    </ul>
    </section>
    """
  }
}

extension DecisionPayload {
  /// The stops of an answer, of all guidelines, or of a refusal.
  fileprivate var alerts: [JSONValue] {
    switch outcome {
    case .decision(let decision): decision.answersOfGuidelines.flatMap { $0["alerts"]?.arrayValue ?? [] }
    case .refusal(let refusal): refusal["alerts"]?.arrayValue ?? []
    case .failure: []
    }
  }
}
