public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText
public import PlumblineTransparency

/// The report of checking a receipt with only a public key.
public struct ReceiptReport {
  private let key: VerifierKey
  /// The key that signed it; another one than ``key`` if exchanges lead to it.
  private let signer: VerifierKey?
  private let result: Result<Receipt, any Error>
  /// The person's signature that it is the receipt of, if it has one.
  private let signature: Receipt.Signature?

  /// Checks a receipt.
  ///
  /// - Parameters:
  ///   - keys: the keys to which the given one leads.
  ///   - signers: the keys of people, for the receipt of a signature; nil if there is no register of them.
  public init(_ proof: LogProof, _ key: VerifierKey, _ keys: KeySuccession, _ signers: Signers? = nil) {
    self.key = key
    let checked = Result { try keys.receipt(proof) }
    result = checked.map(\.receipt)
    signer = (try? checked.get())?.key
    signature = (try? result.get())?.signature(signers)
  }

  public var isSound: Bool {
    if case .success = result { signature?.standing.isSound ?? true } else { false }
  }

  public var text: String {
    let anchor = "anchor: the key \(key), given with --key\(via)"
    switch result {
    case .success(let receipt):
      return ([anchor] + lines(receipt)).map(Escaping.terminal).joined(separator: "\n") + "\n"
    case .failure(let error): return "\(anchor)\nNOT VERIFIED: \(error)\n"
    }
  }

  /// How the given key leads to the one that signed it; nothing if that is the same.
  private var via: String {
    signer.flatMap {
      $0 == key ? nil : ", which leads to the key \($0) by the exchanges given with --rotation"
    }
      ?? ""
  }

  /// The same as data.
  public var json: JSONValue {
    switch result {
    case .success(let receipt):
      [
        "verified": .bool(isSound), "key": .string("\(key)"), "reason": .null,
        "records": .number(receipt.head.size),
        "leaf": .string(String(decoding: receipt.leaf.bytes, as: UTF8.self)),
        "payload": .text(receipt.payload.map { String(decoding: $0, as: UTF8.self) }),
        "signature": signature.map(Self.json) ?? .null,
      ]
    case .failure(let error):
      [
        "verified": false, "key": .string("\(key)"), "reason": .string("\(error)"), "records": .null,
        "leaf": .null,
        "payload": .null, "signature": .null,
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
    if let signature {
      lines +=
        signature.statement.map {
          [
            "  \($0.person) signed \($0.record) with the leaf \($0.leaf) as \($0.meaning.rawValue), \($0.time)"
          ]
        } ?? []
      lines.append("  the signature: \(signature.standing.words)")
    }
    let place = "the record is in the ledger that this key signed"
    let verdict =
      isSound ? "verified: \(place)" : "NOT VERIFIED: \(place), but not the person's signature in it"
    guard let payload = receipt.payload else { return lines + [verdict] }
    return lines + [
      "\(verdict), and the payload is what it commits to", String(decoding: payload, as: UTF8.self),
    ]
  }

  private static func json(_ signature: Receipt.Signature) -> JSONValue {
    let statement = signature.statement
    return [
      "record": .text(statement?.record.description), "leaf": .text(statement?.leaf),
      "meaning": .text(statement?.meaning.rawValue), "by": .text(statement?.person),
      "time": .text(statement?.time), "standing": .string(signature.standing.code),
    ]
  }
}
