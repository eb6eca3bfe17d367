internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// The records that are about a record: its overrides, outcomes and amendments, the amendments that it serves, its signatures, and the
/// erasure that removed it.
public struct LaterRecords: Sendable {
  private let sequels: [RecordSummary]
  /// The amendments in which it replaces another record.
  private let amendments: [RecordSummary]
  private let erasure: RecordSummary?
  /// They outlive an erasure of what was signed.
  private let signatures: [ShownSignature]

  /// - Parameter people: the register with which signatures are checked; nil if there is none.
  public init(of record: ReadRecord, in ledger: Ledger, _ people: PeopleRegister? = nil) throws(LedgerError) {
    signatures = try ledger.signatures(on: record).map { signature throws(LedgerError) in
      try ShownSignature(signature, in: ledger, people)
    }
    let isGone = record.payload == nil
    sequels = isGone ? [] : try ledger.summaries(about: record)
    amendments = isGone ? [] : try ledger.amendments(by: record)
    erasure = isGone ? try ledger.erasure(of: record.index) : nil
  }

  /// One line for each override and amendment: what somebody who reports more about the record should know.
  public var changes: [String] { sequels.filter { $0.kind != .outcome }.map(Self.line) }

  /// One line for each.
  var lines: [String] {
    sequels.map(Self.line)
      + amendments.map { later in
        "replaces record \(later.about.map(String.init) ?? "?"), which was amended in record \(later.index)"
      }
      + signatures.map(\.line)
      + (erasure.map { ["erased by record \($0.index), \(Escaping.terminal($0.time))"] } ?? [])
  }

  private static func line(_ later: RecordSummary) -> String {
    let who = later.person.map { " by \(Escaping.terminal($0))" } ?? ""
    let place = "in record \(later.index), \(Escaping.terminal(later.time))\(who)"
    if later.kind == .amendment { return "amended \(place): \(replaced(later))" }
    let code = Escaping.terminal(later.reason ?? later.outcome ?? "no code")
    let what = later.kind == .override ? "overridden" : "outcome"
    return "\(what) \(place): \(code)"
  }

  private static func replaced(_ amendment: RecordSummary) -> String {
    amendment.replacement.map { "replaced by record \($0)" } ?? "replaced by a record that is not here"
  }

  /// The same as members: the numbers of the records.
  var members: [JSONMember] {
    func numbers(_ kind: RecordKind) -> JSONValue {
      .array(sequels.filter { $0.kind == kind }.map { .number($0.index) })
    }
    return [
      JSONMember("overrides", numbers(.override)), JSONMember("outcomes", numbers(.outcome)),
      JSONMember("amendments", numbers(.amendment)),
      JSONMember("replaces", .array(amendments.compactMap(\.about).map { .number($0) })),
      JSONMember("signatures", .array(signatures.map(\.json))),
      JSONMember("erased_by", erasure.map { .number($0.index) } ?? .null),
    ]
  }
}
