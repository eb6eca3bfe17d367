import PlumblineTestSupport
import PlumblineText
import Testing

@testable import PlumblineGuideline

/// Catalogues: the words of a pack in another language, which decide nothing.
struct CatalogueTests {
  private static let manifest = SmallPack.manifest("1.0.0") + SmallPack.people

  private static func pack(_ catalogues: String...) -> PackFolder {
    PackFolder(
      name: "red-flags", files: [PackFile(name: "pack.lua", text: Array(manifest.utf8))],
      languages: catalogues.enumerated().map {
        PackFile(name: "languages/nl\($0).lua", text: Array($1.utf8))
      })
  }

  private static func read(_ catalogues: String...) -> (catalogues: [Catalogue], problems: [String]) {
    var folder = pack()
    folder = PackFolder(
      name: "red-flags", files: folder.files,
      languages: catalogues.enumerated().map {
        PackFile(name: "languages/nl\($0).lua", text: Array($1.utf8))
      })
    let (read, problems) = CatalogueReader.catalogues(in: [folder])
    for problem in problems { #expect(ErrorForm.faults(in: problem.message) == [], "\(problem.message)") }
    return (read, problems.map(\.description))
  }

  private static func catalogue(_ sentences: String, _ head: String = "") -> String {
    "catalogue \"nl\" { translator = \"A\", \(head) sentences = {\n\(sentences)\n} }"
  }

  @Test func `a catalogue is read, with the line of each sentence`() throws {
    let text = Self.catalogue("[\"flag?\"] = \"vlag?\",\n[\"Exercise \" .. \"with x\"] = \"Oefenen met x\"")
    let (read, problems) = Self.read(text)
    #expect(problems == [])
    let one = try #require(read.first)
    #expect(one.language == "nl" && one.pack == "red-flags" && one.translator == "A" && one.review == nil)
    #expect(one.entries["flag?"]?.text == "vlag?")
    #expect(one.entries["Exercise with x"]?.place.description == "red-flags/languages/nl0.lua:3")
  }

  @Test func `catalogues change no digest, and are no part of the pack`() throws {
    let bare = Self.pack()
    let spoken = Self.pack(Self.catalogue("[\"flag?\"] = \"vlag?\""))
    #expect(bare.digest == spoken.digest)
    let (plain, view) = (try GuidelineLoader.load([bare]), try GuidelineLoader.load([spoken]))
    #expect(plain.digest == view.digest)
    let scratch = Scratch()
    scratch.write("p/pack.lua", Self.manifest)
    scratch.write("p/languages/nl.lua", Self.catalogue("[\"flag?\"] = \"vlag?\""))
    let found = try PackFolder.find(in: scratch.path)
    #expect(found.map { $0.files.map(\.name) } == [["pack.lua"]])
    let languages = try found[0].languages()
    #expect(languages.map(\.name) == ["languages/nl.lua"])
  }

  @Test(arguments: [
    ("catalogue \"nl\" { sentences = {} }", "has no `translator`"),
    ("catalogue \"nl\" { translator = \"A\" }", "has no `sentences`"),
    ("catalogue \"Dutch\" { translator = \"A\", sentences = {} }", "named by no language"),
    ("catalogue { translator = \"A\", sentences = {} }", "holds one catalogue"), ("", "holds one catalogue"),
    ("rule \"x\" { }", "holds one catalogue"),
    ("catalogue \"nl\" { translator = \"A\", sentences = { \"a\" } }", "a table of translations"),
    ("catalogue \"nl\" { translator = \"A\", sentences = { a = 1 } }", "a number without words"),
    ("catalogue \"nl\" { translator = \"A\", sentences = { a = \"\" } }", "a string without words"),
    ("catalogue \"nl\" { translator = \"A\", sentences = { a = \"b\\nc\" } }", "one plain line"),
    ("catalogue \"nl\" { translator = \"A\", sentences = { a = \"b [EN: c]\" } }", "one plain line"),
    ("catalogue \"nl\" { translator = \"A\", sentences = {}, by = \"B\" }", "has no field 'by'"),
    ("catalogue \"nl\" { translator = A, sentences = {} }", "unknown name 'A'"),
    (
      "catalogue \"nl\" { translator = \"A\", sentences = {\n[\"a\"] = \"b\",\n[\"a\"] = \"c\" } }",
      "translated twice, first on line 2"
    ), ("catalogue \"nl\" { translator = ", "unexpected symbol"), ("while true do end", "fuel"),
    (
      "catalogue \"nl\" { translator = \"A\", reviewed_by = \"Dr B\", sentences = {} }",
      "reviewed it, and not when and what"
    ),
  ])
  func `what is no catalogue is refused, with its place`(text: String, words: String) {
    let problems = Self.read(text).problems
    #expect(problems.contains { $0.contains(words) }, "\(problems)")
    let elsewhere = problems.filter { !$0.hasPrefix("red-flags/languages/nl0.lua") }
    #expect(elsewhere == [])
  }

  @Test func `one broken catalogue does not silence the others`() {
    let (read, problems) = Self.read("catalogue", Self.catalogue("[\"flag?\"] = \"vlag?\""))
    #expect(read.count == 1 && !problems.isEmpty)
  }

  @Test func `a signature holds for the sentences that were read, and no longer`() throws {
    let sentence = "[\"flag?\"] = \"vlag?\""
    let pin = try #require(Self.read(Self.catalogue(sentence)).catalogues.first?.pin)
    let head = "reviewed_by = \"Dr B\", reviewed_on = \"2026-10-01\", pin = \"\(pin)\","
    #expect(Self.read(Self.catalogue(sentence, head)).catalogues.first?.isReviewed == true)
    let changed = Self.read(Self.catalogue("[\"flag?\"] = \"de vlag?\"", head)).catalogues.first
    #expect(changed?.isReviewed == false && changed?.review?.isCurrent == false)
  }

  @Test func `a catalogue in a pack file is misplaced`() {
    let folder = Shipped.pack("red-flags", ["pack.lua": Self.manifest + Self.catalogue("")])
    #expect(throws: PackFailure.self) { try GuidelineLoader.load([folder]) }
  }

  // MARK: a translated guideline

  private static func translated(_ text: String) throws -> (Guideline, [Guideline.Untranslated]) {
    try GuidelineLoader.load([pack()]).translated(by: read(text).catalogues, in: .dutch)
  }

  @Test func `a stop stands in both languages until the catalogue is signed`() throws {
    let sentences = "[\"t\"] = \"titel\", [\"a\"] = \"doe iets\""
    let stop = try #require(try Self.translated(Self.catalogue(sentences)).0.stops.first)
    #expect(stop.title == "titel [EN: t]" && stop.action == "doe iets [EN: a]" && stop.because == "b")
    let pin = try #require(Self.read(Self.catalogue(sentences)).catalogues.first?.pin)
    let head = "reviewed_by = \"Dr B\", reviewed_on = \"2026-10-01\", pin = \"\(pin)\","
    let signed = try #require(try Self.translated(Self.catalogue(sentences, head)).0.stops.first)
    #expect(signed.title == "titel" && signed.action == "doe iets")
  }

  @Test func `what does not fit stands in its own language, and is counted`() throws {
    let text = Self.catalogue("[\"Exercise with x\"] = \"Oefenen met 2 x\", [\"Exercise\"] = \"Oefenen\"")
    let (guideline, left) = try Self.translated(text)
    let titles = guideline.pairings.values.map(\.title).sorted()
    #expect(titles == ["Exercise with x", "Oefenen"])
    #expect(left.contains { $0.reason == .misfit && $0.sentence.text == "Exercise with x" })
    #expect(left.contains { $0.reason == .missing && $0.sentence.text == "flag?" && $0.sentence.isSafety })
  }

  @Test func `everything that decides is untouched`() throws {
    let plain = try Shipped.guideline()
    let (read, _) = CatalogueReader.catalogues(in: try Shipped.folders())
    let (view, left) = plain.translated(by: read, in: .dutch)
    #expect(left.isEmpty)
    #expect(view.rules.map(\.when) == plain.rules.map(\.when))
    #expect(view.rules.map(\.recommends) == plain.rules.map(\.recommends))
    #expect(view.stops.map(\.when) == plain.stops.map(\.when))
    #expect(view.gates.map(\.kind) == plain.gates.map(\.kind))
    #expect(view.vetoes.map(\.when) == plain.vetoes.map(\.when))
    #expect(view.evidence.mapValues(\.certainty) == plain.evidence.mapValues(\.certainty))
    #expect(view.evidence.mapValues { $0.effect?.value } == plain.evidence.mapValues { $0.effect?.value })
    #expect(view.vocabulary.facts.map(\.name) == plain.vocabulary.facts.map(\.name))
    #expect(view.vocabulary.facts.map(\.kind) == plain.vocabulary.facts.map(\.kind))
    #expect(view.domain.outcomes == plain.domain.outcomes && view.digest == plain.digest)
    #expect(view.rules.map(\.title) != plain.rules.map(\.title))
    // Said again in its own words, it is the same guideline.
    #expect(plain.saying(\.text).sentences == plain.sentences)
  }

  @Test func `every sentence of a stop, and every question behind one, is one of safety`() throws {
    let sentences = try Shipped.guideline().sentences
    let stops = sentences.filter { $0.word == "stop" && !$0.isSafety }
    #expect(stops.isEmpty)
    let questions = sentences.filter { $0.name.hasPrefix("red_flags.") && $0.field == "question" }
    #expect(questions.count { $0.isSafety } == 6)
    #expect(sentences.contains { $0.name == "suicide-question" && $0.isSafety })
    #expect(sentences.contains { $0.field == "cautions" && $0.text.contains("suicidal") && $0.isSafety })
    #expect(!sentences.contains { $0.name == "exercise" && $0.field == "title" && $0.isSafety })
  }
}
