internal import PlumblineJSON
public import PlumblineLedger
package import PlumblineText

/// The items of an overview that say where answers are recorded, and whether the next one can be.
public struct LedgerOverview {
  package let items: [OverviewItem]

  /// - Parameters:
  ///   - path: the path of the ledger.
  ///   - open: opens it.
  public init(path: String, _ open: (Ledger.Purpose) throws -> Ledger) {
    items = [OverviewItem(.plain, path, [JSONMember("path", .string(path))]), Self.item(open)]
  }

  /// The library that stores the ledger.
  package static var storage: OverviewItem {
    OverviewItem(
      .ok, "SQLite \(Ledger.storageVersion)", [JSONMember("sqlite", .string(Ledger.storageVersion))])
  }

  private static func item(_ open: (Ledger.Purpose) throws -> Ledger) -> OverviewItem {
    do {
      let count = try open(.reading).count()
      let members = [JSONMember("records", .number(count))]
      let records = count.counted("record")
      guard let condition = try open(.appending).condition() else {
        return OverviewItem(.ok, "\(records); the next can be added", members)
      }
      return OverviewItem(.warn, "\(records): \(condition)", members)
    } catch LedgerError.noSuchLedger {
      return OverviewItem(
        .ok, "there is none yet; the first recorded answer creates it", [JSONMember("records", .null)])
    } catch {
      return OverviewItem(.fail, "\(error)")
    }
  }
}
