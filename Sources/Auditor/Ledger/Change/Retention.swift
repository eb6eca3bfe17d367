internal import PlumblineJSON
internal import PlumblineSQLite

/// Which payloads are older than a retention period, and which of them stay nevertheless.
public struct Retention: Sendable {
  /// The moment before which a record is too old, in UTC.
  public var before: String
  /// The records that are due, in order: each answer with everything about it.
  public var due: [RecordSummary] = []
  /// Old records of patients under a legal hold.
  public var held: [Int] = []
  /// The records of those holds, in order.
  public var holds: [Int] = []
  /// Old records that stay because something about the same answer is younger.
  public var inUse: [Int] = []
  /// Old records that differ from their leaves, so that it is unknown whose they are.
  public var damaged: [Int] = []
}

extension Ledger {
  /// Finds the payloads that were recorded before a moment. Nothing is changed.
  ///
  /// An answer and everything about it are due together: all of it must be older, and none of it under a legal hold. Memory grows
  /// with the old records.
  ///
  /// - Parameter before: in the form of a record's time.
  /// - Throws: ``LedgerError``; without the ledger's signing key, since nobody can say then who is under a hold.
  public func retention(before: String) throws -> Retention {
    var retention = Retention(before: before)
    var holds = try LedgerError.asking(place) {
      Holds(RecordCheck(wrapping: wrapping), Tombstones(try nameKeys()))
    }
    try LedgerError.asking(place) { try connection.read { try holds.read($0) } }
    var young: Set<Int> = []
    try eachSummary(where: [.since(before), .aboutAnswer]) { record in
      if let about = record.about, !record.isErased { young.insert(about) }
    }
    var old: [(record: RecordSummary, answer: Int)] = []
    var heldAnswers: Set<Int> = []
    try eachSummary(where: [.before(before)]) { record in
      guard record.kind.isOfPatient, !record.isErased else { return }
      old.append((record, record.kind.isAboutAnswer ? record.about ?? record.index : record.index))
    }
    for (record, answer) in old {
      guard let whole = try undamaged(record.index) else {
        retention.damaged.append(record.index)
        continue
      }
      let names = [whole.payload?["patient"], whole.payload?["profile"]?["id"]].compactMap { $0?.stringValue }
      let found = holds.records(on: names)
      if !found.isEmpty { heldAnswers.insert(answer) }
      retention.holds = Set(retention.holds).union(found).sorted()
    }
    let damaged = Set(retention.damaged)
    for (record, answer) in old where !damaged.contains(record.index) {
      if heldAnswers.contains(answer) {
        retention.held.append(record.index)
      } else if young.contains(answer) || damaged.contains(answer) {
        retention.inUse.append(record.index)
      } else {
        retention.due.append(record)
      }
    }
    return retention
  }
}
