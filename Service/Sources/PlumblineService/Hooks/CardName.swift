internal import PlumblineJSON
internal import PlumblineLedger

/// The UUID of a card, by which feedback finds the answer's record: it is made from the record's index and the ledger's key.
///
/// A version 8 UUID (RFC 9562): 48 bits are the index; the other 74 are a code of it that only this ledger makes. So nothing is kept
/// for a card, and nobody can name a record whose card was not shown to them.
enum CardName {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(of index: Int, _ ledger: Ledger) -> String {
    let code = Array(((try? ledger.pseudonym(of: "urn:plumbline:card:\(index)")) ?? "").utf8.dropFirst(2))
    var hex = (0..<12).map { digits[(index >> (44 - 4 * $0)) & 15] } + code.prefix(20)
    hex += [UInt8](repeating: digits[0], count: max(0, 32 - hex.count))
    hex[12] = digits[8]
    hex[16] = digits[8 | ((digits.firstIndex(of: hex[16]) ?? 0) & 3)]
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(decoding: hex[$0], as: UTF8.self) }.joined(separator: "-")
  }

  /// The name of one of a card's suggestions, from 0: that of the card with its last two digits changed.
  static func suggestion(_ number: Int, of card: String) -> String {
    let last = (Int(card.suffix(2), radix: 16) ?? 0) ^ (number + 1 & 255)
    return card.dropLast(2)
      + [last >> 4, last & 15].map { String(decoding: [digits[$0]], as: UTF8.self) }.joined()
  }

  /// The parts of the first choices that were taken over, as a pairing has them; nil if none was.
  ///
  /// - Parameters:
  ///   - suggestions: the names of suggestions; those that are none of the card's are passed over.
  ///   - decision: the answer on the card, as its record has it.
  static func chosen(_ suggestions: [String], of card: String, about decision: JSONValue?) -> String? {
    let taken = Set(suggestions.map { $0.lowercased() })
    var seen: Set<String> = []
    let parts = (decision?["decisions"]?.arrayValue ?? [decision ?? .null]).flatMap { one in
      let primary = (one["recommendations"]?.arrayValue ?? []).first { $0["role"] == "primary" }
      return (primary?["pairing"]?.stringValue ?? "").split(separator: "+").map(String.init)
    }.filter { seen.insert($0).inserted }
    let chosen = parts.enumerated().filter { taken.contains(suggestion($0.offset, of: card.lowercased())) }
    return chosen.isEmpty ? nil : chosen.map(\.element).joined(separator: "+")
  }

  /// The index of the record that a card is about; nil for a card that this ledger did not name.
  static func index(of card: String, _ ledger: Ledger) -> Int? {
    let lower = card.lowercased()
    guard let index = Int(lower.filter { $0 != "-" }.prefix(12), radix: 16), text(of: index, ledger) == lower
    else { return nil }
    return index
  }
}
