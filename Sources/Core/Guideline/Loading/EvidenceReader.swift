internal import PlumblineJSON

/// Reads `source`, `evidence` and `pairing` declarations.
struct EvidenceReader {
  let fields: Fields

  func source() -> Source {
    Source(
      name: fields.declaration.name, citation: fields.text("citation"), doi: fields.optionalText("doi"),
      url: fields.optionalText("url"), note: fields.optionalText("note"), place: fields.place())
  }

  func evidence() -> EvidenceItem? {
    let source = fields.text("source")
    let outcome = fields.declared("outcome", of: fields.scope.domain.outcomes, \.name)
    let timepoint = fields.declared("timepoint", of: fields.scope.domain.allTimepoints, \.name)
    let certainty = fields.choice("certainty", Certainty.self)
    let item = EvidenceItem(
      name: fields.declaration.name, source: source, intervention: fields.text("intervention"),
      comparator: fields.text("comparator"), outcome: outcome ?? Outcome(""),
      timepoint: timepoint ?? .notStated,
      certainty: certainty ?? .notStated, certaintySeen: fields.optionalText("certainty_seen"),
      effect: effect(), finding: finding(),
      population: population(), note: fields.optionalText("note"), place: fields.place())
    guard let outcome, let timepoint, certainty != nil else { return nil }
    let parts = item.name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count != 4 || parts[0] != source || parts[2] != outcome.name
      || parts[3] != timepoint.name
    {
      fields.problem(
        "evidence '\(item.name)' is not named source/partner/outcome/timepoint; write '\(source)/…/\(outcome.name)/\(timepoint.name)'",
        kind: .badName
      )
    }
    return item
  }

  private func effect() -> EvidenceItem.Effect? {
    guard let term = fields.optional("effect"),
      let inner = fields.nested("effect", term, "`measure`, `value`, `ci`, `better`")
    else { return nil }
    let interval = inner.list("ci").compactMap(FactReader.number)
    let value = inner.required("value").flatMap(FactReader.number)
    let better = inner.choice("better", EvidenceItem.Effect.Better.self)
    let measure = inner.text("measure")
    let seen = inner.optionalText("seen")
    inner.finish()
    guard let value, interval.count == 2, interval[0] <= value, value <= interval[1] else {
      fields.problem(
        "`effect` of \(fields.who) needs a `value` inside its `ci` = { low, high }", at: "effect")
      return nil
    }
    return better.map {
      .init(measure: measure, value: value, low: interval[0], high: interval[1], better: $0, seen: seen)
    }
  }

  /// Reads what was found in a few words, which a table can show in a cell.
  private func finding() -> String? {
    guard let text = fields.optionalText("finding") else { return nil }
    if text.count > Self.mostLetters {
      fields.problem(
        "`finding` of \(fields.who) has \(text.count) characters; write at most \(Self.mostLetters), and the rest in `note`",
        at: "finding")
    }
    if fields.declaration.fields.contains(where: { $0.name == "effect" }) {
      fields.problem("\(fields.who) has an `effect`; leave out `finding`", at: "finding")
    }
    return text
  }

  private static let mostLetters = 24

  private func population() -> [EvidenceItem.Criterion] {
    fields.list("population").compactMap { term in
      guard let inner = fields.nested("population", term, "tables with `says` and `when`") else { return nil }
      let says = inner.text("says")
      let asks = GateReader.asksWhenUnknown(inner)
      let (differs, forPatient) = (inner.optionalText("differs"), inner.optionalText("for_patient"))
      let when = ConditionReader(fields: inner).condition("when")
      inner.finish()
      return when.map {
        .init(says: says, when: $0, asksWhenUnknown: asks, differs: differs, forPatient: forPatient)
      }
    }
  }

  func pairing() -> Pairing {
    let name = fields.scope.domain.pairing(fields.declaration.name)
    if name.description != fields.declaration.name {
      fields.problem(
        "pairing '\(fields.declaration.name)' is not in order (\(fields.scope.domain.orderOfParts)); write '\(name)'",
        kind: .badName
      )
    }
    let cautions = fields.optionalList("cautions").compactMap { term -> Pairing.Caution? in
      if case .text(let text) = term { return .init(says: text, when: nil) }
      guard let inner = fields.nested("cautions", term, "strings, or tables with `says` and `when`") else {
        return nil
      }
      let word = inner.optionalText("if_unknown")
      if let word, word != "hide" {
        inner.problem("`if_unknown` of \(inner.who) is '\(word)'; write \"hide\"", at: "if_unknown")
      }
      let placement = inner.optionalChoice("placement", Pairing.Caution.Placement.self)
      // A table without a condition differs from a string only by its place.
      let isConditional = inner.declaration.fields.contains { $0.name == "when" } || placement == nil
      let caution = Pairing.Caution(
        says: inner.text("says"),
        when: isConditional ? ConditionReader(fields: inner).condition("when") : nil,
        hidesWhenUnknown: word != nil, placement: placement,
        forPatient: inner.optionalText("for_patient"), isAlways: inner.optionalFlag("always"))
      if caution.isAlways, placement == nil {
        inner.problem("`always` needs a `placement`; add it, or remove `always`", at: "always")
      }
      inner.finish()
      return caution
    }
    let contraindications = fields.optionalList("contraindications").compactMap {
      term -> Pairing.Contraindication? in
      guard let inner = fields.nested("contraindications", term, "tables with `when` and `because`") else {
        return nil
      }
      let because = inner.text("because")
      Template(because).check(inner, "because")
      let when = ConditionReader(fields: inner).condition("when")
      inner.finish()
      return when.map { .init(when: $0, because: because) }
    }
    return Pairing(
      name: name, title: fields.text("title"), what: fields.text("what"), cautions: cautions,
      contraindications: contraindications, forPatient: fields.text("for_patient"),
      sources: fields.optionalTexts("sources"), rationale: rationale(name), actions: actions(),
      delivery: delivery(),
      pack: fields.declaration.pack, place: fields.place())
  }

  func option() -> TreatmentOption {
    TreatmentOption(
      name: fields.declaration.name, title: fields.text("title"),
      pairings: fields.optionalTexts("pairings").map { fields.scope.domain.pairing($0) },
      isShownIfMatched: fields.optionalFlag("if_matched"),
      evidence: fields.optionalTexts("evidence"), temperedBy: fields.optionalTexts("tempered_by"),
      burden: fields.optionalText("burden"), forPatient: fields.text("for_patient"),
      note: fields.optionalText("note"), sources: fields.optionalTexts("sources"),
      pack: fields.declaration.pack, place: fields.place())
  }

  private func actions() -> [Pairing.Action] {
    fields.optionalList("actions").compactMap { term in
      guard let inner = fields.nested("actions", term, "tables with `kind`, `says` and `sources`") else {
        return nil
      }
      let kind = inner.choice("kind", Pairing.Action.Kind.self)
      let action = Pairing.Action(
        kind: kind ?? .programme, says: inner.text("says"), coding: FactReader.codings(inner),
        dose: inner.optionalText("dose"),
        frequency: inner.optionalText("frequency"), monitor: inner.optionalText("monitor"),
        reviewAfter: inner.optionalText("review_after"), sources: inner.texts("sources"))
      inner.finish()
      return action
    }
  }

  private func delivery() -> [PairRationale.Statement] {
    fields.optionalList("delivery").compactMap { term in
      guard let inner = fields.nested("delivery", term, "tables with `says` and `sources`") else {
        return nil
      }
      let statement = PairRationale.Statement(says: inner.text("says"), sources: inner.texts("sources"))
      inner.finish()
      return statement
    }
  }

  private func rationale(_ name: PairingName) -> PairRationale {
    PairRationale(adds: statements("adds", name), lostWithout: statements("lost_without", name))
  }

  /// Reads `{ ["pain-education"] = { says = "…", sources = { … } } }`: a statement for each part of the pairing.
  private func statements(_ field: String, _ name: PairingName) -> [String: PairRationale.Statement] {
    var statements: [String: PairRationale.Statement] = [:]
    for part in fields.optionalRecord(field) {
      if !name.parts.contains(part.name) {
        fields.problem(
          "`\(field)` of \(fields.who) names '\(part.name)', which is not a part of it"
            + fields.scope.problems.didYouMean(part.name, name.parts), at: field)
      }
      guard let inner = fields.nested(field, part.value, "a table with `says` for each part") else {
        continue
      }
      statements[part.name] = .init(says: inner.text("says"), sources: inner.optionalTexts("sources"))
      inner.finish()
    }
    return statements
  }
}
