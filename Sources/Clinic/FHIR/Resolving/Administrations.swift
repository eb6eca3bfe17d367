internal import PlumblineGuideline
internal import PlumblineJSON

/// Answers to the items of questionnaires, by the sitting in which they were given.
struct Administrations {
  private struct Key: Hashable {
    var sitting: String
    var instrument: String
  }

  /// An answer, as one resource has it.
  private struct Answer {
    var item: Int
    var points: Points
    var moment: Moment?
    var recorded: String?
    var resource: Int
    /// The panel or response that it stands in.
    var whole: Int?
    /// The response; nil for an Observation. What a response says is scored by itself.
    var response: Int?
  }

  private var sittings: [Key: [Answer]] = [:]

  /// Adds an answer.
  ///
  /// - Parameters:
  ///   - whole: the panel or response that it stands in.
  ///   - isResponse: whether that is a response.
  mutating func add(
    _ points: Points, to item: CodeIndex.Item, in sitting: String, at moment: Moment?, recorded: String?,
    resource: Int, whole: Int?, isResponse: Bool = false
  ) {
    let recorded = recorded.flatMap { $0.utf8.count <= FHIRInput.longestName ? $0 : nil }
    sittings[Key(sitting: sitting, instrument: item.instrument), default: []].append(
      Answer(
        item: item.number, points: points, moment: moment, recorded: recorded, resource: resource,
        whole: whole,
        response: isResponse ? whole : nil))
  }

  /// Removes what one resource answered, and nothing that another did.
  mutating func remove(_ resource: Int) {
    for (key, answers) in sittings {
      let left = answers.filter { $0.resource != resource }
      sittings[key] = left.isEmpty ? nil : left
    }
  }

  /// What came of the answers.
  struct Scored {
    var candidates: [Candidate] = []
    /// Resources whose answers are not enough for any score.
    var tooFew: [(resources: [Int], instrument: Instrument)] = []
    /// What totals may be by the items that are answered.
    var bounds: [Bounds] = []
  }

  /// Scores every sitting by the vocabulary's own questionnaires.
  func scored(_ vocabulary: Vocabulary, _ asOf: Day, _ references: [String]) -> Scored {
    var scored = Scored()
    for (key, answers) in sittings.sorted(by: {
      ($0.key.sitting, $0.key.instrument) < ($1.key.sitting, $1.key.instrument)
    }) {
      guard let instrument = vocabulary.instruments[key.instrument] else { continue }
      let sitting = Sitting(key.sitting, instrument, answers, vocabulary, asOf, references)
      let found = sitting.candidates
      if found.isEmpty { scored.tooFew.append((sitting.resources, instrument)) }
      scored.candidates += sitting.disputes + found
      scored.bounds += sitting.bounds
    }
    return scored
  }

  /// The answers to one questionnaire at one sitting.
  private struct Sitting {
    let name: String
    let instrument: Instrument
    let answers: [Answer]
    let vocabulary: Vocabulary
    let asOf: Day
    let references: [String]

    init(
      _ name: String, _ instrument: Instrument, _ answers: [Answer], _ vocabulary: Vocabulary, _ asOf: Day,
      _ references: [String]
    ) {
      (self.name, self.instrument, self.vocabulary) = (name, instrument, vocabulary)
      (self.asOf, self.references) = (asOf, references)
      self.answers = answers.sorted {
        (references[$0.resource], $0.item, $0.resource) < (references[$1.resource], $1.item, $1.resource)
      }
    }

    var resources: [Int] { Set(answers.map(\.resource)).sorted() }

    /// The items whose answers all say the same, with what they say.
    private static func clear(_ answers: [Answer]) -> [Int: Int] {
      Dictionary(grouping: answers, by: \.item).compactMapValues { all in
        let points = Set(all.map(\.points))
        guard points.count == 1, case .number(let number)? = points.first else { return nil }
        return number
      }
    }

    /// What answers to one item that contradict each other leave of each fact that they are part of: nothing, unless a later value stands.
    var disputes: [Candidate] {
      let known = Self.clear(answers)
      let open = Dictionary(grouping: answers.filter { known[$0.item] == nil }, by: \.item)
      return open.sorted { $0.key < $1.key }.flatMap { item, answers in
        let numbers = Set(answers.flatMap(\.points.numbers)).sorted()
        let resources = Set(answers.map(\.resource)).sorted()
        return instrument.scales.filter { $0.items.contains(item) }.map { scale in
          let values = scale.items == [item] ? numbers.compactMap { instrument.score(scale, [item: $0]) } : []
          var candidate = Candidate(
            fact: scale.fact, state: .absent(.unknown), kind: .answer, moment: Self.moment(answers),
            origin: Origin(source: source(resources), sitting: name), resources: resources,
            blocks: "answers to one question of one sitting contradict each other")
          candidate.claims = values.map { .number($0) }.filter(vocabulary[scale.fact].allows)
          return candidate
        }
      }
    }

    /// The scores: each response's by itself; of Observations only if all items are there, or one of them has all that are. What no part
    /// scores, all of them together may. So no score is another because one resource is missing.
    var candidates: [Candidate] {
      let groups = Dictionary(grouping: answers, by: \.response).sorted { ($0.key ?? -1) < ($1.key ?? -1) }
      var found = groups.flatMap { scores(of: $0.value) }
      if groups.count > 1 {
        let scored = Set(found.map(\.fact))
        found += scores(of: answers).filter { !scored.contains($0.fact) }
      }
      return found
    }

    private func scores(of answers: [Answer]) -> [Candidate] {
      let known = Self.clear(answers)
      var scores: [Fact.Index: (value: ExactNumber, score: Instrument.Score?)] = [:]
      let isEnough = known.count == instrument.itemCount || Set(answers.map(\.resource)).count == 1
      if isEnough, let all = try? instrument.scores(known, step: { vocabulary[$0].grid?.step ?? 1 }) {
        for score in all { scores[score.fact] = (score.value, score) }
      } else {
        // A part that is answered stands, whatever the others are.
        for scale in instrument.scales {
          if let value = instrument.score(scale, known) { scores[scale.fact] = (value, nil) }
        }
      }
      return instrument.scales.compactMap { scale in
        guard let (value, score) = scores[scale.fact], vocabulary[scale.fact].allows(.number(value)) else {
          return nil
        }
        let own = answers.filter { scale.items.contains($0.item) }
        let wholes = Set(own.compactMap(\.whole)).sorted()
        let resources = Set(own.map(\.resource)).union(wholes).sorted()
        let moment = Self.moment(own)
        return Candidate(
          fact: scale.fact, state: .known(.number(value)), kind: .answer, moment: moment, score: score,
          origin: Origin(
            source: source(wholes.isEmpty ? resources : wholes), observed: moment?.text,
            recorded: own.compactMap(\.recorded).max(), method: "scored", sitting: name,
            isOfVisit: moment?.days == asOf...asOf),
          resources: resources)
      }
    }

    /// What the answered items leave of sums of which others are not answered.
    var bounds: [Bounds] {
      let known = Self.clear(answers)
      return instrument.scales.compactMap { scale in
        let open = scale.items.filter { known[$0] == nil }
        guard scale.unit == .sum, !open.isEmpty, open.count < scale.items.count,
          let filling = Bounds.Filling(instrument, scale, known, open)
        else { return nil }
        let items = open.compactMap { item in
          instrument.scales.first { $0.items == [item] && $0.unit == .sum }.flatMap { filling.item(item, $0) }
        }
        let resources = Set(answers.filter { scale.items.contains($0.item) }.map(\.resource)).sorted()
        let parts = instrument.scales.filter {
          $0.fact != scale.fact && Set($0.items).isSubset(of: scale.items)
        }
        .map(\.fact)
        return Bounds(
          fact: scale.fact, sitting: name, moment: Self.moment(answers), range: filling.range, items: items,
          parts: parts, resources: resources, source: source(resources))
      }
    }

    /// When all of some answers had been given at the earliest: the oldest of their moments, so that no answer is taken for younger than it is.
    private static func moment(_ answers: [Answer]) -> Moment? {
      answers.contains { $0.moment == nil }
        ? nil
        : answers.compactMap(\.moment).min { ($0.first, $0.last, $0.text) < ($1.first, $1.last, $1.text) }
    }

    private func source(_ resources: [Int]) -> String {
      let names = resources.map { references[$0] }.sorted()
      return (names.first ?? "") + (names.count > 1 ? " and \(names.count - 1) more" : "")
    }
  }
}
