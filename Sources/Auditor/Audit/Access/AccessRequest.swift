internal import PlumblineJSON
public import PlumblineLedger

/// A reading of payloads, to be recorded: who, which, and why.
public struct AccessRequest: Sendable {
  /// What read them: `show`, `subject`.
  public var command: String
  /// The records, in order.
  public var records: [Int]
  public var reason: String?
  public var by: String?
  /// The account of the machine under which the command ran.
  public var account: String?

  public init(_ command: String, _ records: [Int], reason: String?, by: String?, account: String?) {
    self.command = command
    self.records = records
    self.reason = reason
    self.by = by
    self.account = account
  }

  /// The payload: numbers of records as runs, first and last, so that an export of all of them is one run.
  var payload: JSONValue {
    var members = [
      JSONMember("command", .string(command)),
      JSONMember(
        "read", .array(Self.runs(records).map { [.number($0.lowerBound), .number($0.upperBound)] })),
    ]
    if records.count == 1 { members.append(JSONMember("about", .number(records[0]))) }
    for (key, text) in [("reason", reason), ("by", by), ("account", account)] {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    return .object(members)
  }

  static func runs(_ records: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for index in records {
      if let last = runs.last, last.upperBound + 1 == index {
        runs[runs.count - 1] = last.lowerBound...index
      } else {
        runs.append(index...index)
      }
    }
    return runs
  }
}

/// A recorded reading.
public struct RecordedAccess: Sendable {
  public var index: Int
  public var time: String
  public var command: String
  public var reason: String?
  public var by: String?
  public var account: String?
  public var runs: [ClosedRange<Int>]

  init?(_ record: ReadRecord) {
    guard record.leaf.kind == .access, let payload = record.payload else { return nil }
    index = record.index
    time = record.leaf.time
    command = payload["command"]?.stringValue ?? ""
    reason = payload["reason"]?.stringValue
    by = payload["by"]?.stringValue
    account = payload["account"]?.stringValue
    runs = (payload["read"]?.arrayValue ?? []).compactMap { run in
      guard let ends = run.arrayValue?.compactMap(\.numberValue?.intValue), ends.count == 2,
        ends[0] <= ends[1]
      else { return nil }
      return ends[0]...ends[1]
    }
  }

  func includes(_ index: Int) -> Bool { runs.contains { $0.contains(index) } }
}

extension Ledger {
  /// Records a reading.
  public func note(_ request: AccessRequest, time: String, engine: String) throws(LedgerError) -> Appended {
    let payload = request.payload
    return try append([Entry(kind: .access, time: time, engine: engine) { _ in payload }])
  }

  /// The recorded readings of this ledger's own that include any of some records.
  func accesses(to records: [Int]) throws -> [RecordedAccess] {
    var found: [RecordedAccess] = []
    try eachRecord(where: [.kind(.access)], damaged: { _ in }) { record in
      // An imported reading names records by the shard's numbers.
      guard record.leaf.from == nil, let access = RecordedAccess(record),
        records.contains(where: access.includes)
      else { return }
      found.append(access)
    }
    return found
  }
}
