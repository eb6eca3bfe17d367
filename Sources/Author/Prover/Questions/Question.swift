internal import PlumblineEngine
package import PlumblineGuideline

/// One question about all legal profiles. Its answer is a proof, or patients for whom the claim does not hold.
package struct Question: Sendable {
  package enum Kind: Sendable, Hashable {
    /// A patient in scope for whom nothing is recommended.
    case gap
    /// A patient in scope for whom every rule is decided and none is true, left to `otherwise`. Reported, but not a failure.
    case leftOver
    /// A patient for whom a rule recommends what this advises against.
    case overruled(ConditionSite)
    /// A patient for whom rules of one slot and rank recommend different pairings.
    case tie(slot: String, rank: Int)
    /// Rules and gates without which every answer stays the same.
    case idle
    case property(Property)
  }

  package var kind: Kind
  /// The claim, as a sentence.
  package var words: String
  /// Its name in a file's name and in JSON.
  package var name: String
  package var place: Place?

  /// Whether it is about two patients.
  var isPair: Bool {
    guard case .property(let property) = kind else { return false }
    switch property.promise {
    case .knowingMore, .same: return true
    case .always, .never, .overrules: return false
    }
  }
}

extension Question {
  /// Returns all questions about a guideline: gaps, contradictions, what never matters, and the packs' own properties.
  package static func all(of guideline: Guideline) -> [Question] {
    var questions = [
      Question(
        kind: .gap, words: "every patient in scope gets a recommendation", name: "gap",
        place: guideline.otherwise?.place)
    ]
    if let last = guideline.otherwise {
      questions.append(
        Question(
          kind: .leftOver, words: "patients who are left to otherwise \(last.id) once every rule is decided",
          name: "left-over", place: last.place))
    }
    // What no rule recommends cannot be ruled out, and what is passed over is not.
    let alone = Set(guideline.vetoes.filter { $0.effect != .rulesOut }.map { ConditionSite.veto($0.id) })
    for site in guideline.sites where !alone.contains(site.site) {
      switch site.site {
      case .veto, .contraindication:
        questions.append(
          Question(
            kind: .overruled(site.site),
            words: "no rule recommends what \(guideline.words(of: site.site)) rules out",
            name: "contradiction-\(questions.count)", place: site.place))
      default: break
      }
    }
    for (slot, rank) in guideline.ties {
      let rules = guideline.rules(slot: slot, rank: rank)
      questions.append(
        Question(
          kind: .tie(slot: slot, rank: rank),
          words:
            "no patient has two pairings at rank \(rank) of slot \(slot): \(rules.map(\.id).joined(separator: ", "))",
          name: "contradiction-\(questions.count)", place: rules.first?.place))
    }
    questions.append(
      Question(kind: .idle, words: "every rule and gate changes an answer", name: "idle", place: nil))
    return questions + properties(of: guideline)
  }

  /// Returns only the packs' own properties.
  package static func properties(of guideline: Guideline) -> [Question] {
    guideline.properties.enumerated().compactMap { index, property in
      if case .overrules = property.promise { return nil }
      return Question(
        kind: .property(property), words: property.name, name: "property-\(property.pack)-\(index + 1)",
        place: property.place)
    }
  }
}

extension Guideline {
  /// Slots and ranks at which rules recommend different pairings.
  var ties: [(slot: String, rank: Int)] {
    slots.flatMap { slot in
      let ranks = Set(candidates(in: slot).compactMap(\.rank)).sorted()
      return ranks.filter { Set(rules(slot: slot, rank: $0).map(\.recommends)).count > 1 }.map { (slot, $0) }
    }
  }

  func rules(slot: String, rank: Int) -> [Rule] { candidates(in: slot).filter { $0.rank == rank } }

  /// What may be removed to see whether any answer changes.
  package var removable: [(site: ConditionSite, place: Place)] {
    (stops + gates).map { (.gate($0.id), $0.place) } + rules.map { (.rule($0.id), $0.place) }
  }

  /// Where a rule, a gate or a veto is declared.
  package func place(of site: ConditionSite) -> Place? {
    sites.first { $0.site == site }?.place ?? removable.first { $0.site == site }?.place
  }

  /// The property by which a pack states that a veto is meant to overrule rules; nil if there is none.
  func acknowledgement(of site: ConditionSite) -> Property? {
    let name: String
    switch site {
    case .veto(let id): name = id
    case .contraindication(let pairing, _): name = pairing.description
    default: return nil
    }
    return properties.first {
      if case .overrules(let names) = $0.promise { names.contains(name) } else { false }
    }
  }
}

extension Rule {
  var rank: Int? { if case .candidate(_, let rank) = role { rank } else { nil } }
}
