internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// Knows among a shard's records those of patients who were erased here, by the tombstones.
///
/// Those are keyed, so a record is known by an id or a pseudonym that was known when the patient was erased, or by an id
/// of which this ledger's pseudonym is made. A shard's pseudonym whose key was not known then, without an id, is not.
struct ErasedPatients {
  private let tombstones: Tombstones
  private let key: SigningKey
  private let origin: String

  /// What a record says of whom it is.
  struct Traces {
    /// Marks of the names that count wherever they stand.
    var marks: [String] = []
    /// The mark of its pseudonym among the shard's own records.
    var markOfShard: String?
    /// The shard's number of the record that it speaks of.
    var about: Int?
  }

  init(_ key: SigningKey, origin: String) {
    tombstones = Tombstones(key)
    self.key = key
    self.origin = origin
  }

  /// What a record says of whom it is; nil if it has no payload, or tells of no patient.
  func traces(_ record: Shard.Record) -> Traces? {
    guard record.leaf.kind.isOfPatient, let payload = record.payload else { return nil }
    var traces = Traces()
    if let patient = payload["patient"]?.stringValue {
      traces.marks.append(tombstones.mark(of: patient))
      traces.markOfShard = tombstones.mark(of: patient, in: origin)
    }
    if let id = payload["profile"]?["id"]?.stringValue {
      traces.marks += [id, KeyFiles.pseudonym(of: id, key)].map(tombstones.mark(of:))
    }
    if record.leaf.kind == .override { traces.about = payload["about"]?.numberValue?.intValue }
    return traces
  }

  /// Whether they are of a patient who was erased here.
  ///
  /// - Parameter imports: what was taken before, to find what an override speaks of.
  func holds(_ traces: Traces, _ imports: Imports, _ db: Database) throws -> Bool {
    for mark in traces.marks + (traces.markOfShard.map { [$0] } ?? [])
    where try Tombstones.last(mark, db) != nil { return true }
    guard let about = traces.about, let index = imports.index(of: RecordName(origin: origin, index: about))
    else {
      return false
    }
    return try db.number("SELECT key IS NULL FROM record WHERE idx = ?", index) == 1
  }
}

/// What becomes of the records of one transaction that are of patients who were erased here.
struct Arrivals {
  /// By their numbers here: those that are taken without their payloads.
  private(set) var erased: [Int] = []
  /// By the shard's numbers: those that are taken all the same.
  private(set) var kept: [Int] = []
  /// The tombstones that those which are erased leave.
  var marks: Set<String> = []

  /// Whether a record is taken with its payload.
  mutating func admits(
    _ leaf: Leaf, _ index: Int, _ choice: ImportRequest.Erased, isErased: () throws -> Bool
  ) rethrows -> Bool {
    guard try isErased() else { return true }
    if case .keep = choice {
      kept.append(leaf.index)
      return true
    }
    erased.append(index)
    return false
  }

  /// What the record of the import says of those that were kept; nil if none was.
  func kept(_ choice: ImportRequest.Erased) -> (records: [Int], reason: String)? {
    guard case .keep(let reason) = choice, !kept.isEmpty else { return nil }
    return (kept, reason)
  }

  /// What the erasure behind the import says; nil if nothing was erased.
  func erasure(by person: String?) -> JSONValue? {
    if erased.isEmpty { return nil }
    return .object(
      [
        JSONMember("records", .array(erased.map { .number(ExactNumber($0)) })),
        JSONMember("reason", "imported, and of a patient who was erased here before"),
        JSONMember("tombstones", .array(marks.sorted().map { .string($0) })),
      ] + (person.map { [JSONMember("by", .string($0))] } ?? []))
  }
}
