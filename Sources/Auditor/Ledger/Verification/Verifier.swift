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
  var frontier = Frontier()
  var heads: [KnownHead] = []
  /// The places in ``heads``, by the number of records.
  var headsBySize: [Int: [Int]] = [:]
  /// The keys of the ledger, from the key that is known; nil if none is.
  var chain: KeyChain?
  private var erasures = Erasures()
  private var imports = ImportCheck()
  private var tombstones: TombstoneCheck
  private var details: DetailCheck
  private var signatures: SignatureCheck
  var timestamps = TimestampCheck()
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
    chain = key.map { KeyChain($0) }
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
    if let key {
      let chain = try KeyChain(db, check, from: key, request.signers)
      for divergence in chain.divergences { result.add(divergence) }
      self.chain = chain
      result.spans = chain.spans
    }
    timestamps = try TimestampCheck(db, check, chain, request.authority)
    for divergence in timestamps.divergences { result.add(divergence) }
    result.timestamps = timestamps.spans
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
    if let note = timestamps.see(leaf), result.notes.count < Verification.kept { result.notes.append(note) }
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
}

extension TreeNode {
  /// The node's name on the screen: `0/17`.
  var name: String { "\(level)/\(position)" }
}
