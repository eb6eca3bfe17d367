import PlumblineEngine
public import PlumblineGuideline

/// A guideline and a profile for which the two evaluators disagree.
public struct Disagreement: CustomStringConvertible {
  public private(set) var guideline: Guideline
  public private(set) var profile: Profile
  private let compiler: Agreement.Compiler

  init(_ guideline: Guideline, _ profile: Profile, _ compiler: @escaping Agreement.Compiler) {
    self.compiler = compiler
    self.guideline = guideline
    self.profile = profile
  }

  /// Returns the smallest case found: everything is removed that can be while the two still differ.
  var smallest: Disagreement {
    var smallest = self
    while let smaller = smallest.smaller.first(where: \.isReal) { smallest = smaller }
    return smallest
  }

  private var isReal: Bool {
    guard let expected = try? Agreement.interpreted(guideline, [profile]) else { return false }
    return [false, true].contains {
      (try? Agreement.compiled(guideline, [profile], compiler, portable: $0)) != expected
    }
  }

  /// Returns the cases with one element less.
  private var smaller: [Disagreement] {
    let lists: [[Guideline]] = [
      guideline.rules.indices.map { guideline.changed(rules: guideline.rules.without($0)) },
      guideline.gates.indices.map { guideline.changed(gates: guideline.gates.without($0)) },
      guideline.stops.indices.map { guideline.changed(stops: guideline.stops.without($0)) },
      guideline.vetoes.indices.map { guideline.changed(vetoes: guideline.vetoes.without($0)) },
      guideline.conflicts.indices.map { guideline.changed(conflicts: guideline.conflicts.without($0)) },
      guideline.rules.indices.flatMap { index -> [Guideline] in
        (guideline.rules[index].when?.simpler ?? []).map { when in
          var rules = guideline.rules
          rules[index].when = when
          return guideline.changed(rules: rules)
        }
      },
      guideline.gates.indices.flatMap { index -> [Guideline] in
        (guideline.gates[index].when?.simpler ?? []).map { when in
          var gates = guideline.gates
          gates[index].when = when
          return guideline.changed(gates: gates)
        }
      },
      guideline.stops.indices.flatMap { index -> [Guideline] in
        (guideline.stops[index].when?.simpler ?? []).map { when in
          var stops = guideline.stops
          stops[index].when = when
          return guideline.changed(stops: stops)
        }
      },
    ]
    let vetoes = guideline.vetoes.indices.flatMap { index -> [Guideline] in
      guideline.vetoes[index].when.simpler.map { when in
        var vetoes = guideline.vetoes
        vetoes[index].when = when
        return guideline.changed(vetoes: vetoes)
      }
    }
    let profiles = profile.states.indices.filter { profile.isGiven($0) }.map { index in
      var smaller = profile
      smaller[index] = .absent(.notAsked)
      return Disagreement(guideline, smaller, compiler)
    }
    return (lists + [vetoes]).flatMap { $0 }.map { Disagreement($0, profile, compiler) } + profiles
  }

  public var description: String {
    let notation = Notation(guideline.vocabulary)
    let gates = (guideline.stops + guideline.gates).map { gate in
      "  \(gate.id) \(gate.kind) \(gate.asksWhenUnknown ?? ""): \(gate.when.map(notation.text) ?? "")"
    }
    let rules = guideline.rules.map { rule in
      "  \(rule.id) \(rule.role) \(rule.recommends) \(rule.claims): \(rule.when.map(notation.text) ?? "")"
    }
    let vetoes = guideline.vetoes.map { "  against \($0.part): \(notation.text($0.when))" }
    let facts = profile.states.enumerated().compactMap { index, state -> String? in
      let name = guideline.vocabulary[index].name
      return switch state {
      case .known(let value): "  \(name) = \(notation.text(value))"
      case .within(let range): "  \(name) = \(notation.text(range, of: index))"
      case .absent: nil
      }
    }
    let expected = (try? Agreement.interpreted(guideline, [profile])).map { "\($0)" } ?? "an error"
    let found = (try? Agreement.compiled(guideline, [profile], compiler)).map { "\($0)" } ?? "an error"
    return (gates + rules + vetoes + facts).joined(separator: "\n")
      + "\ninterpreter: \(expected)\ncompiled:    \(found)"
  }
}

extension Guideline {
  fileprivate func changed(
    rules: [Rule]? = nil, gates: [Gate]? = nil, stops: [Gate]? = nil, vetoes: [Veto]? = nil,
    conflicts: [Conflict]? = nil
  ) -> Guideline {
    Guideline(
      domain: domain, packs: packs, vocabulary: vocabulary, sources: sources, evidence: evidence,
      pairings: pairings,
      stops: stops ?? self.stops, gates: gates ?? self.gates, rules: rules ?? self.rules,
      otherwise: otherwise,
      vetoes: vetoes ?? self.vetoes, conflicts: conflicts ?? self.conflicts, adaptations: adaptations,
      goal: goal)
  }
}

extension Condition {
  /// Returns the trees with one node less, and each part alone.
  fileprivate var simpler: [Condition] { children + leaves.compactMap { removing($0.path) } }
}

extension Array {
  fileprivate func without(_ index: Int) -> [Element] {
    var rest = self
    rest.remove(at: index)
    return rest
  }
}
