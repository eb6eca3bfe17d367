internal import PlumblineJSON
internal import PlumblineSQLite

/// What a ledger holds of one patient, and what could not be searched.
public struct SubjectSearch: Sendable {
  /// Another id that people may have meant.
  public struct Near: Sendable {
    public var id: String
    public var records: [Int]
  }

  /// An imported ledger whose key of pseudonyms is not known here.
  public struct Unsearched: Sendable, Hashable {
    public var origin: String
    /// How many of its answers are here.
    public var answers: Int
  }

  /// The ids and pseudonyms by which records are the patient's.
  public internal(set) var names: Set<String>
  /// The records, in order.
  public internal(set) var records: [Int] = []
  public internal(set) var near: [Near] = []
  /// Records that differ from their leaves, so that it is unknown whose they are.
  public internal(set) var damaged: [Int] = []
  /// The erasures that left a tombstone of the patient.
  public internal(set) var erasures: [Int] = []
  /// The legal holds in force; empty if the ledger's key is missing.
  public internal(set) var holds: [Int] = []
  /// The id of the wrapping key that is missing; nil if every payload could be opened.
  public internal(set) var missingKey: String?
  public internal(set) var unsearched: [Unsearched] = []
  /// Whether the ledger's own pseudonym of an id could be computed.
  public internal(set) var knowsPseudonym = true
}

extension Ledger {
  /// Finds everything that is held about a patient, by id or pseudonym, and ids that differ only in how they are written.
  ///
  /// Answers are found by the id that their profiles have and by the pseudonym; overrides and outcomes by the pseudonym. Memory
  /// grows with what is found.
  public func subject(_ text: String) throws -> SubjectSearch {
    let isPseudonym = text.hasPrefix("P-") && text.utf8.count == 22
    var search = SubjectSearch(names: [text])
    if let pseudonyms = try knownPseudonyms(of: text) {
      search.names.formUnion(pseudonyms)
    } else {
      search.knowsPseudonym = isPseudonym
    }
    var found: Set<Int> = []
    try eachSummary(where: [.patients(search.names)]) { found.insert($0.index) }
    var near: [[UInt8]: [Int]] = [:]
    if !isPseudonym {
      var candidates: [Int] = []
      do {
        try eachSummary(where: [.identity(text)]) { candidates.append($0.index) }
      } catch LedgerError.needsWrappingKey(let id) {
        search.missingKey = id
        candidates = []
      }
      for index in candidates {
        guard let id = try id(index, &search) else { continue }
        if id.utf8.elementsEqual(text.utf8) {
          found.insert(index)
        } else {
          near[Array(id.utf8), default: []].append(index)
        }
      }
    }
    search.records = found.sorted()
    search.near = near.map {
      SubjectSearch.Near(id: String(decoding: $0.key, as: UTF8.self), records: $0.value)
    }
    .sorted { $0.records[0] < $1.records[0] }
    let names = search.names
    (search.erasures, search.holds) = try LedgerError.asking(place) {
      (try erasures(of: names), try holds(onAny: names))
    }
    search.unsearched = try unsearched()
    return search
  }

  /// The pseudonyms of an id; nil if the ledger's key is missing.
  func knownPseudonyms(of id: String) throws(LedgerError) -> Set<String>? {
    do {
      return try pseudonyms(of: id)
    } catch {
      guard case .refused(_, .keyMissing) = error else { throw error }
      return nil
    }
  }

  private func id(_ index: Int, _ search: inout SubjectSearch) throws -> String? {
    guard let record = try undamaged(index) else {
      search.damaged.append(index)
      return nil
    }
    return record.payload?["profile"]?["id"]?.stringValue
  }

  private func erasures(of names: Set<String>) throws -> [Int] {
    guard let keys = try knownNameKeys() else { return [] }
    let tombstones = Tombstones(keys)
    return try connection.read { db in
      guard try Schema.version(of: db) >= Schema.withTombstones else { return [] }
      return Set(
        try names.flatMap { name in
          try db.all("SELECT idx FROM tombstone WHERE mark = ?", [tombstones.mark(of: name)]).compactMap(
            \.[0].int)
        }
      ).sorted()
    }
  }

  /// The shards whose pseudonyms cannot be computed here.
  private func unsearched() throws -> [SubjectSearch.Unsearched] {
    let known = Set(
      try LedgerError.asking(place, for: .reading) { try PseudonymKeys.read(place).map(\.origin) })
    var answers: [String: Int] = [:]
    let isEmpty = try LedgerError.asking(place) { try connection.read { try Imports($0).isEmpty } }
    if isEmpty { return [] }
    try eachSummary { record in
      guard record.kind.isAnswer, !record.isErased, let from = record.from, !known.contains(from.origin)
      else { return }
      answers[from.origin, default: 0] += 1
    }
    return answers.sorted { $0.key < $1.key }.map {
      SubjectSearch.Unsearched(origin: $0.key, answers: $0.value)
    }
  }
}
