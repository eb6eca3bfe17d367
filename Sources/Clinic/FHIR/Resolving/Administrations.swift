internal import PlumblineGuideline
internal import PlumblineJSON

/// Answers to the items of questionnaires, by the sitting in which they were given.
struct Administrations {
  private struct Key: Hashable {
    var sitting: String
    var instrument: String
  }

  private struct Sitting {
    var moment: Moment?
    var recorded: String?
    /// The resources that hold others.
    var wholes: Set<Int> = []
    var answers: [Int: Set<Points>] = [:]
    var resources: [Int: Set<Int>] = [:]
  }

  private var sittings: [Key: Sitting] = [:]

  /// Adds an answer.
  ///
  /// - Parameter whole: the panel or response that it stands in.
  mutating func add(
    _ points: Points, to item: CodeIndex.Item, in sitting: String, at moment: Moment?, recorded: String?,
    resource: Int, whole: Int?
  ) {
    var own = sittings[Key(sitting: sitting, instrument: item.instrument)] ?? Sitting()
    // The latest, whatever the order of the input.
    if let moment, own.moment.map({ ($0.last, $0.text) < (moment.last, moment.text) }) ?? true {
      own.moment = moment
    }
    own.recorded = [own.recorded, recorded].compactMap(\.self).filter {
      $0.utf8.count <= FHIRInput.longestName
    }.max()
    if let whole { own.wholes.insert(whole) }
    own.answers[item.number, default: []].insert(points)
    own.resources[item.number, default: []].insert(resource)
    sittings[Key(sitting: sitting, instrument: item.instrument)] = own
  }

  /// Removes what one resource answered.
  mutating func remove(_ resource: Int) {
    for (key, sitting) in sittings {
      for (item, resources) in sitting.resources where resources.contains(resource) {
        sittings[key]?.answers[item] = nil
        sittings[key]?.resources[item] = nil
      }
    }
  }

  /// What came of the answers.
  struct Scored {
    var candidates: [Candidate] = []
    /// Resources whose answers are not enough for any score.
    var tooFew: [(resources: [Int], instrument: Instrument)] = []
  }

  /// Scores every sitting by the vocabulary's own questionnaires.
  func scored(_ vocabulary: Vocabulary, _ asOf: Day, _ references: [String]) -> Scored {
    var scored = Scored()
    for (key, sitting) in sittings.sorted(by: {
      ($0.key.sitting, $0.key.instrument) < ($1.key.sitting, $1.key.instrument)
    }) {
      guard let instrument = vocabulary.instruments[key.instrument] else { continue }
      var answers: [Int: Int] = [:]
      for (item, points) in sitting.answers {
        if points.count == 1, case .number(let number)? = points.first { answers[item] = number }
        let isClear = points.allSatisfy { if case .contradicting = $0 { false } else { true } }
        if points.count > 1 || !isClear {
          scored.candidates += disputes(
            instrument, item, points, key.sitting, sitting, vocabulary, references)
        }
      }
      let all = Set(sitting.resources.values.joined()).sorted()
      let found = candidates(instrument, answers, key.sitting, sitting, vocabulary, asOf, references)
      if found.isEmpty { scored.tooFew.append((all, instrument)) }
      scored.candidates += found
    }
    return scored
  }

  /// What answers to one item that contradict each other leave of each fact that they are part of: nothing, unless a later value stands.
  private func disputes(
    _ instrument: Instrument, _ item: Int, _ points: Set<Points>, _ name: String, _ sitting: Sitting,
    _ vocabulary: Vocabulary, _ references: [String]
  ) -> [Candidate] {
    let numbers = Set(points.flatMap(\.numbers)).sorted()
    let resources = (sitting.resources[item] ?? []).sorted()
    return instrument.scales.filter { $0.items.contains(item) }.map { scale in
      let values = scale.items == [item] ? numbers.compactMap { instrument.score(scale, [item: $0]) } : []
      var candidate = Candidate(
        fact: scale.fact, state: .absent(.unknown), kind: .answer, moment: sitting.moment,
        origin: Origin(source: Self.source(resources, references), sitting: name), resources: resources,
        blocks: "answers to one question of one sitting contradict each other")
      candidate.claims = values.map { .number($0) }.filter(vocabulary[scale.fact].allows)
      return candidate
    }
  }

  private func candidates(
    _ instrument: Instrument, _ answers: [Int: Int], _ name: String, _ sitting: Sitting,
    _ vocabulary: Vocabulary, _ asOf: Day, _ references: [String]
  ) -> [Candidate] {
    var scores: [Fact.Index: (value: ExactNumber, score: Instrument.Score?)] = [:]
    // Of answers in several resources all must be there: a score must not change because one of them is missing.
    let isEnough = answers.count == instrument.itemCount || Set(sitting.resources.values.joined()).count == 1
    if isEnough, let all = try? instrument.scores(answers, step: { vocabulary[$0].grid?.step ?? 1 }) {
      for score in all { scores[score.fact] = (score.value, score) }
    } else {
      // A part that is answered stands, whatever the others are.
      for scale in instrument.scales {
        if let value = instrument.score(scale, answers) { scores[scale.fact] = (value, nil) }
      }
    }
    return instrument.scales.compactMap { scale in
      guard let (value, score) = scores[scale.fact], vocabulary[scale.fact].allows(.number(value)) else {
        return nil
      }
      let own = Set(scale.items.flatMap { sitting.resources[$0] ?? [] })
      let resources = own.union(sitting.wholes).sorted()
      return Candidate(
        fact: scale.fact, state: .known(.number(value)), kind: .answer, moment: sitting.moment, score: score,
        origin: Origin(
          source: Self.source(sitting.wholes.isEmpty ? resources : sitting.wholes.sorted(), references),
          observed: sitting.moment?.text,
          recorded: sitting.recorded, method: "scored", sitting: name,
          isOfVisit: sitting.moment?.days == asOf...asOf),
        resources: resources)
    }
  }

  private static func source(_ resources: [Int], _ references: [String]) -> String {
    let names = resources.map { references[$0] }.sorted()
    return (names.first ?? "") + (names.count > 1 ? " and \(names.count - 1) more" : "")
  }
}
