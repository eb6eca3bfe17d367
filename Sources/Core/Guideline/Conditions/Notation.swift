public import PlumblineJSON

/// Conditions and profiles in the pack language, as an author would write them.
public struct Notation: Sendable {
  private let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// `all { fear.tsk_17 :above(37), goal.primary :is "pain" }`.
  public func text(_ condition: Condition) -> String {
    switch condition {
    case .comparison(let comparison): text(comparison)
    case .scripted(let script): "scripted \"\(script.name)\""
    default: "\(condition.word) { \(condition.children.map(text).joined(separator: ", ")) }"
    }
  }

  /// Returns the facts of a condition, where space is short: `fear.tsk_17, goal.primary`.
  public func short(_ condition: Condition) -> String {
    var seen: Set<Fact.Index> = []
    let facts = condition.comparisons.map(\.fact).filter { seen.insert($0).inserted }
    let names = facts.prefix(3).map { vocabulary[$0].name }
    return names.joined(separator: ", ") + (facts.count > 3 ? ", …" : "")
  }

  public func text(_ comparison: Comparison) -> String {
    let isDate = vocabulary[comparison.fact].isDate && !comparison.operator.looksAtGiving
    let days = comparison.operands.compactMap { operand -> Int? in
      if case .value(.number(let number)) = operand { number.intValue } else { nil }
    }
    let inWeeks = isDate && days.allSatisfy { $0.isMultiple(of: 7) }
    let operands = comparison.operands.map { operand in
      switch operand {
      case .value(.number(let number)) where inWeeks: "\((number.intValue ?? 0) / 7)"
      case .value(let value): text(value)
      case .fact(let other): vocabulary[other].name
      }
    }
    let sum = comparison.addends.map { " \($0.isSubtracted ? "-" : "+") \(vocabulary[$0.fact].name)" }
    let own = vocabulary[comparison.fact].name + sum.joined()
    let name = isDate ? "\(inWeeks ? "weeks_ago" : "days_ago")(\(own))" : own
    if let member = vocabulary[comparison.fact].membership, comparison.operator == .is,
      comparison.operands == [.value(.boolean(true))]
    {
      return "\(member.set) :includes \(Self.quoted(member.code))"
    }
    let method = comparison.operator.rawValue
    switch comparison.operator {
    case .wasDeclined, .wasARange: return "\(name) :\(method)()"
    case .isOneOf: return "\(name) :\(method) { \(operands.joined(separator: ", ")) }"
    case .is, .isNot:
      if case .value(.code)? = comparison.operands.first { return "\(name) :\(method) \(operands[0])" }
    default: break
    }
    return "\(name) :\(method)(\(operands.joined(separator: ", ")))"
  }

  /// Returns what a `need_data` asks for: `any_of { fear.tsk_17, fear.tsk_11 }`.
  public func anyOf(_ facts: [Fact.Index]) -> String {
    "any_of { \(facts.map { vocabulary[$0].name }.joined(separator: ", ")) }"
  }

  /// Returns a range as a profile of a test gives it: `{ between = { 60, 70 } }`.
  public func text(_ range: FactRange, of fact: Fact.Index) -> String {
    Self.table(range.json(of: vocabulary[fact]), indent: 0, folds: true)
  }

  public func text(_ value: FactValue) -> String {
    switch value {
    case .number(let number): number.description
    case .boolean(let flag): flag ? "true" : "false"
    case .code(let code): Self.quoted(code)
    }
  }

  // MARK: data

  /// Returns plain data as a Lua table, one line for each group of a profile.
  public static func table(_ value: JSONValue, indent: Int, folds: Bool = false) -> String {
    let space = String(repeating: " ", count: indent)
    switch value {
    case .object(let members):
      let entries = members.map { "\(key($0.key)) = \(table($0.value, indent: indent + 2, folds: true))" }
      if folds { return "{ \(entries.joined(separator: ", ")) }" }
      return "{\n" + entries.map { "\(space)  \($0),\n" }.joined() + "\(space)}"
    case .array(let items):
      return items.isEmpty
        ? "{}" : "{ \(items.map { table($0, indent: indent, folds: true) }.joined(separator: ", ")) }"
    case .string(let text): return quoted(text)
    case .number(let number): return number.description
    case .bool(let flag): return flag ? "true" : "false"
    case .null: return "nil"
    }
  }

  private static func key(_ name: String) -> String {
    let isName =
      name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      } && !(name.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true)
      && !["and", "or", "not", "nil", "end", "in", "if", "do", "for", "true", "false", "goto"].contains(name)
    return isName ? name : "[\(quoted(name))]"
  }

  /// Returns a string as a Lua literal, which stays one string on one line whatever it holds.
  public static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\n": out += "\\n"
      case let other where other.value < 0x20 || other.value == 0x7F:
        out += "\\" + String(1000 + Int(other.value)).dropFirst()
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
