internal import PlumblineGuideline
internal import PlumblineLedger
internal import PlumblinePresentation
internal import PlumblineText

/// The sentences of a patient's history, for every format.
struct HistoryWords {
  /// Whether to use ASCII only.
  let isPlain: Bool
  var language = Language.english
  /// The facts in the language; nil if they are said in that of the packs.
  var vocabulary: Vocabulary?

  var title: String { language("History") }
  var scores: String { language("Scores over time") }
  var ofToday: String { language("Answers that counted only on their day") }
  var answers: String { language("Answers, and what came of them") }

  /// "History of P-…".
  func title(of patient: String?) -> String {
    patient.map { language("History of {patient}", ["patient": $0]) } ?? title
  }

  /// What the verdicts on changes mean, each only if it is among them.
  func reading(_ verdicts: [ScaleChange.Verdict]) -> [String] {
    (verdicts.contains(.beyond) ? [beyond] : []) + (verdicts.contains(.within) ? [within] : [])
  }

  private var beyond: String {
    language(
      "Beyond measurement error: without a real change, two values differ by so much in fewer than 5 of 100 repeats. That makes a change neither important nor the effect of a treatment."
    )
  }
  private var within: String {
    language(
      "Within measurement error: the two values cannot be distinguished, so this is neither better nor worse."
    )
  }
  var noneOfToday: String {
    language.both(
      "No answer here is one of today: red flags, and whatever else a stop reads, are asked again at each visit."
    )
  }

  func record(_ name: String) -> String { language("record {name}", ["name": name]) }

  func changed(_ entry: HistoryEntry) -> String {
    language("changed since the answer before: {changes}", ["changes": shifts(entry)])
  }

  func note(_ text: String) -> String { language("Note: {note}.", ["note": text]) }

  /// "3 answers from 2026-03-02 to 2026-09-01".
  func summary(_ history: PatientHistory) -> String {
    let days = history.entries.map(\.day) + history.scales.flatMap { $0.readings.map(\.day) }
    let count = history.entries.count
    let what =
      history.patient == nil
      ? language("from the profile")
      : count == 1 ? language("1 answer") : language("{count} answers", ["count": "\(count)"])
    guard let first = days.min(), let last = days.max() else { return what }
    return first == last
      ? language("{what}, of {day}", ["what": what, "day": "\(first)"])
      : language("{what}, from {first} to {last}", ["what": what, "first": "\(first)", "last": "\(last)"])
  }

  /// "TSK-17", or "TSK-17 (another version: 0 to 68)" for a scale that the packs in force declare otherwise or not at all.
  func label(_ scale: ScaleHistory) -> String {
    if scale.isInForce {
      return vocabulary.flatMap { view in view.index(of: scale.scale.name).map { view[$0].label } }
        ?? scale.scale.label
    }
    let version = language("a version that is not in force")
    let range = scale.fact.grid.map {
      ", " + language("{low} to {high}", ["low": "\($0.low)", "high": "\($0.high)"])
    }
    return "\(scale.scale.label) (\(version)\(range ?? ""))"
  }

  /// How many of the latest readings a line lists.
  private static let mostReadings = 8

  /// "44 (2026-03-02), 36 (2026-06-01)".
  func readings(_ scale: ScaleHistory) -> String {
    let rest = scale.readings.count - Self.mostReadings
    let shown = scale.readings.suffix(Self.mostReadings).map { reading in
      let others =
        switch reading.replaced {
        case 0: ""
        case 1: language(", after 1 other value that day")
        default: language(", after {count} other values that day", ["count": "\(reading.replaced)"])
        }
      return "\(scale.fact.words(reading.state, in: language)) (\(reading.day)\(others))"
    }
    let earlier =
      rest <= 0
      ? ""
      : rest == 1
        ? language("1 earlier value, then ") : language("{count} earlier values, then ", ["count": "\(rest)"])
    return earlier + shown.joined(separator: ", ")
  }

  /// "−8 since 2026-03-02, within measurement error (MDC95 …)"; nil for a single value.
  func changes(_ scale: ScaleHistory) -> String? {
    if scale.readings.count < 2 { return nil }
    let parts = scale.changes.map { $0.change.words(since: $0.since, isPlain: isPlain, in: language) }
    let isJudged = scale.changes.contains { [.beyond, .within].contains($0.change.verdict) }
    return parts.joined(separator: "; ") + (isJudged ? scale.error.map { " (\(error($0)))" } ?? "" : "")
  }

  func error(_ error: DetectableChange) -> String {
    let words = error.words(in: language)
    return isPlain ? words.replacing(" · √2 · ", with: " * sqrt(2) * ") : words
  }

  /// In whom the errors of scales were measured: "people with chronic pain (TSK-17)"; nil if no change was judged by one.
  func populations(_ scales: [ScaleHistory]) -> String? {
    var labels: [String: [String]] = [:]
    for scale in scales where scale.readings.count > 1 {
      if let error = scale.error { labels[error.population, default: []].append(label(scale)) }
    }
    if labels.isEmpty { return nil }
    let parts = labels.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value.joined(separator: ", ")))" }
    return language(
      "Measurement error as it was found in {people}.", ["people": parts.joined(separator: "; ")])
  }

  /// What was recorded, as it was recorded: "recommend: exercise+cbt"; "stop: red-flags/fracture (urgent)".
  func answer(_ entry: HistoryEntry) -> String {
    let what = (entry.advised + entry.alerts).joined(separator: ", ")
    if what.isEmpty { return entry.disposition }
    // Of several guidelines, each disposition is named with its own.
    let isJoint = entry.disposition.contains(":")
    return entry.disposition + (isJoint ? " (\(what))" : ": \(what)")
  }

  /// What changed since the answer before, each in a phrase.
  func shifts(_ entry: HistoryEntry) -> String {
    entry.shifts.map { isPlain ? $0.words.replacing("→", with: "->") : $0.words }.joined(separator: "; ")
  }

  /// "overridden 2026-03-09: prefers-alternative (Patient prefers …); instead: exercise; by: dr-b".
  func sequel(_ sequel: HistoryEntry.Sequel) -> String {
    let (what, display): (String, String?) =
      switch sequel.kind {
      case .override: ("overridden", OverrideReason(sequel.code)?.display)
      case .amendment: ("amended", nil)
      default: ("outcome", OutcomeCode(rawValue: sequel.code)?.words)
      }
    let when = sequel.day.map { " \($0)" } ?? ""
    let code = sequel.kind == .amendment ? "replaced by record \(sequel.code)" : sequel.code
    let says = ["reason", "instead", "chosen", "done", "note", "by"].compactMap { key in
      sequel.says[key].map { "\(key): \($0)" }
    }
    return
      (["\(what)\(when): \(code.isEmpty ? "no reason given" : code)" + (display.map { " (\($0))" } ?? "")]
      + says)
      .joined(separator: "; ")
  }
}
