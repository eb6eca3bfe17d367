public import PlumblineGuideline
public import PlumblineText

/// The intake report in words, for a terminal.
public struct IntakeText {
  private let vocabulary: Vocabulary
  private let style: Style

  public init(_ vocabulary: Vocabulary, _ style: Style) {
    (self.vocabulary, self.style) = (vocabulary, style)
  }

  public func text(_ intake: Intake) -> String {
    var sections = [facts(intake)]
    if intake.hasDied {
      sections.insert(["The record says that the patient has died: nothing is recommended."], at: 0)
    }
    if !intake.conflicts.isEmpty {
      sections.append(
        ["CONTRADICTED (counts as unknown)"]
          + intake.conflicts.map {
            "  \($0.facts.joined(separator: ", ")): \($0.because)\n      \($0.sources.joined(separator: ", "))"
          })
    }
    if !intake.report.cautions.isEmpty {
      sections.append(["ASK"] + intake.report.cautions.map { "  \($0.source): \($0.says)" })
    }
    if !intake.report.used.isEmpty {
      sections.append(
        ["USED (\(intake.report.used.count.counted("resource")))"]
          + intake.report.used.flatMap { used in
            Wrapping.lines(
              used.facts.joined(separator: ", ") + unconfirmed(used), to: style.width,
              first: "  \(used.resource): ",
              rest: "      ")
          })
    }
    if !intake.report.ignored.isEmpty {
      sections.append(
        ["NOT USED (\(intake.report.ignored.count.counted("resource")))"]
          + ignored(intake.report))
    }
    if !intake.report.notes.isEmpty { sections.append(["NOTE"] + intake.report.notes.map { "  \($0)" }) }
    return sections.map { $0.map(Escaping.terminalLines).joined(separator: "\n") }.joined(separator: "\n\n")
      + "\n"
  }

  private func unconfirmed(_ used: IntakeReport.Used) -> String {
    used.unconfirmed.isEmpty ? "" : " (code not confirmed: \(used.unconfirmed.joined(separator: ", ")))"
  }

  /// By reason, the rarest first; the resources of a reason that few have are named.
  private func ignored(_ report: IntakeReport) -> [String] {
    let byReason = Dictionary(grouping: report.ignored, by: \.because)
    return byReason.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }.flatMap {
      reason, ignored in
      let names = ignored.map(\.resource)
      let rest = names.count - Self.mostNamed
      return ["  \(reason)"]
        + [
          "      \(names.prefix(Self.mostNamed).joined(separator: ", "))"
            + (rest > 0 ? " and \(rest) more" : "")
        ]
    }
  }

  private static let mostNamed = 3

  private func facts(_ intake: Intake) -> [String] {
    let profile = intake.profile
    let rows = vocabulary.givenFacts.compactMap { index -> [String]? in
      let fact = vocabulary[index]
      let origin = profile.origins[index]
      let given = origin?.given.map { " (given as \($0))" } ?? ""
      let value: String
      switch profile[index] {
      case .known(let known): value = fact.words(for: known) + given
      case .within(let range): value = range.words(of: fact) + given
      case .absent(let reason):
        if reason == .notAsked, origin == nil { return nil }
        value = reason.words + (origin?.staleValue.map { " (\(fact.words(for: $0)))" } ?? "")
      }
      return ["  \(fact.name)", value, origin?.observed ?? "", origin?.source ?? ""]
    }
    let count = intake.report.count
    let title = count == 0 ? "PROFILE" : "PROFILE (from \(count.counted("resource")))"
    return [title] + (rows.isEmpty ? ["  nothing is known"] : Columns.lines(rows))
  }
}
