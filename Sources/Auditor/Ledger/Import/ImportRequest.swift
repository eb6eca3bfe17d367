public import PlumblineTransparency

/// From which ledger to import records, and what to check it against.
public struct ImportRequest: Sendable {
  public var shard: LedgerPlace
  /// Public keys from elsewhere, one of which must have signed it; if there are none, the key beside it is used.
  public var keys: [VerifierKey]
  /// The key that wraps its payloads, if any.
  public var wrapping: WrappingKey?
  /// The person who imports, for the record.
  public var by: String?
  /// What happens to records of patients who were erased here.
  public var erased: Erased
  /// The maximum number of records imported in one transaction.
  var batch = 1_000

  /// What happens to a record of a patient whom this ledger has erased, or to an override or outcome of a record that it has erased.
  public enum Erased: Sendable, Hashable {
    /// None of the shard is imported.
    case refuse
    /// The record is imported without its payload, and an erasure that names it follows the import.
    case erase
    /// The record is imported whole; the import's own record names it, and says why.
    case keep(reason: String)
  }

  public init(
    shard: LedgerPlace, keys: [VerifierKey] = [], wrapping: WrappingKey? = nil, by: String? = nil,
    erased: Erased = .refuse
  ) {
    self.shard = shard
    self.keys = keys
    self.wrapping = wrapping
    self.by = by
    self.erased = erased
  }
}

/// The progress of an import, in records.
public enum ImportProgress: Sendable {
  case verifying(Int, of: Int)
  case importing(Int, of: Int)
  /// This many of the shard's records are here and on disk, whatever happens to the rest.
  case kept(Int, of: Int)
}

/// What an import did.
public struct ImportOutcome: Sendable {
  /// The shard's signed head; nil if it has no record.
  public var head: Checkpoint?
  /// The number of its records that were here before.
  public var before = 0
  /// The number of records imported now.
  public var taken = 0
  /// The number of those without a payload, because it was erased in the shard.
  public var takenErased = 0
  /// Records that were here before and were erased now, because the shard says that it erased them.
  public var erased: [Int] = []
  /// The number imported without their payloads, because their patients were erased here before.
  public var erasedOnArrival = 0
  /// The number imported with their payloads although their patients were erased here before.
  public var keptErased = 0
  /// The records of the import, one for each transaction.
  public var names: [RecordName] = []
  /// Whether ids of its patients can be looked up here: its own signing key was beside it.
  public var knowsPseudonyms = false
  /// What went wrong after the records were safe.
  public var warning: String?

  /// Whether more of the shard is here than it holds: it is an older copy.
  public var isOlderCopy: Bool { head.map { $0.size < before } ?? false }
}

/// Why nothing is imported from a shard.
public enum ShardRefusal: Sendable, Hashable {
  /// It does not verify: the first divergence, and how many there are.
  case unsound(String, count: Int)
  /// One of its payloads is wrapped, and the key was not given.
  case needsWrappingKey(id: String)
  /// Its payloads are wrapped, and here they would not be.
  case wouldUnwrap
  /// It is the ledger itself, or a copy of it.
  case itself
  /// It was not signed with any of the given keys.
  case unknownKey(origin: String)
  /// Another key signed what was imported from it before.
  case otherKey(origin: String)
  /// It holds imported records itself.
  case holdsImports
  case unfitName
  /// It holds records of patients who were erased here: the first one's number, and how many there are.
  case erasedPatients(first: Int, count: Int)
  /// Its record is not the one that was imported under this number before.
  case forked(record: Int, here: Int)
}

extension ShardRefusal {
  /// Whether another option may help, and the shard itself is not at fault.
  public var isOfOptions: Bool {
    switch self {
    case .needsWrappingKey, .wouldUnwrap, .itself, .holdsImports, .erasedPatients: true
    case .unsound, .unknownKey, .otherKey, .unfitName, .forked: false
    }
  }

  var words: String {
    switch self {
    case .unsound(let first, let count):
      "it does not verify: \(first)" + (count > 1 ? ", and \(count - 1) more" : "")
        + "; list all of it with `plumbline audit verify --ledger`"
    case .needsWrappingKey(let id):
      "its payloads are wrapped with the key \(id); give it with --shard-wrapping-key"
    case .wouldUnwrap:
      "its payloads are wrapped, and this ledger's are not; give this ledger a key with --wrapping-key"
    case .itself: "it is this ledger, or a copy of it"
    case .unknownKey(let origin):
      "it is the ledger \(origin), and none of the keys given with --shard-key belongs to it"
    case .otherKey(let origin):
      "its name is \(origin), but another key signed what was imported from that ledger before"
    case .holdsImports: "records were imported into it; import the ledgers that they came from"
    case .unfitName: "its name is not a name of a plumbline ledger"
    case .erasedPatients(let first, let count):
      "it would bring back patients who were erased here: its record \(first)"
        + (count > 1 ? " and \(count - 1) more belong" : " belongs") + " to such a patient; import "
        + (count > 1 ? "them without their payloads" : "it without its payload")
        + " with --erased erase, or whole with --erased keep --reason TEXT"
    case .forked(let record, let here):
      "its record \(record) is not the one that was imported as record \(here): one of the two histories is false"
    }
  }
}
