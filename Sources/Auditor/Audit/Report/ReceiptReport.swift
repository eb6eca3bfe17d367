public import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineText
public import PlumblineTransparency

/// The report of checking a receipt with only a public key.
public struct ReceiptReport {
  private let key: VerifierKey
  private let result: Result<Receipt, any Error>

  /// Checks a receipt.
  public init(_ proof: LogProof, _ key: VerifierKey) {
    self.key = key
    result = Result { try Receipt(proof, key: key) }
  }

  public var isSound: Bool { if case .success = result { true } else { false } }

  public var text: String {
    let anchor = "anchor: the key \(key), given with --key"
    switch result {
    case .success(let receipt):
      return ([anchor] + lines(receipt)).map(Escaping.terminal).joined(separator: "\n") + "\n"
    case .failure(let error): return "\(anchor)\nNOT VERIFIED: \(error)\n"
    }
  }

  /// The same as data.
  public var json: JSONValue {
    switch result {
    case .success(let receipt):
      [
        "verified": true, "key": .string("\(key)"), "reason": .null, "records": .number(receipt.head.size),
        "leaf": .string(String(decoding: receipt.leaf.bytes, as: UTF8.self)),
        "payload": .text(receipt.payload.map { String(decoding: $0, as: UTF8.self) }),
      ]
    case .failure(let error):
      [
        "verified": false, "key": .string("\(key)"), "reason": .string("\(error)"), "records": .null,
        "leaf": .null,
        "payload": .null,
      ]
    }
  }

  private func lines(_ receipt: Receipt) -> [String] {
    let leaf = receipt.leaf
    var lines = [
      "record \(leaf.index) of \(receipt.head.size), \(leaf.kind.rawValue), \(leaf.time), \(leaf.engine)"
    ]
    if let from = leaf.from { lines.append("  imported: recorded as \(from)") }
    lines += leaf.packs.map { "  decided by pack \($0)" }
    let verdict = "verified: the record is in the ledger that this key signed"
    guard let payload = receipt.payload else { return lines + [verdict] }
    return lines + [
      "\(verdict), and the payload is what it commits to", String(decoding: payload, as: UTF8.self),
    ]
  }
}
