import ArgumentParser
import PlumblineJSON
import PlumblineLedger
import PlumblinePresentation
import PlumblineTransparency

/// Checks a receipt with nothing but a public key.
enum ReceiptReport {
  static func check(_ path: String, _ key: VerifierKey) throws -> ExitCode {
    let proof = try Anchors.receipt(path)
    do {
      let receipt = try Receipt(proof, key: key)
      let leaf = receipt.leaf
      var lines = [
        "anchor: the key \(key), given with --key",
        "record \(leaf.index) of \(receipt.head.size), \(leaf.kind.rawValue), \(leaf.time), \(leaf.engine)",
      ]
      if let from = leaf.from { lines.append("  imported: recorded as \(from)") }
      lines += leaf.packs.map { "  decided by pack \($0)" }
      lines.append(
        receipt.payload == nil
          ? "verified: the record is in the ledger that this key signed"
          : "verified: the record is in the ledger that this key signed, and the payload is what it commits to"
      )
      if let payload = receipt.payload { lines.append(String(decoding: payload, as: UTF8.self)) }
      try Output.answer(lines.map(Escaping.terminal).joined(separator: "\n") + "\n")
      return .success
    } catch let fault as Fault {
      throw fault
    } catch {
      try Output.answer("anchor: the key \(key), given with --key\nNOT VERIFIED: \(error)\n")
      return ExitCode(Fault.Code.failed.rawValue)
    }
  }
}
