import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineAudit

/// A change against measurement error: what may be said of it, and what never.
struct ScaleChangeTests {
  private static func history(_ name: String, _ change: (inout Fact) -> Void = { _ in }) throws
    -> ScaleHistory
  {
    let guidelines = Guidelines(try Shipped.guideline(), of: [])
    let index = try #require(guidelines.vocabulary.index(of: name))
    var fact = guidelines.vocabulary[index]
    change(&fact)
    return ScaleHistory(
      fact, isOfToday: guidelines.vocabulary.ofToday.contains(index), isInForce: true, in: guidelines)
  }

  private static func verdict(_ scale: ScaleHistory, _ before: Int, _ after: Int) -> ScaleChange.Verdict {
    ScaleChange(
      from: .known(.number(ExactNumber(before))), to: .known(.number(ExactNumber(after))),
      isOfToday: scale.isOfToday, scale.error
    ).verdict
  }

  @Test(arguments: [
    ("fear.tsk_17", 44, 36, ScaleChange.Verdict.within), ("fear.tsk_17", 44, 35, .beyond),
    ("fear.tsk_17", 35, 44, .beyond), ("fear.fabq_physical_activity", 19, 16, .within),
    ("fear.fabq_physical_activity", 19, 15, .beyond), ("cognition.pcs", 20, 32, .within),
    ("cognition.pcs", 20, 33, .beyond), ("disability.odi", 30, 60, .noErrorKnown),
    ("mood.phq_9", 4, 20, .noErrorKnown), ("disability.odi", 30, 30, .none), ("fear.tsk_17", 44, 44, .none),
  ])
  func `it is judged by the vocabulary's MDC95, and by nothing where there is none`(
    scale: String, before: Int, after: Int, verdict: ScaleChange.Verdict
  ) throws {
    #expect(Self.verdict(try Self.history(scale), before, after) == verdict)
  }

  @Test func `an SEM is converted and says so; an MDC90 is not converted`() throws {
    let converted = try #require(try Self.history("cognition.pcs").error)
    #expect(converted.value.description == "12.75")
    #expect(
      converted.words == "MDC95 12.75, converted from SEM 4.6 as 1.96 · √2 · SEM, Fernandes L et al 2012")
    let declared = try #require(try Self.history("fear.tsk_17").error)
    #expect(declared.words == "MDC95 8.53, Eiger B et al 2022")
    #expect(declared.words(in: .dutch) == "MDC95 8,53, Eiger B et al 2022")
    #expect(
      converted.words(in: .dutch)
        == "MDC95 12,75, omgerekend uit SEM 4,6 als 1,96 · √2 · SEM, Fernandes L et al 2012")
    #expect(try Self.history("fear.tsk_17") { $0.measurementError?.kind = .detectable90 }.error == nil)
    let recalled = try Self.history("fear.tsk_17") { $0.measurementError?.seen = nil }
    #expect(recalled.error?.words.hasSuffix("not confirmed at its source") ?? false)
  }

  @Test func `a rise in item 9 is never within error, whatever a pack declares`() throws {
    let error = try Self.history("fear.tsk_17").fact.measurementError
    let item = try Self.history("mood.phq_9_item_9") { $0.measurementError = error }
    #expect(item.error == nil)
    for before in 0...3 {
      for after in 0...3 {
        #expect(Self.verdict(item, before, after) == (after > before ? .rise : .ofItsDay))
        let words = ScaleChange(
          from: .known(.number(ExactNumber(before))), to: .known(.number(ExactNumber(after))),
          isOfToday: true,
          item.error
        ).words(isPlain: false)
        #expect(!words.contains("within"))
      }
    }
  }

  @Test func `within and beyond part exactly at the MDC95, in both directions`() throws {
    var random = Seeded(Seeded.first)
    for name in ["fear.tsk_17", "fear.tsk_11", "cognition.pcs", "self_efficacy.pseq", "fear.fabq_work"] {
      let scale = try Self.history(name)
      let limit = try #require(scale.error).value
      let grid = try #require(scale.fact.grid)
      for _ in 0..<200 {
        let values = grid.low.intValue!...grid.high.intValue!
        let (before, after) = (random.pick(Array(values)), random.pick(Array(values)))
        let isBeyond = ExactNumber(abs(after - before)) > limit
        let expected: ScaleChange.Verdict = before == after ? .none : isBeyond ? .beyond : .within
        #expect(Self.verdict(scale, before, after) == expected, "\(name) \(before) \(after)")
        #expect(Self.verdict(scale, after, before) == expected, "\(name) \(after) \(before)")
      }
    }
  }

  @Test func `of a range no change is worked out`() {
    let range = FactState.within(.numbers(low: 30, high: 40))
    let change = ScaleChange(from: range, to: .known(.number(44)), isOfToday: false, nil)
    #expect(change.amount == nil)
    #expect(change.verdict == .notSingle)
  }

  @Test func `no sentence calls a change better, worse, important or caused`() throws {
    for verdict in [(44, 36), (44, 20), (20, 44)] {
      let change = ScaleChange(
        from: .known(.number(ExactNumber(verdict.0))), to: .known(.number(ExactNumber(verdict.1))),
        isOfToday: false, try Self.history("fear.tsk_17").error)
      for word in ["better", "worse", "improv", "important", "respon"] {
        #expect(!change.words(isPlain: false).contains(word))
      }
    }
  }
}
