internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// Everything that a ledger holds about one patient, to be handed over: records, who read them, what was erased, and what could not
/// be searched. Patient data.
public struct SubjectBundle {
  public let search: SubjectSearch
  let given: String
  let origin: String
  let made: String
  let clock: (String) -> String
  private(set) var records: [ReadRecord] = []
  private(set) var erasures: [ReadRecord] = []
  private(set) var accesses: [RecordedAccess] = []
  /// The legal holds in force.
  private(set) var holds: [ReadRecord] = []
  /// The signatures on the records, with the record's number.
  private(set) var signatures: [(record: Int, signature: ShownSignature)] = []
  private(set) var damaged: [Int] = []
  /// The patient's records whose payloads are wrapped with a key that is missing.
  private(set) var wrapped: [Int] = []
  /// The id of that key.
  public private(set) var missingKey: String?

  /// - Parameters:
  ///   - given: the id or pseudonym that was asked for.
  ///   - made: when, in UTC.
  ///   - clock: how a time is shown.
  ///   - people: the register with which signatures are checked; nil if there is none.
  public init(
    of given: String, _ search: SubjectSearch, in ledger: Ledger, made: String,
    clock: @escaping (String) -> String = { $0 }, people: PeopleRegister? = nil
  ) throws {
    self.given = given
    self.search = search
    self.made = made
    self.clock = clock
    origin = try ledger.origin() ?? ""
    var damaged = Set(search.damaged)
    missingKey = search.missingKey
    for index in search.records {
      do {
        if let record = try ledger.undamaged(index) { records.append(record) } else { damaged.insert(index) }
      } catch {
        guard case .needsWrappingKey(let id) = error else { throw error }
        missingKey = id
        wrapped.append(index)
      }
    }
    self.damaged = damaged.sorted()
    do {
      for record in records {
        signatures += try ledger.signatures(on: record).map {
          (record.index, try ShownSignature($0, in: ledger, people))
        }
      }
      holds = try search.holds.map { try ledger.record($0) }
      erasures = try search.erasures.map { try ledger.record($0) }
      accesses = try ledger.accesses(to: search.records)
    } catch {
      guard let error = error as? LedgerError, case .needsWrappingKey(let id) = error else { throw error }
      missingKey = id
    }
  }

  /// Whether there is anything to say about the patient.
  public var isEmpty: Bool {
    records.isEmpty && wrapped.isEmpty && holds.isEmpty && erasures.isEmpty && damaged.isEmpty
      && search.near.isEmpty
  }

  func name(_ record: ReadRecord) -> String {
    (record.leaf.from ?? RecordName(origin: origin, index: record.index)).description
  }

  /// What could not be searched, and what no search reaches.
  var limits: [String] {
    var limits: [String] = []
    if !search.knowsPseudonym {
      limits.append(
        "The ledger's key is not here, so the pseudonym of this id is not known: only profiles that have the id itself were "
          + "found, and no override or outcome")
    }
    if let missingKey {
      limits.append(
        "The key that wraps payloads, \(missingKey), is not here: "
          + (wrapped.isEmpty
            ? "" : "\(wrapped.map { "record \($0)" }.joined(separator: ", ")) could not be opened, and ")
          + "ids in profiles, readings, holds and erasures were not searched; give it with --wrapping-key")
    }
    limits += search.unsearched.map {
      "\($0.answers.counted("answer")) imported from \($0.origin): its key of pseudonyms is not here, so its answers were "
        + "searched by the id in their profiles only"
    }
    if !damaged.isEmpty {
      limits.append(
        "Damaged, so that it is unknown whose: "
          + damaged.map { "record \($0)" }.joined(separator: ", ") + "; see `plumbline audit verify`")
    }
    return limits
  }

  /// What is outside any ledger.
  static let beyond =
    "Not in a ledger, and so not searched: answers given with --no-record, what `plumbline explain FILE` and a cohort without a "
    + "ledger printed, exports, pages, letters and receipts that were handed out, backups, and other ledgers."

  /// How another id differs from the one that was asked for.
  func difference(_ id: String) -> String {
    let (left, right) = (given, id)
    // Strings of Swift are equal in whichever Unicode form they are written.
    if left == right { return "the same letters in another Unicode form (NFC, NFD)" }
    if left.lowercased() == right.lowercased() { return "upper and lower case" }
    let blank: (Character) -> Bool = { !$0.isWhitespace }
    if left.filter(blank) == right.filter(blank) { return "blanks" }
    return "case, blanks or punctuation"
  }
}
