import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblinePresentation
import PlumblineTestSupport
import PlumblineText
import Testing

/// An explanation in Dutch: no words of the program are left in English, and what bears on safety stands in both languages.
struct LanguageExplanationTests {
  private static let view = Result { LanguageView(try Shipped.together(try Shipped.folders()), in: .dutch) }
  private static let day: Day = "2026-11-20"

  /// What is asked about a case.
  struct Question: CustomTestStringConvertible, Sendable {
    var about: String
    var whyNot: [String] = []
    var whatIf: [String] = []
    var testDescription: String { "\(about.prefix(40)) \(whyNot) \(whatIf)" }
  }

  private struct Page {
    var own: JointExplanation
    var spoken: JointExplanation

    /// What is printed in Dutch, by its form.
    var pages: [String: String] {
      [
        "text": spoken.text(style: Style(width: 100)), "markdown": spoken.markdown,
        "html": spoken.html.text,
      ]
    }
  }

  private static func explained(_ question: Question) throws -> Page {
    let view = try Self.view.get()
    let profile = try LineProfile(view.source.vocabulary, asOf: day).read(Array(question.about.utf8))
    let changed =
      question.whatIf.isEmpty
      ? nil : try ProfileReader(view.source.vocabulary, asOf: day).changing(profile, question.whatIf)
    var joint = JointExplanation(view.source.guidelines)
    for one in view.source.evaluators {
      var explanation = Explanation(why: try one.why(profile, asOf: day))
      explanation.whyNot = try question.whyNot.map {
        try one.whyNot(
          try one.guideline.pairing(named: $0), .any, for: profile, asOf: day, most: 8)
      }
      explanation.whatIf = try changed.map { try one.whatIf(profile, $0, asOf: day) }
      joint.add(.success(explanation), of: one.guideline)
    }
    var spoken = joint
    try spoken.speak(by: view, for: profile, changed: changed)
    return Page(own: joint, spoken: spoken)
  }

  /// The words of a page without the names of rules and pairings, which are the same in every language.
  private static func words(_ page: String) -> String {
    page.split { $0.isWhitespace }.joined(separator: " ").replacing("\\", with: "").replacing(
      #/[a-z0-9_-]+([\/+][a-z0-9_-]+)+/#, with: "")
  }

  private static let fear = """
    red_flags = none
    patient.age = 47
    pain.region = lower back
    pain.duration = 64 weeks
    pain.specific_cause = no
    surgery.spinal = no
    goal.primary = function
    fear.tsk_17 = 44
    cognition.pcs = 21
    """
  private static let questions: [Question] =
    WorkedCasesTests.cases.map { Question(about: $0.text) }
    + ["cognitive-behavioural-therapy", "pain-education", "behavioural-therapy"].flatMap { pairing in
      [
        Question(about: fear, whyNot: [pairing]),
        Question(about: "red_flags.cauda_equina = yes", whyNot: [pairing]),
      ]
    }
    + [
      ["red_flags.fracture=yes"], ["fear.tsk_17=30"], ["goal.primary=pain"], ["mood.phq_9=22"],
      ["surgery.spinal=yes", "surgery.weeks_since=8"], ["patient.age=80"], ["fear.tsk_17=44"],
    ].map { Question(about: fear, whatIf: $0) }

  @Test(arguments: questions)
  func `no word around the packs' texts is left in English`(question: Question) throws {
    for (form, page) in try Self.explained(question).pages {
      #expect(try LanguageReportTests.english(in: Self.words(page)) == [], "\(form)")
    }
  }

  @Test(arguments: questions)
  func `what bears on safety stands in English beside the whole sentence`(question: Question) throws {
    let page = try Self.explained(question)
    let text = page.spoken.text(style: Style(width: 100)).split { $0.isWhitespace }.joined(separator: " ")
    // Nothing stands in English inside a sentence: after each English half a new entry begins, or the page ends.
    for half in text.split(separator: "[EN: ").dropFirst() {
      #expect(!half.contains("]; ") && !half.contains("], "), "\(half.prefix(200))")
    }
    for (_, explanation) in page.own.explained {
      for alert in explanation.why.decision.alerts { #expect(text.contains(alert.title)) }
      for reading in explanation.why.gates where reading.decided && reading.gate.kind.stage == nil {
        #expect(text.contains(reading.gate.title))
      }
    }
  }

  @Test func `a stop has its urgency, its sign and what follows in both languages`() throws {
    let question = Question(about: "red_flags.cauda_equina = yes", whyNot: ["pain-education"])
    let text = try Self.explained(question).spoken.text(style: Style(width: 100))
      .split { $0.isWhitespace }.joined(separator: " ")
    for sentence in [
      "Mogelijk cauda-equinasyndroom (stop, spoed): Kenmerken van het cauda-equinasyndroom: ja "
        + "[EN: Possible cauda equina syndrome (stop, emergency): Cauda equina features: yes]",
      "Handel hier eerst naar. Zolang een stop geldt, wordt geen combinatie getoond. [EN: At present: "
        + "STOP: Possible cauda equina syndrome. Act on this first. No pairing is shown while a stop is true.]",
      "Kenmerken van het cauda-equinasyndroom: nee, in plaats van ja (een bevinding, niet iets om te veranderen)",
    ] { #expect(text.contains(sentence), "\(sentence)") }
  }

  @Test func `numbers have a comma, and every page says that nobody has signed`() throws {
    for (form, page) in try Self.explained(Question(about: Self.fear)).pages {
      let words = page.split { $0.isWhitespace }.joined(separator: " ").replacing("\\", with: "")
      #expect(words.contains("MDC95 8,53 bij mensen met chronische pijn"), "\(form)")
      #expect(words.contains("niet nagekeken door een met naam genoemde clinicus"), "\(form)")
    }
  }

  @Test func `an explanation that was not spoken is in its own language, without a word of the other`() throws
  {
    let own = try Self.explained(Question(about: Self.fear)).own.text(style: Style(width: 100))
    #expect(own.contains("Why: the rule that joined") && own.contains("TSK-17 44 is above 37, by 7; FRAGILE"))
    #expect(!own.contains("[EN: ") && !own.contains("Translated"))
  }
}
