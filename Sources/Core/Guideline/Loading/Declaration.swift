/// A declaration as it was written: a word, a name and a table.
struct Declaration {
  enum Word: String, CaseIterable {
    case pack, domain, fact, constraint, instrument, source, evidence, pairing, option
    case stop, `defer`, exclude
    case needData = "need_data"
    case rule, otherwise
    case adviseAgainst = "advise_against"
    case doNotOffer = "do_not_offer"
    case passOver = "pass_over"
    case conflict, adapt, site, test, property
    /// In `languages/` only.
    case catalogue

    /// The noun for it in a sentence: "rule", "gate".
    var noun: String {
      switch self {
      case .needData: "need_data"
      case .adviseAgainst: "advise_against"
      case .doNotOffer: "do_not_offer"
      case .passOver: "pass_over"
      default: rawValue
      }
    }
  }

  static let combinators = ["all", "any", "none", "first_known", "any_known", "scripted"]
  static let words = Word.allCases.map(\.rawValue) + combinators

  var word: Word
  var name: String
  var fields: [Term.Field]
  /// The pack's id once its manifest is known; the folder's name before.
  var pack: String
  var place: Place
  /// The fields with their lines, from the text.
  var fieldLines: [LexicalReview.Field]
  /// The lists in its fields, as the text shows them; by field.
  var lists: [String: LexicalReview.List]

  /// Whether two declarations have equal fields, wherever they are written.
  func saysTheSame(as other: Declaration) -> Bool { fields == other.fields }
}

/// Reads a declaration's fields by name and type, and reports everything that is wrong with them at once.
final class Fields {
  let declaration: Declaration
  let scope: Scope
  /// Whether each field has been read; in the order of the declaration's fields, which are few.
  private var isRead: [Bool]
  private var known: [String] = []

  init(_ declaration: Declaration, _ scope: Scope) {
    self.declaration = declaration
    self.scope = scope
    isRead = Array(repeating: false, count: declaration.fields.count)
    known.reserveCapacity(16)
  }

  var who: String { "\(declaration.word.noun) '\(declaration.name)'" }

  func place(_ field: String? = nil) -> Place {
    let line = declaration.fieldLines.last { $0.name == field }?.line
    return Place(file: declaration.place.file, line: line ?? declaration.place.line)
  }

  func problem(
    _ message: @autoclosure () -> String, at field: String? = nil, kind: PackProblem.Kind = .wrongValue
  ) {
    scope.problems.add(message(), pack: declaration.pack, at: place(field), kind: kind)
  }

  /// Returns the field's raw term; nil if the field is left out.
  func optional(_ name: String) -> Term? {
    known.append(name)
    for (index, field) in declaration.fields.enumerated() where field.name == name && !isRead[index] {
      isRead[index] = true
      return field.value
    }
    return nil
  }

  func required(_ name: String) -> Term? {
    if let term = optional(name) { return term }
    problem("\(who) has no `\(name)`", kind: .missingField)
    return nil
  }

  func wrong(_ name: String, _ term: Term, wanted: @autoclosure () -> String) {
    problem("`\(name)` of \(who) is \(term.kindWords); write \(wanted())", at: name)
  }

  /// Reads a fact, as in `fact = fear.tsk_17`.
  func fact(_ name: String, _ term: Term) -> Fact.Index? {
    guard case .reference(let path, let line) = term else {
      wrong(name, term, wanted: "a fact: fear.tsk_17")
      return nil
    }
    let place = Place(file: declaration.place.file, line: line.number)
    return scope.fact(path, pack: declaration.pack, at: place)
  }

  // MARK: strings and choices

  func text(_ name: String) -> String { required(name).flatMap { textValue(name, $0) } ?? "" }
  func optionalText(_ name: String) -> String? { optional(name).flatMap { textValue(name, $0) } }

  /// Reads a day, written as a string: `"2026-11-20"`.
  func day(_ name: String) -> Day? {
    required(name).flatMap { textValue(name, $0) }.flatMap { day(name, $0) }
  }
  func optionalDay(_ name: String) -> Day? { optionalText(name).flatMap { day(name, $0) } }

  private func day(_ name: String, _ text: String) -> Day? {
    if let day = Day(text) { return day }
    if !text.isEmpty {
      problem("`\(name)` of \(who) is '\(text)', which is not a date; write it like 2027-11-20", at: name)
    }
    return nil
  }

  private func textValue(_ name: String, _ term: Term) -> String? {
    guard case .text(let text) = term else {
      wrong(name, term, wanted: "a string")
      return nil
    }
    if text.isEmpty { problem("`\(name)` of \(who) is empty", at: name) }
    return text
  }

  func choice<T: RawRepresentable & CaseIterable>(_ name: String, _: T.Type) -> T?
  where T.RawValue == String {
    guard let term = required(name) else { return nil }
    return choice(name, term, T.self)
  }

  func optionalChoice<T: RawRepresentable & CaseIterable>(_ name: String, _: T.Type) -> T?
  where T.RawValue == String {
    optional(name).flatMap { choice(name, $0, T.self) }
  }

  func choice<T: RawRepresentable & CaseIterable>(_ name: String, _ term: Term, _: T.Type) -> T?
  where T.RawValue == String {
    choice(name, term, of: Array(T.allCases)) { $0.rawValue }
  }

  /// Reads one of the names that the domain declares.
  func declared<T>(_ name: String, of allowed: [T], _ named: (T) -> String) -> T? {
    required(name).flatMap { declared(name, $0, of: allowed, named) }
  }

  func declared<T>(_ name: String, _ term: Term, of allowed: [T], _ named: (T) -> String) -> T? {
    choice(
      name, term, of: allowed, named,
      why: scope.domain.isDeclared
        ? ""
        : " (those of the first edition, because no pack in force declares a `domain`; add the pack that does)"
    )
  }

  func choice<T>(
    _ name: String, _ term: Term, of allowed: [T], _ named: (T) -> String, why: String = ""
  ) -> T? {
    if case .text(let text) = term, let found = allowed.first(where: { named($0) == text }) { return found }
    let names = allowed.map(named)
    let wanted =
      names.isEmpty
      ? "one that domain '\(scope.domain.name)' declares; it declares none yet"
      : "one of \(names.joined(separator: ", "))\(why)"
    guard case .text(let text) = term else {
      wrong(name, term, wanted: wanted)
      return nil
    }
    problem(
      "`\(name)` of \(who) is '\(text)'; write \(wanted)" + scope.problems.didYouMean(text, names), at: name)
    return nil
  }

  // MARK: numbers and flags

  func boolean(_ name: String) -> Bool? {
    guard let term = required(name) else { return nil }
    guard case .boolean(let flag) = term else {
      wrong(name, term, wanted: "true or false")
      return nil
    }
    return flag
  }

  /// Reads `true`, the only value of a field that is left out otherwise.
  func optionalFlag(_ name: String) -> Bool {
    guard let term = optional(name) else { return false }
    if case .boolean(true) = term { return true }
    wrong(name, term, wanted: "true, or leave it out")
    return false
  }

  func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
    required(name).flatMap { integerValue(name, $0, in: range) }
  }

  func integerValue(_ name: String, _ term: Term, in range: ClosedRange<Int>) -> Int? {
    if case .integer(let value) = term, let value = Int(exactly: value), range.contains(value) {
      return value
    }
    problem(
      "`\(name)` of \(who) must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: name)
    return nil
  }

  // MARK: lists

  func list(_ name: String) -> [Term] { required(name).map { listValue(name, $0) } ?? [] }
  func optionalList(_ name: String) -> [Term] { optional(name).map { listValue(name, $0) } ?? [] }

  func listValue(_ name: String, _ term: Term) -> [Term] {
    switch term {
    case .list(let items):
      guard let list = declaration.lists[name], list.count > items.count, !list.allows(items.count) else {
        return items
      }
      problem(
        "the list in `\(name)` of \(who) shows \(list.count == 1 ? "1 value, but it" : "\(list.count) values, but one of them") is nil; leave it out, or check that its name is defined",
        at: name)
    case .sparse:
      problem(
        "the list in `\(name)` of \(who) has a hole: one of its values is nil; leave it out, or check that its name is defined",
        at: name)
    default:
      wrong(name, term, wanted: "a list")
    }
    return []
  }

  func texts(_ name: String) -> [String] { list(name).compactMap { textItem(name, $0) } }
  func textList(_ name: String, _ term: Term) -> [String] {
    listValue(name, term).compactMap { textItem(name, $0) }
  }
  func optionalTexts(_ name: String) -> [String] { optionalList(name).compactMap { textItem(name, $0) } }

  private func textItem(_ name: String, _ term: Term) -> String? {
    if case .text(let text) = term { return text }
    problem("`\(name)` of \(who) holds \(term.kindWords); write strings", at: name)
    return nil
  }

  func optionalRecord(_ name: String) -> [Term.Field] {
    switch optional(name) {
    case nil: return []
    case .fields(let fields): return fields
    case .list(let items) where items.isEmpty: return []
    case .some(let term):
      wrong(name, term, wanted: "a table with named fields")
      return []
    }
  }

  /// Opens a nested table, which is read like a declaration: its unknown fields are problems too.
  func nested(_ name: String, _ term: Term, _ what: @autoclosure () -> String) -> Fields? {
    guard case .fields(let fields) = term else {
      problem("`\(name)` of \(who) holds \(term.kindWords); write \(what())", at: name)
      return nil
    }
    var inner = declaration
    inner.fields = fields
    let line = place(name).line
    inner.fieldLines = []
    inner.lists = [:]
    inner.place.line = line
    return Fields(inner, scope)
  }

  /// Reports every field that has not been read, with the nearest known name.
  func finish() {
    for (field, isRead) in zip(declaration.fields, isRead) where !isRead {
      let name = field.name
      if declaration.word == .rule, ["certainty", "grade"].contains(name) {
        problem(
          "a rule cannot state a certainty: it is computed for each patient from the evidence in `claims`; leave it out",
          at: name, kind: .unknownField)
      } else {
        problem(
          "\(who) has no field '\(name)'" + scope.problems.didYouMean(name, known), at: name,
          kind: .unknownField)
      }
    }
  }
}
