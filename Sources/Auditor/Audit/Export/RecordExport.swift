internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText
internal import PlumblineTransparency

/// Writes the records that match a filter, one after the other, in constant memory.
public struct RecordExport: Sendable {
  public enum Format: String, Sendable, CaseIterable { case ndjson, csv, fhir }

  public var format: Format
  public var filter: RecordFilter
  /// Adds payloads, which are patient data; NDJSON only.
  public var withPayload: Bool

  public init(_ format: Format, _ filter: RecordFilter = RecordFilter(), withPayload: Bool = false) {
    self.format = format
    self.filter = filter
    self.withPayload = withPayload
  }

  /// Writes the export piece by piece.
  ///
  /// - Returns: the number of exported records.
  public func write(_ ledger: Ledger, to sink: ([UInt8]) throws -> Void) throws -> Int {
    var count = 0
    if format == .csv { try sink(CSVExport.header) }
    guard let origin = try ledger.origin() else { return 0 }
    if format == .ndjson, withPayload {
      try ledger.eachRecordAndSummary { summary, record in
        guard filter.matches(summary) else { return }
        count += 1
        try sink(Self.object(summary, record.leaf, origin, payload: .some(record.payload)).line)
      }
      return count
    }
    try ledger.eachLeaf { summary, leaf in
      guard filter.matches(summary) else { return }
      count += 1
      switch format {
      case .ndjson: try sink(Self.object(summary, leaf, origin, payload: nil).line)
      case .csv: try sink(CSVExport.row(summary))
      case .fhir:
        for resource in FHIRExport(origin: origin).resources(summary, leaf) { try sink(resource.line) }
      }
    }
    return count
  }

  /// A record's object: its name, its columns, the leaf as text (whose bytes are in the tree) and as members.
  private static func object(
    _ summary: RecordSummary, _ leaf: Leaf, _ origin: String, payload: JSONValue??
  ) -> JSONValue {
    var members = summary.members
    members += [
      JSONMember("record", .string(RecordName(origin: origin, index: leaf.index).description)),
      JSONMember("leaf", .string(String(decoding: leaf.bytes, as: UTF8.self))),
      JSONMember("leaf_hash", .string(leaf.hash.hex)), JSONMember("engine", .string(leaf.engine)),
      JSONMember("packs", .strings(leaf.packs)),
      JSONMember("commitment", .string(leaf.commitment.hex)),
      JSONMember("version", .number(leaf.version)),
    ]
    if let payload { members.append(JSONMember("payload", payload ?? .null)) }
    return .object(members)
  }
}
