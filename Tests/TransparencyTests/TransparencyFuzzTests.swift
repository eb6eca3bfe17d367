import PlumblineTestSupport
import PlumblineTransparency
import Testing

struct TransparencyFuzzTests {
  private static let pieces: [[UInt8]] =
    [
      "\n", "\n\n", "— ", "—", " ", "=", "==", "+", "\r", "\0", "\u{A0}", "0", "9999999999999999999", "old ",
      "index ",
      "extra ", "AAAAAAA=", "— a AAAAAAA=\n", "c2sp.org/tlog-proof@v1\n", "e\u{301}",
    ].map { Array($0.utf8) } + [[0x80], [0xE2, 0x80], [0xFF], [0xED, 0xA0, 0x80]]

  private func mutate(_ bytes: inout [UInt8], using random: inout Seeded) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
    case 1: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
    case 2: bytes.removeSubrange(place..<min(place + Int.random(in: 1...50, using: &random), bytes.count))
    case 3: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: bytes[place..<min(place + 50, bytes.count)], at: place)
    }
  }

  /// A note of a checkpoint with invalid signatures.
  private func note(_ random: inout Seeded) throws -> (Checkpoint, SignedNote) {
    let size = Int.random(in: 0...1 << 62, using: &random) >> Int.random(in: 0...62, using: &random)
    let checkpoint = try #require(
      Checkpoint(origin: random.text(1...6, also: [" ", "+"]), size: size, root: random.hash()))
    let signatures = try (0..<Int.random(in: 1...4, using: &random)).map { _ in
      try #require(
        NoteSignature(
          name: random.text(1...4), id: UInt32.random(in: 0 ... .max, using: &random),
          bytes: random.bytes(1...70)))
    }
    return (checkpoint, try SignedNote(text: checkpoint.text, signatures: signatures))
  }

  @Test(arguments: 0..<10)
  func `what was written is read as the same, and when mutated read exactly or refused`(block: Int) throws {
    for seed in UInt64(block * 200)..<UInt64(block * 200 + 200) {
      var random = Seeded(seed)
      let (checkpoint, note) = try note(&random)
      #expect(try Checkpoint(parsing: note.text) == checkpoint, "seed \(seed)")
      #expect(try SignedNote(parsing: note.bytes) == note, "seed \(seed)")
      let hashes = (0..<Int.random(in: 0...63, using: &random)).map { _ in random.hash() }
      let extra = Bool.random(using: &random) ? random.bytes(1...40) : nil
      let index = Int.random(in: 0...1 << 62, using: &random)
      let proof = try LogProof(extra: extra, index: index, hashes: hashes, checkpoint: note)
      #expect(try LogProof(parsing: proof.bytes) == proof, "seed \(seed)")
      let old = Int.random(in: 0...checkpoint.size, using: &random)
      let request = try ConsistencyRequest(old: old, hashes: hashes, checkpoint: note)
      #expect(try ConsistencyRequest(parsing: request.bytes) == request, "seed \(seed)")

      for var bytes in [note.bytes, proof.bytes, request.bytes] {
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, using: &random) }
        if let read = try? SignedNote(parsing: bytes) { #expect(read.bytes == bytes, "seed \(seed)") }
        if let read = try? LogProof(parsing: bytes) {
          #expect(read.bytes == bytes, "seed \(seed)")
          #expect((try? read.verify(leaf: [], keys: [], origin: nil)) == nil, "seed \(seed)")
          _ = InclusionProof(index: read.index, size: checkpoint.size, hashes: read.hashes).root(of: .empty)
        }
        if let read = try? ConsistencyRequest(parsing: bytes) { #expect(read.bytes == bytes, "seed \(seed)") }
        if let text = String(validating: bytes, as: UTF8.self) {
          #expect(VerifierKey(text) == nil && SigningKey(text) == nil, "seed \(seed)")
        }
      }
    }
  }

  @Test func `random proofs prove nothing, and never trap`() {
    for seed in UInt64(0)..<2_000 {
      var random = Seeded(seed)
      let (a, b) = (
        Int.random(in: .min ... .max, using: &random), Int.random(in: .min ... .max, using: &random)
      )
      let shift = Int.random(in: 0...63, using: &random)
      let hashes = (0..<Int.random(in: 0...64, using: &random)).map { _ in random.hash() }
      let root = random.hash()
      let inclusion = InclusionProof(index: a >> shift, size: b >> shift, hashes: hashes)
      #expect(!inclusion.proves(.empty, under: root), "seed \(seed)")
      let consistency = ConsistencyProof(old: a >> shift, new: b >> shift, hashes: hashes)
      #expect(!consistency.proves(.leaf([]), isPrefixOf: root), "seed \(seed)")
    }
  }
}
