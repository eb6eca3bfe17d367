import Glibc
import PlumblineJSON
import PlumblineLedger
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

    private static func file(_ path: String) -> [UInt8] {
      guard let file = fopen(path, "r") else { return [] }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = fread(&buffer, 1, buffer.count, file)
      return Array(buffer.prefix(count))
    }

    @Test func `records are found by what they are`() async throws {
      try await Self.run { served, browser in
        #expect(try await browser.open("/console/records").contains(">exercise+pain-education<"))
        let stops = try await browser.open("/console/records?decision=stop")
        #expect(stops.contains("<td>stop</td>"))
        #expect(!stops.contains(">exercise+pain-education<"))
        #expect(try await browser.open("/console/records?rule=nothing/at-all").contains("No record matches"))
        let misspelt = try await browser.open("/console/records?pairing=exercise%2Bpain-educatoin")
        #expect(misspelt.contains("no recorded answer knows a pairing"))
        #expect(misspelt.contains("exercise+pain-education"))
      }
    }

    @Test(arguments: [
      ("after=soon", "From is no day"), ("before=1", "Before is no day"),
      ("decision=maybe", "Decision is none"),
    ])
    func `a filter that cannot be read lists and counts nothing`(query: String, words: String) async throws {
      try await Self.run { served, browser in
        for page in ["records", "statistics"] {
          let shown = try await browser.open("/console/\(page)?\(query)")
          #expect(shown.contains(words))
          #expect(!shown.contains("<td>") && !shown.contains("<pre"))
        }
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
        let key = String(decoding: Self.file("\(served.ledger.path).pub"), as: UTF8.self)
        try await browser.open("/console/records")
        let anchored = try await browser.send("/console/verify", [("key", key)])
        #expect(anchored.contains("anchor: the key"))
        try await browser.open("/console/records")
        try await browser.send("/console/verify", [("key", "no key")])
        #expect(browser.status == 422)
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

    @Test
    func `what was not followed is shown by rule, in the reader's language, and the rule asked for is open`()
      async throws
    {
      try await Self.run { _, browser in
        try await browser.open("/console/new")
        _ = try await browser.enter(Browser.highFear)
        try await browser.send(
          browser.visitPath("report"), [("kind", "override"), ("reason", "patient-refuses")])
        let page = try await browser.open("/console/statistics?rule=red-flags%2Ffracture")
        #expect(page.contains("not followed 0 of 1"))
        #expect(page.contains("<details class=\"panel\" open><summary><code>red-flags/fracture</code>"))
        let all = try await browser.open("/console/statistics")
        // All of one day: nothing is drawn, and the table stands open.
        #expect(all.contains("<td>1 (33%)</td>"))
        try await browser.send(
          "/console/language", [("language", "nl"), ("back", "/console/statistics")])
        #expect(browser.page.contains("Per regel, stop en poort"))
      }
    }

    @Test func `the guideline is read as its book, and every chapter opens`() async throws {
      try await Served.run(isDemo: true) { served in
        let browser = Browser(served)
        try await browser.open("/")
        // It is made once, which may take longer than a test waits for an answer.
        let cookie = "plumbline=\(browser.cookies["plumbline"] ?? "")"
        for _ in 0..<4 {
          if await served.get("/console/book", headers: ["Cookie": cookie]) != nil { break }
        }
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
