internal import PlumblineGuideline
internal import PlumblineJSON

/// What is said of a list of codes, as a profile has it: what is there, what is surely not, and of what nobody knows.
struct ListAnswer: Sendable {
  /// What holds of every code that is not ticked.
  enum Rest: String, CaseIterable {
    case notAsked = ""
    /// The list is complete.
    case notThere = "complete"
    case unknown
    case declined
  }

  var codes: [String] = []
  /// Codes that are surely not there, though the list is not complete.
  private(set) var without: [String] = []
  /// By code, the reason for having no answer, as a profile writes it.
  private(set) var absent: [String: String] = [:]
  private(set) var isComplete = false

  private static let reasons = [
    "unknown": Absence.unknown.rawValue, "declined": Absence.askedDeclined.rawValue,
    "n/a": Absence.notApplicable.rawValue,
  ]

  /// Reads the value of a line; nothing is said where it cannot be read.
  init(_ text: String?, of set: FactSet) {
    guard let value = text.flatMap({ try? JSONReader.read($0).value }) else { return }
    func texts(_ key: String) -> [String] { value[key]?.arrayValue?.compactMap(\.stringValue) ?? [] }
    (codes, without, isComplete) = (texts("codes"), texts("without"), value["complete"]?.boolValue ?? false)
    if let reason = value["absent"]?.stringValue {
      for member in set.members { absent[member.code] = reason }
    }
    for member in value["absent"]?.objectValue ?? [] { absent[member.key] = member.value.stringValue }
  }

  /// What holds of the codes that are not ticked; of some one thing, of others another is `notAsked`.
  func rest(_ set: FactSet) -> Rest {
    if isComplete { return .notThere }
    let others = set.members.map(\.code).filter { !codes.contains($0) }
    for rest in [Rest.unknown, .declined] where !others.isEmpty {
      if others.allSatisfy({ absent[$0] == Self.reasons[rest.rawValue] }) { return rest }
    }
    return .notAsked
  }

  /// Takes what was ticked, and what holds of the others. What was said of single ones stays, unless all are answered at once.
  mutating func take(_ ticked: [String], rest: Rest, of set: FactSet) {
    let before = self.rest(set)
    codes = ticked
    isComplete = rest == .notThere
    if rest != .notAsked || before != .notAsked { (without, absent) = ([], [:]) }
    without.removeAll(where: ticked.contains)
    for code in ticked { absent[code] = nil }
    guard rest == .unknown || rest == .declined else { return }
    for member in set.members where !ticked.contains(member.code) {
      absent[member.code] = Self.reasons[rest.rawValue]
    }
  }

  /// What is said of one code, as a form has it: `yes`, `no`, a reason; empty if it was not asked.
  func typed(_ code: String) -> String {
    if codes.contains(code) { return "yes" }
    if without.contains(code) || isComplete { return "no" }
    return Self.reasons.first { $0.value == absent[code] }?.key ?? ""
  }

  /// Takes what is said of one code.
  mutating func answer(_ code: String, _ typed: String, of set: FactSet) {
    if isComplete {
      // What was said of the others stays said.
      without = set.members.map(\.code).filter { !codes.contains($0) }
      isComplete = false
    }
    codes.removeAll { $0 == code }
    without.removeAll { $0 == code }
    absent[code] = nil
    switch typed {
    case "yes": codes.append(code)
    case "no": without.append(code)
    default: absent[code] = Self.reasons[typed]
    }
  }

  /// The value of its line; nil if nothing is said.
  func text(_ set: FactSet) -> String? {
    if codes.isEmpty, without.isEmpty, absent.isEmpty, !isComplete { return nil }
    var members = [JSONMember("codes", .strings(codes)), JSONMember("complete", .bool(isComplete))]
    if !without.isEmpty { members.append(JSONMember("without", .strings(without))) }
    if !absent.isEmpty {
      members.append(
        JSONMember(
          "absent", .object(absent.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) })))
    }
    return VisitFacts.line(JSONValue.object(members))
  }
}
