internal import PlumblineGuideline
internal import PlumblineJSON

/// A resource of the input.
struct Resource {
  let element: Element
  let type: String
  /// `Observation/7`; the place in the input if it has no id.
  let reference: String
  /// The URL of its entry.
  var url: String?
  /// Why nothing in it can be read, whatever it says: what holds it has rules that are not known here.
  var refusal: String?
}

/// Everything that the resources of one patient say, as it is read, before it is settled.
struct Gathering {
  let index: CodeIndex
  let asOf: Day
  let zone: TimeZoneRule
  let resources: [Resource]
  var candidates: [Candidate] = []
  var administrations = Administrations()
  /// Why something in a resource does not count, by resource.
  var reasons: [Int: [String]] = [:]
  /// The parts of a resource that are reported beneath it: components, items of a response.
  var parts: [Int: [IntakePart]] = [:]
  var cautions: [IntakeCaution] = []
  /// Codes that were read although nobody confirmed them, by resource.
  var unconfirmed: [Int: Set<String>] = [:]
  var hasDied = false
  /// The panel of each member.
  var panels: [Int: Int] = [:]
  var questions = KnownQuestions()
  private(set) var birth: ClosedRange<Day>?

  var vocabulary: Vocabulary { index.vocabulary }
  var values: ValueReading { ValueReading(vocabulary: vocabulary, index: index, asOf: asOf, zone: zone) }

  init(_ index: CodeIndex, _ asOf: Day, _ zone: TimeZoneRule, _ resources: [Resource]) {
    (self.index, self.asOf, self.zone, self.resources) = (index, asOf, zone, resources)
  }

  mutating func ignore(_ resource: Int, _ because: String) { reasons[resource, default: []].append(because) }

  /// Reads the resources that are the patient's, the Patient first: ages at onset count from the birth.
  ///
  /// - Parameter isOwn: whether a resource is the patient's; those that are not have their reason already.
  mutating func read(where isOwn: (Int) -> Bool) {
    let own = resources.indices.filter(isOwn)
    for place in own where resources[place].type == "Patient" {
      attempt(place) { (it: inout Gathering) throws(ElementFault) in try it.readPatient(place) }
      noteDeath(place)
    }
    for place in own where resources[place].type == "Questionnaire" {
      attempt(place) { (it: inout Gathering) throws(ElementFault) in try it.readQuestionnaire(place) }
    }
    for place in own where resources[place].type == "Observation" { try? linkMembers(of: place, own) }
    for place in own {
      attempt(place) { (it: inout Gathering) throws(ElementFault) in
        switch it.resources[place].type {
        case "Patient", "Questionnaire": break
        case "Observation": try it.readObservation(place)
        case "Condition": try it.readCondition(place)
        case "Procedure": try it.readProcedure(place)
        case "Goal": try it.readGoal(place)
        case "QuestionnaireResponse": try it.readResponse(place)
        case "Device": try it.readDevice(place)
        case "DeviceUseStatement": try it.readDeviceUse(place, own)
        case "Consent": try it.readConsent(place)
        default: it.ignore(place, "resources of its type are not read")
        }
      }
    }
  }

  /// Reads a resource; one that is not as R4 has it leaves nothing behind but the reason.
  private mutating func attempt(_ place: Int, _ read: (inout Gathering) throws(ElementFault) -> Void) {
    do throws(ElementFault) {
      if let reason = resources[place].refusal { return ignore(place, reason) }
      if let reason = try resources[place].element.reasonToIgnore() { return ignore(place, reason) }
      try read(&self)
    } catch {
      candidates.removeAll { $0.resources.contains(place) }
      administrations.remove(place)
      (parts[place], unconfirmed[place], reasons[place]) = (nil, nil, nil)
      cautions.removeAll { $0.source == resources[place].reference }
      ignore(place, "it cannot be read: \(error.words)")
    }
  }

  /// Takes what a resource says, and whether the code that says so is confirmed.
  mutating func take(_ candidate: Candidate, confirmed: Bool = true, code: String = "") {
    if !confirmed { for place in candidate.resources { unconfirmed[place, default: []].insert(code) } }
    candidates.append(candidate)
  }

  func origin(
    _ place: Int, _ moment: Moment?, recorded: String? = nil, _ method: String, sitting: String? = nil,
    given: String? = nil
  ) -> Origin {
    var origin = Origin(
      source: resources[place].reference, observed: moment?.text,
      recorded: recorded.flatMap { $0.utf8.count <= FHIRInput.longestName ? $0 : nil }, method: method,
      sitting: sitting, isOfVisit: moment?.days == asOf...asOf)
    origin.given = given
    return origin
  }

  func liesAhead(_ moment: Moment?) -> Bool { moment.map { $0.days.lowerBound > asOf } ?? false }

  /// Learns the codes of a Questionnaire's questions.
  private mutating func readQuestionnaire(_ place: Int) throws(ElementFault) {
    let questionnaire = resources[place].element
    ignore(place, "it asks, and answers nothing")
    guard let url = try questionnaire.text("url") else { return }
    try questions.learn(questionnaire, url, version: try questionnaire.text("version") ?? "")
  }

  // MARK: the Patient

  /// A patient has died if the Patient says anything of it but a plain no, and whatever else is wrong with it.
  private mutating func noteDeath(_ place: Int) {
    let patient = resources[place].element
    let isSaid = ["deceasedDateTime", "_deceasedDateTime"].contains { patient.has($0) }
    let flag = patient.node["deceasedBoolean"]
    guard isSaid || (flag.map { !$0.isNull && $0.boolValue != false } ?? false) else { return }
    hasDied = true
    reasons[place, default: []].append("it says that the patient has died")
  }

  private mutating func readPatient(_ place: Int) throws(ElementFault) {
    let patient = resources[place].element
    if let reason = try patient.absence("birthDate") {
      for fact in index.ages {
        take(
          Candidate(
            fact: fact, state: .absent(reason), kind: .standing, origin: origin(place, nil, "patient"),
            resources: [place]))
      }
      return
    }
    guard let born = try patient.moment("birthDate", .utc) else {
      return ignore(place, "it has no birth date")
    }
    guard let years = asOf.years(since: born.days) else {
      return ignore(place, "its birth date lies after the day of the answer")
    }
    birth = born.days
    for fact in index.ages {
      let (low, high) = (ExactNumber(years.low), ExactNumber(years.high))
      guard vocabulary[fact].allows(.number(low)), vocabulary[fact].allows(.number(high)) else {
        ignore(place, "it gives an age that \(vocabulary[fact].name) cannot be")
        continue
      }
      let state: FactState = low == high ? .known(.number(low)) : .within(.numbers(low: low, high: high))
      take(
        Candidate(
          fact: fact, state: state, kind: .standing, origin: origin(place, born, "patient"),
          resources: [place]))
    }
  }
}

extension Element {
  /// Returns why nothing of a resource, or of a component, may be read; nil if it may.
  func reasonToIgnore() throws(ElementFault) -> String? {
    if !(try elements("modifierExtension")).isEmpty {
      return "it has a modifierExtension that is not known here"
    }
    if has("implicitRules") { return "it has implicitRules that are not known here" }
    return nil
  }

  /// Returns why its codes say nothing here.
  func unmapped(_ key: String) throws(ElementFault) -> String {
    let codings = try codings(key)
    if codings.isEmpty { return has(key) ? "its code is only text" : "it has no code" }
    if codings.allSatisfy({ $0.system == nil }) { return "its code has no system" }
    return "its code is not mapped to a fact"
  }
}
