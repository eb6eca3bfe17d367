import Glibc
import PlumblineGuideline
import PlumblineLedger

/// One of the two guidelines to compare: a folder, an archive or a commit, packs in a ledger, or the packs of a record.
struct DiffOperand {
  let text: String
  let packs: PacksInForce
  let ledger: LedgerOptions

  func load() throws -> Guidelines {
    let found = try folders()
    return try PacksInForce.load(found + packs.required(by: found))
  }

  private func folders() throws -> [PackFolder] {
    if text.hasPrefix("sha256:") { return try kept() }
    if text.hasPrefix("record:") { return try recorded(String(text.dropFirst(7))) }
    if !GitOperand.isMeant(by: text), access(text, F_OK) != 0, let record = RecordArgument(argument: text),
      record.origin != nil
    {
      return try recorded(text)
    }
    return try PacksInForce.compared(in: text, packs.trusting())
  }

  /// Returns the packs whose digests begin as given, with `,` between several.
  private func kept() throws -> [PackFolder] {
    let ledger = try ledger.open(for: .reading)
    var known: Set<String> = []
    try ledger.eachLeaf { _, leaf in known.formUnion(leaf.packs) }
    return try text.split(separator: ",").enumerated().map { number, beginning in
      let found = known.filter { $0.hasPrefix(beginning) }.sorted()
      guard let digest = found.first, found.count == 1 else {
        throw Fault(
          .badInput,
          found.isEmpty
            ? "no pack in the ledger has a digest that begins with \(beginning): plumbline audit show RECORD lists those of an answer"
            : "\(found.count) packs in the ledger have a digest that begins with \(beginning); write more of it"
        )
      }
      return try ledger.pack(digest, named: "recorded-\(number + 1)")
    }
  }

  private func recorded(_ name: String) throws -> [PackFolder] {
    guard let argument = RecordArgument(argument: name) else {
      throw Fault(.badInput, "'\(name)' is not a record; give its index or its whole name")
    }
    let ledger = try ledger.open(for: .reading)
    let leaf = try ledger.record(try argument.index(in: ledger)).leaf
    if leaf.packs.isEmpty { throw Fault(.badInput, "record \(name) names no packs: it is not an answer") }
    return try leaf.packs.enumerated().map { number, digest in
      try ledger.pack(digest, named: "recorded-\(number + 1)")
    }
  }
}
