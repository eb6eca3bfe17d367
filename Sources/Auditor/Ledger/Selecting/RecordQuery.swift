internal import PlumblineSQLite

/// What is read of a record beside its own columns.
public struct DetailReading: OptionSet, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// What table `detail` has.
  public static let kept = DetailReading(rawValue: 1)
  /// The same, and of an answer that was recorded before there were any, what its payload says.
  public static let always = DetailReading(rawValue: 3)
  /// The overrides of an answer.
  public static let overrides = DetailReading(rawValue: 4)
  /// Of a reading of one record, the patient of that record.
  public static let readPatients = DetailReading(rawValue: 8)
  /// What a record says that is about no patient: a hold, an erasure, a reading, an exchange of keys.
  public static let deeds = DetailReading(rawValue: 16)
}

/// A search over records: what SQLite can answer from columns it answers; only what is left is looked at here.
///
/// An answer without a row in `detail` was recorded before schema 4. Its payload is opened for what only details can tell, and judged by
/// the same conditions.
struct RecordQuery {
  let ledger: Ledger
  let db: Database
  let criteria: [RecordCriterion]
  /// What is read of details beside what the criteria need.
  let details: DetailReading
  private let imports: Imports
  let hasDetails: Bool
  private var sets: [RecordSet] = []
  /// The records that no criterion may find.
  private var exclusions: [RecordSet] = []

  private static let detailColumns =
    "detail.idx, " + RecordDetail.names.map { "CAST(detail.\($0) AS BLOB)" }.joined(separator: ", ")

  init(_ ledger: Ledger, _ db: Database, _ criteria: [RecordCriterion], details: DetailReading = []) throws {
    (self.ledger, self.db, self.criteria, self.details) = (ledger, db, criteria, details)
    imports = try Imports(db)
    hasDetails = try Schema.version(of: db) >= Schema.withDetails
    for criterion in criteria {
      switch criterion {
      case .overridden(let person):
        sets.append(try RecordSet(ofKind: .override, by: person, db, imports))
      case .outcome(let code): sets.append(try RecordSet(ofKind: .outcome, code: code, db, imports))
      case .signed: sets.append(try RecordSet(ofKind: .signature, db, imports))
      case .unsigned: exclusions.append(try RecordSet(ofKind: .signature, db, imports))
      default: break
      }
    }
  }

  /// Whether a record is in every set that is asked for, and in none that is excluded.
  func isIn(_ index: Int) -> Bool {
    sets.allSatisfy { $0.contains(index) } && !exclusions.contains { $0.contains(index) }
  }

  /// Whether a payload is opened for details that no row has.
  var opensPayloads: Bool {
    details.contains(.always) || criteria.contains { $0.ofDetail != nil || $0.ofFact != nil }
  }

  /// Visits the rows that match, in order; with `newestFirst`, in the opposite order.
  ///
  /// - Parameter visit: takes a row with what its columns say, nil if they cannot be read; returns whether to go on.
  func each(
    _ columns: String, newestFirst: Bool = false,
    _ visit: (RecordRow, RecordSummary?) throws -> Bool
  ) throws {
    let joins = hasDetails && (opensPayloads || details.contains(.kept))
    let ofRecord = criteria.compactMap(\.ofRecord)
    let ofDetail = joins ? criteria.compactMap(\.ofDetail) : []
    var conditions = ["record.idx >= 0"] + ofRecord.map(\.sql)
    if !ofDetail.isEmpty {
      let all = ofDetail.map(\.sql).joined(separator: " AND ")
      conditions.append("(detail.idx IS NULL OR \(all))")
    }
    let tables = "record \(joins ? "LEFT JOIN detail ON detail.idx = record.idx" : "")"
    let all = "\(columns)\(joins ? ", \(Self.detailColumns)" : "")"
    // Facts are opened one by one, so only what that needs is read until they hold.
    let isLean = joins && criteria.contains { $0.ofFact != nil }
    let rows = try db.rows(
      """
      SELECT \(isLean ? Self.leanColumns : all) FROM \(tables)
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY record.idx \(newestFirst ? "DESC" : "")
      """, values: (ofRecord + ofDetail).flatMap(\.values) as [any Bindable])
    while let found = try rows.next() {
      guard let index = found[0].int, isIn(index) else { continue }
      var cells = found
      if isLean {
        guard try holdFacts(found),
          let whole = try db.first("SELECT \(all) FROM \(tables) WHERE record.idx = ?", index)
        else { continue }
        cells = whole
      }
      let row = RecordRow(cells)
      var summary = RecordSummary(row, imports)
      if joins || opensPayloads, try !detail(&summary, row, joins ? cells : nil) { continue }
      if details.contains(.overrides), summary?.kind == .decision {
        summary?.overrides = try overrides(of: row.index)
      }
      if details.contains(.readPatients), summary?.kind == .access, let about = summary?.about {
        summary?.patient = try RecordRow.read(about, db).flatMap { RecordSummary($0, imports) }?.patient
      }
      if details.contains(.deeds), let kind = summary?.kind, !kind.isOfPatient, kind != .signature {
        summary?.deed = try RecordRow.read(row.index, db).flatMap { try? ledger.read($0) }?.payload
      }
      if try !visit(row, summary) { return }
    }
  }

  /// The overrides of an answer, in the order in which they were recorded.
  private func overrides(of index: Int) throws -> [RecordSummary.Override] {
    let numbers = [index] + (imports.name(of: index).map { [$0.index] } ?? [])
    let places = numbers.map { _ in "?" }.joined(separator: ",")
    return try db.all(
      """
      SELECT \(RecordRow.outside) FROM record WHERE about IN (\(places)) AND kind = 'override' ORDER BY idx
      """, numbers
    ).compactMap { cells in
      guard let found = RecordSummary(RecordRow(cells), imports), found.about == index else { return nil }
      return RecordSummary.Override(index: found.index, person: found.person, reason: found.reason)
    }
  }

  private static let leanColumns =
    "record.idx, record.key, CAST(record.wrapped_by AS BLOB), detail.idx, detail.facts"

  /// Whether the facts of a lean row are as the criteria demand, or are not kept beside the record.
  private func holdFacts(_ cells: Row) throws -> Bool {
    guard let index = cells[3].int else { return true }
    guard let key = cells[1].bytes, let box = cells[4].bytes else { return false }
    let seal = Seal(
      key: key, wrappedBy: cells[2].bytes.map { String(decoding: $0, as: UTF8.self) }, box: [], facts: box)
    let facts = RecordedFacts(line: try ledger.facts(seal, index))
    return criteria.allSatisfy { $0.ofFact?(facts) ?? true }
  }

  /// Adds its details to a record; returns whether they are as the criteria demand.
  private func detail(_ summary: inout RecordSummary?, _ row: RecordRow, _ cells: Row?) throws -> Bool {
    let start = RecordRow.width
    if let cells, cells[start].int != nil {
      let texts = (1...RecordDetail.names.count).map { cells[start + $0].bytes.flatMap(Self.text) }
      summary?.detail = row.key == nil ? nil : RecordDetail(texts)
      return true
    }
    if !opensPayloads { return true }
    let facts = criteria.compactMap(\.ofFact)
    let ofDetail = criteria.compactMap(\.ofDetail)
    guard let kind = summary?.kind, kind.isAnswer, row.key != nil else {
      return facts.isEmpty && ofDetail.isEmpty
    }
    guard let whole = try RecordRow.read(row.index, db), let payload = try ledger.read(whole).payload,
      let detail = RecordDetail(payload, kind)
    else { return false }
    summary?.detail = detail
    guard facts.allSatisfy({ $0(detail.facts) }) else { return false }
    if ofDetail.isEmpty { return true }
    let names = RecordDetail.names.map { "? AS \($0)" }.joined(separator: ", ")
    let values: [any Bindable] = detail.texts + ofDetail.flatMap(\.values)
    let sql =
      "SELECT 1 FROM (SELECT \(names)) AS detail WHERE \(ofDetail.map(\.sql).joined(separator: " AND "))"
    return try db.all(sql, values).first != nil
  }

  private static func text(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }
}

extension Ledger {
  /// The line of facts that a record's key seals.
  fileprivate func facts(_ seal: Seal, _ index: Int) throws -> [UInt8] {
    do {
      return try seal.openFacts(index: index, wrapping: wrapping) ?? []
    } catch .needsWrappingKey(let id) {
      throw LedgerError.needsWrappingKey(id: id)
    } catch {
      throw LedgerError.damaged(
        place.path, reason: "the facts of record \(index) do not open; see `plumbline audit verify`")
    }
  }
}
