internal import PlumblineSQLite

/// Checks table `detail` against the payloads that it repeats.
///
/// A row that is missing hides nothing, since the payload is opened instead. Answers from before schema 4 have none, so a missing row is
/// a divergence once an earlier answer has one.
struct DetailCheck {
  let db: Database
  private let isHere: Bool
  private let wrapping: WrappingKey?
  /// What is wrong: reported after the records and payloads that details repeat.
  private var divergences: [Divergence] = []
  /// Whether an answer that was seen has a row.
  private var hasBegun = false
  /// The answers before the first one with a row.
  private var without = 0

  init(db: Database, wrapping: WrappingKey?) throws {
    self.db = db
    self.wrapping = wrapping
    isHere = try Schema.version(of: db) >= Schema.withDetails
  }

  /// Notes the first value of a record's row that is not what its payload says.
  mutating func see(_ row: RecordRow, _ finding: RecordCheck.Finding) throws {
    if let divergence = try divergence(row, finding), divergences.count < Verification.kept {
      divergences.append(divergence)
    }
  }

  private mutating func divergence(_ row: RecordRow, _ finding: RecordCheck.Finding) throws -> Divergence? {
    guard isHere, let leaf = finding.leaf, finding.isErased || finding.payload != nil else { return nil }
    let columns = RecordDetail.names.map { "CAST(\($0) AS BLOB)" }.joined(separator: ", ")
    guard let cells = try db.first("SELECT \(columns), facts FROM detail WHERE idx = ?", row.index) else {
      guard leaf.kind.isAnswer, !finding.isErased else { return nil }
      if !hasBegun { without += 1 }
      return hasBegun
        ? Divergence(
          "detail", "\(row.index)", "idx", .missing,
          "the answer's row is gone; it only repeats the payload, which is opened instead, so no question misses the answer"
        )
        : nil
    }
    hasBegun = true
    func diverges(_ field: String, _ way: Divergence.Way, _ message: String) -> Divergence {
      Divergence("detail", "\(row.index)", field, way, message)
    }
    guard let detail = finding.payload.flatMap({ RecordDetail($0, leaf.kind) }) else {
      return cells.values.firstIndex { $0 != .null }.map { place in
        diverges(
          (RecordDetail.names + ["facts"])[place], .added, "no payload is here from which it was derived")
      }
    }
    for (place, text) in detail.texts.enumerated() where cells[place].bytes != text.map({ Array($0.utf8) }) {
      return diverges(RecordDetail.names[place], .changed, "the payload says otherwise")
    }
    guard var seal = row.seal, let box = cells[RecordDetail.names.count].bytes else {
      return diverges("facts", .missing, "the payload has facts")
    }
    seal.facts = box
    let line = try? seal.openFacts(index: row.index, wrapping: wrapping)
    return line == detail.facts.line ? nil : diverges("facts", .changed, "the payload says otherwise")
  }

  /// The answers without a row that may never have had one.
  var notes: [String] {
    without == 0
      ? []
      : [
        "the first \(without) \(without == 1 ? "answer has" : "answers have") no row in table detail, as before schema 4: questions open "
          + "their payloads instead"
      ]
  }

  func finish() throws -> [Divergence] {
    guard isHere else { return [] }
    let strays = try db.all(
      "SELECT idx FROM detail WHERE idx NOT IN (SELECT idx FROM record) ORDER BY idx LIMIT 50")
    return divergences
      + strays.map { Divergence("detail", "\($0[0].int ?? -1)", "idx", .added, "no record has this number") }
  }
}
