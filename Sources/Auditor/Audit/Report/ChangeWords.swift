public import PlumblineLedger
internal import PlumblineText

// The reports of changes to the ledger.

extension Erasure {
  /// The report of what was erased, and in which records that is recorded.
  public var words: String {
    let names = names.map { "Record \($0).\n" }.joined()
    guard erased.isEmpty else {
      return "Erased the payloads of \(erased.count.counted("record")): "
        + "\(erased.map(String.init).joined(separator: ", ")).\n" + names
    }
    return "Nothing more to erase."
      + (isWiped ? " The files hold nothing that was erased before.\n" : "\n")
      + (names.isEmpty ? "" : "An import will not bring this patient back.\n\(names)")
  }

  /// The report of what would be erased.
  public var preview: String {
    if erased.isEmpty { return isRepeated ? "Nothing more would be erased.\n" : "Nothing would be erased.\n" }
    return "Would erase the payloads of \(erased.count.counted("record")): "
      + "\(erased.map(String.init).joined(separator: ", ")).\nNothing was changed.\n"
  }

  /// The warnings, one per line.
  public var warnings: [String] {
    var lines = warning.map { [$0] } ?? []
    if !damaged.isEmpty {
      lines.append(
        "\(damaged.count.counted("record")) damaged, so it is unknown whose: "
          + damaged.prefix(20).map(String.init).joined(separator: ", ") + "; see `plumbline audit verify`")
    }
    if !isWiped {
      lines.append(
        "the log beside the ledger still holds bytes of what was erased, because another process reads it: the next "
          + "command that records wipes it, and so does this command, run again")
    }
    return lines
  }
}

extension Recovery {
  public var words: String {
    let records = self.records.counted("record")
    let signed = self.signed.map { "the head of \($0)" } ?? "a head that cannot be read"
    let found =
      switch finding {
      case .restoredBackup:
        "The ledger had \(records), and \(signed) was signed. It continues from \(records): what came after is "
          + "abandoned. If that included an erasure, erase again."
      case .otherHistory:
        "The ledger's first records are not those of \(signed). It continues from \(records)."
      case .headMissing: "The last signed head was missing. The ledger continues from \(records)."
      case .headUnreadable: "The last signed head could not be read. The ledger continues from \(records)."
      }
    return "\(found)\nRecord \(name).\n"
  }

  /// The report that there was nothing to recover from.
  public static let notNeeded = "Nothing to recover from: the ledger continues its last signed head.\n"
}

extension OverrideRequest {
  public func words(_ appended: Appended) -> String {
    "Overridden: record \(about), \(reason.map { "\($0.code) (\($0.display))" } ?? "no reason given").\n"
      + appended.names.map { "Record \($0).\n" }.joined()
  }
}

extension OverrideReason {
  /// The codes by group, each with its display.
  public static var list: String {
    let width = all.map(\.code.count).max() ?? 0
    let lines = all.map { reason in
      let code = reason.code.leftAligned(in: width)
      return reason.group == nil ? "\n\(code)    \(reason.display)" : "  \(code)  \(reason.display)"
    }
    return "Reasons of \(system)\n" + lines.joined(separator: "\n") + "\n"
  }
}

/// Records that differ from their leaves, and were skipped.
public struct DamagedRecords: Sendable {
  private var first: [Int] = []
  private var count = 0

  public init() {}

  public mutating func add(_ index: Int) {
    count += 1
    if first.count < 20 { first.append(index) }
  }

  /// The report of which records; nil if there are none.
  public var words: String? {
    count == 0
      ? nil
      : "\(count.counted("record")) skipped as damaged: \(first.listed(of: count)); see `plumbline audit verify`"
  }
}
