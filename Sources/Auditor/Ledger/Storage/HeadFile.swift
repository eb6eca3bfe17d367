internal import PlumblineTransparency

/// The last signed head, kept beside the key: a database that is older than this head was restored or cut short.
struct HeadFile {
  let place: LedgerPlace
  /// How long to wait for another process, in milliseconds.
  var patience = Ledger.patience

  /// The kept head's bytes, never half of them; nil if there is none.
  func read() throws -> [UInt8]? {
    guard PrivateFile.exists(place.key) else { return try PrivateFile.read(place.head) }
    do {
      return try place.together(for: patience) { try PrivateFile.read(place.head) }
    } catch let fault as PrivateFile.Fault where fault.isDenied {
      return try PrivateFile.read(place.head)
    }
  }

  /// Checks whether a tree continues the head, before anything is added to it.
  ///
  /// - Parameters:
  ///   - stored: the head in the database; if it has the same bytes, no further check is needed.
  ///   - root: the root of the tree's first leaves.
  /// - Returns: why it does not; nil if it does.
  func refusal(
    stored: StoredHead?, size: Int, key: VerifierKey, root: (Int) throws -> TreeHash
  ) throws -> LedgerError.Refusal? {
    guard let bytes = try read() else { return .headMissing }
    if let stored, stored.note == bytes, stored.size == size { return nil }
    guard let head = Self.checkpoint(bytes, key) else { return .headUnreadable }
    if head.size > size { return .olderThanHead(records: size, head: head.size) }
    return try root(head.size) == head.root ? nil : .otherThanHead(head: head.size)
  }

  /// Keeps a head, unless a later one is kept already.
  ///
  /// It overwrites the previous one, in one call and within a sector of the disk: replacing the file would make the next commit
  /// wait for the folder's change too.
  func keep(_ note: SignedNote, size: Int) throws {
    try place.alone(for: patience) {
      let kept = try PrivateFile.read(place.head) ?? []
      if let note = try? SignedNote(parsing: kept), let head = try? Checkpoint(parsing: note.text),
        head.size >= size
      {
        return
      }
      let bytes = note.bytes
      if !kept.isEmpty, kept.count <= bytes.count, bytes.count <= 512 {
        try PrivateFile.overwrite(place.head, bytes)
      } else {
        try PrivateFile.replace(place.head, bytes, onDisk: false)
      }
    }
  }

  /// Replaces the kept head, after a recovery has recorded that.
  func replace(_ note: SignedNote) throws {
    try PrivateFile.replace(place.head, note.bytes, onDisk: true)
  }

  static func checkpoint(_ bytes: [UInt8], _ key: VerifierKey) -> Checkpoint? {
    guard let note = try? SignedNote(parsing: bytes), (try? note.verify([key]))?.isEmpty == false,
      let head = try? Checkpoint(parsing: note.text), head.origin == key.name
    else { return nil }
    return head
  }
}
