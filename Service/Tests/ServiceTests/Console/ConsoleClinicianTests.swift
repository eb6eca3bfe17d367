import PlumblineAudit
import PlumblineJSON
import Testing

extension InTurn {
  /// A clinician's way from a new patient to what became of the answer.
  struct ConsoleClinicianTests {
    @Test func `the form asks every fact of the vocabulary, and nothing is answered before`() async throws {
      try await Served.demonstration { served, browser in
        let page = try await browser.open("/console/new")
        let vocabulary = try #require(Served.evaluator?.vocabulary)
        for index in vocabulary.givenFacts where vocabulary[index].membership == nil {
          #expect(page.contains("name=\"fact:\(vocabulary[index].name)\""), "\(vocabulary[index].name)")
        }
        for part in page.split(separator: "<input type=\"radio\"").dropFirst()
        where part.prefix(while: { $0 != ">" }).contains(" checked") {
          #expect(part.contains("value=\"\" checked"))
        }
        #expect(page.utf8.count < 100_000)
      }
    }

    @Test(arguments: ["high-fear", "red-flag", "little-known", "acute", "goal-pain"])
    func `the answer is what the command answers, and it is recorded`(example: String) async throws {
      try await Served.demonstration { served, browser in
        try await browser.open("/console/new")
        try await browser.send(
          "/console/visits", [("how", "paste"), ("text", Requests.file("\(example).json"))])
        let decision = try await browser.open(browser.visitPath("decision.json"))
        #expect(Self.decided(decision) == Self.decided(Requests.file("expected/\(example).json")))
        #expect(try served.payload(0)?["answer"]?["format"]?.stringValue == "html")
      }
    }

    @Test func `what is entered in the form is decided as a profile with the same answers`() async throws {
      try await Served.demonstration { served, browser in
        let answer = try await browser.enter(Browser.highFear)
        #expect(answer.contains("Exercise with pain education"))
        #expect(answer.contains("EX-01"))
        let decision = try await browser.open(browser.visitPath("decision.json"))
        // The form asks for no notes.
        let profile = Requests.json("high-fear.json").with("notes", nil)
        let expected = try #require(await served.post(Served.decide, profile))
        #expect(expected.status == 200)
        #expect(Self.decided(decision) == Self.decided(expected.text))
      }
    }

    private static func decided(_ text: String) -> String {
      text.firstRange(of: ",\"record_status\"").map { String(text[..<$0.lowerBound]) } ?? text
    }

    @Test func `a stop stands above everything, and no pairing is shown`() async throws {
      try await Served.demonstration { served, browser in
        let page = try await browser.enter([
          ("patient", "P-9"), ("fact:red_flags.cauda_equina", "yes"), ("fact:pain.intensity", "9"),
        ])
        let main = try #require(page.firstRange(of: "<main"))
        let stop = try #require(page.firstRange(of: "Possible cauda equina syndrome"))
        #expect(page[main.upperBound..<stop.lowerBound].firstRange(of: "<form") == nil)
        #expect(!page.contains("pain education"))
        // Nothing is weighed while it is true.
        #expect(!page.contains("Ask next"))
        #expect(!page.contains("/what-if\""))
        try await browser.open(browser.visitPath("what-if"))
        #expect(browser.page.contains("Possible cauda equina syndrome"))
      }
    }

    @Test func `a stop waits for nothing to be read back`() async throws {
      try await Served.demonstration { served, browser in
        let page = try await browser.enter([
          ("fact:red_flags.cauda_equina", "yes"), ("together", "red_flags"), ("fact:pain.intensity", "9"),
        ])
        #expect(page.contains("Possible cauda equina syndrome"))
        // What was not read back is not answered.
        #expect(try served.payload(0)?["profile"]?["red_flags"]?["fracture"] == nil)
        #expect(try served.payload(0)?["profile"]?["red_flags"]?["cauda_equina"] == true)
      }
    }

    @Test func `a stop beside what cannot be read is said in the reader's language, and before the problems`()
      async throws
    {
      try await Served.demonstration { _, browser in
        try await browser.open("/console/new")
        try await browser.send("/console/language", [("language", "nl"), ("back", "/console/new")])
        let page = try await browser.enter([
          ("fact:red_flags.cauda_equina", "yes"), ("together", "red_flags"), ("fact:pain.intensity", "77"),
        ])
        let stop = try #require(page.firstRange(of: "Mogelijk cauda-equinasyndroom"))
        let problems = try #require(page.firstRange(of: "class=\"problems\""))
        #expect(stop.lowerBound < problems.lowerBound)
        #expect(page.contains("Possible cauda equina syndrome"))
      }
    }

    @Test func `times and reasons may be typed in Dutch, and a value that is too old is blank`() async throws
    {
      try await Served.demonstration { served, browser in
        let page = try await browser.enter([
          ("fact:pain.duration_weeks", "14 maanden"), ("fact:pain.intensity", "onbekend"),
        ])
        #expect(page.contains("Need data") || page.contains("NEED DATA"), "\(page.prefix(3000))")
        #expect(try served.payload(0)?["profile"]?["pain"]?["duration_weeks"] != nil)
      }
    }

    @Test
    func
      `without a ledger a stop is shown and marked, anything else is withheld, and what was entered is kept`()
      async throws
    {
      try await Served.run(ledger: "token/ledger.sqlite", isDemo: true) { served in
        let browser = Browser(served)
        let stop = try await browser.enter([("patient", "P-9"), ("fact:red_flags.cauda_equina", "yes")])
        #expect(stop.contains("Possible cauda equina syndrome"))
        #expect(stop.contains("NOT RECORDED"))
        let withheld = try await browser.enter(Browser.highFear)
        #expect(browser.status == 503)
        #expect(!withheld.contains("pain education"))
        #expect(withheld.contains("EX-01"))
        let facts = try await browser.open(
          String(withheld.split(separator: "\"").first { $0.hasSuffix("/facts") } ?? ""))
        #expect(facts.contains("value=\"44\""))
      }
    }

    @Test func `an older answer is not shown for what was changed since`() async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(Browser.highFear)
        let visit = browser.visit
        try await browser.send(
          browser.visitPath("facts"),
          [("together", "red_flags"), ("fact:red_flags.fracture", ""), ("fact:fear.tsk_17", "30")])
        #expect(browser.page.contains("Read them back by name"))
        let page = try await browser.open("/console/visits/\(visit)")
        #expect(!page.contains("Exercise with pain education"))
        #expect(page.contains("nothing decided yet"))
      }
    }

    @Test func `all problems stand beside their fields at once, and what was entered is kept`() async throws {
      try await Served.demonstration { served, browser in
        let page = try await browser.enter([
          ("patient", "P-1"), ("fact:pain.intensity", "77"), ("fact:fear.tsk_17", "many"),
          ("fact:patient.age", "47"),
          ("fact:red_flags.fracture", "yes"),
        ])
        #expect(page.contains("id=\"f-pain.intensity-problem\""))
        #expect(page.contains("id=\"f-fear.tsk_17-problem\""))
        #expect(page.contains("2 answers to look at again"))
        for value in ["77", "many", "47", "P-1"] { #expect(page.contains("value=\"\(value)\""), "\(value)") }
        // The stop that is true in what could be read comes first.
        #expect(page.contains("Suspected fracture"))
        let fixed = try await browser.send(
          browser.visitPath("facts"),
          [("fact:pain.intensity", "7"), ("fact:fear.tsk_17", "44"), ("fact:red_flags.fracture", "no")])
        #expect(browser.path.hasSuffix(browser.visit), "\(fixed.prefix(0))\(browser.path)")
      }
    }

    @Test func `a text that cannot be read comes back as it was pasted`() async throws {
      try await Served.demonstration { served, browser in
        try await browser.open("/console/new")
        let page = try await browser.send(
          "/console/visits", [("how", "paste"), ("text", "fear.tsk_17 = 44\npain.intensity = 77")])
        #expect(page.contains("fear.tsk_17 = 44\npain.intensity = 77</textarea>"))
        #expect(page.contains("id=\"f-pain.intensity-problem\""))
      }
    }

    @Test(arguments: [("10 days", "1"), ("3 weeks", "3"), ("16 months", nil), ("64", "64")])
    func `a time is entered as a line of a profile takes it`(typed: String, weeks: String?) async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter([("fact:pain.duration_weeks", typed)])
        let profile = try served.payload(0)?["profile"]
        let duration = try #require(profile?["pain"]?["duration_weeks"])
        #expect(weeks == nil ? duration.objectValue != nil : duration.canonicalText == weeks)
      }
    }

    @Test func `flags that are answered together count once they are read back and confirmed`() async throws {
      try await Served.demonstration { served, browser in
        let facts = Browser.highFear.filter { !$0.0.contains("red_flags") } + [("together", "red_flags")]
        let page = try await browser.enter(facts)
        #expect(page.contains("Read them back by name"))
        #expect(page.contains("NO         Cauda equina features"))
        #expect(await served.metric("plumbline_records_total") == 0)
        let unsigned = try await browser.send(
          browser.visitPath("read-back"), [("confirm", "yes"), ("who", " ")])
        #expect(unsigned.contains("Say who asked"))
        let answer = try await browser.send(
          browser.visitPath("read-back"), [("confirm", "yes"), ("who", "Dr Ames")])
        #expect(answer.contains("Exercise with pain education"))
        let together = try served.payload(0)?["profile"]?["answered_together"]?["red_flags"]
        #expect(together?["read_back"] == true)
        #expect(together?["asked_by"] == "Dr Ames")
      }
    }

    @Test func `flags that are not confirmed are not answered`() async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(
          Browser.highFear.filter { !$0.0.contains("red_flags") } + [("together", "red_flags")])
        let page = try await browser.send(browser.visitPath("read-back"), [("confirm", "no")])
        #expect(page.contains("Get the answer"))
        let need = try await browser.send(browser.visitPath("facts"), [])
        #expect(!need.contains("<h1>Exercise with pain education"))
        #expect(try served.payload(0)?["profile"]?["red_flags"] == nil)
      }
    }

    @Test func `a record in FHIR is answered with how it was read beside the answer`() async throws {
      try await Served.demonstration { served, browser in
        try await browser.open("/console/new")
        let page = try await browser.send(
          "/console/visits", [("how", "paste"), ("text", Requests.file("fhir/record.json"))])
        #expect(page.contains("How the record was read"))
        #expect(page.contains("QuestionnaireResponse/") || page.contains("Observation/"))
      }
    }

    @Test func `the next question is answered where it stands`() async throws {
      try await Served.demonstration { served, browser in
        let page = try await browser.enter(Browser.highFear.filter { !$0.0.contains("goal") })
        #expect(page.contains("Ask next"))
        #expect(page.contains("name=\"fact:goal.primary\""))
        let answer = try await browser.send(browser.visitPath("facts"), [("fact:goal.primary", "function")])
        #expect(answer.contains("Exercise with pain education"))
        #expect(try served.payload(1)?["profile"]?["goal"]?["primary"] == "function")
      }
    }

    @Test func `another value is tried without a record, until a person records it`() async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(Browser.highFear)
        let tried = try await browser.send(browser.visitPath("what-if"), [("fact:red_flags.fracture", "yes")])
        #expect(tried.contains("What if, not recorded"))
        #expect(tried.contains("Suspected fracture"))
        #expect(await served.metric("plumbline_records_total") == 1)
        let again = try await browser.open("/console/visits/\(browser.visit)")
        #expect(again.contains("Exercise with pain education"))
        let wrong = try await browser.send(browser.visitPath("what-if"), [("fact:pain.intensity", "77")])
        #expect(wrong.contains("id=\"f-pain.intensity-problem\""))
        try await browser.send(browser.visitPath("what-if"), [("fact:red_flags.fracture", "yes")])
        let recorded = try await browser.send(browser.visitPath("what-if"), [("record", "yes")])
        #expect(recorded.contains("Suspected fracture"))
        #expect(await served.metric("plumbline_records_total") == 2)
      }
    }

    @Test func `the interview asks what decides, and a stop ends it`() async throws {
      try await Served.demonstration { served, browser in
        try await browser.open("/console/new")
        let first = try await browser.send("/console/visits", [("how", "interview")])
        #expect(first.contains("Question by question"))
        #expect(first.contains("name=\"fact:red_flags.cauda_equina\""))
        let stopped = try await browser.send(
          browser.visitPath("facts"),
          [("on", "interview"), ("asked", "red_flags.cauda_equina"), ("fact:red_flags.cauda_equina", "yes")])
        #expect(stopped.contains("Possible cauda equina syndrome"))
        #expect(await served.metric("plumbline_records_total") == 1)
      }
    }

    @Test func `an interview ends with the answer, and takes answers back`() async throws {
      try await Served.demonstration { served, browser in
        try await browser.open("/console/new")
        try await browser.send("/console/visits", [("how", "interview")])
        let known = Dictionary(Browser.highFear) { first, _ in first }
        var asked = 0
        while browser.page.contains("name=\"on\" value=\"interview\""), asked < 60 {
          asked += 1
          let names = browser.page.split(separator: "name=\"asked\" value=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
          }
          let answers = names.map { ("fact:\($0)", known["fact:\($0)"] ?? "") }
          let form = [("on", "interview")] + names.map { ("asked", $0) } + answers
          try await browser.send(browser.visitPath("facts"), form)
          if asked == 1 {
            let second = browser.page
            try await browser.send(browser.visitPath("interview"), [("do", "back")])
            #expect(browser.page != second)
            try await browser.send(browser.visitPath("facts"), form)
          }
        }
        #expect(browser.page.contains("Exercise with pain education"))
        #expect(asked > 2 && asked < 40, "\(asked)")
        #expect(await served.metric("plumbline_records_total") == 1)
      }
    }
  }
}
