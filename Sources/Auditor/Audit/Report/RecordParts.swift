internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineText

/// The parts of a page about records, as HTML: what a payload says, in words.
struct RecordParts {
  let record: ReadRecord
  private let payload: JSONValue

  init(_ record: ReadRecord) { (self.record, payload) = (record, record.payload ?? .null) }

  static let style = """
    pre { white-space: pre-wrap; overflow-wrap: anywhere; }
    table { border-collapse: collapse; }
    th, td { text-align: left; padding: .1rem 1rem .1rem 0; vertical-align: top; }
    th { width: 14rem; font-weight: 600; } code { overflow-wrap: anywhere; }
    """

  /// "Answer for 2026-11-20".
  var title: String {
    switch record.leaf.kind {
    case .decision: "Answer for \(payload["as_of"]?.stringValue ?? "a day that is not recorded")"
    case .refusal: "A profile that was refused"
    case .failure: "An answer that could not be given"
    case .override: "Override of record \(payload["about"]?.canonicalText ?? "?")"
    case .outcome: "Outcome of record \(payload["about"]?.canonicalText ?? "?")"
    case .amendment: "Amendment of record \(payload["about"]?.canonicalText ?? "?")"
    case .signature: "Signature of record \(payload["about"]?.canonicalText ?? "?")"
    case .erasure, .recovery, .import, .access, .hold, .rotation, .timestamp: record.leaf.kind.rawValue
    }
  }

  /// What it says apart from the profile and the answer as it was shown.
  var said: HTML { Self.table(rows) }

  /// The facts that were known, and the absent ones with their reasons; empty if the record has no profile.
  var known: HTML {
    let facts = (payload["profile"] ?? .null).recordedAnswers
    return Self.table(facts.map { ($0.name, Self.words($0.value)) })
  }

  /// The answer as it was shown; nil if it was shown as JSON, or is no answer.
  var shown: HTML? {
    payload["answer"]?["text"]?.stringValue.map { text in
      if text.hasPrefix("<!doctype html>") {
        return
          "<details><summary>It was a page: what it said, without its layout</summary>\n\(Self.list(PageWords(text).lines))\n</details>"
      }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return "<pre>\(lines.map { line -> HTML in "\(String(line))" })</pre>"
    }
  }

  /// A section of a page; nothing if it would be empty.
  static func section(_ title: String, _ content: HTML) -> HTML {
    content.text.isEmpty ? "" : "<section>\n<h2>\(title)</h2>\n\(content)\n</section>"
  }

  static func list(_ lines: [String]) -> HTML {
    lines.isEmpty ? "" : "<ul>\n\(lines.map { line -> HTML in "<li>\(line)</li>" })\n</ul>"
  }

  static func table(_ rows: [(String, String)]) -> HTML {
    rows.isEmpty
      ? ""
      : "<table>\n\(rows.map { row -> HTML in "<tr><th scope=\"row\">\(row.0)</th><td>\(row.1)</td></tr>" })\n</table>"
  }

  private var rows: [(String, String)] {
    var rows: [(String, String)] = []
    let names = [
      ("by", "Asked or reported by"), ("purpose", "Purpose"), ("reason_code", "Reason"),
      ("reason", "What was wrong"),
      ("instead", "Done instead"),
      ("outcome", "Outcome"), ("chosen", "Chosen"), ("done", "Done"), ("note", "Note"),
    ]
    for (key, name) in names { if let text = payload[key]?.stringValue { rows.append((name, text)) } }
    if let number = payload["by_record"]?.canonicalText { rows.append(("Replaced by record", number)) }
    for fact in (payload["scores"] ?? .null).recordedFacts {
      rows.append(("Score \(fact.name)", Self.words(fact.value)))
    }
    if let reason = payload["failure"]?["reason"]?.stringValue { rows.append(("Why not", reason)) }
    for alert in payload["refusal"]?["alerts"]?.arrayValue ?? [] { rows.append(("Stop", Self.title(alert))) }
    for answer in payload["decision"]?.answersOfGuidelines ?? [] { rows += Self.rows(of: answer) }
    return rows
  }

  private static func rows(of answer: JSONValue) -> [(String, String)] {
    var rows: [(String, String)] = []
    if let decision = answer["decision"]?.stringValue { rows.append(("Decision", decision)) }
    for alert in answer["alerts"]?.arrayValue ?? [] { rows.append(("Stop", title(alert))) }
    for advice in answer["recommendations"]?.arrayValue ?? [] {
      let role = advice["role"]?.stringValue ?? "advice"
      let because = advice["because"]?.stringValue.map { ". \($0)" } ?? ""
      rows.append((role.prefix(1).uppercased() + role.dropFirst(), title(advice) + because))
      for claim in advice["claims"]?.arrayValue ?? [] { rows.append(("Evidence", words(ofClaim: claim))) }
    }
    let packs = (answer["guideline"]?["packs"]?.arrayValue ?? []).compactMap { pack in
      pack["id"]?.stringValue.map { "\($0) \(pack["version"]?.stringValue ?? "")" }
    }
    if !packs.isEmpty { rows.append(("Packs", packs.joined(separator: ", "))) }
    return rows
  }

  /// "ho-2022/pain-education/function/mid-term: low certainty for this patient (the rating was not confirmed at its source)".
  private static func words(ofClaim claim: JSONValue) -> String {
    let level = claim["certainty"]?.stringValue ?? "not-stated"
    let certainty =
      level == "not-stated"
      ? "certainty not stated" : "\(level.replacing("-", with: " ")) certainty for this patient"
    let isRecalled = claim["rating_confirmed"] == false && level != "not-stated"
    return "\(claim["evidence"]?.stringValue ?? "evidence"): \(certainty)"
      + (isRecalled ? " (the rating was not confirmed at its source)" : "")
  }

  private static func title(_ part: JSONValue) -> String {
    part["title"]?.stringValue ?? part["pairing"]?.stringValue ?? part["id"]?.stringValue ?? ""
  }

  private static func words(_ value: JSONValue) -> String { value.stringValue ?? value.canonicalText }
}
