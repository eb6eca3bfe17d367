internal import PlumblineGuideline

/// Definitions of every fact, with its comparisons, range and question, and of the profile that tests give.
struct FactDefinitions {
  private let vocabulary: Vocabulary
  /// The facts that Lua can name, by group; facts without a group are under "".
  private let groups: [(name: String, facts: [Fact])]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    var groups: [String: [Fact]] = [:]
    for fact in vocabulary.facts
    where fact.membership == nil
      && fact.name.split(separator: ".").allSatisfy({ LuaDoc.isName(String($0)) })
    {
      groups[Self.group(fact), default: []].append(fact)
    }
    for set in vocabulary.sets.values.sorted(by: { $0.name < $1.name }) {
      let isNamed = set.name.split(separator: ".").allSatisfy { LuaDoc.isName(String($0)) }
      if isNamed { groups[Self.group(set.name), default: []] += [] }
    }
    self.groups = groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func group(_ fact: Fact) -> String { group(fact.name) }
  private static func group(_ name: String) -> String {
    name.firstIndex(of: ".").map { String(name[..<$0]) } ?? ""
  }

  private static func ownName(_ fact: Fact) -> String { ownName(fact.name) }
  private static func ownName(_ name: String) -> String {
    name.firstIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
  }

  /// The lists of codes that Lua can name, in a group.
  private func sets(in group: String) -> [FactSet] {
    vocabulary.sets.values.filter {
      Self.group($0.name) == group && $0.name.split(separator: ".").allSatisfy { LuaDoc.isName(String($0)) }
    }.sorted { $0.name < $1.name }
  }

  var text: String {
    let base = """
      ---A fact: one typed thing known about a patient. Compare it: `fear.tsk_17 :above(37)`.
      ---@class plumbline.Fact

      ---A fact that holds a number.
      ---@class plumbline.NumberFact: plumbline.Fact

      """
    let facts = groups.flatMap(\.facts).map(definition) + groups.flatMap { sets(in: $0.name) }.map(definition)
    let globals = groups.flatMap { group in
      group.name.isEmpty
        ? group.facts.map(global) + sets(in: "").map(global) : [self.group(group.name, group.facts)]
    }
    return ([base] + facts + globals + [profile]).joined(separator: "\n")
  }

  // MARK: facts

  /// The comparisons that a fact allows, with their operands.
  private func definition(_ fact: Fact) -> String {
    let type = "plumbline.fact.\(fact.name)"
    var lines = ""
    let operand: String
    let takes: String
    switch fact.kind {
    case .integer, .decimal:
      let number = if case .integer = fact.kind { "integer" } else { "number" }
      operand = "\(number)|plumbline.NumberFact"
      takes = LuaDoc.plain(fact.allowed + (fact.unit.map { " (\($0))" } ?? ""))
      lines += "---@class \(type): plumbline.NumberFact\n"
      for (method, sign) in [("at_least", "≥"), ("at_most", "≤"), ("above", ">"), ("below", "<")] {
        lines +=
          "---@field \(method) fun(self: plumbline.Fact, cut_off: \(operand)): plumbline.Condition \(sign) cut_off; \(takes)\n"
      }
      lines +=
        "---@field between fun(self: plumbline.Fact, low: \(number), high: \(number)): plumbline.Condition low ≤ and ≤ high; \(takes)\n"
    case .boolean:
      operand = "boolean"
      takes = "true or false"
      lines += "---@class \(type): plumbline.Fact\n"
    case .code(let codes):
      let literals = codes.compactMap(LuaDoc.literal)
      takes = "one of its codes"
      operand = literals.count == codes.count ? "\(type).code" : "string"
      if literals.count == codes.count {
        lines += "---@alias \(type).code\n"
        for code in codes { lines += "---| \"\(code)\" # \(LuaDoc.plain(fact.words(for: .code(code))))\n" }
        lines += "\n"
      }
      lines += "---@class \(type): plumbline.Fact\n"
    }
    let list = operand.contains("|") ? "(\(operand))[]" : "\(operand)[]"
    lines +=
      "---@field was_declined fun(self: plumbline.Fact): plumbline.Condition asked, not answered; in stops and gates only\n"
    lines +=
      "---@field was_a_range fun(self: plumbline.Fact): plumbline.Condition given as a range or several codes; in stops and gates only\n"
    lines +=
      "---@field is fun(self: plumbline.Fact, value: \(operand)): plumbline.Condition = value; \(takes)\n"
    lines +=
      "---@field is_not fun(self: plumbline.Fact, value: \(operand)): plumbline.Condition ≠ value; \(takes)\n"
    lines +=
      "---@field is_one_of fun(self: plumbline.Fact, values: \(list)): plumbline.Condition in the list; \(takes)\n"
    return lines
  }

  /// The comparisons of a list of codes.
  private func definition(_ set: FactSet) -> String {
    let type = "plumbline.fact.\(set.name)"
    let codes = set.members.map(\.code).compactMap(LuaDoc.literal)
    let code = codes.count == set.members.count ? codes.joined(separator: "|") : "string"
    let several = "(\(code))[]|string"
    return """
      ---@class \(type): plumbline.Fact
      ---@field includes fun(self: plumbline.Fact, code: \(code)): plumbline.Condition in the list
      ---@field includes_any_of fun(self: plumbline.Fact, codes: \(several)): plumbline.Condition one of them is in the list
      ---@field includes_all_of fun(self: plumbline.Fact, codes: \(several)): plumbline.Condition all of them are in the list
      ---@field includes_none_of fun(self: plumbline.Fact, codes: \(several)): plumbline.Condition none of them is in the list
      ---@field was_declined fun(self: plumbline.Fact): plumbline.Condition asked, not answered; in stops and gates only

      """
  }

  private func documentation(_ set: FactSet) -> [String] {
    let codes = set.members.map(\.code).joined(separator: ", ")
    return ["**\(set.label)**: a list of \(codes)", set.question]
  }

  private func global(_ set: FactSet) -> String {
    LuaDoc.comment(documentation(set)) + "---@type plumbline.fact.\(set.name)\n\(set.name) = nil\n"
  }

  /// What a reader wants to know about a fact: label, values, question, note.
  private func documentation(_ fact: Fact) -> [String] {
    var about = ["**\(fact.label)**: \(fact.allowed)\(fact.unit.map { ", in \($0)" } ?? "")", fact.question]
    if fact.computation != nil { about.append("Computed by a script, never given.") }
    if let note = fact.note { about.append(note) }
    return about
  }

  private func global(_ fact: Fact) -> String {
    LuaDoc.comment(documentation(fact)) + "---@type plumbline.fact.\(fact.name)\n\(fact.name) = nil\n"
  }

  private func group(_ name: String, _ facts: [Fact]) -> String {
    let fields = facts.map { fact in
      LuaDoc.comment(documentation(fact)) + "---@field \(Self.ownName(fact)) plumbline.fact.\(fact.name)\n"
    }
    let lists = sets(in: name).map { set in
      LuaDoc.comment(documentation(set)) + "---@field \(Self.ownName(set.name)) plumbline.fact.\(set.name)\n"
    }
    return "---@class plumbline.group.\(name)\n\((fields + lists).joined())\(name) = {}\n"
  }

  // MARK: profiles

  /// A profile as tests give it: each fact has a value, or is absent with a reason.
  private var profile: String {
    var text = """
      ---An absent answer, with the reason.
      ---@class plumbline.Absent
      ---@field absent plumbline.Absence

      ---A list of codes, and whether nothing else is there.
      ---@class plumbline.CodeList
      ---@field codes string[]
      ---@field complete? boolean
      ---@field without? string[]


      """
    var top: [String] = []
    for group in groups {
      let given = group.facts.filter { $0.computation == nil }
      let fields = given.map { fact in
        "---@field \(Self.ownName(fact))? \(value(fact))|plumbline.Absent \(LuaDoc.plain(fact.label)): \(LuaDoc.plain(fact.allowed))\n"
      }
      let lists = sets(in: group.name).map { set in
        "---@field \(Self.ownName(set.name))? plumbline.CodeList|plumbline.Absent \(LuaDoc.plain(set.label))\n"
      }
      if group.name.isEmpty {
        top += fields + lists
      } else {
        text += "---@class plumbline.profile.\(group.name)\n\((fields + lists).joined())\n"
        top.append("---@field \(group.name)? plumbline.profile.\(group.name)\n")
      }
    }
    let instruments = vocabulary.instruments.keys.sorted().filter(LuaDoc.isName).map { name in
      "---@field \(name)? integer[]|table<string, integer> \(LuaDoc.plain(vocabulary.instruments[name]?.title ?? ""))\n"
    }
    text +=
      "---Answers to questionnaires, item by item.\n---@class plumbline.profile.instruments\n\(instruments.joined())\n"
    text +=
      "---A patient's facts.\n---@class plumbline.Profile\n---@field id? string\n---@field notes? string\n"
    text += "---@field instruments? plumbline.profile.instruments\n"
    return text + top.joined()
  }

  private func value(_ fact: Fact) -> String {
    switch fact.kind {
    case .integer: "integer"
    case .decimal: "number"
    case .boolean: "boolean"
    case .code(let codes):
      codes.allSatisfy { LuaDoc.literal($0) != nil } ? "plumbline.fact.\(fact.name).code" : "string"
    }
  }
}
