public import PlumblineLedger

/// The records that match a filter, in order, up to a limit.
public struct RecordListing: Sendable {
  public var filter: RecordFilter
  /// The maximum number, keeping the newest; nil for all.
  public var limit: Int?

  public init(_ filter: RecordFilter, limit: Int? = nil) {
    self.filter = filter
    self.limit = limit
  }

  /// Visits the records in order, in constant memory except for up to `limit` records.
  ///
  /// - Returns: the number of visited records.
  @discardableResult
  public func each(in ledger: Ledger, _ visit: (RecordSummary) throws -> Void) throws -> Int {
    var count = 0
    guard let limit else {
      try ledger.eachSummary { record in
        guard filter.matches(record) else { return }
        count += 1
        try visit(record)
      }
      return count
    }
    // A ring buffer of the newest: `next` is the place of the oldest once it is full.
    var newest: [RecordSummary] = []
    var next = 0
    guard limit > 0 else { return 0 }
    let first = filter == RecordFilter() ? max(0, try ledger.count() - limit) : 0
    try ledger.eachSummary(from: first) { record in
      guard filter.matches(record) else { return }
      if newest.count < limit {
        newest.append(record)
      } else {
        newest[next] = record
        next = (next + 1) % limit
      }
    }
    for record in newest[next...] + newest[..<next] { try visit(record) }
    return newest.count
  }
}
