internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// What is known of a patient, line by line as a profile has it: `fear.tsk_17 = 44`.
struct VisitFacts: Sendable {
  /// By the name of a fact, or of another member of a profile, in the order in which they came.
  private(set) var lines: [(name: String, value: String)] = []

  init() {}

  /// What a profile says, with where each value came from.
  init(_ profile: Profile, _ vocabulary: Vocabulary) {
    func say(_ name: String, _ value: JSONValue) {
      // A list without an answer has no other words than these.
      self[name] = vocabulary.sets[name] == nil ? Self.typed(value) : Self.line(value)
    }
    for member in ProfileJSON(vocabulary).value(profile).objectValue ?? [] {
      let isGroup = vocabulary.groups.contains(member.key) && member.value["absent"] == nil
      guard isGroup, let facts = member.value.objectValue else {
        say(member.key, member.value)
        continue
      }
      for fact in facts where fact.value["absent"]?.stringValue != Absence.stale.rawValue {
        say("\(member.key).\(fact.key)", fact.value)
      }
    }
  }

  /// What stands in a line; nil takes it out.
  subscript(name: String) -> String? {
    get { lines.first { $0.name == name }?.value }
    set {
      let place = lines.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): lines[place].value = value
      case (let place?, nil): lines.remove(at: place)
      case (nil, let value?): lines.append((name, value))
      case (nil, nil): break
      }
    }
  }

  /// Changes what is said of a fact: it no longer comes from where it came from, and flags that are changed are no longer read back.
  mutating func change(_ name: String, to value: String?) {
    let value = value.flatMap { $0.isEmpty ? nil : $0 }
    if self[name] == value { return }
    self[name] = value
    self[Self.together] = without(name, in: Self.together, byGroup: true)
    self[Self.origins] = without(name, in: Self.origins, byGroup: false)
  }

  /// Takes a value that was known at an earlier answer, with where it comes from and when it was observed.
  mutating func take(_ name: String, _ value: String, from record: String, of day: Day) {
    change(name, to: value)
    var origins = self[Self.origins].flatMap { try? JSONReader.read($0).value.objectValue } ?? []
    origins.append(
      JSONMember(name, ["source": .string(record), "observed": .string(day.description)]))
    self[Self.origins] = JSONValue.object(origins).canonicalText
  }

  static let together = "answered_together"
  private static let origins = "provenance"

  private func without(_ name: String, in member: String, byGroup: Bool) -> String? {
    guard let text = self[member], let value = try? JSONReader.read(text).value else { return self[member] }
    let key = byGroup ? String(name.prefix { $0 != "." }) : name
    let rest = (value.objectValue ?? []).filter { $0.key != key }
    return rest.isEmpty ? nil : JSONValue.object(rest).canonicalText
  }

  /// The profile as lines, for the one reader.
  var text: [UInt8] {
    // A comment alone is a profile in which nothing is known.
    Array("# profile\n\(lines.map { "\($0.name) = \(Self.line($0.value))\n" }.joined())".utf8)
  }

  /// A value in JSON, on a line: nothing of it begins a comment.
  static func line(_ value: JSONValue) -> String { value.canonicalText.replacing("#", with: "\\u0023") }

  /// A value that stays what it is on a line: nothing of it begins a comment or another line.
  private static func line(_ value: String) -> String {
    let isPlain = !value.contains("#") && !value.contains(where: \.isNewline)
    return isPlain ? value : JSONValue.string(value).canonicalText.replacing("#", with: "\\u0023")
  }

  /// A value of a profile as a person types it; as JSON where there is no other way.
  private static func typed(_ value: JSONValue) -> String {
    switch value {
    case .bool(let flag): return flag ? "yes" : "no"
    case .number(let number): return number.description
    case .string(let text): return text
    case .object(let members) where members.count == 1: break
    default: return value.canonicalText
    }
    func number(_ key: String) -> String? { value[key]?.numberValue?.description }
    if let low = number("at_least") { return "\(low).." }
    if let high = number("at_most") { return "..\(high)" }
    if let ends = value["between"]?.arrayValue?.compactMap(\.numberValue?.description), ends.count == 2 {
      return ends.joined(separator: "..")
    }
    if let codes = value["one_of"]?.arrayValue?.compactMap(\.stringValue) {
      return codes.joined(separator: "|")
    }
    return value["absent"]?.stringValue.flatMap { Self.words[$0] } ?? value.canonicalText
  }

  /// The reasons for having no answer, as the form has them.
  private static let words = [
    "asked-declined": "declined", "unknown": "unknown", "not-applicable": "n/a", "not-asked": "not asked",
  ]
}
