internal import PlumblineGuideline

/// The check for words that stand for something else than the fact, the code or the value that they belong to.
enum RecordMeanings: Check {
  static let differs = FindingKind(
    "meaning-differs", .warning,
    "a code's display, a code's label or a question names something else than what it stands for",
    reason: """
      "Type 2 diabetes" that is read as type 1, "Never smoker" that is read as yes, a question about the waist for the height: two lines were \
      exchanged or copied, and every record that fits is read wrongly. Map the code to what its display says, or correct the display.
      """,
    mistake: mapped("lumbar"), fix: mapped("cervical"))

  private static func mapped(_ value: String) -> FindingKind.Example {
    let mark = value == "lumbar" ? " -- ←" : ""
    return .init(
      """
      fact "pain.place" {
        type     = "code", codes = { "lumbar", "cervical" },
        label    = "Place of the pain",
        question = "Where does it hurt?",
        fhir     = { max_age = 30, values = {
          { system = "urn:clinic:places", code = "c", display = "Cervical spine", value = "\(value)", confirmed = true },\(mark)
        } },
      }
      """,
      around: Examples.rule(["when": "pain.place :is \"cervical\",", "because": "\"Place: {pain.place}.\","]),
      tests: Examples.test(", goal = { primary = \"pain\" }").replacing(
        "pain = { intensity = 8 }", with: "pain = { place = \"cervical\" }"))
  }

  static let kinds = [differs]

  static func findings(in subject: Subject) -> [Finding] {
    subject.vocabulary.facts.filter { subject.isOwn($0.place) }.flatMap { fact in
      labels(of: fact, subject) + values(of: fact, subject) + measured(fact, subject)
    } + subject.vocabulary.sets.values.filter { subject.isOwn($0.place) }.flatMap { members(of: $0, subject) }
  }

  // MARK: codes and their words

  /// Finds a code whose label is the name of another code of the same fact.
  private static func labels(of fact: Fact, _ subject: Subject) -> [Finding] {
    guard case .code(let codes) = fact.kind else { return [] }
    return swapped(codes.map { ($0, fact.labels[$0] ?? $0) }, fact.name, fact.place, subject)
  }

  private static func swapped(
    _ codes: [(code: String, label: String)], _ name: String, _ place: Place, _ subject: Subject
  ) -> [Finding] {
    codes.compactMap { code, label in
      let said = words(label)
      // Two codes of one label are found as that.
      guard said != words(code),
        let other = codes.first(where: {
          words($0.code) == said && $0.label.lowercased() != label.lowercased()
        })
      else { return nil }
      return Finding(
        differs, at: subject.location(place, of: "fact", named: name, field: "labels", quoting: label),
        "code '\(code)' of fact '\(name)' has the label '\(label)', which names code '\(other.code)'")
    }
  }

  /// Finds codes of records whose display names another value than the one that they mean.
  private static func values(of fact: Fact, _ subject: Subject) -> [Finding] {
    guard let mapping = fact.fhir, fact.membership == nil else { return [] }
    switch fact.kind {
    case .code(let codes):
      let known = codes.map { (code: $0, label: fact.labels[$0] ?? $0) }
      return mapping.codes.compactMap { code in
        guard case .code(let own)? = code.value, let other = named(by: code.display, not: own, among: known)
        else { return nil }
        return finding(code, fact.name, fact.place, "means '\(own)'", "names '\(other)'", subject)
      }
    case .boolean:
      return mapping.codes.compactMap { code in
        guard !code.asks, let says = polarity(of: code.display) else { return nil }
        let isAnswer = mapping.values.contains(code)
        let means: Bool? = if case .boolean(let flag)? = code.value { flag } else { isAnswer ? nil : true }
        let isDenying = (words(fact.label) + words(fact.question)).contains(where: Clause.negators.contains)
        guard let means, means != says, !isDenying, isAnswer || !says || code.value != nil else { return nil }
        return finding(
          code, fact.name, fact.place, "means \(means)", "says \(says ? "yes" : "no")", subject)
      }
    default: return []
    }
  }

  /// The same for a list, whose codes are facts of their own.
  private static func members(of set: FactSet, _ subject: Subject) -> [Finding] {
    let vocabulary = subject.vocabulary
    let known = set.members.map { member in
      let label = vocabulary[member.fact].label
      return (code: member.code, label: String(label.dropFirst(set.label.count + 2)))
    }
    let mapped = set.members.flatMap { member in
      (vocabulary[member.fact].fhir?.codes ?? []).compactMap { code -> Finding? in
        named(by: code.display, not: member.code, among: known).map {
          finding(code, set.name, set.place, "means '\(member.code)'", "names '\($0)'", subject)
        }
      }
    }
    return mapped + swapped(known, set.name, set.place, subject)
  }

  /// The code that a display names by all of its words; nil if it names the own one, too.
  private static func named(
    by display: String, not own: String, among codes: [(code: String, label: String)]
  ) -> String? {
    let said = Set(words(display))
    // "Other low back pain" names no code "other".
    let vague: Set<String> = ["other", "none", "unknown", "mixed", "both", "neither", "yes", "no"]
    func isNamed(_ one: (code: String, label: String)) -> Bool {
      [one.code, one.label].contains { name in
        let words = words(name)
        return !vague.isSuperset(of: words) && said.isSuperset(of: words)
      }
    }
    guard let mine = codes.first(where: { $0.code == own }), !isNamed(mine) else { return nil }
    return codes.first { $0.code != own && isNamed($0) }?.code
  }

  /// Whether a display says yes or no; nil if it says neither by itself.
  private static func polarity(of display: String) -> Bool? {
    let said = Clause.all(in: display).flatMap(\.words)
    guard let first = said.first, let last = said.last else { return nil }
    if ["never", "no", "negative", "denies", "none"].contains(first) || ["absent", "negative"].contains(last)
    {
      return false
    }
    if said.count > 1, said[said.count - 2] == "not", ["detected", "present", "found"].contains(last) {
      return false
    }
    return ["yes", "present", "positive", "detected", "true"].contains(first) && said.count == 1 ? true : nil
  }

  // MARK: what is measured

  /// Words for what is measured; those of one line name the same.
  private static let measurements: [[String]] = [
    ["hemoglobin", "haemoglobin"], ["hba1c", "a1c"], ["creatinine"], ["glomerular", "egfr", "gfr"],
    ["potassium"], ["sodium"], ["glucose"], ["albumin"], ["cholesterol"], ["triglyceride", "triglycerides"],
    ["urate", "uric"], ["ferritin"], ["calcium"], ["phosphate"], ["magnesium"], ["bilirubin"],
    ["platelet", "platelets"], ["systolic"], ["diastolic"], ["weight"], ["height", "tall"], ["waist"],
    ["temperature"], ["thyrotropin", "tsh"], ["troponin"], ["natriuretic", "bnp"], ["inr"], ["lactate"],
    ["eosinophil", "eosinophils"], ["urea"], ["protein"], ["oxygen", "spo2"], ["fev1"], ["fvc"],
  ]

  private static func measured(in text: String) -> Set<Int> {
    let words = Set(Clause.all(in: text).flatMap(\.words))
    let found = measurements.indices.filter { !words.isDisjoint(with: measurements[$0]) }
    // Glycated haemoglobin is another thing than haemoglobin.
    return Set(found.contains(1) ? found.filter { $0 != 0 } : found)
  }

  private static func measured(_ fact: Fact, _ subject: Subject) -> [Finding] {
    guard fact.grid != nil, !fact.isDate else { return [] }
    let label = measured(in: "\(fact.label) \(fact.name.replacing("_", with: " ").replacing(".", with: " "))")
    let question = measured(in: fact.question)
    var found: [Finding] = []
    if !label.isEmpty, !question.isEmpty, label.isDisjoint(with: question) {
      found.append(
        Finding(
          differs, at: subject.location(fact.place, of: "fact", named: fact.name, field: "question"),
          "`question` of fact '\(fact.name)' asks for another measurement than its label, '\(fact.label)'"))
    }
    let own = label.union(question)
    for code in fact.fhir?.observations ?? [] {
      let said = measured(in: code.display)
      if !own.isEmpty, !said.isEmpty, own.isDisjoint(with: said) {
        found.append(
          finding(code, fact.name, fact.place, "gives '\(fact.label)'", "names another measurement", subject))
      } else if let kind = otherAmount(code.display, fact) {
        found.append(
          finding(code, fact.name, fact.place, "gives a number in \(fact.unit ?? "")", "is \(kind)", subject))
      }
    }
    return found
  }

  /// What LOINC calls an amount that none of a fact's units measures: a mass where all are amounts of substance, or the reverse.
  private static func otherAmount(_ display: String, _ fact: Fact) -> String? {
    let scales = fact.takenUnits.map(UCUMScale.init)
    guard !scales.isEmpty, !scales.contains(nil) else { return nil }
    let dimensions = scales.compactMap { $0?.dimensions }
    let (mass, substance) = (["g": 1, "m": -3], ["mol": 1, "m": -3])
    if display.contains("[Mass/volume]"), dimensions.allSatisfy({ $0 == substance }) {
      return "a mass by volume"
    }
    if display.contains("[Moles/volume]"), dimensions.allSatisfy({ $0 == mass }) {
      return "an amount of substance by volume"
    }
    return nil
  }

  // MARK: words

  private static func finding(
    _ code: FHIRMapping.Code, _ name: String, _ place: Place, _ means: String, _ says: String,
    _ subject: Subject
  ) -> Finding {
    Finding(
      differs, at: subject.location(place, of: "fact", named: name, field: "fhir", quoting: code.display),
      "code \(code.code) of fact '\(name)' \(means), but its display, '\(code.display)', \(says)")
  }

  /// The words of a name in lower case, without articles.
  private static func words(_ text: String) -> [String] {
    Clause.all(in: text.replacing("-", with: " ").replacing("_", with: " ")).flatMap(\.words).filter {
      !["a", "an", "the", "of"].contains($0)
    }
  }
}
