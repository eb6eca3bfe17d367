internal import PlumblineGuideline
internal import PlumblineJSON

/// Devices and Consents: what the patient has, and what is permitted. Neither ever says no.
extension Gathering {
  /// Reads a Device of the patient's own.
  mutating func readDevice(_ place: Int) throws(ElementFault) {
    let device = resources[place].element
    let hits = index.devices(try device.codings("type"))
    if hits.isEmpty { return ignore(place, try device.unmapped("type")) }
    // Without a patient it is the patient's only where a DeviceUseStatement says so.
    guard device.has("patient") else { return ignore(place, "it does not say whose it is") }
    guard try device.text("status") == "active" else { return ask(hits, place, "it is not active") }
    takeStanding(hits, [place], nil, "device")
  }

  /// Reads that the patient uses a Device, which has to be in the input.
  mutating func readDeviceUse(_ place: Int, _ own: [Int]) throws(ElementFault) {
    let use = resources[place].element
    let named = try use.reference("device")?.text
    let found = own.filter { other in
      resources[other].type == "Device" && named.map { Subjects.names($0, resources[other]) } ?? false
    }
    guard found.count == 1, let other = found.first else {
      return ignore(place, "the Device that it names is not in the input")
    }
    let device = resources[other].element
    if let reason = try device.reasonToIgnore() { return ignore(place, "of the Device: \(reason)") }
    let hits = index.devices(try device.codings("type"))
    if hits.isEmpty { return ignore(place, try device.unmapped("type")) }
    let status = try device.text("status")
    guard try use.text("status") == "active", status == nil || status == "active" else {
      return ask(hits, place, "it is not active")
    }
    var begin = try use.moment("timingDateTime", zone)
    if let period = try use.element("timingPeriod") {
      begin = try period.moment("start", zone)
      if let end = try period.moment("end", zone), !liesAhead(end) {
        return ask(hits, place, "it has ended")
      }
    }
    if liesAhead(begin) { return ignore(place, "it begins after the day of the answer") }
    takeStanding(hits, [place, other], begin, "device")
  }

  /// Reads a Consent: true where it is in force and permits what its code says, without exceptions.
  mutating func readConsent(_ place: Int) throws(ElementFault) {
    let consent = resources[place].element
    let provision = try consent.element("provision")
    let hits = index.consents(try codings(of: consent, provision))
    if hits.isEmpty { return ignore(place, "its codes are not mapped to a fact") }
    let status = try consent.text("status")
    if status == "entered-in-error" { return ignore(place, "it was entered in error") }
    guard status == "active" else { return ask(hits, place, "it is not active") }
    guard let provision, try provision.text("type") == "permit" else {
      return ask(hits, place, "it does not permit")
    }
    guard try provision.elements("provision").isEmpty else { return ask(hits, place, "it has exceptions") }
    if let reason = try provision.reasonToIgnore() { return ask(hits, place, reason) }
    for check in try consent.elements("verification") {
      if let reason = try check.reasonToIgnore() { return ask(hits, place, reason) }
      guard try check.flag("verified") ?? false else { return ask(hits, place, "it is not verified") }
    }
    if let period = try provision.element("period") {
      if let start = try period.moment("start", zone), start.days.upperBound > asOf {
        return ignore(place, "it may begin after the day of the answer")
      }
      if let end = try period.moment("end", zone), end.days.upperBound < asOf {
        return ignore(place, "it has ended")
      }
    }
    let given = try consent.moment("dateTime", zone)
    if liesAhead(given) { return ignore(place, "it is dated after the day of the answer") }
    takeStanding(hits, [place], given, "consent")
  }

  /// What a Consent is about: its categories, and whom, what and what for its provision names.
  private func codings(of consent: Element, _ provision: Element?) throws(ElementFault) -> [Coding] {
    var codings: [Coding] = []
    for category in try consent.elements("category") { codings += try category.codings() }
    for actor in try provision?.elements("actor") ?? [] { codings += try actor.codings("role") }
    for action in try provision?.elements("action") ?? [] { codings += try action.codings() }
    for purpose in try provision?.elements("purpose") ?? [] { codings.append(try purpose.coding()) }
    return codings
  }

  private mutating func takeStanding(
    _ hits: [CodeIndex.Hit], _ places: [Int], _ moment: Moment?, _ method: String
  ) {
    for hit in hits {
      guard !hit.code.asks, let value = hit.code.value else {
        ask([hit], places[0], "its code does not answer")
        continue
      }
      take(
        Candidate(
          fact: hit.fact, state: .known(value), kind: .standing, moment: moment,
          origin: origin(places[0], moment, method), resources: places),
        confirmed: hit.code.confirmed, code: hit.code.code)
    }
  }

  /// Leaves facts open, and reports that they are to be asked about.
  private mutating func ask(_ hits: [CodeIndex.Hit], _ place: Int, _ because: String) {
    for hit in hits {
      let name = vocabulary[hit.fact].name
      cautions.append(
        IntakeCaution(
          source: resources[place].reference, fact: name,
          says: "\(because), so it raises the question of \(name)"))
      ignore(place, "\(because): ask about \(name)")
    }
  }
}
