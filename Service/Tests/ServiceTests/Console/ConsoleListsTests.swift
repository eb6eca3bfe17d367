import Plumbline
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import Testing

@testable import PlumblineConsole

extension InTurn {
  /// Lists of codes and series of readings in the form, as the example about blood pressure has them.
  struct ConsoleListsTests {
    private static let evaluator: JointEvaluator? = try? JointEvaluator(
      DecisionSupport(
        packs: ["\(Served.root)/Rules", "\(Served.root)/Examples/guidelines/hypertension"]
      ).guidelines
    ) { Evaluator(withScriptsOf: $0) }

    private static func run(_ test: (Served, Browser) async throws -> Void) async throws {
      try await Served.run(packs: evaluator, isDemo: true) { served in
        let browser = Browser(served)
        try await browser.open("/")
        try await test(served, browser)
      }
    }

    private static func list(_ name: String, _ codes: [String], rest: String = "") -> [(String, String)] {
      [("list", name)] + codes.map { ("in:\(name)", $0) } + [("rest:\(name)", rest)]
    }

    private static func series(
      _ name: String, _ rows: [(value: String, unit: String, day: String)], whole: Bool = false
    ) -> [(String, String)] {
      [("series", name)]
        + rows.flatMap { [("value:\(name)", $0.value), ("unit:\(name)", $0.unit), ("day:\(name)", $0.day)] }
        + (whole ? [("whole:\(name)", "yes")] : [])
    }

    private static let readings = "bp.systolic_readings"

    @Test func `the form asks lists by their codes, and series by rows with the units that are converted`()
      async throws
    {
      try await Self.run { _, browser in
        let page = try await browser.open("/console/new")
        for code in ["ace-inhibitor", "arb", "calcium-channel-blocker", "thiazide-like-diuretic"] {
          #expect(page.contains("name=\"in:patient.medicines\" value=\"\(code)\""), "\(code)")
        }
        #expect(page.contains("Is not there: the list is complete"))
        #expect(page.contains("name=\"value:\(Self.readings)\""))
        #expect(
          page.contains("<option selected>mm[Hg]</option>\n<option>mmHg</option>\n<option>kPa</option>"))
        // No member of a list is asked by itself.
        #expect(!page.contains("name=\"fact:patient.medicines."))
      }
    }

    @Test func `what is entered in lists and rows is decided as a profile with the same answers`()
      async throws
    {
      try await Self.run { served, browser in
        let facts: [(String, String)] = [
          ("patient", "HT-1"), ("fact:patient.age", "62"), ("fact:patient.black_african_or_caribbean", "no"),
          ("fact:signs.retina", "no"), ("fact:signs.life_threatening", "no"),
          ("fact:signs.phaeochromocytoma", "no"), ("fact:treatment.changed_on", "2026-09"),
        ]
        let diastolic = "bp.diastolic_readings"
        _ = try await browser.enter(
          facts + Self.list("patient.medicines", ["ace-inhibitor"], rest: "complete")
            + Self.list("patient.conditions", ["cardiovascular-disease"], rest: "complete")
            + Self.series(
              Self.readings,
              [("156", "mm[Hg]", "2026-11-20"), ("151", "mm[Hg]", "2026-11-20"), ("", "kPa", "")])
            + Self.series(diastolic, [("92", "mm[Hg]", "2026-11-20"), ("89", "mm[Hg]", "2026-11-20")]))
        let decided = try #require(try served.payload(0))
        let file = Requests.file("guidelines/hypertension.json")
        let expected = try #require(await served.post(Served.decide, file))
        #expect(expected.status == 200)
        #expect(decided["profile"] == (try served.payload(1)?["profile"]))
        #expect(decided["profile"]?["patient"]?["medicines"]?["complete"] == true)
        #expect(decided["profile"]?["bp"]?["systolic"]?.numberValue == 151)
      }
    }

    /// The value of a list in the record, after only it was answered.
    private static func recorded(_ fields: [(String, String)]) async throws -> JSONValue? {
      var value: JSONValue?
      try await run { served, browser in
        _ = try await browser.enter(fields)
        value = try served.payload(0)?["profile"]?["patient"]?["medicines"]
      }
      return value
    }

    @Test(
      arguments: [
        ([], "", nil), ([], "complete", #"{"codes":[],"complete":true}"#),
        ([], "unknown", #"{"absent":"unknown"}"#),
        (["arb"], "", #"{"codes":["arb"],"complete":false}"#),
        (["arb"], "complete", #"{"codes":["arb"],"complete":true}"#),
        (
          ["arb"], "declined",
          #"{"absent":{"ace-inhibitor":"asked-declined","calcium-channel-blocker":"asked-declined","thiazide-like-diuretic":"asked-declined"},"codes":["arb"],"complete":false}"#
        ),
      ] as [([String], String, String?)])
    func `a code that is not ticked is a no only where the list is complete`(
      codes: [String], rest: String, expected: String?
    ) async throws {
      let value = try await Self.recorded(
        Self.list("patient.medicines", codes, rest: rest) + [("fact:patient.age", "62")])
      #expect(value?.canonicalText == expected)
    }

    @Test
    func `a reading may be in another unit, with a comma, and what cannot be read stands in its row again`()
      async throws
    {
      try await Self.run { served, browser in
        let page = try await browser.enter(
          Self.series(
            Self.readings,
            [("20,2", "kPa", "2026-11-19"), ("many", "mm[Hg]", "2026-11-18"), ("150", "mm[Hg]", "soon")]))
        #expect(page.contains("id=\"f-\(Self.readings)-problem\""))
        #expect(page.contains("<a href=\"#f-\(Self.readings)\">Clinic systolic readings</a>"))
        for value in ["20.2", "many", "150", "2026-11-19", "soon"] {
          #expect(page.contains("value=\"\(value)\""), "\(value)")
        }
        #expect(page.contains("<option selected>kPa</option>"))
        try await browser.send(
          browser.visitPath("facts"), Self.series(Self.readings, [("20,2", "kPa", "2026-11-19")], whole: true)
        )
        // 20.2 kPa × 7.500616 is 151.51, which is 152 to the whole number.
        #expect(try served.payload(1)?["profile"]?["bp"]?["systolic"]?.numberValue == 152)
      }
    }

    @Test func `a number may be given in a unit that the vocabulary converts`() async throws {
      try await Self.run { served, browser in
        let page = try await browser.enter([("fact:bp.systolic", "20"), ("unit:bp.systolic", "kPa")])
        #expect(browser.status == 200, "\(page.prefix(0))")
        #expect(try served.payload(0)?["profile"]?["bp"]?["systolic"]?.numberValue == 150)
        let facts = try await browser.open(browser.visitPath("facts"))
        #expect(facts.contains("name=\"fact:bp.systolic\" value=\"20\""))
      }
    }

    @Test func `hostile text in a list or a row is refused and shown as text`() async throws {
      try await Self.run { _, browser in
        let evil = "<script>x</script># \"\n"
        let page = try await browser.enter(
          Self.list("patient.medicines", [evil]) + Self.series(Self.readings, [(evil, evil, evil)]))
        #expect(page.contains("id=\"f-patient.medicines-problem\""))
        #expect(page.contains("id=\"f-\(Self.readings)-problem\""))
        #expect(!page.contains("<script>x"))
        #expect(page.contains("&lt;script&gt;x"))
      }
    }

    @Test func `an interview asks one code of a list, and keeps what was said of it in the list`() throws {
      let vocabulary = try #require(Self.evaluator?.vocabulary)
      let index = try #require(vocabulary.index(of: "patient.medicines.arb"))
      let other = try #require(vocabulary.index(of: "patient.medicines.ace-inhibitor"))
      var facts = VisitFacts()
      facts.answer(index, "yes", vocabulary)
      facts.answer(other, "no", vocabulary)
      #expect(
        facts["patient.medicines"] == #"{"codes":["arb"],"complete":false,"without":["ace-inhibitor"]}"#)
      #expect(facts.typed(index, vocabulary) == "yes" && facts.typed(other, vocabulary) == "no")
      facts.answer(index, nil, vocabulary)
      facts.answer(other, "declined", vocabulary)
      #expect(
        facts["patient.medicines"]
          == #"{"absent":{"ace-inhibitor":"asked-declined"},"codes":[],"complete":false}"#)
      facts.answer(other, nil, vocabulary)
      #expect(facts["patient.medicines"] == nil)
    }
  }
}
