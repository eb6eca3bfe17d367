import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// The compiled evaluator agrees with the interpreter; a disagreement would be found and reduced.
struct AgreementTests {
  @Test func `twenty thousand random pairs agree`() throws {
    var (pairs, guidelines, recommended) = (0, 0 as UInt64, 0)
    while pairs < 20_000 {
      let seed = Seeded.first &+ 50_000 &+ guidelines
      var agreement = Agreement(seed: seed)
      let difference = try agreement.check()
      #expect(difference == nil, "seed \(seed)\n\(difference.map(\.description) ?? "")")
      if difference != nil { return }
      pairs += agreement.pairs
      recommended += agreement.recommended
      guidelines += 1
    }
    #expect(recommended * 10 > pairs, "hardly any answer recommends something")
  }

  /// A defective compiler: it compiles another guideline than the given one.
  enum Defect: String, CaseIterable {
    case cutOffOneStepTooHigh, unknownTakenForFalse, gateThatNeverAsks, vetoForgotten, strengthOfAnother

    func compile(_ guideline: Guideline) throws -> CompiledGuideline {
      var broken = guideline
      switch self {
      case .cutOffOneStepTooHigh:
        broken.rules = guideline.rules.map { rule in
          var rule = rule
          rule.when = rule.when.map { condition in
            condition.mapped { $0.operator == .atLeast ? $0.with(.above) : $0 }
          }
          return rule
        }
      case .unknownTakenForFalse:
        broken.stops = guideline.stops.map { gate in
          var gate = gate
          gate.asksWhenUnknown = "asks"
          return gate
        }
      case .gateThatNeverAsks:
        broken.gates = guideline.gates.map { gate in
          var gate = gate
          gate.asksWhenUnknown = nil
          return gate
        }
      case .vetoForgotten:
        broken = Guideline(
          domain: guideline.domain, packs: guideline.packs, vocabulary: guideline.vocabulary,
          sources: guideline.sources,
          evidence: guideline.evidence, pairings: guideline.pairings, stops: guideline.stops,
          gates: guideline.gates, rules: guideline.rules, otherwise: guideline.otherwise, vetoes: [],
          conflicts: guideline.conflicts, adaptations: guideline.adaptations, goal: guideline.goal)
      case .strengthOfAnother:
        broken.rules = guideline.rules.map { rule in
          var rule = rule
          rule.strength = .conditional
          return rule
        }
      }
      return try CompiledGuideline(examining: broken, run: RandomGuideline.run)
    }
  }

  @Test(arguments: Defect.allCases)
  func `a defect in a compiler is found, and its case reduced`(defect: Defect) throws {
    for offset in 0..<60 as Range<UInt64> {
      let seed = Seeded.first &+ 60_000 &+ offset
      var agreement = Agreement(seed: seed, compiler: defect.compile)
      guard let difference = try agreement.check() else { continue }
      let guideline = difference.guideline
      let known = difference.profile.states.count { $0.value != nil }
      let whole = agreement.guideline
      #expect(whole.rules.count + whole.gates.count + whole.stops.count > 1, "seed \(seed)")
      #expect(
        guideline.rules.count + guideline.gates.count + guideline.stops.count <= 2,
        "seed \(seed)\n\(difference)")
      #expect(known <= 3, "seed \(seed)\n\(difference)")
      let context = "\(difference)"
      #expect(context.contains("\ninterpreter: ") && context.contains("\ncompiled:    "))
      let answers = context.split(separator: "\n").suffix(2).map { $0.dropFirst("interpreter: ".count) }
      #expect(answers[0] != answers[1], "\(context)")
      if defect == .cutOffOneStepTooHigh {
        #expect(
          guideline.rules.count == 1 && guideline.gates.isEmpty && guideline.stops.isEmpty, "\(context)")
        #expect(context.contains(" = "), "the value at the cut-off is shown: \(context)")
      }
      return
    }
    Issue.record("no difference was found, from seed \(Seeded.first &+ 60_000)")
  }
}

extension Condition {
  /// Returns the guideline with each comparison changed.
  func mapped(_ change: (Comparison) -> Comparison) -> Condition {
    switch self {
    case .comparison(let comparison): .comparison(change(comparison))
    case .scripted: self
    case .all(let parts): .all(parts.map { $0.mapped(change) })
    case .any(let parts): .any(parts.map { $0.mapped(change) })
    case .none(let parts): .none(parts.map { $0.mapped(change) })
    case .firstKnown(let parts): .firstKnown(parts.map { $0.mapped(change) })
    case .anyKnown(let parts): .anyKnown(parts.map { $0.mapped(change) })
    }
  }
}

extension Comparison {
  func with(_ other: Operator) -> Comparison {
    var changed = self
    changed.operator = other
    return changed
  }

  func with(_ fact: Fact.Index) -> Comparison {
    var changed = self
    changed.fact = fact
    return changed
  }
}
