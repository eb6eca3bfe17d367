import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The order in which is asked: as a domain declares it, else by stops, gates and declaration.
struct AskingOrderTests {
  private static let shipped = Result { try Shipped.guideline() }

  private static func order(_ guideline: Guideline) -> AskingOrder {
    AskingOrder(guideline.vocabulary, [guideline])
  }

  @Test func `every fact that a profile may give has one place`() throws {
    let guideline = try Self.shipped.get()
    let facts = Self.order(guideline).groups.flatMap(\.facts)
    #expect(facts.sorted() == guideline.vocabulary.givenFacts)
    #expect(facts.map(Self.order(guideline).place) == Array(facts.indices))
  }

  @Test func `the shipped packs ask the flags first, as they are declared, then the patient`() throws {
    let guideline = try Self.shipped.get()
    let groups = Self.order(guideline).groups
    #expect(groups.prefix(4).map(\.name) == ["red_flags", "patient", "pain", "surgery"])
    #expect(groups.map(\.isFlags) == [true] + groups.dropFirst().map { _ in false })
    #expect(guideline.vocabulary[groups[0].facts[0]].name == "red_flags.cauda_equina")
    #expect(groups[0].title == "Red flags")
  }

  @Test(arguments: [
    (["surgery.weeks_since", "surgery.spinal"], ["surgery.spinal"]),
    (["work.absence_weeks", "work.status", "work.ability"], ["work.status"]),
    (["work.absence_weeks", "work.ability"], ["work.absence_weeks", "work.ability"]),
    (["mood.phq_2", "mood.phq_9"], ["mood.phq_9"]),
    (["surgery.weeks_since"], ["surgery.weeks_since"]),
  ])
  func `a fact waits for what it depends on, as long as that is open`(open: [String], ready: [String]) throws
  {
    let vocabulary = try Self.shipped.get().vocabulary
    let facts = try open.map { try #require(vocabulary.index(of: $0)) }
    let found = try Self.order(Self.shipped.get()).ready(facts, vocabulary)
    #expect(found.map { vocabulary[$0].name } == ready)
  }

  @Test func `without a declared order the groups of stops come first, then those of gates`() throws {
    let guideline = try GuidelineLoader.load(OtherField.folders())
    let groups = Self.order(guideline).groups.map(\.name)
    let stops = guideline.stops.flatMap(\.facts).map {
      String(guideline.vocabulary[$0].name.prefix { $0 != "." })
    }
    #expect(groups.first.map(stops.contains) == true)
  }
}
