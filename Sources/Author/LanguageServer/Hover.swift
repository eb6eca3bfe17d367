internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineWorkbench

/// What is shown for a fact, an evidence item, a pairing or a source under the pointer. Markdown; every text from a pack is
/// made harmless.
enum Hover {
  static func answer(
    _ workspace: Workspace, _ path: String, _ lines: TextLines, _ place: PackText.Position
  ) -> JSONValue? {
    guard let bytes = workspace.text(path), let symbol = PackText(bytes).symbol(at: place),
      let guideline = workspace.guideline,
      let text = text(symbol, guideline)
    else { return nil }
    return [
      "contents": ["kind": "markdown", "value": .string(text)],
      "range": lines.range(line: symbol.line, from: symbol.column, to: symbol.end),
    ]
  }

  private static func text(_ symbol: PackText.Symbol, _ guideline: Guideline) -> String? {
    let name = symbol.content
    switch symbol.kind {
    case .name:
      return guideline.vocabulary.index(of: name).map { fact($0, guideline) } ?? group(name, guideline)
    case .text:
      if let item = guideline.evidence[name] { return evidence(item, guideline) }
      if let pairing = guideline.pairings[guideline.domain.pairing(name)], pairing.name.description == name {
        return "**\(safe(pairing.title))**\n\n\(safe(pairing.what))"
      }
      if let source = guideline.sources[name] {
        return safe(source.citation) + (source.doi.map { "\n\ndoi: \(safe($0))" } ?? "")
          + (source.note.map { "\n\n\(safe($0))" } ?? "")
      }
      return nil
    }
  }

  /// The facts of a group, with their labels; nil if there is no such group.
  private static func group(_ name: String, _ guideline: Guideline) -> String? {
    let facts = guideline.vocabulary.facts.filter { $0.name.hasPrefix(name + ".") }
    if facts.isEmpty { return nil }
    return (["Facts of the group `\(name)`:", ""] + facts.map { "- `\($0.name)`: \(safe($0.label))" })
      .joined(separator: "\n")
  }

  static func fact(_ index: Fact.Index, _ guideline: Guideline) -> String {
    let fact = guideline.vocabulary[index]
    var lines = ["**\(safe(fact.label))** `\(fact.name)`", "", safe(fact.question), ""]
    lines.append(safe(fact.allowed + (fact.unit.map { ", unit \($0)" } ?? "")))
    if case .code(let codes) = fact.kind {
      lines += codes.compactMap { code in fact.labels[code].map { "- `\(code)`: \(safe($0))" } }
    }
    if let note = fact.note { lines += ["", safe(note)] }
    if let script = fact.computation {
      lines += [
        "",
        "Computed from \(script.reads.map { "`\(guideline.vocabulary[$0].name)`" }.joined(separator: ", ")).",
      ]
    }
    let uses = uses(of: index, guideline)
    if !uses.isEmpty { lines += ["", "Compared in:"] + uses.prefix(12).map { "- \($0)" } }
    if uses.count > 12 { lines.append("- and \(uses.count - 12) more") }
    return lines.joined(separator: "\n")
  }

  /// Each comparison of a fact, with the declarations that use it.
  private static func uses(of index: Fact.Index, _ guideline: Guideline) -> [String] {
    let notation = Notation(guideline.vocabulary)
    var places: [String: [String]] = [:]
    for sited in guideline.sites {
      for comparison in sited.condition.comparisons where comparison.fact == index {
        places[notation.text(comparison), default: []].append(sited.site.words)
      }
    }
    return places.sorted { $0.key < $1.key }.map { comparison, sites in
      let first = Array(Set(sites)).sorted()
      return
        "`\(comparison)`: \(safe(first.prefix(3).joined(separator: ", ")))\(first.count > 3 ? ", …" : "")"
    }
  }

  private static func evidence(_ item: EvidenceItem, _ guideline: Guideline) -> String {
    var lines = [
      "**\(safe(item.intervention))** against \(safe(item.comparator))", "",
      "\(item.outcome.words), \(item.timepoint.words)", "",
      "certainty \(item.certainty.words)\(item.certaintySeen == nil ? ", recalled and not confirmed" : "")",
    ]
    if let effect = item.effect {
      lines += [
        "",
        safe(
          "\(effect.measure) \(effect.value) (\(effect.low) to \(effect.high)), \(effect.better.rawValue) is better\(effect.seen == nil ? ", recalled and not confirmed" : "")"
        ),
      ]
    }
    if !item.population.isEmpty {
      lines += ["", "Studied in people with \(safe(item.population.map(\.says).joined(separator: "; ")))."]
    }
    if let note = item.note { lines += ["", safe(note)] }
    if let source = guideline.sources[item.source] { lines += ["", safe(source.citation)] }
    return lines.joined(separator: "\n")
  }

  /// Escapes a text for Markdown: nothing in it becomes markup, a link or a control character.
  private static func safe(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        out.append(" ")
      default:
        if "\\`*_{}[]<>#|!~&".unicodeScalars.contains(scalar) { out.append("\\") }
        out.append(scalar)
      }
    }
    return String(out)
  }
}
