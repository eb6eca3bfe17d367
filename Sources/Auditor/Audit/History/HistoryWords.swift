internal import PlumblineGuideline
internal import PlumblineLedger
internal import PlumblineText

/// The sentences of a patient's history, for every format.
struct HistoryWords {
  /// Whether to use ASCII only.
  let isPlain: Bool

  static let title = "History"
  static let scores = "Scores over time"
  static let ofToday = "Answers that counted only on their day"
  static let answers = "Answers, and what came of them"

  static let reading = [
    "Beyond measurement error means that the two values probably differ. It does not mean that the change is important, "
      + "nor that a treatment caused it.",
    "Within measurement error, the two values cannot be told apart: neither better nor worse.",
  ]
  static let noneOfToday =
    "No answer here is one of today: a red flag, and a question about suicidal thoughts, is asked again at each visit."

  /// "3 answers from 2026-03-02 to 2026-09-01".
  func summary(_ history: PatientHistory) -> String {
    let days = history.entries.map(\.day) + history.scales.flatMap { $0.readings.map(\.day) }
    let what = history.patient == nil ? "from the profile" : history.entries.count.counted("answer")
    guard let first = days.min(), let last = days.max() else { return what }
    return first == last ? "\(what), of \(first)" : "\(what), from \(first) to \(last)"
  }

  /// "TSK-17", or "TSK-17 (another version: 0 to 68)" for a scale that the packs in force declare otherwise or not at all.
  func label(_ scale: ScaleHistory) -> String {
    if scale.isInForce { return scale.scale.label }
    let range = scale.fact.grid.map { ", \($0.low) to \($0.high)" } ?? ""
    return "\(scale.scale.label) (a version that is not in force\(range))"
  }

  /// How many of the latest readings a line lists.
  private static let mostReadings = 8

  /// "44 (2026-03-02), 36 (2026-06-01)".
  func readings(_ scale: ScaleHistory) -> String {
    let rest = scale.readings.count - Self.mostReadings
    let shown = scale.readings.suffix(Self.mostReadings).map { reading in
      let others =
        reading.replaced == 0 ? "" : ", after \(reading.replaced.counted("other value")) that day"
      return "\(scale.words(reading.state)) (\(reading.day)\(others))"
    }
    return (rest > 0 ? "\(rest.counted("earlier value")), then " : "") + shown.joined(separator: ", ")
  }

  /// "since 2026-03-02: −8, within measurement error (MDC95 …)".
  func changes(_ scale: ScaleHistory) -> String {
    guard scale.readings.count > 1 else { return "one value, so no change" }
    let parts = scale.changes.map { "since \($0.since): \($0.change.words(isPlain: isPlain))" }
    let isJudged = scale.changes.contains { [.beyond, .within].contains($0.change.verdict) }
    return parts.joined(separator: "; ") + (isJudged ? scale.error.map { " (\(error($0)))" } ?? "" : "")
  }

  func error(_ error: DetectableChange) -> String {
    isPlain ? error.words.replacing("1.96 · √2 · SEM", with: "1.96 * sqrt(2) * SEM") : error.words
  }

  /// "recommend: exercise+cbt"; "stop: red-flags/fracture (urgent)".
  func answer(_ entry: HistoryEntry) -> String {
    let what = entry.advised + entry.alerts
    return entry.disposition + (what.isEmpty ? "" : ": \(what.joined(separator: ", "))")
  }

  /// What changed since the answer before, each in a phrase.
  func shifts(_ entry: HistoryEntry) -> String {
    entry.shifts.map { isPlain ? $0.words.replacing("→", with: "->") : $0.words }.joined(separator: "; ")
  }

  /// "overridden 2026-03-09: prefers-alternative (Patient prefers …); instead: exercise; by: dr-b".
  func sequel(_ sequel: HistoryEntry.Sequel) -> String {
    let isOverride = sequel.kind == .override
    let display =
      isOverride ? OverrideReason(sequel.code)?.display : OutcomeCode(rawValue: sequel.code)?.words
    let when = sequel.day.map { " \($0)" } ?? ""
    let says = ["instead", "chosen", "done", "note", "by"].compactMap { key in
      sequel.says[key].map { "\(key): \($0)" }
    }
    return
      ([(isOverride ? "overridden" : "outcome") + "\(when): \(sequel.code)"
      + (display.map { " (\($0))" } ?? "")] + says).joined(separator: "; ")
  }
}
