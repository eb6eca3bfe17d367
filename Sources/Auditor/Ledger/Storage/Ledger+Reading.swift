public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineSQLite

/// A record as read: its leaf and, unless it was erased, its payload.
public struct ReadRecord: Sendable {
  public var leaf: Leaf
  /// Canonical JSON; nil if it was erased.
  public var payload: JSONValue?

  public var index: Int { leaf.index }
}

/// What the columns say about a record: enough to find it, without opening its payload.
public struct RecordSummary: Sendable, Hashable {
  public var index: Int
  public var time: String
  public var kind: RecordKind
  public var isErased: Bool
  public var about: Int?
  public var patient: String?
  public var person: String?
  public var decision: String?
  public var pairing: String?
  /// The primary pairings, one for each guideline that recommends.
  public var pairings: [String] { pairing?.split(separator: " ").map(String.init) ?? [] }
  public var certainties: [String]
  public var fired: [String]
  /// The missing facts that left each rule undecided, by rule.
  public var undecided: [String: [String]]
  /// The coded reason of an override.
  public var reason: String?
  /// The code of an outcome.
  public var outcome: String?
  /// The name under which an imported record was first recorded; nil for one of the ledger's own records.
  public var from: RecordName?

  /// - Parameter imports: the origins of imported records, to find the records to which they refer.
  init?(_ row: RecordRow, _ imports: Imports) {
    func text(_ bytes: [UInt8]?) -> String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }
    func words(_ text: String?) -> [String] { text?.split(separator: " ").map(String.init) ?? [] }
    guard let time = text(row.time), let kind = text(row.kind).flatMap(RecordKind.init) else { return nil }
    let derived = row.derived.map(text)
    index = row.index
    self.time = time
    self.kind = kind
    isErased = row.key == nil
    let name = imports.name(of: row.index)
    from = name
    about = derived[0].flatMap { Int($0) }.flatMap { number in
      name.map { imports.index(of: RecordName(origin: $0.origin, index: number)) } ?? number
    }
    patient = derived[1]
    person = derived[2]
    decision = derived[3]
    pairing = derived[4]
    certainties = words(derived[5])
    fired = words(derived[6])
    undecided = [:]
    for entry in words(derived[7]) {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      undecided[String(parts[0])] = parts[1].split(separator: ",").map(String.init)
    }
    (reason, outcome) = self.kind == .outcome ? (nil, derived[8]) : (derived[8], nil)
  }
}

extension Ledger {
  /// The number of records.
  public func count() throws(LedgerError) -> Int {
    try LedgerError.asking(place) { try connection.read { db in try Tree(db: db).size() } }
  }

  /// Reads one record, checked against its leaf.
  public func record(_ index: Int) throws(LedgerError) -> ReadRecord {
    try LedgerError.asking(place) {
      try connection.read { db in
        guard let row = try RecordRow.read(index, db) else { throw LedgerError.noSuchRecord("\(index)") }
        return try read(row)
      }
    }
  }

  /// Visits every record from `first` on, in order, each checked against its leaf, in constant memory.
  ///
  /// - Parameter damaged: called with each record that differs from its leaf; the others are still visited.
  /// - Throws: ``LedgerError``, or what `visit` and `damaged` throw.
  public func eachRecord(
    from first: Int = 0, damaged: (Int) throws -> Void, _ visit: (ReadRecord) throws -> Void
  ) throws {
    try each(from: first) { row, _ in
      let record: ReadRecord
      do {
        record = try read(row)
      } catch LedgerError.damaged {
        return try damaged(row.index)
      }
      try visit(record)
    }
  }

  /// Visits every record's columns, in order, in constant memory.
  ///
  /// - Throws: ``LedgerError``, or what `visit` throws.
  public func eachSummary(from first: Int = 0, _ visit: (RecordSummary) throws -> Void) throws {
    try each(from: first, RecordRow.outside) { row, imports in
      guard let summary = RecordSummary(row, imports) else {
        throw LedgerError.damaged(place.path, reason: "record \(row.index) cannot be read")
      }
      try visit(summary)
    }
  }

  /// Visits every record's columns with its leaf, in order, without opening payloads, in constant memory.
  ///
  /// - Throws: ``LedgerError``, or what `visit` throws.
  public func eachLeaf(from first: Int = 0, _ visit: (RecordSummary, Leaf) throws -> Void) throws {
    try each(from: first, RecordRow.outside) { row, imports in
      guard let summary = RecordSummary(row, imports), let leaf = row.leaf.flatMap(Leaf.init),
        leaf.index == row.index,
        leaf.time == summary.time, leaf.kind == summary.kind
      else { throw LedgerError.damaged(place.path, reason: "record \(row.index) cannot be read") }
      try visit(summary, leaf)
    }
  }

  /// Visits every record's columns with its leaf and payload, in order, each checked against its leaf, in constant memory.
  ///
  /// - Throws: ``LedgerError``, or what `visit` throws.
  public func eachRecordAndSummary(
    from first: Int = 0, _ visit: (RecordSummary, ReadRecord) throws -> Void
  ) throws {
    try each(from: first) { row, imports in
      let record = try read(row)
      guard let summary = RecordSummary(row, imports) else {
        throw LedgerError.damaged(place.path, reason: "record \(row.index) cannot be read")
      }
      try visit(summary, record)
    }
  }

  private func each(
    from first: Int, _ columns: String = RecordRow.columns, _ visit: (RecordRow, Imports) throws -> Void
  ) throws {
    var thrown: (any Error)?
    try LedgerError.asking(place) {
      try connection.read { db in
        let imports = try Imports(db)
        let rows = try RecordRow.each(db, from: first, columns: columns)
        while thrown == nil, let row = try rows.next() {
          do { try visit(row, imports) } catch { thrown = error }
        }
      }
    }
    if let thrown { throw thrown }
  }

  /// The files of a pack that decided, by digest, against which they are checked.
  public func pack(_ digest: String, named id: String) throws(LedgerError) -> PackFolder {
    try LedgerError.asking(place) {
      try connection.read { try PackFolder.recorded(digest, named: id, $0, place) }
    }
  }

  func read(_ row: RecordRow) throws -> ReadRecord {
    let finding = RecordCheck(wrapping: wrapping).check(row, at: row.index)
    if let divergence = finding.divergence {
      if divergence.way == .unchecked {
        throw LedgerError.needsWrappingKey(
          id: row.wrappedBy.map { String(decoding: $0, as: UTF8.self) } ?? "")
      }
      throw LedgerError.damaged(place.path, reason: divergence.description)
    }
    guard let leaf = finding.leaf else {
      throw LedgerError.damaged(place.path, reason: "record \(row.index) has no leaf")
    }
    return ReadRecord(leaf: leaf, payload: finding.payload)
  }

  /// The opening of a record's commitment.
  func open(_ row: RecordRow, _ db: Database) throws -> Opening {
    guard let seal = row.seal else { throw LedgerError.erased(row.index, by: nil) }
    do {
      return try seal.open(index: row.index, wrapping: wrapping)
    } catch .needsWrappingKey(let id) {
      throw LedgerError.needsWrappingKey(id: id)
    } catch {
      throw LedgerError.damaged(place.path, reason: "record \(row.index) does not open")
    }
  }
}

extension PackFolder {
  /// A pack as a ledger keeps it, checked against its digest.
  static func recorded(
    _ digest: String, named id: String, _ db: Database, _ place: LedgerPlace
  ) throws -> PackFolder {
    let files = try db.all(
      "SELECT CAST(name AS BLOB), text FROM pack_file WHERE digest = ?", [digest]
    ).compactMap { row -> PackFile? in
      guard let name = row[0].text, let text = row[1].bytes else {
        return nil
      }
      return PackFile(name: name, text: text)
    }
    let folder = PackFolder(name: id, files: files)
    guard folder.digest == digest else {
      throw LedgerError.damaged(place.path, reason: "the pack \(digest) is not whole")
    }
    return folder
  }
}
