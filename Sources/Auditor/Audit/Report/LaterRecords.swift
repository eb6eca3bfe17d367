internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// The records that are about a record: its overrides, its outcomes, and the erasure that removed it.
public struct LaterRecords: Sendable {
  private let sequels: [RecordSummary]
  private let erasure: RecordSummary?

  public init(of record: ReadRecord, in ledger: Ledger) throws(LedgerError) {
    let isGone = record.payload == nil
    sequels = isGone ? [] : try ledger.summaries(about: record)
    erasure = isGone ? try ledger.erasure(of: record.index) : nil
  }

  /// One line for each.
  var lines: [String] {
    sequels.map { later in
      let code = Escaping.terminal(later.reason ?? later.outcome ?? "no code")
      let who = later.person.map { " by \(Escaping.terminal($0))" } ?? ""
      let what = later.kind == .override ? "overridden" : "outcome"
      return "\(what) in record \(later.index), \(Escaping.terminal(later.time))\(who): \(code)"
    }
      + (erasure.map { ["erased by record \($0.index), \(Escaping.terminal($0.time))"] } ?? [])
  }

  /// The same as members: the numbers of the records.
  var members: [JSONMember] {
    func numbers(_ kind: RecordKind) -> JSONValue {
      .array(sequels.filter { $0.kind == kind }.map { .number($0.index) })
    }
    return [
      JSONMember("overrides", numbers(.override)), JSONMember("outcomes", numbers(.outcome)),
      JSONMember("erased_by", erasure.map { .number($0.index) } ?? .null),
    ]
  }
}
