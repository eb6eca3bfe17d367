import PlumblineTransparency
import Testing

struct SignedNoteTests {
  /// The example of <https://c2sp.org/signed-note>.
  private static let example = """
    This is an example message.

    — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

    """
  private static let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

  @Test func `the note of the specification was signed by its key`() throws {
    let key = try #require(VerifierKey(Self.vkey))
    let note = try SignedNote(parsing: Array(Self.example.utf8))
    #expect(note.text == "This is an example message.\n")
    #expect(note.signatures.map(\.name) == ["example.com/foo"])
    #expect(note.signatures.map(\.id) == [0x530d_903a])
    #expect(note.signatures.map(\.bytes.count) == [64])
    #expect(try note.verify([key]) == [key])
    #expect(note.bytes == Array(Self.example.utf8))
  }

  @Test(arguments: 0..<8)
  func `a note with any bit changed has no valid signature`(bit: Int) throws {
    let key = try #require(VerifierKey(Self.vkey))
    let bytes = Array(Self.example.utf8)
    for place in bytes.indices {
      var wrong = bytes
      wrong[place] ^= 1 << bit
      #expect(throws: NoteError.self, "byte \(place)") { try SignedNote(parsing: wrong).verify([key]) }
    }
  }

  @Test func `a note with any byte removed or doubled has no valid signature`() throws {
    let key = try #require(VerifierKey(Self.vkey))
    let bytes = Array(Self.example.utf8)
    for place in bytes.indices {
      var (less, more) = (bytes, bytes)
      less.remove(at: place)
      more.insert(bytes[place], at: place)
      #expect(throws: NoteError.self, "byte \(place)") { try SignedNote(parsing: less).verify([key]) }
      #expect(throws: NoteError.self, "byte \(place)") { try SignedNote(parsing: more).verify([key]) }
    }
  }

  @Test(arguments: ["a\n", "\n", "a\n\n", "\n\n\n", "a\n\nb\n", "é😀\u{7F}\u{85}\n", "— a AAAAAAA=\n"])
  func `any text that ends in a newline can be signed`(text: String) throws {
    let key = try #require(SigningKey(name: "example.org/a"))
    let note = try key.sign(text)
    #expect(try SignedNote(parsing: note.bytes) == note)
    #expect(note.text.utf8.elementsEqual(text.utf8))
    #expect(try note.verify([key.verifier]) == [key.verifier])
  }

  @Test(arguments: [
    ("", "the text of a note must end in a newline"),
    ("a", "the text of a note must end in a newline"),
    ("a\r\n", "line 1: a control character: a note has none except newlines"),
    ("a\nb\tc\n", "line 2: a control character: a note has none except newlines"),
    (String(repeating: "a", count: 1 << 20) + "\n", "the note is longer than 1048576 bytes"),
  ])
  func `text that no note can hold is not signed`(text: String, problem: String) throws {
    let key = try #require(SigningKey(name: "example.org/a"))
    let error = #expect(throws: NoteError.self) { try key.sign(text) }
    #expect(error?.description == problem)
  }

  private static let line = "— a AAAAAAA=\n"

  @Test(arguments: [
    ("", "the note does not end in a newline"),
    ("\n", "no blank line between a text and its signatures"),
    ("a\n", "no blank line between a text and its signatures"),
    ("a\n\(line)", "no blank line between a text and its signatures"),
    ("\n\(line)", "no blank line between a text and its signatures"),
    ("a\n\n", "the note has no signature"),
    ("a\n\n\(line)\n", "the note has no signature"),
    ("a\n\n\(line)x", "the note does not end in a newline"),
    ("a\n\n— a AAAAAAA=", "the note does not end in a newline"),
    ("a\n\n- a AAAAAAA=\n", "line 3: not a signature: a signature is an em dash, a name and base64"),
    ("a\n\n—a AAAAAAA=\n", "line 3: not a signature: a signature is an em dash, a name and base64"),
    ("a\n\n— a\n", "line 3: not a signature: a signature is an em dash, a name and base64"),
    ("a\nb\n\n\(line) \(line)", "line 5: not a signature: a signature is an em dash, a name and base64"),
    ("a\n\n—  AAAAAAA=\n", "line 3: a key's name is not empty and has no spaces and no plus"),
    ("a\n\n— a+b AAAAAAA=\n", "line 3: a key's name is not empty and has no spaces and no plus"),
    ("a\n\n— a\u{A0}b AAAAAAA=\n", "line 3: a key's name is not empty and has no spaces and no plus"),
    ("a\n\n— a \n", "line 3: the signature is too short"),
    ("a\n\n— a AAAAAA==\n", "line 3: the signature is too short"),
    ("a\n\n— a AAAAAAB=\n", "line 3: the signature is not in strict base64"),
    ("a\n\n— a AAAAAAA\n", "line 3: the signature is not in strict base64"),
    ("a\n\n— a  AAAAAAA=\n", "line 3: the signature is not in strict base64"),
    ("a\n\n— a AAAAAAA= \n", "line 3: the signature is not in strict base64"),
    ("a\n\n— a AAAAAAA= b\n", "line 3: the signature is not in strict base64"),
    ("a\n\n— a AAAAAAA=\r\n", "line 3: a control character: a note has none except newlines"),
    ("a\0\n\n\(line)", "line 1: a control character: a note has none except newlines"),
    ("a\n\n" + String(repeating: line, count: 65), "the note has more than 64 signatures"),
    (String(repeating: "\n", count: 1 << 20 + 1), "the note is longer than 1048576 bytes"),
  ])
  func `a malformed note is refused with a sentence`(text: String, problem: String) {
    let error = #expect(throws: NoteError.self) { try SignedNote(parsing: Array(text.utf8)) }
    #expect(error?.description == problem)
  }

  @Test(arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x80]] as [[UInt8]])
  func `a note is UTF-8`(bytes: [UInt8]) {
    #expect(throws: NoteError.notUTF8) { try SignedNote(parsing: bytes + Array("\n\n\(Self.line)".utf8)) }
    #expect(throws: NoteError.notUTF8) { try SignedNote(parsing: Array("a\n\n— ".utf8) + bytes) }
  }

  @Test func `sixty-four signatures are read`() throws {
    let text = "a\n\n" + String(repeating: Self.line, count: 64)
    #expect(try SignedNote(parsing: Array(text.utf8)).signatures.count == 64)
  }

  @Test func `signatures of other keys are ignored, and known ones must all be valid`() throws {
    let (ours, other) = (
      try #require(SigningKey(name: "example.org/a")), try #require(SigningKey(name: "example.org/a"))
    )
    let good = try ours.sign("a\n").signatures[0]
    let theirs = try other.sign("a\n").signatures[0]
    let sameName = try #require(NoteSignature(name: good.name, id: good.id ^ 1, bytes: [1]))
    let sameID = try #require(NoteSignature(name: "b", id: good.id, bytes: [1]))
    let bad = try ours.sign("b\n").signatures[0]
    func verify(_ signatures: [NoteSignature], _ keys: SigningKey...) throws -> [VerifierKey] {
      try SignedNote(text: "a\n", signatures: signatures).verify(keys.map(\.verifier))
    }
    #expect(try verify([sameName, theirs, sameID, good, good], ours) == [ours.verifier])
    #expect(try verify([theirs, good], ours, other, ours) == [other.verifier, ours.verifier])
    #expect(throws: NoteError.invalidSignature("example.org/a")) { try verify([good, bad], ours) }
    #expect(throws: NoteError.noKnownSignature) { try verify([theirs, sameName, sameID], ours) }
    #expect(throws: NoteError.noKnownSignature) { try verify([good]) }
  }

  @Test func `a note has at least one signature, and at most sixty-four`() throws {
    let signature = try #require(NoteSignature(name: "a", id: 1, bytes: [1]))
    #expect(throws: NoteError.noSignature) { try SignedNote(text: "a\n", signatures: []) }
    #expect(throws: NoteError.tooManySignatures(limit: 64)) {
      try SignedNote(text: "a\n", signatures: Array(repeating: signature, count: 65))
    }
  }
}
