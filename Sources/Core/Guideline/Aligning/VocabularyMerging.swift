/// Merges the facts, laws and scripts of two guidelines into one vocabulary.
struct VocabularyMerging {
  let old: Guideline
  let new: Guideline
  private let parts: (old: [Script: ScriptText.Part], new: [Script: ScriptText.Part])

  struct Own {
    var places: [Fact.Index] = []
    var scripts: [Script: Script] = [:]
    var laws: [ProfileLaw] = []
  }

  struct Result {
    var vocabulary: Vocabulary
    var old = Own()
    var new = Own()
    var unmerged: [String] = []
    var twins: [DeclarationKey: (old: Fact.Index, new: Fact.Index)] = [:]
    var originals: [Script: (isOld: Bool, script: Script)] = [:]
  }

  init(_ old: Guideline, _ new: Guideline) {
    self.old = old
    self.new = new
    parts = (Self.parts(of: old), Self.parts(of: new))
  }

  func run() -> Result {
    let names = Set(old.vocabulary.facts.map(\.name)).union(new.vocabulary.facts.map(\.name)).sorted()
    var facts: [Fact] = []
    var unmerged: [String] = []
    var twinNames: [(DeclarationKey, old: Fact.Index, new: Fact.Index)] = []
    var oldPlaces = Array(repeating: 0, count: old.vocabulary.facts.count)
    var newPlaces = Array(repeating: 0, count: new.vocabulary.facts.count)
    func add(_ fact: Fact) -> Fact.Index {
      var fact = fact
      fact.onlyWhen = nil
      facts.append(fact)
      return facts.count - 1
    }
    for name in names {
      switch (old.vocabulary.index(of: name), new.vocabulary.index(of: name)) {
      case (let before?, let after?):
        let (kind, isWhole) = MergedFact.kind(old.vocabulary[before].kind, new.vocabulary[after].kind)
        if !isWhole { unmerged.append(name) }
        if let kind, isSameFact(before, after) {
          var fact = new.vocabulary[after]
          fact.kind = kind
          oldPlaces[before] = add(fact)
          newPlaces[after] = oldPlaces[before]
        } else {
          var fact = old.vocabulary[before]
          fact.name = Fact.formerName(name)
          oldPlaces[before] = add(fact)
          newPlaces[after] = add(new.vocabulary[after])
          twinNames.append((.init(.fact, name), oldPlaces[before], newPlaces[after]))
        }
      case (let before?, nil): oldPlaces[before] = add(old.vocabulary[before])
      case (nil, let after?): newPlaces[after] = add(new.vocabulary[after])
      case (nil, nil): break
      }
    }
    var result = Result(vocabulary: Vocabulary(facts: [], constraints: [], instruments: [:]))
    result.unmerged = unmerged
    result.twins = Dictionary(twinNames.map { ($0.0, ($0.old, $0.new)) }) { first, _ in first }
    result.old.places = oldPlaces
    result.new.places = newPlaces
    alignScripts(&result)
    for (own, places, scripts) in [
      (old.vocabulary, oldPlaces, result.old.scripts), (new.vocabulary, newPlaces, result.new.scripts),
    ] {
      for (index, fact) in own.facts.enumerated() {
        facts[places[index]].computation = fact.computation.flatMap { scripts[$0] }
      }
    }
    result.vocabulary = Vocabulary(facts: facts, constraints: [], instruments: [:])
    result.old.laws = laws(of: old, oldPlaces, result.vocabulary, other: new)
    result.new.laws = laws(of: new, newPlaces, result.vocabulary, other: old)
    return result
  }

  // MARK: scripts

  /// Whether two facts of one name are of one kind, or computed by the same function from the same facts.
  private func isSameFact(_ before: Fact.Index, _ after: Fact.Index) -> Bool {
    let (one, other) = (old.vocabulary[before], new.vocabulary[after])
    switch (one.computation, other.computation) {
    case (nil, nil): return MergedFact.kind(one.kind, other.kind).kind != nil
    case (let own?, let its?): return one.kind == other.kind && isSame(own, its)
    default: return false
    }
  }

  /// Whether two scripts are the same function, wherever it stands, with the same facts to read.
  private func isSame(_ before: Script, _ after: Script) -> Bool {
    guard before.reads.count == after.reads.count, let part = parts.old[before], part == parts.new[after]
    else { return false }
    return zip(before.reads, after.reads).allSatisfy { own, its in
      old.vocabulary[own].name == new.vocabulary[its].name && isSameFact(own, its)
    }
  }

  /// What each script is, apart from its place.
  private static func parts(of guideline: Guideline) -> [Script: ScriptText.Part] {
    var parts: [Script: ScriptText.Part] = [:]
    for scripts in Dictionary(grouping: Set(scripts(of: guideline)), by: \.place).values {
      let file = scripts.first.flatMap { script in
        guideline[pack: script.pack]?.files.first { $0.name == script.file }
      }
      guard let text = file.map({ ScriptText($0.text) }) else { continue }
      let all = scripts.map { (line: $0.line, function: $0.function) }
      for script in scripts {
        parts[script] = text.part(at: script.line, function: script.function, among: all)
      }
    }
    return parts
  }

  private static func scripts(of guideline: Guideline) -> [Script] {
    guideline.sites.flatMap(\.condition.scripts) + guideline.vocabulary.facts.compactMap(\.computation)
      + guideline.vocabulary.laws.flatMap(\.scripts)
  }

  private func alignScripts(_ result: inout Result) {
    for script in Self.scripts(of: old) {
      var aligned = script
      aligned.reads = script.reads.map { result.old.places[$0] }
      result.old.scripts[script] = aligned
      result.originals[aligned] = (true, script)
    }
    for script in Self.scripts(of: new) {
      let same = result.old.scripts.keys.filter { isSame($0, script) }
      if let same = same.first(where: { $0.name == script.name }) ?? same.min(by: { $0.name < $1.name }) {
        result.new.scripts[script] = result.old.scripts[same]
        continue
      }
      var aligned = script
      aligned.reads = script.reads.map { result.new.places[$0] }
      aligned.pack = "new " + script.pack
      result.new.scripts[script] = aligned
      result.originals[aligned] = (false, script)
    }
  }

  // MARK: laws

  private func laws(
    of guideline: Guideline, _ places: [Fact.Index], _ merged: Vocabulary, other: Guideline
  ) -> [ProfileLaw] {
    func moved(_ law: Condition) -> Condition {
      law.withoutComputing(guideline.vocabulary).realigned(fact: { places[$0] }, script: { $0 })
    }
    var laws: [ProfileLaw] = []
    let own = Set(places)
    for (index, fact) in merged.facts.enumerated() where !own.contains(index) && fact.computation == nil {
      laws.append(
        ProfileLaw(
          kind: .noSuchFact, key: .init(.fact, fact.sharedName), place: fact.place, fact: index,
          holds: .any([])))
    }
    for (index, place) in places.enumerated() {
      let fact = guideline.vocabulary[index]
      if fact.computation == nil,
        let allowed = MergedFact.allowed(fact, in: merged[place].kind, at: place)
      {
        laws.append(
          ProfileLaw(
            kind: .range, key: .init(.fact, fact.name), place: fact.place, fact: place, holds: allowed))
      }
      if let law = fact.onlyWhen {
        laws.append(
          ProfileLaw(
            kind: .onlyWhen, key: .init(.fact, fact.name), place: fact.place, fact: place, holds: moved(law)))
      }
    }
    for constraint in guideline.vocabulary.constraints {
      laws.append(
        ProfileLaw(
          kind: .constraint, key: .init(.constraint, constraint.name), place: constraint.place, fact: nil,
          holds: moved(constraint.holds)))
    }
    return laws
  }
}

extension Condition {
  /// Returns the tree for checking a profile that is being read: nothing is computed yet, so what depends on a script is unknown.
  fileprivate func withoutComputing(_ vocabulary: Vocabulary) -> Condition {
    switch self {
    case .comparison(let comparison):
      return comparison.facts.contains { vocabulary[$0].computation != nil } ? .firstKnown([]) : self
    case .scripted: return .firstKnown([])
    default:
      return withChildren { children in children = children.map { $0.withoutComputing(vocabulary) } }
    }
  }
}

extension Script {
  fileprivate var place: String { "\(pack)/\(file)" }
}
