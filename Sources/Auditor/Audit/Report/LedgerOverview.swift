public import PlumblineLedger
internal import PlumblineText

/// The lines of an overview that say where answers are recorded, and whether the next one can be.
public struct LedgerOverview {
  public let lines: [String]

  /// - Parameters:
  ///   - path: the path of the ledger.
  ///   - open: opens it.
  public init(path: String, _ open: (Ledger.Purpose) throws -> Ledger) {
    lines = [Standing.plain.line(Escaping.terminal(path)), Self.line(open)]
  }

  /// The library that stores the ledger.
  public static var storage: String { Standing.ok.line("SQLite \(Ledger.storageVersion)") }

  private static func line(_ open: (Ledger.Purpose) throws -> Ledger) -> String {
    do {
      let records = try open(.reading).count().counted("record")
      guard let condition = try open(.appending).condition() else {
        return Standing.ok.line("\(records); the next can be added")
      }
      return Standing.warn.line("\(records): \(Escaping.terminal(condition))")
    } catch LedgerError.noSuchLedger {
      return Standing.ok.line("there is none yet; the first recorded answer creates it")
    } catch {
      return Standing.fail.line(Escaping.terminal("\(error)"))
    }
  }
}
