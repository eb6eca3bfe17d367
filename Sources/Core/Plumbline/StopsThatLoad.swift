internal import PlumblineInterchange

/// The stops of packs that do not load together.
package enum StopsThatLoad {
  /// Returns the packs of stops, with every other pack that loads with them; nil if the stops themselves do not load.
  ///
  /// One bad pack must not silence the stops of the others: first all packs without problems are tried, then the packs of stops
  /// alone.
  package static func evaluator(of folders: [PackFolder]) -> Evaluator? {
    let outlines = GuidelineLoader.manifests(of: folders, first: [Named.stops, BuiltInDomain.vocabulary])
    let all = zip(folders, outlines).map { Named(folder: $0, outline: $1) }
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
      if let found = (try? evaluator(required(by: Named.stops, apart))) ?? nil { return found }
    }
    return nil
  }

  private struct Named {
    var folder: PackFolder
    var outline: PackOutline

    static let stops = BuiltInDomain.stops
    var isOfStops: Bool { outline.id == Self.stops }
  }

  /// Returns nil if the packs load without their stops.
  private static func evaluator(_ packs: [Named]) throws(PackFailure) -> Evaluator? {
    let guideline = try GuidelineLoader.load(packs.map(\.folder), budget: .refusal)
    return (try? GuardedGuideline(guideline)).map { Evaluator(withScriptsOf: $0) }
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

  /// Returns a pack with all packs that it requires.
  private static func required(by id: String, _ packs: [Named]) -> [Named] {
    var wanted: Set<String> = [id]
    while true {
      let found = packs.filter { wanted.contains($0.outline.id) }
      let more = wanted.union(found.flatMap(\.outline.requires.keys))
      if more == wanted { return found }
      wanted = more
    }
  }
}
