internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// A comparison as Markdown that fits a pull request: a table of changes, the details folded.
public struct DiffMarkdown {
  private let report: DiffReport
  private var difference: GuidelineDifference { report.difference }

  public init(_ report: DiffReport) { self.report = report }

  public var text: String {
    var lines = ["## What changes for patients", "", "**\(safe(difference.headline))**"]
    for counted in report.counted {
      lines += ["", safe("\(counted.words(counted.census.changed)) get another answer.")]
    }
    if !difference.undecided.isEmpty {
      lines += ["", "### Not decided", ""] + difference.undecided.map { "- \(safe($0))" }
    }
    lines += section("Answers that change", difference.groups(ofAnswer: true))
    lines += section("Beside the answer", difference.groups(ofAnswer: false))
    if !difference.knowsAsked {
      lines += ["", "Questions were compared for the examples only, not for every patient."]
    }
    if !difference.versions.isEmpty {
      lines += ["", "### Versions", "", "| pack | was | at least | says | |", "|---|---|---|---|---|"]
      lines += difference.versions.map { version in
        "| \(safe(version.pack)) | \(version.before) | \(version.needed) | \(version.after) | \(version.isEnough ? "enough" : "**too small**") |"
      }
    }
    if !difference.wordChanges.isEmpty {
      lines += [
        "", "<details><summary>Words and figures only (\(difference.wordChanges.count))</summary>", "",
      ]
      lines += difference.wordChanges.map { change in
        let what = change.how == .changed ? change.words.joined(separator: ", ") : change.how.rawValue
        return
          "- \(safe("\(change.key): \(what)")) \(code(GuidelineDifference.place(change.before, change.after, arrow: "→")))"
      }
      lines += ["", "</details>"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ groups: [GuidelineDifference.Group]) -> [String] {
    if groups.isEmpty { return [] }
    let counted = report.counted.map { " \($0.name) |" }.joined()
    var lines = ["", "### \(title)", "", "| change | before | after | because |\(counted)"]
    lines.append("|---|---|---|---|" + report.counted.map { _ in "---|" }.joined())
    for group in groups {
      for one in group.classes {
        let change = one.change
        let because = one.causes.causes.map { "\($0.key)" }.joined(
          separator: one.causes.areTogether ? " with " : " or ")
        let counts = report.counted.map { " \($0.census.counts[change] ?? 0) of \($0.census.patients) |" }
        lines.append(
          "| \(safe(change.what))\(one.isConfirmed ? "" : " (may be)") | \(safe(change.before)) | \(safe(change.after)) | \(safe(because)) |\(counts.joined())"
        )
      }
    }
    lines += ["", "<details><summary>\(title): a patient and the line for each</summary>"]
    for group in groups { lines += [""] + details(group) }
    return lines + ["", "</details>"]
  }

  private func details(_ group: GuidelineDifference.Group) -> [String] {
    var lines = [group.classes.map { "**\(safe($0.change.line(arrow: "→")))**" }.joined(separator: "<br>")]
    lines += [
      "", "- for example \(code(group.first.example.canonicalText))",
      "- in words: \(safe(group.first.exampleWords.isEmpty ? "nothing is known" : group.first.exampleWords))",
      "- before: \(safe(GuidelineDifference.words(group.first.before)))",
      "- after: \(safe(GuidelineDifference.words(group.first.after)))",
    ]
    let causes = group.first.causes
    for (number, cause) in causes.lines.enumerated() {
      let head = number == 0 ? "because of" : causes.areTogether ? "together with" : "or because of"
      lines.append(
        "- \(head) \(safe(cause.sentence)) \(code(GuidelineDifference.place(cause.before, cause.after, arrow: "→")))"
      )
    }
    if causes.causes.isEmpty { lines.append("- it could not be traced to a declaration") }
    return lines
  }

  private func safe(_ text: String) -> String { Escaping.markdown(text) }

  /// Returns a text as code, always one span. Names and canonical JSON contain no line breaks.
  private func code(_ text: String) -> String {
    let plain = Escaping.terminal(text)
    return plain.contains("`") ? safe(plain) : "`\(plain)`"
  }
}
