internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// How a patient is known to differ from the people studied, in sentences.
enum PopulationWords {
  /// Returns a sentence for each group of people studied from whom the patient is known to differ, with its sources: "Studied by
  /// Ho EK-Y et al 2022 in people with pain in the lower back; this patient has the main pain outside the lower back."
  static func sentences(_ claims: [Claim], in guideline: Guideline) -> [String] {
    let language = guideline.language
    var sources: [String] = []
    var criteria: [String: [EvidenceItem.Criterion]] = [:]
    for claim in claims where !claim.unlike.isEmpty {
      let source = claim.evidence.source
      if criteria[source] == nil { sources.append(source) }
      criteria[source, default: []] += claim.unlike
    }
    var groups: [(people: String, differences: String, sources: [String])] = []
    for source in sources {
      let unlike = criteria[source] ?? []
      let people = each(unlike.map(\.says)).joined(separator: "; ")
      let all = each(unlike.map { $0.differs ?? language("differs in this: {people}", ["people": $0.says]) })
      let differences =
        all.count < 2
        ? all.joined()
        : language(
          "{list}, and {last}",
          ["list": all.dropLast().joined(separator: ", "), "last": all.last ?? ""])
      if let same = groups.firstIndex(where: { $0.people == people && $0.differences == differences }) {
        groups[same].sources.append(source)
      } else {
        groups.append((people, differences, [source]))
      }
    }
    return groups.map { group in
      language(
        "Studied by {sources} in people with {people}; this patient {differences}.",
        [
          "people": group.people, "differences": group.differences,
          "sources": group.sources.map(guideline.shortName(ofSource:)).joined(separator: ", "),
        ])
    }
  }

  private static func each(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension Guideline {
  /// Returns "Eiger B et al 2022" for a source: the authors, and the first year in the citation.
  func shortName(ofSource name: String) -> String {
    let citation = sources[name]?.citation ?? name
    let who = String(citation.prefix { $0 != "." })
    let years = citation.split { !$0.isNumber }.filter {
      $0.count == 4 && ["19", "20"].contains($0.prefix(2))
    }
    guard let year = years.first, !who.contains(year) else { return who }
    return "\(who) \(year)"
  }
}
