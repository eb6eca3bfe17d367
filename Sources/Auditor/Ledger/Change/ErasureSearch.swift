internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// Finds what an erasure is to remove, a few records at a time; it needs no lock, and memory only for what it finds.
///
/// A record's patient is read from its payload, once that has been checked against the leaf's commitment.
struct ErasureSearch {
  struct Found {
    var index: Int
    /// The size of its sealed payload.
    var bytes: Int
  }

  private let place: LedgerPlace
  private let check: RecordCheck
  private let tombstones: Tombstones
  private let keys: PatientNames
  private var holds: Holds
  /// Every known id and pseudonym of the patients.
  private var names: Set<String>
  private var needles: PayloadNames
  /// Ids found in payloads beside one of the names.
  private var learned: Set<String> = []
  /// Marks of pseudonyms whose keys are not known, each valid only for one shard's records.
  private var marksOfShards: Set<String> = []

  /// What is to be removed; ``order()`` sorts it by number.
  var found: [Found] = []
  private var isInOrder = true
  private(set) var damaged: [Int] = []
  /// Whether one of the patients, or one of the records, was erased before.
  var isRepeated: Bool { wasErased || sawOlderErasure }
  private var wasErased = false
  /// An erasure from before there were tombstones, or from before the key of theirs was lost, may have been anybody's.
  private var sawOlderErasure = false
  private var sawErasure = false
  /// The first record that has not been searched yet.
  private(set) var next = 0
  private var hasBegun = false
  private var chosen: Set<Int> = []
  /// The imported ones among them, by the names under which they were first recorded.
  private var chosenElsewhere: Set<RecordName> = []

  init(ledger: Ledger, patients: Set<String>) throws {
    place = ledger.place
    check = RecordCheck(wrapping: ledger.wrapping, keeping: .ofPatient)
    tombstones = Tombstones(try ledger.nameKeys())
    keys = try PatientNames(ledger)
    names = patients.reduce(into: patients) { [keys] in $0.formUnion(keys.pseudonyms(of: $1)) }
    needles = PayloadNames(names)
    holds = Holds(RecordCheck(wrapping: ledger.wrapping), tombstones)
  }

  /// Whether a new name was learned, so that records already skipped may be the patients' too.
  var learnedNames: Bool { !learned.isSubset(of: names) }

  // MARK: records that were named

  /// Finds records by number, and the overrides and outcomes of them by the column `about`.
  mutating func locate(_ records: Set<Int>, _ connection: Connection) throws {
    guard !records.isEmpty else { return }
    let end = try connection.read { try Tree(db: $0).size() }
    var (round, isNamed) = (records.sorted(), true)
    while !round.isEmpty {
      var numbers: [Int] = []
      for start in stride(from: 0, to: round.count, by: 256) {
        try connection.read { db in
          for index in round[start..<min(start + 256, round.count)] {
            numbers += try locate(index, isNamed: isNamed, db)
          }
        }
      }
      round = try located(about: numbers, connection)
      isNamed = false
    }
    // What was added meanwhile is searched as in an erasure of patients.
    if names.isEmpty { next = end }
  }

  /// Adds one record; returns the numbers by which overrides and outcomes refer to it.
  private mutating func locate(_ index: Int, isNamed: Bool, _ db: Database) throws -> [Int] {
    guard let row = try RecordRow.read(index, db) else { throw LedgerError.noSuchRecord("\(index)") }
    try holds.read(db)
    guard let (finding, leaf) = try whole(row, Tree(db: db), isNamed: isNamed) else { return [] }
    if isNamed, !leaf.kind.isOfPatient {
      throw LedgerError.notErasable("record \(index) is not about a patient, and is kept")
    }
    guard isNamed || finding.isErased || isAboutChosen(finding.payload, leaf) else { return [] }
    if finding.isErased { wasErased = true }
    try holds.expectNone(Self.names(in: finding.payload))
    guard choose(row, leaf) else { return [] }
    return [index] + (leaf.from.map { [$0.index] } ?? [])
  }

  private func located(about numbers: [Int], _ connection: Connection) throws -> [Int] {
    var about: Set<Int> = []
    for start in stride(from: 0, to: numbers.count, by: 256) {
      let some = numbers[start..<min(start + 256, numbers.count)]
      let places = some.map { _ in "?" }.joined(separator: ",")
      about.formUnion(
        try connection.read { db in
          try db.all("SELECT idx FROM record WHERE about IN (\(places))", Array(some)).compactMap(\.[0].int)
        })
    }
    return about.subtracting(chosen).sorted()
  }

  // MARK: records of patients

  /// Moves to where the search has to begin: after the oldest of the names' latest erasures, or at 0 if a name has none.
  mutating func begin(_ connection: Connection) throws {
    guard !hasBegun || learnedNames, !names.isEmpty else { return }
    hasBegun = true
    for id in learned { names.formUnion(keys.pseudonyms(of: id).union([id])) }
    needles = PayloadNames(names)
    damaged = []
    next = try connection.read { try beginning($0) }
    wasErased =
      try wasErased
      || connection.read { db in
        try names.contains { try Tombstones.last(tombstones.mark(of: $0), db) != nil }
      }
  }

  private func beginning(_ db: Database) throws -> Int {
    var first: Int?
    for name in names {
      guard let last = try Tombstones.last(tombstones.mark(of: name), db) else { return 0 }
      first = min(first ?? last, last)
    }
    guard let first, let row = try RecordRow.read(first, db) else { return 0 }
    let finding = check.check(row, at: first)
    // An erasure that met damaged records may have skipped some that were repaired since.
    guard finding.divergence == nil, finding.leaf?.kind == .erasure, let payload = finding.payload,
      payload["damaged"] == nil
    else { return 0 }
    return first + 1
  }

  /// Searches the next records, up to these limits; returns true once there are no more.
  mutating func look(_ db: Database, records: Int, bytes: Int) throws -> Bool {
    try holds.read(db)
    try holds.expectNone(names)
    let tree = Tree(db: db)
    let rows = RecordCursor(
      rows: try db.rows(
        "SELECT \(RecordRow.columns) FROM record WHERE idx >= ? ORDER BY idx LIMIT ?", next, records))
    var (count, size) = (0, 0)
    while count < records, size < bytes {
      guard let row = try rows.next() else { return true }
      try look(at: row, tree)
      next = row.index + 1
      count += 1
      size += row.sealed?.count ?? 0
    }
    return false
  }

  private mutating func look(at row: RecordRow, _ tree: Tree) throws {
    let isAboutAnswer = row.kind.map(RecordKind.aboutAnswers.contains) ?? false
    // Of records that were named, only overrides and outcomes come later.
    if chosen.contains(row.index) || names.isEmpty && !isAboutAnswer { return }
    guard let (outside, leaf) = try sound(row, tree) else { return }
    if outside.isErased { return }
    if leaf.from == nil, leaf.kind == .erasure || leaf.kind == .rotation { noteErasure(leaf.kind, row) }
    guard leaf.kind.isOfPatient else { return }
    guard let opening = try open(row), Commitment(to: opening) == leaf.commitment else {
      return damaged.append(row.index)
    }
    // Most payloads belong to other patients, which shows without parsing them.
    guard
      isAboutAnswer
        || needles.mayStand(in: opening.payload, beside: row.derived[DerivedColumns.patientColumn])
    else { return }
    guard let (finding, _) = try whole(row, tree, isNamed: false), let payload = finding.payload else {
      return
    }
    let patient = payload["patient"]?.stringValue
    let id = payload["profile"]?["id"]?.stringValue
    let isTheirs = patient.map(names.contains) ?? false || id.map(names.contains) ?? false
    if isTheirs || isAboutAnswer && isAboutChosen(payload, leaf) {
      try holds.expectNone(Self.names(in: payload))
      _ = choose(row, leaf)
    }
    if isTheirs { learn(id, patient, leaf) }
  }

  private mutating func noteErasure(_ kind: RecordKind, _ row: RecordRow) {
    guard !sawOlderErasure, let payload = check.check(row, at: row.index).payload else { return }
    if kind == .erasure {
      (sawErasure, sawOlderErasure) = (true, payload["tombstones"] == nil)
    } else if sawErasure {
      sawOlderErasure = RecordedRotation(payload)?.statement.cause == .lost
    }
  }

  private mutating func learn(_ id: String?, _ patient: String?, _ leaf: Leaf) {
    guard let id else { return }
    if names.contains(id) {
      if let patient, !names.contains(patient), let from = leaf.from {
        marksOfShards.insert(tombstones.mark(of: patient, in: from.origin))
      }
    } else if !keys.pseudonyms(of: id).isDisjoint(with: names) {
      // A shard may claim anything about whose record it is: an id counts only if one of the names derives from it.
      learned.insert(id)
    }
  }

  private static func names(in payload: JSONValue?) -> [String] {
    [payload?["patient"], payload?["profile"]?["id"]].compactMap { $0?.stringValue }
  }

  private func isAboutChosen(_ payload: JSONValue?, _ leaf: Leaf) -> Bool {
    guard leaf.kind.isAboutAnswer, let about = payload?["about"]?.numberValue?.intValue else { return false }
    guard let from = leaf.from else { return chosen.contains(about) }
    return chosenElsewhere.contains(RecordName(origin: from.origin, index: about))
  }

  /// Adds a record to those to remove; returns false if it was chosen before.
  private mutating func choose(_ row: RecordRow, _ leaf: Leaf) -> Bool {
    guard chosen.insert(row.index).inserted else { return false }
    if let from = leaf.from { chosenElsewhere.insert(from) }
    guard row.key != nil else { return true }
    if let last = found.last, last.index > row.index { isInOrder = false }
    found.append(Found(index: row.index, bytes: row.sealed?.count ?? 0))
    return true
  }

  /// Sorts what was found by number.
  mutating func order() {
    if !isInOrder { found.sort { $0.index < $1.index } }
    isInOrder = true
  }

  // MARK: reading

  /// Checks what is outside the payload; returns nil, and notes it, if it is damaged.
  private mutating func sound(_ row: RecordRow, _ tree: Tree) throws -> (RecordCheck.Finding, Leaf)? {
    var outside = check
    outside.opensPayloads = false
    return try checked(row, tree, outside, isNamed: false)
  }

  /// Checks all of a record; returns nil, and notes it, if it is damaged.
  private mutating func whole(
    _ row: RecordRow, _ tree: Tree, isNamed: Bool
  ) throws -> (RecordCheck.Finding, Leaf)? {
    try checked(row, tree, check, isNamed: isNamed)
  }

  private mutating func checked(
    _ row: RecordRow, _ tree: Tree, _ check: RecordCheck, isNamed: Bool
  ) throws -> (RecordCheck.Finding, Leaf)? {
    var kept: TreeHash?
    do { kept = try tree.hash(TreeNode(level: 0, position: row.index)) } catch is Tree.Missing {}
    let finding = check.check(row, at: row.index, kept: kept)
    if finding.divergence?.way == .unchecked { throw needsKey(row) }
    if kept != nil, finding.divergence == nil, let leaf = finding.leaf { return (finding, leaf) }
    if isNamed {
      throw LedgerError.damaged(
        place.path, reason: finding.divergence?.description ?? "node 0/\(row.index) is missing")
    }
    damaged.append(row.index)
    return nil
  }

  /// Opens a record's payload; returns nil if it does not open.
  private func open(_ row: RecordRow) throws -> Opening? {
    do {
      return try row.seal?.open(index: row.index, wrapping: check.wrapping)
    } catch Seal.Fault.needsWrappingKey where check.wrapping == nil {
      throw needsKey(row)
    } catch {
      return nil
    }
  }

  private func needsKey(_ row: RecordRow) -> LedgerError {
    .needsWrappingKey(id: row.wrappedBy.map { String(decoding: $0, as: UTF8.self) } ?? "")
  }

  // MARK: tombstones

  /// The tombstones to leave, sorted.
  ///
  /// - Parameter onlyMissing: whether nothing is erased: then they are left only if patients were erased before tombstones
  ///   existed, before their key was lost, or before another of their names was known.
  func marks(_ db: Database, onlyMissing: Bool) throws -> [String] {
    let marks = names.map(tombstones.mark(of:)) + marksOfShards
    guard onlyMissing else { return marks.sorted() }
    let missing = try marks.filter { try Tombstones.last($0, db) == nil }
    return sawOlderErasure || missing.count < marks.count ? missing.sorted() : []
  }
}
