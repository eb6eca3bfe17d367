internal import PlumblineGuideline
internal import PlumblineJSON

/// Conditions, Procedures and Goals: what is so, what was done, what is wanted.
extension Gathering {
  private static let active: Set = ["active", "recurrence", "relapse"]
  private static let tentative: Set = ["provisional", "differential", "unconfirmed"]
  private static let clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical"
  private static let verification = "http://terminology.hl7.org/CodeSystem/condition-ver-status"

  private func status(_ element: Element, _ key: String, _ system: String) throws(ElementFault) -> String? {
    try element.codings(key).first { $0.system == system }?.code
  }

  mutating func readCondition(_ place: Int) throws(ElementFault) {
    let condition = resources[place].element
    let verified = try status(condition, "verificationStatus", Self.verification)
    if verified == "entered-in-error" { return ignore(place, "it was entered in error") }
    if verified == "refuted" {
      return ignore(place, "it was refuted, which says nothing about any other finding")
    }
    guard let state = try status(condition, "clinicalStatus", Self.clinical) else {
      return ignore(place, "it does not say whether it is active")
    }
    guard Self.active.contains(state) else {
      return ignore(place, "it is not active, and absence is not a no")
    }
    if try hasEnded(condition) { return ignore(place, "it has ended") }
    let hits = index.conditions(try condition.codings("code"))
    if hits.isEmpty { return ignore(place, try condition.unmapped("code")) }
    let onset = try onset(condition)
    if liesAhead(onset) { return ignore(place, "it begins after the day of the answer") }
    let isTentative: Bool
    switch verified {
    case nil where !condition.has("verificationStatus"), "confirmed": isTentative = false
    case let status? where Self.tentative.contains(status): isTentative = true
    default: return ignore(place, "its verificationStatus is not known here")
    }
    let recorded = try condition.text("recordedDate")
    if let recorded, liesAhead(Moment(recorded, zone)) {
      return ignore(place, "it was recorded after the day of the answer")
    }
    for hit in hits {
      let name = vocabulary[hit.fact].name
      if isTentative || hit.code.asks {
        cautions.append(
          IntakeCaution(
            source: resources[place].reference, fact: name,
            says: isTentative
              ? "a diagnosis that is not confirmed raises the question of \(name)"
              : "its code raises the question of \(name), and does not answer it"))
        ignore(
          place,
          isTentative ? "it is not confirmed: ask about \(name)" : "its code does not answer \(name): ask")
      } else if let value = hit.code.value {
        take(
          Candidate(
            fact: hit.fact, state: .known(value), kind: .standing, moment: onset,
            origin: origin(place, onset, recorded: recorded, "condition"), resources: [place]),
          confirmed: hit.code.confirmed, code: hit.code.code)
      }
      if isTentative { continue }
      for fact in index.onsets[hit.fact] ?? [] {
        takeWeeks(fact, onset, place, recorded: recorded, "condition")
      }
    }
  }

  /// Whether a Condition has ended. One that is to end has not, and a period in which it ends may not be over.
  private func hasEnded(_ condition: Element) throws(ElementFault) -> Bool {
    if let moment = try condition.moment("abatementDateTime", zone) { return !liesAhead(moment) }
    if let period = try condition.element("abatementPeriod") {
      return try period.moment("end", zone).map { !liesAhead($0) } ?? false
    }
    return condition.node.objectValue?.contains { $0.key.hasPrefix("abatement") && !$0.node.isNull } ?? false
  }

  /// When a Condition began; an age at onset is a year of days.
  private func onset(_ condition: Element) throws(ElementFault) -> Moment? {
    if let moment = try condition.moment("onsetDateTime", zone) { return moment }
    if let period = try condition.element("onsetPeriod") { return try period.moment("start", zone) }
    guard let age = try condition.element("onsetAge"), let years = age.node["value"]?.numberValue?.intValue,
      try age.text("code") == "a", !age.has("comparator"), let birth, (0...150).contains(years),
      let first = birth.lowerBound.later(years: years), let next = birth.upperBound.later(years: years + 1),
      let last = next.before(days: 1)
    else { return nil }
    return Moment(from: first, to: min(last, asOf), zone)
  }

  /// Takes whole weeks since a date, as a range if the date is coarse.
  private mutating func takeWeeks(
    _ fact: Fact.Index, _ moment: Moment?, _ place: Int, recorded: String?, _ method: String
  ) {
    guard let moment, let weeks = asOf.weeks(since: moment.days) else { return }
    let (low, high) = (ExactNumber(weeks.low), ExactNumber(weeks.high))
    guard vocabulary[fact].allows(.number(low)), vocabulary[fact].allows(.number(high)) else { return }
    take(
      Candidate(
        fact: fact, state: low == high ? .known(.number(low)) : .within(.numbers(low: low, high: high)),
        kind: .counted, moment: moment, origin: origin(place, moment, recorded: recorded, method),
        resources: [place]))
  }

  // MARK: Procedures

  mutating func readProcedure(_ place: Int) throws(ElementFault) {
    let procedure = resources[place].element
    guard ["completed", "in-progress"].contains(try procedure.text("status") ?? "") else {
      return ignore(place, "its status is not completed or in-progress, and not done is not a no")
    }
    let hits = index.procedures(try procedure.codings("code"))
    if hits.isEmpty { return ignore(place, try procedure.unmapped("code")) }
    let period = try procedure.element("performedPeriod")
    var moment = try procedure.moment("performedDateTime", zone)
    if liesAhead(moment) { return ignore(place, "it is dated after the day of the answer") }
    if moment == nil, let period {
      let (start, end) = (try period.moment("start", zone), try period.moment("end", zone))
      if liesAhead(start) || (start == nil && liesAhead(end)) {
        return ignore(place, "it is dated after the day of the answer")
      }
      // One that goes on has no end yet from which to count.
      moment = liesAhead(end) ? nil : end
    }
    for hit in hits {
      if hit.code.asks {
        ignore(place, "its code does not answer \(vocabulary[hit.fact].name): ask")
        continue
      }
      guard let value = hit.code.value else { continue }
      take(
        Candidate(
          fact: hit.fact, state: .known(value), kind: .event, moment: moment,
          origin: origin(place, moment, "procedure"), resources: [place]),
        confirmed: hit.code.confirmed, code: hit.code.code)
      for fact in index.performed[hit.fact] ?? [] {
        if moment == nil {
          candidates.append(
            Candidate(
              fact: fact, state: .absent(.unknown), kind: .counted, origin: origin(place, nil, "procedure"),
              resources: [place], blocks: "one that may be the latest has no date"))
        } else {
          takeWeeks(fact, moment, place, recorded: nil, "procedure")
        }
      }
    }
  }

  // MARK: Goals

  mutating func readGoal(_ place: Int) throws(ElementFault) {
    let goal = resources[place].element
    guard ["active", "accepted"].contains(try goal.text("lifecycleStatus") ?? "") else {
      return ignore(place, "it is not an active or accepted goal")
    }
    var codings = try goal.codings("description")
    for target in try goal.elements("target") where try target.reasonToIgnore() == nil {
      codings += try target.codings("measure")
    }
    let meant = codings.compactMap(index.ownValue)
    guard let first = meant.first else {
      return ignore(
        place, codings.isEmpty ? "its description is only text" : "its code is not mapped to a fact")
    }
    guard meant.allSatisfy({ $0.fact == first.fact && $0.value == first.value }) else {
      return ignore(place, "its codes contradict each other")
    }
    let moment = try goal.moment("statusDate", "startDate", zone)
    if liesAhead(moment) { return ignore(place, "it is dated after the day of the answer") }
    take(
      Candidate(
        fact: first.fact, state: .known(first.value), kind: .standing, moment: nil,
        origin: origin(place, moment, "goal"), resources: [place]))
  }
}

extension Moment {
  /// All that lies between two days.
  init?(from first: Day, to last: Day, _ zone: TimeZoneRule) {
    guard first <= last, let start = Moment(first.description, zone), let end = Moment(last.description, zone)
    else {
      return nil
    }
    self.init(text: "\(first) to \(last)", first: start.first, last: end.last, days: first...last)
  }

  private init(text: String, first: Int, last: Int, days: ClosedRange<Day>) {
    (self.text, self.first, self.last, self.days) = (text, first, last, days)
  }
}
