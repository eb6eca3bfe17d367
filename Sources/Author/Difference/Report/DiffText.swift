internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// A comparison as text. Everything from packs is made harmless where lines are joined.
public struct DiffText {
  private let report: DiffReport
  private let isPlain: Bool
  private var difference: GuidelineDifference { report.difference }

  /// - Parameter isPlain: ASCII only.
  public init(_ report: DiffReport, isPlain: Bool = false) {
    self.report = report
    self.isPlain = isPlain
  }

  public var text: String { isPlain ? arrowed.replacing("→", with: "->") : arrowed }

  private var arrowed: String {
    var lines = [
      "old: \(report.names.old) (\(packs(difference.judges.old.guideline)))",
      "new: \(report.names.new) (\(packs(difference.judges.new.guideline)))", "", difference.headline,
    ]
    for counted in report.counted {
      lines.append(
        "\(counted.words(counted.census.changed)) get another answer; beside the answer: \(counted.words(counted.census.beside))"
      )
    }
    if !difference.undecided.isEmpty {
      lines += ["", "NOT DECIDED"] + difference.undecided.map { "  \($0)" }
    }
    lines += groups("ANSWERS THAT CHANGE", difference.groups(ofAnswer: true))
    lines += groups("BESIDE THE ANSWER", difference.groups(ofAnswer: false))
    if !difference.knowsAsked {
      lines += ["", "Questions were compared for the examples only, not for every patient."]
    }
    lines += wordChanges
    if !difference.versions.isEmpty {
      lines += ["", "VERSIONS"] + difference.versions.map { "  \($0.words(arrow: "→"))" }
    }
    return lines.map(Escaping.terminal).joined(separator: "\n") + "\n"
  }

  private func packs(_ guideline: Guideline) -> String {
    guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
  }

  private func groups(_ title: String, _ groups: [GuidelineDifference.Group]) -> [String] {
    groups.isEmpty ? [] : ["", title] + groups.flatMap { [""] + lines($0) }
  }

  private func lines(_ group: GuidelineDifference.Group) -> [String] {
    var lines: [String] = []
    for one in group.classes {
      lines.append("  \(one.change.line(arrow: "→"))" + (one.isConfirmed ? "" : " (may be)"))
      for counted in report.counted { lines.append("      \(counted.words(one.change))") }
    }
    lines.append("    for example  \(group.first.example.canonicalText)")
    let words = group.first.exampleWords
    lines.append("                 (\(words.isEmpty ? "nothing is known" : words))")
    lines.append("    before       \(GuidelineDifference.words(group.first.before))")
    lines.append("    after        \(GuidelineDifference.words(group.first.after))")
    let causes = group.first.causes
    if causes.causes.isEmpty { lines.append("    because      it could not be traced to a declaration") }
    for (number, cause) in causes.lines.enumerated() {
      let head = number == 0 ? "because" : causes.areTogether ? "and with it" : "or because"
      lines.append("    \(head.leftAligned(in: 13))\(cause.sentence)")
      lines.append("                 \(GuidelineDifference.place(cause.before, cause.after, arrow: "→"))")
    }
    return lines
  }

  private var wordChanges: [String] {
    let changes = difference.wordChanges
    if changes.isEmpty { return [] }
    return ["", "WORDS AND FIGURES ONLY"]
      + changes.map { change in
        let what = change.how == .changed ? change.words.joined(separator: ", ") : change.how.rawValue
        return
          "  \(change.key): \(what)  \(GuidelineDifference.place(change.before, change.after, arrow: "→"))"
      }
  }
}
