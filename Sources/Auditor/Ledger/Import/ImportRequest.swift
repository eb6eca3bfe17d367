public import PlumblineTransparency

/// Which ledger to take records from, and what to hold it against.
public struct ImportRequest: Sendable {
  public var shard: LedgerPlace
  /// Public keys from elsewhere, one of which must have signed it; none: the key beside it is used.
  public var keys: [VerifierKey]
  /// The key that wraps its payloads, where one does.
  public var wrapping: WrappingKey?
  /// Who imports, for the record.
  public var by: String?
  /// What becomes of records of patients who were erased here.
  public var erased: Erased
  /// How many records are taken in one transaction at most.
  var batch = 1_000

  /// What becomes of a record of a patient whom this ledger has erased, or of an override of a record that it has erased.
  public enum Erased: Sendable, Hashable {
    /// Nothing of the shard is taken.
    case refuse
    /// The record is taken without its payload, and an erasure that names it stands behind the import.
    case erase
    /// The record is taken whole; the import's own record names it, and says why.
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

/// How far an import has come, in records.
public enum ImportProgress: Sendable {
  case verifying(Int, of: Int)
  case importing(Int, of: Int)
  /// So many of the shard's records are here and on disk, whatever happens to the rest.
  case kept(Int, of: Int)
}

/// What an import did.
public struct ImportOutcome: Sendable {
  /// The shard's signed head; nil if it has no record.
  public var head: Checkpoint?
  /// How many of its records were here before.
  public var before = 0
  /// How many were taken now.
  public var taken = 0
  /// How many of those have no payload, because it was erased there.
  public var takenErased = 0
  /// Records that were here before and were erased, because the shard says that it erased them.
  public var erased: [Int] = []
  /// How many were taken without their payloads, because their patients were erased here before.
  public var erasedOnArrival = 0
  /// How many were taken with their payloads though their patients were erased here before.
  public var keptErased = 0
  /// The records that tell of it, one for each transaction.
  public var names: [RecordName] = []
  /// Whether ids of its patients can be looked up here: its own signing key was beside it.
  public var knowsPseudonyms = false
  /// What went wrong after the records were safe.
  public var warning: String?

  /// Whether more of the shard is here than it holds: it is an older copy.
  public var isOlderCopy: Bool { head.map { $0.size < before } ?? false }
}

/// Why nothing is taken from a shard.
public enum ShardRefusal: Sendable, Hashable {
  /// It is not what it should be: the first place where it is not, and how many there are.
  case unsound(String, count: Int)
  /// A payload of it is wrapped, and the key was not given.
  case needsWrappingKey(id: String)
  /// Its payloads are wrapped, and here they would not be.
  case wouldUnwrap
  /// It is the ledger itself, or a copy of it.
  case itself
  /// It was signed with none of the keys that were given.
  case unknownKey(origin: String)
  /// Another key signed what was taken from it before.
  case otherKey(origin: String)
  /// It holds what was imported into it.
  case holdsImports
  case unfitName
  /// It holds records of patients who were erased here: the first one's number, and how many.
  case erasedPatients(first: Int, count: Int)
  /// Its record is not the one that was taken under this number before.
  case forked(record: Int, here: Int)
}

extension ShardRefusal {
  /// Whether looking again with another option may help, and the shard itself is not at fault.
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
        + "; plumbline audit verify --ledger says all of it"
    case .needsWrappingKey(let id):
      "its payloads are wrapped with the key \(id): give it with --shard-wrapping-key"
    case .wouldUnwrap:
      "its payloads are wrapped, and this ledger's are not: give this ledger a key with --wrapping-key"
    case .itself: "it is this ledger, or a copy of it"
    case .unknownKey(let origin):
      "it is the ledger \(origin), and none of the keys given with --shard-key is of it"
    case .otherKey(let origin):
      "it calls itself \(origin), and is signed with another key than what was taken of that ledger before"
    case .holdsImports: "records were imported into it: import the ledgers that they came from"
    case .unfitName: "it has a name that no ledger of plumbline has"
    case .erasedPatients(let first, let count):
      "it would bring back who was erased here: its record \(first)"
        + (count > 1 ? " and \(count - 1) more are" : " is") + " of such a patient. Take "
        + (count > 1 ? "them without their payloads" : "it without its payload")
        + " with --erased erase, or whole with --erased keep --reason TEXT"
    case .forked(let record, let here):
      "its record \(record) is not the one that was imported as record \(here): one of the two histories is false"
    }
  }
}
