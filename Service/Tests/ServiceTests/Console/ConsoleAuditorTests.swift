import PlumblineJSON
import Testing

extension InTurn {
  /// Records found, read, decided again and verified in pages; and the guideline as a book.
  struct ConsoleAuditorTests {
    private static func run(_ test: (Served, Browser) async throws -> Void) async throws {
      try await Served.run(isDemo: true) { served in
        let browser = Browser(served)
        _ = try await browser.enter(Browser.highFear)
        _ = try await browser.enter([("fact:red_flags.fracture", "yes")])
        try await test(served, browser)
      }
    }

    @Test func `records are found by what they are`() async throws {
      try await Self.run { served, browser in
        #expect(try await browser.open("/console/records").contains(">exercise+pain-education<"))
        let stops = try await browser.open("/console/records?decision=stop")
        #expect(stops.contains("<td>stop</td>"))
        #expect(!stops.contains(">exercise+pain-education<"))
        #expect(try await browser.open("/console/records?after=soon").contains("From is no day"))
        #expect(try await browser.open("/console/records?rule=nothing/at-all").contains("No record matches"))
      }
    }

    @Test func `a record is read as it was given, and the reading is recorded`() async throws {
      try await Self.run { served, browser in
        let page = try await browser.open("/console/records/0")
        #expect(page.contains("Answer for 2026-11-20"))
        #expect(try served.payload(2)?["command"] == "show")
        try await browser.open("/console/records/99")
        #expect(browser.status == 404)
      }
    }

    @Test func `a record is decided again, and the ledger verified, with what it rests on`() async throws {
      try await Self.run { served, browser in
        try await browser.open("/console/records/0")
        let again = try await browser.send("/console/records/0/replay", [])
        #expect(again.contains("every byte of it is as recorded"))
        let verified = try await browser.send("/console/verify", [])
        #expect(verified.contains("internal consistency only"))
        #expect(verified.contains("Nothing differs."))
        #expect(!verified.contains("/tmp/"))
        let receipt = try await browser.open("/console/records/0/receipt")
        #expect(browser.headers["content-disposition"]?.hasPrefix("attachment") == true)
        #expect(receipt.hasPrefix("c2sp.org/tlog-proof@v1"))
      }
    }

    @Test func `decisions are counted by rule`() async throws {
      try await Self.run { served, browser in
        let page = try await browser.open("/console/statistics")
        #expect(page.contains("2 decisions"))
        #expect(page.contains("red-flags/fracture"))
      }
    }

    @Test func `the guideline is read as its book, and every chapter opens`() async throws {
      try await Served.run(isDemo: true) { served in
        let browser = Browser(served)
        let index = try await browser.open("/console/book")
        #expect(index.contains("The guideline in force"))
        let folder = browser.path.dropLast("index.html".count)
        for chapter in [
          "decision", "gates", "rules", "pairings", "evidence", "vocabulary", "tests", "gaps", "packs",
        ] {
          try await browser.open("\(folder)\(chapter).html")
          #expect(browser.status == 200, "\(chapter)")
        }
        try await browser.open("\(folder)nothing.html")
        #expect(browser.status == 404)
        let packs = try await browser.open("/console/packs")
        #expect(packs.contains("sha256:"))
      }
    }
  }
}
