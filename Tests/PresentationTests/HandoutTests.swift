import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblinePresentation
import PlumblineTestSupport
import PlumblineText
import Testing

/// What is handed over: the letter's findings, and the patient's page where nothing is recommended.
struct HandoutTests {
  private static let day: Day = "2026-11-20"

  /// The report and answer of a profile in lines or JSON.
  private static func answer(
    _ text: String, in language: Language = .english
  ) throws -> (report: JointReport, joint: JointDecision) {
    let source = try Shipped.together(try Shipped.folders())
    let profile = try LineProfile(source.vocabulary, asOf: day).read(Array(text.utf8))
    let joint = try source.decide(profile, asOf: day)
    if language.code == "en" { return (JointReport(source.guidelines), joint) }
    let view = LanguageView(source, in: language)
    return (JointReport(view.evaluator.guidelines), try view.answer(joint, for: profile))
  }

  private static func letter(_ text: String, in language: Language = .english) throws -> String {
    let (report, joint) = try answer(text, in: language)
    return report.letter(joint, .declined)
  }

  private static func page(_ text: String, in language: Language = .english) throws -> String {
    let (report, joint) = try answer(text, in: language)
    return report.patientPage(joint).replacing(#/<style>(.|\n)*?<\/style>/#, with: "")
  }

  // MARK: parts of other pages

  @Test(arguments: ["high-fear", "red-flag", "little-known"])
  func `what another page shows of an answer is what its own page says`(example: String) throws {
    let (report, joint) = try Self.answer(Command.contents("\(Shipped.examples)/\(example).json"))
    let page = report.html(joint, .declined)
    let parts = report.parts(joint, .declined)
    for line in (parts.screen.text + "\n" + parts.rest.text).split(separator: "\n") where line.contains("<") {
      #expect(page.contains(line), "\(line.prefix(80))")
    }
    #expect(report.letterPage(joint, .declined).contains(report.letterBody(joint, .declined).text))
    #expect(report.patientPage(joint).contains(report.patientBody(joint).text))
    #expect(report.aid(joint).contains(report.aidBody(joint).text))
    let failed = report.parts(joint, .failed).screen.text
    #expect(failed.contains("NOT RECORDED"))
  }

  // MARK: the letter

  private static let dated = """
    {"id": "Q7-ANNA", "notes": "calls herself Annie", "patient": {"age": 44}, "pain": {"region": "lumbar", "duration_weeks": 64},
    "fear": {"tsk_17": 44}, "surgery": {"spinal": false}, "red_flags": {"cauda_equina": true, "infection": false},
    "mood": {"suicide_enquiry": {"absent": "asked-declined"}},
    "provenance": {"fear.tsk_17": {"source": "Observation/tsk", "observed": "2026-11-02"}}}
    """

  @Test func `a letter has the findings with unit, day and source, what was denied, and what is not known`()
    throws
  {
    let high = try Self.letter(
      Command.contents("\(Shipped.examples)/after-fusion-off-work.json"))
    #expect(high.contains("## Findings\n\n- "))
    #expect(high.contains("- TSK-11: 29\n") && high.contains("- Time since surgery: 76 weeks\n"))
    #expect(high.contains("- Work status: on sick leave\n"))
    // How the question about suicidal thoughts stands is stated as a whole.
    let denied = try #require(high.split(separator: "\n").first { $0.hasPrefix("- No: ") })
    #expect(denied.contains("Specific cause,") && denied.contains("Dominant radicular pain"))
    #expect(!denied.contains("Suicidal"))
  }

  @Test func `what only follows from findings is none`() throws {
    let letter = try Self.letter(Command.contents("\(Shipped.examples)/high-fear.json"))
    #expect(letter.contains("- PHQ-2: 1\n"))
    #expect(!letter.contains("- PHQ-9:"))
  }

  @Test func `a letter about a stop says what was found and what was not asked`() throws {
    let letter = try Self.letter(Self.dated)
    #expect(letter.contains("- Cauda equina features: yes\n"))
    // What did not decide is known all the same, and whoever reads the letter needs it.
    #expect(letter.contains("- Age: 44 years\n") && letter.contains("- Duration of pain: 64 weeks\n"))
    let denied = try #require(letter.split(separator: "\n").first { $0.hasPrefix("- No: ") })
    #expect(denied.contains("Suspected spinal infection") && denied.contains("Spinal surgery"))
    let line = try #require(letter.split(separator: "\n").first { $0.hasPrefix("- Not known: ") })
    #expect(line.contains("Suspected fracture") && line.contains("Suicide enquiry (asked, not answered)"))
  }

  @Test func `findings come with the day and the source that the profile names`() throws {
    let letter = try Self.letter(
      """
      {"red_flags": {"cauda_equina": true}, "provenance": {"red_flags.cauda_equina":
      {"source": "Observation/flag", "observed": "2026-11-20", "visit": true}}}
      """)
    #expect(letter.contains("- Cauda equina features: yes (observed 2026-11-20, Observation/flag)\n"))
  }

  @Test(arguments: [Language.english, .dutch].map(\.code))
  func `findings never say who the patient is`(code: String) throws {
    let letter = try Self.letter(Self.dated, in: try #require(Language.named(code)))
    let findings = try #require(
      letter.split(separator: "## ").first { $0.hasPrefix("Findings") || $0.hasPrefix("Bevindingen") })
    for word in ["Q7", "ANNA", "Annie"] { #expect(!findings.contains(word)) }
  }

  @Test func `findings in Dutch have Dutch labels, values and units`() throws {
    let letter = try Self.letter(
      Command.contents("\(Shipped.examples)/after-fusion-off-work.json"), in: .dutch)
    #expect(letter.contains("## Bevindingen\n\n- "))
    #expect(letter.contains("- Tijd sinds de operatie: 76 weken\n"))
    #expect(letter.contains("- Werksituatie: met ziekteverlof\n"))
  }

  @Test func `a letter in English and in Dutch shows no escape before what cannot be markup`() throws {
    for code in ["en", "nl"] {
      let letter = try Self.letter(
        Command.contents("\(Shipped.examples)/high-fear.json"), in: try #require(Language.named(code)))
      for mark in ["\\:", "\\<", "\\[EN", "\\_"] { #expect(!letter.contains(mark), "\(code) \(mark)") }
    }
  }

  // MARK: the patient's page

  @Test(arguments: [
    ("red_flags.cauda_equina = yes", "You need help at once.", "You go numb between your legs.", true),
    ("mood.suicide_enquiry = disclosed", "You need help today.", "you think of hurting yourself", false),
    ("red_flags.malignancy = yes", "You need help soon.", "You lose weight and do not know why.", true),
  ])
  func `while a stop is true the page says how soon, which signs, and whom to call`(
    profile: String, urgency: String, sign: String, holdsExercise: Bool
  ) throws {
    let page = try Self.page(profile)
    let places = [urgency, sign, "Whom to call:"].map { page.firstRange(of: $0)?.lowerBound }
    #expect(places.allSatisfy { $0 != nil } && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(page.contains("Do not start exercise until you hear that you can.") == holdsExercise)
    #expect(page.contains("No emergency contact is set for this site"))
    #expect(!page.contains("112") && !page.contains("999") && !page.contains("pain education"))
  }

  @Test func `in Dutch the page of a stop stands in both languages, each in its own words`() throws {
    let page = try Self.page("red_flags.cauda_equina = yes", in: .dutch)
    #expect(page.contains("U hebt meteen hulp nodig. Wacht niet. [EN: You need help at once. Do not wait.]"))
    #expect(
      page.contains(
        "Begin niet met oefentherapie tot u hoort dat het mag. [EN: Do not start exercise until you hear that you can.]"
      ))
  }

  @Test(arguments: [
    ("defer", "Call them at once if your wound changes, if you get a fever, if you feel weak or numb"),
    ("out-of-scope", "Keep moving as well as you can. Come back after 12 weeks"),
    ("child", "The guide that we looked at is not made for you."),
    ("need-data", "We cannot choose a treatment yet."),
  ])
  func `where nothing is recommended the page says so, with the signs and whom to call`(
    decision: String, says: String
  ) throws {
    let known = "red_flags = none\npatient.age = 44\npain.region = lumbar\npain.specific_cause = no\n"
    let profile = [
      "defer": known + "pain.duration_weeks = 64\nsurgery.spinal = yes\nsurgery.weeks_since = 3",
      "out-of-scope": known + "pain.duration_weeks = 4", "need-data": "patient.age = 44",
      "child": "red_flags = none\npatient.age = 12",
    ][decision]
    let (report, joint) = try Self.answer(try #require(profile))
    #expect(joint.disposition?.rawValue == (decision == "child" ? "out-of-scope" : decision))
    let page = report.patientPage(joint)
    #expect(
      page.contains(says) && page.contains("You go numb between your legs.") && page.contains("Whom to call:")
    )
    #expect(!page.contains("What else there is"))
  }

  @Test(arguments: [
    "red_flags.cauda_equina = yes", "red_flags.fracture = yes", "red_flags.infection = yes",
    "red_flags.inflammatory = yes", "red_flags.malignancy = yes", "red_flags.progressive_motor_deficit = yes",
    "mood.suicide_enquiry = disclosed", "patient.age = 44", "red_flags = none\npatient.age = 12",
  ])
  func `a page without a recommendation reads at a sixth grade by both formulas`(profile: String) throws {
    let page = try Self.page(profile).replacing(#/<style>(.|\n)*?</style>|<title>.*</title>/#, with: "")
    let words = page.replacing(#/<[^>]*>/#, with: " ").split { $0.isWhitespace }.joined(separator: " ")
    let level = ReadingLevel(words)
    #expect(try #require(level.gradeWords.flatMap { Double($0) }) <= 6)
    #expect(try #require(level.readabilityIndexWords.flatMap { Double($0) }) <= 6)
  }

  @Test(arguments: [
    "red_flags.cauda_equina = yes", "patient.age = 44", "red_flags = none\npatient.age = 12",
  ])
  func `a page without a recommendation is rather easy to read in Dutch`(profile: String) throws {
    let page = try Self.page(profile, in: .dutch).replacing(
      #/<style>(.|\n)*?</style>|<title>.*</title>/#, with: "")
    let words = page.replacing(#/<[^>]*>/#, with: " ").split { $0.isWhitespace }.joined(separator: " ")
      .replacing(
        #/ \[EN: [^\[\]]*\]/#, with: "")
    #expect(try #require(ReadingEase(words).scoreWords.flatMap { Double($0) }) >= 60)
  }

  @Test func `a patient who is not cleared for exercise reads that first, in both languages`() throws {
    let fused = """
      patient.age = 50
      pain.region = lumbar
      pain.duration_weeks = 60
      pain.specific_cause = no
      red_flags = none
      mood.suicide_enquiry = none
      surgery.spinal = yes
      surgery.procedure = fusion
      surgery.weeks_since = 34
      goal.primary = function
      fear.tsk_17 = 44
      surgery.pain_since = yes
      surgery.cleared_for_exercise =
      """
    let says = "Your surgical team has not said yet that you can exercise. Do not start before it does."
    for (language, words) in [
      (Language.english, says), (.dutch, "Uw chirurgische team heeft nog niet gezegd"),
    ] {
      let page = try Self.page(fused + " no", in: language)
      let start = try #require(page.firstRange(of: words))
      let exercise = try #require(
        page.firstRange(of: language.code == "en" ? "how pain works" : "hoe pijn werkt"))
      #expect(start.lowerBound < exercise.lowerBound)
      let (report, joint) = try Self.answer(fused + " no", in: language)
      #expect(report.aid(joint).contains(words))
      #expect(try !Self.page(fused + " yes", in: language).contains(words))
    }
    #expect(try !Self.page(fused + " unknown").contains(says))
  }

  // MARK: other fields

  @Test func `a page names the contacts of its field, and says which the site did not set`() throws {
    var clinic = SmallClinic.plain("back")
    let missing = "No contact for thoughts of suicide is set"
    func page() throws -> String {
      let evaluator = try Shipped.together(clinic.folders)
      let profile = try ProfileReader(evaluator.vocabulary, asOf: Self.day).read(Array(#"{}"#.utf8))
      return JointReport(evaluator.guidelines).patientPage(try evaluator.decide(profile, asOf: Self.day))
    }
    #expect(try page().contains(missing))
    clinic.domain = #"contacts = { "emergency", "team" }"#
    #expect(try !page().contains(missing) && page().contains("No emergency contact is set"))
  }

  @Test func `an alternative that is passed over says why on the first screen, and in why-not`() throws {
    var clinic = SmallClinic.plain("back")
    clinic.facts += SmallClinic.flag("back.rest") + SmallClinic.flag("back.none")
    clinic.rules +=
      SmallClinic.pairing("rest") + SmallClinic.pairing("swim")
      + SmallClinic.rule("swim", "back.rest :is(true)", rank: 1)
      + SmallClinic.rule("rest", "back.rest :is(true)", rank: 2)
      + #"pass_over "no-pool" { title = "No pool", part = "swim", when = back.none :is(true), because = "There is none." }"#
    let evaluator = try Shipped.together(clinic.folders)
    let facts = evaluator.vocabulary.givenFacts.map { evaluator.vocabulary[$0].name }.filter {
      $0.hasPrefix("back.")
    }
    let flags = facts.map {
      #""\#($0.dropFirst("back.".count))": \#(["back.rest", "back.none"].contains($0))"#
    }
    let profile = try ProfileReader(evaluator.vocabulary, asOf: Self.day).read(
      Array("{\"back\": {\(flags.joined(separator: ", "))}}".utf8))
    let joint = try evaluator.decide(profile, asOf: Self.day)
    let aid = JointReport(evaluator.guidelines).aid(joint)
    #expect(aid.contains("<h2>rest</h2>") && aid.contains("This would fit, but you tried it"), "\(aid)")
    let text = JointReport(evaluator.guidelines).text(joint, .declined, style: Style(width: 100))
    #expect(
      text.contains("Alternative: swim.") && text.contains("Passed over: No pool. There is none."), "\(text)")
  }
}
