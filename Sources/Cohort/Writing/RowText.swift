internal import Engine
internal import Guideline
internal import JSON
internal import Presentation

/// An answer as a row, but for what differs from patient to patient: where its parts stand in a pool of bytes.
///
/// NDJSON: first, line, needs, second, id, third. CSV: line, first, id, second, needs, third.
struct RowText {
  var first: Range<Int>
  var second: Range<Int>
  var third: Range<Int>
}

/// Writes answers as rows. Whatever a guideline has a name for is written once, beforehand.
struct RowWriter {
  let format: CohortFormat
  private let gates: [[UInt8]]
  private let alerts: [[UInt8]]
  private let rules: [[UInt8]]
  private let evidence: [[UInt8]]
  /// What stands for a fact in a list of needs, without commas or spaces between.
  let needs: [[UInt8]]
  private let names: GuidelineNames
  private let guideline: [UInt8]

  init(_ compiled: CompiledGuideline, _ format: CohortFormat) {
    self.format = format
    let names = GuidelineNames(compiled)
    self.names = names
    let digest = compiled.guideline.digest
    func json(_ names: [String]) -> [[UInt8]] { names.map { JSONValue.string($0).canonical } }
    gates = json(names.gates)
    rules = json(names.rules)
    evidence = json(names.evidence)
    alerts = zip(names.gates, names.urgencies).map { id, urgency in
      JSONValue.object([JSONMember("id", .string(id)), JSONMember("urgency", .string(urgency))]).canonical
    }
    needs = format == .csv ? names.facts.map { Array($0.utf8) } : json(names.facts)
    guideline = Array((format == .csv ? ",\(digest)\r\n" : ",\"guideline\":\"\(digest)\",\"line\":").utf8)
  }

  /// The columns of CSV.
  static let columns = [
    "line", "profile", "decision", "primary", "strength", "certainty", "alternatives", "rules", "alerts",
    "gates", "conflicts", "needs", "guideline",
  ]

  /// How many bytes of a row stand behind the place of its record: `}` or a carriage return, and the line break.
  static let ending = 2

  /// Adds a row's parts to a pool.
  func write(_ answer: CohortAnswer, to pool: inout [UInt8]) -> RowText {
    let start = pool.count
    switch format {
    case .summary: return RowText(first: start..<start, second: start..<start, third: start..<start)
    case .ndjson: first(answer, &pool)
    case .csv: pool.append(Ascii.comma)
    }
    let second = pool.count
    if format == .ndjson {
      pool.append("],\"primary\":")
      if let primary = answer.primary { part(primary, &pool) } else { pool.append("null") }
      pool.append(",\"profile\":")
    } else {
      cells(answer, &pool)
    }
    let third = pool.count
    if format == .ndjson { pool.append(",\"schema\":1}\n") } else { pool += guideline }
    return RowText(first: start..<second, second: second..<third, third: third..<pool.count)
  }

  // MARK: JSON

  private func first(_ answer: CohortAnswer, _ pool: inout [UInt8]) {
    pool.append("{\"alerts\":[")
    list(answer.alerts, alerts, &pool)
    pool.append("],\"alternatives\":[")
    for (index, alternative) in answer.alternatives.enumerated() {
      if index > 0 { pool.append(Ascii.comma) }
      part(alternative, &pool)
    }
    pool.append("],\"conflicts\":[")
    for (index, conflict) in names.conflicts(of: answer).enumerated() {
      if index > 0 { pool.append(Ascii.comma) }
      pool += JSONValue.string(conflict).canonical
    }
    pool.append("],\"decision\":\"")
    pool.append(contentsOf: answer.disposition.rawValue.utf8)
    pool.append("\",\"gates\":[")
    list(answer.gates, gates, &pool)
    pool.append("]")
    pool += guideline
  }

  private func list(_ items: [Int], _ texts: [[UInt8]], _ pool: inout [UInt8]) {
    for (index, item) in items.enumerated() {
      if index > 0 { pool.append(Ascii.comma) }
      pool += texts[item]
    }
  }

  private func part(_ part: CohortAnswer.Part, _ pool: inout [UInt8]) {
    pool.append("{\"claims\":{")
    for (index, claim) in part.claims.enumerated() {
      if index > 0 { pool.append(Ascii.comma) }
      pool += evidence[claim.evidence]
      pool.append(":\"")
      pool.append(contentsOf: claim.certainty.rawValue.utf8)
      pool.append("\"")
    }
    pool.append("},\"pairing\":")
    pool += JSONValue.string(part.pairing.description).canonical
    pool.append(",\"rules\":[")
    list(part.rules, rules, &pool)
    pool.append("],\"strength\":\"")
    pool.append(contentsOf: part.strength.rawValue.utf8)
    pool.append("\"}")
  }

  // MARK: CSV

  private func cells(_ answer: CohortAnswer, _ pool: inout [UInt8]) {
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
    for cell in cells {
      pool.append(Ascii.comma)
      pool.append(contentsOf: Escaping.csv(cell).utf8)
    }
    pool.append(Ascii.comma)
  }

  /// An id as this format has it.
  func id(_ text: String) -> [UInt8] {
    format == .csv ? Array(Escaping.csv(text).utf8) : JSONValue.string(text).canonical
  }
}

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
