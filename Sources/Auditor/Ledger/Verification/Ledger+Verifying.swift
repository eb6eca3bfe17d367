internal import PlumblineSQLite

extension Ledger {
  /// Re-hashes every record from its bytes and recomputes everything that repeats it; covers every row and column of every table.
  ///
  /// A file that cannot even be opened as a ledger is reported as a divergence like any other.
  ///
  /// - Parameter progress: called with the number of records checked, and their total.
  public static func verify(
    _ place: LedgerPlace, _ request: VerificationRequest, wrapping: WrappingKey? = nil,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> Verification {
    func unreadable(_ reason: String) -> Verification {
      var result = Verification()
      result.add(Divergence("database", "", "file", .changed, reason))
      return result
    }
    do {
      return try LedgerError.asking(place, for: .reading) {
        let place = try place.followed()
        // Read before the database: an append in between makes the database the newer of the two.
        let kept = Result { try HeadFile(place: place).read() }
        let ledger = try openUnchecked(place, wrapping)
        return try ledger.connection.read { db in
          var verifier = try Verifier(
            db: db, kept: kept, request: request, key: request.key ?? KeyFiles.publicKey(place),
            wrapping: wrapping)
          try verifier.run(progress)
          return verifier.result
        }
      }
    } catch .damaged(_, let reason) {
      return unreadable(reason)
    } catch .refused(_, .newerSchema(let version)) {
      return unreadable("its schema is \(version), which is newer than this program knows")
    }
  }
}
