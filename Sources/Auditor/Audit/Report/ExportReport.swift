public import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineText
internal import PlumblineTransparency

/// The report of checking an export against its manifest.
public struct ExportReport {
  private let check: ExportCheck

  public init(_ check: ExportCheck) { self.check = check }

  public var text: String {
    let anchor = "anchor: the key \(check.key), given with --key"
    if let refusal = check.refusal {
      return "\(anchor)\nNOT VERIFIED: the manifest is not this key's: \(refusal)\n"
    }
    let statement = check.manifest.statement
    func said(_ name: String) -> String {
      statement[name].map { $0.stringValue ?? $0.canonicalText } ?? "not stated"
    }
    var lines = [
      anchor, "export of \(said("ledger")), made \(said("made")) by \(said("engine"))",
      "stated: \(Self.count(said("records"), "record")) in \(Self.count(said("lines"), "line")) of \(said("format")), "
        + "\(said("bytes")) bytes, \(said("payload") == "true" ? "with" : "without") payloads",
      "found: \(check.lines.counted("line")), \(check.bytes) bytes",
      "filter: \(Self.words(statement["filter"]))",
    ]
    if let head = check.checkpoint {
      lines.append("under the checkpoint of \(head.size.counted("record")), root \(head.root.base64)")
    }
    if check.isSound {
      lines.append("verified: every line is as it was exported, none is missing and none was added")
    } else {
      lines.append("NOT VERIFIED: \(check.count.counted("divergence"))")
      lines += check.divergences.map { "  \($0)" }
      if check.count > check.divergences.count {
        lines.append("  and \(check.count - check.divergences.count) more")
      }
    }
    return lines.map(Escaping.terminal).joined(separator: "\n") + "\n"
  }

  /// The same as data; nothing of a manifest that the key did not sign.
  public var json: JSONValue {
    let isSigned = check.refusal == nil
    return [
      "verified": .bool(check.isSound), "key": .string("\(check.key)"), "reason": .text(check.refusal),
      "statement": isSigned ? check.manifest.statement : .null,
      "checkpoint": check.checkpoint.map {
        ["size": .number($0.size), "root": .string($0.root.base64), "origin": .string($0.origin)]
      } ?? .null,
      "found": ["lines": .number(check.lines), "bytes": .number(check.bytes)],
      "divergence_count": .number(check.count),
      "divergences": .array(
        check.divergences.map {
          [
            "table": .string($0.table), "row": .string($0.row), "field": .string($0.field),
            "way": .string($0.way.rawValue), "message": .string($0.message),
          ]
        }),
    ]
  }

  private static func count(_ number: String, _ noun: String) -> String {
    Int(number).map { $0.counted(noun) } ?? "\(number) \(noun)s"
  }

  private static func words(_ filter: JSONValue?) -> String {
    let parts = (filter?.objectValue ?? []).sorted { $0.key < $1.key }.map { member in
      "\(member.key) \(member.value.stringValue ?? member.value.canonicalText)"
    }
    return parts.isEmpty ? "none: every record" : parts.joined(separator: ", ")
  }
}
