import PlumblineTransparency
import Testing

struct LogProofTests {
  @Test(arguments: 1...12)
  func `a proof proves its leaf, and is read as it was written`(size: Int) throws {
    let log = try Log()
    for index in 0..<size {
      let proof = try log.proof(index, size, extra: index.isMultiple(of: 2) ? nil : [1, 2])
      let read = try LogProof(parsing: proof.bytes)
      #expect(read == proof && read.bytes == proof.bytes)
      let checkpoint = try read.verify(leaf: [UInt8(index)], keys: [log.key.verifier], origin: Log.origin)
      #expect(checkpoint.size == size)
    }
  }

  @Test func `the proof is that of the specification`() throws {
    let proof = try Log().proof(2, 3, extra: Array("foo".utf8))
    let text = String(decoding: proof.bytes, as: UTF8.self)
    let hash = NaiveTree(size: 2).root.base64
    #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\nextra Zm9v\nindex 2\n\(hash)\n\nexample.org/log\n3\n"))
  }

  @Test func `what is not true is not proved`() throws {
    let log = try Log()
    let (proof, keys) = (try log.proof(2, 5), [log.key.verifier])
    let other = try #require(SigningKey(name: Log.origin)).verifier
    func moved(index: Int, hashes: [TreeHash]) throws -> LogProof {
      try LogProof(index: index, hashes: hashes, checkpoint: proof.checkpoint)
    }
    #expect(throws: ProofError.notIncluded) { try proof.verify(leaf: [3], keys: keys, origin: nil) }
    #expect(throws: ProofError.notIncluded) {
      try moved(index: 3, hashes: proof.hashes).verify(leaf: [2], keys: keys, origin: nil)
    }
    #expect(throws: ProofError.notIncluded) {
      try moved(index: 1 << 62, hashes: proof.hashes).verify(leaf: [2], keys: keys, origin: nil)
    }
    #expect(throws: ProofError.notIncluded) {
      try moved(index: 2, hashes: proof.hashes.dropLast()).verify(leaf: [2], keys: keys, origin: nil)
    }
    #expect(throws: ProofError.wrongOrigin(expected: "b")) {
      try proof.verify(leaf: [2], keys: keys, origin: "b")
    }
    #expect(throws: ProofError.note(.noKnownSignature)) {
      try proof.verify(leaf: [2], keys: [other], origin: nil)
    }
  }

  @Test(arguments: [
    (
      "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2",
      "the first line of a proof is `c2sp.org/tlog-proof@v1`"
    ),
    ("index 0\n", "", "the index is missing, or not a plain number from 0 to 2^62"),
    ("index 0", "index 00", "the index is missing, or not a plain number from 0 to 2^62"),
    ("index 0", "index  0", "the index is missing, or not a plain number from 0 to 2^62"),
    ("index 0", "index 0 ", "the index is missing, or not a plain number from 0 to 2^62"),
    ("index 0", "index 4611686018427387905", "the index is missing, or not a plain number from 0 to 2^62"),
    ("extra Zm9v", "extra ", "the extra data are not in strict base64, or empty"),
    ("extra Zm9v", "extra Zm9", "the extra data are not in strict base64, or empty"),
    ("extra Zm9v", "extra  Zm9v", "the extra data are not in strict base64, or empty"),
    ("extra Zm9v", "extra Zm9v\nextra Zm9v", "the index is missing, or not a plain number from 0 to 2^62"),
    ("index 0\n", "index 0\n\n", "the checkpoint: line 2: a checkpoint has no empty lines"),
    ("index 0\n", "index 0\r\n", "the index is missing, or not a plain number from 0 to 2^62"),
    ("index 0\n", "index 0\nAAAA\n", "line 4: the hash is not 32 bytes in strict base64"),
    ("\n\nexample", "\nexample", "line 5: the hash is not 32 bytes in strict base64"),
    ("\n2\n", "\n02\n", "the checkpoint: line 2: the size is not a plain number from 0 to 2^62"),
    ("\n\n—", "\n—", "the checkpoint's note: no blank line between a text and its signatures"),
  ])
  func `a malformed proof is refused with a sentence`(from: String, to: String, problem: String) throws {
    let text = String(decoding: try Log().proof(0, 2, extra: Array("foo".utf8)).bytes, as: UTF8.self)
    let wrong = Array(text.replacing(from, with: to, maxReplacements: 1).utf8)
    #expect(refusal { () throws(ProofError) in try LogProof(parsing: wrong) } == problem)
  }

  @Test func `a proof is bounded`() throws {
    let note = try Log().head(2)
    let hashes = [TreeHash](repeating: .empty, count: 65)
    let lines = hashes.map { $0.base64 + "\n" }.joined()
    let page = Array("c2sp.org/tlog-proof@v1\nindex 0\n\(lines)\n".utf8) + note.bytes
    #expect(throws: ProofError.tooManyHashes(limit: 64)) { try LogProof(parsing: page) }
    #expect(throws: ProofError.tooManyHashes(limit: 64)) {
      try LogProof(index: 0, hashes: hashes, checkpoint: note)
    }
    #expect(throws: ProofError.badIndex) { try LogProof(index: -1, hashes: [], checkpoint: note) }
    #expect(throws: ProofError.extraTooLong(limit: 1 << 22)) {
      try LogProof(extra: Array(repeating: 0, count: 1 << 22 + 1), index: 0, hashes: [], checkpoint: note)
    }
    #expect(throws: ProofError.tooLong(limit: 1 << 23)) {
      try LogProof(parsing: Array(repeating: 10, count: 1 << 23 + 1))
    }
    #expect(throws: ProofError.noBlankLine) { try LogProof(parsing: Array(page.prefix(50))) }
    #expect(try LogProof(extra: [], index: 0, hashes: [], checkpoint: note).extra == nil)
  }
}
