internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// A tree that grows within a transaction: rows and nodes, and finally the head that covers them.
struct Growth {
  let db: Database
  let place: LedgerPlace
  let key: SigningKey
  let wrapping: WrappingKey?
  private(set) var frontier: Frontier
  private var stored: Set<String> = []

  init(db: Database, place: LedgerPlace, key: SigningKey, wrapping: WrappingKey?, frontier: Frontier) {
    self.db = db
    self.place = place
    self.key = key
    self.wrapping = wrapping
    self.frontier = frontier
  }

  /// Adds an entry that is recorded here first.
  mutating func append(_ entry: Entry) throws -> RecordName {
    for pack in entry.packs { try store(pack.digest) { pack.files } }
    let name = RecordName(origin: key.name, index: frontier.size)
    let payload = try entry.payload(name)
    let opening = Opening(sealing: payload.canonical)
    if let fault = RecordCheck.fault(ofPayload: opening.payload) { throw unfit(fault) }
    let leaf = Leaf(
      index: name.index, time: entry.time(), kind: entry.kind, engine: entry.engine,
      packs: entry.packs.map(\.digest), commitment: Commitment(to: opening))
    try append(leaf, opening, DerivedColumns(payload), RecordDetail(payload, entry.kind))
    return name
  }

  /// Adds a leaf with the opening of its commitment; nil for an erased payload.
  mutating func append(
    _ leaf: Leaf, _ opening: Opening?, _ derived: DerivedColumns, _ detail: RecordDetail?
  ) throws {
    let bytes = leaf.bytes
    if let fault = leaf.fault(bytes) { throw unfit(fault) }
    let seal = try opening.map {
      try Seal.close($0, facts: detail?.facts.line, index: leaf.index, wrapping: wrapping)
    }
    try db.run(
      """
      INSERT INTO record (idx, time, kind, about, patient, person, decision, pairing, certainties, fired, undecided,
        reason, leaf, wrapped_by, key, sealed) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """,
      leaf.index, leaf.time, leaf.kind.rawValue, derived.about, derived.patient, derived.person,
      derived.decision, derived.pairing, derived.certainties, derived.fired, derived.undecided,
      derived.reason, bytes, seal?.wrappedBy, seal?.key, seal?.box)
    if let detail {
      let texts: [any Bindable] = detail.texts
      _ = try db.all(
        """
        INSERT INTO detail (idx, as_of, purpose, packs, missing, recalled, facts) VALUES (?,?,?,?,?,?,?)
        """, [leaf.index] + texts + [seal?.facts])
    }
    let tree = Tree(db: db)
    let hash = TreeHash.leaf(bytes)
    try tree.insert(TreeNode(level: 0, position: leaf.index), hash)
    for (node, hash) in frontier.append(hash) { try tree.insert(node, hash) }
  }

  private func unfit(_ fault: String) -> LedgerError { .cannotWrite(place.path, reason: fault) }

  /// Stores the files of a pack, unless they are stored already.
  mutating func store(_ digest: String, _ files: () throws -> [PackFile]) throws {
    guard stored.insert(digest).inserted else { return }
    let known = try db.first("SELECT 1 FROM pack_file WHERE digest = ? LIMIT 1", digest)
    if known != nil { return }
    for file in try files() {
      try db.run(
        "INSERT INTO pack_file (digest, name, text) VALUES (?, ?, ?)", digest, file.name, file.text)
    }
  }

  /// Signs the head that covers everything, and stores it.
  func sign() throws -> SignedNote {
    guard let head = Checkpoint(origin: key.name, size: frontier.size, root: frontier.root) else {
      throw LedgerError.cannotWrite(place.path, reason: "it holds as many records as it can")
    }
    let note = try key.sign(head.text)
    try StoredHead(size: frontier.size, note: note.bytes).write(db)
    return note
  }
}
