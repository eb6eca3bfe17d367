internal import PlumblineGuideline

/// The check for words that name a unit other than the fact's.
enum Units: Check {
  static let mismatch = FindingKind(
    "unit-mismatch", .warning,
    "a text, or a fact's own question, label or name, names a unit other than the fact's",
    reason: """
      The value is shown as it is, in the fact's unit: "30 months" for 30 weeks misleads the reader. A question that asks for \
      months gets months, and every cut-off reads them as weeks. Write the fact's unit, or compare another fact.
      """,
    mistake: .init(
      Examples.rule("pain.duration_weeks :at_least(52)").replacing(
        "The condition of this example holds.", with: "The pain has lasted for {pain.duration_weeks} months."
      ).marked("because")),
    fix: .init(
      Examples.rule("pain.duration_weeks :at_least(52)").replacing(
        "The condition of this example holds.", with: "The pain has lasted for {pain.duration_weeks} weeks."))
  )

  static let kinds = [mismatch]

  static func findings(in subject: Subject) -> [Finding] {
    let guideline = subject.guideline
    var texts: [(word: [String], id: String, text: String, place: Place)] = []
    for rule in guideline.rules + (guideline.otherwise.map { [$0] } ?? []) {
      texts.append((["rule", "otherwise"], rule.id, rule.because, rule.place))
    }
    for gate in guideline.stops + guideline.gates {
      texts.append((["stop", "defer", "exclude", "need_data"], gate.id, gate.because, gate.place))
    }
    for veto in guideline.vetoes { texts.append(([veto.word], veto.id, veto.because, veto.place)) }
    for conflict in guideline.conflicts {
      texts.append((["conflict"], conflict.id, conflict.because, conflict.place))
    }
    var found: [Finding] = []
    for (words, id, text, place) in texts where subject.isOwn(place) {
      for (fact, said) in saidUnits(text) {
        guard let index = guideline.vocabulary.index(of: fact),
          let unit = guideline.vocabulary[index].unit, UnitWords.isOther(said, than: unit),
          !text.contains("{\(fact)} \(unit)")
        else { continue }
        let name = String(id.drop { $0 != "/" }.dropFirst())
        found.append(
          Finding(
            mismatch, at: location(fact, words, name, place, subject),
            "`{\(fact)}` is shown in its unit '\(unit)', but the text says '\(said)'"))
      }
    }
    let facts = guideline.vocabulary.facts.filter { subject.isOwn($0.place) }
    return found + facts.compactMap { named($0, subject) } + facts.flatMap { asked($0, subject) }
  }

  /// Finds the number of a condition with a unit that the fact is not in: "ACR of 30 mg/g or more" for 30 mg/mmol.
  static func mismatch(
    in text: ConditionText, _ stated: StatedCutOff, _ comparison: Comparison, _ subject: Subject
  ) -> Finding? {
    let fact = subject.vocabulary[stated.fact]
    guard let said = stated.otherUnit, let unit = fact.unit,
      !fact.takenUnits.contains(where: { UnitWords.canonical($0) == said }),
      UnitWords.times.contains(said) == UnitWords.times.contains(UnitWords.canonical(unit)),
      comparison.operands.contains(.value(.number(stated.number)))
    else { return nil }
    return Finding(
      mismatch, at: subject.location(text, quoting: stated.quoted),
      "`\(text.field)` of \(text.word) '\(text.name)' says `\(stated.quoted)`, but '\(fact.name)' is in '\(unit)'"
    )
  }

  /// Finds a question or a label that asks for the value in another unit and never names the fact's.
  private static func asked(_ fact: Fact, _ subject: Subject) -> [Finding] {
    guard let unit = fact.unit else { return [] }
    return [("question", fact.question), ("label", fact.label)].compactMap { field, text in
      let words = UnitWords.joined(text).split { !$0.isLetter && !"%°/".contains($0) }
      guard let said = UnitWords.asked(text).first, UnitWords.isOther(said, than: unit),
        !UnitWords.isCounted(said, in: unit),
        !words.contains(where: { UnitWords.unit($0) == UnitWords.canonical(unit) }),
        !text.lowercased().contains(unit.lowercased())
      else { return nil }
      return Finding(
        mismatch,
        at: subject.location(
          fact.place, of: "fact", named: fact.name, field: field, quoting: said, isLocal: false),
        "`\(field)` of fact '\(fact.name)' asks for '\(said)', but its unit is '\(unit)'")
    }
  }

  /// Finds a fact whose name ends in a unit of time other than its own.
  private static func named(_ fact: Fact, _ subject: Subject) -> Finding? {
    guard let last = fact.name.split(whereSeparator: { "._".contains($0) }).last.map(String.init),
      last.hasSuffix("s"), let said = UnitWords.unit(last), UnitWords.times.contains(said),
      let unit = fact.unit,
      UnitWords.times.contains(unit), unit != said
    else { return nil }
    return Finding(
      mismatch, at: subject.location(fact.place, of: "fact", named: fact.name, field: "unit"),
      "fact '\(fact.name)' is named for \(last), but its unit is '\(unit)'")
  }

  /// Returns each `{fact}` that has a word for a unit just after it, or before it with a colon.
  private static func saidUnits(_ text: String) -> [(fact: String, said: String)] {
    let parts = Template(text).parts
    return parts.indices.flatMap { index -> [(fact: String, said: String)] in
      guard case .fact(let fact) = parts[index] else { return [] }
      var said: [String?] = []
      if index > 0, case .text(let before) = parts[index - 1] { said.append(UnitWords.announcing(before)) }
      if index + 1 < parts.count, case .text(let after) = parts[index + 1] {
        said.append(UnitWords.following(after).flatMap { UnitWords.isRate(after) ? nil : $0 })
      }
      return said.compactMap { $0 }.map { (fact, $0) }
    }
  }

  /// The location of the fact's name in the text.
  private static func location(
    _ fact: String, _ words: [String], _ name: String, _ place: Place, _ subject: Subject
  ) -> Finding.Location {
    guard let text = subject.text(of: place.file) else { return subject.location(place) }
    for line in text.lines(ofDeclarationOnLine: place.line) {
      let bytes = text.bytes(ofLine: line)
      let wanted = Array("{\(fact)}".utf8)
      for start in bytes.indices where bytes[start...].starts(with: wanted) {
        return .init(file: place.file, line: line, column: start + 1)
      }
    }
    return subject.location(place, of: words[0], named: name, field: "because")
  }
}
