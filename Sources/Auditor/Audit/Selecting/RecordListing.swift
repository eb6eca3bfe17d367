public import PlumblineLedger

/// The records that match a filter, in order, up to a limit.
public struct RecordListing: Sendable {
  public var filter: RecordFilter
  /// The maximum number, keeping the newest; nil for all.
  public var limit: Int?
  public var details: DetailReading

  public init(_ filter: RecordFilter, limit: Int? = nil, details: DetailReading = []) {
    self.filter = filter
    self.limit = limit
    self.details = details
  }

  /// Visits the records in order, in constant memory except for up to `limit` records.
  ///
  /// - Returns: the number of visited records.
  @discardableResult
  public func each(in ledger: Ledger, _ visit: (RecordSummary) throws -> Void) throws -> Int {
    if let limit {
      let newest = try ledger.newest(limit, where: filter.criteria, details: details)
      for record in newest { try visit(record) }
      return newest.count
    }
    var count = 0
    try ledger.eachSummary(where: filter.criteria, details: details) { record in
      count += 1
      try visit(record)
    }
    return count
  }
}
