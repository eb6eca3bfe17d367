import PlumblineLedger
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblineAudit

/// The site's register of people: what is read, what is refused, and in whose name something is recorded.
struct PeopleRegisterTests {
  private static func key(_ name: String = "clinic/a") throws -> String {
    try #require(SigningKey(name: name)).verifier.description
  }

  private static func read(_ text: String) throws -> PeopleRegister {
    try PeopleRegister(parsing: Array(text.utf8))
  }

  private static func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch {
      return (error as? PeopleRegister.Refused)?.problems ?? ["\(error)"]
    }
  }

  @Test func `a register has people with roles, keys, and the site's choice`() throws {
    let (now, before) = (try Self.key(), try Self.key())
    let register = try Self.read(
      """
      {"outside": "refuse", "people": [
        {"id": "dr-adams", "role": "physiotherapist", "key": "\(now)", "former_keys": ["\(before)"]},
        {"id": "dr-brown", "role": "physician", "left": true}]}
      """)
    #expect(register.outside == .refuse && register.people.map(\.role) == ["physiotherapist", "physician"])
    #expect(register.signers["dr-adams"]?.map(\.description) == [now, before])
    #expect(register.signers["dr-brown"] == [])
    #expect(try register.person("dr-adams").key?.description == now)
    #expect(throws: PeopleRegister.Stranger.hasLeft("dr-brown")) { try register.person("dr-brown") }
    #expect(throws: PeopleRegister.Stranger.unknown("dr-adms", nearest: "dr-adams")) {
      try register.person("dr-adms")
    }
  }

  @Test(arguments: ["dr-chen", "dr-brown", "DR-ADAMS"])
  func `the site chooses what becomes of someone who is not in it`(name: String) throws {
    let people = #"[{"id": "dr-adams", "role": "r"}, {"id": "dr-brown", "role": "r", "left": true}]"#
    let strict = try Self.read(#"{"outside": "refuse", "people": \#(people)}"#)
    let lenient = try Self.read(#"{"outside": "mark", "people": \#(people)}"#)
    #expect(try strict.recorded("dr-adams") == "dr-adams" && lenient.recorded("dr-adams") == "dr-adams")
    #expect(throws: PeopleRegister.Stranger.self) { try strict.recorded(name) }
    #expect(try lenient.recorded(name) == "\(name) [not in the register]")
  }

  @Test func `all problems are reported at once, each at its place`() {
    let found = Self.problems(
      """
      {"outsde": "mark", "people": [
        {"id": "dr-a", "role": 3},
        {"id": "DR A", "role": "r", "key": "PRIVATE+KEY+x"},
        {"id": " b", "role": "r", "key": "x", "left": "no", "former_keys": 1},
        4]}
      """)
    #expect(
      found == [
        #"line 1, column 1: outside: it is missing; write "refuse" or "mark", for whoever is not in the register"#,
        "line 1, column 2: outsde: unknown member; did you mean 'outside'?",
        "line 2, column 26: people[0].role: it must be one line of 1 to 1000 bytes, without blanks at its ends",
        "line 3, column 10: people[1].id: 'DR A' is the same as 'dr-a' at line 2, column 10 but for case, blanks and punctuation; give each person one id",
        "line 3, column 38: people[1].key: a private key must be in no register: whoever reads it can sign; replace the key, and write its public half",
        "line 4, column 10: people[2].id: it must be one line of 1 to 200 bytes, without blanks at its ends",
        "line 4, column 36: people[2].key: it is not a public key; write it as `plumbline packs key FILE` prints it",
        "line 4, column 49: people[2].left: it must be true or false",
        "line 4, column 70: people[2].former_keys: it must be a list of public keys",
        "line 5, column 3: people[3]: it must be an object with `id`, `role` and, for someone who signs, `key`",
      ])
    for problem in found {
      let sentence = problem.split(separator: ": ", maxSplits: 2).last.map(String.init) ?? ""
      #expect(ErrorForm.faults(in: sentence) == [], "\(sentence)")
    }
  }

  @Test(arguments: [
    ("[]", "line 1, column 1: a register of people is an object with the members `outside` and `people`"),
    ("", "line 1, column 1: the document is empty: a JSON value is expected"),
    (
      #"{"outside": "mark", "outside": "mark", "people": []}"#,
      "line 1, column 21: this key was already given at line 1, column 2"
    ),
    (#"{"outside": "allow", "people": []}"#, #"line 1, column 13: outside: it must be "refuse" or "mark""#),
    (#"{"outside": "mark", "people": {}}"#, "line 1, column 31: people: it must be a list of objects"),
    (#"{"outside": "mark"}"#, "line 1, column 1: people: it is missing; write a list of objects"),
    (
      #"{"outside": "mark", "people": [{"id": "x [not in the register]", "role": "r"}]}"#,
      "line 1, column 39: people[0].id: it ends like the mark of someone who is not in the register"
    ),
    (
      #"{"outside": "mark", "people": [{"id": "a\nb", "role": "r"}]}"#,
      "line 1, column 39: people[0].id: it must be one line of 1 to 200 bytes, without blanks at its ends"
    ),
    (
      #"{"outside": "mark", "people": [{"id": "a\u202eb", "role": "r"}]}"#,
      "line 1, column 39: people[0].id: it must be one line of 1 to 200 bytes, without blanks at its ends"
    ),
  ])
  func `what is no register is refused`(text: String, problem: String) {
    #expect(Self.problems(text) == [problem])
  }

  @Test func `a register may ask for two persons from a day on`() throws {
    func signers(_ member: String) throws -> Signers {
      try Self.read(#"{"outside": "mark", \#(member)"people": []}"#).signers
    }
    let since = try signers(#""two_persons_from": "2026-11-21", "#)
    #expect(since.needed(at: "2026-11-20T23:59:59.999Z") == 1)
    #expect(since.needed(at: "2026-11-21T00:00:00.000Z") == 2)
    #expect(try signers("").needed(at: "2026-11-21T00:00:00.000Z") == 1)
    #expect(
      Self.problems(#"{"outside": "mark", "two_persons_from": true, "people": []}"#)
        == [#"line 1, column 41: two_persons_from: it must be a day, "2026-11-20""#])
  }

  @Test func `two people never share a key`() throws {
    let key = try Self.key()
    let found = Self.problems(
      """
      {"outside": "mark", "people": [{"id": "a", "role": "r", "key": "\(key)"},
      {"id": "b", "role": "r", "former_keys": ["\(key)"]}]}
      """)
    #expect(
      found == [
        "line 2, column 42: people[1].former_keys[0]: the same key is at line 1, column 64; give each person keys of their own"
      ])
  }

  @Test func `the list of problems is bounded`() {
    let people = Array(repeating: "1", count: 500).joined(separator: ",")
    let found = Self.problems(#"{"outside": "mark", "people": [\#(people)]}"#)
    #expect(found.count == 101 && found.last == "400 more problems are not listed")
    #expect(Self.problems(String(repeating: " ", count: PeopleRegister.limit + 1)).count == 1)
  }

  @Test func `a key may have a first and a last day, and every wrong one is reported`() throws {
    let (now, before) = (try Self.key(), try Self.key())
    let register = try Self.read(
      """
      {"outside": "refuse", "people": [{"id": "a", "role": "r", "key": {"key": "\(now)", "from": "2026-07-01"},
        "former_keys": [{"key": "\(before)", "until": "2026-06-30"}]}]}
      """)
    let keys = try #require(register.signers["a"])
    #expect(keys.map(\.description) == [now, before])
    let periods = register.signers.periods
    #expect(
      periods[keys[0]]?.description == "from 2026-07-01"
        && periods[keys[1]]?.description == "until 2026-06-30")
    #expect(
      Self.problems(
        """
        {"outside": "refuse", "people": [{"id": "a", "role": "r",
        "key": {"from": "2026-13-01", "until": 3, "too": 1}, "former_keys": [
        {"key": "\(now)", "from": "2026-02-01", "until": "2026-01-01"}]}]}
        """) == [
          "line 2, column 8: people[0].key.key: it is missing; write the public key",
          "line 2, column 17: people[0].key.from: it must be a day, \"2026-11-20\"",
          "line 2, column 40: people[0].key.until: it must be a day, \"2026-11-20\"",
          "line 2, column 43: people[0].key.too: unknown member; remove it",
          "line 3, column 1: people[0].former_keys[0]: it ends before it begins; write `from` and `until` in that order",
        ])
  }
}
