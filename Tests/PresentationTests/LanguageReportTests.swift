import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblinePresentation
import PlumblineTestSupport
import PlumblineText
import Testing

/// Every form of an answer in Dutch: no words of the program are left in English, and what bears on safety stands in both languages.
struct LanguageReportTests {
  private static let view = Result { LanguageView(try Shipped.together(try Shipped.folders()), in: .dutch) }

  /// What is printed of a case, by its form.
  private static func printed(_ text: String) throws -> (answer: JointDecision, pages: [String: String]) {
    let view = try Self.view.get()
    let profile = try LineProfile(view.source.vocabulary, asOf: "2026-11-20").read(Array(text.utf8))
    let answer = try view.answer(try view.source.decide(profile, asOf: "2026-11-20"), for: profile)
    let report = JointReport(view.evaluator.guidelines)
    let style = Style(width: 100)
    return (
      answer,
      [
        "text": report.text(answer, .declined, style: style),
        "full": report.text(answer, .declined, style: style, isFull: true),
        "markdown": report.markdown(answer, .failed), "html": report.html(answer, .failed),
        "letter": report.letter(answer, .declined), "letter-html": report.letterPage(answer, .declined),
        "patient": report.patientPage(answer), "aid": report.aid(answer),
      ]
    )
  }

  /// The words of a page that are English, outside the English halves and outside what is never translated: citations.
  static func english(in page: String) throws -> [Substring] {
    try dutch(page).lowercased().split { !$0.isLetter && $0 != "'" }.filter(english.contains)
  }

  private static func dutch(_ page: String) throws -> String {
    let words = page.replacing(#/<style>(.|\n)*?</style>/#, with: "").replacing("\\", with: "").replacing(
      "&#39;", with: "'"
    ).replacing("&lt;", with: "<").replacing("--no-record", with: "").replacing(#/<[a-z\/][^>]*>/#, with: " ")
      .split { $0.isWhitespace }.joined(separator: " ")
    let sources = try Shipped.guideline().sources.values.map(\.citation)
    let cited = sources.sorted { $0.count > $1.count }.flatMap { [$0, String($0.prefix { $0 != "." })] }
    return cited.reduce(Bilingual.own(words)) { $0.replacing($1, with: "") }
  }

  /// Words that are English and not Dutch.
  private static let english: Set<Substring> = [
    "the", "and", "this", "not", "with", "which", "for", "from", "that", "are", "could", "have", "what", "by",
    "than",
    "these", "those", "who", "when", "if", "must", "no", "yes", "against", "patient's", "record", "page",
    "asked",
  ]

  @Test(arguments: WorkedCasesTests.cases)
  func `no word around the packs' texts is left in English`(one: WorkedCasesTests.Case) throws {
    for (form, page) in try Self.printed(one.text).pages {
      #expect(try Self.english(in: page) == [], "\(form)")
    }
  }

  @Test(arguments: WorkedCasesTests.cases)
  func `a stop has its urgency and what it asks in both languages, in every form`(one: WorkedCasesTests.Case)
    throws
  {
    let (answer, pages) = try Self.printed(one.text)
    for (_, alert) in answer.alerts {
      let urgency = alert.urgency.rawValue.replacing("-", with: " ")
      for form in ["text", "full", "markdown", "html", "letter", "letter-html"] {
        let page = try #require(pages[form]).split { $0.isWhitespace }.joined(separator: " ").replacing(
          "\\", with: "")
        #expect(page.lowercased().contains("[en: \(urgency)]"), "\(form)")
        #expect(Bilingual(alert.action).map { page.contains("[EN: \($0.english)]") } ?? false, "\(form)")
      }
      for form in ["text", "full", "markdown", "html"] {
        let page = try #require(pages[form]).split { $0.isWhitespace }.joined(separator: " ")
        #expect(page.contains("Act on this first."), "\(form)")
      }
    }
  }

  @Test func `a page says in which language it is`() throws {
    let pages = try Self.printed("red_flags.cauda_equina = yes").pages
    for form in ["html", "letter-html", "patient", "aid"] {
      #expect(pages[form]?.contains("<html lang=\"nl\">") ?? false, "\(form)")
    }
  }

  @Test func `a refusal is in Dutch, and what bears on safety in both languages`() throws {
    let view = try Self.view.get()
    let text = Array(
      #"{"red_flags": {"cauda_equina": true, "infection": "misschien"}, "patient": {"age": 900}}"#.utf8)
    let reader = ProfileReader(view.source.vocabulary, asOf: "2026-11-20")
    let refusal = view.evaluator.refusal(
      .profile, { reader.readings(of: text, for: $0) }, asOf: "2026-11-20", problems: [])
    #expect(!refusal.alerts.isEmpty && !refusal.possible.isEmpty)
    let report = RefusalReport(view.evaluator.vocabulary, in: .dutch)
    for page in [
      report.text(refusal, .declined, style: Style(width: 100)), report.markdown(refusal, .failed),
      report.html(refusal, .failed, isAskedForPatient: true),
    ] {
      let words = page.split { $0.isWhitespace }.joined(separator: " ").replacing("\\", with: "")
      #expect(words.contains("Send for emergency assessment by the local route."))
      #expect(words.contains("An answer cannot be read (Suspected spinal infection); it may be a yes."))
      #expect(words.contains("there may be more."))
      #expect(try Self.english(in: page) == [])
    }
  }

  @Test func `signs in two languages stay side by side, one by one`() throws {
    let page = try #require(try Self.printed("red_flags.cauda_equina = yes").pages["patient"])
    #expect(page.contains("<li>Uw handen worden onhandig. [EN: Your hands get clumsy.]</li>"))
  }

  @Test func `the program's own words have their Dutch`() {
    let words =
      [Words.judgement, Words.notAnalysed, Words.failedRecording, Words.certainty]
      + Decision.Disposition.allCases.map(Words.headline) + Strength.allCases.map(Words.strength)
      + Gate.Urgency.allCases.map { Words.urgency($0).lowercased() }
      + ExplanationWords.times.values.flatMap { [$0, $0 + "s"] }
      + Pairing.Action.Kind.allCases.map(\.rawValue.capitalisedOnce)
    #expect(words.filter { !Language.dutch.has($0) } == [])
  }
}
