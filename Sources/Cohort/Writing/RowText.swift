internal import Engine
internal import Guideline
internal import JSON
internal import Presentation

/// An answer as a row, but for the line's number and the patient's id, which stand between its parts.
struct RowText {
  var before: [UInt8] = []
  var middle: [UInt8] = []
  var after: [UInt8] = []
}

/// Writes answers as rows. Whatever a guideline has a name for is written once, beforehand.
struct RowWriter {
  let format: CohortFormat
  private let gates: [[UInt8]]
  private let alerts: [[UInt8]]
  private let rules: [[UInt8]]
  private let evidence: [[UInt8]]
  private let facts: [[UInt8]]
  private let conflicts: [[UInt8]]
  private let names: GuidelineNames
  private let digest: String

  init(_ compiled: CompiledGuideline, _ format: CohortFormat) {
    self.format = format
    let names = GuidelineNames(compiled)
    self.names = names
    digest = compiled.guideline.digest
    func json(_ names: [String]) -> [[UInt8]] { names.map { JSONValue.string($0).canonical } }
    gates = json(names.gates)
    rules = json(names.rules)
    evidence = json(names.evidence)
    facts = json(names.facts)
    conflicts = json(names.conflicts)
    alerts = zip(names.gates, names.urgencies).map { id, urgency in
      JSONValue.object([JSONMember("id", .string(id)), JSONMember("urgency", .string(urgency))]).canonical
    }
  }

  /// The columns of CSV.
  static let columns = [
    "line", "profile", "decision", "primary", "strength", "certainty", "alternatives", "rules", "alerts",
    "gates", "conflicts", "needs", "guideline",
  ]

  /// How many bytes of a row stand behind the place of its record: `}` or a carriage return, and the line break.
  var ending: Int { 2 }

  func text(_ answer: CohortAnswer) -> RowText {
    switch format {
    case .ndjson: json(answer)
    case .csv: csv(answer)
    case .summary: RowText()
    }
  }

  // MARK: JSON

  private func json(_ answer: CohortAnswer) -> RowText {
    var text = RowText()
    func list(_ bytes: inout [UInt8], _ name: StaticString, _ items: [[UInt8]]) {
      bytes.append(name)
      bytes.append(Ascii.openBracket)
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(Ascii.comma) }
        bytes += item
      }
      bytes.append(Ascii.closeBracket)
    }
    list(&text.before, "{\"alerts\":", answer.alerts.map { alerts[$0] })
    list(&text.before, ",\"alternatives\":", answer.alternatives.map(part))
    list(&text.before, ",\"conflicts\":", names.conflicts(of: answer).map { JSONValue.string($0).canonical })
    text.before += Array(",\"decision\":\"\(answer.disposition.rawValue)\"".utf8)
    list(&text.before, ",\"gates\":", answer.gates.map { gates[$0] })
    text.before += Array(",\"guideline\":\"\(digest)\",\"line\":".utf8)
    list(&text.middle, ",\"needs\":", answer.needs.map { facts[$0] })
    text.middle += Array(",\"primary\":".utf8)
    text.middle += answer.primary.map(part) ?? Array("null".utf8)
    text.middle += Array(",\"profile\":".utf8)
    text.after = Array(",\"schema\":1}\n".utf8)
    return text
  }

  private func part(_ part: CohortAnswer.Part) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("{\"claims\":{")
    for (index, claim) in part.claims.enumerated() {
      if index > 0 { bytes.append(Ascii.comma) }
      bytes += evidence[claim.evidence]
      bytes += Array(":\"\(claim.certainty.rawValue)\"".utf8)
    }
    bytes.append("},\"pairing\":")
    bytes += JSONValue.string(part.pairing.description).canonical
    bytes.append(",\"rules\":[")
    for (index, rule) in part.rules.enumerated() {
      if index > 0 { bytes.append(Ascii.comma) }
      bytes += rules[rule]
    }
    bytes += Array("],\"strength\":\"\(part.strength.rawValue)\"}".utf8)
    return bytes
  }

  // MARK: CSV

  private func csv(_ answer: CohortAnswer) -> RowText {
    func words(_ items: [String]) -> String { items.joined(separator: " ") }
    let primary = answer.primary
    var cells: [String] = [answer.disposition.rawValue]
    cells.append(primary?.pairing.description ?? "")
    cells.append(primary?.strength.rawValue ?? "")
    cells.append(
      words((primary?.claims ?? []).map { "\(names.evidence[$0.evidence])=\($0.certainty.rawValue)" }))
    cells.append(words(answer.alternatives.map(\.pairing.description)))
    cells.append(words((primary?.rules ?? []).map { names.rules[$0] }))
    cells.append(words(answer.alerts.map { names.gates[$0] }))
    cells.append(words(answer.gates.map { names.gates[$0] }))
    cells.append(words(names.conflicts(of: answer).map { $0.replacing(" ", with: "+") }))
    cells.append(words(answer.needs.map { names.facts[$0] }))
    cells.append(digest)
    return RowText(
      before: [], middle: [Ascii.comma],
      after: Array((cells.map { "," + Escaping.csv($0) }.joined() + "\r\n").utf8))
  }

  /// An id that stands in JSON with its quotes and without escapes, as this format has it; nothing where there is none.
  func id(_ json: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    if format == .ndjson {
      if json.isEmpty { bytes.append("null") } else { bytes.append(contentsOf: json) }
    } else {
      id(String(decoding: json.dropFirst().dropLast(), as: UTF8.self), to: &bytes)
    }
  }

  func id(_ text: String, to bytes: inout [UInt8]) {
    switch format {
    case .ndjson: bytes += JSONValue.string(text).canonical
    case .csv: bytes += Array(Escaping.csv(text).utf8)
    case .summary: break
    }
  }
}

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A whole number that is not negative, in digits.
  mutating func append(digitsOf number: Int) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      let digit: Int = number / divisor % 10
      append(UInt8(truncatingIfNeeded: 0x30 + digit))
      divisor /= 10
    }
  }
}
