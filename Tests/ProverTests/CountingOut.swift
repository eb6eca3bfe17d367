import PlumblineEngine
import PlumblineGuideline
import PlumblineProver
import PlumblineTestSupport

/// Every legal profile of a small guideline with its answer by the reference interpreter: proofs must agree with it.
struct CountingOut {
  let guideline: Guideline
  let reference: Reference
  private(set) var profiles: [Profile] = []
  private(set) var signatures: [Signature] = []

  init(_ guideline: Guideline, _ reference: Reference) throws {
    self.guideline = guideline
    self.reference = reference
    profiles = guideline.vocabulary.legalProfiles
    signatures = try profiles.map(reference.signature)
  }

  /// The fewest known facts of a counterexample; nil if there is none.
  func fewest(_ question: Question) throws -> Int? {
    guard case .property(let property) = question.kind else {
      let found = try profiles.filter { try reference.refutes(question, [$0]) }
      return found.map(\.knownCount).min()
    }
    let concerned = try profiles.indices.filter { try reference.concerns(property, profiles[$0]) }
    func fewestPair(_ others: [Int], _ test: (Int, Int) -> Bool) -> Int? {
      var least: Int?
      for one in concerned {
        for other in others where test(one, other) {
          let count = profiles[one].knownCount + profiles[other].knownCount
          least = min(least ?? count, count)
        }
      }
      return least
    }
    switch property.promise {
    case .always(let claim):
      return concerned.filter { !claim.holds(of: signatures[$0]) }.map { profiles[$0].knownCount }.min()
    case .never(let claim):
      return concerned.filter { claim.holds(of: signatures[$0]) }.map { profiles[$0].knownCount }.min()
    case .knowingMore(let from, let isAlways, let claim, let except):
      let before = signatures.map { from.holds(of: $0) }
      let broken = signatures.map { claim.holds(of: $0) != isAlways }
      let wrong = profiles.indices.filter { broken[$0] }
      return fewestPair(wrong) { one, other in
        before[one] && profiles[one].isWithin(profiles[other], but: except)
      }
    case .same(let aspect, let whatever):
      let keys = signatures.map { key(aspect, $0) }
      return fewestPair(concerned) { one, other in
        keys[one] != keys[other] && profiles[one].isLike(profiles[other], but: whatever)
      }
    case .overrules: return nil
    }
  }

  /// Whether a promise covers no patient.
  func isOfNobody(_ property: Property) throws -> Bool {
    var from: Property.Claim?
    if case .knowingMore(let claim, _, _, _) = property.promise { from = claim }
    return try profiles.indices.allSatisfy { index in
      try !reference.concerns(property, profiles[index]) || !(from?.holds(of: signatures[index]) ?? true)
    }
  }

  private func key(_ aspect: Property.Aspect, _ signature: Signature) -> Signature {
    var key = signature
    if aspect != .answer { key.alerts = [] }
    switch aspect {
    case .answer: break
    case .decision: key.pairings = []
    case .primary:
      key.pairings = Set(
        signature.pairings.filter { $0.role == .primary }.map { part in
          var part = part
          part.strength = .strong
          part.claims = [:]
          return part
        })
    }
    return key
  }

  /// The rules and gates without which every answer is the same.
  func idle() throws -> Set<ConditionSite> {
    var idle: Set<ConditionSite> = []
    for one in guideline.removable {
      if try !profiles.contains(where: { try reference.changes($0, without: one.site) }) {
        idle.insert(one.site)
      }
    }
    return idle
  }
}

extension Profile {
  func isLike(_ other: Profile, but free: [Int]) -> Bool {
    states.indices.allSatisfy { free.contains($0) || states[$0].value == other.states[$0].value }
  }

  func isWithin(_ other: Profile, but except: [Int]) -> Bool {
    states.indices.allSatisfy { fact in
      states[fact].value == other.states[fact].value || (!isKnown(fact) && !except.contains(fact))
    }
  }
}
