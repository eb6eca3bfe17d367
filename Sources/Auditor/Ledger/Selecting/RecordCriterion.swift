internal import PlumblineSQLite

/// One thing that must hold of a record for it to be found.
///
/// An erased record has only its time, its kind and its leaf, so every other criterion excludes it.
public enum RecordCriterion: Sendable, Hashable {
  /// Made at this time or later, in the form of a record's time.
  case since(String)
  /// Made before this time, exclusive.
  case before(String)
  case kind(RecordKind)
  /// An override, an outcome or an amendment.
  case aboutAnswer
  /// Of any of these patients: ids or pseudonyms.
  case patients(Set<String>)
  case person(String)
  case decision(String)
  case pairing(String)
  case certainty(String)
  /// A rule, stop or gate was true.
  case fired(String)
  /// Something could not be decided; a rule, if one is named.
  case undecided(rule: String?)
  /// Recorded by this version of the program: `0.1.0`, or `0.2` for every 0.2.x.
  case edition(String)
  case purpose(String)
  /// A pack decided: `red-flags@2.0.0`, or `red-flags` in any version.
  case pack(String)
  /// An absent fact could still have changed the answer.
  case missing(String)
  /// A claim of the primary pairing rests on a rating that was not confirmed at its source.
  case recalled
  case fact(FactCriterion)
  /// An answer to a profile whose id is this one, or one that people write differently.
  case identity(String)
  /// An answer that was asked as of this day, `2026-11-20`.
  case asOf(String)
  /// An answer that was overridden; by a person, if one is named.
  case overridden(by: String?)
  /// An answer or an override that somebody signed.
  case signed
  /// An answer or an override that could be signed, and nobody did.
  case unsigned
  /// An answer of which this came.
  case outcome(String)
  /// A record whose payload was erased.
  case erased

  /// A condition on the columns of `record`, with its values; nil if columns cannot tell.
  var ofRecord: RecordCondition? {
    switch self {
    case .since(let time): RecordCondition("record.time >= ?", time)
    case .before(let time): RecordCondition("record.time < ?", time)
    case .kind(let kind): RecordCondition("record.kind = ?", kind.rawValue)
    case .aboutAnswer:
      RecordCondition(
        "record.kind IN (?, ?, ?)", [RecordKind.override, .outcome, .amendment].map(\.rawValue))
    case .patients(let names):
      RecordCondition(
        "record.patient IN (\(names.map { _ in "?" }.joined(separator: ",")))", names.sorted())
    case .person(let person): RecordCondition("record.person = ?", person)
    case .decision(let decision): RecordCondition("record.decision = ?", decision)
    case .pairing(let name): .word(name, in: "record.pairing")
    case .certainty(let name): .word(name, in: "record.certainties")
    case .fired(let rule): .word(rule, in: "record.fired")
    case .undecided(nil): RecordCondition("record.undecided <> ''", [])
    case .undecided(let rule?): RecordCondition("instr(' ' || record.undecided, ?) > 0", " \(rule)=")
    case .edition(let version):
      RecordCondition(
        "(instr(CAST(record.leaf AS TEXT), ?) > 0 OR instr(CAST(record.leaf AS TEXT), ?) > 0)",
        ["\"engine\":\"plumbline \(version)\"", "\"engine\":\"plumbline \(version)."])
    case .erased: RecordCondition("record.key IS NULL", [])
    case .signed: RecordCondition("record.key IS NOT NULL", [])
    case .unsigned:
      RecordCondition(
        "record.key IS NOT NULL AND record.kind IN (?, ?)", [RecordKind.decision, .override].map(\.rawValue))
    case .purpose, .asOf, .pack, .missing, .recalled, .fact, .identity, .overridden, .outcome: nil
    }
  }

  /// A condition on the columns of `detail`; nil for a criterion on anything else.
  var ofDetail: RecordCondition? {
    switch self {
    case .purpose(let purpose): RecordCondition("detail.purpose = ?", purpose)
    case .asOf(let day): RecordCondition("detail.as_of = ?", day)
    case .pack(let pack):
      pack.contains("@")
        ? .word(pack, in: "detail.packs") : RecordCondition("instr(' ' || detail.packs, ?) > 0", " \(pack)@")
    case .missing(let fact): .word(fact, in: "detail.missing")
    case .recalled: RecordCondition("detail.recalled <> ''", [])
    default: nil
    }
  }

  /// A condition on the sealed facts; nil for a criterion on anything else.
  var ofFact: ((RecordedFacts) -> Bool)? {
    switch self {
    case .fact(let fact): return fact.holds
    case .identity(let id):
      let folded = RecordedFacts.folded(id)
      return { $0.foldedID == folded }
    default: return nil
    }
  }
}

/// A condition in SQL, with a value for each `?`.
struct RecordCondition {
  var sql: String
  var values: [String]

  init(_ sql: String, _ values: [String]) { (self.sql, self.values) = (sql, values) }

  init(_ sql: String, _ value: String) { self.init(sql, [value]) }

  /// Whether a word is in a column of words with spaces between.
  static func word(_ word: String, in column: String) -> RecordCondition {
    RecordCondition("instr(' ' || \(column) || ' ', ?) > 0", " \(word) ")
  }
}
