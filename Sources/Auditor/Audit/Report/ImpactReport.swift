public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineText

/// The report of which answers a guideline changes, as text and as data. For the text it keeps only the first records.
public struct ImpactReport {
  private let guidelines: Guidelines
  /// Changes of the answer itself, which are shown before changes of words.
  private var answers: [Impact.Change] = []
  private var words: [Impact.Change] = []
  private var shown: [Impact.Change] { Array((answers + words).prefix(Self.most)) }

  /// The maximum number of records in the text.
  private static let most = 50
  /// The maximum number of rules shown for one record.
  private static let fewRules = 6

  /// - Parameter guidelines: those that decide again.
  public init(_ guidelines: Guidelines) { self.guidelines = guidelines }

  public mutating func add(_ change: Impact.Change) {
    if change.classes == [.words] {
      if words.count < Self.most { words.append(change) }
    } else if answers.count < Self.most {
      answers.append(change)
    }
  }

  // MARK: words

  public func text(_ impact: Impact) -> String {
    var lines = [
      "decided again by " + guidelines.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    ]
    lines.append(
      "\(impact.answers.counted("recorded answer")): \(impact.changed) changed, \(impact.unchanged) unchanged"
        + (impact.erased > 0 ? "; \(impact.erased) erased, which cannot be decided again" : ""))
    if impact.otherTrace > 0 {
      lines.append(
        "\(impact.otherTrace) of the unchanged rest on other comparisons with the same result")
    }
    if impact.byOtherEngines > 0 {
      lines.append(
        "\(impact.byOtherEngines) of the answers were given by another engine, which may be why they change")
    }
    if impact.changed > 0 {
      lines.append("by what changes (a record may be in several):")
      lines += Counts.table(impact.byClass.map { (name: $0.name.words, count: $0.count) })
    }
    if !impact.byRule.isEmpty {
      lines.append("by what came out differently:")
      lines += Counts.table(impact.byRule)
    }
    let shown = shown
    for change in shown { lines += [""] + words(change) }
    if impact.changed > shown.count {
      lines += ["", "and \((impact.changed - shown.count).counted("more record")) (--format json has all)"]
    }
    return lines.map(Escaping.terminal).joined(separator: "\n") + "\n"
  }

  private func words(_ change: Impact.Change) -> [String] {
    var lines = [
      "record \(change.index), " + (change.patient.map { "patient \($0)" } ?? "a patient without an id")
    ]
    if change.classes == [.words] {
      let rest = change.morePaths > 0 ? ", and \(change.morePaths) more" : ""
      lines.append("  words only: \(change.paths.joined(separator: ", "))\(rest)")
    } else {
      lines += change.shifts.map { "  \($0.words)" }
    }
    lines += why(change)
    return lines
  }

  private func why(_ change: Impact.Change) -> [String] {
    // If the pairing is the same, the changed certainties are already among the shifts.
    let evidence = change.evidence.filter { !change.shifts.contains($0) }.map(\.words)
    let rest = change.rules.count - Self.fewRules
    let reasons =
      change.rules.prefix(Self.fewRules).map(\.words) + (rest > 0 ? ["and \(rest) more"] : []) + evidence
    if !reasons.isEmpty { return reasons.map { "    because \($0)" } }
    let isOfRules = !Set(change.classes).isDisjoint(with: [.primary, .alternatives, .strength, .disposition])
    return isOfRules
      ? ["    because the consequence of a gate or rule was changed, not a truth"] : []
  }

  // MARK: data

  public func json(_ change: Impact.Change) -> JSONValue {
    [
      "record": .number(change.index),
      "patient": .text(change.patient),
      "classes": .array(change.classes.map { .string($0.rawValue) }),
      "changes": .array(change.shifts.map(shift)), "rules": .array(change.rules.map(\.json)),
      "evidence": .array(change.evidence.map(shift)),
      "paths": .strings(change.paths),
      "more_paths": .number(change.morePaths),
    ]
  }

  private func shift(_ shift: AnswerShift) -> JSONValue {
    [
      "class": .string(shift.kind.rawValue), "subject": .text(shift.subject),
      "before": .string(shift.before), "after": .string(shift.after),
    ]
  }

  public func json(_ impact: Impact) -> JSONValue {
    [
      "summary": "impact", "answers": .number(impact.answers),
      "changed": .number(impact.changed), "unchanged": .number(impact.unchanged),
      "decided": .number(impact.decided), "erased": .number(impact.erased),
      "no_answers": .number(impact.others),
      "other_trace": .number(impact.otherTrace),
      "by_other_engines": .number(impact.byOtherEngines),
      "by_class": Counts.json(impact.byClass.map { (name: $0.name.rawValue, count: $0.count) }),
      "by_rule": Counts.json(impact.byRule),
      "packs": .array(
        guidelines.packs.map {
          ["id": .string($0.id), "version": .string($0.version.description), "digest": .string($0.digest)]
        }),
    ]
  }
}

extension AnswerClass {
  /// The name in a summary.
  var words: String {
    switch self {
    case .disposition, .alerts, .alternatives, .strength, .certainty, .conflicts: rawValue
    case .primary: "primary pairing"
    case .failure: "a script's failure"
    case .refused: "the profile no longer reads"
    case .unreadable: "the recorded decision cannot be compared"
    case .words: "words only"
    }
  }
}
