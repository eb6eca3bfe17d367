internal import PlumblineEngine

/// SMT-LIB 2 text that is built step by step: every distinct expression is defined once and then referred to by name. As a set
/// of patients, a term is the set of those for whom it holds.
///
/// A question is asserted with the definitions that it needs, as nested `let`: solvers share those, and simplify what they
/// would carry along with `define-fun` or equations.
///
/// Source: C. Barrett, P. Fontaine, C. Tinelli, *The SMT-LIB Standard: Version 2.6*, 2017.
struct SMTText: PatientSets {
  /// The name of a definition, or a literal.
  typealias Term = String

  static let yes: Term = "true"
  static let no: Term = "false"

  private struct Definition {
    var expression: String
    /// The definitions that occur in it, by place.
    var uses: [Int]
    var comment: String?
  }

  /// The declarations: the constants and functions that are left to the solver.
  private(set) var declarations: [String] = ["(set-logic ALL)"]
  private var definitions: [Definition] = []
  private var names: [String: Term] = [:]
  /// For each definition, the scripts on which it depends.
  private var rests: [Term: Set<String>] = [:]
  private var pending: String?

  var text: String { declarations.joined(separator: "\n") + "\n" }

  /// Sets the comment above the next definition.
  mutating func comment(_ text: String) { pending = text }

  mutating func declare(_ name: Term, _ sort: String, arguments: [String] = []) {
    if let pending { declarations.append("; \(pending)") }
    pending = nil
    declarations.append("(declare-fun \(name) (\(arguments.joined(separator: " "))) \(sort))")
  }

  /// Asserts that all terms hold, with the definitions that they need.
  func assertion(_ terms: [Term]) -> String {
    var needed = Array(repeating: false, count: definitions.count)
    var waiting = terms.compactMap(Self.place)
    while let next = waiting.popLast() {
      if needed[next] { continue }
      needed[next] = true
      waiting += definitions[next].uses
    }
    var lines = ["(assert"]
    for (place, definition) in definitions.enumerated() where needed[place] {
      if let comment = definition.comment { lines.append("; \(comment)") }
      lines.append("(let ((x\(place) \(definition.expression)))")
    }
    lines.append("(and true \(terms.joined(separator: " ")))")
    lines.append(String(repeating: ")", count: needed.count { $0 } + 1))
    return lines.joined(separator: "\n") + "\n"
  }

  /// The place of a defined name, or of one under `not`.
  private static func place(_ term: Term) -> Int? {
    let bare = term.hasPrefix("(not ") ? term.dropFirst(5).dropLast() : term[...]
    return bare.hasPrefix("x") ? Int(bare.dropFirst()) : nil
  }

  // MARK: definitions

  private mutating func define(_ head: String, _ parts: [Term]) -> Term {
    let expression = "(\(head) \(parts.joined(separator: " ")))"
    if let known = names[expression] { return known }
    let name = "x\(definitions.count)"
    definitions.append(
      Definition(expression: expression, uses: parts.compactMap(Self.place), comment: pending))
    pending = nil
    names[expression] = name
    rests[name] = parts.reduce(into: []) { $0.formUnion(scripts(under: $1)) }
    return name
  }

  /// The scripts on which a term depends, by name.
  func scripts(under term: Term) -> Set<String> {
    if let known = rests[term] { return known }
    if term.hasPrefix("(not "), term.hasSuffix(")") {
      return scripts(under: String(term.dropFirst(5).dropLast()))
    }
    return []
  }

  /// The result of an uninterpreted function for these arguments.
  mutating func applying(_ function: Term, _ arguments: [Term], script: String) -> Term {
    let term = define(function, arguments)
    rests[term, default: []].insert(script)
    return term
  }

  mutating func all(_ tests: [Term]) -> Term { and(tests) }
  mutating func any(_ tests: [Term]) -> Term { or(tests) }
  mutating func minus(_ whole: Term, _ part: Term) -> Term { and([whole, not(part)]) }
  func everybody() -> Term { Self.yes }
  func nobody() -> Term { Self.no }

  mutating func and(_ terms: [Term]) -> Term { fold("and", terms, unit: Self.yes, zero: Self.no) }
  mutating func or(_ terms: [Term]) -> Term { fold("or", terms, unit: Self.no, zero: Self.yes) }

  private mutating func fold(_ word: String, _ terms: [Term], unit: Term, zero: Term) -> Term {
    var seen: Set<Term> = []
    let parts = terms.filter { $0 != unit && seen.insert($0).inserted }
    if parts.contains(zero) { return zero }
    if parts.count < 2 { return parts.first ?? unit }
    return define(word, parts)
  }

  func not(_ term: Term) -> Term {
    switch term {
    case Self.yes: return Self.no
    case Self.no: return Self.yes
    default: break
    }
    if term.hasPrefix("(not "), term.hasSuffix(")") { return String(term.dropFirst(5).dropLast()) }
    return "(not \(term))"
  }

  mutating func equal(_ one: Term, _ other: Term) -> Term {
    if one == other { return Self.yes }
    switch (one, other) {
    case (Self.yes, let rest), (let rest, Self.yes): return rest
    case (Self.no, let rest), (let rest, Self.no): return not(rest)
    default: return define("=", [one, other])
    }
  }

  /// `one ≤ other` for whole numbers.
  mutating func atMost(_ one: Term, _ other: Term) -> Term { define("<=", [one, other]) }

  mutating func choose(_ test: Term, _ yes: Term, _ no: Term) -> Term {
    if yes == no { return yes }
    return define("ite", [test, yes, no])
  }

  /// The sum of terms, each times its weight, and of a number.
  mutating func sum(_ terms: [(weight: Int128, number: Term)], plus constant: Int128 = 0) -> Term {
    var parts: [Term] = constant == 0 ? [] : [Self.literal(constant)]
    for (weight, number) in terms where weight != 0 {
      parts.append(weight == 1 ? number : define("*", [Self.literal(weight), number]))
    }
    return parts.count > 1 ? define("+", parts) : parts.first ?? "0"
  }

  /// The quotient by a positive number, rounded down.
  mutating func quotient(_ term: Term, _ divisor: Int) -> Term {
    divisor == 1 ? term : define("div", [term, Self.literal(Int128(divisor))])
  }

  static func literal(_ number: Int128) -> Term { number < 0 ? "(- \(number.magnitude))" : "\(number)" }
}
