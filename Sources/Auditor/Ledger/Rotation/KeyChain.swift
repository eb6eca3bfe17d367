internal import PlumblineSQLite
internal import PlumblineTransparency

/// The keys that signed a ledger's heads, one after the other, as its records of rotations say.
///
/// A key vouches for the heads of its span: from the record that began it to the one that ended it. One key that is known from
/// elsewhere leads to the others: forwards, because it signed which key follows it; backwards, because its heads cover the records
/// that say which keys came before. A key that was lost leads nowhere forwards, unless people of the register signed for it.
struct KeyChain {
  /// The keys in order, each with its span; one if nothing was exchanged.
  private(set) var spans: [KeySpan] = []
  /// What is wrong with the records of rotations.
  private(set) var divergences: [Divergence] = []
  /// The heads that the records of rotations repeat, by record.
  private(set) var heads: [(record: Int, checkpoint: Checkpoint)] = []
  /// How many spans the known key leads to, from the first.
  private var trusted = 0

  /// The chain of one key.
  init(_ key: VerifierKey) {
    spans = [KeySpan(key: key, first: 0, end: nil)]
    trusted = 1
  }

  /// The chain of exchanges in their order, each of which was checked; that of one key if there are none.
  init(_ exchanges: [RotationStatement], or key: VerifierKey) {
    self.init(exchanges.first?.ends ?? key)
    for statement in exchanges {
      spans[spans.count - 1].end = .exchanged(record: statement.records)
      spans.append(KeySpan(key: statement.begins, first: statement.records, end: nil))
    }
    trusted = spans.count
  }

  /// - Parameters:
  ///   - key: the key that is known.
  ///   - signers: the keys of people; nil if there is no register of them.
  init(_ db: Database, _ check: RecordCheck, from key: VerifierKey, _ signers: Signers?) throws {
    self.init(key)
    let records = try Self.read(db, check)
    divergences = records.filter { $0.rotation == nil }.map {
      Divergence(
        "record", "\($0.leaf.index)", "rotation", .changed, "it does not describe an exchange of keys")
    }
    let rotations = records.compactMap { record in
      record.rotation.map { (leaf: record.leaf, before: record.before, rotation: $0) }
    }
    guard let start = rotations.first else { return }
    var chain = [KeySpan(key: start.rotation.statement.ends, first: 0, end: nil)]
    var leadsOn: [Bool] = []
    for (leaf, before, rotation) in rotations {
      let statement = rotation.statement
      var fault = rotation.fault(in: key.name, at: leaf.index, time: leaf.time, before: before)
      if fault == nil, statement.ends != chain[chain.count - 1].key {
        fault = "forged: it ends another key than the one that signed until then"
      }
      let people = rotation.signers(signers)
      var leads = fault == nil
      if let fault {
        chain[chain.count - 1].end = .doubtful(record: leaf.index)
        divergences.append(Divergence("record", "\(leaf.index)", "rotation", .changed, fault))
      } else if statement.cause == .exchanged {
        chain[chain.count - 1].end = .exchanged(record: leaf.index)
      } else {
        chain[chain.count - 1].end = .lost(
          record: leaf.index, signed: people.valid, unsigned: people.other)
        let lack = signers.flatMap { Self.lack(people, statement.time, $0) }
        leads = signers != nil && lack == nil
        if let (way, message) = lack {
          divergences.append(Divergence("record", "\(leaf.index)", "rotation", way, message))
        }
      }
      leadsOn.append(leads)
      chain.append(KeySpan(key: statement.begins, first: leaf.index, end: nil))
      if let head = Checkpoint(origin: statement.ledger, size: statement.records, root: statement.root) {
        heads.append((leaf.index, head))
      }
    }
    // A key that is none of them signed nothing here, which its heads then show.
    guard let own = chain.lastIndex(where: { $0.key == key }) else { return }
    spans = chain
    trusted = own + 1
    while trusted < chain.count, leadsOn[trusted - 1] { trusted += 1 }
    if trusted < chain.count, let record = chain[trusted - 1].end?.record, leadsOnlyWithPeople(trusted - 1) {
      divergences.append(
        Divergence(
          "record", "\(record)", "rotation", .unchecked,
          "the key before it was lost, and did not name the one that follows: ask for the new public key by another way (--key), "
            + "or give the register of people who signed this (--people)"))
    }
  }

  /// Which signatures of people are missing under the replacement of a lost key; nil if none is.
  private static func lack(
    _ people: (valid: [String], other: [String]), _ time: String, _ signers: Signers
  ) -> (Divergence.Way, String)? {
    if !people.other.isEmpty {
      return (
        .changed,
        "it replaces a lost key in the name of \(people.other.joined(separator: " and ")), without a signature by a key that the register of people gives"
      )
    }
    // Named twice, a person is still one.
    let signed = Set(people.valid)
    if signed.count >= signers.needed(at: time) { return nil }
    guard let person = signed.first else {
      return (.missing, "it replaces a lost key, and nobody of the register of people signed that")
    }
    return (
      .missing,
      "it replaces a lost key with the signature of \(person) alone, and the register of people asks for two persons from "
        + "\(signers.twoPersonsFrom ?? "") on"
    )
  }

  private func leadsOnlyWithPeople(_ place: Int) -> Bool {
    if case .lost = spans[place].end { true } else { false }
  }

  private static func read(
    _ db: Database, _ check: RecordCheck
  ) throws -> [(leaf: Leaf, before: String, rotation: RecordedRotation?)] {
    var check = check
    check.opensPayloads = true
    return try db.all(
      "SELECT \(RecordRow.columns) FROM record WHERE kind = 'rotation' ORDER BY idx"
    ).compactMap { cells in
      let row = RecordRow(cells)
      // One of a shard is about the shard's keys.
      guard let leaf = row.leaf.flatMap({ Leaf($0) }), leaf.from == nil,
        let payload = check.check(row, at: row.index).payload
      else { return nil }
      let before = try db.first("SELECT time FROM record WHERE idx = ?", row.index - 1)?[0].string ?? ""
      return (leaf, before, RecordedRotation(payload))
    }
  }

  // MARK: heads

  /// The span whose key signs heads of a size: the one that has the last of their records.
  private func place(of size: Int) -> Int { spans.lastIndex { $0.first < max(size, 1) } ?? 0 }

  /// The key that signs heads of a size.
  func key(at size: Int) -> VerifierKey { spans[place(of: size)].key }

  /// Why a note is not a head of this ledger by the key in force at its size; nil if it is.
  ///
  /// - Parameter alone: whether it must have no other signature.
  func fault(_ note: SignedNote, _ head: Checkpoint, alone: Bool) -> String? {
    let place = place(of: head.size)
    let key = spans[place].key
    let isKnown = place < trusted
    guard (try? note.verify([key]))?.isEmpty == false, head.origin == key.name,
      note.signatures.count == 1 || !alone
    else {
      if let other = spans.indices.last(where: { (try? note.verify([spans[$0].key]))?.isEmpty == false }) {
        let end = spans[other].end.map { "ended with record \($0.record)" }
        return "it covers \(head.size) records and is signed by \(spans[other].key), which "
          + (other < place ? end ?? "ended before" : "began only with record \(spans[other].first)")
      }
      return "it is not a checkpoint of \(key.name) with that key's signature alone"
    }
    return isKnown ? nil : "it is signed by \(key), which no known key leads to"
  }
}
