import PlumblineTestSupport
import PlumblineText
import Testing

/// The program's own sentences in other languages: none is missing, and none says other values.
struct LanguageTests {
  private static let sources = Command.run(
    "/usr/bin/find", ["\(Shipped.root)/Sources", "\(Shipped.root)/Service/Sources", "-name", "*.swift"]
  ).output
    .split(separator: "\n").map(String.init)

  /// The sentences that the sources say in a language: the literals in `language("…")` and `language.both("…")`.
  private static let said: Set<String> = {
    var said: Set<String> = []
    for file in sources where !file.contains("/Core/Text/") {
      let text = Command.contents(file)
      for match in text.matches(of: #/\blanguage(?:\.both)?\(\s*((?:"(?:[^"\\\n]|\\.)*"\s*\+?\s*)+)/#) {
        let parts = match.1.matches(of: #/"((?:[^"\\\n]|\\.)*)"/#).map { String($0.1) }
        said.insert(parts.joined().replacing("\\\"", with: "\""))
      }
    }
    return said
  }()

  @Test func `codes are those of all languages`() {
    #expect(Language.codes == Language.all.map(\.code))
  }

  @Test func `sentences are found where they are said`() {
    #expect(Self.said.contains("Not answered: {facts}."))
    #expect(Self.said.contains("Ask before anything else is decided."))
    #expect(Self.said.count > 15)
  }

  @Test func `every sentence of the program has its Dutch`() {
    #expect(Self.said.filter { !Language.dutch.has($0) }.sorted() == [])
  }

  @Test func `a translation has the places for values of its sentence`() {
    func places(_ text: String) -> [String] {
      text.matches(of: #/\{([a-z]+)\}/#).map { String($0.1) }.sorted()
    }
    for sentence in Self.said { #expect(places(Language.dutch(sentence)) == places(sentence), "\(sentence)") }
  }

  @Test func `a sentence of safety stands in English too until somebody signs`() {
    let sentence = "Ask before anything else is decided."
    #expect(Bilingual(Language.dutch.both(sentence))?.english == sentence)
    #expect(Language.english.both(sentence) == sentence)
    let signed = Language(code: "nl", sentences: [sentence: "Vraag."], reviewedBy: "Dr A")
    #expect(signed.both(sentence) == "Vraag.")
  }

  @Test func `a sentence without a translation stands as it is, with its values`() {
    #expect(Language.dutch("No such {thing}.", ["thing": "sentence"]) == "No such sentence.")
  }

  @Test(arguments: [
    ("Ja [EN: Yes]", "Ja"), ("a [EN: b]: ja; c [EN: d] e", "a: ja; c e"),
    ("zie [Ho 2022] [EN: see [Ho 2022]]", "zie [Ho 2022]"), ("Yes", "Yes"), ("", ""),
  ])
  func `a text keeps its own language alone, wherever its English halves stand`(text: String, own: String) {
    #expect(Bilingual.own(text) == own)
  }

  @Test func `a number inside a text has its comma, and no other dot is one`() {
    #expect(Language.dutch.numbers(in: "7.4 % × 10.93 − 23.5 kg.m2.") == "7,4 % × 10,93 − 23,5 kg.m2.")
    #expect(Language.english.numbers(in: "7.4 %") == "7.4 %")
  }

  @Test func `languages are found by their code, and numbers have their comma`() {
    #expect(Language.all.map(\.code) == ["en", "nl"])
    #expect(Language.named("fr") == nil && Language.named("nl")?.number("0.63") == "0,63")
    #expect(Language.english.number("0.63") == "0.63")
  }
}
