internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineWorkbench

/// A rule with its evidence and its tests, to begin from; every invented part of it says EXAMPLE.
///
/// It is an alternative and not a candidate, so that it takes no other rule's place before it is finished.
public struct RuleScaffold {
  let name: AuthoredName
  let folder: PackFolder
  let pack: String
  let fact: String?
  let recommends: String?
  let today: Day

  /// - Parameters:
  ///   - folder: the pack that the rule is added to.
  ///   - pack: its id.
  ///   - fact: the fact that the rule reads; nil for the pack's own first fact with numbers.
  ///   - recommends: an existing pairing; nil to declare one beside the rule, with its name.
  ///   - today: for the example's citation.
  public init(
    _ name: AuthoredName, in folder: PackFolder, of pack: String, fact: String? = nil,
    recommends: String? = nil,
    today: Day
  ) {
    self.name = name
    self.folder = folder
    self.pack = pack
    self.fact = fact
    self.recommends = recommends
    self.today = today
  }

  /// The rule's file and its tests.
  ///
  /// - Parameter others: the packs that this one requires.
  /// - Throws: a `PackFailure` if the pack does not load, a `ScaffoldRefusal` if there is nothing to build a rule from.
  public func files(beside others: [PackFolder]) throws -> [NewFile] {
    let before = try GuidelineLoader.load([folder] + others)
    let line = try ExampleLine(try self.subject(in: before), before.vocabulary)
    let pairing = try self.pairing(in: before)
    guard let outcome = before.domain.outcomes.first else {
      throw ScaffoldRefusal(
        "domain '\(before.domain.name)' declares no outcome, so evidence could claim none; declare one first")
    }
    let evidence = "\(source)/\(pairing.name.parts.last ?? name.description)/\(outcome)/not-stated"
    let rule = NewFile(
      name: "rules/\(name).lua", text: text(line, evidence, pairing.name, pairing.isNew, before),
      says: "a rule, with its evidence and source")
    for file in folder.files where file.name == rule.name {
      throw ScaffoldRefusal("\(folder.name)/\(file.name) exists already; choose another name")
    }
    let with = PackFolder(name: folder.name, files: folder.files + [rule.packFile])
    let guideline = try GuidelineLoader.load([with] + others)
    let tests = try BoundaryScaffold(
      guideline, rule: "\(pack)/\(name)", name: name, evidence: evidence, line: line,
      asOf: today)
    return [
      rule,
      NewFile(name: "tests/\(name).lua", text: tests.text, says: "its tests, on both sides of its cut-off"),
    ]
  }

  // MARK: its subject

  private func subject(in guideline: Guideline) throws(ScaffoldRefusal) -> Fact.Index {
    let vocabulary = guideline.vocabulary
    if let fact {
      guard let index = vocabulary.index(of: fact) else {
        let hint =
          didYouMean(fact, vocabulary.facts.map(\.name))
        throw ScaffoldRefusal("unknown fact '\(fact)' in the pack or in what it requires\(hint)")
      }
      return index
    }
    let own = vocabulary.facts.firstIndex { $0.grid != nil && $0.place.file.hasPrefix(pack + "/") }
    guard let own else {
      throw ScaffoldRefusal(
        "pack '\(pack)' has no numeric fact of its own; name the fact that the rule reads, as in --fact \(Self.anyFact(vocabulary))"
      )
    }
    return own
  }

  private static func anyFact(_ vocabulary: Vocabulary) -> String {
    vocabulary.facts.first { $0.grid != nil }?.name ?? "group.name"
  }

  /// The recommended pairing, and whether the rule's file must declare it.
  private func pairing(in guideline: Guideline) throws(ScaffoldRefusal) -> (name: PairingName, isNew: Bool) {
    guard let recommends else {
      if name.description == guideline.domain.base {
        throw ScaffoldRefusal("what goes with \(name) cannot be named '\(name)'; choose another name")
      }
      let own = guideline.domain.pairing(onBase: [name.description])
      return (own, guideline.pairings[own] == nil)
    }
    guard guideline.pairings[guideline.domain.pairing(recommends)] != nil else {
      let names = guideline.pairings.keys.map(\.description).sorted()
      let hint = didYouMean(recommends, names)
      throw ScaffoldRefusal("unknown pairing '\(recommends)' in the pack or in what it requires\(hint)")
    }
    return (guideline.domain.pairing(recommends), false)
  }

  // MARK: its text

  private var source: String { "\(pack)-\(name)" }

  private func text(
    _ line: ExampleLine, _ evidence: String, _ pairing: PairingName, _ isNew: Bool, _ guideline: Guideline
  ) -> String {
    let fact = guideline.vocabulary[line.fact]
    let outcome = evidence.split(separator: "/")[2]
    let condition = line.condition
    let label = fact.label.hasPrefix("EXAMPLE") ? fact.label : "EXAMPLE: \(fact.label)"
    let title = Notation.quoted("\(label) \(line.words)")
    return """
      -- What is recommended, for whom, and on what evidence. Every line that says EXAMPLE is invented: replace it.

      source "\(source)" {
        citation = "EXAMPLE, not a publication: written by `plumbline new` on \(today). Cite what you have read.",
      }

      -- One item for each outcome at each time of measurement. Leave `certainty_seen`, and `seen` of an effect, out
      -- unless you have seen the rating or the figure at its source: it is then shown as recalled.
      evidence "\(evidence)" {
        source       = "\(source)",
        intervention = "EXAMPLE: what was given",
        comparator   = "EXAMPLE: what it was compared with",
        outcome      = "\(outcome)", timepoint = "not-stated",
        certainty    = "not-stated",
        population   = {
          { says = "EXAMPLE: who was studied", when = \(condition) },
        },
      }

      \(isNew ? PackScaffold.pairing(pairing, of: guideline.domain) + "\n" : "")rule "\(name)" {
        title     = \(title),
        when      = \(condition),   -- EXAMPLE: a cut-off without a source
        recommend = "\(pairing)",
        role      = "alternative",   -- or, to join the first answer: slot = "…", rank = 1
        strength  = "conditional",
        claims    = { "\(evidence)" },
        because   = "EXAMPLE: why this follows; the answer was {\(fact.name)}.",
        sources   = { "\(source)" },
      }

      """
  }
}
