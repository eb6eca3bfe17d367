internal import PlumblineGuideline

/// The check that a code can be one of its system at all.
enum CodeForms: Check {
  private static func pain(_ code: String, _ mark: String = "") -> FindingKind.Example {
    .init(
      """
      fact "pain.worst" {
        type     = "integer", range = { 0, 10 },
        label    = "Worst pain",
        question = "How strong is the worst pain, from 0 to 10?",
        coding   = { { system = "LOINC", code = "\(code)", display = "Pain severity", confirmed = true } },\(mark)
      }
      """,
      around: Examples.rule([
        "when": "pain.worst :at_least(7),", "because": "\"Worst pain: {pain.worst}.\",",
      ]),
      tests: Examples.test(", goal = { primary = \"pain\" }").replacing("intensity", with: "worst"))
  }

  static let malformed = FindingKind(
    "code-malformed", .warning, "a code cannot be one of its system",
    reason: """
      The last digit of a LOINC or SNOMED CT code is computed from the others, so a typing error shows; codes of ICD-10, CPT and RxNorm have a \
      form. A code with a wrong digit matches no record, or that of a system with the same error. Look the code up. (A few old LOINC codes \
      have a wrong digit themselves: allow those.)
      """,
    mistake: pain("72514-4", " -- ←"), fix: pain("72514-3"))

  static let kinds = [malformed]

  static func findings(in subject: Subject) -> [Finding] {
    let facts = subject.vocabulary.facts.filter { subject.isOwn($0.place) }.flatMap { fact in
      let mapped = (fact.fhir?.codes ?? []).map { ($0.system, $0.code) }
      return findings(
        fact.codings.map { ($0.system, $0.code) } + mapped, fact.place, "fact", fact.name, subject)
    }
    let own = subject.vocabulary.instruments.filter { subject.isOwn($0.value.place) }
    let instruments = own.sorted { $0.key < $1.key }.flatMap { name, instrument -> [Finding] in
      guard let mapping = instrument.fhir else { return [] }
      let mapped = (mapping.panels + mapping.items + mapping.answers).map { ($0.system, $0.code) }
      return findings(mapped, instrument.place, "instrument", name, subject)
    }
    let pairings = subject.guideline.pairings.values.filter { subject.isOwn($0.place) }
    let actions = pairings.sorted { $0.name < $1.name }.flatMap { pairing in
      findings(
        pairing.actions.flatMap(\.coding).map { ($0.system, $0.code) }, pairing.place, "pairing",
        pairing.name.description, field: "actions", subject)
    }
    return facts + instruments + actions
  }

  private static func findings(
    _ codes: [(system: String, code: String)], _ place: Place, _ word: String, _ name: String,
    field: String = "fhir", _ subject: Subject
  ) -> [Finding] {
    var seen: Set<String> = []
    return codes.compactMap { system, code in
      let system = CodeSystem.name(CodeSystem.uri(system) ?? system)
      guard let fault = fault(of: code, in: system), seen.insert("\(system) \(code)").inserted else {
        return nil
      }
      return Finding(
        malformed, at: subject.location(place, of: word, named: name, field: field, quoting: code),
        "`\(code)` of \(word) '\(name)' is no \(system) code: \(fault)")
    }
  }

  /// What is wrong with a code; nil if nothing is, or if the system has no form that could tell.
  static func fault(of code: String, in system: String) -> String? {
    switch system {
    case "LOINC":
      if code.wholeMatch(of: /L[ALP]\d+-\d/) != nil { return nil }
      guard let match = code.wholeMatch(of: /(\d{1,7})-(\d)/) else {
        return "it is to be digits, a hyphen and a check digit"
      }
      let digit = "\(modulo10(match.1))"
      return digit == match.2 ? nil : "its check digit would be \(digit)"
    case "SNOMED CT":
      guard code.wholeMatch(of: /[1-9]\d{5,17}/) != nil else {
        return "it is to be a number of 6 to 18 digits"
      }
      return verhoeff(code) == 0 ? nil : "its last digit does not fit the others"
    case "ICD-10", "ICD-10-CM":
      return code.wholeMatch(of: /[A-Z]\d[0-9A-Z](\.[0-9A-Z]{0,4})?-?/) == nil
        ? "it is to be a letter and two characters, then perhaps a stop and up to four more" : nil
    case "CPT":
      return code.wholeMatch(of: /\d{4}[0-9A-Z]/) == nil ? "it is to have five characters" : nil
    case "RxNorm":
      return code.wholeMatch(of: /[1-9]\d{0,7}/) == nil ? "it is to be a number" : nil
    default: return nil
    }
  }

  /// LOINC's check digit (LOINC Users' Guide, section 12 C): every second digit from the right is doubled, and the digits are added up.
  private static func modulo10(_ digits: Substring) -> Int {
    let sum = digits.reversed().compactMap(\.wholeNumberValue).enumerated().reduce(0) { sum, digit in
      let counted = digit.offset % 2 == 0 ? 2 * digit.element : digit.element
      return sum + counted / 10 + counted % 10
    }
    return (10 - sum % 10) % 10
  }

  /// Verhoeff's check over all digits, 0 if they fit (SNOMED CT Release File Specifications, section 6.4).
  private static func verhoeff(_ digits: String) -> Int {
    // The permutation that is applied once more for each place further to the left.
    let step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    return digits.reversed().compactMap(\.wholeNumberValue).enumerated().reduce(0) { check, digit in
      let moved = (0..<digit.offset % 8).reduce(digit.element) { value, _ in step[value] }
      return product(check, moved)
    }
  }

  /// The product in the dihedral group of a pentagon: 0 to 4 are its rotations, 5 to 9 its reflections.
  private static func product(_ left: Int, _ right: Int) -> Int {
    switch (left < 5, right < 5) {
    case (true, true): (left + right) % 5
    case (true, false): (left + right - 5) % 5 + 5
    case (false, true): (left - 5 - right + 5) % 5 + 5
    case (false, false): (left - right + 5) % 5
    }
  }
}
