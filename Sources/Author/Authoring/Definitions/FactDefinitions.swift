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
    where fact.name.split(separator: ".").allSatisfy({ LuaDoc.isName(String($0)) }) {
      groups[Self.group(fact), default: []].append(fact)
    }
    self.groups = groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func group(_ fact: Fact) -> String {
    fact.name.firstIndex(of: ".").map { String(fact.name[..<$0]) } ?? ""
  }

  private static func ownName(_ fact: Fact) -> String {
    fact.name.firstIndex(of: ".").map { String(fact.name[fact.name.index(after: $0)...]) } ?? fact.name
  }

  var text: String {
    let base = """
      ---A fact: one typed thing known about a patient. Compare it: `fear.tsk_17 :above(37)`.
      ---@class plumbline.Fact

      ---A fact that holds a number.
      ---@class plumbline.NumberFact: plumbline.Fact

      """
    let facts = groups.flatMap(\.facts).map(definition)
    let globals = groups.flatMap { group in
      group.name.isEmpty ? group.facts.map(global) : [self.group(group.name, group.facts)]
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
      "---@field is fun(self: plumbline.Fact, value: \(operand)): plumbline.Condition = value; \(takes)\n"
    lines +=
      "---@field is_not fun(self: plumbline.Fact, value: \(operand)): plumbline.Condition ≠ value; \(takes)\n"
    lines +=
      "---@field is_one_of fun(self: plumbline.Fact, values: \(list)): plumbline.Condition in the list; \(takes)\n"
    return lines
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
    return "---@class plumbline.group.\(name)\n\(fields.joined())\(name) = {}\n"
  }

  // MARK: profiles

  /// A profile as tests give it: each fact has a value, or is absent with a reason.
  private var profile: String {
    var text = """
      ---An absent answer, with the reason.
      ---@class plumbline.Absent
      ---@field absent plumbline.Absence


      """
    var top: [String] = []
    for group in groups {
      let given = group.facts.filter { $0.computation == nil }
      let fields = given.map { fact in
        "---@field \(Self.ownName(fact))? \(value(fact))|plumbline.Absent \(LuaDoc.plain(fact.label)): \(LuaDoc.plain(fact.allowed))\n"
      }
      if group.name.isEmpty {
        top += fields
      } else {
        text += "---@class plumbline.profile.\(group.name)\n\(fields.joined())\n"
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
