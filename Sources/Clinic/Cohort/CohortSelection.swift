public import PlumblineEngine
internal import PlumblineGuideline

/// The selection of rows to write: those for which every condition holds. A condition is `key=value` or `key=value,value`, which
/// holds for any of the values.
public struct CohortSelection: Sendable {
  public enum Key: String, Sendable, CaseIterable {
    case decision, pairing, alternative, rule, alert, gate, needs, conflict, certainty
  }

  /// A condition names something that does not exist.
  public struct Problem: Error, CustomStringConvertible {
    public let description: String
  }

  private var conditions: [(key: Key, values: Set<String>)] = []
  private let names: GuidelineNames
  /// Whether no row can have what is wanted.
  private var isEmpty = false

  /// Returns the selections for all guidelines in force. A name has to exist in one of them; in the others no row has it.
  ///
  /// - Throws: ``Problem``, with the nearest name if there is one.
  public static func of(_ texts: [String], _ all: [CompiledGuideline]) throws(Problem) -> [CohortSelection] {
    var selections: [CohortSelection] = []
    for compiled in all { selections.append(try CohortSelection([], compiled)) }
    for text in texts {
      var (isKnown, problem) = (false, Problem?.none)
      for place in all.indices {
        do throws(Problem) {
          selections[place].conditions.append(try selections[place].condition(text, all[place].guideline))
          isKnown = true
        } catch {
          problem = problem ?? error
          selections[place].isEmpty = true
        }
      }
      if !isKnown, let problem { throw problem }
    }
    return selections
  }

  /// - Throws: ``Problem``, with the nearest name if there is one.
  public init(_ texts: [String], _ compiled: CompiledGuideline) throws(Problem) {
    names = GuidelineNames(compiled)
    for text in texts { conditions.append(try condition(text, compiled.guideline)) }
  }

  private func condition(_ text: String, _ guideline: Guideline) throws(Problem) -> (Key, Set<String>) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let key = Key(rawValue: parts[0]) else {
      let keys = Key.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(description: "--select takes key=value, where key is one of \(keys)")
    }
    let values = parts[1].split(separator: ",").map(String.init)
    if values.isEmpty {
      throw Problem(description: "--select \(key.rawValue)= has no value; name at least one")
    }
    let known = known(key, guideline)
    for value in values where !known.contains(value) {
      let hint = didYouMean(value, known)
      throw Problem(description: "--select \(key.rawValue): unknown value '\(value)'\(hint)")
    }
    return (key, Set(values))
  }

  private func known(_ key: Key, _ guideline: Guideline) -> [String] {
    switch key {
    case .decision: Decision.Disposition.allCases.map(\.rawValue)
    case .pairing: pairings(guideline)
    case .alternative: Set(guideline.rules.map(\.recommends.description)).sorted()
    case .rule: names.rules
    case .alert: guideline.stops.map(\.id)
    case .gate: names.gates
    case .needs: names.facts
    case .conflict: names.conflicts
    case .certainty: Certainty.allCases.map(\.rawValue)
    }
  }

  /// Returns all possible primary pairings: at most one pairing of each slot, joined.
  private func pairings(_ guideline: Guideline) -> [String] {
    var joined: Set<PairingName> = [guideline.primaryName([])]
    for slot in guideline.slots {
      let own = Set(guideline.candidates(in: slot).map(\.recommends))
      joined.formUnion(
        own.union(joined.flatMap { one in own.map { guideline.domain.pairing(one.parts + $0.parts) } }))
      // There are too many to list: any name is accepted then.
      if joined.count > 100_000 { break }
    }
    return joined.map(\.description).sorted()
  }

  /// For each condition on needs, the facts of which a row must need one.
  var needed: [[Fact.Index]] {
    conditions.filter { $0.key == .needs }.map { condition in
      names.facts.indices.filter { condition.values.contains(names.facts[$0]) }
    }
  }

  /// Whether every condition holds, except those on needs.
  func holds(_ answer: CohortAnswer) -> Bool {
    !isEmpty
      && conditions.allSatisfy { key, values in
        func any(_ names: some Sequence<String>) -> Bool { names.contains(where: values.contains) }
        let parts = (answer.primary.map { [$0] } ?? []) + answer.alternatives
        return switch key {
        case .decision: values.contains(answer.disposition.rawValue)
        case .pairing: any((answer.primary.map { [$0] } ?? []).map(\.pairing.description))
        case .alternative: any(answer.alternatives.map(\.pairing.description))
        case .rule: any(parts.flatMap(\.rules).map { names.rules[$0] })
        case .alert: any(answer.alerts.map { names.gates[$0] })
        case .gate: any(answer.gates.map { names.gates[$0] })
        case .needs: true
        case .conflict: any(answer.conflicts.map { names.conflicts[$0] })
        case .certainty: any((answer.primary?.claims ?? []).map(\.certainty.rawValue))
        }
      }
  }
}
