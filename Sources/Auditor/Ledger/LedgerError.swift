/// Why the ledger did not do what was asked; it never holds any part of a payload.
public enum LedgerError: Error, Sendable, Hashable {
  /// Another process held it for longer than the patience.
  case busy(String)
  /// There is none, and none may be created here.
  case noSuchLedger(String)
  /// It cannot be created.
  case cannotCreate(String, reason: String)
  /// It cannot be written: the disk is full, the file is read-only, or the disk failed.
  case cannotWrite(String, reason: String)
  /// It cannot be read.
  case cannotRead(String, reason: String)
  /// Its contents are wrong, so nothing is added to it.
  case damaged(String, reason: String)
  /// It is older than the last signed head, or differs from it.
  case refused(String, Refusal)
  case noSuchRecord(String)
  /// The record's payload was erased, by this record.
  case erased(Int, by: Int?)
  /// A payload is wrapped, and its wrapping key was not given.
  case needsWrappingKey(id: String)
  case notErasable(String)
  /// A legal hold, recorded under this number, keeps a patient's records.
  case held(by: Int)
  /// A legal hold, recorded under this number before the ledger's key was lost, may keep any patient's records.
  case heldUnknown(by: Int)
  /// A head of this many records is not continued here.
  case notContinued(Int)
  /// A record has no receipt in another ledger's tree.
  case noOriginal(Int, reason: String)
  /// Nothing is imported from another ledger.
  case shard(String, ShardRefusal)

  /// Why nothing may be appended until a person has checked.
  public enum Refusal: Sendable, Hashable {
    case olderThanHead(records: Int, head: Int)
    case otherThanHead(head: Int)
    case headMissing
    case headUnreadable
    case keyMissing(String)
    case otherKey
    /// Keys are not exchanged: why.
    case noRotation(RotationFault)
    case newerSchema(Int)
    case wrappingKeyNeeded(id: String)
    /// Answers could be lost or changed where it is.
    case unfit(UnfitPlace)
  }
}

extension LedgerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .busy(let path): "the ledger is busy: \(path); try again"
    case .noSuchLedger(let path): "no ledger at \(path): the first recorded answer creates it"
    case .cannotCreate(let path, let reason): "cannot create the ledger \(path): \(reason)"
    case .cannotWrite(let path, let reason): "cannot write to the ledger \(path): \(reason)"
    case .cannotRead(let path, let reason): "cannot read the ledger \(path): \(reason)"
    case .damaged(let path, "file is not a database"):
      "\(path) is no ledger, or its beginning was overwritten: it is no SQLite database. Check the path; if it was a ledger, restore a copy "
        + "of it, and compare that by `plumbline audit verify`"
    case .damaged(let path, let reason):
      "the ledger \(path) is damaged, so nothing is added to it: \(reason); find the place with `plumbline audit verify`"
    case .refused(let path, let refusal): "nothing is added to the ledger \(path): \(refusal.words)"
    case .noSuchRecord(let name): "no record \(name) in this ledger"
    case .erased(let index, let by):
      "the payload of record \(index) was erased" + (by.map { " by record \($0)" } ?? "")
    case .needsWrappingKey(let id): "the payload is wrapped with the key \(id); give it with --wrapping-key"
    case .notErasable(let why): why
    case .held(let index):
      "nothing more is erased: record \(index) is a legal hold on this patient's records; read it with `plumbline audit show \(index)`, "
        + "and end it with `plumbline audit hold --release`"
    case .heldUnknown(let index):
      "nothing more is erased: record \(index) is a legal hold from before the ledger's key was lost, and nobody can tell any more whose "
        + "records it keeps; make it again for the patient with `plumbline audit hold`, then end it with `plumbline audit hold --release "
        + "--record \(index)`"
    case .notContinued(let size):
      "this ledger does not continue that checkpoint of \(size): it belongs to another ledger, or this one was cut short "
        + "or rewritten; find out which with `plumbline audit verify --since`"
    case .noOriginal(let index, let reason):
      "no receipt of record \(index) in another ledger's tree: \(reason)"
    case .shard(let path, let refusal): "nothing is imported from \(path): \(refusal.words)"
    }
  }
}

extension LedgerError.Refusal {
  var words: String {
    switch self {
    case .olderThanHead(let records, let head):
      "it holds \(records) \(records == 1 ? "record" : "records"), and its last signed head has \(head): it was restored "
        + "from a backup or cut short; find the later copy, or continue with `plumbline audit recover --reason TEXT`"
    case .otherThanHead(let head):
      "its first \(head) records are not those of its last signed head; keep this file, find out why with "
        + "`plumbline audit verify`, and only then continue with `plumbline audit recover --reason TEXT`"
    case .headMissing:
      "its last signed head is missing, so a restored backup could not be detected; put the .head file back, or continue "
        + "with `plumbline audit recover --reason TEXT`"
    case .headUnreadable:
      "its last signed head cannot be read or is not signed by its key; put the .head file back, or continue with "
        + "`plumbline audit recover --reason TEXT`"
    case .keyMissing(let path): "its signing key is missing; put \(path) back"
    case .otherKey:
      "it was signed with another key than the one beside it; put back the .key file that belongs to it, or start this program "
        + "again if the key was exchanged since it started (`plumbline audit rotate`)"
    case .noRotation(let fault): fault.words
    case .newerSchema(let version):
      "it was written by a newer plumbline (schema \(version)); use that version, or a later one"
    case .wrappingKeyNeeded(let id):
      "its payloads are wrapped with the key \(id); give that key with --wrapping-key"
    case .unfit(let place): place.words
    }
  }
}
