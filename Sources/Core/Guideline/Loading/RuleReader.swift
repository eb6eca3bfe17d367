/// Reads `rule`, `otherwise`, `advise_against`, `conflict` and `adapt` declarations.
struct RuleReader {
  let fields: Fields

  private var id: String { "\(fields.declaration.pack)/\(fields.declaration.name)" }

  func rule() -> Rule? {
    let isOtherwise = fields.declaration.word == .otherwise
    let when = isOtherwise ? nil : ConditionReader(fields: fields).condition("when")
    let role = isOtherwise ? .otherwise : role()
    let recommends = fields.scope.domain.pairing(fields.text("recommend"))
    let advice = PartAdviceReader(fields: fields, pairing: recommends).advice()
    let rule = Rule(
      id: id, title: fields.text("title"), role: role ?? .alternative,
      when: isOtherwise ? nil : when ?? .any([]), recommends: recommends,
      strength: advice.strength,
      situation: fields.optionalChoice("situation", ParadigmaticSituation.self),
      claims: advice.claims, parts: advice.parts, because: fields.text("because"),
      sources: fields.optionalTexts("sources"), note: fields.optionalText("note"), place: fields.place())
    Template(rule.because).check(fields, "because")
    return rule
  }

  private func role() -> Rule.Role? {
    if let role = fields.optionalText("role") {
      guard role == "alternative" else {
        fields.problem(
          "`role` of \(fields.who) is '\(role)'; write \"alternative\", or leave it out (a rule with `slot` and `rank` is primary)",
          at: "role")
        return nil
      }
      for name in ["slot", "rank"] where fields.optional(name) != nil {
        fields.problem("\(fields.who) has `role = \"alternative\"`; leave out `\(name)`", at: name)
      }
      return .alternative
    }
    let slot = fields.text("slot")
    guard let rank = fields.integer("rank", in: 1...1000) else { return nil }
    return .candidate(slot: slot, rank: rank)
  }

  func veto() -> Veto? {
    var veto = Veto(
      id: id, title: fields.text("title"), part: fields.text("against"), when: .all([]),
      because: fields.text("because"),
      sources: fields.optionalTexts("sources"), place: fields.place())
    veto.ifUnknown = fields.optionalText("if_unknown_because")
    veto.forPatient = fields.optionalText("for_patient")
    Template(veto.because).check(fields, "because")
    return ConditionReader(fields: fields).condition("when").map {
      var veto = veto
      veto.when = $0
      return veto
    }
  }

  /// Reads the conditions for a part to let the next rule of the slot lead: tried without help, or not available.
  func passedOver() -> Veto? {
    let (because, action) = (fields.text("because"), fields.optionalText("action"))
    for (name, text) in [("because", because), ("action", action ?? "")] {
      Template(text).check(fields, name)
    }
    let (title, part) = (fields.text("title"), fields.text("part"))
    let sources = fields.optionalTexts("sources")
    return ConditionReader(fields: fields).condition("when").map {
      Veto(
        id: id, title: title, part: part, when: $0, because: because, sources: sources, effect: .passesOver,
        action: action, place: fields.place())
    }
  }

  /// Reads advice against a treatment that no rule recommends; without a condition it is for every patient.
  func withheld() -> Veto? {
    let because = fields.text("because")
    Template(because).check(fields, "because")
    let title = fields.text("title")
    let sources = fields.optionalTexts("sources")
    let isForAll = !fields.declaration.fields.contains { $0.name == "when" }
    return (isForAll ? .all([]) : ConditionReader(fields: fields).condition("when")).map {
      Veto(
        id: id, title: title, part: fields.declaration.name, when: $0, because: because, sources: sources,
        effect: .isShown, place: fields.place())
    }
  }

  func conflict() -> Conflict? {
    let title = fields.text("title")
    let because = fields.text("because")
    let sources = fields.optionalTexts("sources")
    Template(because).check(fields, "because")
    return ConditionReader(fields: fields).condition("when").map {
      Conflict(id: id, title: title, when: $0, because: because, sources: sources, place: fields.place())
    }
  }

  func adaptation() -> Adaptation? {
    let fact = fields.required("fact").flatMap { fields.fact("fact", $0) }
    let from = fields.required("from").flatMap { FactValue($0) }
    let to = fields.required("to").flatMap { FactValue($0) }
    let reason = fields.text("reason")
    let approvedBy = fields.text("approved_by")
    let approvedOn = fields.day("approved_on")
    var pin = fields.optionalText("pin")
    if let text = pin, !text.isEmpty, !Adaptation.isPin(text) {
      pin = nil
      fields.problem(
        "`pin` of \(fields.who) is '\(text)', which is not a pin; write the 16 hex digits that `plumbline packs` shows",
        at: "pin")
    }
    guard let fact, let from, let to, let approvedOn else { return nil }
    for (name, value) in [("from", from), ("to", to)] where !fields.scope.facts[fact].allows(value) {
      fields.problem(
        "`\(name)` of \(fields.who) is not a value of `\(fields.scope.facts[fact].name)`: \(fields.scope.facts[fact].allowed)",
        at: name)
    }
    return Adaptation(
      id: id, pack: fields.declaration.pack, target: fields.declaration.name, fact: fact, from: from, to: to,
      reason: reason, approvedBy: approvedBy, approvedOn: approvedOn, approvedPin: pin, pin: "",
      place: fields.place())
  }
}

/// Reads `strength` and `claims` of a rule: for the pairing as a whole, or for each of its parts.
struct PartAdviceReader {
  let fields: Fields
  let pairing: PairingName

  func advice() -> (strength: Strength, claims: [String], parts: [String: Rule.PartAdvice]) {
    let strengths = strengths()
    let claims = claims()
    if strengths.byPart.isEmpty, claims.byPart == nil { return (strengths.whole, claims.whole, [:]) }
    var parts: [String: Rule.PartAdvice] = [:]
    for part in pairing.parts {
      parts[part] = .init(
        strength: strengths.byPart[part] ?? strengths.whole, claims: claims.byPart.map { $0[part] ?? [] })
    }
    return (strengths.whole, claims.whole, parts)
  }

  private func strengths() -> (whole: Strength, byPart: [String: Strength]) {
    guard let term = fields.required("strength") else { return (.conditional, [:]) }
    guard case .fields(let items) = term else {
      return (fields.choice("strength", term, Strength.self) ?? .conditional, [:])
    }
    var byPart: [String: Strength] = [:]
    for item in items where isPart(item.name, "strength") {
      byPart[item.name] = fields.choice("strength", item.value, Strength.self)
    }
    let left = pairing.parts.filter { part in !items.contains { $0.name == part } }
    if !left.isEmpty {
      fields.problem(
        "`strength` of \(fields.who) says nothing of \(left.joined(separator: " and ")); give each part of \(pairing) its strength",
        at: "strength")
    }
    return (byPart.values.allSatisfy { $0 == .strong } ? .strong : .conditional, byPart)
  }

  private func claims() -> (whole: [String], byPart: [String: [String]]?) {
    guard let term = fields.required("claims") else { return ([], nil) }
    guard case .fields(let items) = term else { return (fields.textList("claims", term), nil) }
    var byPart: [String: [String]] = [:]
    for item in items where isPart(item.name, "claims") {
      byPart[item.name] = fields.textList("claims", item.value)
    }
    var seen: Set<String> = []
    return (pairing.parts.flatMap { byPart[$0] ?? [] }.filter { seen.insert($0).inserted }, byPart)
  }

  private func isPart(_ name: String, _ field: String) -> Bool {
    if pairing.parts.contains(name) { return true }
    fields.problem(
      "`\(field)` of \(fields.who) names '\(name)', which is not a part of \(pairing)"
        + fields.scope.problems.didYouMean(name, pairing.parts), at: field)
    return false
  }
}

/// Reads `stop`, `defer`, `exclude` and `need_data` declarations.
struct GateReader {
  let fields: Fields

  func gate() -> Gate? {
    let word = fields.declaration.word
    let urgency = word == .stop ? fields.choice("urgency", Gate.Urgency.self) : nil
    let stage = word == .stop ? nil : fields.declared("stage", of: fields.scope.domain.stages, \.name)
    var anyOf: [Fact.Index] = []
    var when: Condition?
    if word == .needData, fields.declaration.fields.contains(where: { $0.name == "any_of" }) {
      anyOf = ScriptReader(fields: fields).factList("any_of")
      if anyOf.isEmpty {
        fields.problem(
          "`any_of` of \(fields.who) lists no fact, so it would never block", at: "any_of",
          kind: .missingField)
      }
    }
    let names = fields.declaration.fields.map(\.name)
    if !names.contains("any_of") || word == .needData && names.contains("when") {
      when = ConditionReader(fields: fields).condition("when")
    }
    let title = fields.text("title")
    let because = fields.text("because")
    let action = fields.text("action")
    let sources = fields.optionalTexts("sources")
    let signs = word == .stop ? fields.optionalText("signs") : nil
    let settled = word == .stop ? fields.optionalText("settled") : nil
    if let settled { Template(settled).check(fields, "settled") }
    Template(because).check(fields, "because")
    var asks: String?
    if Self.asksWhenUnknown(fields) { asks = fields.text("if_unknown_because") }
    let questions = word == .stop ? questions(isAsking: asks != nil) : []
    let settles = word == .needData ? settles(anyOf) : nil
    let forPatient = [.defer, .exclude].contains(word) ? fields.optionalText("for_patient") : nil
    guard when != nil || !anyOf.isEmpty else { return nil }
    let kind: Gate.Kind
    switch (word, urgency, stage) {
    case (.stop, let urgency?, _): kind = .stop(urgency)
    case (.defer, _, let stage?): kind = .defer(stage)
    case (.exclude, _, let stage?): kind = .exclude(stage)
    case (.needData, _, let stage?): kind = .needData(stage, anyOf: anyOf)
    default: return nil
    }
    var gate = Gate(
      id: "\(fields.declaration.pack)/\(fields.declaration.name)", kind: kind, title: title, when: when,
      because: because, action: action, sources: sources, asksWhenUnknown: asks, questions: questions,
      settles: settles, signs: signs, settledSays: settled, place: fields.place())
    gate.forPatient = forPatient
    return gate
  }

  /// Reads `questions = { { fact = mood.suicide_enquiry, says = "…" } }` of a stop that may pass while it is unknown.
  private func questions(isAsking: Bool) -> [Gate.Question] {
    let questions = fields.optionalList("questions").compactMap { term -> Gate.Question? in
      guard let inner = fields.nested("questions", term, "tables with `fact` and `says`") else { return nil }
      let fact = inner.required("fact").flatMap { inner.fact("fact", $0) }
      let after = inner.optional("after").flatMap { inner.fact("after", $0) }
      let says = inner.text("says")
      Template(says).check(inner, "says")
      inner.finish()
      return fact.map { Gate.Question(fact: $0, after: after, says: says) }
    }
    if !questions.isEmpty, !isAsking {
      fields.problem(
        "\(fields.who) has `questions`, which only a stop with `if_unknown = \"ask\"` asks; leave them out",
        at: "questions")
    }
    return questions
  }

  /// Reads `settles = "suicide-risk"`: the stop, of the same pack or as `pack/name`, whose question a `need_data` demands.
  private func settles(_ anyOf: [Fact.Index]) -> String? {
    guard let name = fields.optionalText("settles") else { return nil }
    if anyOf.isEmpty {
      fields.problem(
        "\(fields.who) has `settles`, and no `any_of` with the facts to ask for; list them", at: "settles")
    }
    return name.contains("/") ? name : "\(fields.declaration.pack)/\(name)"
  }

  /// Reads `if_unknown = "ask"`, its only value.
  static func asksWhenUnknown(_ fields: Fields) -> Bool {
    guard let word = fields.optionalText("if_unknown") else { return false }
    if word != "ask" {
      fields.problem("`if_unknown` of \(fields.who) is '\(word)'; write \"ask\"", at: "if_unknown")
    }
    return true
  }
}
