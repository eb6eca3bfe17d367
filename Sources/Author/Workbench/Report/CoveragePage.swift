internal import PlumblineGuideline
internal import PlumblineText

/// Coverage beside the packs' own text.
public struct CoveragePage {
  private let results: TestResults
  private let coverage: Coverage
  private let notation: Notation

  public init(_ results: TestResults, _ coverage: Coverage) {
    self.results = results
    self.coverage = coverage
    notation = Notation(results.guideline.vocabulary)
  }

  public var text: String {
    var notes: [Place: [AnnotatedSource.Note]] = [:]
    for unit in coverage.units {
      for leaf in unit.leaves { notes[leaf.place, default: []].append(note(leaf, unit)) }
    }
    let (outcomes, independence) = (coverage.outcomes, coverage.independence)
    return AnnotatedSource(
      title: "Coverage of \(results.own.sorted().joined(separator: ", "))",
      intro: [
        "Outcomes, each comparison true, false and unknown: \(outcomes.words).",
        "MC/DC, each comparison decides, both ways: \(independence.words).",
        "A comparison counts if a test's decision evaluated it. What is impossible is proved over all legal profiles.",
      ],
      legend: [.init(.good, "shown by a test"), .init(.gap, "not shown"), .init(.none, "impossible")],
      files: files(notes)
    ).text
  }

  /// The files that contain a condition.
  private func files(_ notes: [Place: [AnnotatedSource.Note]]) -> [AnnotatedSource.File] {
    results.guideline.packs.filter { results.own.contains($0.id) }.flatMap { pack in
      pack.files.compactMap { file -> AnnotatedSource.File? in
        let name = "\(pack.id)/\(file.name)"
        let units = coverage.units.map { unit in
          var unit = unit
          unit.leaves = unit.leaves.filter { $0.place.file == name }
          return unit
        }
        if units.allSatisfy(\.leaves.isEmpty) { return nil }
        var texts = String(decoding: file.text, as: UTF8.self)
          .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if texts.last == "" { texts.removeLast() }
        return AnnotatedSource.File(
          name: name,
          summary:
            "outcomes \(Coverage.outcomes(units).words), MC/DC \(Coverage.independence(units).words)",
          lines: texts.enumerated().map { index, text in
            .init(text: text, notes: notes[Place(file: name, line: index + 1)] ?? [])
          })
      }
    }
  }

  private func note(_ leaf: Coverage.Leaf, _ unit: Coverage.Unit) -> AnnotatedSource.Note {
    let wanted = leaf.wanted
    let marks = leaf.goals.compactMap { goal -> AnnotatedSource.Mark? in
      switch leaf.state(goal) {
      case .seen: .init(.good, goal.words)
      case .impossible: .init(.none, goal.words)
      // A goal that need not be shown, since its counterpart is impossible.
      case .unseen: wanted.contains(goal) ? .init(.gap, goal.words) : nil
      }
    }
    let owner = unit.site.words + (unit.isReached ? "" : " (no test's decision evaluates it)")
    return .init(subject: leaf.words(notation), owner: owner, marks: marks)
  }
}
