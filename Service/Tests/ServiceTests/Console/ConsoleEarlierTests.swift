import PlumblineJSON
import Testing

extension InTurn {
  /// A patient seen before: what earlier answers knew is shown, and counts again only where somebody says so.
  struct ConsoleEarlierTests {
    /// Records an answer for the patient of the example, and begins another visit from it.
    private static func run(_ test: (Served, Browser) async throws -> Void) async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(
          Browser.highFear + [("fact:mood.phq_9", "9"), ("fact:mood.phq_9_item_9", "0")])
        try await browser.open("/console/new")
        try await browser.send("/console/earlier", [("seen", "EX-01")])
        try await test(served, browser)
      }
    }

    @Test func `what was known stands beside each question with its age, and no field is filled in`()
      async throws
    {
      try await Self.run { served, browser in
        #expect(browser.page.contains("From the answer of 2026-11-20"))
        #expect(browser.page.contains("44, on 2026-11-20 (today)."))
        #expect(browser.page.contains("name=\"carry\" value=\"fear.tsk_17\""))
        #expect(!browser.page.contains("value=\"44\""))
        #expect(browser.page.contains("id=\"patient\" name=\"patient\" value=\"EX-01\""))
        // Nothing of the patient is in the address.
        #expect(browser.addresses.allSatisfy { !$0.contains("EX-01") })
      }
    }

    @Test func `red flags and what suicide can follow from are not offered, and not taken if they are sent`()
      async throws
    {
      try await Self.run { served, browser in
        for part in browser.page.split(separator: "name=\"carry\" value=\"").dropFirst() {
          #expect(
            !part.hasPrefix("red_flags.") && !part.hasPrefix("mood.phq") && !part.hasPrefix("mood.suicid"))
        }
        let flags = [
          "red_flags.fracture", "mood.phq_9", "mood.phq_9_item_9", "mood.suicidal_ideation_disclosed",
        ]
        try await browser.send(
          browser.visitPath("facts"), (flags + ["fear.tsk_17"]).map { ("carry", $0) })
        let profile = try #require(try served.payload(2)?["profile"])
        #expect(profile["red_flags"] == nil && profile["mood"] == nil)
        #expect(profile["fear"]?["tsk_17"]?.numberValue == 44)
      }
    }

    @Test
    func
      `what is ticked says from which record it is and when it was observed, and an answer of today takes its place`()
      async throws
    {
      try await Self.run { served, browser in
        try await browser.send(
          browser.visitPath("facts"),
          [
            ("carry", "fear.tsk_17"), ("carry", "cognition.pcs"), ("fact:cognition.pcs", "12"),
            ("fact:red_flags.fracture", "no"),
          ])
        let profile = try #require(try served.payload(2)?["profile"])
        #expect(profile["cognition"]?["pcs"]?.numberValue == 12)
        let origins = try #require(profile["provenance"]?.objectValue)
        #expect(origins.map(\.key) == ["fear.tsk_17"])
        #expect(origins[0].value["observed"] == "2026-11-20")
        #expect(origins[0].value["source"]?.stringValue?.hasSuffix("/0") == true)
        // The other red flags were not asked, whatever was answered then.
        #expect(profile["red_flags"]?.objectValue?.map(\.key) == ["fracture"])
      }
    }

    @Test func `who looked is recorded before anything is shown`() async throws {
      try await Self.run { served, _ in
        let access = try #require(try served.payload(1))
        #expect(access["command"] == "begin")
        #expect(access["about"]?.numberValue?.intValue == 0)
      }
    }

    @Test(arguments: [("EX-99", "No answer of this patient is recorded"), (" ", "Write the patient")])
    func `a patient who is not known is said to be, and nothing is recorded`(id: String, words: String)
      async throws
    {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(Browser.highFear)
        try await browser.open("/console/new")
        let page = try await browser.send("/console/earlier", [("seen", id)])
        #expect(page.contains(words))
        #expect(await served.metric("plumbline_records_total") == 1)
      }
    }

    @Test func `a stop of today comes at once`() async throws {
      try await Self.run { _, browser in
        let page = try await browser.send(
          browser.visitPath("facts"), [("carry", "fear.tsk_17"), ("fact:red_flags.cauda_equina", "yes")])
        #expect(page.contains("Possible cauda equina syndrome"))
      }
    }
  }
}
