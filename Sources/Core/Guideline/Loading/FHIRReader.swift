internal import PlumblineJSON

/// Reads `fhir` of facts and instruments.
struct FHIRReader {
  let fields: Fields

  /// Reads how a fact is mapped; nil if it is not.
  func mapping(_ kind: Fact.Kind) -> FHIRMapping? {
    guard let term = fields.optional("fhir"),
      let inner = fields.nested("fhir", term, "a table, such as { max_age = 30, observation = { … } }")
    else { return nil }
    var mapping = FHIRMapping(maxAge: maxAge(inner))
    if let path = inner.optionalText("patient") {
      mapping.isAge = path == "age"
      if path != "age" {
        inner.problem("`patient` in `fhir` of \(fields.who) is '\(path)'; write \"age\"", at: "fhir")
      }
    }
    mapping.observations = codes(inner, "observation", nil)
    mapping.conditions = codes(inner, "condition", kind)
    mapping.procedures = codes(inner, "procedure", kind)
    mapping.devices = codes(inner, "device", kind)
    mapping.consents = codes(inner, "consent", kind)
    mapping.values = codes(inner, "values", kind)
    mapping.questions = inner.optionalList("question").compactMap { question(inner, $0) }
    mapping.onsetOf = fact(inner, "onset_of")
    mapping.performedOf = fact(inner, "performed_of")
    mapping.isUnordered = inner.optionalFlag("unordered")
    mapping.isOngoing = inner.optionalFlag("ongoing")
    mapping.isClinicians = inner.optionalFlag("by_clinician")
    inner.finish()
    return mapping
  }

  /// Reads how the codes of a list are mapped, by code: each code of a record names the one that it stands for.
  func mappings(ofMembers codes: [String]) -> [String: FHIRMapping] {
    guard let term = fields.optional("fhir"),
      let inner = fields.nested(
        "fhir", term, "a table, such as { max_age = \"lasting\", condition = { … } }")
    else { return [:] }
    let kind = Fact.Kind.code(codes)
    let maxAge = maxAge(inner)
    let conditions = self.codes(inner, "condition", kind, named: true)
    let procedures = self.codes(inner, "procedure", kind, named: true)
    let devices = self.codes(inner, "device", kind, named: true)
    inner.finish()
    return codes.reduce(into: [:]) { mappings, code in
      func own(_ all: [FHIRMapping.Code]) -> [FHIRMapping.Code] {
        all.filter { $0.value == .code(code) }.map {
          var own = $0
          own.value = own.asks ? nil : .boolean(true)
          return own
        }
      }
      var mapping = FHIRMapping(maxAge: maxAge)
      (mapping.conditions, mapping.procedures, mapping.devices) = (
        own(conditions), own(procedures), own(devices)
      )
      if !mapping.codes.isEmpty { mappings[code] = mapping }
    }
  }

  /// Reads how a questionnaire is mapped; nil if it is not.
  func mapping(items count: Int) -> InstrumentMapping? {
    guard let term = fields.optional("fhir"),
      let inner = fields.nested("fhir", term, "a table, such as { panel = { … }, items = { … } }")
    else { return nil }
    var mapping = InstrumentMapping()
    mapping.panels = codes(inner, "panel", nil)
    mapping.questionnaires = inner.optionalTexts("questionnaire")
    mapping.answers = codes(inner, "answers", .integer(low: 0, high: 1000))
    let items = inner.optionalTexts("items")
    let system =
      inner.optional("item_system").map { self.system(inner, "item_system", $0) } ?? CodeSystem.uri("LOINC")
    let confirmed = inner.optionalFlag("items_confirmed")
    if !items.isEmpty, items.count != count {
      inner.problem(
        "`items` in `fhir` of \(fields.who) has \(items.count) codes for \(count) items; give one for each",
        at: "fhir")
    }
    mapping.items = items.enumerated().map { place, code in
      FHIRMapping.Code(
        system: system ?? "", code: code, display: "item \(place + 1)", confirmed: confirmed)
    }
    inner.finish()
    return mapping
  }

  private func maxAge(_ inner: Fields) -> FHIRMapping.MaxAge? {
    guard let term = inner.optional("max_age") else { return nil }
    switch term {
    case .text("visit"): return .visit
    case .text("lasting"): return .lasting
    case .integer(let days) where (1...36_500).contains(days): return .days(Int(days))
    default:
      inner.problem(
        "`max_age` in `fhir` of \(fields.who) must be a number of days from 1 on, \"visit\" or \"lasting\"",
        at: "fhir")
      return nil
    }
  }

  /// Reads codes. Those of Conditions, Procedures and answers name the value that they mean: of a boolean, true if left out.
  ///
  /// - Parameter named: whether those that only ask name a value, too.
  private func codes(_ inner: Fields, _ name: String, _ kind: Fact.Kind?, named: Bool = false)
    -> [FHIRMapping.Code]
  {
    inner.optionalList(name).compactMap { term in
      guard
        let entry = inner.nested(name, term, "tables with `system`, `code`, `display`, `confirmed`")
      else { return nil }
      let system = entry.required("system").flatMap { self.system(entry, "system", $0) }
      var code = FHIRMapping.Code(
        system: system ?? "", code: entry.text("code"), display: entry.text("display"),
        confirmed: entry.boolean("confirmed") ?? false)
      code.asks = entry.optionalFlag("asks")
      code.bareAbove = entry.optional("bare_above").flatMap(FactReader.number)
      code.value = entry.optional("value").flatMap { FactValue($0) }
      _ = entry.optionalText("note")
      entry.finish()
      if let kind { check(&code, kind, name, named) }
      return code
    }
  }

  private func check(_ code: inout FHIRMapping.Code, _ kind: Fact.Kind, _ name: String, _ named: Bool) {
    if code.asks, !named { return }
    if kind == .boolean, code.value == nil { code.value = .boolean(true) }
    var fact = Fact(
      name: "", kind: kind, label: "", question: "", labels: [:], codings: [], sources: [], goalOutcomes: [:],
      place: fields.place())
    fact.unit = nil
    if let value = code.value, fact.allows(value) { return }
    fields.problem(
      "`value` of code \(code.code) in `\(name)` of `fhir` of \(fields.who) must be \(fact.allowed); write it\(named ? "" : ", or asks = true if the code answers nothing")",
      at: "fhir")
  }

  private func system(_ entry: Fields, _ name: String, _ term: Term) -> String? {
    guard case .text(let text) = term else {
      entry.wrong(name, term, wanted: "a string")
      return nil
    }
    if let uri = CodeSystem.uri(text) { return uri }
    entry.problem(
      "`\(name)` in `fhir` of \(fields.who) is '\(text)', which is no code system; write its URI, or one of \(CodeSystem.names.keys.sorted().joined(separator: ", "))"
        + fields.scope.problems.didYouMean(text, Array(CodeSystem.names.keys)),
      at: "fhir")
    return nil
  }

  private func question(_ inner: Fields, _ term: Term) -> FHIRMapping.Question? {
    guard let entry = inner.nested("question", term, "tables with `questionnaire` and `item`") else {
      return nil
    }
    let question = FHIRMapping.Question(questionnaire: entry.text("questionnaire"), item: entry.text("item"))
    entry.finish()
    return question
  }

  private func fact(_ inner: Fields, _ name: String) -> String? {
    guard let term = inner.optional(name) else { return nil }
    guard case .reference(let path, let line) = term,
      fields.scope.fact(
        path, pack: fields.declaration.pack, at: Place(file: fields.declaration.place.file, line: line.number)
      )
        != nil
    else {
      inner.problem("`\(name)` in `fhir` of \(fields.who) must be a fact: pain.region", at: "fhir")
      return nil
    }
    return path
  }
}
