internal import PlumblineGuideline

/// The check for how facts are read from records in FHIR.
enum RecordCodes: Check {
  private static func pain(_ fhir: String) -> FindingKind.Example {
    .init(
      """
      fact "pain.worst" {
        type     = "integer", range = { 0, 10 },
        label    = "Worst pain",
        question = "How strong is the worst pain, from 0 to 10?",
        \(fhir)
      }
      """,
      around: Examples.rule([
        "when": "pain.worst :at_least(7),", "because": "\"Worst pain: {pain.worst}.\",",
      ]),
      tests: Examples.test(", goal = { primary = \"pain\" }").replacing("intensity", with: "worst"))
  }

  private static let code =
    #"{ system = "LOINC", code = "72514-3", display = "Pain severity", confirmed = true }"#

  static let twice = FindingKind(
    "fhir-code-twice", .warning, "a code of FHIR is mapped twice",
    reason: """
      An Observation has one value. If its code stands for two facts, or for a fact and an item of a questionnaire, nobody knows which of \
      them it fills, and it fills none. A code that stands twice in one list says the same thing twice, or two things at once.
      """,
    mistake: pain("fhir     = { max_age = 30, observation = { \(code), \(code) } }, -- ←"),
    fix: pain("fhir     = { max_age = 30, observation = { \(code) } },"))

  static let ageless = FindingKind(
    "fhir-no-max-age", .warning, "a fact that changes is read from records of any age",
    reason: """
      A score of two years ago says little of today. `max_age` says for how many days a value counts; "visit" that it counts only on its own \
      day; "lasting" that it stays true. Without it, a value counts only on its own day.
      """,
    mistake: pain("fhir     = { observation = { \(code) } }, -- ←"),
    fix: pain("fhir     = { max_age = 30, observation = { \(code) } },"))

  static let kinds = [twice, ageless]

  static func findings(in subject: Subject) -> [Finding] {
    let facts = subject.vocabulary.facts
    var places: [String: Int] = [:]
    func count(_ codes: [FHIRMapping.Code]) {
      for code in codes { places["\(code.system) \(code.code)", default: 0] += 1 }
    }
    for fact in facts { count(fact.fhir?.observations ?? []) }
    for instrument in subject.vocabulary.instruments.values { count(instrument.fhir?.items ?? []) }
    return instruments(subject)
      + facts.filter { subject.isOwn($0.place) }.flatMap { fact -> [Finding] in
        guard let mapping = fact.fhir else { return [] }
        let repeated = Set(
          mapping.observations.filter { places["\($0.system) \($0.code)", default: 0] > 1 }.map(\.code))
        let listed = [
          mapping.conditions, mapping.procedures, mapping.devices, mapping.consents, mapping.values,
        ]
        var findings = repeated.union(listed.flatMap(repeats)).sorted().map {
          Finding(
            twice, at: subject.location(fact.place, of: "fact", named: fact.name, field: "fhir", quoting: $0),
            "code \($0) of fact '\(fact.name)' is mapped twice; leave one of them out")
        }
        if mapping.maxAge == nil, fact.canChange {
          findings.append(
            Finding(
              ageless, at: subject.location(fact.place, of: "fact", named: fact.name, field: "fhir"),
              "fact '\(fact.name)' is read from FHIR without a `max_age`"))
        }
        return findings
      }
  }

  private static func instruments(_ subject: Subject) -> [Finding] {
    let own = subject.vocabulary.instruments.filter { subject.isOwn($0.value.place) }
    return own.sorted { $0.key < $1.key }.flatMap { name, instrument -> [Finding] in
      guard let mapping = instrument.fhir else { return [] }
      return [mapping.panels, mapping.items, mapping.answers].flatMap(repeats).sorted().map {
        Finding(
          twice,
          at: subject.location(instrument.place, of: "instrument", named: name, field: "fhir", quoting: $0),
          "code \($0) of instrument '\(name)' is mapped twice; leave one of them out")
      }
    }
  }

  /// The codes that stand twice in a list.
  private static func repeats(_ codes: [FHIRMapping.Code]) -> [String] {
    Dictionary(grouping: codes) { "\($0.system) \($0.code)" }.values.filter { $0.count > 1 }.map {
      $0[0].code
    }
  }
}
