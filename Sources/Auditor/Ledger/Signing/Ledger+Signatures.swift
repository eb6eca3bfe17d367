internal import PlumblineJSON
internal import PlumblineSQLite

extension Ledger {
  /// The signatures on a record, in the order in which they were recorded, each checked against its leaf.
  public func signatures(on record: ReadRecord) throws(LedgerError) -> [ReadRecord] {
    let numbers = [record.index] + (record.leaf.from.map { [$0.index] } ?? [])
    let places = numbers.map { _ in "?" }.joined(separator: ",")
    return try LedgerError.asking(place) {
      try connection.read { db in
        let imports = try Imports(db)
        return try db.all(
          "SELECT \(RecordRow.columns) FROM record WHERE about IN (\(places)) AND kind = 'signature' ORDER BY idx",
          numbers
        ).map { try read(RecordRow($0)) }.filter { signature in
          signature.payload?["about"]?.numberValue?.intValue.flatMap {
            imports.here($0, toldBy: signature.leaf)
          } == record.index
        }
      }
    }
  }

  /// What is known about a signature.
  ///
  /// - Parameter signers: the keys of people; nil if there is no register of them.
  public func standing(of signature: ReadRecord, _ signers: Signers?) throws(LedgerError) -> SignatureStanding
  {
    let origin = try origin() ?? ""
    return try LedgerError.asking(place) {
      try connection.read { db in
        try SignatureCheck.standing(
          signature.leaf, signature.payload ?? .null,
          in: SignatureCheck.Surroundings(db, try Imports(db), origin),
          signers)
      }
    }
  }
}
