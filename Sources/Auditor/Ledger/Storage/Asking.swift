internal import PlumblineSQLite

extension LedgerError {
  /// Does work on a ledger, and reports every error as a ledger error.
  static func asking<Value>(
    _ place: LedgerPlace, for purpose: Ledger.Purpose = .appending, _ work: () throws -> Value
  ) throws(LedgerError) -> Value {
    do {
      return try work()
    } catch let error as LedgerError {
      throw error
    } catch let error as PrivateFile.Fault {
      throw ofFile(place, purpose, error.reason)
    } catch let error as SQLiteError {
      throw LedgerError(error, place, purpose)
    } catch {
      throw .cannotRead(place.path, reason: "an unexpected fault of kind \(type(of: error))")
    }
  }

  private init(_ error: SQLiteError, _ place: LedgerPlace, _ purpose: Ledger.Purpose) {
    switch error.code {
    case .busy, .locked, .lockingProtocol: self = .busy(place.path)
    case .full, .readOnly, .inputOutput, .permission, .cannotOpen, .constraint:
      self = Self.ofFile(place, purpose, error.message)
    case .noMemory, .interrupted: self = .cannotRead(place.path, reason: error.message)
    // Every statement fits this schema, so if SQLite cannot run it, the file is at fault.
    default: self = .damaged(place.path, reason: error.message)
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
