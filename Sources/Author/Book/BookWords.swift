internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// What the pages say in the same words: conditions, rationales, sources, places and examples.
struct BookWords {
  private let explanation: ExplanationWords
  private var guideline: Guideline { explanation.guideline }
  private var vocabulary: Vocabulary { guideline.vocabulary }

  init(_ guideline: Guideline) { explanation = ExplanationWords(guideline: guideline) }

  // MARK: conditions

  /// A condition as an indented list: each combination with its parts below it.
  func condition(_ condition: Condition) -> HTML { "<ul class=\"tree\">\(node(condition))</ul>" }

  private func node(_ condition: Condition) -> HTML {
    switch condition {
    case .comparison(let comparison):
      let colon = comparison.operator.ordersNumbers ? "" : ":"
      let adapted = comparison.adaptedBy.map { " (this cut-off was adapted: \($0))" } ?? ""
      return "<li>\(fact(comparison.fact))\(colon) \(explanation.asks(comparison))\(adapted)</li>"
    case .scripted(let script):
      return
        "<li>\(script.says) <span class=\"soft\">(computed in Lua by ‘\(script.name)’ from \(facts(script.reads)))</span></li>"
    case .all, .any, .none, .firstKnown, .anyKnown:
      let header = condition.combination.map { ExplanationWords.header($0) } ?? ""
      return "<li>\(header):<ul>\(condition.children.map(node))</ul></li>"
    }
  }

  func fact(_ index: Fact.Index) -> HTML {
    Target.fact(vocabulary[index].name).link(explanation.label(index))
  }

  func facts(_ indices: [Fact.Index]) -> HTML { Self.joined(indices.map(fact)) }

  // MARK: texts

  /// A rationale, with the label of a fact in place of a patient's value.
  func because(_ text: String) -> HTML {
    let parts: [HTML] = Template(text).parts.map { part in
      switch part {
      case .text(let text): "\(text)"
      case .fact(let name):
        vocabulary.index(of: name).map { "<span class=\"value\">{\(vocabulary[$0].label)}</span>" }
          ?? "{\(name)}"
      }
    }
    return parts.reduce("") { "\($0)\($1)" }
  }

  func quantity(_ error: MeasurementError, of fact: Fact) -> String { explanation.error(error, fact) }

  /// Links to publications, by their short names.
  func sources(_ names: [String]) -> HTML {
    names.isEmpty
      ? "<span class=\"soft\">\(explanation.sources([]))</span>"
      : Self.joined(names.map { Target.source($0).link(explanation.sources([$0])) }, by: "; ")
  }

  func short(_ source: String) -> String { explanation.sources([source]) }

  /// Where something is declared, by the pack's own file.
  func place(_ place: Place) -> HTML { "<code>\(place.description)</code>" }

  func pairing(_ name: PairingName) -> HTML {
    guard let pairing = guideline.pairings[name] else { return "\(name.description)" }
    return Target.pairing(name).link(pairing.title)
  }

  /// Evidence by outcome and time, with its certainty.
  func evidence(_ name: String) -> HTML {
    guard let item = guideline.evidence[name] else { return "\(name)" }
    return
      "\(Target.evidence(name).link("\(item.outcome.words), \(item.timepoint.words)")): \(item.certainty.words)"
  }

  // MARK: examples

  /// What is known about a made-up patient: first what a declaration reads, the rest folded away.
  func example(_ profile: Profile, about facts: Set<Fact.Index>) -> HTML {
    func said(_ wanted: (Fact.Index) -> Bool) -> [String] {
      vocabulary.facts.indices.filter { wanted($0) && profile.isKnown($0) }
        .map { explanation.known(ReadFact(fact: $0, state: profile[$0])) }
    }
    let (own, rest) = (said(facts.contains), said { !facts.contains($0) })
    let first = own.isEmpty ? "a patient about whom none of that is known" : own.joined(separator: "; ")
    if rest.isEmpty { return "\(first)" }
    let count = rest.count.counted("other fact")
    return
      "\(first)<details><summary>and \(count) known</summary><p class=\"soft\">\(rest.joined(separator: "; "))</p></details>"
  }

  /// The same, unfolded.
  func example(_ profile: Profile) -> HTML {
    let known = vocabulary.facts.indices.filter(profile.isKnown)
    if known.isEmpty { return "a patient about whom nothing is known" }
    return
      "\(known.map { explanation.known(ReadFact(fact: $0, state: profile[$0])) }.joined(separator: "; "))"
  }

  /// Whether something reaches any patient, with one who shows it.
  func reach(_ answer: BookReach.Reach, about facts: Set<Fact.Index>) -> HTML {
    switch answer {
    case .nobody: "<strong>no patient</strong>: proved for every legal profile"
    case .example(let profile): "for example \(example(profile, about: facts))"
    case .open: "possibly some patients: scripts and computed facts were not analysed"
    case .tooLarge: "not known: the guideline is too large for the proof"
    }
  }

  // MARK: forms

  static func joined(_ parts: [HTML], by separator: String = ", ") -> HTML {
    parts.dropFirst().reduce(parts.first ?? "") { "\($0)\(separator)\($1)" }
  }

  /// A list; empty if there are no items.
  static func list(_ items: [HTML]) -> HTML {
    items.isEmpty ? "" : "<ul>\n\(items.map { "<li>\($0)</li>" as HTML })\n</ul>"
  }

  /// A term and its description; empty if there is nothing to say.
  static func row(_ term: String, _ value: HTML) -> HTML {
    value.isEmpty ? "" : "<dt>\(term)</dt><dd>\(value)</dd>"
  }
}
