internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// Checks imported records against the heads that their shards signed, in one pass, using only this ledger.
///
/// Every shard's tree is rebuilt from the imported leaves, erased or not. Each record of an import must describe the records
/// right before it, and the shard's head in it must cover or continue that tree.
struct ImportCheck {
  private struct Shard {
    var frontier = Frontier()
    /// The keys that signed its heads, each with the record of the first import under it.
    var keys: [(key: VerifierKey, record: Int)] = []
    /// Which key follows which, as its own records of exchanges say.
    var successors: [VerifierKey: VerifierKey] = [:]
    /// The number of records of its largest head.
    var size = 0
    /// Whether something was already wrong, so that everything after it would be reported, too.
    var isInDoubt = false

    /// Whether one key follows the other, as the shard's own records say.
    func leads(from earlier: VerifierKey, to later: VerifierKey) -> Bool {
      var (key, seen) = (earlier, Set([earlier]))
      while key != later {
        guard let next = successors[key], seen.insert(next).inserted else { return false }
        key = next
      }
      return true
    }
  }

  /// The imported records seen so far.
  private(set) var imports = Imports()
  private var shards: [String: Shard] = [:]
  /// Whether the last record seen is an imported one that no record of an import covers yet.
  private var isOpen = false

  /// - Returns: what is wrong with the record's place among the others.
  mutating func see(_ index: Int, _ finding: RecordCheck.Finding) -> Divergence? {
    guard let leaf = finding.leaf else {
      doubt()
      return nil
    }
    if let from = leaf.from, let original = leaf.original {
      let unclosed = imports.runs.last?.origin == from.origin ? nil : close(before: index)
      isOpen = true
      return unclosed ?? add(original, from, at: index, finding.payload)
    }
    guard leaf.kind == .import else { return close(before: index) }
    defer { isOpen = false }
    // Without the payload this cannot be checked, and its absence is reported elsewhere.
    guard let payload = finding.payload else { return nil }
    guard let statement = ImportStatement(payload) else {
      return Divergence("record", "\(index)", "sealed", .changed, "it does not describe an import")
    }
    return check(statement, at: index)
  }

  /// Notes that a record is missing or cannot be read: it may have been any shard's.
  mutating func doubt() {
    if let origin = imports.runs.last?.origin, isOpen { shards[origin, default: Shard()].isInDoubt = true }
  }

  private mutating func add(
    _ leaf: Leaf, _ from: RecordName, at index: Int, _ payload: JSONValue?
  ) -> Divergence? {
    imports.see(from, at: index)
    var shard = shards.removeValue(forKey: from.origin) ?? Shard()
    defer { shards[from.origin] = shard }
    let next = shard.frontier.size
    if leaf.kind == .rotation, let rotation = payload.flatMap(RecordedRotation.init),
      rotation.statement.root == shard.frontier.root,
      rotation.fault(in: from.origin, at: from.index, time: leaf.time, before: "") == nil
    {
      shard.successors[rotation.statement.ends] = rotation.statement.begins
    }
    shard.frontier.append(leaf.hash)
    guard from.index != next, !shard.isInDoubt else { return nil }
    shard.isInDoubt = true
    return Divergence(
      "record", "\(index)", "leaf", .reordered, "record \(next) of \(from.origin) is the next to be imported")
  }

  private mutating func close(before index: Int) -> Divergence? {
    guard isOpen, let run = imports.runs.last else { return nil }
    isOpen = false
    if shards[run.origin]?.isInDoubt == true { return nil }
    return Divergence(
      "record", "\(index)", "kind", .missing, "the records before it were imported, but no record says so"
    )
  }

  private mutating func check(_ statement: ImportStatement, at index: Int) -> Divergence? {
    func diverges(_ way: Divergence.Way, _ message: String) -> Divergence {
      Divergence("record", "\(index)", "sealed", way, message)
    }
    var shard = shards[statement.origin] ?? Shard()
    if shard.isInDoubt { return nil }
    let reported = Imports.Run(
      origin: statement.origin, first: statement.first, start: index - statement.records,
      records: statement.records)
    guard isOpen, imports.runs.last == reported else {
      return diverges(.changed, "it does not describe the records before it")
    }
    if let fault = statement.fault(root: shard.frontier.root) { return diverges(.rewritten, fault) }
    if shard.keys.last?.key != statement.key { shard.keys.append((statement.key, index)) }
    shard.size = max(shard.size, statement.head.size)
    shards[reported.origin] = shard
    return nil
  }

  // MARK: at the end

  /// Whether a shard holds more than was imported: an import was interrupted.
  func isUnfinished(_ origin: String) -> Bool {
    shards[origin].map { $0.frontier.size < $0.size } ?? false
  }

  /// The imports that were signed with another key than those before, which no exchange in the shard's records leads to.
  private var strangers: [Divergence] {
    shards.sorted { $0.key < $1.key }.filter { !$0.value.isInDoubt && !isUnfinished($0.key) }.flatMap {
      origin, shard in
      zip(shard.keys, shard.keys.dropFirst()).filter { !shard.leads(from: $0.key, to: $1.key) }.map {
        Divergence(
          "record", "\($1.record)", "sealed", .changed,
          "what was imported from \(origin) before was signed with another key")
      }
    }
  }

  /// Returns what is wrong with the end of the records, and with the table that repeats their origins.
  mutating func finish(_ db: Database, records: Int) throws -> [Divergence] {
    let unclosed = close(before: records)
    func isInDoubt(_ origin: String?) -> Bool { origin.flatMap { shards[$0]?.isInDoubt } ?? false }
    var missing = Set(imports.runs.filter { !isInDoubt($0.origin) })
    var divergences: [Divergence] = []
    for run in try Imports.rows(db) {
      if let run, missing.remove(run) != nil || isInDoubt(run.origin) { continue }
      let name = run.map { "\($0.origin)/\($0.first)" } ?? ""
      divergences.append(Divergence("import", name, "idx", .added, "no such records were imported"))
    }
    divergences += missing.sorted { $0.start < $1.start }.map {
      Divergence("import", "\($0.origin)/\($0.first)", "idx", .missing, "these records were imported")
    }
    return (unclosed.map { [$0] } ?? []) + strangers + divergences
  }

  /// Notes about the shards with missing records.
  var notes: [String] {
    shards.filter { isUnfinished($0.key) }.sorted { $0.key < $1.key }.map { origin, shard in
      "the import of \(origin) has \(shard.frontier.size) of \(shard.size) records; import it again to continue"
    }
  }
}
