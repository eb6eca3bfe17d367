internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// The search for a patient who shows a change that the first example does not, since a script answered differently.
struct ExampleSearch {
  let judges: Judges

  /// The number of patients that are tried for one change.
  private static let most = 3_000

  /// Returns a profile that shows the change, close to the first: facts that scripts read are filled in, with a few values.
  func confirmed(_ change: AnswerChange, near profile: Profile) -> Profile? {
    let asks = change.kind == .asked
    let facts = read(by: judges.aligned)
    if facts.isEmpty { return nil }
    var tried = 0
    var candidate = profile
    func walk(_ rest: ArraySlice<Fact.Index>) -> Profile? {
      guard let fact = rest.first else {
        tried += 1
        guard let text = judges.text(of: candidate) else { return nil }
        return judges.outcome(text, asks: asks).changes.contains(change) ? candidate : nil
      }
      let given = candidate[fact]
      defer { candidate[fact] = given }
      for value in [nil] + values(of: fact) where tried < Self.most {
        candidate[fact] = value.map { .known($0) } ?? given
        if let found = walk(rest.dropFirst()) { return found }
      }
      return nil
    }
    return walk(facts[...])
  }

  /// The given facts on which the scripts of either guideline depend.
  private func read(by aligned: AlignedGuidelines) -> [Fact.Index] {
    let scripts =
      (aligned.old.guideline.sites + aligned.new.guideline.sites).flatMap(\.condition.scripts)
      + aligned.vocabulary.facts.compactMap(\.computation)
    return Set(scripts.flatMap(\.reads)).filter { aligned.vocabulary[$0].computation == nil }.sorted()
  }

  /// A few values of a fact: all of a short list, else the ends, the middle and every cut-off.
  private func values(of fact: Fact.Index) -> [FactValue] {
    switch judges.aligned.vocabulary[fact].kind {
    case .boolean: return [.boolean(false), .boolean(true)]
    case .code(let codes): return codes.map { .code($0) }
    case .integer, .decimal: break
    }
    guard let grid = judges.aligned.vocabulary[fact].grid else { return [] }
    var values = [grid.low, grid.high]
    for condition in judges.aligned.everyCondition {
      for comparison in condition.comparisons where comparison.fact == fact {
        for case .value(.number(let number)) in comparison.operands {
          values += [number, number - grid.step, number + grid.step].compactMap { $0 }
        }
      }
    }
    var next: ExactNumber? = grid.low
    for _ in 0..<12 {
      guard let value = next, value <= grid.high else { break }
      values.append(value)
      next = value + grid.step
    }
    return Set(values).map { .number($0) }.filter { judges.aligned.vocabulary[fact].allows($0) }
      .sorted { "\($0)" < "\($1)" }
  }
}
