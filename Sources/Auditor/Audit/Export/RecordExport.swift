internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText
internal import PlumblineTransparency

/// Writes the records that match a filter, one after the other, in constant memory.
public struct RecordExport: Sendable {
  public enum Format: String, Sendable, CaseIterable { case ndjson, csv, fhir }

  public var format: Format
  public var filter: RecordFilter
  /// Adds payloads, which are patient data: whole to NDJSON, and to FHIR what people wrote; not to CSV.
  public var withPayload: Bool

  /// NDJSON and CSV only.
  public var columns: [RecordColumn]
  /// Leaves out the records from this number on, which came after a signed head; nil for none.
  public var end: Int?

  public init(
    _ format: Format, _ filter: RecordFilter = RecordFilter(),
    columns: [RecordColumn] = RecordColumn.exported,
    withPayload: Bool = false
  ) {
    self.format = format
    self.columns = columns
    self.filter = filter
    self.withPayload = withPayload
  }

  /// Writes the export piece by piece.
  ///
  /// - Parameter sink: takes bytes, with the number of the record that they are about; nil for a header.
  /// - Returns: the number of exported records.
  public func write(_ ledger: Ledger, to sink: ([UInt8], Int?) throws -> Void) throws -> Int {
    var count = 0
    let csv = CSVExport(columns)
    if format == .csv { try sink(csv.header, nil) }
    guard let origin = try ledger.origin() else { return 0 }
    let details = format == .fhir ? FHIRExport.columns.details.union(.readPatients) : columns.details
    let fhir = FHIRExport(origin: origin)
    let erasures = format == .fhir && !withPayload ? try erasedRecords(ledger) : [:]
    if withPayload {
      try ledger.eachRecordAndSummary(where: filter.criteria, details: details) { summary, record in
        if let end, summary.index >= end { return }
        count += 1
        let lines =
          format == .fhir
          ? fhir.resources(summary, record.leaf, record.payload)
          : [object(summary, record.leaf, origin, payload: .some(record.payload))]
        for line in lines { try sink(line.line, summary.index) }
      }
      return count
    }
    try ledger.eachLeaf(where: filter.criteria, details: details) { summary, leaf in
      if let end, summary.index >= end { return }
      count += 1
      switch format {
      case .ndjson: try sink(object(summary, leaf, origin, payload: nil).line, leaf.index)
      case .csv: try sink(csv.row(summary), leaf.index)
      case .fhir:
        for resource in fhir.resources(summary, leaf, erasures[leaf.index]) {
          try sink(resource.line, leaf.index)
        }
      }
    }
    return count
  }

  /// Which records each erasure erased, without its reason: a repository must know what to remove.
  private func erasedRecords(_ ledger: Ledger) throws -> [Int: JSONValue] {
    var found: [Int] = []
    try ledger.eachSummary(where: [.kind(.erasure)]) { found.append($0.index) }
    return try Dictionary(
      uniqueKeysWithValues: found.map { ($0, ["records": try ledger.record($0).payload?["records"] ?? []]) })
  }

  /// A record's object: its name, its columns, the leaf as text (whose bytes are in the tree) and as members.
  private func object(
    _ summary: RecordSummary, _ leaf: Leaf, _ origin: String, payload: JSONValue??
  ) -> JSONValue {
    // The packs stand there once, as the leaf names them.
    var members = columns.filter { $0 != .packs }.members(summary)
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
