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

  @Test func `the shipped domain says what code said in the first edition, and what the second adds`() throws
  {
    let (shipped, first) = (try Shipped.guideline().domain, Domain.firstEdition)
    #expect(shipped.isDeclared)
    #expect(shipped.name == first.name && shipped.title == first.title && shipped.base == first.base)
    #expect(shipped.leadingParts == first.leadingParts + ["work-focused-rehabilitation"])
    let stages = shipped.stages.filter { $0.name != "suicide-question" }
    #expect(stages.count == shipped.stages.count - 1)
    #expect(stages.map { [$0.name, $0.words] } == first.stages.map { [$0.name, $0.words] })
    let old = shipped.outcomes.filter { $0.name != "staying-at-work" }
    #expect(old.count == shipped.outcomes.count - 1)
    #expect(old.map { [$0.name, $0.words] } == first.outcomes.map { [$0.name, $0.words] })
    #expect(old.map(\.promises) == first.outcomes.map(\.promises))
    #expect(
      shipped.timepoints.map { [$0.name, $0.words, "\($0.from ?? -1)"] }
        == first.timepoints.map { [$0.name, $0.words, "\($0.from ?? -1)"] })
    #expect(shipped.stops == first.stops)
    // The same in fewer words, so that it fits a line of the screen.
    #expect(shipped.disclaimer?.contains("that a profile predicts response was not tested") == true)
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

  @Test func `the domain may name the goal itself, so that fields with other outcomes share a vocabulary`()
    throws
  {
    func own(_ goal: String) -> String {
      OtherField.domain.replacing("flags = \"danger\",", with: "flags = \"danger\", goal = \(goal),")
        .replacing(
          "outcomes = { \"stroke\", ", with: "outcomes = { \"death\", \"stroke\", ")
    }
    let named = own(#"{ fact = "aim", outcomes = { ["fewer-strokes"] = "death" } }"#)
    let guideline = try GuidelineLoader.load(OtherField.folders(domain: named))
    let goal = try #require(guideline.goal)
    #expect(guideline.vocabulary[goal].name == "aim")
    #expect(guideline.vocabulary[goal].goalOutcomes.mapValues(\.name) == ["fewer-strokes": "death"])
    for (wrong, message) in [
      (
        #"{ fact = "aims", outcomes = { ["fewer-strokes"] = "death" } }"#,
        "`goal` of domain 'high-blood-pressure' is 'aims', which no pack declares; did you mean 'aim'?"
      ),
      (
        #"{ fact = "aim", outcomes = { ["fewer-stroks"] = "death" } }"#,
        "names 'fewer-stroks', which is no code of 'aim'; did you mean 'fewer-strokes'?"
      ),
      (#"{ fact = "aim", outcomes = { ["fewer-strokes"] = "deth" } }"#, "did you mean 'death'?"),
      (#"{ fact = "aim", outcomes = {} }"#, "names no outcome"),
    ] {
      let problems = Self.problems(OtherField.folders(domain: own(wrong)))
      #expect(problems.contains { $0.contains(message) }, "\(wrong): \(problems)")
    }
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
    #expect(GuardedGuideline(reportingStopsOf: guideline)?.guideline.stops.count == 1)
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
    ("name = \"later\"", "name = \"mixed\"", "names 'mixed', which every domain has; leave it out"),
    ("flags = ", "flag = ", "has no field 'flag'; did you mean 'flags'?"),
    ("\"danger\"", "\"dangers\"", "is 'dangers', and no fact is in that group; did you mean 'danger'?"),
    (
      "flags =", "may_ask = { \"acelerated\" }, flags =",
      "names 'acelerated', which is no stop of pack 'bp-stops'; did you mean 'accelerated'?"
    ),
    (
      "flags =", "contacts = { \"team\" }, flags =",
      "`contacts` of domain 'high-blood-pressure' leaves out \"emergency\", which every field needs; add it"
    ),
    (
      "flags =", "contacts = { \"emergency\", \"suicide\" }, flags =",
      "one of emergency, suicide_line, team"
    ),
    (
      "flags =", "order = { \"dangr\" }, flags =",
      "names 'dangr', which is no group and no fact; did you mean 'danger'?"
    ),
    (
      "flags =", "order = { \"bp\", \"bp.systolic\" }, flags =",
      "names 'bp.systolic' after its group; write it before the group"
    ),
    (
      "flags =", "order = { \"bp\", \"bp\" }, flags =",
      "`order` of domain 'high-blood-pressure' has 'bp' twice"
    ),
    ("parts = ", "base = \"drugs\", parts = ", "is 'drugs', which no pairing contains; did you mean 'drug'?"),
    (
      "parts = { \"drug\" }", "parts = { \"drug\", \"drug\" }",
      "`parts` of domain 'high-blood-pressure' has 'drug' twice; leave one out"
    ),
    (
      "of trials.\"", "of trials.\\n\\n# STOP: none\"",
      "has a line feed or an invisible character; write it as one line"
    ),
    (
      "\"blood pressure\", eased", "\"a\\n\\n# b\", eased",
      "has a line feed or an invisible character; write it as one line"
    ),
  ])
  func `a mistake in a domain is named`(old: String, new: String, words: String) {
    let found = Self.problems(OtherField.folders(domain: OtherField.domain.replacing(old, with: new)))
    #expect(found.contains { $0.contains(words) }, "\(found)")
  }

  @Test func `a second domain is the only thing that is reported`() {
    let second = OtherField.domain.replacing("high-blood-pressure", with: "other")
    let found = Self.problems(OtherField.folders(rules: OtherField.rules + "\nfoo()\n" + second))
    #expect(found.count == 1 && found[0].hasPrefix("a guideline has one `domain`"), "\(found)")
  }

  @Test func `what is left when no rule is chosen cannot be advised against`() {
    let advice =
      "\nadvise_against \"no-advice\" { title = \"t\", against = \"advice\", when = bp.systolic :above(200), because = \"b\" }"
    #expect(
      Self.problems(OtherField.folders(rules: OtherField.rules + advice)) == [
        "advise_against 'bp/no-advice' is against 'advice', which otherwise 'bp/advice' recommends: nothing would be left; use `defer` or `exclude`, or another `otherwise`"
      ])
  }

  @Test func `not every stop may pass while it is unknown`() {
    let domain = OtherField.domain.replacing("flags = \"danger\",", with: "may_ask = { \"accelerated\" },")
    let stops = OtherField.stops.replacing(
      "urgency = \"same-day\",",
      with: "urgency = \"same-day\", if_unknown = \"ask\", if_unknown_because = \"b\",")
    #expect(
      Self.problems(OtherField.folders(domain: domain, stops: stops)) == [
        "every stop of domain 'high-blood-pressure' may pass while it is unknown; remove `if_unknown` from at least one of them"
      ])
  }

  @Test func `a vocabulary loads without the pack that declares the outcomes of its goal`() {
    #expect(Self.problems([OtherField.folders()[0]]) == [])
  }
}

/// Advice against a treatment that no rule recommends.
struct DoNotOfferTests {
  private static func rules(_ more: String) -> String { OtherField.rules + "\n" + more }
  private static let profile =
    #"{"person":{"age":50},"danger":{"retina":false},"bp":{"systolic":150,"confirmed":true}}"#

  @Test(arguments: [
    ("", true), ("when = bp.systolic :at_least(140),", true), ("when = bp.systolic :at_least(160),", false),
    ("when = aim :is \"fewer-strokes\",", false),
  ])
  func `it is shown where it is true, and changes nothing else`(when: String, isShown: Bool) throws {
    let advice =
      "do_not_offer \"garlic\" { title = \"No garlic\", \(when) because = \"Of no use.\", sources = { \"trial\" } }"
    func decision(_ more: String) throws -> Decision {
      try Shipped.decide(
        Shipped.evaluator(try GuidelineLoader.load(OtherField.folders(rules: Self.rules(more)))), Self.profile
      )
    }
    let (with, without) = (try decision(advice), try decision(""))
    #expect(with.advisedAgainst.map(\.title) == (isShown ? ["No garlic"] : []))
    #expect(with.advisedAgainst.map(\.part) == (isShown ? ["garlic"] : []))
    #expect(with.recommendations == without.recommendations)
  }

  @Test func `it is refused for what a rule recommends, since it would rule nothing out`() {
    let failure = #expect(throws: PackFailure.self) {
      try GuidelineLoader.load(
        OtherField.folders(
          rules: Self.rules("do_not_offer \"diet\" { title = \"t\", because = \"b\" }")))
    }
    #expect(
      failure?.problems.map(\.message) == [
        "do_not_offer 'bp/diet' is about a part that rule 'bp/high' recommends; use `advise_against`, which rules it out"
      ])
  }
}
