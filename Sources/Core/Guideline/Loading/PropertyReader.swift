/// Reads `property` declarations.
struct PropertyReader {
  let fields: Fields

  private static let kinds = ["always", "never", "knowing_more", "same", "overrules"]

  func property() -> Property? {
    let given = ConditionReader(fields: fields).optionalCondition("given")
    if let given, !given.scripts.isEmpty {
      fields.problem(
        "`given` of \(fields.who) holds a script, which cannot be analysed; use a tree", at: "given")
    }
    let deciding = answers("deciding", fields)
    let because = fields.optionalText("because")
    let named = Self.kinds.filter { kind in fields.declaration.fields.contains { $0.name == kind } }
    guard named.count == 1 else {
      fields.problem(
        "\(fields.who) promises \(named.isEmpty ? "nothing" : named.map { "`\($0)`" }.joined(separator: " and ")); give it one of `always`, `never`, `knowing_more`, `same` with `whatever`, `overrules`"
      )
      for kind in Self.kinds + ["whatever"] { _ = fields.optional(kind) }
      return nil
    }
    guard let promise = promise(named[0]) else { return nil }
    if case .knowingMore = promise, !deciding.isEmpty {
      fields.problem("\(fields.who) says with `from` what was decided; leave out `deciding`", at: "deciding")
    }
    if case .overrules = promise, given != nil || !deciding.isEmpty {
      fields.problem(
        "\(fields.who) has `overrules`; leave out `given` and `deciding`", at: "overrules")
    }
    return Property(
      name: fields.declaration.name, pack: fields.declaration.pack, given: given, deciding: deciding,
      promise: promise, because: because, place: fields.place())
  }

  private func promise(_ kind: String) -> Property.Promise? {
    switch kind {
    case "always": return claim("always", fields).map { .always($0) }
    case "never": return claim("never", fields).map { .never($0) }
    case "knowing_more": return knowingMore()
    case "same":
      let aspect = fields.choice("same", Property.Aspect.self)
      let facts = factList("whatever", fields)
      if facts.isEmpty, fields.scope.unread.isEmpty {
        fields.problem("`whatever` of \(fields.who) lists no fact", at: "whatever")
      }
      return aspect.map { .same($0, whatever: facts) }
    default:
      let names = fields.texts("overrules").map(qualified)
      if names.isEmpty { fields.problem("`overrules` of \(fields.who) names nothing", at: "overrules") }
      return .overrules(names)
    }
  }

  private func knowingMore() -> Property.Promise? {
    let what = "a table with `from` and one of `always` and `never`"
    guard let term = fields.required("knowing_more"), let inner = fields.nested("knowing_more", term, what)
    else { return nil }
    defer { inner.finish() }
    let from = claim("from", inner)
    let isAlways = inner.declaration.fields.contains { $0.name == "always" }
    let isNever = inner.declaration.fields.contains { $0.name == "never" }
    let then = isAlways ? claim("always", inner) : isNever ? claim("never", inner) : nil
    if isAlways == isNever {
      fields.problem("`knowing_more` of \(fields.who) must be \(what)", at: "knowing_more")
    }
    let except = inner.declaration.fields.contains { $0.name == "except" } ? factList("except", inner) : []
    guard let from, let then else { return nil }
    return .knowingMore(from: from, isAlways: isAlways, then, except: except)
  }

  // MARK: claims about a decision

  private func claim(_ name: String, _ outer: Fields) -> Property.Claim? {
    guard let term = outer.required(name),
      let inner = outer.nested(name, term, "a table that says what is decided: { decision = \"stop\" }")
    else { return nil }
    var claim = Property.Claim()
    claim.decisions = answers("decision", inner)
    claim.primary = texts("primary", inner).map { fields.scope.domain.pairing($0) }
    claim.alternative = texts("alternative", inner).map { fields.scope.domain.pairing($0) }
    claim.offers = texts("offers", inner)
    claim.claims = texts("claims", inner)
    claim.certaintyAbove = inner.optionalChoice("certainty_above", Certainty.self)
    claim.alerts = texts("alert", inner).map(qualified)
    claim.strength = inner.optionalChoice("strength", Strength.self)
    inner.finish()
    if claim.certaintyAbove == .notStated {
      fields.problem(
        "`certainty_above` of \(fields.who) is outside the order: nothing is above it; name another certainty",
        at: name)
    }
    if claim == Property.Claim() {
      fields.problem("`\(name)` of \(fields.who) says nothing about the decision", at: name)
    }
    return claim
  }

  /// Reads one string, or a list of which any may hold.
  private func texts(_ name: String, _ fields: Fields) -> [String] {
    guard let term = fields.optional(name) else { return [] }
    if case .text(let text) = term { return [text] }
    return fields.listValue(name, term).compactMap { item in
      if case .text(let text) = item { return text }
      fields.problem("`\(name)` of \(fields.who) holds \(item.kindWords); write strings", at: name)
      return nil
    }
  }

  private func answers(_ name: String, _ fields: Fields) -> [Property.Disposition] {
    texts(name, fields).compactMap { fields.choice(name, .text($0), Property.Disposition.self) }
  }

  private func factList(_ name: String, _ inner: Fields) -> [Fact.Index] {
    ScriptReader(fields: inner).factList(name)
  }

  /// Returns `pack/name` for a name of the pack's own. A pairing is named by its parts alone.
  private func qualified(_ name: String) -> String {
    name.contains("/") || name.contains("+") ? name : "\(fields.declaration.pack)/\(name)"
  }
}

extension Property {
  /// Reports names that the guideline does not have: a promise about them would hold vacuously.
  static func check(_ guideline: Guideline, _ scope: Scope) {
    let rules = guideline.rules + [guideline.otherwise].compactMap { $0 }
    let parts = Set(rules.flatMap { $0.recommends.parts }).sorted()
    let pairings = guideline.pairings.keys.map(\.description).sorted()
    let vetoes = guideline.vetoes.map(\.id) + pairings
    let known: [String: Set<String>] = [
      "offers": Set(parts), "claims": Set(guideline.evidence.keys), "alert": Set(guideline.stops.map(\.id)),
      "overrules": Set(vetoes),
    ]
    for property in guideline.properties {
      func problem(_ message: @autoclosure () -> String) {
        scope.problems.add(
          "property '\(property.name)' \(message())", pack: property.pack, at: property.place)
      }
      func check(_ names: [String], _ list: String) {
        let allowed = known[list] ?? []
        for name in names where !allowed.contains(name) {
          problem(
            "names '\(name)' in `\(list)`, which does not exist" + scope.problems.didYouMean(name, allowed)
          )
        }
      }
      for claim in property.claims {
        check(claim.offers, "offers")
        check(claim.claims, "claims")
        check(claim.alerts, "alert")
        // A primary pairing may be joined from several, so only its parts must be recommended by some rule.
        for name in claim.primary + claim.alternative { check(name.parts, "offers") }
      }
      if case .overrules(let names) = property.promise { check(names, "overrules") }
    }
  }

  private var claims: [Claim] {
    switch promise {
    case .always(let claim), .never(let claim): [claim]
    case .knowingMore(let from, _, let then, _): [from, then]
    case .same, .overrules: []
    }
  }
}
