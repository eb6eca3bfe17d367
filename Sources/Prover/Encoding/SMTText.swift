/// SMT-LIB 2 text as it is built up: every distinct expression is defined once and then known by its name.
///
/// Source: C. Barrett, P. Fontaine, C. Tinelli, *The SMT-LIB Standard: Version 2.6*, 2017.
struct SMTText {
  /// The name of a definition, or a literal.
  typealias Term = String

  static let yes: Term = "true"
  static let no: Term = "false"

  private(set) var lines: [String] = ["(set-logic ALL)"]
  private var names: [String: Term] = [:]
  /// For each definition, the scripts that it rests on.
  private var rests: [Term: Set<String>] = [:]
  private var count = 0

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func comment(_ text: String) { lines.append("; \(text)") }

  mutating func declare(_ name: Term, _ sort: String, arguments: [String] = []) {
    lines.append("(declare-fun \(name) (\(arguments.joined(separator: " "))) \(sort))")
  }

  // MARK: definitions

  private mutating func define(_ head: String, _ parts: [Term], sort: String = "Bool") -> Term {
    let expression = "(\(head) \(parts.joined(separator: " ")))"
    if let known = names[expression] { return known }
    count += 1
    let name = "x\(count)"
    lines.append("(define-fun \(name) () \(sort) \(expression))")
    names[expression] = name
    rests[name] = parts.reduce(into: []) { $0.formUnion(scripts(under: $1)) }
    return name
  }

  /// The scripts that a term rests on, by name.
  func scripts(under term: Term) -> Set<String> {
    if let known = rests[term] { return known }
    if term.hasPrefix("(not "), term.hasSuffix(")") {
      return scripts(under: String(term.dropFirst(5).dropLast()))
    }
    return []
  }

  /// What a function that is not looked into gives for these arguments.
  mutating func applying(_ function: Term, _ arguments: [Term], sort: String, script: String) -> Term {
    let term = define(function, arguments, sort: sort)
    rests[term, default: []].insert(script)
    return term
  }

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

  mutating func choose(_ test: Term, _ yes: Term, _ no: Term, sort: String) -> Term {
    if yes == no { return yes }
    return define("ite", [test, yes, no], sort: sort)
  }

  /// `offset + factor × term`.
  mutating func linear(_ offset: Int128, _ factor: Int128, _ term: Term) -> Term {
    define("+", [Self.literal(offset), define("*", [Self.literal(factor), term], sort: "Int")], sort: "Int")
  }

  static func literal(_ number: Int128) -> Term { number < 0 ? "(- \(number.magnitude))" : "\(number)" }
}
