internal import PlumblineSQLite

/// Which records were imported, from where, and under which numbers.
///
/// The table `import` is for looking things up; to be certain, this is read from the leaves.
struct Imports: Sendable {
  /// Records of a shard that were imported together. The record of the import comes right after them.
  struct Run: Sendable, Hashable {
    var origin: String
    /// The first one's number in the shard.
    var first: Int
    /// The first one's number here.
    var start: Int
    var records: Int

    /// The number in the shard of the first one that was not imported with them.
    var end: Int { first + records }
    /// The number of the record of their import.
    var index: Int { start + records }
  }

  /// In the order of their numbers here.
  private(set) var runs: [Run] = []
  /// By shard, the places of its runs in `runs`, which are in the order of their numbers in the shard, too.
  private var places: [String: [Int]] = [:]

  init() {}

  /// Reads the table; empty in a ledger older than the table.
  init(_ db: Database) throws {
    for run in try Self.rows(db).compactMap(\.self).sorted(by: { $0.start < $1.start }) { add(run) }
  }

  /// The table's rows; nil for a row that cannot be an import's.
  static func rows(_ db: Database) throws -> [Run?] {
    guard try Schema.version(of: db) >= Schema.withImports else { return [] }
    return try db.all("SELECT CAST(origin AS BLOB), first, records, idx FROM import").map {
      row in
      guard let origin = row[0].text, let first = row[1].int,
        let records = row[2].int, let index = row[3].int,
        first >= 0, records > 0, index >= records, !first.addingReportingOverflow(records).overflow
      else { return nil }
      return Run(origin: origin, first: first, start: index - records, records: records)
    }
  }

  static func insert(_ run: Run, _ db: Database) throws {
    try db.run(
      "INSERT INTO import (origin, first, records, idx) VALUES (?, ?, ?, ?)", run.origin, run.first,
      run.records, run.index)
  }

  /// The number of a shard's records here, according to the table.
  static func taken(_ origin: String, _ db: Database) throws -> Int {
    try db.number(
      "SELECT first + records FROM import WHERE origin = ? ORDER BY first DESC LIMIT 1", origin) ?? 0
  }

  /// Adds a run that was imported after all others.
  mutating func add(_ run: Run) {
    places[run.origin, default: []].append(runs.count)
    runs.append(run)
  }

  /// Adds an imported record; records are added in the order of their numbers here.
  mutating func see(_ name: RecordName, at index: Int) {
    if let last = runs.last, last.origin == name.origin, last.end == name.index, last.index == index {
      runs[runs.count - 1].records += 1
    } else {
      add(Run(origin: name.origin, first: name.index, start: index, records: 1))
    }
  }

  var isEmpty: Bool { runs.isEmpty }

  func runs(of origin: String) -> [Run] { (places[origin] ?? []).map { runs[$0] } }

  /// The number of a shard's records here.
  func taken(_ origin: String) -> Int { places[origin]?.last.map { runs[$0].end } ?? 0 }

  /// The number here of a shard's record; nil if it is not here.
  func index(of name: RecordName) -> Int? {
    guard let places = places[name.origin] else { return nil }
    let next = places.firstIndex(fromWhich: { runs[$0].first > name.index })
    guard next > 0 else { return nil }
    let run = runs[places[next - 1]]
    return name.index < run.end ? run.start + (name.index - run.first) : nil
  }

  /// The name under which an imported record was first recorded; nil for one of the ledger's own.
  func name(of index: Int) -> RecordName? {
    let next = runs.firstIndex(fromWhich: { $0.start > index })
    guard next > 0 else { return nil }
    let run = runs[next - 1]
    return index < run.index ? RecordName(origin: run.origin, index: run.first + (index - run.start)) : nil
  }

  /// The number here of a record to which an imported record refers by its number in the shard.
  func here(_ number: Int, toldBy leaf: Leaf) -> Int? {
    guard let from = leaf.from else { return number }
    return index(of: RecordName(origin: from.origin, index: number))
  }
}

extension Ledger {
  /// The number here of a record that was imported; nil if it was not.
  public func index(of name: RecordName) throws(LedgerError) -> Int? {
    try LedgerError.asking(place, for: .reading) {
      try connection.read { db in
        guard let index = try Imports(db).index(of: name), let row = try RecordRow.read(index, db) else {
          return nil
        }
        // The leaf has the last word.
        return row.leaf.flatMap { Leaf($0)?.from } == name ? index : nil
      }
    }
  }
}

extension Array {
  /// The first place from which on a condition holds for every element; the count if there is none.
  fileprivate func firstIndex(fromWhich holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
