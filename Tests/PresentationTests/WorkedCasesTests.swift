import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblinePresentation
import PlumblineTestSupport
import PlumblineText
import Testing

/// The policy's worked cases: the decision, what a person must read, and what nobody may read. Each is a profile in lines, with what is
/// expected in its comments: Tests/Fixtures/worked-cases.
struct WorkedCasesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    /// By key: `decision`, `screen`, `letter`, `patient`, `never`.
    var expected: [String: [String]]
    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let folder = "\(Shipped.root)/Tests/Fixtures/worked-cases"
    return Command.run("/bin/ls", [folder]).output.split(separator: "\n").map { name in
      let text = Command.contents("\(folder)/\(name)")
      var expected: [String: [String]] = [:]
      for line in text.split(separator: "\n") where line.hasPrefix("#> ") {
        let parts = line.dropFirst(3).split(separator: ":", maxSplits: 1)
        expected[String(parts[0]), default: []].append(String(parts[1].dropFirst()))
      }
      return Case(name: String(name), text: text, expected: expected)
    }
  }()

  /// Everything that can be printed or handed over for a case, in words without line breaks.
  private struct Printed {
    var decision: Decision
    var screen: String
    var lines: Int
    var others: [String: String]

    init(_ text: String) throws {
      let joint = try Shipped.together(try Shipped.folders())
      let profile = try LineProfile(joint.vocabulary, asOf: "2026-11-20").read(Array(text.utf8))
      let answer = try joint.decide(profile, asOf: "2026-11-20")
      decision = try #require(answer.only)
      let report = JointReport(joint.guidelines)
      let page = report.text(answer, .declined, style: Style(width: 100))
      lines = page.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      screen = Self.words(page)
      others = [
        "full": Self.words(report.text(answer, .declined, style: Style(width: 100), isFull: true)),
        "markdown": Self.words(report.markdown(answer, .declined)),
        "html": Self.words(report.html(answer, .declined)),
        "letter": Self.words(report.letter(answer, .declined)),
        "letter-html": Self.words(report.letterPage(answer, .declined)),
        "patient": Self.words(report.patientPage(answer)), "aid": Self.words(report.aid(answer)),
      ]
    }

    private static func words(_ page: String) -> String {
      page.replacing(#/<style>(.|\n)*?</style>/#, with: "").replacing("\\", with: "").replacing(
        "&#39;", with: "'"
      ).replacing("&lt;", with: "<")
        .split { $0.isWhitespace }.joined(separator: " ")
    }
  }

  @Test func `there are at least twenty-four`() { #expect(Self.cases.count >= 24) }

  @Test(arguments: cases)
  func `the decision and its first pairing are those of the policy`(one: Case) throws {
    let printed = try Printed(one.text)
    let answer = printed.decision
    let words = [answer.disposition.rawValue, answer.primary?.pairing.description].compactMap { $0 }
    #expect([words.joined(separator: " ")] == one.expected["decision"])
  }

  @Test(arguments: cases)
  func `each form says what must be said, and none says what must not be`(one: Case) throws {
    let printed = try Printed(one.text)
    for words in one.expected["screen"] ?? [] { #expect(printed.screen.contains(words), "screen: \(words)") }
    for form in ["letter", "patient"] {
      for words in one.expected[form] ?? [] {
        #expect(printed.others[form]?.contains(words) ?? false, "\(form): \(words)")
      }
    }
    for words in one.expected["patient-never"] ?? [] {
      for form in ["patient", "aid"] {
        #expect(!(printed.others[form]?.contains(words) ?? false), "\(form): \(words)")
      }
    }
    for words in one.expected["never"] ?? [] {
      #expect(!printed.screen.contains(words), "screen: \(words)")
      for (form, page) in printed.others { #expect(!page.contains(words), "\(form): \(words)") }
    }
  }

  /// §9.9 of the policy.
  @Test(arguments: cases)
  func `the screen has at most 30 lines, or nothing that could be left out but reasons`(one: Case) throws {
    let printed = try Printed(one.text)
    if printed.lines <= BriefReport.lines { return }
    // Then the reasons are down to the first sentence of each, and what is beyond the screen is what must be said: cautions, how the
    // patient differs from the people studied, and what is known against an option that leads.
    let primary = try #require(printed.decision.primary)
    func lines(_ texts: [String]) -> Int {
      Wrapping.lines(texts.joined(separator: " "), to: 100, first: "Watch  ", rest: "       ").count
    }
    let banner = printed.screen.matches(of: #/Studied by .*?; this patient [^.]*\./#).map {
      String($0.output)
    }
    let notes = printed.decision.options.filter { $0.standing == .recommended }.compactMap(\.note)
    for note in notes { #expect(printed.screen.contains(note)) }
    let must = lines(printed.decision.otherCautions + primary.watch) + lines(banner) + lines(notes)
    #expect(printed.lines - must <= BriefReport.lines)
    #expect(!printed.screen.contains("Named, nothing claimed"))
    for because in primary.because {
      #expect(!printed.screen.contains(because) || because.split(separator: ".").count < 2)
    }
  }

  @Test(arguments: cases)
  func `a caution for the screen is on it, whole`(one: Case) throws {
    let printed = try Printed(one.text)
    for caution in printed.decision.primary?.watch ?? [] { #expect(printed.screen.contains(caution)) }
    for notice in printed.decision.notices { #expect(printed.screen.contains(notice.says)) }
    for caution in printed.decision.otherCautions { #expect(printed.screen.contains(caution)) }
    let unlike = Set((printed.decision.primary?.claims ?? []).flatMap(\.unlike).compactMap(\.differs))
    for difference in unlike { #expect(printed.screen.contains(difference)) }
  }

  @Test(arguments: cases)
  func `only what holds for everybody, or turns on what was not asked, is left to the full answer`(one: Case)
    throws
  {
    let printed = try Printed(one.text)
    let general = Set(
      try Shipped.guideline().pairings.values.flatMap(\.cautions).filter { $0.when == nil }.map(\.says))
    for caution in printed.decision.primary?.cautions ?? [] where !printed.screen.contains(caution) {
      #expect(general.contains(caution) || caution.contains("(Not known:"), "\(caution)")
    }
  }

  @Test(arguments: cases)
  func `how the patient differs from the people studied stands once for each source, and names it`(one: Case)
    throws
  {
    let printed = try Printed(one.text)
    let claims = (printed.decision.primary?.claims ?? []).filter { !$0.unlike.isEmpty }
    let pages = [printed.screen] + ["full", "letter", "markdown", "html"].compactMap { printed.others[$0] }
    for page in pages {
      let said = page.matches(of: #/Studied by [^.]+ in people with/#).count
      #expect(said == 0 ? claims.isEmpty : said <= Set(claims.map(\.evidence.source)).count)
      #expect(!page.contains("like the people studied"))
    }
  }

  @Test(arguments: cases)
  func `the question about suicidal thoughts is put once`(one: Case) throws {
    let printed = try Printed(one.text)
    let questions = ["Asked about suicidal thoughts at this visit", "What was the answer to PHQ-9 item 9"]
    let put = questions.map { printed.screen.ranges(of: $0).count }
    #expect(put.reduce(0, +) <= 1 || printed.screen.contains("One of these answers it:") && put == [1, 1])
  }

  @Test(arguments: cases)
  func `nothing promises safety, proof or a best choice, and a stop shows no options`(one: Case) throws {
    let printed = try Printed(one.text)
    let pages = [printed.screen] + printed.others.values
    for page in pages {
      for word in [
        "is proven", "proven to", "is safe", "the best", "will cure", "guarantee",
      ] {
        #expect(!page.contains(word), "\(word)")
      }
    }
    if printed.decision.disposition == .stop {
      #expect(printed.decision.options.isEmpty && !printed.screen.contains("Options"))
      #expect(
        printed.others["patient"]?.contains("We choose no treatment before this is looked at.") ?? false)
    }
  }

  @Test(arguments: cases)
  func `what goes home with the patient has no score, no effect size and no certainty of a study`(one: Case)
    throws
  {
    let printed = try Printed(one.text)
    let page = try #require(printed.others["patient"])
    for word in ["SMD", "certainty", "FABQ", "TSK", "PHQ", "STarT", "%", "ailed back surgery"] {
      #expect(!page.contains(word), "\(word)")
    }
    let aid = try #require(printed.others["aid"])
    for word in ["SMD", "%", "FABQ", "TSK"] { #expect(!aid.contains(word), "\(word)") }
  }

  @Test(arguments: cases)
  func `the patient's page reads at a sixth grade by both formulas`(one: Case) throws {
    let printed = try Printed(one.text)
    guard printed.decision.primary != nil else { return }
    let html = try #require(printed.others["html"])
    let match = try #require(
      html.firstMatch(
        of:
          #/reads at school grade ([0-9.]+) \(Flesch-Kincaid\) and ([0-9.]+) \(Automated Readability Index\)/#
      ))
    #expect(try #require(Double(match.1)) <= 6)
    #expect(try #require(Double(match.2)) <= 6)
  }
}
