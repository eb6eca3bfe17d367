import PlumblineJSON
import Testing

extension InTurn {
  /// Questionnaires in the form, item by item: they are scored as in a profile, and no item has an answer that nobody gave.
  struct ConsoleSheetsTests {
    /// The answers to a questionnaire, as the form sends them; blank where an item was not answered.
    private static func sheet(_ name: String, _ answers: [String]) -> [(String, String)] {
      [("sheet", name)] + answers.enumerated().map { ("item:\(name):\($0 + 1)", $1) }
    }

    private static let example = Requests.json("questionnaires.json").with("notes", nil)

    /// The example with its answer sheets, and without any total.
    private static let entered: [(String, String)] =
      Browser.facts(example)
      + (example["instruments"]?.objectValue ?? []).flatMap { form in
        let answers = form.value.arrayValue ?? (form.value.objectValue ?? []).map(\.value)
        return sheet(form.key, answers.map(\.canonicalText))
      }

    @Test func `the form asks every item, blank, and shows the wording only where its licence allows`()
      async throws
    {
      try await Served.demonstration { _, browser in
        let page = try await browser.open("/console/new")
        let vocabulary = try #require(Served.evaluator?.vocabulary)
        for instrument in vocabulary.instruments.values {
          for item in 1...instrument.itemCount {
            #expect(page.contains("name=\"item:\(instrument.name):\(item)\" value=\"\""))
          }
        }
        #expect(page.contains("<label>Thoughts that you would be better off dead"))
        let fear = try #require(page.firstRange(of: "name=\"sheet\" value=\"tsk_17\""))
        #expect(page[fear.upperBound...].prefix(200).contains("<label>Item 1 "))
      }
    }

    @Test func `items are scored and decided as those of a profile`() async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(Self.entered)
        let recorded = try #require(try served.payload(0))
        #expect(await served.post(Served.decide, Self.example)?.status == 200)
        let expected = try served.payload(1)
        #expect(recorded["profile"] == expected?["profile"])
        #expect(recorded["decision"]?["decision"] == expected?["decision"]?["decision"])
        #expect(recorded["profile"]?["mood"]?["phq_9"]?.numberValue == 11)
        #expect(recorded["profile"]?["mood"]?["phq_9_item_9"]?.numberValue == 0)
        // What was entered is there to be changed.
        let facts = try await browser.open(browser.visitPath("facts"))
        #expect(facts.contains("name=\"item:phq_9:1\" value=\"2\""))
      }
    }

    @Test func `a thought of self-harm stops, whatever else is blank`() async throws {
      try await Served.demonstration { _, browser in
        let page = try await browser.enter(Self.sheet("phq_9", ["", "", "", "", "", "", "", "", "1"]))
        #expect(page.contains("kicker stop"))
        #expect(page.contains("suicid"))
      }
    }

    @Test func `item 9 is never answered for anybody: without it there is no score`() async throws {
      try await Served.demonstration { served, browser in
        let page = try await browser.enter(Self.sheet("phq_9", ["2", "2", "2", "2", "1", "1", "1", "0", ""]))
        #expect(page.contains("unanswered items: 9; answer all 9 items"))
        #expect(page.contains("href=\"#f-instruments.phq_9\""))
        #expect(page.contains("name=\"item:phq_9:4\" value=\"2\""), "what was entered is lost")
        #expect(page.contains("name=\"item:phq_9:9\" value=\"\""))
        #expect(try served.payload(0)?["decision"] == nil)
      }
    }

    @Test func `a total that the items contradict is refused, with both named`() async throws {
      try await Served.demonstration { _, browser in
        let page = try await browser.enter(
          [("fact:mood.phq_9", "20")]
            + Self.sheet("phq_9", ["2", "2", "2", "2", "1", "1", "1", "0", "0"]))
        #expect(page.contains("its items give another score than mood.phq_9"))
        #expect(page.contains("<a href=\"#f-instruments.phq_9\">Patient Health Questionnaire, 9 items</a>"))
      }
    }

    @Test(arguments: ["4", "-1", "1.5", "two", "1 # 0", "\"}"])
    func `what is no answer to an item is refused, and stays to be corrected`(answer: String) async throws {
      try await Served.demonstration { _, browser in
        let page = try await browser.enter(
          Self.sheet("phq_9", [answer, "2", "2", "2", "1", "1", "1", "0", "0"]))
        #expect(page.contains("must be a whole number from 0 to 3"), "\(page)")
        let shown = answer.replacing("\"", with: "&quot;")
        #expect(page.contains("name=\"item:phq_9:1\" value=\"\(shown)\""))
      }
    }

    @Test func `a questionnaire that the guideline does not have is not dropped in silence`() async throws {
      try await Served.demonstration { served, browser in
        let page = try await browser.enter(
          Self.sheet("phq_10", ["2", "2", "2", "2", "1", "1", "1", "0", "1"]))
        #expect(page.contains("questionnaire"))
        #expect(try served.payload(0)?["decision"] == nil)
      }
    }

    @Test func `a sheet that stays blank says nothing`() async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(Browser.highFear + Self.sheet("phq_9", Array(repeating: "", count: 9)))
        #expect(browser.page.contains("Exercise with pain education"))
        #expect(try served.payload(0)?["profile"]?["mood"]?["phq_9_item_9"] == nil)
      }
    }
  }
}
