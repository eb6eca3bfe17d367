import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// Which packs are one guideline, and which facts of several guidelines are one fact.
struct TogetherTests {
  private typealias Clinic = SmallClinic

  private func load(_ clinics: [SmallClinic], more: [PackFolder] = []) throws -> Guidelines {
    try GuidelineLoader.guidelines(clinics.flatMap(\.folders) + more)
  }

  private func problems(_ folders: [PackFolder]) -> [String] {
    let failure = #expect(throws: PackFailure.self) { try GuidelineLoader.guidelines(folders) }
    return failure?.problems.map(\.description) ?? []
  }

  // MARK: which packs

  @Test func `packs of two domains are two guidelines, each with its own packs`() throws {
    let both = try load([.plain("knee"), .plain("back")])
    #expect(both.members.map(\.id) == ["back", "knee"])
    #expect(both["knee"]?.guideline.packs.map(\.id) == ["knee", "knee-facts", "knee-stops"])
    #expect(both["back"]?.guideline.packs.map(\.id) == ["back", "back-facts", "back-stops"])
    #expect(both.only == nil)
  }

  @Test func `a pack that several guidelines require is part of each, and counts once`() throws {
    let shared = Shipped.pack(
      "shared",
      [
        "a.lua": """
        pack "shared" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }
        \(Clinic.flag("person.tired"))
        """
      ])
    var (knee, back) = (Clinic.plain("knee"), Clinic.plain("back"))
    (knee.requires, back.requires) = (["shared"], ["shared"])
    let both = try load([knee, back], more: [shared])
    for member in both.members { #expect(member.guideline[pack: "shared"] != nil) }
    #expect(both.packs.map(\.id).count { $0 == "shared" } == 1)
    #expect(both.vocabulary.facts.map(\.name) == ["back.flag", "knee.flag", "person.tired"])
  }

  @Test func `the order of folders never matters`() throws {
    let folders = Clinic.plain("knee").folders + Clinic.plain("back").folders
    let (one, other) = (
      try GuidelineLoader.guidelines(folders), try GuidelineLoader.guidelines(folders.reversed())
    )
    #expect(one.digest == other.digest)
    #expect(one.members.map(\.id) == other.members.map(\.id))
    #expect(one.vocabulary.facts.map(\.name) == other.vocabulary.facts.map(\.name))
  }

  @Test func `one guideline alone is the guideline, over its own vocabulary`() throws {
    let alone = try load([.plain("knee")])
    #expect(alone.only?.id == "knee")
    #expect(alone.vocabulary.facts == alone.members[0].alone.vocabulary.facts)
    #expect(alone.digest == alone.members[0].alone.digest)
  }

  @Test func `a pack that belongs to no guideline is refused, since its stops would count for nobody`() {
    let stray = Shipped.pack(
      "stray",
      [
        "a.lua": """
        pack "stray" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["knee-facts"] = "1.0" } }
        \(Clinic.stop("more", "knee.flag :is(false)"))
        """
      ])
    let found = problems(Clinic.plain("knee").folders + Clinic.plain("back").folders + [stray])
    #expect(
      found == [
        "stray/a.lua:1: pack 'stray' belongs to no guideline, so nothing in it would count; add the pack of its domain to its `requires`: one of 'knee-stops', 'back-stops'"
      ])
  }

  @Test func `a pack that requires the packs of two domains is refused`() {
    let site = Shipped.pack(
      "site",
      [
        "a.lua": """
        pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" },
          requires = { ["knee-stops"] = "1.0", ["back"] = "1.0" } }
        """
      ])
    let found = problems(Clinic.plain("knee").folders + Clinic.plain("back").folders + [site])
    #expect(
      found == [
        "site/a.lua:1: pack 'site' requires the packs of several domains ('knee-stops', 'back-stops'), but a pack is part of one guideline; split it"
      ])
  }

  @Test func `two packs that declare domains of one name are refused`() {
    var twin = Clinic.plain("twin").folders
    let text = String(decoding: twin[1].files[0].text, as: UTF8.self)
    twin[1] = Shipped.pack(
      "twin-stops", ["a.lua": text.replacing("domain \"twin\"", with: "domain \"knee\"")])
    let found = problems(Clinic.plain("knee").folders + twin)
    #expect(found.count == 1)
    #expect(
      found.first?.contains("domain 'knee' is declared by two packs, the other at ") ?? false, "\(found)")
  }

  @Test func `the problems of every guideline are reported at once, and nothing is loaded`() {
    var (knee, back) = (Clinic.plain("knee"), Clinic.plain("back"))
    knee.rules += Clinic.rule("nowhere", "knee.flag :is(true)")
    back.rules += Clinic.rule("nowhere", "back.flg :is(true)")
    let found = problems(knee.folders + back.folders)
    #expect(found.contains { $0.hasPrefix("knee/") } && found.contains { $0.hasPrefix("back/") }, "\(found)")
  }

  @Test func `more guidelines than are loaded together are refused`() {
    let many = (0..<17).flatMap { Clinic.plain("g\(Character(UnicodeScalar(UInt8(97 + $0))))").folders }
    #expect(problems(many).first?.contains("17 guidelines are too many to be in force together") ?? false)
  }

  // MARK: which facts

  /// Two declarations of one name, and whether they are one fact.
  struct Pair: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var one: String
    var other: String
    var isOne: Bool
  }

  private static func fact(_ fields: String) -> String { "fact \"person.x\" { \(fields) }\n" }

  static let pairs = [
    Pair(
      testDescription: "the same question",
      one: fact("type = 'boolean', label = 'A', question = 'Is it so?'"),
      other: fact("type = 'boolean', label = 'B', question = 'is it  SO?'"), isOne: true),
    Pair(
      testDescription: "another question",
      one: fact("type = 'boolean', label = 'A', question = 'In the back?'"),
      other: fact("type = 'boolean', label = 'A', question = 'In the knee?'"), isOne: false),
    Pair(
      testDescription: "numbers with one unit and one label",
      one: fact("type = 'integer', range = { 0, 120 }, unit = 'a', label = 'Age', question = 'Age?'"),
      other: fact("type = 'integer', range = { 0, 120 }, unit = 'a', label = 'age', question = 'How old?'"),
      isOne: true),
    Pair(
      testDescription: "numbers with one unit, one label, and two ranges",
      one: fact("type = 'integer', range = { 0, 120 }, unit = 'a', label = 'Age', question = 'Age?'"),
      other: fact("type = 'integer', range = { 18, 130 }, unit = 'a', label = 'Age', question = 'Age?'"),
      isOne: false),
    Pair(
      testDescription: "numbers without a unit",
      one: fact("type = 'integer', range = { 0, 10 }, label = 'Pain', question = 'In the back?'"),
      other: fact("type = 'integer', range = { 0, 10 }, label = 'Pain', question = 'In the knee?'"),
      isOne: false),
    Pair(
      testDescription: "numbers in different units",
      one: fact("type = 'integer', range = { 0, 10 }, unit = 'wk', label = 'X', question = 'X?'"),
      other: fact("type = 'integer', range = { 0, 10 }, unit = 'mo', label = 'X', question = 'X?'"),
      isOne: false),
    Pair(
      testDescription: "other codes",
      one: fact("type = 'code', codes = { 'a', 'b' }, label = 'X', question = 'X?'"),
      other: fact("type = 'code', codes = { 'a', 'c' }, label = 'X', question = 'X?'"), isOne: false),
    Pair(
      testDescription: "one code of a terminology",
      one: fact(
        "type = 'integer', range = { 0, 27 }, label = 'A', question = 'A?', coding = { { system = 'LOINC', code = '1-8', display = 'x', confirmed = true } }"
      ),
      other: fact(
        "type = 'integer', range = { 0, 27 }, label = 'B', question = 'B?', coding = { { system = 'LOINC', code = '1-8', display = 'y', confirmed = true } }"
      ), isOne: true),
  ]

  @Test(arguments: pairs)
  func `facts of one name are one fact if they are declared alike, and else each is named with its pack`(
    pair: Pair
  ) throws {
    var (knee, back) = (Clinic.plain("knee"), Clinic.plain("back"))
    knee.facts += pair.one
    back.facts += pair.other
    let both = try load([knee, back])
    let names = both.vocabulary.facts.map(\.name).filter { $0.hasSuffix("person.x") }
    #expect(names == (pair.isOne ? ["person.x"] : ["back-facts/person.x", "knee-facts/person.x"]))
    #expect(both.vocabulary.namesakes.keys.sorted() == (pair.isOne ? [] : ["person.x"]))
    for member in both.members {
      // Its own sentences find the fact by the name that they use.
      let own = try #require(member.guideline.vocabulary.index(of: "person.x"))
      #expect(member.guideline.vocabulary[own].declaredName == "person.x")
      #expect(member.guideline.vocabulary[own].name == both.vocabulary[own].name)
    }
  }

  @Test(arguments: [
    ("take = 'latest'", "take = 'latest'", true), ("take = 'latest'", "take = 'lowest'", false),
    ("take = 'latest'", "take = 'latest', within_weeks = 1", false),
  ])
  func `facts that are taken from readings differently are different facts`(
    one: String, other: String, isOne: Bool
  )
    throws
  {
    var clinics = [Clinic.plain("knee"), .plain("back")]
    for (place, take) in [one, other].enumerated() {
      clinics[place].facts += """
        fact "person.readings" { type = "series", range = { 0, 9 }, unit = "wk", label = "R", question = "Which?" }
        fact "person.x" { type = "integer", range = { 0, 9 }, unit = "wk", label = "X", question = "X?", from = { series = person.readings, \(take) } }

        """
    }
    let names = try load(clinics).vocabulary.facts.map(\.name).filter { $0.hasSuffix("person.x") }
    #expect(names == (isOne ? ["person.x"] : ["back-facts/person.x", "knee-facts/person.x"]))
  }

  @Test func `the laws of every guideline hold for a profile, and each guideline narrows by its own`() throws
  {
    var (knee, back) = (Clinic.plain("knee"), Clinic.plain("back"))
    let number = "type = 'integer', range = { 0, 9 }, unit = 'wk', label = 'X', question = 'X?'"
    knee.facts +=
      "fact \"person.x\" { \(number) }\nfact \"person.y\" { \(number.replacing("X", with: "Y")) }\n"
    back.facts += knee.facts.replacing(Clinic.flag("knee.flag"), with: "")
    knee.facts += "constraint \"low\" { holds = person.x :at_most(person.y), because = \"Low.\" }\n"
    back.facts += "constraint \"high\" { holds = person.x :at_least(person.y), because = \"High.\" }\n"
    let both = try load([knee, back])
    #expect(both.vocabulary.constraints.map(\.name).sorted() == ["high", "low"])
    #expect(both["knee"]?.guideline.vocabulary.constraints.map(\.name) == ["low"])
    #expect(both["back"]?.guideline.vocabulary.constraints.map(\.name) == ["high"])
    var profile = Profile(vocabulary: both.vocabulary)
    let places = ["person.x", "person.y"].compactMap(both.vocabulary.index)
    (profile[places[0]], profile[places[1]]) = (.known(.number(3)), .known(.number(4)))
    #expect(both.vocabulary.brokenLaws(in: profile).count == 1)
  }
}
