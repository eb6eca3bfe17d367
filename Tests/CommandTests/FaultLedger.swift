import Glibc
import PlumblineTestSupport
import Testing

/// A test's own ledger, to be damaged from outside, with every answer that was printed in full.
struct FaultLedger: ~Copyable {
  let scratch = Scratch()
  var folder: String { "\(scratch.path)/data" }
  var path: String { "\(folder)/ledger.sqlite" }
  var publicKey: String { "\(path).pub" }

  /// The number of random rounds: `PLUMBLINE_ROUNDS`, or few enough for every run.
  static func rounds(_ few: Int) -> Int {
    let rounds = getenv("PLUMBLINE_ROUNDS").flatMap { Int(String(cString: $0)) } ?? few
    return max(1, rounds)
  }

  /// Whether this machine has the tool that a fault needs; otherwise the fault is not tested here.
  static func has(_ tool: String) -> Bool { Command.run("/bin/sh", ["-c", "command -v \(tool)"]).code == 0 }

  static let canTrace =
    has("strace") && Command.run("/bin/sh", ["-c", "strace -qq -o /dev/null true"]).code == 0

  static let isRoot = Command.run("/usr/bin/id", ["-u"]).output == "0\n"

  /// Whether file systems can be mounted here: only as root, and not in every container.
  static let canMount: Bool = {
    let ledger = FaultLedger()
    return ledger.script("mkdir m && mount -t tmpfs -o size=600k tmpfs m && umount m").code == 0
  }()

  /// Whether a file can be made immutable here.
  static let canFreeze: Bool = {
    let ledger = FaultLedger()
    return ledger.script("touch f && chattr +i f && chattr -i f").code == 0
  }()

  func recommend(_ example: String, _ more: String...) -> Command.Result {
    script("ask \(example) \(more.joined(separator: " "))")
  }

  func audit(_ words: String...) -> Command.Result {
    Command.plumbline(["audit"] + words + ["--ledger", path])
  }

  /// Runs a shell script in the scratch folder: `ask EXAMPLE …` asks for an answer, `$P`, `$L` and `$RULES` are the
  /// program, the ledger and the packs.
  ///
  /// A script in a separate shell begins with `. ./prelude`.
  func script(_ text: String) -> Command.Result {
    scratch.write(
      "prelude",
      """
      cd '\(scratch.path)'
      P='\(Command.plumbline)'; L='\(path)'; RULES='\(Shipped.rules)'; EXAMPLES='\(Shipped.examples)'; BEFORE=
      ask() { name=$1; shift; \
      $BEFORE "$P" recommend "$EXAMPLES/$name.json" --as-of 2026-11-20 --rules "$RULES" --ledger "$L" "$@"; }

      """)
    return Command.run("/bin/sh", ["-c", ". '\(scratch.path)/prelude'\n" + text])
  }

  /// The names of the records in JSON answers that were printed to their last byte.
  static func printed(_ output: String) -> [String] {
    output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
      guard let start = line.firstRange(of: "\"record\":\""), line.hasSuffix("\"}") else { return nil }
      return String(line[start.upperBound...].dropLast(2))
    }
  }

  /// Verifies, and proves every answer that was printed; a receipt, once written, stays valid.
  func expectPromise(
    _ printed: [String], _ reported: String = "", prove: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let verified = audit("verify")
    #expect(
      verified.code == 0, "\(reported)\n\(verified.output)\(verified.error)", sourceLocation: sourceLocation)
    #expect(
      Set(printed).count == printed.count, "a name was given twice \(reported)",
      sourceLocation: sourceLocation)
    for name in prove ? printed : [] {
      let receipt = audit("prove", name)
      #expect(receipt.code == 0, "\(name) \(reported) \(receipt.error)", sourceLocation: sourceLocation)
      scratch.write("receipt", receipt.output)
      let checked = audit("verify", "--receipt", "\(scratch.path)/receipt", "--key", publicKey)
      #expect(checked.code == 0, "\(name) \(reported) \(checked.output)", sourceLocation: sourceLocation)
    }
  }

  /// Appends after the fault is removed.
  func expectAppends(_ reported: String = "", sourceLocation: SourceLocation = #_sourceLocation) {
    let again = recommend("high-fear")
    #expect(again.code == 0, "\(reported)\n\(again.error)", sourceLocation: sourceLocation)
    #expect(again.output.contains("Record plumbline.local/"), "\(reported)", sourceLocation: sourceLocation)
    expectPromise([], reported, sourceLocation: sourceLocation)
  }

  /// Checks that a recommendation is withheld with a code, and a stop is still shown.
  func expectWithheld(
    _ codes: Set<Int32>, _ words: String, before: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let answer = script("\(before)\nask high-fear")
    #expect(codes.contains(answer.code), "\(answer.code) \(answer.error)", sourceLocation: sourceLocation)
    #expect(answer.output == "", "printed without a record", sourceLocation: sourceLocation)
    #expect(
      answer.error.contains("the answer is withheld") && answer.error.contains(words), "\(answer.error)",
      sourceLocation: sourceLocation)
    let stop = script("\(before)\nask red-flag --exit-code")
    #expect(stop.code == 20, "\(stop.code) \(stop.error)", sourceLocation: sourceLocation)
    #expect(stop.output.hasPrefix("NOT RECORDED"), "\(stop.output)", sourceLocation: sourceLocation)
    #expect(stop.output.contains("STOP"), "\(stop.output)", sourceLocation: sourceLocation)
    #expect(stop.error.contains(words), "\(stop.error)", sourceLocation: sourceLocation)
  }
}
