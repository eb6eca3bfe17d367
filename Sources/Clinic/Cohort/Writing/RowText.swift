internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// An answer as a row, without the parts that differ between patients with the same answer: ranges in a pool of bytes.
///
/// NDJSON: first, line, needs, second, id, what a record raises, third. CSV: line, first, id, second, needs, third.
struct RowText {
  var first: Range<Int>
  var second: Range<Int>
  var third: Range<Int>
}

/// Writes answers as rows. Everything that a guideline names is written once, in advance.
struct RowWriter {
  let format: CohortFormat
  /// The file of the rows, if there are several files.
  var file: String?
  private let gates: [[UInt8]]
  private let alerts: [[UInt8]]
  private let rules: [[UInt8]]
  private let evidence: [[UInt8]]
  /// The text for each fact in a list of needs, with the comma or space before it.
  let needs: Padded.List
  private let names: GuidelineNames
  private let guideline: [UInt8]

  /// - Parameter id: the guideline's name; nil if it is the only one.
  init(_ compiled: CompiledGuideline, _ format: CohortFormat, named id: String? = nil) {
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
    needs = .init(
      format == .csv
        ? names.facts.map { [Ascii.space] + $0.utf8 } : json(names.facts).map { [Ascii.comma] + $0 })
    let (cell, member) = id.map { (",\($0)", ",\"guideline_id\":\"\($0)\"") } ?? ("", "")
    guideline = Array(
      (format == .csv ? ",\(digest)\(cell)\r\n" : ",\"guideline\":\"\(digest)\"\(member),\"line\":").utf8)
  }

  /// The columns of CSV.
  static let columns = [
    "line", "profile", "decision", "primary", "strength", "certainty", "alternatives", "rules", "alerts",
    "gates", "conflicts", "needs", "guideline",
  ]

  /// The number of bytes after the place for a row's record: `}` or a carriage return, and the line break.
  static let ending = 2

  /// Adds a row's parts to a pool.
  func write(_ answer: CohortAnswer, to pool: RowBuffer) -> RowText {
    let start = pool.count
    switch format {
    case .summary: return RowText(first: start..<start, second: start..<start, third: start..<start)
    case .ndjson: first(answer, pool)
    case .csv: pool.add(",")
    }
    let second = pool.count
    if format == .ndjson {
      pool.add("],\"primary\":")
      if let primary = answer.primary { part(primary, pool) } else { pool.add("null") }
      pool.add(",\"profile\":")
    } else {
      cells(answer, pool)
    }
    let third = pool.count
    if format == .ndjson { pool.add(",\"schema\":1}\n") } else { pool.add(guideline) }
    return RowText(first: start..<second, second: second..<third, third: third..<pool.count)
  }

  // MARK: JSON

  private func first(_ answer: CohortAnswer, _ pool: RowBuffer) {
    pool.add("{\"alerts\":[")
    list(answer.alerts, alerts, pool)
    pool.add("],\"alternatives\":[")
    for (index, alternative) in answer.alternatives.enumerated() {
      if index > 0 { pool.add(",") }
      part(alternative, pool)
    }
    pool.add("],\"conflicts\":[")
    for (index, conflict) in names.conflicts(of: answer).enumerated() {
      if index > 0 { pool.add(",") }
      pool.add(JSONValue.string(conflict).canonical)
    }
    pool.add("],\"decision\":\"")
    pool.add(answer.disposition.rawValue.utf8)
    pool.add("\",")
    if let file {
      pool.add("\"file\":")
      pool.add(id(file))
      pool.add(",")
    }
    pool.add("\"gates\":[")
    list(answer.gates, gates, pool)
    pool.add("]")
    pool.add(guideline)
  }

  private func list(_ items: [Int], _ texts: [[UInt8]], _ pool: RowBuffer) {
    for (index, item) in items.enumerated() {
      if index > 0 { pool.add(",") }
      pool.add(texts[item])
    }
  }

  private func part(_ part: CohortAnswer.Part, _ pool: RowBuffer) {
    pool.add("{\"claims\":{")
    for (index, claim) in part.claims.enumerated() {
      if index > 0 { pool.add(",") }
      pool.add(evidence[claim.evidence])
      pool.add(":\"")
      pool.add(claim.certainty.rawValue.utf8)
      pool.add("\"")
    }
    pool.add("},\"pairing\":")
    pool.add(JSONValue.string(part.pairing.description).canonical)
    pool.add(",\"rules\":[")
    list(part.rules, rules, pool)
    pool.add("],\"strength\":\"")
    pool.add(part.strength.rawValue.utf8)
    pool.add("\"}")
  }

  // MARK: CSV

  private func cells(_ answer: CohortAnswer, _ pool: RowBuffer) {
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
      pool.add(",")
      pool.add(Escaping.csv(cell).utf8)
    }
    pool.add(",")
  }

  /// Returns an id, or the name of a file, in this format.
  func id(_ text: String) -> [UInt8] {
    format == .csv ? Array(Escaping.csv(text).utf8) : JSONValue.string(text).canonical
  }
}
