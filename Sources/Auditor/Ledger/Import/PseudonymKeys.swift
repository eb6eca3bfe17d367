internal import PlumblineCryptography
internal import PlumblineTransparency

/// The keys of the shards' pseudonyms, in a file beside the ledger's own key and just as secret.
///
/// A pseudonym is keyed with the key of the ledger that first recorded it, so an id can be found among imported records only with
/// that key. It signs nothing. The file has a line for each shard: its name, a space, 64 hex digits.
enum PseudonymKeys {
  private static let limit = 1 << 26

  /// Keeps a shard's key, if its signing key is beside it; returns whether it is kept.
  static func keep(of shard: Shard, in place: LedgerPlace) throws -> Bool {
    try place.alone {
      let origin = shard.head.origin
      let lines = try read(place)
      if lines.contains(where: { $0.origin == origin }) { return true }
      // The file beside a shard may be anything; without its key the records are imported as well.
      guard let ring = (try? KeyFiles.ring(shard.place)).flatMap(\.self),
        ring.signing.verifier == shard.key
      else { return false }
      let text = (lines + [(origin, ring.names.pseudonyms)])
        .map { "\($0.origin) \(Hex.encode($0.key))\n" }.joined()
      try PrivateFile.replace(place.pseudonyms, Array(text.utf8), onDisk: true)
      return true
    }
  }

  static func read(_ place: LedgerPlace) throws -> [(origin: String, key: [UInt8])] {
    guard let bytes = try PrivateFile.read(place.pseudonyms, limit: limit) else { return [] }
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      guard words.count == 2, let key = Hex.decode(String(words[1])), key.count == 32 else {
        throw LedgerError.cannotRead(
          place.path, reason: "\(place.pseudonyms) does not hold keys of pseudonyms; restore it from a backup"
        )
      }
      return (String(words[0]), key)
    }
  }
}

extension Ledger {
  /// The pseudonyms of a patient here: the ledger's own, and that of each shard whose key is known.
  public func pseudonyms(of id: String) throws(LedgerError) -> Set<String> {
    let own = try pseudonym(of: id)
    return try LedgerError.asking(place, for: .reading) {
      Set(try PseudonymKeys.read(place).map { NameKeys.pseudonym(of: id, keyed: $0.key) } + [own])
    }
  }
}
