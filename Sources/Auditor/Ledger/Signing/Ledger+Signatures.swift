internal import PlumblineSQLite

extension Ledger {
  /// The signatures on a record, in the order in which they were recorded, each checked against its leaf; one that is damaged has no
  /// payload.
  public func signatures(on record: ReadRecord) throws(LedgerError) -> [ReadRecord] {
    let numbers = [record.index] + (record.leaf.from.map { [$0.index] } ?? [])
    let places = numbers.map { _ in "?" }.joined(separator: ",")
    return try LedgerError.asking(place) {
      try connection.read { db in
        let imports = try Imports(db)
        return try db.all(
          "SELECT \(RecordRow.columns) FROM record WHERE about IN (\(places)) AND kind = 'signature' ORDER BY idx",
          numbers
        ).compactMap { cells in
          let row = RecordRow(cells)
          guard RecordSummary(row, imports)?.about == record.index else { return nil }
          do { return try read(row) } catch LedgerError.damaged {
            return row.leaf.flatMap { Leaf($0) }.map { ReadRecord(leaf: $0, payload: nil) }
          }
        }
      }
    }
  }

  /// What is known about a signature.
  ///
  /// - Parameter signers: the keys of people; nil if there is no register of them.
  public func standing(of signature: ReadRecord, _ signers: Signers?) throws(LedgerError) -> SignatureStanding
  {
    guard let payload = signature.payload else {
      return .wrong("its payload is not what was recorded; see `plumbline audit verify`")
    }
    let origin = try origin() ?? ""
    return try LedgerError.asking(place) {
      try connection.read { db in
        try SignatureCheck.standing(
          signature.leaf, payload,
          in: SignatureCheck.Surroundings(db, try Imports(db), origin),
          signers)
      }
    }
  }
}
