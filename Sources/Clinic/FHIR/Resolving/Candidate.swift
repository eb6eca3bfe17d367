internal import PlumblineGuideline
internal import PlumblineJSON

/// What one resource says about a fact.
struct Candidate {
  /// How a resource knows it.
  enum Kind: Hashable {
    /// It was asked or measured at a moment.
    case answer
    /// It is on the list of what is so now: an active Condition, a Device, a Consent, a Goal, the Patient.
    case standing
    /// It was done once: a Procedure.
    case event
    /// It is counted from a date of a Condition or a Procedure.
    case counted
  }

  var fact: Fact.Index
  var state: FactState
  var kind: Kind
  /// When it was observed; nil if that may have been at any time.
  var moment: Moment?
  /// The score behind the state, if it was scored here: a total that was rounded agrees with it.
  var score: Instrument.Score?
  var origin: Origin
  /// The resources behind it, by their numbers in the input.
  var resources: [Int]
  /// Why it cannot say what it should, and keeps any other from being known: an operation without a date may be the latest.
  var blocks: String?
  /// What it may say, if it blocks.
  var claims: [FactValue] = []

  /// Whether both say the same.
  func agrees(with other: Candidate) -> Bool {
    if state == other.state { return true }
    for (scored, given) in [(self, other), (other, self)] {
      if let score = scored.score, case .known(.number(let number)) = given.state {
        return score.agrees(with: number)
      }
    }
    return false
  }
}

/// Settles what is known of a fact by everything that resources say about it.
struct Resolver {
  let vocabulary: Vocabulary
  let asOf: Day
  let references: [String]

  enum Outcome {
    case stands(Candidate)
    case stale(Candidate)
    case conflict([Candidate], String)
    case nothing
  }

  /// What became of a candidate, for the report.
  enum Fate {
    case used
    case ignored(String)
  }

  /// - Returns: the outcome, and what became of each candidate.
  func settle(_ fact: Fact.Index, _ candidates: [Candidate]) -> (Outcome, [Fate]) {
    var fates = candidates.map { _ in Fate.ignored("") }
    let values = candidates.indices.filter { candidates[$0].state.isGiven || candidates[$0].blocks != nil }
    var fresh: [Int] = []
    for place in values {
      if let reason = staleness(candidates[place]) {
        fates[place] = .ignored(reason)
      } else {
        fresh.append(place)
      }
    }
    let left = fresh.filter { place in
      !fresh.contains { covers(candidates[$0], candidates[place], fact) }
    }
    for place in fresh where !left.contains(place) {
      fates[place] = .ignored("a later value of \(vocabulary[fact].name) stands")
    }
    for place in candidates.indices where !values.contains(place) {
      fates[place] = .ignored("another resource has a value of \(vocabulary[fact].name)")
    }
    if left.isEmpty { return absent(fact, candidates, values, fates) }
    let first = best(left, candidates)
    let agree = left.allSatisfy {
      candidates[$0].agrees(with: candidates[first]) && candidates[$0].blocks == nil
    }
    guard agree || left.count == 1 && candidates[first].blocks == nil else {
      let because =
        left.lazy.compactMap { candidates[$0].blocks }.min()
        ?? "they say different things of \(vocabulary[fact].name), and none is surely the later"
      for place in left {
        fates[place] = .ignored("it conflicts with another resource about \(vocabulary[fact].name)")
      }
      return (.conflict(left.map { candidates[$0] }, because), fates)
    }
    for place in left { fates[place] = .used }
    return (.stands(candidates[first]), fates)
  }

  /// Among those that agree, the one with its score, then the latest, then by name: never by the order of the input.
  private func best(_ places: [Int], _ candidates: [Candidate]) -> Int {
    places.min { one, other in
      func rank(_ place: Int) -> (Int, Int, String) {
        let candidate = candidates[place]
        return (
          candidate.score == nil ? 1 : 0, -(candidate.moment?.last ?? Int.min + 1),
          candidate.origin.source ?? ""
        )
      }
      return rank(one) < rank(other)
    } ?? places[0]
  }

  /// What is left if no value counts: the reason of the latest that is none, or what is too old.
  private func absent(
    _ fact: Fact.Index, _ candidates: [Candidate], _ values: [Int], _ fates: [Fate]
  ) -> (Outcome, [Fate]) {
    var fates = fates
    func latest(_ places: [Int]) -> Int? {
      places.max { one, other in
        let (one, other) = (candidates[one], candidates[other])
        func rank(_ candidate: Candidate) -> (Int, Int, String) {
          (candidate.moment?.last ?? Int.min, Self.weight(candidate.state), candidate.origin.source ?? "")
        }
        return rank(one) < rank(other)
      }
    }
    let absences = candidates.indices.filter { !values.contains($0) }
    let stale = values.filter { candidates[$0].moment != nil }
    guard let latest = latest(absences + stale) else { return (.nothing, fates) }
    for place in absences {
      fates[place] = .ignored("another one says why \(vocabulary[fact].name) is absent")
    }
    if !values.contains(latest) { fates[latest] = .used }
    return (values.contains(latest) ? .stale(candidates[latest]) : .stands(candidates[latest]), fates)
  }

  /// Of reasons that were given together, the one that says most.
  private static func weight(_ state: FactState) -> Int {
    guard case .absent(let reason) = state else { return 0 }
    return switch reason {
    case .askedDeclined: 4
    case .notApplicable: 3
    case .unknown: 2
    case .notAsked, .stale: 1
    }
  }

  /// Whether a value that counts only on its day may be of this one, and is no no: a yes that says no day is still to be asked about.
  func mayBeOfToday(_ candidate: Candidate) -> Bool {
    guard candidate.kind == .answer, candidate.state.isGiven, vocabulary[candidate.fact].maxAge == .visit,
      candidate.state != .known(.boolean(false)), candidate.state != .known(.number(0))
    else { return false }
    guard let days = candidate.moment?.days else { return true }
    return days.contains(asOf) && days.lowerBound != days.upperBound
  }

  /// Returns why a value does not count any more; nil if it does.
  private func staleness(_ candidate: Candidate) -> String? {
    guard candidate.kind == .answer else { return nil }
    let name = vocabulary[candidate.fact].name
    let maxAge = vocabulary[candidate.fact].maxAge
    if maxAge == .lasting { return nil }
    guard let moment = candidate.moment else { return "it has no date, and \(name) changes" }
    let age = asOf.ordinal - moment.days.lowerBound.ordinal
    switch maxAge {
    case .days(let days):
      return age > days ? "too old for \(name): it counts for \(days) days" : nil
    case .visit, .lasting:
      return age == 0 && moment.days.upperBound == moment.days.lowerBound
        ? nil : "too old for \(name): it counts only on the day on which it was given"
    }
  }

  /// Whether one candidate makes another one past.
  private func covers(_ later: Candidate, _ earlier: Candidate, _ fact: Fact.Index) -> Bool {
    if earlier.kind == .counted, later.kind == .answer { return true }
    guard let own = later.moment, let other = earlier.moment, own.isAfter(other) else { return false }
    let mapping = vocabulary[fact].fhir
    if mapping?.isUnordered ?? false, later.kind == earlier.kind, later.kind != .answer { return false }
    // A Condition that is so now is not undone by what somebody said of another matter since.
    if mapping?.isOngoing ?? false, earlier.origin.method == "condition", later.origin.method != "condition" {
      return false
    }
    // What was done, or is on the list of what is so now, is not undone by an answer that knows nothing of it.
    let persists = !vocabulary[fact].canChange || mapping?.isUnordered ?? false || mapping?.maxAge == .visit
    return !(persists && earlier.kind != .answer && later.kind == .answer)
  }
}

extension FactState {
  /// Whether it is a value or a range.
  var isGiven: Bool { if case .absent = self { false } else { true } }
}
