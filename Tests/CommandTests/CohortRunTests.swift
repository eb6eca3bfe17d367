import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// Cohorts that are interrupted, recorded, and large.
struct CohortRunTests {
  /// Answers until a run can be resumed, and kills it then.
  private let interrupted = """
    mkfifo pipe
    sleep 100 >pipe & holder=$!
    cat in >pipe 2>/dev/null & feeder=$!
    eval "exec $COHORT - --jobs 2 --output out --rejects rejects" <pipe 2>/dev/null & run=$!
    while [ ! -e out.resume ]; do sleep 0.05; kill -0 $run || exit 9; done
    kill -9 $run; wait $run 2>/dev/null
    kill $holder $feeder 2>/dev/null; wait 2>/dev/null; true
    """

  @Test func `a run that is killed resumes where it was, with the same bytes`() throws {
    let folder = CohortFolder()
    folder.scratch.write("in", CohortFolder.bulky(4_000))
    let whole = folder.script("cohort - --output all --rejects all.r --summary all.s <in")
    #expect(whole.code == 65, "\(whole.error)")
    let killed = folder.script(interrupted)
    #expect(killed.code != 9 && killed.code != 124, "\(killed.error)")
    #expect(folder.text("out.resume").contains("\"offset\""))
    // The settings must be those of the interrupted run.
    for other in ["--format csv", "--select decision=stop", "--rejects elsewhere", "--show-values"] {
      let refused = folder.script("cohort - --resume --output out --rejects rejects \(other) <in")
      #expect(refused.code == 65, "\(other)")
      #expect(refused.error.contains("had other options or other packs"), "\(refused.error)")
    }
    let packs = folder.script(
      "cp -r '\(Shipped.rules)' Other; echo >>Other/red-flags/rules.lua; cohort - --rules Other --resume --output out --rejects rejects <in"
    )
    #expect(packs.code == 65, "\(packs.error)")
    #expect(
      folder.script("cohort - --resume --output out --rejects rejects </dev/null").code == 65,
      "a shorter input")
    // What was written after the point is written again, not twice.
    _ = folder.script("printf 'half a row' >>out; printf 'half' >>rejects")
    let resumed = folder.script("cohort - --resume --output out --rejects rejects --summary out.s <in")
    #expect(resumed.code == 65, "\(resumed.error)")
    #expect(folder.bytes("out") == folder.bytes("all"))
    #expect(folder.bytes("rejects") == folder.bytes("all.r"))
    #expect(folder.text("out.s") == folder.text("all.s"))
    #expect(resumed.error == whole.error.replacing("all.r", with: "rejects"))
    let again = folder.script("cohort - --resume --output out --rejects rejects <in")
    #expect(again.code == 66, "there is nothing to resume")
  }

  @Test(arguments: ["{}", "nonsense", #"{"schema":1,"offset":-1}"#])
  func `a damaged file of an interrupted run is refused`(text: String) {
    let folder = CohortFolder()
    folder.scratch.write("in", "{}\n")
    folder.scratch.write("out.resume", text)
    let result = folder.script("cohort in --resume --output out")
    #expect(result.code == 65)
    #expect(
      result.error.contains("out.resume is not the file of an interrupted run; start again without --resume"))
    // A new run removes it.
    #expect(folder.script("cohort in --output out").code == 0)
    #expect(!folder.script("ls").output.contains("resume"))
  }

  // MARK: records

  @Test(arguments: ["ndjson", "csv"])
  func `every row's record is in the ledger, verifies, and replays`(format: String) throws {
    let folder = CohortFolder()
    folder.scratch.write("in", CohortFolder.mixed(30))
    let result = folder.cohort(
      "in",
      [
        "--record", "--ledger", folder.ledger, "--as-of", "2026-11-20", "--by", "dr-a", "--format", format,
        "--rejects", format == "csv" ? "\(folder.path)/refused" : "-",
      ])
    #expect(result.code == 65, "\(result.error)")
    let names = result.output.matches(of: #/plumbline\.local/[0-9a-f]{16}/\d+/#).map { String($0.output) }
    #expect(names.count == 29 && Set(names).count == 29)
    #expect(
      names.map { $0.split(separator: "/").last } == (0..<29).map { Substring("\($0)") },
      "in the order of rows")
    func audit(_ words: [String]) -> Command.Result {
      Command.plumbline(["audit"] + words + ["--ledger", folder.ledger])
    }
    #expect(audit(["verify"]).code == 0)
    let replayed = audit(["replay", "--all"])
    #expect(
      replayed.output.hasPrefix("replayed: 29 answers\nidentical: 29\ndifferent: 0\n"), "\(replayed.error)")
    #expect(replayed.output.hasSuffix(", this engine: 29, same decision\n"), "\(replayed.output)")
    let shown = audit(["show", names[1]])
    #expect(shown.code == 0 && shown.output.contains("dr-a"), "\(shown.error)")
    if format == "ndjson" {
      for line in result.output.split(separator: "\n") where !line.contains("\"rejected\"") {
        let bare = line.replacing(#/,"record":"[^"]*"}$/#, with: "}")
        #expect(bare != line, "the record comes last")
        let value = try JSONReader.read(Array(bare.utf8)).value
        #expect(String(decoding: value.canonical, as: UTF8.self) == bare, "what is before it is canonical")
      }
      let bare = folder.cohort("in", ["--rejects", "-"]).output
      #expect(result.output.replacing(#/,"record":"[^"]*"/#, with: "") == bare)
    }
  }

  @Test func `rows that are not selected are not recorded`() {
    let folder = CohortFolder()
    folder.scratch.write("in", CohortFolder.mixed(12))
    let result = folder.cohort("in", ["--record", "--ledger", folder.ledger, "--select", "decision=stop"])
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(Command.plumbline(["audit", "verify", "--ledger", folder.ledger]).output.contains(": 2 records"))
  }

  @Test func `rows that cannot be recorded are withheld`() {
    let folder = CohortFolder()
    folder.scratch.write("in", CohortFolder.mixed(12))
    folder.scratch.write("broken.sqlite", "this is no database, however long it may be")
    let broken = folder.cohort("in", ["--record", "--ledger", "\(folder.path)/broken.sqlite"])
    #expect([73, 74, 75].contains(broken.code), "\(broken.code) \(broken.error)")
    #expect(broken.output == "")
    let nowhere = folder.cohort("in", ["--record", "--ledger", "/proc/nowhere/ledger.sqlite"])
    #expect([73, 74].contains(nowhere.code), "\(nowhere.code) \(nowhere.error)")
    #expect(nowhere.output == "")
    // A ledger that can be opened but cannot grow.
    _ = folder.cohort("-", ["--record", "--ledger", folder.ledger], input: "{}\n")
    let full = folder.script(
      "ulimit -f 1; cohort in --record --ledger ledger.sqlite 2>err; code=$?; cat err >&2; exit $code")
    #expect(full.code == 74, "\(full.code) \(full.error)")
    #expect(full.output == "")
  }

  // MARK: size

  @Test func `three hundred thousand rows pass in less than 100 MiB`() throws {
    let folder = CohortFolder()
    // The answers differ, so that what is remembered counts too.
    let result = folder.script(
      """
      awk 'BEGIN { for (i = 0; i < 300000; i++) printf "{\\"id\\":\\"P%d\\",\\"fear\\":{\\"tsk_17\\":%d},\\"cognition\\":{\\"pcs\\":%d},\\"pain\\":{\\"intensity\\":%d}}\\n", \
        i, 17 + i % 52, int(i / 52) % 53, i % 11 }' >in
      mkfifo pipe
      eval "exec $COHORT - --jobs 2 --output out" <pipe & run=$!
      exec 3>pipe
      cat in >&3
      grep VmHWM /proc/$run/status
      exec 3>&-
      wait $run
      code=$?
      wc -l <out
      exit $code
      """)
    #expect(result.code == 0, "\(result.error)")
    let peak = result.output.firstMatch(of: #/VmHWM:\s+(\d+) kB/#).flatMap { Int($0.1) }
    #expect(try #require(peak) < 100 << 10, "\(result.output)")
    #expect(result.output.hasSuffix("300000\n"))
  }
}
