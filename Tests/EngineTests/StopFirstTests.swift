import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// Stops are decided by the facts that they read, before and independently of anything else.
struct StopFirstTests {
  private struct Failed: Error {}

  @Test(arguments: (0..<60).map { Seeded.first &+ UInt64($0) })
  func `a stop is the same whatever else the guideline holds`(seed: UInt64) throws {
    var random = RandomGuideline(random: Seeded(seed))
    random.isLarge = seed % 4 == 0
    for _ in 0..<20 {
      let guideline = random.make()
      let whole = Evaluator(examining: guideline) { _, _ in nil }
      let alone = Evaluator(examining: guideline.stopsAlone) { _, _ in nil }
      let profile = random.profile(guideline.vocabulary, known: 70)
      let decision = try whole.decide(profile, asOf: "2026-11-28")
      let stops = try alone.decide(profile, asOf: "2026-11-28")
      #expect((decision.disposition == .stop) == (stops.disposition == .stop), "seed \(seed)")
      guard decision.disposition == .stop else { continue }
      #expect(decision.alerts == stops.alerts, "seed \(seed)")
      #expect(decision.trace == stops.trace, "seed \(seed)")
      #expect(Set(decision.missing.map(\.fact)).isSuperset(of: stops.missing.map(\.fact)), "seed \(seed)")
    }
  }

  /// A guideline whose stops read a plain fact, a computed one and a script, and whose rule runs another script.
  private func scripted(stopReads computed: Bool) -> Guideline {
    func script(_ name: String, _ reads: [Fact.Index]) -> Script {
      Script(name: name, pack: "p", file: "f.lua", function: 0, reads: reads, says: "", line: 1)
    }
    func fact(_ name: String, _ computation: Script? = nil) -> Fact {
      var fact = Fact.of(name, .boolean)
      fact.computation = computation
      return fact
    }
    func stop(_ name: String, _ when: Condition) -> Gate {
      Gate(
        id: "red-flags/\(name)", kind: .stop(.emergency), title: name, when: when, because: "", action: "",
        sources: [], place: Place(file: "f.lua", line: 1))
    }
    func isTrue(_ fact: Fact.Index) -> Condition {
      .comparison(Comparison(fact: fact, operator: .is, operands: [.value(.boolean(true))], line: 1))
    }
    var random = RandomGuideline(random: Seeded(1))
    var guideline = random.make()
    let facts = [
      fact("a.flag"), fact("b.broken", script("breaks", [0])), fact("c.computed", script("works", [0])),
    ]
    guideline = Guideline(
      domain: .firstEdition, packs: [],
      vocabulary: Vocabulary(facts: facts, constraints: [], instruments: [:]), sources: [:],
      evidence: [:], pairings: [:],
      stops: computed
        ? [stop("broken", isTrue(1)), stop("computed", isTrue(2))] : [stop("plain", isTrue(0))],
      gates: [], rules: [], otherwise: nil,
      vetoes: [
        Veto(
          id: "p/veto", title: "", part: "x", when: .scripted(script("breaks", [0])), because: "",
          sources: [],
          place: Place(file: "f.lua", line: 1))
      ], conflicts: [], adaptations: [], goal: nil)
    return guideline
  }

  private func evaluator(_ guideline: Guideline) -> Evaluator {
    Evaluator(examining: guideline) { script, value in
      if script.name == "breaks" { throw Failed() }
      return value(script.reads[0])
    }
  }

  @Test(arguments: [false, true])
  func `a script that fails hides no stop that is true without it`(computed: Bool) throws {
    let guideline = scripted(stopReads: computed)
    var profile = Profile(vocabulary: guideline.vocabulary)
    profile[0] = .known(.boolean(true))
    let decision = try evaluator(guideline).decide(profile, asOf: "2026-11-28")
    #expect(decision.alerts.map(\.id) == [computed ? "red-flags/computed" : "red-flags/plain"])
    #expect(try evaluator(guideline).signature(profile).disposition == .stop)
    #expect(try evaluator(guideline).why(profile, asOf: "2026-11-28").decision.disposition == .stop)
  }

  @Test(arguments: [false, true])
  func `if no stop is true, a failing script leaves no decision`(computed: Bool) throws {
    let guideline = scripted(stopReads: computed)
    var profile = Profile(vocabulary: guideline.vocabulary)
    profile[0] = .known(.boolean(false))
    #expect(throws: Failed.self) { try evaluator(guideline).decide(profile, asOf: "2026-11-28") }
  }

  @Test func `only scripts that stops read are run before a stop`() throws {
    let guideline = scripted(stopReads: false)
    var profile = Profile(vocabulary: guideline.vocabulary)
    profile[0] = .known(.boolean(true))
    let silent = Evaluator(examining: guideline) { script, _ in
      Issue.record("\(script.name) was run")
      return nil
    }
    #expect(try silent.decide(profile, asOf: "2026-11-28").disposition == .stop)
  }
}
