import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// The record of an answer, from the command line.
struct AuditCommandTests {
  /// A folder with a ledger in it.
  struct Desk: ~Copyable {
    let scratch = Scratch()
    var path: String { scratch.path + "/ledger.sqlite" }

    func recommend(_ name: String, _ more: [String] = [], input: String = "") -> Command.Result {
      let file = input.isEmpty ? "\(Shipped.examples)/\(name).json" : "-"
      return Command.plumbline(
        ["recommend", file, "--as-of", "2026-11-20", "--rules", Shipped.rules, "--ledger", path] + more,
        input: input)
    }

    func audit(_ arguments: [String], input: String = "") -> Command.Result {
      Command.plumbline(["audit"] + arguments + ["--ledger", path], input: input)
    }
  }

  @Test(arguments: ["text", "json", "markdown"])
  func `an answer names its record, and show prints the answer as it was`(format: String) throws {
    let desk = Desk()
    let answer = desk.recommend("high-fear", ["--format", format])
    #expect(answer.code == 0)
    #expect(answer.error == "")
    let name = try #require(answer.output.firstMatch(of: #/plumbline\.local/[0-9a-f]{16}/0/#)).output
    let shown = desk.audit(["show", String(name)])
    #expect(shown.code == 0)
    #expect(shown.output.hasSuffix("\n\n" + answer.output))
  }

  @Test func `person and purpose are kept, and shown`() {
    let desk = Desk()
    _ = desk.recommend("red-flag", ["--by", "dr-a", "--purpose", "clinic"])
    let shown = desk.audit(["show", "0"]).output
    #expect(shown.contains("asked by dr-a\nfor clinic\n"))
  }

  @Test func `--no-record writes nothing, and the answer says so`() {
    let desk = Desk()
    let answer = desk.recommend("high-fear", ["--no-record"])
    #expect(answer.output.contains("Not recorded (--no-record)."))
    #expect(Command.run("/bin/ls", ["-A", desk.scratch.path]).output == "")
  }

  @Test func `two records of one patient differ only in record`() throws {
    let desk = Desk()
    let answers = (0..<2).map { _ in desk.recommend("goal-pain", ["--format", "json"]).output }
    let values = try answers.map { try JSONReader.read($0).value }
    #expect(values[0]["record"] != values[1]["record"])
    #expect(
      values[0].objectValue?.filter { $0.key != "record" }
        == values[1].objectValue?.filter { $0.key != "record" })
  }

  @Test func `a pseudonym replaces the id, in the answer and in every file`() {
    let desk = Desk()
    let profile = #"{"id": "Anna-Example-1961", "red_flags": {"cauda_equina": true}}"#
    let answer = desk.recommend("", ["--pseudonymise"], input: profile)
    #expect(answer.output.contains(#/Plumbline · P-[0-9a-f]{20} · as of/#))
    #expect(!desk.audit(["show", "0"]).output.contains("Anna-Example-1961"))
    let again = desk.recommend("", ["--pseudonymise"], input: profile)
    #expect(answer.output.split(separator: "\n").first == again.output.split(separator: "\n").first)
    #expect(
      desk.audit(["erase", "--patient", "-", "--reason", "asked"], input: "Anna-Example-1961\n").output
        .contains(
          "2 records: 0, 2"))
  }

  @Test func `the first line of verify names its anchor`() {
    let desk = Desk()
    _ = desk.recommend("acute")
    desk.scratch.write("old", desk.audit(["checkpoint"]).output)
    _ = desk.recommend("acute")
    func first(_ arguments: [String]) -> String {
      let result = desk.audit(["verify"] + arguments)
      #expect(result.code == 0, "\(result.output)\(result.error)")
      return String(result.output.split(separator: "\n").first ?? "")
    }
    #expect(
      first([])
        == "internal consistency only: whoever holds the key could have rewritten this; only an older checkpoint "
        + "(--since) can show whether all its files were rolled back together")
    let key = Command.contents(desk.path + ".pub").split(separator: "\n").joined()
    #expect(
      first(["--key", key]).hasPrefix(
        "anchor: the key \(key), which signed what is here; only an older checkpoint"))
    #expect(first(["--key", desk.path + ".pub"]).hasPrefix("anchor: the key \(key)"))
    let old = "\(desk.scratch.path)/old"
    #expect(
      first(["--since", old])
        == "anchor: the checkpoint of 1 record given with --since; its signature was not checked (--key)")
    #expect(
      first(["--key", key, "--since", old])
        == "anchor: the checkpoint of 1 record given with --since, signed by the key given with --key")
  }

  @Test func `a receipt is checked without the ledger`() {
    let desk = Desk()
    for name in ["acute", "red-flag", "high-fear"] { _ = desk.recommend(name) }
    let key = Command.contents(desk.path + ".pub").split(separator: "\n").joined()
    desk.scratch.write("receipt", desk.audit(["prove", "1"]).output)
    let receipt = "\(desk.scratch.path)/receipt"
    let result = Command.plumbline(["audit", "verify", "--receipt", receipt, "--key", key])
    #expect(result.code == 0)
    #expect(result.output.contains("record 1 of 3, decision"))
    #expect(result.output.contains("verified: the record is in the ledger that this key signed"))
    #expect(Command.plumbline(["audit", "verify", "--receipt", receipt]).code == 64)
    let other = Desk()
    _ = other.recommend("acute")
    let stranger = Command.contents(other.path + ".pub").split(separator: "\n").joined()
    let refused = Command.plumbline(["audit", "verify", "--receipt", receipt, "--key", stranger])
    #expect(refused.code == 1)
    #expect(refused.output.contains("NOT VERIFIED"))
  }

  @Test func `a missing record or file ends with its own code and a message`() {
    let desk = Desk()
    #expect(desk.audit(["verify"]).code == 66)
    #expect(desk.audit(["verify"]).error.contains("the first recorded answer creates it"))
    _ = desk.recommend("acute")
    #expect(desk.audit(["show", "7"]).code == 65)
    #expect(desk.audit(["show", "7"]).error.contains("no record 7 in this ledger"))
    #expect(
      desk.audit(["show", "plumbline.local/0000000000000000/0"]).error.contains("belongs to another ledger"))
    #expect(desk.audit(["show", "-1"]).code == 64)
    #expect(desk.audit(["prove"]).code == 64)
    #expect(desk.audit(["erase", "--reason", "r"]).code == 64)
    #expect(desk.audit(["erase", "--patient", "-", "--reason", "r"], input: "nobody").code == 65)
    #expect(desk.audit(["verify", "--key", "nonsense"]).code == 66)
    desk.scratch.write("nonsense", "nonsense")
    #expect(desk.audit(["verify", "--key", "\(desk.scratch.path)/nonsense"]).code == 65)
    #expect(desk.audit(["verify", "--since", "\(desk.scratch.path)/nonsense"]).code == 65)
    #expect(desk.audit(["recover", "--reason", "r"]).output.contains("Nothing to recover from"))
  }

  @Test func `an erased record shows that it was erased, and its proofs stay`() {
    let desk = Desk()
    _ = desk.recommend("high-fear")
    let receipt = desk.audit(["prove", "0"]).output
    #expect(
      desk.audit(["erase", "--patient", "-", "--reason", "asked", "--by", "dpo"], input: "EX-01").code == 0)
    #expect(desk.audit(["show", "0"]).output.contains("ERASED: its payload was removed."))
    #expect(desk.audit(["show", "1"]).output.contains("records: [0]"))
    #expect(desk.audit(["verify"]).output.contains("2 records, 1 of them erased"))
    desk.scratch.write("receipt", receipt)
    let key = desk.path + ".pub"
    #expect(
      Command.plumbline(["audit", "verify", "--receipt", "\(desk.scratch.path)/receipt", "--key", key]).code
        == 0)
  }

  @Test func `doctor says whether the next answer can be recorded`() {
    let desk = Desk()
    func ledger() -> String {
      let text = Command.plumbline(["doctor", "--rules", Shipped.rules, "--ledger", desk.path]).output
      return text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "Ledger" }
        .prefix { !$0.isEmpty }.dropFirst(2).joined()
    }
    #expect(ledger() == "  ok    there is none yet; the first recorded answer creates it")
    _ = desk.recommend("acute")
    #expect(ledger() == "  ok    1 record; the next can be added")
    _ = Command.run("/bin/rm", [desk.path + ".head"])
    #expect(ledger().hasPrefix("  warn  1 record: nothing is added to the ledger"))
    _ = Command.run("/bin/rm", [desk.path + ".key"])
    #expect(ledger().contains("fail"))
  }
}
