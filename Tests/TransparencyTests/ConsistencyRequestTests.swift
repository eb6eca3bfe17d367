import PlumblineTransparency
import Testing

struct ConsistencyRequestTests {
  @Test(arguments: 0...12)
  func `a request proves that the log only grew, and is read as it was written`(new: Int) throws {
    let log = try Log()
    for old in 0...new {
      let request = try log.request(old, new)
      let read = try ConsistencyRequest(parsing: request.bytes)
      #expect(read == request && read.bytes == request.bytes)
      let root = NaiveTree(size: old).root
      #expect(try read.verify(oldRoot: root, keys: [log.key.verifier]).size == new)
      #expect(throws: ProofError.notConsistent) {
        try read.verify(oldRoot: .leaf([77]), keys: [log.key.verifier])
      }
    }
  }

  @Test func `a request from another log, or without a known signature, is refused`() throws {
    let log = try Log()
    let (request, root) = (try log.request(3, 5), NaiveTree(size: 3).root)
    #expect(throws: ProofError.wrongOrigin(expected: "b")) {
      try request.verify(oldRoot: root, keys: [log.key.verifier], origin: "b")
    }
    #expect(throws: ProofError.note(.noKnownSignature)) { try request.verify(oldRoot: root, keys: []) }
  }

  @Test(arguments: [
    ("old 3", "old 03", "the old size is missing, or not a plain number from 0 to 2^62"),
    ("old 3", "Old 3", "the old size is missing, or not a plain number from 0 to 2^62"),
    ("old 3", "old", "the old size is missing, or not a plain number from 0 to 2^62"),
    ("old 3", "old 6", "the checkpoint's tree is smaller than the old one"),
    ("old 3\n", "old 3\n=\n", "line 2: the hash is not 32 bytes in strict base64"),
    ("old 3\n", "old 3\n\n", "the checkpoint: line 5: a checkpoint has no empty lines"),
  ])
  func `a malformed request is refused with a sentence`(from: String, to: String, problem: String)
    throws
  {
    let text = String(decoding: try Log().request(3, 5).bytes, as: UTF8.self)
    let wrong = Array(text.replacing(from, with: to, maxReplacements: 1).utf8)
    #expect(refusal { () throws(ProofError) in try ConsistencyRequest(parsing: wrong) } == problem)
  }

  @Test func `a request has at most 63 hashes`() throws {
    let note = try Log().head(2)
    #expect(throws: ProofError.tooManyHashes(limit: 63)) {
      try ConsistencyRequest(old: 1, hashes: Array(repeating: .empty, count: 64), checkpoint: note)
    }
    #expect(throws: ProofError.badOldSize) { try ConsistencyRequest(old: -1, hashes: [], checkpoint: note) }
  }
}
