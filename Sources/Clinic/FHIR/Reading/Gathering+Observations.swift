internal import PlumblineGuideline
internal import PlumblineJSON

/// Observations, their components, and panels with members.
extension Gathering {
  private static let usedStatuses: Set = ["final", "amended", "corrected"]

  /// Notes the members of a panel.
  mutating func linkMembers(of place: Int, _ own: [Int]) throws(ElementFault) {
    let panel = resources[place].element
    guard index.isPanel(try panel.codings("code")), try reasonToIgnore(observation: panel) == nil else {
      return
    }
    for member in try panel.elements("hasMember") {
      guard let text = try member.text("reference") else { continue }
      for other in own where Subjects.names(text, resources[other]) {
        // Of two panels with one member, the first by name, so that the order of the input does not matter.
        if panels[other].map({ resources[place].reference < resources[$0].reference }) ?? true {
          panels[other] = place
        }
      }
    }
  }

  private func reasonToIgnore(observation: Element) throws(ElementFault) -> String? {
    if let reason = try observation.reasonToIgnore() { return reason }
    let status = try observation.text("status") ?? ""
    if !Self.usedStatuses.contains(status) { return "its status is not final, amended or corrected" }
    if !(try observation.elements("focus")).isEmpty { return "it is about something else than the patient" }
    return nil
  }

  /// When an Observation was made, and whether it is about a period that has ended.
  private func effective(_ observation: Element) throws(ElementFault) -> (moment: Moment?, period: Period) {
    if let moment = try observation.moment("effectiveDateTime", "effectiveInstant", zone) {
      return (moment, .none)
    }
    guard let period = try observation.element("effectivePeriod") else { return (nil, .none) }
    if let end = try period.moment("end", zone) {
      // It has not ended yet if its end lies ahead.
      return end.days.lowerBound > asOf ? (try period.moment("start", zone), .open) : (end, .ended)
    }
    return (try period.moment("start", zone), .open)
  }

  private enum Period { case none, open, ended }

  mutating func readObservation(_ place: Int) throws(ElementFault) {
    let observation = resources[place].element
    if let reason = try reasonToIgnore(observation: observation) { return ignore(place, reason) }
    var (moment, period) = try effective(observation)
    var sitting: String?
    if let panel = panels[place] {
      let whole = try effective(resources[panel].element).moment
      moment = moment ?? whole
      sitting = whole?.name ?? resources[panel].reference
    }
    if liesAhead(moment) { return ignore(place, "it is dated after the day of the answer") }
    let recorded = try observation.text("issued")
    let name = sitting ?? moment?.name ?? resources[place].reference
    var whole = ReadPart(
      resource: place, whole: panels[place], sitting: name, moment: moment, recorded: recorded)
    whole.isOpen = period == .open
    whole.hasEnded = period == .ended
    let components = try observation.elements("component")
    let codings = try observation.codings("code")
    let isPanel = index.isPanel(codings)
    if let reason = try read(observation, codings, whole) {
      if components.isEmpty || reason.isAboutValue {
        ignore(
          place,
          isPanel && components.isEmpty && !reason.isAboutValue
            ? "it is a panel, and holds no value itself" : reason.words)
      }
    }
    if isPanel || !components.isEmpty { whole.whole = whole.whole ?? place }
    if !components.isEmpty { ignore(place, "no component of it is mapped to a fact") }
    for component in components {
      if let reason = try component.reasonToIgnore() {
        parts[place, default: []].append(IntakePart(name: "component", because: reason))
        continue
      }
      let codings = try component.codings("code")
      if let reason = try read(component, codings, whole) {
        parts[place, default: []].append(IntakePart(name: "component", because: reason.words))
      } else {
        let names = index.observations(codings).map { vocabulary[$0.fact].name }
        let items = index.items(codings).map { "\($0.instrument), item \($0.number)" }
        parts[place, default: []].append(IntakePart(name: "component", facts: names + items))
      }
    }
  }

  /// Something with a code and a value: an Observation, or one of its components.
  struct ReadPart {
    var resource: Int
    /// The panel, or the Observation of components, that it stands in.
    var whole: Int?
    var sitting: String
    var moment: Moment?
    var recorded: String?
    var isOpen = false
    var hasEnded = false
  }

  struct Unread {
    var words: String
    /// Whether its code is mapped, and its value does not count.
    var isAboutValue = false
  }

  /// Takes what it says; returns why it says nothing.
  private mutating func read(_ element: Element, _ codings: [Coding], _ part: ReadPart) throws(ElementFault)
    -> Unread?
  {
    let items = index.items(codings)
    if items.count > 1 {
      try addContradiction(element, items, part)
      return Unread(words: Self.severalQuestions, isAboutValue: true)
    }
    if let item = items.first, let instrument = vocabulary.instruments[item.instrument] {
      guard let points = try values.points(element, of: instrument, item.number) else {
        takeAbsence(try ValueReading.absence(element), of: instrument, item, part)
        return Unread(words: "its item is not answered", isAboutValue: true)
      }
      if points == .unreadable {
        return Unread(words: "its answer does not fit \(instrument.title)", isAboutValue: true)
      }
      administrations.add(
        points, to: item, in: part.sitting, at: part.moment, recorded: part.recorded, resource: part.resource,
        whole: part.whole)
      return nil
    }
    let hits = index.observations(codings)
    guard let hit = hits.first else { return Unread(words: try element.unmapped("code")) }
    if Set(hits.map(\.fact)).count > 1 {
      return Unread(words: "its codes are mapped to several facts", isAboutValue: true)
    }
    guard let value = try values.read(element, for: hit) else {
      return Unread(words: "it has no value", isAboutValue: true)
    }
    let fact = vocabulary[hit.fact]
    if fact.fhir?.isOngoing ?? false, part.hasEnded {
      return Unread(words: "it is about a period that has ended", isAboutValue: true)
    }
    switch value {
    case .refused(let reason): return Unread(words: reason, isAboutValue: true)
    case .contradicting(let values):
      takeContradiction(values, of: hit.fact, part, "observation")
      return nil
    case .state(let state, let given):
      if try isNoByOthers(state, of: fact, in: part.resource) {
        return Unread(words: Self.onlyByClinicians(fact), isAboutValue: true)
      }
      take(
        Candidate(
          fact: hit.fact, state: state,
          kind: part.isOpen && fact.fhir?.isOngoing ?? false ? .standing : .answer,
          moment: part.moment,
          origin: origin(
            part.resource, part.moment, recorded: part.recorded, "observation", sitting: part.sitting,
            given: given),
          resources: [part.resource]), confirmed: hit.code.confirmed, code: hit.code.code)
      return nil
    }
  }

  static let severalQuestions = "its codes are mapped to several questions"

  /// Adds an answer whose codes stand for several questions: it is known of none, and lost for none.
  mutating func addContradiction(
    _ element: Element, _ items: Set<CodeIndex.Item>, _ part: ReadPart
  ) throws(ElementFault) {
    for item in items {
      guard let instrument = vocabulary.instruments[item.instrument],
        let points = try values.points(element, of: instrument, item.number)
      else { continue }
      administrations.add(
        .contradicting(points.numbers), to: item, in: part.sitting, at: part.moment, recorded: part.recorded,
        resource: part.resource, whole: part.whole)
    }
  }

  /// Takes the values of one answer whose codes mean several: none of them is known, and none is lost.
  mutating func takeContradiction(
    _ values: [FactValue], of fact: Fact.Index, _ part: ReadPart, _ method: String
  ) {
    var candidate = Candidate(
      fact: fact, state: .absent(.unknown), kind: .answer, moment: part.moment,
      origin: origin(part.resource, part.moment, recorded: part.recorded, method, sitting: part.sitting),
      resources: [part.resource], blocks: "its codes contradict each other")
    candidate.claims = values
    take(candidate)
  }

  /// Why an item that alone is a fact has no answer.
  mutating func takeAbsence(
    _ absence: Absence?, of instrument: Instrument, _ item: CodeIndex.Item, _ part: ReadPart
  ) {
    guard let absence else { return }
    for scale in instrument.scales where scale.items == [item.number] {
      take(
        Candidate(
          fact: scale.fact, state: .absent(absence), kind: .answer, moment: part.moment,
          origin: origin(
            part.resource, part.moment, recorded: part.recorded, "observation", sitting: part.sitting),
          resources: [part.resource]))
    }
  }
}
