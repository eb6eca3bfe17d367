internal import PlumblineAudit
internal import PlumblineJSON
internal import PlumblineLedger

/// What `audit stats` and `audit export` print of records.
enum RecordShapes {
  static let definitions: [(String, Shape)] = [("proportion", proportion)]

  // MARK: statistics

  private static let proportion: Shape = {
    let rate = Shape.optionalNumber.with("minimum", 0).with("maximum", 1)
    return .object([
      "count": .count, "of": .count, "rate": rate.described("Null if there is nothing to count."),
      "ci_low": rate, "ci_high": rate,
    ]).described("A rate with its 95% score interval (Wilson), to four decimal places.")
  }()

  static let statistics: Shape = {
    let rate = Shape.ref("proportion")
    func counts(_ name: String) -> Shape { .list(.object([(name, .text), ("count", .count)])) }
    let rule = Shape.object([
      "rule": .text, "fired": rate, "undecided": rate, "wanting": counts("fact"), "overridden": rate,
      "by_version": .list(.object(["version": .text, "fired": .count, "overridden": rate])),
    ])
    return .object([
      "decisions": .count, "erased": .count, "overridden": rate, "amended": rate, "erased_overrides": .count,
      "overridden_with_erased": Shape.object(["at_least": rate, "at_most": rate]).orNull,
      "over_time": .list(.object(["period": .text, "overridden": rate])),
      "by_decision": counts("decision"), "by_pairing": counts("pairing"),
      "by_certainty": counts("certainty"), "by_reason": counts("reason_code"),
      "by_outcome": counts("outcome"), "rules": .list(rule),
    ])
  }()

  // MARK: export

  /// A line of NDJSON. Which columns it has can be chosen; the leaf is always there.
  static let exported: Shape = {
    let hash = Shape.text(matching: "^[0-9a-f]{64}$")
    return .object(
      [
        (
          "record",
          Shape.text.described("The record's name.")
        ), ("leaf", Shape.text.described("The exact text that the tree holds.")), ("leaf_hash", hash),
        ("engine", .text), ("packs", .texts), ("commitment", hash), ("version", .count),
      ],
      optional: RecordColumn.allCases.filter { $0 != .packs }.map { ($0.rawValue, column($0)) } + [
        (
          "payload",
          Shape([JSONMember("type", ["object", "null"])]).described(
            "With --with-payload: patient data in clear; null for an erased record.")
        )
      ])
  }()

  private static func column(_ column: RecordColumn) -> Shape {
    switch column {
    case .index: .count
    case .erased: .flag
    case .time: .text
    case .kind: .words(of: RecordKind.self)
    case .about, .replacedBy: Shape.count.orNull
    case .outcome: .optionalWords(OutcomeCode.allCases.map(\.rawValue))
    case .meaning: .optionalWords(SignatureMeaning.allCases.map(\.rawValue))
    case .certainties, .fired, .packs, .missing, .recalled: .texts
    case .overriddenBy:
      .list(.object(["record": .count, "person": .optionalText, "reason_code": .optionalText]))
    case .undecided: Shape.map(to: .texts).described("By rule, the absent facts that keep it undecided.")
    case .patient, .person, .decision, .pairing, .reason, .from, .signature, .asOf, .purpose, .why, .remarks:
      .optionalText
    }
  }
}
