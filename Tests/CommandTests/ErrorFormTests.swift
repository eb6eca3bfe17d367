import PlumblineTestSupport
import Testing

/// What the command says on standard error when it cannot do what it was asked for, in the form of Documentation/Error-messages.md.
struct ErrorFormTests {
  private static let example = "\(Shipped.examples)/high-fear.json"
  private static let rules = ["--rules", Shipped.rules]
  private static let noLedger = ["--ledger", "/dev/null/ledger.sqlite"]

  private static let cases: [[String]] =
    [
      ["recommend", "nowhere.json"] + rules, ["recommend", example, "--rules", "nowhere"],
      ["recommend", example, "--as-of", "2026-02-30"] + rules, ["recommend", example] + rules + noLedger,
      ["recommend", "/dev/null", "--no-record"] + rules, ["recommend", Shipped.root, "--no-record"] + rules,
      ["explain", "nowhere.json"] + rules, ["explain", example, "--what-if", "pain.intensity"] + rules,
      ["explain", example, "--what-if", "pain.intensity=11"] + rules,
      ["explain", example, "--what-if", "pain.intensty=1"] + rules,
      ["explain", example, "--why-not", "exercise+nothing"] + rules, ["interview", "--rules", "nowhere"],
      ["cohort", "nowhere.ndjson"] + rules, ["cohort", example, "--select", "nothing=1"] + rules,
      ["cohort", example, "--select", "decision"] + rules,
      ["cohort", example, "--output", "/dev/null/rows.ndjson"] + rules,
      ["check", "nowhere"], ["check", "--explain", "no-such-code"], ["test", "--rules", "nowhere"],
      ["test", "--coverage", "--min", "101"] + rules,
      ["diff", "nowhere", Shipped.rules], ["diff", Shipped.rules, "nowhere"],
      ["docs", "--into", "/tmp/unused", "--rules", "nowhere"],
      ["docs", "--into", "/dev/null/book"] + rules, ["prove", "--rules", "nowhere"],
      ["packs", "--rules", "nowhere"],
      ["packs", "verify", "nowhere.pack"], ["packs", "verify", example],
      ["packs", "install", "nowhere.pack"],
      ["packs", "sign", "nowhere", "--key", "nowhere"], ["new", "pack", "exercise"] + rules,
      ["new", "pack", "Upper Case"] + rules, ["new", "test", "a name", "--in", "nowhere"] + rules,
      ["repl", "--rules", "nowhere"], ["audit", "list"] + noLedger, ["audit", "show", "1"] + noLedger,
      ["audit", "verify"] + noLedger, ["audit", "replay"] + noLedger,
      ["audit", "verify", "--ledger", example],
      ["audit", "import", "nowhere"] + noLedger,
      ["audit", "erase", "--patient", "x", "--reason", "asked"] + noLedger,
      ["doctor", "--rules", "nowhere"],
    ]

  @Test(arguments: cases)
  func `every error of the command is in the form of errors`(arguments: [String]) {
    let result = Command.plumbline(arguments)
    #expect(result.code != 0, "\(result.output)")
    let lines = result.error.split(separator: "\n").map(String.init)
    // The library that reads options words its own errors.
    guard !lines.contains(where: { $0.hasPrefix("Usage: ") }) else { return }
    #expect(!(result.error + result.output).isEmpty)
    for line in lines where line.hasPrefix("plumbline: ") {
      let sentence = Self.withoutPlace(line.dropFirst("plumbline: ".count))
      let faults = ErrorForm.faults(in: sentence)
      #expect(faults.isEmpty, "\(line): \(faults.joined(separator: ", "))")
    }
  }

  /// A sentence without `file.lua:3:1: ` in front of it.
  private static func withoutPlace(_ line: Substring) -> String {
    let place = line.prefix { $0 != " " }
    let parts = place.split(separator: ":", omittingEmptySubsequences: false)
    let isPlace =
      place.hasSuffix(":") && parts.count > 2 && parts.dropFirst().dropLast().allSatisfy { Int($0) != nil }
    return String(isPlace ? line.dropFirst(place.count + 1) : line)
  }
}
