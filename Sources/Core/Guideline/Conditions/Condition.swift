/// A tree of comparisons: the condition of a rule or a gate.
public indirect enum Condition: Hashable, Sendable {
  case comparison(Comparison)
  case all([Condition])
  case any([Condition])
  case none([Condition])
  /// The first that is not unknown. Not monotone in knowledge.
  case firstKnown([Condition])
  /// True if any is true, false if at least one is known and none is true. Not monotone in knowledge.
  case anyKnown([Condition])
  /// Runs in Lua, per patient: opaque to analysis except for the facts that it declares to read.
  case scripted(Script)

  public var children: [Condition] {
    switch self {
    case .comparison, .scripted: []
    case .all(let parts), .any(let parts), .none(let parts), .firstKnown(let parts), .anyKnown(let parts):
      parts
    }
  }

  /// How the children's truths combine; nil for a comparison or a script.
  public var combination: Combination? {
    switch self {
    case .comparison, .scripted: nil
    case .all: .all
    case .any: .any
    case .none: .noneOf
    case .firstKnown: .firstKnown
    case .anyKnown: .anyKnown
    }
  }

  /// The author's word for this node.
  public var word: String {
    switch self {
    case .comparison: "comparison"
    case .scripted: "scripted"
    default: combination?.rawValue ?? ""
    }
  }

  /// Every fact that the tree reads, including those that its scripts read.
  public var facts: Set<Fact.Index> {
    var facts: Set<Fact.Index> = []
    visitLeaves { leaf in
      switch leaf {
      case .comparison(let comparison): comparison.addFacts(to: &facts)
      case .scripted(let script): facts.formUnion(script.reads)
      default: break
      }
    }
    return facts
  }

  /// The facts to ask about to settle the condition; of a `first_known` those of its first part, since the others only substitute
  /// for it.
  package var askedFacts: Set<Fact.Index> {
    switch self {
    case .comparison, .scripted: facts
    case .firstKnown(let parts): parts.first?.askedFacts ?? []
    case .all(let parts), .any(let parts), .none(let parts), .anyKnown(let parts):
      parts.reduce(into: []) { $0.formUnion($1.askedFacts) }
    }
  }

  /// Visits every comparison and script, in the order of writing.
  private func visitLeaves(_ visit: (Condition) -> Void) {
    switch self {
    case .comparison, .scripted: visit(self)
    case .all(let parts), .any(let parts), .none(let parts), .firstKnown(let parts), .anyKnown(let parts):
      for part in parts { part.visitLeaves(visit) }
    }
  }

  /// Every comparison in the tree, in the order of writing.
  public var comparisons: [Comparison] {
    var comparisons: [Comparison] = []
    visitLeaves { if case .comparison(let comparison) = $0 { comparisons.append(comparison) } }
    return comparisons
  }

  /// Every script in the tree, in the order of writing.
  public var scripts: [Script] {
    var scripts: [Script] = []
    visitLeaves { if case .scripted(let script) = $0 { scripts.append(script) } }
    return scripts
  }

  /// Returns the truth for these values, by strong Kleene logic; a script is unknown here.
  public func truth(_ value: (Fact.Index) -> FactValue?) -> Truth {
    truth(value) { _ in .unknown }
  }

  /// Returns the truth for these values and these answers of scripts: the plain reading of the tree, and the definition that
  /// every other evaluation is checked against.
  ///
  /// - Parameter settled: the truth of a comparison that has no value to compare: known if it is the same for everything that
  ///   the fact may still be.
  public func truth(
    _ value: (Fact.Index) -> FactValue?, settled: (Comparison) -> Truth = { _ in .unknown },
    scripts: (Script) -> Truth
  ) -> Truth {
    switch self {
    case .comparison(let comparison):
      let truth = comparison.truth(value)
      return truth == .unknown ? settled(comparison) : truth
    case .scripted(let script): return scripts(script)
    default: return combined(children.map { $0.truth(value, settled: settled, scripts: scripts) })
    }
  }

  /// Returns the truth of a combination whose parts have these truths; unknown for a comparison or a script.
  public func combined(_ truths: [Truth]) -> Truth { combination?.truth(of: truths) ?? .unknown }

  /// Returns the tree with every comparison replaced.
  func mapComparisons(_ transform: (Comparison) -> Comparison) -> Condition {
    switch self {
    case .comparison(let comparison): .comparison(transform(comparison))
    case .scripted: self
    case .all(let parts): .all(parts.map { $0.mapComparisons(transform) })
    case .any(let parts): .any(parts.map { $0.mapComparisons(transform) })
    case .none(let parts): .none(parts.map { $0.mapComparisons(transform) })
    case .firstKnown(let parts): .firstKnown(parts.map { $0.mapComparisons(transform) })
    case .anyKnown(let parts): .anyKnown(parts.map { $0.mapComparisons(transform) })
    }
  }
}

/// A function that stays in Lua: a scripted condition or a computed fact.
///
/// The engine is given a runner and does not know Lua; this names what to run and what it may read.
public struct Script: Hashable, Sendable {
  public var name: String
  public var pack: String
  public var file: String
  /// The function's index in its file, in order of appearance in its document.
  public var function: Int
  public var reads: [Fact.Index]
  /// What it decides, in words; empty for a computed fact.
  public var says: String
  public var line: Int

  package init(
    name: String, pack: String, file: String, function: Int, reads: [Fact.Index], says: String, line: Int
  ) {
    self.name = name
    self.pack = pack
    self.file = file
    self.function = function
    self.reads = reads
    self.says = says
    self.line = line
  }
}
