import PlumblineTestSupport
import PlumblineText
import Testing

@testable import PlumblineGuideline

/// What a machine can say of a translation: its numbers, its places for values, what it denies, and how easy it reads.
struct TranslationTests {
  @Test(arguments: [
    ("0.63 (0.25 to 1.00)", "0,63 (0,25 tot 1,00)"), ("PHQ-9 {mood.phq_9}", "{mood.phq_9} op de PHQ-9"),
    ("in 12 weeks.", "over 12 weken."), ("after 1 to 2 weeks", "na één tot twee weken"),
    ("3 months", "drie maanden"),
    ("two weeks", "2 weken"), ("no number", "geen getal"), ("2 to <6 months", "2 tot <6 maanden"),
  ])
  func `the same numbers and places fit`(source: String, translation: String) {
    #expect(TranslationFit(source, translation).isGood)
  }

  @Test(arguments: [
    ("6 to 12 weeks", "12 tot 6 weken"), ("above 37", "boven 38"), ("0.63", "0.36"), ("{a.b}", "{a.c}"),
    ("{a.b}", "a.b"), ("{a.b}", "{a.b} {a.b}"), ("x", "{x"), ("week 12", "week"),
  ])
  func `other numbers, another order, and other places do not`(source: String, translation: String) {
    #expect(!TranslationFit(source, translation).isGood)
  }

  @Test(arguments: [
    ("Do not wait.", "Wacht niet.", 0), ("Do not wait.", "Wacht.", 1), ("No exercise, never.", "Nooit.", 1),
    ("None is known.", "Geen is bekend.", 0), ("Untreated.", "Behandeld.", 0),
    ("It is {not.a_word}.", "Het is {not.a_word}.", 0), ("cannot be told", "kan niet", 0),
    ("A note about notes", "Een noot over noten", 0), ("It isn't.", "Het is.", 1),
  ])
  func `a denial that is lost is counted`(source: String, translation: String, lost: Int) {
    #expect(Glossary.dutch.negationsLost(from: translation, of: source) == lost)
  }

  @Test(arguments: [
    ("6.5 mmol/L or more", "6,5 mmol/L of minder", true), ("6.5 mmol/L or more", "6,5 mmol/L of meer", false),
    ("above 5", "onder 5", true), ("above 5", "boven 5", false),
    ("less than 2 weeks", "meer dan 2 weken", true),
    ("less than 2 weeks", "minder dan 2 weken", false), ("not above 5", "hoogstens 5", false),
    ("not above 5", "boven 5", true), ("under 18", "jonger dan 18", false),
    ("for 12 weeks", "minder dan 12 weken", false),
    ("above 5, or under 3", "boven 5, of boven 3", true),
    ("at least {a.b} of 20", "hoogstens {a.b} op 20", false),
    ("70 years or older", "70 jaar of ouder", false), ("at least 5", "ten minste 5", false),
  ])
  func `a limit on the other side of its number is found`(source: String, translation: String, turns: Bool) {
    #expect(Glossary.dutch.turnsLimit(of: source, in: translation) == turns)
  }

  @Test(arguments: [
    ("very low certainty", "zeer lage zekerheid", [String]()),
    ("very low certainty", "lage zekerheid", ["very low"]),
    ("an emergency", "een spoedgeval", []), ("an emergency", "een noodgeval", ["emergency"]),
    ("Call the emergency services", "Bel de hulpdiensten", []), ("the same day", "vandaag", ["same day"]),
  ])
  func `a term of the glossary has its own word`(source: String, translation: String, missing: [String]) {
    #expect(Glossary.dutch.termsMissing(from: translation, of: source).map { $0.english[0] } == missing)
  }

  @Test func `every term of the glossary says where its word was read`() {
    let bare = Glossary.dutch.terms.filter { $0.source.isEmpty || $0.translations.isEmpty }
    #expect(bare.isEmpty)
    #expect(Glossary.of("fr") == nil)
  }

  @Test(arguments: [
    ("pijn", 1), ("oefening", 3), ("patiënt", 3), ("beoordelen", 4), ("ideeën", 3), ("financieel", 4),
    ("radio", 3),
    ("leeuw", 1), ("nieuw", 1), ("uitleg", 2), ("zoals", 2), ("x", 1), ("koorts", 1), ("draaien", 2),
  ])
  func `syllables of Dutch are counted by its written sounds`(word: String, count: Int) {
    #expect(ReadingEase.syllables(word) == count)
  }

  @Test func `the ease is Douma's formula`() throws {
    // 4 words in 1 sentence, 6 syllables: 206.835 - 0.93 * 4 - 77 * 1.5.
    let ease = try #require(ReadingEase("Uw pijn is echt bekend.").score)
    #expect(ReadingEase("Uw pijn is echt bekend.").count.words == 5)
    #expect(abs(ease - (206.835 - 0.93 * 5 - 77 * 6 / 5)) < 0.001)
    #expect(ReadingEase("").score == nil)
    let hard = try #require(
      ReadingEase("Multidisciplinaire revalidatieprogramma's verdienen aanbeveling.").score)
    #expect(hard < ReadingEase.normal && ease > ReadingEase.normal)
  }

  @Test func `the sentences for patients of the shipped packs read normally or easier`() throws {
    let (read, _) = CatalogueReader.catalogues(in: try Shipped.folders())
    let translator = Translator(read)
    for sentence in try Shipped.guideline().sentences where sentence.isForPatient {
      let text = try #require(translator.entry(for: sentence)).entry.text
      let score = try #require(ReadingEase(text).score)
      #expect(score >= ReadingEase.normal, "\(Int(score)): \(text)")
    }
  }

  @Test(arguments: [("a", "b"), ("niet [x]", "not [x]"), ("", "b")])
  func `two halves are one text, and can be taken apart`(text: String, english: String) {
    let both = Bilingual(text: text, english: english)
    #expect(Bilingual(both.joined) == both)
    #expect(Bilingual(text) == nil)
  }
}
