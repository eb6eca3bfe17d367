internal import PlumblineSQLite
internal import PlumblineTransparency

/// One walk over the whole database.
struct Verifier {
  let db: Database
  /// The head beside the ledger, read before the database.
  let kept: Result<[UInt8]?, any Error>
  let request: VerificationRequest
  let key: VerifierKey?
  let check: RecordCheck

  var result = Verification()
  private var frontier = Frontier()
  private var heads: [KnownHead] = []
  private var erasures = Erasures()
  private var imports = ImportCheck()
  private var tombstones: TombstoneCheck
  private var details: DetailCheck
  private var signatures: SignatureCheck
  private var packs: Set<String> = []
  private var nodes = 0
  /// The last time of each clock: that of this ledger, under the empty name, and those of its shards.
  private var lastTimes: [String: String] = [:]

  init(
    db: Database, kept: Result<[UInt8]?, any Error>, request: VerificationRequest, key: VerifierKey?,
    wrapping: WrappingKey?
  ) throws {
    self.db = db
    tombstones = try TombstoneCheck(db: db)
    details = try DetailCheck(db: db, wrapping: wrapping)
    signatures = SignatureCheck(request.signers)
    self.kept = kept
    self.request = request
    self.key = key
    check = RecordCheck(wrapping: wrapping, opensPayloads: !request.leavesOnly, keeping: .ofPatient)
  }

  mutating func run(_ progress: (Int, Int) -> Void) throws {
    // An empty file: a ledger whose creation was interrupted, or one that was emptied, which its head then shows.
    if try Schema.isEmpty(db) {
      gatherHeadsBeside()
      checkHeads()
      return finishHeads()
    }
    let schema = try Schema.divergences(db)
    if schema.contains(where: { Schema.tables.contains($0.row) }) {
      for divergence in schema { result.add(divergence) }
      return
    }
    let total = try Tree(db: db).size()
    try gatherHeads()
    checkHeads()
    try findStrayRows()
    let rows = try RecordRow.each(db)
    while let row = try rows.next() {
      try passOver(upTo: row.index)
      try look(at: row)
      if result.records & 0x3FF == 0 { progress(result.records, total) }
    }
    progress(total, total)
    result.erased = erasures.count
    result.signatures = signatures.tally
    let imported = try imports.finish(db, records: frontier.size)
    for divergence in imported { result.add(divergence) }
    erasures.eachUnannounced(isAwaited: isAwaited) { result.add($0) }
    finishHeads()
    try checkNodes()
    for divergence in try PackCheck(db: db).divergences(referenced: packs) { result.add(divergence) }
    for divergence in try schema + DatabaseCheck(db: db).divergences() + details.finish() {
      result.add(divergence)
    }
    let tombstones = try tombstones.finish()
    for divergence in tombstones.divergences { result.add(divergence) }
    result.notes += imports.notes + tombstones.notes + details.notes
    let version = try Schema.version(of: db)
    if version < Schema.version {
      result.notes.append(
        "its schema is the older version \(version); the next record migrates it to \(Schema.version)")
    }
  }

  // MARK: records

  /// Finds rows where no ledger has any. SQLite checks no constraints in a read-only database.
  private mutating func findStrayRows() throws {
    for index in try numbers("SELECT idx FROM record WHERE idx < 0 ORDER BY idx LIMIT 50") {
      result.add(Divergence("record", "\(index)", "idx", .added, "no record has a number below 0"))
    }
    for id in try numbers("SELECT id FROM head WHERE id IS NOT 0 LIMIT 50") {
      result.add(Divergence("head", "\(id)", "id", .added, "a ledger has one head, and its id is 0"))
    }
  }

  private func numbers(_ sql: String) throws -> [Int] { try db.all(sql).compactMap(\.[0].int) }

  /// Reports missing records; their hashes are taken from the tree, so that the others can still be checked.
  private mutating func passOver(upTo index: Int) throws {
    while frontier.size < index {
      let missing = frontier.size
      result.add(Divergence("record", "\(missing)", "idx", .missing, "the next record here is \(index)"))
      imports.doubt()
      guard let hash = try stored(TreeNode(level: 0, position: missing)) else { return }
      nodes += 1
      try grow(hash)
    }
  }

  private mutating func look(at row: RecordRow) throws {
    let node = TreeNode(level: 0, position: row.index)
    let kept = try stored(node)
    nodes += 1
    if kept == nil {
      result.add(Divergence("node", node.name, "hash", .missing, "the record that it covers is here"))
    }
    let finding = check.check(row, at: row.index, kept: kept)
    if let divergence = finding.divergence { result.add(divergence) }
    if let divergence = imports.see(row.index, finding) { result.add(divergence) }
    if let leaf = finding.leaf {
      packs.formUnion(leaf.packs)
      noteClock(leaf)
    }
    if !request.leavesOnly {
      for divergence in erasures.see(row.index, finding, imports.imports) { result.add(divergence) }
    }
    if let divergence = try tombstones.see(row.index, finding) { result.add(divergence) }
    try details.see(row, finding)
    let surroundings = SignatureCheck.Surroundings(
      db, imports.imports, result.head?.origin ?? key?.name ?? "")
    if let divergence = try signatures.see(finding, in: surroundings) { result.add(divergence) }
    result.records += 1
    try grow(finding.hash)
  }

  private mutating func noteClock(_ leaf: Leaf) {
    let last = lastTimes.updateValue(leaf.time, forKey: leaf.from?.origin ?? "") ?? ""
    if leaf.time < last, result.notes.count < Verification.kept {
      result.notes.append("the clock went back at record \(leaf.index): \(leaf.time) after \(last)")
    }
  }

  /// Whether the record of a record's erasure may not have been imported yet.
  private func isAwaited(_ index: Int) -> Bool {
    imports.imports.name(of: index).map { imports.isUnfinished($0.origin) } ?? false
  }

  /// Adds a leaf to the tree, and checks every node that it completes against the stored one.
  private mutating func grow(_ leaf: TreeHash) throws {
    for (node, hash) in frontier.append(leaf) {
      nodes += 1
      guard let kept = try stored(node) else {
        result.add(Divergence("node", node.name, "hash", .missing, "the records below it are here"))
        continue
      }
      if kept != hash {
        result.add(Divergence("node", node.name, "hash", .changed, "the records below it give another hash"))
      }
    }
    checkHeads()
  }

  private func stored(_ node: TreeNode) throws -> TreeHash? { try Tree(db: db).stored(node) }

  private mutating func checkNodes() throws {
    let count = try db.number("SELECT count(*) FROM node") ?? 0
    if count > nodes {
      result.add(
        Divergence("node", "", "rows", .added, "\(count) nodes are here, but the records give \(nodes)"))
    }
  }

  // MARK: heads

  /// A head that the tree must continue.
  private struct KnownHead {
    var name: (table: String, row: String)
    var checkpoint: Checkpoint
    var isAnchor = false
    var isSigned: Bool
  }

  private mutating func gatherHeadsBeside() {
    switch kept {
    case .success(let bytes?): know(bytes, ("the file", ".head"), isAnchor: false)
    case .success(nil):
      result.notes.append(
        "no last signed head is beside the ledger (.head): only --since can show whether records were cut off at its end"
      )
    case .failure(let fault):
      let reason = (fault as? PrivateFile.Fault)?.reason ?? "\(fault)"
      result.add(Divergence("the file", ".head", "note", .unchecked, "it cannot be read: \(reason)"))
    }
    for note in request.since { know(note.bytes, ("checkpoint", "of --since"), isAnchor: true) }
  }

  private mutating func gatherHeads() throws {
    gatherHeadsBeside()
    let rows = try db.all("SELECT id, size, CAST(note AS BLOB) FROM head WHERE id = 0")
    for row in rows {
      guard let size = row[1].int, let note = row[2].bytes else {
        continue
      }
      guard let checkpoint = know(note, ("head", "0"), isAnchor: false) else { continue }
      result.head = checkpoint
      if size != checkpoint.size {
        result.add(Divergence("head", "0", "size", .changed, "the signed note says \(checkpoint.size)"))
      }
    }
  }

  @discardableResult
  private mutating func know(
    _ bytes: [UInt8], _ name: (table: String, row: String), isAnchor: Bool
  ) -> Checkpoint? {
    func changed(_ message: String) {
      result.add(Divergence(name.table, name.row, "note", .changed, message))
    }
    guard let note = try? SignedNote(parsing: bytes), let checkpoint = try? Checkpoint(parsing: note.text)
    else {
      changed("it is not a signed checkpoint")
      return nil
    }
    var isSigned = false
    if let key {
      guard (try? note.verify([key]))?.isEmpty == false, checkpoint.origin == key.name,
        note.signatures.count == 1 || isAnchor
      else {
        changed("it is not a checkpoint of \(key.name) with that key's signature alone")
        return nil
      }
      isSigned = true
    } else if !isAnchor {
      result.add(
        Divergence(
          name.table, name.row, "note", .unchecked,
          "no public key was found beside the ledger, and none was given (--key)"))
    }
    if isAnchor, isSigned, request.key == nil { isSigned = false }
    heads.append(KnownHead(name: name, checkpoint: checkpoint, isAnchor: isAnchor, isSigned: isSigned))
    return checkpoint
  }

  private mutating func checkHeads() {
    for head in heads where head.checkpoint.size == frontier.size && head.checkpoint.root != frontier.root {
      result.add(
        Divergence(
          head.name.table, head.name.row, "root", .rewritten,
          "the first \(frontier.size) records are not those that were signed"))
    }
  }

  private mutating func finishHeads() {
    result.anchor = request.key.flatMap { heads.isEmpty ? nil : .key($0.description) } ?? .none
    var held = -1
    for head in heads {
      let size = head.checkpoint.size
      if size > frontier.size {
        result.add(
          Divergence(
            "record", "\(frontier.size)", "idx", .truncated,
            "a signed head covers \(size) records (\(head.name.table) \(head.name.row)), and only \(frontier.size) are here"
          ))
      }
      if head.isAnchor, size > held {
        held = size
        result.anchor = .checkpoint(size: size, isSigned: head.isSigned)
      }
    }
    guard frontier.size > 0 else {
      if heads.isEmpty {
        result.add(
          Divergence(
            "the file", ".head", "note", .missing,
            "even an empty ledger has a signed head, but nothing here is signed"))
      }
      return
    }
    guard let head = result.head else {
      if !result.divergences.contains(where: { $0.table == "head" }) {
        result.add(Divergence("head", "0", "note", .missing, "the records are not covered by a signed head"))
      }
      return
    }
    if head.size < frontier.size {
      result.add(
        Divergence(
          "record", "\(head.size)", "idx", .added,
          "the signed head covers only the first \(head.size) records"))
    }
  }
}

extension TreeNode {
  /// The node's name on the screen: `0/17`.
  var name: String { "\(level)/\(position)" }
}
