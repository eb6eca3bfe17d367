import PlumblineTestSupport
import Testing

/// Killed processes and concurrent processes: what was printed is kept.
@Suite(.serialized)
struct LedgerKillFaultTests {
  @Test func `a process that is killed at a random moment loses nothing that was printed`() {
    var chance = Seeded(Seeded.first)
    let rounds = FaultLedger.rounds(20)
    let ledger = FaultLedger()
    var printed: [String] = []
    for round in 0..<rounds {
      let delay = Double(20 + chance.below(260)) / 1000
      let context = "round \(round), seed \(chance.seed), killed after \(delay) s"
      // Several answers in a row, so that one may be printed before the kill.
      let loop = ledger.script(
        """
        rm -f out; setsid sh -c '. ./prelude; for n in 1 2 3 4; do ask high-fear --format json; done >out 2>err' & writer=$!
        sleep \(delay); kill -9 -$writer; wait $writer; cat out 2>/dev/null
        """)
      let names = FaultLedger.printed(loop.output)
      printed += names
      // Every answer of this round is proved now, and all of them again at the end.
      if !printed.isEmpty { ledger.expectPromise(names, context) }
    }
    ledger.expectAppends("after \(rounds) kills, seed \(chance.seed)")
    ledger.expectPromise(printed, "at the end, seed \(chance.seed)", prove: printed.count <= 200)
    let records = Self.records(ledger.audit("verify").output)
    #expect(records > printed.count)
    print("kill -9: \(rounds) rounds, \(printed.count) printed, \(records) records, seed \(chance.seed)")
  }

  static func records(_ report: String) -> Int {
    report.firstMatch(of: #/: (\d+) records?/#).flatMap { Int($0.1) } ?? -1
  }

  static let calls = [
    "openat", "pwrite64", "fdatasync,fsync", "rename,link,unlink", "write", "ftruncate,mkdir",
  ]

  @Test(.enabled(if: FaultLedger.canTrace), arguments: [false, true])
  func `a process that is killed at any of its system calls loses nothing that was printed`(isNew: Bool) {
    var chance = Seeded(Seeded.first &+ (isNew ? 1 : 2))
    let few = 12
    let rounds = FaultLedger.rounds(few)
    let ledger = FaultLedger()
    var printed: [String] = []
    for round in 0..<rounds {
      if isNew {
        _ = ledger.script("rm -rf data")
        printed = []
      }
      let call = Self.calls[round % Self.calls.count]
      let turn = call == "openat" ? 60 + chance.below(80) : 1 + chance.below(isNew ? 60 : 26)
      let context = "killed at \(call) number \(turn), seed \(chance.seed)"
      let result = ledger.script(
        "BEFORE='strace -qq -f -o /dev/null -e inject=\(call):signal=KILL:when=\(turn)'; ask high-fear --format json"
      )
      printed += FaultLedger.printed(result.output)
      // A ledger that was never created cannot be verified.
      if ledger.audit("verify").code == 66 {
        #expect(printed.isEmpty, "\(context)")
      } else {
        ledger.expectPromise(printed.suffix(2), context)
      }
      ledger.expectAppends(context)
    }
    ledger.expectPromise(printed, "at the end", prove: printed.count <= 200)
  }

  @Test func `processes that append at once all get their records, while another verifies`() {
    let ledger = FaultLedger()
    #expect(ledger.recommend("high-fear").code == 0)
    let result = ledger.script(
      """
      (while [ ! -e done ]; do "$P" audit verify --ledger "$L" >verify.out 2>&1 || cat verify.out >>verify.bad; done) &
      pids=
      for n in 1 2 3 4 5 6 7 8; do
        (for m in 1 2 3; do ask high-fear --format json || echo "failed $n"; done >out.$n 2>err.$n) & pids="$pids $!"
      done
      wait $pids; touch done; wait; cat out.*; cat err.* >&2; cat verify.bad >&2 2>/dev/null; true
      """)
    let names = FaultLedger.printed(result.output)
    #expect(names.count == 24, "\(result.error)")
    #expect(result.error == "")
    let indices = names.compactMap { $0.split(separator: "/").last.flatMap { Int($0) } }
    #expect(indices.sorted() == Array(1...24), "dense, each given once")
    ledger.expectPromise(names, prove: false)
    #expect(Self.records(ledger.audit("verify").output) == 25)
  }

  @Test func `processes that create a ledger at the same moment create one`() {
    let rounds = FaultLedger.rounds(5)
    for round in 0..<rounds {
      let ledger = FaultLedger()
      let result = ledger.script(
        "for n in 1 2 3 4; do ask high-fear --format json >out.$n 2>err.$n & done; wait; cat out.*; cat err.* >&2"
      )
      let names = FaultLedger.printed(result.output)
      #expect(names.count == 4, "round \(round): \(result.error)")
      #expect(result.error == "", "round \(round)")
      #expect(Set(names.map { $0.split(separator: "/")[1] }).count == 1, "one key")
      ledger.expectPromise(names, "round \(round)", prove: false)
      let rest = ledger.script("ls data").output.split(separator: "\n").filter { $0.contains(".new") }
      #expect(rest.isEmpty, "\(rest)")
    }
  }
}
