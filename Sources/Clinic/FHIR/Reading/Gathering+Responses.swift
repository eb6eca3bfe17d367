internal import PlumblineGuideline
internal import PlumblineJSON

/// QuestionnaireResponses: answers by the Questionnaire's canonical URL and the item's `linkId`, or by the item's code.
extension Gathering {
  /// Learns the codes of a Questionnaire's questions.
  mutating func learnQuestions(of place: Int) throws(ElementFault) {
    let questionnaire = resources[place].element
    ignore(place, "it asks, and answers nothing")
    guard let url = try questionnaire.text("url") else { return }
    try learn(questionnaire, url)
  }

  private mutating func learn(_ parent: Element, _ url: String) throws(ElementFault) {
    for item in try parent.elements("item") {
      if let link = try item.text("linkId") {
        var codings: [Coding] = []
        for code in try item.elements("code") { codings.append(try code.coding()) }
        if !codings.isEmpty { questionCodes[CodeIndex.Key(system: url, code: link)] = codings }
      }
      try learn(item, url)
    }
  }

  /// What every answer of a response shares.
  private struct Response {
    var place: Int
    /// The canonical URL without its version.
    var url: String
    var instrument: Instrument?
    var moment: Moment?
    var recorded: String?
    var sitting: String
    /// Whether the patient, or a relative, answered by themselves.
    var isPatients: Bool
    /// How many answers counted.
    var used = 0
    var seen: [String: Int] = [:]
  }

  mutating func readResponse(_ place: Int) throws(ElementFault) {
    let response = resources[place].element
    guard ["completed", "amended"].contains(try response.text("status") ?? "") else {
      return ignore(place, "its status is not completed or amended")
    }
    let moment = try response.moment("authored", zone)
    if liesAhead(moment) { return ignore(place, "it is dated after the day of the answer") }
    let canonical = try response.text("questionnaire") ?? ""
    let url = String(canonical.prefix { $0 != "|" })
    if url.hasPrefix("#") {
      for contained in try response.elements("contained")
      where try contained.text("id") == String(url.dropFirst()) {
        try learn(contained, url)
      }
    }
    let author = try response.reference("author")?.text ?? ""
    var read = Response(
      place: place, url: url, instrument: index.instrument(askedBy: url), moment: moment,
      recorded: try response.text("authored"), sitting: moment?.name ?? resources[place].reference,
      isPatients: ["Patient/", "RelatedPerson/"].contains { author.contains($0) })
    try count(response, &read)
    try readItems(of: response, &read)
    if url.hasPrefix("#") { questionCodes = questionCodes.filter { $0.key.system != url } }
    if read.used == 0 {
      ignore(place, "none of its answers is to a question that is mapped")
    }
  }

  /// Counts how often each question stands in it: one that is there twice is not read.
  private func count(_ parent: Element, _ response: inout Response) throws(ElementFault) {
    for item in try parent.elements("item") {
      if let link = try item.text("linkId"), item.has("answer") { response.seen[link, default: 0] += 1 }
      try count(item, &response)
      for answer in try item.elements("answer") { try count(answer, &response) }
    }
  }

  private mutating func readItems(of parent: Element, _ response: inout Response) throws(ElementFault) {
    for item in try parent.elements("item") {
      if try item.reasonToIgnore() == nil { try readItem(item, &response) }
      try readItems(of: item, &response)
      for answer in try item.elements("answer") { try readItems(of: answer, &response) }
    }
  }

  private mutating func readItem(_ item: Element, _ response: inout Response) throws(ElementFault) {
    guard let link = try item.text("linkId") else { return }
    let answers = try item.elements("answer")
    guard let answer = answers.first else { return }
    guard let target = target(link, response) else { return }
    func report(_ gathering: inout Gathering, _ because: String) {
      gathering.parts[response.place, default: []].append(IntakePart(name: "item", because: because))
      gathering.ignore(response.place, because)
    }
    if answers.count > 1 { return report(&self, "a question has several answers") }
    if response.seen[link, default: 0] > 1 { return report(&self, "a question is answered twice") }
    switch target {
    case .item(let own):
      guard let instrument = vocabulary.instruments[own.instrument] else { return }
      if let absence = try ValueReading.absence(answer) {
        response.used += 1
        let part = ReadPart(
          resource: response.place, whole: nil, sitting: response.sitting, moment: response.moment,
          recorded: response.recorded)
        return takeAbsence(absence, of: instrument, own, part)
      }
      guard let points = try values.points(answer, of: instrument, own.number), points != .unreadable else {
        return report(&self, "an answer does not fit \(instrument.title)")
      }
      response.used += 1
      administrations.add(
        points, to: own, in: response.sitting, at: response.moment, recorded: response.recorded,
        resource: response.place, whole: response.place)
    case .fact(let hit, let isOurs):
      var reading = values
      reading.isUnitKnown = isOurs
      guard let value = try reading.read(answer, for: hit) else { return }
      let fact = vocabulary[hit.fact]
      guard case .state(let state, let given) = value else {
        if case .refused(let reason) = value { report(&self, reason) }
        return
      }
      if fact.fhir?.isClinicians ?? false, response.isPatients, state == .known(.boolean(false)) {
        return report(&self, "a no to \(fact.name) counts only from a clinician")
      }
      response.used += 1
      parts[response.place, default: []].append(IntakePart(name: "item", facts: [fact.name]))
      take(
        Candidate(
          fact: hit.fact, state: state, kind: .answer, moment: response.moment,
          origin: origin(
            response.place, response.moment, recorded: response.recorded, "answer", sitting: response.sitting,
            given: given),
          resources: [response.place]), confirmed: hit.code.confirmed, code: hit.code.code)
    }
  }

  private enum Target {
    case item(CodeIndex.Item)
    /// A fact, and whether the question is of this vocabulary, and so in its unit.
    case fact(CodeIndex.Hit, isOurs: Bool)
  }

  /// Returns what a question asks about: by the question's codes; by the questionnaire and its `linkId`; by a `linkId` that ends in a
  /// code of LOINC, as LOINC's own forms have it.
  private func target(_ link: String, _ response: Response) -> Target? {
    var codings = questionCodes[CodeIndex.Key(system: response.url, code: link)] ?? []
    let last = String(link.split(separator: "/").last ?? "")
    if link.contains("/"), last.wholeMatch(of: /[0-9]{1,6}-[0-9]/) != nil {
      codings.append(Coding(system: "http://loinc.org", code: last))
    }
    if let item = index.item(codings) { return .item(item) }
    if let hit = index.observations(codings).first {
      return .fact(hit, isOurs: hit.code.system == CodeSystem.facts)
    }
    if CodeIndex.isOurs(response.url), let fact = index.fact(named: link) {
      return .fact(CodeIndex.Hit(fact: fact, code: CodeIndex.ownCode(link)), isOurs: true)
    }
    if let fact = index.fact(askedBy: response.url, link) {
      return .fact(CodeIndex.Hit(fact: fact, code: CodeIndex.ownCode(vocabulary[fact].name)), isOurs: true)
    }
    if let instrument = response.instrument {
      let known = instrument.fhir?.items.firstIndex { $0.code == last }.map { $0 + 1 }
      if let number = known ?? Int(last), (1...instrument.itemCount).contains(number) {
        return .item(CodeIndex.Item(instrument: instrument.name, number: number))
      }
    }
    return nil
  }
}
