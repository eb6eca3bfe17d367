public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText
internal import PlumblineTransparency

/// The report of verifying a ledger, as text and as data.
public struct VerificationReport {
  private let result: Verification
  private let request: VerificationRequest
  private let path: String

  /// - Parameter path: the path of the ledger.
  public init(_ result: Verification, _ request: VerificationRequest, path: String) {
    self.result = result
    self.request = request
    self.path = path
  }

  public var text: String {
    var lines = [anchor]
    let erased = result.erased > 0 ? ", \(result.erased) of them erased" : ""
    lines.append("ledger \(path): \(result.records.counted("record"))\(erased)")
    if let head = result.head {
      lines.append("head of \(head.size), root \(head.root.base64), signed by \(head.origin)")
    }
    let rests = AnchorReport(result, request)
    lines += rests.keys + rests.times
    if result.signatures.all > 0 { lines.append(signatures) }
    lines += result.notes.map { "note: \($0)" }
    lines.append(verdict)
    for divergence in result.divergences { lines.append("  \(divergence)") }
    if result.count > result.divergences.count {
      lines.append("  and \(result.count - result.divergences.count) more")
    }
    return lines.map { Escaping.terminal($0) }.joined(separator: "\n") + "\n"
  }

  /// How many signatures of people have which standing.
  private var signatures: String {
    let tally = result.signatures
    let parts = [
      (tally.valid, "valid"), (tally.unknownPerson, "by someone who is not in the register of people"),
      (tally.unknownKey, "with a key that the register of people does not give the signer"),
      (tally.outside, "with a key outside the time for which the register of people gives it"),
      (tally.wrong, "WRONG"),
      (
        tally.unchecked,
        "compared with the record, but with nobody's key, because no register of people was given (--people)"
      ),
    ]
    return "signatures of people: \(tally.all): "
      + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// The anchor on which the result rests.
  private var anchor: String {
    switch result.anchor {
    case .checkpoint(let size, true):
      "anchor: the checkpoint of \(size.counted("record")) given with --since, signed by the key given with --key"
    case .checkpoint(let size, false):
      "anchor: the checkpoint of \(size.counted("record")) given with --since; its signature was not checked (--key)"
    case .key(let key):
      "anchor: the key \(key), which signed what is here\(until(key)); \(Self.rollback), or its holder rewrote it"
    case .none: "internal consistency only: whoever holds the key could have rewritten this; \(Self.rollback)"
    }
  }

  /// Up to which record an ended key signed; nothing for the one in force.
  private func until(_ key: String) -> String {
    let span = result.spans.last { "\($0.key)" == key }
    return span?.end.map { " up to record \($0.record - 1)" } ?? ""
  }

  /// The note that database, head and key still agree after all were restored from an earlier day.
  private static let rollback =
    "only an older checkpoint (--since) can show whether all its files were rolled back together"

  private var verdict: String {
    guard result.isSound else {
      return "NOT VERIFIED: \(result.count.counted("divergence"))"
        + (result.count > 1 ? ", the first of them first" : "")
    }
    if request.leavesOnly {
      return "verified: leaves, tree, packs and heads. Payloads were not checked (--leaves-only)"
    }
    return result.records == 0
      ? "verified: an empty ledger" : "verified: every row and column of every table is what was signed"
  }

  public var json: JSONValue {
    [
      "verified": .bool(result.isSound), "anchor": .string(anchor),
      "records": .number(result.records), "erased": .number(result.erased),
      "head": result.head.map {
        [
          "size": .number($0.size), "root": .string($0.root.base64),
          "origin": .string($0.origin),
        ]
      } ?? .null,
      "signatures": [
        "valid": .number(result.signatures.valid), "unknown_person": .number(result.signatures.unknownPerson),
        "unknown_key": .number(result.signatures.unknownKey),
        "outside": .number(result.signatures.outside), "wrong": .number(result.signatures.wrong),
        "unchecked": .number(result.signatures.unchecked),
      ],
      "keys": .array(result.spans.map(AnchorReport.json)),
      "timestamps": .array(result.timestamps.map(AnchorReport.json)),
      "divergence_count": .number(result.count),
      "divergences": .array(
        result.divergences.map {
          [
            "table": .string($0.table), "row": .string($0.row), "field": .string($0.field),
            "way": .string($0.way.rawValue), "message": .string($0.message),
          ]
        }),
      "notes": .strings(result.notes),
    ]
  }
}
