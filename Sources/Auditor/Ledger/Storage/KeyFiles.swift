internal import PlumblineCryptography
internal import PlumblineTransparency

/// The files beside a ledger: its signing key, the public key, and the last signed head.
enum KeyFiles {
  /// Creates what a new ledger starts with, unless it has a key already: the head of the empty tree, then its keys.
  ///
  /// All of it is on disk before the database is created, and the key comes last: a ledger with a key but no head has lost its
  /// head.
  static func make(_ place: LedgerPlace, for patience: Int) throws {
    try place.making(for: patience) {
      let empty = Frontier()
      guard !PrivateFile.exists(place.key),
        let key = SigningKey(name: "plumbline.local/\(Hex.encode(Randomness.bytes(8)))"),
        let head = Checkpoint(origin: key.name, size: empty.size, root: empty.root)
      else { return }
      try PrivateFile.replace(place.head, try key.sign(head.text).bytes, onDisk: true)
      try PrivateFile.replace(place.publicKey, Array("\(key.verifier)\n".utf8), onDisk: true)
      _ = try PrivateFile.create(place.key, Array((key.text + "\n").utf8))
    }
  }

  /// Writes the public key, which is derived from the private one, if its file is missing.
  static func putBackPublicKey(_ place: LedgerPlace, _ key: SigningKey) throws {
    _ = try PrivateFile.create(place.publicKey, Array("\(key.verifier)\n".utf8))
  }

  /// The signing key, and the secrets of names; nil if their file is missing.
  static func ring(_ place: LedgerPlace) throws -> KeyRing? {
    guard let bytes = try PrivateFile.read(place.key) else { return nil }
    guard let ring = KeyRing(bytes) else {
      throw LedgerError.cannotRead(
        place.path,
        reason: "\(place.key) does not hold a signing key, or was changed; restore it from a backup")
    }
    return ring
  }

  /// The public key beside the ledger; nil if its file is missing or holds none.
  static func publicKey(_ place: LedgerPlace) -> VerifierKey? {
    guard let bytes = try? PrivateFile.read(place.publicKey) else { return nil }
    return line(bytes).flatMap(VerifierKey.init)
  }

  // MARK: exchanging the key

  /// Keeps the key that is about to be the ledger's, on disk, before anything is signed with it.
  static func prepare(_ next: KeyRing, _ place: LedgerPlace) throws {
    try PrivateFile.replace(place.nextKey, next.bytes, onDisk: true)
  }

  /// Puts a prepared key in its place, once the head that it signed is in the database; its file comes last.
  static func exchange(_ place: LedgerPlace, _ next: VerifierKey, head: SignedNote) throws {
    try HeadFile(place: place).replace(head)
    try PrivateFile.replace(place.publicKey, Array("\(next)\n".utf8), onDisk: true)
    try PrivateFile.rename(place.nextKey, place.key)
  }

  /// Ends an exchange of keys during which a process died: finishes it if the database has the head that the next key signed, else
  /// undoes it.
  ///
  /// - Parameter stored: the head in the database.
  /// - Returns: the next key, if it is the ledger's now; else nil.
  static func settle(_ place: LedgerPlace, stored: StoredHead?) throws -> KeyRing? {
    guard let bytes = try PrivateFile.read(place.nextKey) else { return nil }
    guard let next = KeyRing(bytes), let stored, let note = try? SignedNote(parsing: stored.note),
      (try? note.verify([next.signing.verifier]))?.isEmpty == false
    else {
      try PrivateFile.remove(place.nextKey)
      return nil
    }
    try exchange(place, next.signing.verifier, head: note)
    return next
  }

  private static func line(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

extension WrappingKey {
  /// The key in a file.
  ///
  /// - Parameter orMake: whether to create the file with a new key if there is none.
  public static func read(_ path: String, orMake: Bool) throws(LedgerError) -> WrappingKey {
    do {
      if orMake, !PrivateFile.exists(path) {
        try PrivateFile.makeFolder(LedgerPlace(path).folder)
        _ = try PrivateFile.create(path, Array(WrappingKey().text.utf8))
      }
      let repair = orMake ? try Custody.repair(path) : try? Custody.repair(path)
      guard let bytes = try PrivateFile.read(path) else {
        throw LedgerError.cannotRead(path, reason: "no such file")
      }
      guard var key = String(validating: bytes, as: UTF8.self).flatMap(WrappingKey.init) else {
        throw LedgerError.cannotRead(path, reason: "it does not hold a wrapping key (64 hex digits)")
      }
      key.repair = repair
      return key
    } catch let error as LedgerError {
      throw error
    } catch {
      throw .cannotRead(path, reason: (error as? PrivateFile.Fault)?.reason ?? "an unexpected fault")
    }
  }
}
