internal import PlumblineInterchange

/// The stops of packs that do not load together.
package enum StopsThatLoad {
  /// Returns the packs of stops, with every other pack that loads with them; nil if the stops themselves do not load.
  ///
  /// One bad pack must not silence the stops of the others: first all packs without problems are tried, then the packs of stops
  /// alone.
  package static func evaluator(of folders: [PackFolder]) -> Evaluator? {
    let outlines = GuidelineLoader.manifests(of: folders, stopsFirst: true, budget: .refusal)
    // The packs that declare a domain hold its stops; without a domain, those of the first edition's name.
    let domains = Set(outlines.filter { $0.declares("domain") }.map(\.id))
    let stops = domains.isEmpty ? [Domain.firstEdition.stops.pack] : domains
    let all = zip(folders, outlines).map {
      Named(folder: $0, outline: $1, isOfStops: stops.contains($1.id))
    }
    let bad = Set(all.filter { !$0.outline.problems.isEmpty }.map(\.outline.id))
    var sound = all.filter { !bad.contains($0.outline.id) }
    for _ in 0..<2 {
      sound = closed(sound)
      if !sound.contains(where: \.isOfStops) { break }
      do {
        if let found = try evaluator(sound) { return found }
        break
      } catch {
        let faulty = Set(error.problems.map(\.pack))
        sound = sound.filter { !faulty.contains($0.outline.id) }
      }
    }
    guard all.contains(where: \.isOfStops) else { return nil }
    // Of two packs with the same name, either may be the intended one.
    for candidates in [all, all.reversed()] {
      var ids: Set<String> = []
      let apart = candidates.filter { ids.insert($0.outline.id).inserted }
      // Of two domains, the one that more packs require first: a pack that declares another by mistake takes no stops away.
      func users(_ named: Named) -> Int { apart.count { $0.outline.requires[named.outline.id] != nil } }
      for named in apart.filter(\.isOfStops).sorted(by: { users($0) > users($1) }) {
        if let found = (try? evaluator(required(by: [named.outline.id], apart))) ?? nil { return found }
      }
    }
    return nil
  }

  private struct Named {
    var folder: PackFolder
    var outline: PackOutline
    var isOfStops: Bool
  }

  /// Returns nil if the packs load without their stops.
  private static func evaluator(_ packs: [Named]) throws(PackFailure) -> Evaluator? {
    let guideline = try GuidelineLoader.load(packs.map(\.folder), budget: .refusal)
    return (try? GuardedGuideline(reportingStopsOf: guideline)).map { Evaluator(withScriptsOf: $0) }
  }

  /// Returns the packs without those whose requirements are missing.
  private static func closed(_ packs: [Named]) -> [Named] {
    var packs = packs
    while true {
      let ids = Set(packs.map(\.outline.id))
      let whole = packs.filter { $0.outline.requires.keys.allSatisfy(ids.contains) }
      if whole.count == packs.count { return whole }
      packs = whole
    }
  }

  /// Returns packs with all packs that they require.
  private static func required(by ids: Set<String>, _ packs: [Named]) -> [Named] {
    var wanted = ids
    while true {
      let found = packs.filter { wanted.contains($0.outline.id) }
      let more = wanted.union(found.flatMap(\.outline.requires.keys))
      if more == wanted { return found }
      wanted = more
    }
  }
}
