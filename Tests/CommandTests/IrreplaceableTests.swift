import PlumblineTestSupport
import Testing

/// What nothing could bring back is never the output of a command, under whatever name.
struct IrreplaceableTests {
  private static let profile = "\(Shipped.examples)/high-fear.json"

  /// Commands that write to a file that the caller names, here OUTPUT.
  static let writers: [[String]] = [
    ["cohort", "ROWS", "--output", "OUTPUT"], ["cohort", "ROWS", "--rejects", "OUTPUT"],
    ["cohort", "ROWS", "--summary", "OUTPUT"],
    ["packs", "build", "\(Shipped.rules)/red-flags", "--output", "OUTPUT"],
    ["interview", "--save", "OUTPUT"], ["test", "--coverage", "--html", "OUTPUT"],
    ["audit", "export", "--format", "csv", "--output", "OUTPUT"],
    ["audit", "export", "--format", "csv", "--output", "NEW", "--manifest", "OUTPUT"],
    ["audit", "subject", "--patient", "PATIENT", "--output", "OUTPUT"],
  ]

  @Test(arguments: writers, ["ledger.sqlite", "ledger.sqlite.key", "ledger.sqlite.head", "link"])
  func `no command writes over a ledger, its key or its head`(writer: [String], name: String) {
    let scratch = Scratch()
    let ledger = "\(scratch.path)/ledger.sqlite"
    let recorded = Command.plumbline([
      "recommend", Self.profile, "--rules", Shipped.rules, "--ledger", ledger, "--as-of", "2026-11-20",
    ])
    #expect(recorded.code == 0, "\(recorded.error)")
    #expect(Command.run("/bin/ln", ["-s", "ledger.sqlite", "\(scratch.path)/link"]).code == 0)
    scratch.write("rows.ndjson", Command.contents(Self.profile).replacing("\n", with: " ") + "\n")
    scratch.write("id", "EX-01\n")
    let places = [
      "ROWS": "\(scratch.path)/rows.ndjson", "PATIENT": "\(scratch.path)/id",
      "OUTPUT": "\(scratch.path)/\(name)", "NEW": "\(scratch.path)/new",
    ]
    let arguments = writer.map { places[$0] ?? $0 }
    let own = writer[0] == "audit" ? ["--ledger", ledger] : ["--rules", Shipped.rules]
    let before = Command.bytes("\(scratch.path)/\(name)")
    let result = Command.plumbline(arguments + own)
    #expect(result.code != 0, "\(result.output)")
    #expect(Command.bytes("\(scratch.path)/\(name)") == before)
    #expect(Command.plumbline(["audit", "verify", "--ledger", ledger]).code == 0)
  }
}
