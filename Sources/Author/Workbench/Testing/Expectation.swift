public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON

/// One expectation that was not met.
public struct UnmetExpectation: Sendable, Hashable {
  /// The field of `expect`: "primary"; empty if the test could not be run.
  public var field = ""
  public var expected: JSONValue = .null
  public var found: JSONValue = .null
  /// The problem, as a sentence.
  public var words: String
}

/// What a test expects of a decision.
struct Expectation: Sendable {
  /// The fields that `expect` may have, in the order in which they are written.
  static let names = [
    "decision", "gates", "alerts", "primary", "alternatives", "not_recommended", "strength", "certainty",
    "rules", "strong_parts", "passed_over",
    "conflicts", "missing", "not_missing", "cautions", "not_cautions", "because", "facts",
  ]

  private let expect: JSONValue

  init(_ expect: JSONValue) { self.expect = expect }

  var asksForMissing: Bool {
    expect.objectValue?.contains { ["missing", "not_missing"].contains($0.key) } ?? false
  }

  /// - Parameter reading: how the guideline reads the profile, for what a test expects of facts.
  func failures(
    _ decision: Decision, _ vocabulary: Vocabulary, _ reading: Reading, missing: Bool = true
  ) -> [UnmetExpectation] {
    guard let members = expect.objectValue, !members.isEmpty else {
      return [
        UnmetExpectation(words: "`expect` is empty, so the test cannot fail; name what the answer must show")
      ]
    }
    let found = Found(decision: decision, vocabulary: vocabulary)
    return members.flatMap { member in
      if member.key == "facts" { return FactExpectation(vocabulary, reading).failures(member.value) }
      return missing || !["missing", "not_missing"].contains(member.key)
        ? found.failures(member.key, member.value) : []
    }
  }
}

/// What a decision shows for each field of `expect`.
public struct Found {
  public let decision: Decision
  public let vocabulary: Vocabulary

  public init(decision: Decision, vocabulary: Vocabulary) {
    self.decision = decision
    self.vocabulary = vocabulary
  }

  /// Returns the value of a field that is compared as a whole; nil for other fields.
  public func value(_ name: String) -> JSONValue? {
    switch name {
    case "decision": .string(decision.disposition.rawValue)
    case "gates": .strings(decision.gates.map(\.id))
    case "alerts": .strings(decision.alerts.map(\.id))
    case "primary": decision.primary.map { .string($0.pairing.description) } ?? .null
    case "alternatives":
      .strings(decision.recommendations.filter { $0.role == .alternative }.map(\.pairing.description))
    case "strength": decision.primary.map { .string($0.strength.rawValue) } ?? .null
    case "rules": .strings(decision.recommendations.flatMap(\.rules))
    case "strong_parts": decision.primary.map { .strings($0.strongParts) } ?? .null
    case "passed_over": .strings(Set(decision.recommendations.flatMap(\.passedOver).map(\.id)).sorted())
    case "conflicts": .strings(decision.conflicts.map(\.id))
    default: nil
    }
  }

  /// The certainty of every claim, by evidence.
  public var certainties: [JSONMember] {
    var seen: Set<String> = []
    return decision.recommendations.flatMap(\.claims).filter { seen.insert($0.evidence.name).inserted }
      .map { JSONMember($0.evidence.name, .string($0.certainty.rawValue)) }
  }

  func failures(_ name: String, _ expected: JSONValue) -> [UnmetExpectation] {
    if let found = value(name) { return equal(name, expected, found) }
    switch name {
    case "certainty": return certainty(expected)
    case "not_recommended":
      let found = decision.recommendations.map(\.pairing.description)
      return each(name, expected, { !found.contains($0) }, .strings(found), "is recommended")
    case "missing": return each(name, expected, missing.contains, .strings(missing), "is not missing")
    case "not_missing":
      return each(name, expected, { !missing.contains($0) }, .strings(missing), "is missing")
    case "cautions":
      return each(name, expected, occurs(in: cautions), .strings(cautions), "occurs in no caution")
    case "not_cautions":
      let occurs = occurs(in: cautions)
      return each(name, expected, { !occurs($0) }, .strings(cautions), "occurs in a caution")
    case "because":
      let found = because
      let text = expected.stringValue ?? ""
      return occurs(in: found)(text)
        ? []
        : [
          UnmetExpectation(
            field: name, expected: expected, found: .strings(found),
            words: "because: '\(text)' occurs in no rationale")
        ]
    default:
      let nearest = didYouMean(name, Expectation.names)
      return [UnmetExpectation(words: "expect has no field '\(name)'\(nearest)")]
    }
  }

  /// The cautions of the answer and of its recommendations, and those of pairings that are always shown.
  var cautions: [String] {
    let own = decision.cautions + decision.recommendations.flatMap(\.cautions)
    return own + decision.notices.filter { $0.isOfPairing && !own.contains($0.says) }.map(\.says)
  }

  /// The rationales of recommendations, gates and alerts.
  var because: [String] {
    decision.recommendations.flatMap(\.because) + decision.gates.map(\.because)
      + decision.alerts.map(\.because)
  }

  private var missing: [String] { decision.missing.map { vocabulary[$0.fact].name } }

  private func equal(_ name: String, _ expected: JSONValue, _ found: JSONValue) -> [UnmetExpectation] {
    if expected == found { return [] }
    let words = "\(name): expected \(expected.canonicalText), found \(found.canonicalText)"
    return [UnmetExpectation(field: name, expected: expected, found: found, words: words)]
  }

  private func each(
    _ name: String, _ expected: JSONValue, _ holds: (String) -> Bool, _ found: JSONValue, _ words: String
  ) -> [UnmetExpectation] {
    guard let texts = expected.arrayValue else { return [UnmetExpectation(words: "\(name): must be a list")] }
    return texts.compactMap(\.stringValue).filter { !holds($0) }.map {
      UnmetExpectation(field: name, expected: .string($0), found: found, words: "\(name): '\($0)' \(words)")
    }
  }

  private func occurs(in texts: [String]) -> (String) -> Bool {
    { part in texts.contains { $0.contains(part) } }
  }

  private func certainty(_ expected: JSONValue) -> [UnmetExpectation] {
    guard let members = expected.objectValue else {
      return [UnmetExpectation(words: "certainty: must be a table from evidence to certainty")]
    }
    let found = certainties
    return members.compactMap { member in
      let claim = found.first { $0.key == member.key }
      if claim?.value == member.value { return nil }
      let words =
        claim.map {
          "certainty of '\(member.key)': expected \(member.value.stringValue ?? "?"), found \($0.value.stringValue ?? "?")"
        } ?? "certainty: no recommendation claims '\(member.key)'"
      return UnmetExpectation(
        field: "certainty", expected: .object([member]), found: claim.map { .object([$0]) } ?? .null,
        words: words)
    }
  }
}
