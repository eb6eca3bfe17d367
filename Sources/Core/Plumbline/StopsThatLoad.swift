package import PlumblineEngine
package import PlumblineGuideline
internal import PlumblineInterchange

/// The stops of packs that do not load together.
///
/// One bad pack must not silence the stops of another. Only what stops need is read: facts, the laws between them, and stops; so a
/// pack's stops count although its rules, its gates or its domain are refused. All packs are tried together first; then each pack
/// of stops that is still missing, alone with what it requires.
package struct StopsThatLoad: Sendable {
  /// Never empty; each is evaluated by itself.
  private let evaluators: [Evaluator]

  /// The facts by which a profile is read first.
  package var guideline: Guideline { evaluators[0].guideline }

  /// - Returns: nil if no pack's stops load.
  package init?(of folders: [PackFolder]) {
    let outlines = GuidelineLoader.manifests(of: folders, stopsFirst: true, budget: .refusal)
    var search = Search(
      all: zip(folders, outlines).enumerated().map { Named(place: $0, folder: $1.0, outline: $1.1) })
    search.run()
    if search.found.isEmpty { return nil }
    evaluators = search.found
  }

  /// Refuses a profile, as far as it can be read, with the true stops of every evaluator.
  package func refusal(
    of text: [UInt8], asOf day: Day, problems: [Refusal.Problem]
  ) -> (refusal: Refusal, plain: Profile) {
    var answers = evaluators.map { evaluator in
      let readings = ProfileReader(evaluator.guideline.vocabulary, asOf: day).readings(
        of: text, for: evaluator.factsOfStops)
      return (evaluator.refusal(.packs, readings, asOf: day, problems: problems), readings.plain)
    }[...]
    var (whole, plain) = answers.removeFirst()
    for (evaluator, answer) in zip(evaluators.dropFirst(), answers) {
      whole.add(answer.0) { guideline.vocabulary.index(of: evaluator.guideline.vocabulary[$0].name) }
    }
    return (whole, plain)
  }

  private struct Named {
    /// Its place in the list: two packs may have one name.
    var place: Int
    var folder: PackFolder
    var outline: PackOutline
    var id: String { outline.id }
    var hasStops: Bool { outline.declares("stop") }
  }

  private struct Search {
    /// How often packs are loaded at most: each time takes a budget of its own.
    private static let mostLoads = 12

    let all: [Named]
    private(set) var found: [Evaluator] = []
    private var missing: Set<Int> = []
    private var loads = 0

    init(all: [Named]) {
      self.all = all
      missing = Set(all.filter(\.hasStops).map(\.place))
    }

    mutating func run() {
      let bad = Set(all.filter { !$0.outline.problems.isEmpty }.map(\.id))
      var sound = all.filter { !bad.contains($0.id) }
      for _ in 0..<2 {
        sound = Self.closed(sound)
        guard sound.contains(where: \.hasStops), let failure = load(sound) else { break }
        let faulty = Set(failure.problems.map(\.pack))
        sound = sound.filter { !faulty.contains($0.id) }
      }
      // Of two packs with the same name, either may be the intended one. The packs of domains come first.
      for candidates in [all, all.reversed()] {
        var ids: Set<String> = []
        let apart = candidates.filter { ids.insert($0.id).inserted }
        for named in apart.filter(Self.isOfDomain) + apart.filter({ !Self.isOfDomain($0) })
        where missing.contains(named.place) {
          _ = load(Self.required(by: named.id, apart))
        }
      }
    }

    /// Loads packs, and keeps their stops; returns why they do not load.
    private mutating func load(_ packs: [Named]) -> PackFailure? {
      loads += 1
      if loads > Self.mostLoads { return nil }
      do {
        let guideline = try GuidelineLoader.stops(of: packs.map(\.folder), budget: .refusal)
        guard let guarded = GuardedGuideline(reportingStopsOf: guideline) else { return nil }
        found.append(Evaluator(withScriptsOf: guarded))
        missing.subtract(packs.map(\.place))
        return nil
      } catch {
        return error
      }
    }

    private static func isOfDomain(_ named: Named) -> Bool {
      named.outline.declares("domain") || named.id == Domain.firstEdition.stops.pack
    }

    /// Returns the packs without those whose requirements are missing.
    private static func closed(_ packs: [Named]) -> [Named] {
      var packs = packs
      while true {
        let ids = Set(packs.map(\.id))
        let whole = packs.filter { $0.outline.requires.keys.allSatisfy(ids.contains) }
        if whole.count == packs.count { return whole }
        packs = whole
      }
    }

    /// Returns a pack with all packs that it requires.
    private static func required(by id: String, _ packs: [Named]) -> [Named] {
      var wanted: Set<String> = [id]
      while true {
        let found = packs.filter { wanted.contains($0.id) }
        let more = wanted.union(found.flatMap(\.outline.requires.keys))
        if more == wanted { return found }
        wanted = more
      }
    }
  }
}
