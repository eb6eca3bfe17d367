import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import PlumblineText
import Testing

/// An answer in Dutch: the same decision in other words, for any patient.
struct LanguageViewTests {
  private static func view() throws -> LanguageView {
    LanguageView(try Shipped.together(try Shipped.folders()), in: .dutch)
  }

  private static func random(_ vocabulary: Vocabulary, _ seed: inout Seeded) -> Profile {
    while true {
      var profile = Profile(id: "P1", vocabulary: vocabulary)
      for fact in vocabulary.givenFacts where seed.next() % 3 == 0 {
        guard let value = vocabulary[fact].allValues.randomElement(using: &seed) else { continue }
        profile[fact] = seed.next() % 9 == 0 ? .absent(.askedDeclined) : .known(value)
      }
      if vocabulary.brokenLaws(in: profile).isEmpty { return profile }
    }
  }

  @Test(arguments: 1...60)
  func `a random patient gets the same decision in Dutch, with the same questions`(number: UInt64) throws {
    let view = try Self.view()
    var seed = Seeded(number)
    let profile = Self.random(view.source.vocabulary, &seed)
    let own = try view.source.decide(profile, asOf: "2026-11-20")
    let other = try view.answer(own, for: profile)
    let (plain, spoken) = (own.decisions[0], other.decisions[0])
    #expect(plain.disposition == spoken.disposition)
    #expect(plain.alerts.map(\.id) == spoken.alerts.map(\.id))
    #expect(plain.recommendations.map(\.pairing) == spoken.recommendations.map(\.pairing))
    #expect(
      plain.recommendations.map { $0.claims.map(\.certainty) }
        == spoken.recommendations.map { $0.claims.map(\.certainty) })
    #expect(
      plain.recommendations.map(\.cautions.count) == spoken.recommendations.map(\.cautions.count))
    #expect(plain.missing.map(\.fact) == spoken.missing.map(\.fact) && plain.notAsked == spoken.notAsked)
    #expect(plain.trace == spoken.trace)
    for alert in spoken.alerts {
      for text in [alert.title, alert.because, alert.action] { #expect(Bilingual(text) != nil, "\(text)") }
    }
  }

  @Test func `an answer says that nobody has signed the translation, and names its catalogues`() throws {
    let view = try Self.view()
    #expect(!view.isReviewed && view.untranslated.isEmpty && view.problems.isEmpty)
    #expect(view.notices.count == 1)
    #expect(view.notices[0].contains(view.digest.prefix(19)))
    let profile = Profile(vocabulary: view.source.vocabulary)
    let answer = try view.answer(view.source.decide(profile, asOf: "2026-11-20"), for: profile)
    #expect(answer.decisions[0].cautions.first == view.notices[0])
  }

  @Test(arguments: [
    ("red_flags.cauda_equina = yes", "red_flags.cauda_equina=no"), ("mood.phq_9 = 22", "mood.phq_9=4"),
    ("goal.primary = pain\nfear.tsk_17 = 44", "fear.tsk_17=20"),
  ])
  func `an explanation in Dutch has the same reasons, ways and differences`(about: String, change: String)
    throws
  {
    let view = try Self.view()
    let (one, asOf): (Evaluator, Day) = (view.source.evaluators[0], "2026-11-20")
    let profile = try LineProfile(view.source.vocabulary, asOf: asOf).read(Array(about.utf8))
    let changed = try ProfileReader(view.source.vocabulary, asOf: asOf).changing(profile, [change])
    var own = Explanation(why: try one.why(profile, asOf: asOf))
    let pairing = try one.guideline.pairing(named: "pain-education")
    own.whyNot = [try one.whyNot(pairing, .any, for: profile, asOf: asOf, most: 3)]
    own.whatIf = try one.whatIf(profile, changed, asOf: asOf)
    let (guideline, spoken) = try view.explanation(
      own, of: one.guideline, for: profile, changed: changed)
    #expect(guideline.language.code == "nl")
    #expect(own.why.rules.map(\.standing) == spoken.why.rules.map(\.standing))
    #expect(own.why.gates.map(\.gate.id) == spoken.why.gates.map(\.gate.id))
    #expect(own.why.gates.map(\.condition) == spoken.why.gates.map(\.condition))
    #expect(own.why.fragile == spoken.why.fragile)
    #expect(own.whatIf?.turns.map(\.site) == spoken.whatIf?.turns.map(\.site))
    #expect(own.whatIf?.isSameAnswer == spoken.whatIf?.isSameAnswer)
    guard case .ways(let ways)? = own.whyNot.first?.answer,
      case .ways(let others)? = spoken.whyNot.first?.answer
    else { return #expect(Bool(false), "no ways") }
    #expect(ways.listed.map(\.changes) == others.listed.map(\.changes) && ways.count == others.count)
    #expect(ways.listed.map { $0.turns.map(\.site) } == others.listed.map { $0.turns.map(\.site) })
  }

  @Test func `without a catalogue everything stands in its own language, and the answer says so`() throws {
    let view = LanguageView(try Shipped.together(try Shipped.folders()), in: .dutch, by: [])
    #expect(
      view.evaluator.guidelines.members[0].guideline.stops.map(\.title)
        == view.source.guidelines.members[0].guideline.stops.map(\.title))
    #expect(view.notices.last?.contains("zinnen van de pakketten") == true)
  }

  @Test func `every level, strength, urgency and reason for absence has its Dutch`() {
    let urgencies = Gate.Urgency.allCases.map { $0.rawValue.replacing("-", with: " ").uppercased() }
    let words =
      Certainty.allCases.map(\.words) + Strength.allCases.map(\.rawValue) + Absence.allCases.map(\.words)
      + urgencies + [Timepoint.mixed, .notStated].map(\.words)
    #expect(words.filter { !Language.dutch.has($0) } == [])
  }

  @Test func `a refusal finds the same stops in Dutch`() throws {
    let view = try Self.view()
    let text = Array(#"{"red_flags": {"cauda_equina": true}, "patient": {"age": 900}}"#.utf8)
    let reader = ProfileReader(view.source.vocabulary, asOf: "2026-11-20")
    func alerts(_ evaluator: JointEvaluator) -> [Decision.Alert] {
      evaluator.refusal(
        .profile, { reader.readings(of: text, for: $0) }, asOf: "2026-11-20", problems: []
      ).alerts
    }
    #expect(alerts(view.source).map(\.id) == ["red-flags/cauda-equina"])
    #expect(alerts(view.evaluator).map(\.id) == ["red-flags/cauda-equina"])
    #expect(alerts(view.evaluator)[0].title.hasPrefix("Mogelijk cauda-equinasyndroom [EN: "))
  }
}
