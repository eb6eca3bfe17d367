public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// A column of a list or an export.
public enum RecordColumn: String, Sendable, CaseIterable {
  case index, time, kind, erased, about, patient, person, decision, pairing, certainties, fired, undecided
  case reason = "reason_code"
  case from, outcome
  /// What a signer states, and the signature: the key's name, a blank, and base64 as in a signed note.
  case meaning, signature
  case asOf = "as_of"
  case purpose, packs, missing, recalled
  /// The overrides of an answer: record, person and coded reason.
  case overriddenBy = "overridden_by"
  /// The record that an amendment puts in the place of another.
  case replacedBy = "replaced_by"
  /// Which rules were true and which facts were missing, or the code of an override or outcome, in a line.
  case why
  /// What an override, an outcome or an imported record refers to, in words.
  case remarks

  /// The columns of an export unless others are chosen.
  public static let exported: [RecordColumn] = Array(allCases.prefix { $0 != .asOf })

  /// The columns of a list unless others are chosen.
  public static let listed: [RecordColumn] = [
    .index, .time, .kind, .decision, .pairing, .patient, .person, .remarks,
  ]

  /// Whether it is read from an answer's details.
  public var isDetail: Bool { [.asOf, .purpose, .packs, .missing, .recalled].contains(self) }

  /// The value as data; what a record does not have is null or empty.
  public func json(_ record: RecordSummary) -> JSONValue {
    switch self {
    case .index: .number(record.index)
    case .time: .string(record.time)
    case .kind: .string(record.kind.rawValue)
    case .erased: .bool(record.isErased)
    case .about: record.about.map { .number($0) } ?? .null
    case .patient: .text(record.patient)
    case .person: .text(record.person)
    case .decision: .text(record.decision)
    case .pairing: .text(record.pairing)
    case .certainties: .strings(record.certainties)
    case .fired: .strings(record.fired)
    case .undecided:
      .object(record.undecided.sorted { $0.key < $1.key }.map { JSONMember($0.key, .strings($0.value)) })
    case .reason: .text(record.reason)
    case .outcome: .text(record.outcome)
    case .from: .text(record.from?.description)
    case .meaning: .text(record.meaning?.rawValue)
    case .signature: .text(record.signature)
    case .asOf: .text(record.detail?.asOf)
    case .purpose: .text(record.detail?.purpose)
    case .packs: .strings(record.detail?.packs ?? [])
    case .missing: .strings(record.detail?.missing ?? [])
    case .recalled: .strings(record.detail?.recalled ?? [])
    case .replacedBy: record.replacement.map { .number($0) } ?? .null
    case .overriddenBy:
      .array(
        record.overrides.map {
          ["record": .number($0.index), "person": .text($0.person), "reason_code": .text($0.reason)]
        })
    case .why: .text(Self.why(record))
    case .remarks: .text(Self.remarks(record))
    }
  }

  /// The value as text; lists are words with spaces between, as in the ledger's own columns. Nil if there is none.
  public func text(_ record: RecordSummary) -> String? {
    switch self {
    case .undecided:
      record.undecided.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.joined(separator: ","))" }
        .joined(separator: " ")
    case .overriddenBy:
      record.overrides.map { "\($0.index) \($0.person ?? "-") \($0.reason ?? "-")" }.joined(separator: "; ")
    default:
      switch json(record) {
      case .null: nil
      case .string(let text): text
      case .bool(let flag): "\(flag)"
      case .number(let number): number.description
      case .array(let words): words.compactMap(\.stringValue).joined(separator: " ")
      case .object: nil
      }
    }
  }

  private static func why(_ record: RecordSummary) -> String? {
    if record.isErased { return "erased" }
    switch record.kind {
    case .override: return record.reason
    case .outcome: return record.outcome
    case .amendment: return record.replacement.map { "replaced by record \($0)" }
    case .signature: return record.meaning?.rawValue
    case .failure: return "a script failed"
    case .erasure, .recovery, .import, .access, .hold, .rotation, .timestamp: return nil
    case .decision, .refusal: break
    }
    let fired = record.fired
    let needs = Set(record.undecided.values.joined()).sorted()
    let parts =
      (fired.isEmpty ? [] : ["true: " + fired.joined(separator: ", ")])
      + (needs.isEmpty ? [] : ["not known: " + needs.joined(separator: ", ")])
    return parts.isEmpty ? "no rule was true" : parts.joined(separator: "; ")
  }

  private static func remarks(_ record: RecordSummary) -> String? {
    var remarks: [String] = []
    if record.kind == .override, let about = record.about {
      remarks.append("overrides record \(about): \(record.reason ?? "no reason")")
    }
    if let outcome = record.outcome, let about = record.about {
      remarks.append("outcome of record \(about): \(outcome)")
    }
    if let replacement = record.replacement, let about = record.about {
      remarks.append("amends record \(about): replaced by record \(replacement)")
    }
    if record.kind == .signature, let about = record.about {
      remarks.append("signs record \(about): \(record.meaning?.rawValue ?? "no meaning")")
    }
    if let deed = Deed(record) {
      remarks.append(deed.words)
    } else if record.kind == .access {
      remarks.append(record.about.map { "read record \($0)" } ?? "read several records")
    }
    if let from = record.from { remarks.append("from \(from.description)") }
    return remarks.isEmpty ? nil : remarks.joined(separator: "  ")
  }
}

extension [RecordColumn] {
  /// What they need of details.
  public var details: DetailReading {
    (contains(where: \.isDetail) ? DetailReading.always : []).union(contains(.overriddenBy) ? .overrides : [])
  }

  /// A record's columns as members of an object.
  public func members(_ record: RecordSummary) -> [JSONMember] {
    map { JSONMember($0.rawValue, $0.json(record)) }
  }
}
