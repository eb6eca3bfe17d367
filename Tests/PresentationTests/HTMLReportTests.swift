import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblinePresentation
import PlumblineTestSupport
import Testing

/// The answer as a page: safe for any content, and with everything in the other forms.
struct HTMLReportTests {
  private func page(_ example: String) throws -> String {
    let evaluator = try Shipped.evaluator()
    let decision = try Shipped.decide(evaluator, Command.contents("\(Shipped.examples)/\(example).json"))
    return HTMLReport(evaluator.guideline).text(decision, .declined)
  }

  /// Returns a page without its tags.
  private func words(_ page: String) -> String {
    var out = ""
    var isTag = false
    for character in page {
      if character == "<" {
        isTag = true
      } else if character == ">" {
        isTag = false
      } else if !isTag {
        out.append(character)
      }
    }
    return out.replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test(arguments: ["high-fear", "after-fusion-off-work", "goal-pain", "work-fear-only", "questionnaires"])
  func `a page shows the reasons, certainty, cautions, open questions and sources`(example: String) throws {
    let evaluator = try Shipped.evaluator()
    let decision = try Shipped.decide(evaluator, Command.contents("\(Shipped.examples)/\(example).json"))
    let text = words(HTMLReport(evaluator.guideline).text(decision, .declined))
    let primary = try #require(decision.primary)
    let expected =
      [primary.title] + primary.because + primary.cautions + primary.forPatient + decision.otherCautions
      + decision.notices.map(\.says)
      + decision.conflicts.map(\.title)
      + decision.missing.map { evaluator.guideline.vocabulary[$0.fact].question }
      + decision.sources(of: evaluator.guideline)
    for sentence in expected {
      #expect(text.contains(sentence.split { $0.isWhitespace }.joined(separator: " ")), "\(sentence)")
    }
    #expect(text.contains("supports a clinician's judgement and does not replace assessment"))
  }

  @Test(arguments: ["high-fear", "red-flag", "little-known", "acute"])
  func `a page is self-contained`(example: String) throws {
    let page = try page(example)
    for forbidden in [
      "<script", "<img", "<link", "@import", "url(", "src=", "onload", "http-equiv=\"refresh",
    ] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    for part in page.split(separator: "href=\"").dropFirst() {
      #expect(part.hasPrefix("https://doi.org/10."))
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test(arguments: ["red-flag", "little-known", "acute"])
  func `without a recommendation there is no page for the patient, and what to do comes first`(
    example: String
  ) throws {
    let page = try page(example)
    #expect(!page.contains("For you"))
    #expect(!page.contains("<svg"))
  }

  @Test func `nothing from a profile becomes markup`() throws {
    let evaluator = try Shipped.evaluator()
    let profile = #"{"id":"<script>alert(1)</script>\" onload=\"x' &amp; \u202e"}"#
    let page = HTMLReport(evaluator.guideline).text(try Shipped.decide(evaluator, profile), .declined)
    #expect(!page.contains("<script"))
    #expect(
      page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x&#39; &amp;amp; \\u{202e}"))
  }

  @Test func `certainty comes down rung by rung, each with its reason`() throws {
    let text = words(try page("after-fusion-off-work"))
    #expect(
      text.contains(
        "function, just after treatment: low for this patient ⊕⊕⊕○ moderate The evidence's own rating, recalled and not confirmed at its source. ⊕⊕○○ low Studied in people with low back pain (whether people with spinal surgery took part is not known to us); this patient differs."
      ))
  }

  @Test func `every effect is drawn, and given in words to a screen reader`() throws {
    let page = try page("high-fear")
    #expect(page.split(separator: "class=\"point\"").count - 1 == 2)
    #expect(
      page.contains(
        "aria-label=\"SMD against physiotherapy care alone, mainly structured exercise, 0 is no difference, higher favours the pairing. function, 6 to &lt;12 months: 0.63 (0.25 to 1.00), certainty low. function, just after treatment: 0.62 (0.08 to 1.17), certainty moderate.\""
      ))
  }
}

/// Flesch and Kincaid's grade, checked against counts made by hand.
struct ReadingLevelTests {
  @Test(arguments: [
    ("The cat sat on the mat.", 6, 1, 6), ("Pain can last. It may ease.", 6, 2, 6),
    ("Exercise helps people with lasting back pain.", 7, 1, 11), ("It is low-dose.", 3, 1, 4), ("", 0, 0, 0),
  ])
  func `words, sentences and syllables are counted as a person counts them`(
    text: String, words: Int, sentences: Int, syllables: Int
  ) {
    let count = ReadingLevel(text).count
    #expect([count.words, count.sentences, count.syllables] == [words, sentences, syllables])
  }

  @Test func `the grade is the published formula`() {
    // 0.39 × 7 + 11.8 × 11/7 − 15.59 = 5.68
    #expect(ReadingLevel("Exercise helps people with lasting back pain.").gradeWords == "5.7")
    #expect(ReadingLevel("").grade == nil)
  }
}

extension Decision {
  /// Returns the citations of everything shown.
  fileprivate func sources(of guideline: Guideline) -> [String] {
    recommendations.flatMap(\.sources).compactMap { guideline.sources[$0]?.citation }
  }
}
