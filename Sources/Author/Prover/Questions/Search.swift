internal import PlumblineEngine
internal import PlumblineGuideline

/// The search for answers to the questions of one encoding, in one run of the solver.
struct Search {
  let questions: [Question]
  let encoding: Encoding
  let reference: Reference
  let session: Z3Session

  var guideline: Guideline { reference.guideline }

  /// How many script answers may be corrected before a question counts as depending on scripts.
  static let mostLessons = 40
  /// Seconds for each check whether fewer facts are enough.
  static let shrinkingSeconds = 5

  enum Found {
    case nobody
    case somebody([Profile], values: [String: String])
    /// The solver's patients, whom the reference interpreter does not confirm.
    case denied([Profile])
    /// One of the solver's patients, for whom a script fails.
    case failed(reason: String, Profile)
    case undecided(String)
    case opaque
  }

  func verdict(_ index: Int) async throws -> ProofOutcome.Verdict {
    let goal = encoding.goals[index]
    let shown = try await easilyShown(goal)
    try await open(goal.terms)
    let verdict = try await decide(questions[index], goal, shown)
    if case .proved = verdict, !goal.grounds.isEmpty {
      try await open(goal.grounds)
      let grounds = try await session.find([], values: [])
      if grounds == .none { return .ofNobody }
    }
    return verdict
  }

  func open(_ terms: [SMTText.Term]) async throws {
    try await session.open(encoding.text.text, encoding.text.assertion(terms))
  }

  private func decide(
    _ question: Question, _ goal: Encoding.Goal, _ shown: Set<Int>
  ) async throws -> ProofOutcome.Verdict {
    if question.kind == .idle { return try await idle(goal, shown) }
    let found = try await find([], goal) { profiles, _ in try reference.refutes(question, profiles) }
    switch found {
    case .nobody:
      if question.kind == .leftOver { return .reported(nil) }
      if case .overruled(let site) = question.kind { return .idle([site], undecided: []) }
      return .proved(whatever: scripts(goal))
    case .denied(let profiles): return .defect(Witness(profiles: profiles, isFewest: false))
    case .failed(let reason, let profile): return failed(reason, profile)
    case .undecided(let reason): return .undecided(reason)
    case .opaque: return .opaque(scripts(goal))
    case .somebody(let profiles, _):
      let witness = try await fewest(profiles, question, goal)
      return try reported(question, witness)
    }
  }

  private func reported(_ question: Question, _ witness: Witness) throws -> ProofOutcome.Verdict {
    var witness = witness
    switch question.kind {
    case .leftOver: return .reported(witness)
    case .overruled(let site):
      witness.rules = try reference.overruled(witness.profiles[0], by: site).map(\.id)
      if let property = guideline.acknowledgement(of: site) { return .meant(witness, property) }
      return .refuted(witness)
    default: return .refuted(witness)
    }
  }

  private func scripts(_ goal: Encoding.Goal) -> [String] {
    goal.terms.reduce(into: Set<String>()) { $0.formUnion(encoding.text.scripts(under: $1)) }.sorted()
  }

  // MARK: finding

  /// Searches for patients for whom the terms hold and whom the reference interpreter confirms. If it does not, because scripts
  /// answer otherwise than the solver assumed, the solver gets their answers and is asked again.
  func find(
    _ terms: [SMTText.Term], _ goal: Encoding.Goal, seconds: Int? = nil,
    _ confirms: ([Profile], [String: String]) throws -> Bool
  ) async throws -> Found {
    var lessons: [SMTText.Term] = []
    for _ in 0..<Self.mostLessons {
      switch try await session.find(terms + lessons, values: values(goal), seconds: seconds) {
      case .none: return .nobody
      case .undecided(let reason): return .undecided(reason)
      case .found(let values):
        let profiles = goal.worlds.map { $0.profile(values) }
        do {
          if try confirms(profiles, values) { return .somebody(profiles, values: values) }
        } catch {
          let culprit = profiles.first { reference.failure(of: $0) != nil } ?? profiles[0]
          return .failed(reason: "\(error)", culprit)
        }
        if scripts(goal).isEmpty { return .denied(profiles) }
        for profile in profiles {
          guard let reading = try? reference.reading(profile) else { return .opaque }
          lessons += encoding.functions.lessons(truth: reading.truth, value: reading.value)
        }
      }
    }
    return .opaque
  }

  func values(_ goal: Encoding.Goal) -> [SMTText.Term] {
    let facts = goal.worlds.flatMap { world in world.given.compactMap { world.facts[$0] } }
    let declined = goal.worlds.flatMap { world in world.given.compactMap { world.declined[$0] } }
    let dropped = encoding.hasDropped ? [Encoding.dropped] : []
    return facts.flatMap { [$0.known, $0.value] } + declined + dropped
  }

  // MARK: shrinking

  /// Removes facts while the reference interpreter still confirms, then asks the solver whether fewer would be enough.
  private func fewest(_ profiles: [Profile], _ question: Question, _ goal: Encoding.Goal) async throws
    -> Witness
  {
    var best = try shrunk(profiles, question)
    let flags = goal.worlds.flatMap { world in world.given.compactMap { world.facts[$0]?.known } }
    while true {
      let count = best.reduce(0) { $0 + $1.knownCount }
      if count == 0 { return Witness(profiles: best, isFewest: true) }
      let bound = "((_ at-most \(count - 1)) \(flags.joined(separator: " ")))"
      let found = try await find([bound], goal, seconds: Self.shrinkingSeconds) { profiles, _ in
        try reference.refutes(question, profiles)
      }
      switch found {
      case .nobody: return Witness(profiles: best, isFewest: true)
      case .somebody(let fewer, _): best = try shrunk(fewer, question)
      case .denied, .failed, .undecided, .opaque: return Witness(profiles: best, isFewest: false)
      }
    }
  }

  /// A script fails for a patient, of whom no fact is shown that the failure does not need.
  func failed(_ reason: String, _ profile: Profile) -> ProofOutcome.Verdict {
    var (reason, least) = (reason, profile)
    for fact in guideline.vocabulary.givenFacts where least.isKnown(fact) {
      var fewer = least
      fewer[fact] = .absent(.notAsked)
      guard guideline.vocabulary.brokenLaws(in: fewer).isEmpty, let still = reference.failure(of: fewer)
      else {
        continue
      }
      (reason, least) = (still, fewer)
    }
    return .scriptFails(reason: reason, Witness(profiles: [least], isFewest: false))
  }

  private func shrunk(_ profiles: [Profile], _ question: Question) throws -> [Profile] {
    var best = profiles
    var changed = true
    while changed {
      changed = false
      for fact in guideline.vocabulary.givenFacts {
        // From all patients, then from each alone.
        for places in [Array(best.indices)] + best.indices.map({ [$0] }) {
          guard places.contains(where: { best[$0].isKnown(fact) }) else { continue }
          var fewer = best
          for place in places { fewer[place][fact] = .absent(.notAsked) }
          if (try? reference.refutes(question, fewer)) == true {
            best = fewer
            changed = true
          }
        }
      }
    }
    return best
  }
}

extension World {
  /// The profile that the solver's values describe.
  func profile(_ values: [String: String]) -> Profile {
    var profile = Profile(vocabulary: vocabulary)
    for fact in given {
      if let term = declined[fact], values[term] == SMTText.yes { profile[fact] = .absent(.askedDeclined) }
      guard let terms = facts[fact], values[terms.known] == SMTText.yes, let literal = values[terms.value],
        let value = vocabulary[fact].value(literal)
      else { continue }
      profile[fact] = .known(value)
    }
    return profile
  }
}

extension Profile {
  package var knownCount: Int { states.count { $0.value != nil } }
}
