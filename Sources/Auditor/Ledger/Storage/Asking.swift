internal import GRDB

extension LedgerError {
  /// Does work on a ledger, and tells whatever goes wrong as a fault of the ledger.
  static func asking<Answer>(
    _ place: LedgerPlace, for purpose: Ledger.Purpose = .appending, _ work: () throws -> Answer
  ) throws(LedgerError) -> Answer {
    do {
      return try work()
    } catch let error as LedgerError {
      throw error
    } catch let error as PrivateFile.Fault {
      throw ofFile(place, purpose, error.reason)
    } catch let error as DatabaseError {
      throw LedgerError(error, place, purpose)
    } catch {
      throw .cannotRead(place.path, reason: "an unexpected fault of kind \(type(of: error))")
    }
  }

  private init(_ error: DatabaseError, _ place: LedgerPlace, _ purpose: Ledger.Purpose) {
    let reason = error.message ?? "SQLite code \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy(place.path)
    case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_CONSTRAINT:
      self = Self.ofFile(place, purpose, reason)
    case .SQLITE_NOMEM, .SQLITE_INTERRUPT: self = .cannotRead(place.path, reason: reason)
    // Every statement is one that this schema understands, so what SQLite cannot do lies in the file.
    default: self = .damaged(place.path, reason: reason)
    }
  }

  private static func ofFile(
    _ place: LedgerPlace, _ purpose: Ledger.Purpose, _ reason: String
  ) -> LedgerError {
    switch purpose {
    case .reading: .cannotRead(place.path, reason: reason)
    case .appending: .cannotWrite(place.path, reason: reason)
    }
  }
}
