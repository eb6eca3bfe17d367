public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineSQLite

/// A record as read: its leaf and, unless it was erased, its payload.
public struct ReadRecord: Sendable {
  public var leaf: Leaf
  /// Canonical JSON; nil if it was erased.
  public var payload: JSONValue?

  public var index: Int { leaf.index }
}

/// What the columns say about a record: enough to find it, without opening its payload.
public struct RecordSummary: Sendable, Hashable {
  public var index: Int
  public var time: String
  public var kind: RecordKind
  public var isErased: Bool
  public var about: Int?
  public var patient: String?
  public var person: String?
  public var decision: String?
  public var pairing: String?
  /// The primary pairings, one for each guideline that recommends.
  public var pairings: [String] { ColumnWords.words(pairing) }
  public var certainties: [String] { ColumnWords.words(certaintyWords) }
  public var fired: [String] { ColumnWords.words(firedWords) }
  /// The missing facts that left each rule undecided, by rule.
  public var undecided: [String: [String]] { ColumnWords.needs(undecidedWords) }
  // Most records are passed over, so the words are taken apart only where they are read.
  private var certaintyWords: String?
  private var firedWords: String?
  private var undecidedWords: String?
  /// The coded reason of an override.
  public var reason: String?
  /// The code of an outcome.
  public var outcome: String?
  /// The record that an amendment puts in the place of another.
  public var replacement: Int?
  /// What the signer of a signature states.
  public var meaning: SignatureMeaning?
  /// The name of the signer's key, a blank, and base64 of the key's id (4 bytes) and the signature (64 bytes), as in a signed note.
  public var signature: String?
  /// The name under which an imported record was first recorded; nil for one of the ledger's own records.
  public var from: RecordName?
  /// What else its payload says; nil if it was not asked for, or if the record is no answer or was erased.
  public var detail: RecordDetail?
  /// The overrides of an answer, in the order in which they were recorded; empty if they were not asked for.
  public var overrides: [Override] = []

  /// What a record says that is about no patient; nil if it was not asked for, or differs from its leaf.
  public var deed: JSONValue?

  /// Who did not follow an answer, and why.
  public struct Override: Sendable, Hashable {
    /// The override's record.
    public var index: Int
    public var person: String?
    /// The coded reason.
    public var reason: String?
  }

  var shape: AnswerShape {
    AnswerShape(
      decision: decision, pairing: pairing, certainty: certaintyWords, firing: firedWords,
      needs: undecidedWords, pack: detail?.packs.joined(separator: " "))
  }

  /// - Parameter imports: the origins of imported records, to find the records to which they refer.
  init?(_ row: RecordRow, _ imports: Imports) {
    func text(_ bytes: [UInt8]?) -> String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }
    guard let time = text(row.time), let kind = text(row.kind).flatMap(RecordKind.init) else { return nil }
    let derived = row.derived.map(text)
    index = row.index
    self.time = time
    self.kind = kind
    isErased = row.key == nil
    let name = imports.name(of: row.index)
    from = name
    func here(_ text: String?) -> Int? {
      text.flatMap { Int($0) }.flatMap { number in
        name.map { imports.index(of: RecordName(origin: $0.origin, index: number)) } ?? number
      }
    }
    about = here(derived[0])
    patient = derived[1]
    person = derived[2]
    decision = derived[3]
    pairing = derived[4]
    (certaintyWords, firedWords, undecidedWords) = (derived[5], derived[6], derived[7])
    switch self.kind {
    case .outcome: outcome = derived[8]
    case .amendment: replacement = here(derived[8])
    case .signature:
      let parts = (derived[8] ?? "").split(separator: " ", maxSplits: 1).map(String.init)
      meaning = parts.first.flatMap(SignatureMeaning.init)
      signature = parts.count > 1 ? parts[1] : nil
    default: reason = derived[8]
    }
  }
}

extension Ledger {
  /// The number of records.
  public func count() throws(LedgerError) -> Int {
    try LedgerError.asking(place) { try connection.read { db in try Tree(db: db).size() } }
  }

  /// Reads one record, checked against its leaf.
  public func record(_ index: Int) throws(LedgerError) -> ReadRecord {
    try LedgerError.asking(place) {
      try connection.read { db in
        guard let row = try RecordRow.read(index, db) else { throw LedgerError.noSuchRecord("\(index)") }
        return try read(row)
      }
    }
  }

  /// Reads one record like ``record(_:)``; nil if it differs from its leaf.
  public func undamaged(_ index: Int) throws(LedgerError) -> ReadRecord? {
    do {
      return try record(index)
    } catch {
      guard case .damaged = error else { throw error }
      return nil
    }
  }

  /// The files of a pack that decided, by digest, against which they are checked.
  public func pack(_ digest: String, named id: String) throws(LedgerError) -> PackFolder {
    try LedgerError.asking(place) {
      try connection.read { try PackFolder.recorded(digest, named: id, $0, place) }
    }
  }

  func read(_ row: RecordRow) throws -> ReadRecord {
    let finding = RecordCheck(wrapping: wrapping).check(row, at: row.index)
    if let divergence = finding.divergence {
      if divergence.way == .unchecked {
        throw LedgerError.needsWrappingKey(
          id: row.wrappedBy.map { String(decoding: $0, as: UTF8.self) } ?? "")
      }
      throw LedgerError.damaged(place.path, reason: divergence.description)
    }
    guard let leaf = finding.leaf else {
      throw LedgerError.damaged(place.path, reason: "record \(row.index) has no leaf")
    }
    return ReadRecord(leaf: leaf, payload: finding.payload)
  }

  /// The opening of a record's commitment.
  func open(_ row: RecordRow, _ db: Database) throws -> Opening {
    guard let seal = row.seal else { throw LedgerError.erased(row.index, by: nil) }
    do {
      return try seal.open(index: row.index, wrapping: wrapping)
    } catch .needsWrappingKey(let id) {
      throw LedgerError.needsWrappingKey(id: id)
    } catch {
      throw LedgerError.damaged(place.path, reason: "record \(row.index) does not open")
    }
  }
}

extension PackFolder {
  /// A pack as a ledger keeps it, checked against its digest.
  static func recorded(
    _ digest: String, named id: String, _ db: Database, _ place: LedgerPlace
  ) throws -> PackFolder {
    let files = try db.all(
      "SELECT CAST(name AS BLOB), text FROM pack_file WHERE digest = ?", [digest]
    ).compactMap { row -> PackFile? in
      guard let name = row[0].text, let text = row[1].bytes else {
        return nil
      }
      return PackFile(name: name, text: text)
    }
    let folder = PackFolder(name: id, files: files)
    guard folder.digest == digest else {
      throw LedgerError.damaged(place.path, reason: "the pack \(digest) is not whole")
    }
    return folder
  }
}
