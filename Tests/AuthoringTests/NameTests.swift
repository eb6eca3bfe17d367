import PlumblineAuthoring
import Testing

/// Names that authors choose.
struct NameTests {
  @Test(arguments: ["sleep-hygiene", "a", "odi-2", "x2", "work-2025-update"])
  func `lower case words joined by - are a name`(text: String) throws {
    #expect(try AuthoredName(text).description == text)
  }

  @Test(arguments: [
    ("Sleep Hygiene", "; did you mean 'sleep-hygiene'?"),
    ("sleep_hygiene", "; did you mean 'sleep-hygiene'?"),
    ("2x", ""), ("", ""), ("-", ""), ("a--b", "; did you mean 'a-b'?"), ("../etc", "; did you mean 'etc'?"),
    ("a/b", "; did you mean 'a-b'?"), ("schlaf-über", "; did you mean 'schlaf-ber'?"),
    ("a\n", "; did you mean 'a'?"),
    ("\u{1B}[2J", ""), (".lua", "; did you mean 'lua'?"),
  ])
  func `anything else is refused, with the nearest name`(text: String, hint: String) {
    let words =
      "'\(text)' is not a name: a name begins with a letter, and consists of lower case letters and digits in words joined by `-`\(hint)"
    let refusal = #expect(throws: AuthoredName.Refusal.self) { try AuthoredName(text) }
    #expect(refusal?.description == words)
  }

  @Test func `a name has at most 60 letters`() throws {
    #expect(try AuthoredName(String(repeating: "a", count: 60)).description.count == 60)
    let refusal = #expect(throws: AuthoredName.Refusal.self) {
      try AuthoredName(String(repeating: "a", count: 61))
    }
    #expect(refusal?.description == "a name has at most 60 letters; this one has 61")
  }
}
