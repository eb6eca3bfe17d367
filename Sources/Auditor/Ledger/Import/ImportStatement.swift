internal import PlumblineJSON
internal import PlumblineTransparency

/// What the record of an import says: which records of which shard precede it, and what the shard signed.
///
/// With the leaves here, it is all that is needed to verify the shard's head: the shard's file may be gone.
struct ImportStatement {
  /// The shard's signed head, word for word, and what it says.
  let note: SignedNote
  let head: Checkpoint
  let key: VerifierKey
  /// The number in the shard of the first imported record.
  let first: Int
  /// The number of imported records, which come right before this record.
  let records: Int
  /// The root over the shard's leaves up to the last imported one: everything imported from it so far.
  let digest: TreeHash
  /// The proof that those leaves are the first of the signed tree; empty if they are all of it.
  let proof: [TreeHash]
  /// The shard's numbers of the records imported whole although their patients were erased here, and why.
  let kept: (records: [Int], reason: String)?
  let by: String?

  var origin: String { head.origin }
  var end: Int { first + records }

  init(
    note: SignedNote, head: Checkpoint, key: VerifierKey, first: Int, records: Int, digest: TreeHash,
    proof: [TreeHash], kept: (records: [Int], reason: String)? = nil, by: String?
  ) {
    self.note = note
    self.head = head
    self.key = key
    self.first = first
    self.records = records
    self.digest = digest
    self.proof = proof
    self.kept = kept
    self.by = by
  }

  var payload: JSONValue {
    var members: [JSONMember] = [
      JSONMember("checkpoint", .string(note.description)), JSONMember("digest", .string(digest.base64)),
      JSONMember("first", .number(ExactNumber(first))), JSONMember("key", .string(key.description)),
      JSONMember("origin", .string(origin)), JSONMember("proof", .array(proof.map { .string($0.base64) })),
      JSONMember("records", .number(ExactNumber(records))), JSONMember("root", .string(head.root.base64)),
      JSONMember("size", .number(ExactNumber(head.size))),
    ]
    if let kept {
      members.append(JSONMember("kept", .array(kept.records.map { .number(ExactNumber($0)) })))
      members.append(JSONMember("reason", .string(kept.reason)))
    }
    return .object(members + (by.map { [JSONMember("by", .string($0))] } ?? []))
  }

  /// Reads a payload; nil unless it is exactly the payload of a statement.
  init?(_ payload: JSONValue) {
    guard let text = payload["checkpoint"]?.stringValue,
      let note = try? SignedNote(parsing: Array(text.utf8)), let head = try? Checkpoint(parsing: note.text),
      let key = payload["key"]?.stringValue.flatMap(VerifierKey.init),
      let first = payload["first"]?.numberValue?.intValue, first >= 0,
      let records = payload["records"]?.numberValue?.intValue, records > 0, first <= head.size,
      records <= head.size - first,
      let digest = payload["digest"]?.stringValue.flatMap(TreeHash.init(base64:)),
      let hashes = payload["proof"]?.arrayValue
    else { return nil }
    let proof = hashes.compactMap { $0.stringValue.flatMap(TreeHash.init(base64:)) }
    let kept = payload["kept"]?.arrayValue.flatMap { numbers in
      payload["reason"]?.stringValue.map { (numbers.compactMap { $0.numberValue?.intValue }, $0) }
    }
    self.init(
      note: note, head: head, key: key, first: first, records: records, digest: digest, proof: proof,
      kept: kept,
      by: payload["by"]?.stringValue)
    guard self.payload.canonical == payload.canonical else { return nil }
  }

  /// Why the statement is not valid; nil if it is.
  ///
  /// - Parameter root: the root over the shard's leaves up to the last imported one, computed from the leaves here.
  func fault(root: TreeHash) -> String? {
    guard (try? note.verify([key]))?.isEmpty == false, head.origin.utf8.elementsEqual(key.name.utf8) else {
      return "the shard's head is not signed by the key beside it"
    }
    guard digest == root else {
      return "the records before it are not the first \(end) of \(origin)"
    }
    guard ConsistencyProof(old: end, new: head.size, hashes: proof).proves(digest, isPrefixOf: head.root)
    else {
      return "the first \(end) records of \(origin) are not those of its signed head of \(head.size)"
    }
    return nil
  }
}
