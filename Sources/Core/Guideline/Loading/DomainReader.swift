/// Reads a `domain` declaration.
struct DomainReader {
  let fields: Fields

  func domain() -> Domain {
    let outcomes = outcomes()
    var domain = Domain(
      name: fields.declaration.name, title: line("title", fields.text("title")), base: base(),
      leadingParts: named("parts") { name, _ in name }, stages: named("stages") { Gate.Stage($0, words: $1) },
      outcomes: outcomes, options: named("options") { name, _ in name },
      reassess: fields.optionalTexts("reassess").map { line("reassess", $0) }, timepoints: timepoints(),
      stops: .init(
        pack: fields.declaration.pack, flags: fields.optionalText("flags"),
        mayAsk: fields.optionalTexts("may_ask")),
      order: order(), goal: goal(outcomes),
      disclaimer: fields.optionalText("disclaimer").map { line("disclaimer", $0) }, isDeclared: true,
      place: fields.place())
    if let contacts = contacts() { domain.contacts = contacts }
    if let base = domain.base, domain.leadingParts.contains(base) {
      fields.problem(
        "`parts` of \(fields.who) names the base, which comes first anyway; leave it out", at: "parts")
    }
    return domain
  }

  /// Reads `contacts = { "emergency", "team" }`; nil if the domain does not say.
  private func contacts() -> [Site.Contact]? {
    guard fields.declaration.fields.contains(where: { $0.name == "contacts" }) else { return nil }
    let named = fields.optionalList("contacts").compactMap {
      fields.choice("contacts", $0, Site.Contact.self)
    }
    if !named.contains(.emergency) {
      fields.problem(
        "`contacts` of \(fields.who) leaves out \"emergency\", which every field needs; add it",
        at: "contacts")
    }
    return Site.Contact.allCases.filter(named.contains)
  }

  /// Reads `order = { "red_flags", "surgery.spinal", "surgery" }`, none of them twice.
  private func order() -> [String] {
    let names = fields.optionalTexts("order")
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      fields.problem(
        "`order` of \(fields.who) has '\(name)' twice; leave one out", at: "order", kind: .duplicate)
    }
    return names
  }

  /// Reads `goal = { fact = "goal.primary", outcomes = { function = "function" } }`.
  private func goal(_ known: [Outcome]) -> Domain.Goal? {
    guard let term = fields.optional("goal"), let inner = fields.nested("goal", term, "`fact` and `outcomes`")
    else { return nil }
    var outcomes: [String: Outcome] = [:]
    let fact = inner.text("fact")
    for field in inner.optionalRecord("outcomes") {
      outcomes[field.name] = inner.choice("outcomes", field.value, of: known, \.name)
    }
    if outcomes.isEmpty, fields.scope.problems.all.isEmpty {
      fields.problem(
        "`goal` of \(fields.who) names no outcome; write outcomes = { code = \"outcome\" }", at: "goal")
    }
    inner.finish()
    return Domain.Goal(fact: fact, outcomes: outcomes)
  }

  private func base() -> String? {
    guard let base = fields.optionalText("base") else { return nil }
    if !Self.isName(base) {
      fields.problem(
        "`base` of \(fields.who) is '\(base)'; write lower case words joined by `-`", at: "base",
        kind: .badName)
    }
    return base
  }

  /// Refuses text that would break the line in which an answer shows it.
  private func line(_ field: String, _ text: String) -> String {
    if text.unicodeScalars.contains(where: {
      $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
    }) {
      fields.problem(
        "`\(field)` of \(fields.who) has a line feed or an invisible character; write it as one line",
        at: field)
    }
    return text
  }

  /// Reads a list of names, `"acute"` or `{ name = "acute", label = "acute pain" }`, none of them twice.
  private func named<Value>(
    _ field: String, as make: (String, String?) -> Value
  ) -> [Value] {
    var seen: Set<String> = []
    return fields.optionalList(field).compactMap { term in
      let name: String
      var label: String?
      if case .text(let text) = term {
        name = text
      } else {
        guard let inner = fields.nested(field, term, "names, or tables with `name` and `label`") else {
          return nil
        }
        name = inner.text("name")
        label = inner.optionalText("label").map { line(field, $0) }
        inner.finish()
      }
      return isNew(name, in: field, &seen) ? make(name, label) : nil
    }
  }

  private func isNew(_ name: String, in field: String, _ seen: inout Set<String>) -> Bool {
    guard Self.isName(name) else {
      fields.problem(
        "`\(field)` of \(fields.who) has the name '\(name)'; write lower case words joined by `-`", at: field,
        kind: .badName)
      return false
    }
    if field == "timepoints", [Timepoint.mixed, .notStated].map(\.name).contains(name) {
      fields.problem(
        "`timepoints` of \(fields.who) names '\(name)', which every domain has; leave it out", at: field)
      return false
    }
    if !seen.insert(name).inserted {
      fields.problem(
        "`\(field)` of \(fields.who) has '\(name)' twice; leave one out", at: field, kind: .duplicate)
      return false
    }
    return true
  }

  private func outcomes() -> [Outcome] {
    var seen: Set<String> = []
    return fields.optionalList("outcomes").compactMap { term in
      if case .text(let name) = term { return isNew(name, in: "outcomes", &seen) ? Outcome(name) : nil }
      guard
        let inner = fields.nested(
          "outcomes", term, "names, or tables with `name`, `label`, `improved`, `eased`, `phrases`")
      else { return nil }
      let name = inner.text("name")
      let outcome = Outcome(
        name, words: inner.optionalText("label").map { line("outcomes", $0) },
        forPatient: inner.optionalText("for_patient"),
        promises: .init(
          improved: inner.optionalTexts("improved"), eased: inner.optionalTexts("eased"),
          phrases: inner.optionalTexts("phrases")))
      inner.finish()
      return isNew(name, in: "outcomes", &seen) ? outcome : nil
    }
  }

  private func timepoints() -> [Timepoint] {
    var seen: Set<String> = []
    var last = -1
    return fields.optionalList("timepoints").compactMap { term in
      guard let inner = fields.nested("timepoints", term, "tables with `name`, `label`, `from`") else {
        return nil
      }
      let name = inner.text("name")
      let label = line("timepoints", inner.text("label"))
      let forPatient = inner.optionalText("for_patient")
      let from = inner.integer("from", in: 0...1200)
      inner.finish()
      if let from, from <= last {
        fields.problem(
          "`timepoints` of \(fields.who) must come in order: '\(name)' starts at month \(from), the one before it at \(last)",
          at: "timepoints")
      }
      last = from ?? last
      return isNew(name, in: "timepoints", &seen)
        ? Timepoint(name, words: label, forPatient: forPatient, from: from) : nil
    }
  }

  private static func isName(_ text: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return text.utf8.first.map(letters.contains) ?? false
      && text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }
  }
}
