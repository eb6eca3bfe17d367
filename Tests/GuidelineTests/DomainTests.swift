import PlumblineEngine
import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// A field of care is declared by a pack, and nothing else decides what it is.
struct DomainTests {
  private static func problems(_ folders: [PackFolder]) -> [String] {
    do {
      _ = try GuidelineLoader.load(folders)
      return []
    } catch {
      for problem in error.problems {
        #expect(ErrorForm.faults(in: problem.message) == [], "\(problem.message)")
      }
      return error.problems.map(\.message)
    }
  }

  @Test func `the shipped domain says what code said in the first edition`() throws {
    let (shipped, first) = (try Shipped.guideline().domain, Domain.firstEdition)
    #expect(shipped.isDeclared)
    #expect(shipped.name == first.name && shipped.title == first.title && shipped.base == first.base)
    #expect(shipped.leadingParts == first.leadingParts)
    #expect(shipped.stages.map { [$0.name, $0.words] } == first.stages.map { [$0.name, $0.words] })
    #expect(shipped.outcomes.map { [$0.name, $0.words] } == first.outcomes.map { [$0.name, $0.words] })
    #expect(shipped.outcomes.map(\.promises) == first.outcomes.map(\.promises))
    #expect(
      shipped.timepoints.map { [$0.name, $0.words, "\($0.from ?? -1)"] }
        == first.timepoints.map { [$0.name, $0.words, "\($0.from ?? -1)"] })
    #expect(shipped.stops == first.stops)
    #expect(shipped.disclaimer == first.disclaimer)
  }

  @Test func `another field has its own base, order of parts, stages, outcomes, timepoints and stops`() throws
  {
    let guideline = try GuidelineLoader.load(OtherField.folders())
    let domain = guideline.domain
    #expect(domain.base == nil && domain.stops.pack == "bp-stops" && domain.stops.flags == "danger")
    #expect(domain.stages.map(\.words) == ["confirmation", "who it is for"])
    #expect(guideline.gates.map(\.id) == ["bp-stops/confirm", "bp-stops/children"])
    #expect(guideline.evidence.values.map(\.timepoint.words) == ["after a year"])
    #expect(guideline.vocabulary.facts.flatMap(\.goalOutcomes.values).map(\.name) == ["stroke"])
    #expect(domain.pairing("diet+drug").description == "drug+diet")
  }

  @Test func `stages are evaluated in the order of the domain`() throws {
    let child = #"{"person":{"age":10},"danger":{"retina":false}}"#
    let evaluator = Shipped.evaluator(try GuidelineLoader.load(OtherField.folders()))
    #expect(try Shipped.decide(evaluator, child).gates.map(\.id) == ["bp-stops/confirm"])
    let turned = OtherField.domain.replacing(
      #""confirmation", { name = "scope", label = "who it is for" }"#, with: #""scope", "confirmation""#)
    let other = Shipped.evaluator(try GuidelineLoader.load(OtherField.folders(domain: turned)))
    #expect(try Shipped.decide(other, child).gates.map(\.id) == ["bp-stops/children"])
  }

  @Test func `a field without a base recommends exactly what its packs declare`() throws {
    let evaluator = Shipped.evaluator(try GuidelineLoader.load(OtherField.folders()))
    func pairing(_ systolic: Int) throws -> String? {
      try Shipped.decide(
        evaluator,
        #"{"person":{"age":50},"danger":{"retina":false},"bp":{"systolic":\#(systolic),"confirmed":true}}"#
      ).primary?.pairing.description
    }
    #expect(try pairing(150) == "drug+diet")
    #expect(try pairing(120) == "advice")
  }

  @Test func `without an otherwise no patient is answered`() throws {
    let guideline = try GuidelineLoader.load(OtherField.folders(otherwise: ""))
    let error = #expect(throws: UnguardedGuideline.self) { try GuardedGuideline(guideline) }
    #expect(
      error?.description
        == "the packs declare no `otherwise`: a patient for whom no rule is chosen would get a treatment that no pack declares; add the pack that declares one"
    )
    #expect(try GuardedGuideline(reportingStopsOf: guideline).guideline.stops.count == 1)
  }

  @Test func `a flag of the domain must stop by itself`() {
    let found = Self.problems(
      OtherField.folders(
        stops: OtherField.stops.replacing("danger.retina :is(true)", with: "person.age :above(100)")))
    #expect(
      found == [
        "pack 'bp-stops' has no `stop` that is true whenever 'danger.retina' is: a red flag must stop by itself"
      ])
  }

  @Test func `only a stop that the domain names may ask`() {
    let asking = OtherField.stops.replacing(
      #"urgency = "same-day","#, with: #"urgency = "same-day", if_unknown = "ask", if_unknown_because = "b","#
    )
    let found = Self.problems(OtherField.folders(stops: asking))
    #expect(
      found.contains(
        "stop 'bp-stops/accelerated' may not have `if_unknown = \"ask\"`: no stop of this domain may pass while unknown"
      ), "\(found)")
  }

  @Test(arguments: [
    (
      "stage = \"scope\"", "stage = \"acute\"",
      "`stage` of exclude 'children' is 'acute'; write one of confirmation, scope"
    )
  ])
  func `a stage of another field is unknown`(old: String, new: String, message: String) {
    #expect(Self.problems(OtherField.folders(stops: OtherField.stops.replacing(old, with: new))) == [message])
  }

  @Test(arguments: [
    (
      "outcome = \"stroke\"", "outcome = \"strok\"",
      "is 'strok'; write one of stroke, blood-pressure; did you mean 'stroke'?"
    ),
    (
      "timepoint = \"later\"", "timepoint = \"long-term\"",
      "is 'long-term'; write one of first-year, later, mixed, not-stated"
    ),
    (
      "\"drug+diet\"", "\"diet+drug\"", "is not in order (drug, then the rest by alphabet); write 'drug+diet'"
    ),
  ])
  func `names of another field are unknown`(old: String, new: String, words: String) {
    let found = Self.problems(OtherField.folders(rules: OtherField.rules.replacing(old, with: new)))
    #expect(found.contains { $0.contains(words) }, "\(found)")
  }

  @Test(arguments: [
    (
      "parts = { \"drug\" }", "base = \"drug\", parts = { \"drug\" }",
      "names the base, which comes first anyway; leave it out"
    ),
    ("\"confirmation\",", "\"confirmation\", \"confirmation\",", "has 'confirmation' twice; leave one out"),
    (
      "\"confirmation\",", "\"Confirmation\",",
      "has the name 'Confirmation'; write lower case words joined by `-`"
    ),
    ("from = 12", "from = 0", "must come in order: 'later' starts at month 0, the one before it at 0"),
    ("name = \"later\"", "name = \"mixed\"", "has 'mixed' twice; leave one out"),
    ("flags = ", "flag = ", "has no field 'flag'; did you mean 'flags'?"),
  ])
  func `a mistake in a domain is named`(old: String, new: String, words: String) {
    let found = Self.problems(OtherField.folders(domain: OtherField.domain.replacing(old, with: new)))
    #expect(found.contains { $0.contains(words) }, "\(found)")
  }

  @Test func `a guideline has one domain`() {
    let second = OtherField.domain.replacing("high-blood-pressure", with: "other")
    let found = Self.problems(OtherField.folders(rules: OtherField.rules + "\n" + second))
    #expect(found.contains { $0.contains("a guideline has one `domain`") }, "\(found)")
  }

  @Test func `a vocabulary loads without the pack that declares the outcomes of its goal`() {
    #expect(Self.problems([OtherField.folders()[0]]) == [])
  }
}
