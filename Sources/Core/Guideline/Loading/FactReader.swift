internal import PlumblineJSON

/// Reads `fact` and `constraint` declarations.
///
/// Facts are read in two passes: first names and types, so that every condition can be checked, then the fields that
/// refer to other facts.
struct FactReader {
  /// The fields that are read only if the type is known.
  private static let others = [
    "range", "step", "codes", "labels", "also_written", "unit", "converts", "label", "question", "coding",
    "fhir", "note",
    "sources",
    "measurement_error", "can_change", "only_when", "compute", "is", "from",
  ]

  /// Reads a fact without the fields that refer to other facts.
  static func outline(_ fields: Fields) -> Fact? {
    let kindName = fields.text("type")
    let kind = kind(named: kindName, fields)
    let codes: [String]? = if case .code(let codes)? = kind { codes } else { nil }
    let labels = labels(fields, of: codes)
    let outcomes = goalOutcomes(fields, kind)
    guard let kind else {
      // Its other fields are not the mistake.
      for name in Self.others { _ = fields.optional(name) }
      return nil
    }
    var fact = Fact(
      name: fields.declaration.name, kind: kind, unit: fields.optionalText("unit"),
      label: fields.text("label"),
      question: fields.text("question"), labels: labels, codings: codings(fields),
      note: fields.optionalText("note"),
      sources: fields.optionalTexts("sources"), measurementError: measurementError(fields, kind),
      canChange: fields.optional("can_change").map { flag(fields, $0) } ?? true, onlyWhen: nil,
      goalOutcomes: outcomes, computation: nil,
      place: fields.place())
    fact.alsoWritten = alsoWritten(fields, of: codes)
    fact.isAsked = fields.optional("asked").map { flag(fields, $0) } ?? true
    fact.conversions = ConversionReader(fields: fields).conversions(into: fact.grid == nil ? nil : fact.unit)
    if kindName == "date" { (fact.isDate, fact.unit) = (true, "d") }
    return fact
  }

  /// Reads `labels`, by code; nil if the fact has no codes.
  static func labels(_ fields: Fields, of codes: [String]?) -> [String: String] {
    let labels = Dictionary(
      fields.optionalRecord("labels").compactMap { field -> (String, String)? in
        guard case .text(let text) = field.value else {
          fields.problem("`labels` of \(fields.who) must hold strings", at: "labels")
          return nil
        }
        return (field.name, text)
      }, uniquingKeysWith: { first, _ in first })
    guard let codes else { return labels }
    let known = Set(codes)
    for label in labels.keys.sorted() where !known.contains(label) {
      fields.problem(
        "`labels` of \(fields.who) names '\(label)', which is not in `codes`"
          + fields.scope.problems.didYouMean(label, codes),
        at: "labels")
    }
    return labels
  }

  /// Reads `also_written`: other ways of writing a code, or the absence of an answer.
  private static func alsoWritten(_ fields: Fields, of codes: [String]?) -> [String: Fact.Written] {
    var found: [String: Fact.Written] = [:]
    for field in fields.optionalRecord("also_written") {
      func problem(_ words: String) {
        fields.problem("`also_written` of \(fields.who) \(words)", at: "also_written")
      }
      guard case .text(let text) = field.value else {
        problem("must hold strings")
        continue
      }
      let reason = Absence(rawValue: text).flatMap { $0 == .stale ? nil : $0 }
      if codes?.contains(field.name) ?? true {
        problem(
          codes == nil
            ? "applies to codes only, and the fact has none; leave it out"
            : "has '\(field.name)', which is a code itself; leave it out")
      } else if codes?.contains(text) == true {
        found[field.name] = .code(text)
      } else if let reason {
        found[field.name] = .absent(reason)
      } else {
        problem(
          "takes '\(field.name)' for '\(text)', which is neither in `codes` nor a reason of absence"
            + fields.scope.problems.didYouMean(text, codes ?? []))
      }
    }
    return found
  }

  /// Reads the fields that refer to other facts: `only_when`, `fhir`, `reads` and `compute`.
  static func complete(_ fact: inout Fact, _ fields: Fields) {
    fact.onlyWhen = ConditionReader(fields: fields).optionalCondition("only_when")
    SeriesReader.take(fields, for: &fact)
    if fact.membership == nil, let mapping = FHIRReader(fields: fields).mapping(fact.kind) {
      fact.map(by: mapping)
    }
    if let law = SumReader.law(fields, workingOut: fact) { fields.scope.workedOut.append(law) }
    guard fields.declaration.fields.contains(where: { $0.name == "compute" || $0.name == "reads" }) else {
      return
    }
    fact.computation = ScriptReader(fields: fields).script(
      named: fact.name, function: "compute", says: "", fact.place.line)
  }

  /// The codes of a fact, or of a list.
  static func codes(_ fields: Fields) -> [String] {
    let codes = fields.texts("codes")
    if codes.isEmpty { fields.problem("`codes` of \(fields.who) is empty", at: "codes") }
    if Set(codes).count != codes.count {
      fields.problem("`codes` of \(fields.who) lists a code twice", at: "codes", kind: .duplicate)
    }
    return codes
  }

  private static func kind(named name: String, _ fields: Fields) -> Fact.Kind? {
    switch name {
    case "boolean": return .boolean
    case "date": return .integer(low: ExactNumber(0), high: ExactNumber(Fact.longestAgo))
    case "code":
      return .code(codes(fields))
    case "integer", "decimal":
      let numbers = fields.list("range").compactMap { number($0) }
      guard numbers.count == 2, numbers[0] <= numbers[1] else {
        fields.problem(
          "`range` of \(fields.who) must be two numbers, the lower one first: { 0, 24 }", at: "range")
        return nil
      }
      if name == "integer" {
        guard numbers.allSatisfy(\.isInteger) else {
          fields.problem("`range` of \(fields.who) must be whole numbers", at: "range")
          return nil
        }
        return .integer(low: numbers[0], high: numbers[1])
      }
      guard let step = fields.required("step").flatMap(number), step > ExactNumber(0) else {
        fields.problem("`step` of \(fields.who) must be a number above 0", at: "step")
        return nil
      }
      return .decimal(low: numbers[0], high: numbers[1], step: step)
    default:
      if !name.isEmpty {
        let known = ["integer", "decimal", "boolean", "code", "date", "set", "series"]
        fields.problem(
          "`type` of \(fields.who) is '\(name)'; write one of \(known.joined(separator: ", "))"
            + fields.scope.problems.didYouMean(name, known), at: "type")
      }
      return nil
    }
  }

  private static func goalOutcomes(_ fields: Fields, _ kind: Fact.Kind?) -> [String: Outcome] {
    // A vocabulary that several fields share cannot know the outcomes of each: the domain's own word counts alone.
    if let goal = fields.scope.domain.goal {
      _ = fields.optional("goal_outcomes")
      return goal.fact == fields.declaration.name ? goal.outcomes : [:]
    }
    var outcomes: [String: Outcome] = [:]
    var known: Set<String> = []
    if case .code(let codes)? = kind { known = Set(codes) }
    for field in fields.optionalRecord("goal_outcomes") {
      if known.contains(field.name) {
        outcomes[field.name] = outcome(fields, field.value)
      } else {
        fields.problem(
          "`goal_outcomes` of \(fields.who) names '\(field.name)', which is not in `codes`",
          at: "goal_outcomes")
      }
    }
    return outcomes
  }

  /// An outcome of the domain; without the domain, whatever the vocabulary calls one.
  private static func outcome(_ fields: Fields, _ term: Term) -> Outcome? {
    if fields.scope.lacksDomain, case .text(let name) = term, !name.isEmpty { return Outcome(name) }
    return fields.declared("goal_outcomes", term, of: fields.scope.domain.outcomes, \.name)
  }

  static func flag(_ fields: Fields, _ term: Term) -> Bool {
    if case .boolean(let flag) = term { return flag }
    fields.wrong("can_change", term, wanted: "true or false")
    return true
  }

  private static func measurementError(_ fields: Fields, _ kind: Fact.Kind) -> MeasurementError? {
    guard let term = fields.optional("measurement_error"),
      let inner = fields.nested(
        "measurement_error", term, "`value`, `kind`, `population`, `source`, and `seen` if it was seen")
    else { return nil }
    let value = inner.required("value").flatMap(number)
    let error = inner.choice("kind", MeasurementError.Kind.self)
    let population = inner.text("population")
    let source = inner.text("source")
    let seen = inner.optionalText("seen")
    inner.finish()
    switch kind {
    case .integer, .decimal: break
    case .boolean, .code:
      fields.problem(
        "`measurement_error` of \(fields.who) applies to numbers only, and the fact is not a number; leave it out",
        at: "measurement_error")
    }
    guard let value, value > ExactNumber(0) else {
      fields.problem(
        "`value` in `measurement_error` of \(fields.who) must be a number above 0", at: "measurement_error")
      return nil
    }
    return error.map {
      MeasurementError(value: value, kind: $0, population: population, source: source, seen: seen)
    }
  }

  /// Reads codes in terminologies.
  static func codings(_ fields: Fields) -> [Fact.Coding] {
    fields.optionalList("coding").compactMap { term in
      guard let inner = fields.nested("coding", term, "tables with `system`, `code`, `display`, `confirmed`")
      else { return nil }
      let coding = Fact.Coding(
        system: inner.text("system"), code: inner.text("code"), display: inner.text("display"),
        confirmed: inner.boolean("confirmed") ?? false)
      _ = inner.optionalText("note")
      inner.finish()
      return coding
    }
  }

  static func number(_ term: Term) -> ExactNumber? {
    if case .number(let number)? = FactValue(term) { number } else { nil }
  }

  static func constraint(_ fields: Fields) -> Constraint? {
    let because = fields.text("because")
    guard let holds = ConditionReader(fields: fields, comparesFacts: true).condition("holds") else {
      return nil
    }
    if !holds.scripts.isEmpty || holds.facts.contains(where: { fields.scope.facts[$0].computation != nil }) {
      fields.problem(
        "\(fields.who) depends on a script: a law between facts must be a tree over facts that are given",
        at: "holds", kind: .script)
    }
    return Constraint(name: fields.declaration.name, holds: holds, because: because, place: fields.place())
  }
}

extension Fact {
  /// Takes how it is read from FHIR, and the codes of that.
  mutating func map(by mapping: FHIRMapping) {
    fhir = mapping
    codings += mapping.codes.filter { !$0.asks }.map {
      Coding(system: CodeSystem.name($0.system), code: $0.code, display: $0.display, confirmed: $0.confirmed)
    }
  }
}
