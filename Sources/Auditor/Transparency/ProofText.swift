/// The common parts of both written proofs: lines, hashes, a blank line, and a signed checkpoint.
enum ProofText {
  static func lines(of bytes: [UInt8]) throws(ProofError) -> Lines {
    guard bytes.count <= ProofLimit.proofBytes else { throw .tooLong(limit: ProofLimit.proofBytes) }
    return Lines(bytes)
  }

  /// Reads the hashes up to and including a blank line.
  static func hashes(from lines: inout Lines, limit: Int) throws(ProofError) -> [TreeHash] {
    var hashes: [TreeHash] = []
    while let line = lines.next() {
      if line.isEmpty { return hashes }
      guard hashes.count < limit else { throw .tooManyHashes(limit: limit) }
      guard let hash = TreeHash(base64Line: line) else { throw .badHash(line: lines.number) }
      hashes.append(hash)
    }
    throw .noBlankLine
  }

  static func note(in bytes: [UInt8]) throws(ProofError) -> SignedNote {
    do { return try SignedNote(parsing: bytes) } catch { throw .note(error) }
  }

  /// The checkpoint of an unverified note.
  static func checkpoint(of note: SignedNote) throws(ProofError) -> Checkpoint {
    do { return try Checkpoint(parsing: note.text) } catch { throw .checkpoint(error) }
  }

  /// The checkpoint of a note that one of `keys` signed.
  static func checkpoint(
    of note: SignedNote, signedBy keys: [VerifierKey], origin: String?
  ) throws(ProofError) -> Checkpoint {
    do { _ = try note.verify(keys) } catch { throw .note(error) }
    let checkpoint = try checkpoint(of: note)
    if let origin, !origin.isSameBytes(as: checkpoint.origin) { throw .wrongOrigin(expected: origin) }
    return checkpoint
  }
}
