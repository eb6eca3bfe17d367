internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// Recognises, by the tombstones, a shard's records of patients who were erased here.
///
/// Tombstones are keyed, so a record is recognised by an id or pseudonym that was known when the patient was erased, or by an id
/// from which this ledger derives its pseudonym. A shard's pseudonym whose key was not known then, without an id, is not
/// recognised.
struct ErasedPatients {
  private let tombstones: Tombstones
  private let names: NameKeys
  private let origin: String

  /// What a record says about whose it is.
  struct Traces {
    /// Marks of the names that count in any record.
    var marks: [String] = []
    /// The mark of its pseudonym among the shard's own records.
    var markOfShard: String?
    /// The shard's number of the record that it is about.
    var about: Int?
  }

  init(_ names: NameKeys, origin: String) {
    tombstones = Tombstones(names)
    self.names = names
    self.origin = origin
  }

  /// What a record says about whose it is; nil if it has no payload, or is not about a patient.
  func traces(_ record: Shard.Record) -> Traces? {
    guard record.leaf.kind.isOfPatient, let payload = record.payload else { return nil }
    var traces = Traces()
    if let patient = payload["patient"]?.stringValue {
      traces.marks.append(tombstones.mark(of: patient))
      traces.markOfShard = tombstones.mark(of: patient, in: origin)
    }
    if let id = payload["profile"]?["id"]?.stringValue {
      traces.marks += [id, names.pseudonym(of: id)].map(tombstones.mark(of:))
    }
    if record.leaf.kind.isAboutAnswer { traces.about = payload["about"]?.numberValue?.intValue }
    return traces
  }

  /// Whether they belong to a patient who was erased here.
  ///
  /// - Parameter imports: earlier imports, to find the record that an override or an outcome is about.
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

/// What happens to the records of one transaction that belong to patients who were erased here.
struct Arrivals {
  /// Those imported without their payloads, by their numbers here.
  private(set) var erased: [Int] = []
  /// Those imported whole, by the shard's numbers.
  private(set) var kept: [Int] = []
  /// The tombstones that the erased ones leave.
  var marks: Set<String> = []

  /// Whether a record is imported with its payload.
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

  /// What the record of the import says about those that were kept; nil if none was.
  func kept(_ choice: ImportRequest.Erased) -> (records: [Int], reason: String)? {
    guard case .keep(let reason) = choice, !kept.isEmpty else { return nil }
    return (kept, reason)
  }

  /// The payload of the erasure after the import; nil if nothing was erased.
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
