internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineWorkbench

/// The check that runs each script for made-up patients and those of the tests: what a script does cannot be read from its text.
enum ScriptRuns: Check {
  static let fails = FindingKind(
    "script-fails", .error,
    "a script fails for a patient, who then gets no decision",
    reason: """
      A script that reads a fact outside its `reads`, returns what its fact cannot be, or stops with an error leaves the patient \
      without any answer. Each script is run with the values of what it reads at both ends of their ranges, at the cut-offs and \
      between them, and with the patients of the tests: what fails for other values only is not found.
      """,
    mistake: .init(
      burden(more: "facts.patient.age end" + Examples.mark),
      around: Examples.rule("pain.burden :at_least(14)"), tests: Examples.test()),
    fix: .init(
      burden(more: "20 end"), around: Examples.rule("pain.burden :at_least(14)"), tests: Examples.test()))

  static let kinds = [fails]

  private static func burden(more: String) -> String {
    """
    fact "pain.burden" {
      type = "integer", range = { 0, 20 }, label = "Burden", question = "Worked out.",
      reads = { pain.intensity },
      compute = function(facts)
        if facts.pain.intensity > 9 then return \(more)
        return facts.pain.intensity * 2
      end,
    }
    """
  }

  static func findings(in subject: Subject) -> [Finding] {
    let own = scripts(of: subject.guideline).filter { subject.isOwn($0.place) }
    if own.isEmpty { return [] }
    let scripts = LuaScripts(subject.guideline)
    let evaluator = Evaluator(examining: subject.guideline) { try scripts.run($0, $1) }
    var found: [Place: Finding] = [:]
    func run(_ profile: Profile) {
      do {
        _ = try evaluator.signature(profile)
      } catch let failure as ScriptFailure {
        guard subject.isOwn(failure.place), found[failure.place] == nil else { return }
        let who = words(profile, subject.vocabulary)
        found[failure.place] = Finding(
          fails, at: subject.location(failure.place),
          "script '\(failure.script)' fails for a patient with \(who): \(failure.reason); such a patient gets no decision"
        )
      } catch {
        return
      }
    }
    for script in own { profiles(for: script, subject.guideline).forEach(run) }
    for group in PackTestBench(subject.guideline, tests: subject.tests, asOf: subject.asOf).groups {
      group.tests.compactMap(\.profile).forEach(run)
    }
    return Array(found.values)
  }

  private static func scripts(of guideline: Guideline) -> Set<Script> {
    Set(guideline.sites.flatMap(\.condition.scripts) + guideline.vocabulary.facts.compactMap(\.computation))
  }

  private static func words(_ profile: Profile, _ vocabulary: Vocabulary) -> String {
    let known = vocabulary.givenFacts.compactMap { index in
      profile[index].value.map { "\(vocabulary[index].name) \(vocabulary[index].words(for: $0))" }
    }
    return known.isEmpty ? "nothing known" : known.joined(separator: ", ")
  }

  // MARK: made-up patients

  /// The most profiles for one script, besides those at the ends of all ranges.
  private static let most = 256
  /// The most facts of which all ends are combined.
  private static let mostAtEnds = 8

  /// Legal profiles in which only what a script reads is known.
  private static func profiles(for script: Script, _ guideline: Guideline) -> [Profile] {
    let vocabulary = guideline.vocabulary
    let facts = given(script, vocabulary)
    let values = facts.map { self.values(of: $0, guideline) }
    var choices: [[Int]] = []
    if facts.count <= mostAtEnds {
      for ends in 0..<(1 << facts.count) {
        choices.append(values.indices.map { ends >> $0 & 1 == 0 ? 0 : values[$0].count - 1 })
      }
    }
    let all = values.reduce(1) { product, values in min(product * values.count, 1 << 40) }
    let number = min(all, most)
    for place in 0..<number {
      var rest = all / number * place
      choices.append(
        values.map { values in
          defer { rest /= values.count }
          return rest % values.count
        })
    }
    return Set(choices).sorted { $0.lexicographicallyPrecedes($1) }.compactMap { choice in
      var profile = Profile(vocabulary: vocabulary)
      for (place, fact) in facts.enumerated() { profile[fact] = .known(values[place][choice[place]]) }
      return vocabulary.brokenLaws(in: profile).isEmpty ? profile : nil
    }
  }

  /// The given facts behind a script, through the computed facts that it reads.
  private static func given(_ script: Script, _ vocabulary: Vocabulary) -> [Fact.Index] {
    var (found, waiting): (Set<Fact.Index>, [Fact.Index]) = ([], script.reads)
    while let fact = waiting.popLast() {
      if let other = vocabulary[fact].computation {
        waiting += other.reads
      } else {
        found.insert(fact)
      }
    }
    return found.sorted()
  }

  /// The values of a fact that are tried: both ends, what a comparison names, and the next value after each.
  private static func values(of fact: Fact.Index, _ guideline: Guideline) -> [FactValue] {
    let declared = guideline.vocabulary[fact]
    switch declared.kind {
    case .boolean: return [.boolean(false), .boolean(true)]
    case .code(let codes): return codes.map { .code($0) }
    case .integer, .decimal:
      guard let grid = declared.grid else { return [] }
      var numbers: Set<ExactNumber> = [grid.low, grid.high]
      for comparison in guideline.sites.flatMap(\.condition.comparisons) where comparison.fact == fact {
        for case .value(.number(let number)) in comparison.operands { numbers.insert(number) }
      }
      for number in numbers { if let next = number + grid.step { numbers.insert(next) } }
      return numbers.sorted().map { .number($0) }.filter(declared.allows)
    }
  }
}

extension Script {
  fileprivate var place: Place { Place(file: "\(pack)/\(file)", line: line) }
}
