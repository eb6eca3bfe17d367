package import PlumblineEngine
package import PlumblineGuideline
internal import PlumblineInterchange
package import PlumblineJSON
internal import PlumblineText

/// For which patients two guidelines in force contradict each other: proved for all, with an example for each contradiction.
package struct BetweenReport: Sendable {
  /// A contradiction, and whether the reference interpreter answers its example so.
  package struct Finding: Sendable {
    package var contradiction: JointSpace.Contradiction
    package var isConfirmed: Bool
  }

  private let guidelines: Guidelines
  /// nil if the guidelines are too large to be analysed together.
  package let findings: [Finding]?

  /// - Parameter asOf: the day for which examples are decided, which no advice depends on.
  package init(_ guidelines: Guidelines, asOf: Day) {
    self.guidelines = guidelines
    guard let found = try? JointSpace(guidelines).contradictions() else {
      findings = nil
      return
    }
    let joint = JointEvaluator(examining: guidelines) { guideline in
      let scripts = LuaScripts(guideline)
      return Evaluator(examining: guideline) { script, value in try scripts.run(script, value) }
    }
    findings = found.map { one in
      let answers = try? joint.decide(one.example, asOf: asOf)
      let isConfirmed = (answers?.relations ?? []).contains { relation in
        relation.kind == .contradicts && relation.sides[0].guideline == one.recommending
          && relation.sides[1].guideline == one.other && relation.sides[1].stance == one.stance
          && !Set(relation.parts).isDisjoint(with: one.parts)
      }
      return Finding(contradiction: one, isConfirmed: isConfirmed)
    }
  }

  /// Contradictions of advice, which the guidelines' authors have to settle. Stops and waiting are shown with each answer.
  package var ofAdvice: [JointSpace.Contradiction] {
    (findings ?? []).map(\.contradiction).filter { $0.stance == .advisesAgainst }
  }

  package var isGood: Bool { findings != nil && ofAdvice.isEmpty }

  package func title(_ id: String) -> String { guidelines[id]?.guideline.domain.title ?? id }

  /// What contradicts what, in a sentence.
  package func words(_ one: JointSpace.Contradiction) -> String {
    let parts = one.parts.joined(separator: ", ")
    switch one.stance {
    case .stops: return "\(one.recommending) recommends, and \(one.other) stops"
    case .defers: return "\(one.recommending) recommends \(parts), and \(one.other) says to wait"
    default: return "\(one.recommending) recommends \(parts), and \(one.other) advises against it"
    }
  }

  package func profile(_ one: JointSpace.Contradiction) -> JSONValue {
    ProfileJSON(guidelines.vocabulary).value(one.example)
  }

  package var text: String {
    var lines = ["between the guidelines", ""]
    guard let findings else {
      lines.append(
        "NOT ANALYSED    whether two guidelines contradict each other: they are too large together")
      return lines.joined(separator: "\n") + "\n"
    }
    for one in guidelines.members {
      for other in guidelines.members where other.id != one.id {
        let own = findings.filter {
          $0.contradiction.recommending == one.id && $0.contradiction.other == other.id
        }
        if !own.contains(where: { $0.contradiction.stance == .advisesAgainst }) {
          lines.append(
            "NONE            patients for whom \(one.id) recommends what \(other.id) advises against")
        }
        for finding in own { lines += self.lines(finding) }
      }
    }
    return lines.map(Escaping.terminal).joined(separator: "\n") + "\n"
  }

  private func lines(_ finding: Finding) -> [String] {
    let one = finding.contradiction
    let word =
      !finding.isConfirmed ? "NOT RULED OUT" : one.stance == .advisesAgainst ? "CONTRADICTION" : "CAN HAPPEN"
    let place = one.place.map { "  (\($0))" } ?? ""
    let doubt =
      finding.isConfirmed
      ? []
      : ["  this patient's answers do not show it: a script, or a law between large numbers, may rule it out"]
    return ["\(word.leftAligned(in: 16))\(words(one))\(place)", "  profile: \(profile(one).canonicalText)"]
      + doubt
  }

  package var json: JSONValue {
    guard let findings else { return .null }
    return .array(
      findings.map { finding in
        let one = finding.contradiction
        return [
          "recommending": .string(one.recommending), "other": .string(one.other),
          "stance": .string(one.stance.word), "parts": .strings(one.parts),
          "place": .text(one.place?.description), "profile": profile(one),
          "confirmed": .bool(finding.isConfirmed),
        ]
      })
  }
}
