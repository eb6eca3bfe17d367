import PlumblineTestSupport
import PlumblineTransparency
import Testing

/// `Distribution/note.py`, with which releases are signed and verified before anything is installed: it is OpenSSL's opinion of notes.
struct NoteProgramTests {
  private static func program(_ arguments: [String], _ input: [UInt8]) -> Command.Result {
    Command.run(
      "/usr/bin/env", ["python3", "-B", "\(Shipped.root)/Distribution/note.py"] + arguments, input: input)
  }

  @Test(arguments: ["a\n", "\n", "a\n\nb\n", "é😀\n", "— a AAAAAAA=\n"])
  func `both write the same note, and each accepts the other's`(text: String) throws {
    let scratch = Scratch()
    let key = try #require(SigningKey(name: "example.org/releases"))
    scratch.write("key", key.text + "\n")
    let note = try key.sign(text)
    let signed = Self.program(["sign", "\(scratch.path)/key"], Array(text.utf8))
    #expect(signed.code == 0 && Array(signed.output.utf8) == note.bytes, "\(signed.error)")
    let verified = Self.program(["verify", key.verifier.description], note.bytes)
    #expect(verified.code == 0 && verified.output == text, "\(verified.error)")
  }

  @Test func `a note with any byte changed is refused, and nothing of it is printed`() throws {
    let key = try #require(SigningKey(name: "example.org/releases"))
    let note = try key.sign("text\n").bytes
    for place in stride(from: 0, to: note.count, by: 7) {
      var wrong = note
      wrong[place] ^= 1
      let result = Self.program(["verify", key.verifier.description], wrong)
      #expect(result.code == 1 && result.output == "", "byte \(place)")
      #expect(result.error == "note: example.org/releases did not sign this\n", "byte \(place)")
    }
  }

  @Test func `another key, and a key that is none, are refused`() throws {
    let (key, other) = (
      try #require(SigningKey(name: "example.org/releases")),
      try #require(SigningKey(name: "example.org/releases"))
    )
    let note = try key.sign("text\n").bytes
    #expect(Self.program(["verify", other.verifier.description], note).code == 1)
    let none = Self.program(["verify", "example.org/releases"], note)
    #expect(
      none.error == "note: the key has not the form NAME+HASH+BASE64; `plumbline packs key` makes one\n")
  }
}
