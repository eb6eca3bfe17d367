internal import PlumblineGuideline
internal import PlumblineJSON

/// QuestionnaireResponses: answers by the Questionnaire's canonical URL and the item's `linkId`, or by the item's code.
extension Gathering {
  /// What every answer of a response shares.
  private struct Response {
    var part: ReadPart
    /// The canonical URL without its version; of a contained Questionnaire a name of its own.
    var url: String
    var version: String?
    var instrument: Instrument?
    /// How many answers counted.
    var used = 0
  }

  mutating func readResponse(_ place: Int) throws(ElementFault) {
    let response = resources[place].element
    guard ["completed", "amended"].contains(try response.text("status") ?? "") else {
      return ignore(place, "its status is not completed or amended")
    }
    let moment = try response.moment("authored", zone)
    if liesAhead(moment) { return ignore(place, "it is dated after the day of the answer") }
    let canonical = try response.text("questionnaire") ?? ""
    let parts = canonical.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    var url = parts.first ?? ""
    let instrument = index.instrument(askedBy: url)
    if url.hasPrefix("#") {
      let id = String(url.dropFirst())
      // No other response may find these questions.
      url = "\(resources[place].reference) \(place) \(url)"
      for contained in try response.elements("contained") where try contained.text("id") == id {
        try questions.learn(contained, url, version: "")
      }
    }
    var read = Response(
      part: ReadPart(
        resource: place, whole: nil, sitting: moment?.name ?? resources[place].reference, moment: moment,
        recorded: try response.text("authored")),
      url: url, version: parts.count > 1 ? parts[1] : nil, instrument: instrument)
    try readItems(of: response, &read)
    if read.used == 0, reasons[place] == nil {
      ignore(place, "none of its answers is to a question that is mapped")
    }
  }

  private mutating func readItems(of parent: Element, _ response: inout Response) throws(ElementFault) {
    for item in try parent.elements("item") {
      // What stands in something that cannot be read is not read either.
      if let reason = try item.reasonToIgnore() {
        report(reason, response)
        continue
      }
      var answers: [Element] = []
      for answer in try item.elements("answer") {
        if let reason = try answer.reasonToIgnore() {
          report(reason, response)
        } else {
          answers.append(answer)
        }
      }
      for answer in answers { try read(answer, to: item, &response) }
      try readItems(of: item, &response)
      for answer in answers { try readItems(of: answer, &response) }
    }
  }

  private mutating func report(_ because: String, _ response: Response) {
    let place = response.part.resource
    parts[place, default: []].append(IntakePart(name: "item", because: because))
    ignore(place, because)
  }

  /// Reads one answer. Several answers to one question must say the same, as those in several resources must.
  private mutating func read(_ answer: Element, to item: Element, _ response: inout Response)
    throws(ElementFault)
  {
    guard let link = try item.text("linkId"), let target = target(link, response) else { return }
    let part = response.part
    switch target {
    case .several(let items):
      try addContradiction(answer, items, part)
      report(Self.severalQuestions, response)
    case .item(let own):
      guard let instrument = vocabulary.instruments[own.instrument] else { return }
      if let absence = try ValueReading.absence(answer) {
        response.used += 1
        return takeAbsence(absence, of: instrument, own, part)
      }
      guard let points = try values.points(answer, of: instrument, own.number), points != .unreadable else {
        return report("an answer does not fit \(instrument.title)", response)
      }
      response.used += 1
      administrations.add(
        points, to: own, in: part.sitting, at: part.moment, recorded: part.recorded, resource: part.resource,
        whole: part.resource, isResponse: true)
    case .fact(let hit, let isOurs):
      var reading = values
      reading.isUnitKnown = isOurs
      guard let value = try reading.read(answer, for: hit) else { return }
      let fact = vocabulary[hit.fact]
      switch value {
      case .refused(let reason): return report(reason, response)
      case .contradicting(let values): takeContradiction(values, of: hit.fact, part, "answer")
      case .state(let state, let given):
        if try isNoByOthers(state, of: fact, in: part.resource) {
          return report(Self.onlyByClinicians(fact), response)
        }
        take(
          Candidate(
            fact: hit.fact, state: state, kind: .answer, moment: part.moment,
            origin: origin(
              part.resource, part.moment, recorded: part.recorded, "answer", sitting: part.sitting,
              given: given),
            resources: [part.resource]), confirmed: hit.code.confirmed, code: hit.code.code)
      }
      response.used += 1
      parts[part.resource, default: []].append(IntakePart(name: "item", facts: [fact.name]))
    }
  }

  private enum Target {
    case item(CodeIndex.Item)
    /// A fact, and whether the question is of this vocabulary, and so in its unit.
    case fact(CodeIndex.Hit, isOurs: Bool)
    /// Its codes contradict each other; the items of questionnaires among them.
    case several(Set<CodeIndex.Item>)
  }

  /// Returns what a question asks about: by the question's codes; by the questionnaire and its `linkId`; by a `linkId` that ends in a
  /// code of LOINC, as LOINC's own forms have it.
  private func target(_ link: String, _ response: Response) -> Target? {
    var codings = questions.codes(of: link, in: response.url, version: response.version)
    let last = String(link.split(separator: "/").last ?? "")
    if link.contains("/"), last.wholeMatch(of: /[0-9]{1,6}-[0-9]/) != nil {
      codings.append(Coding(system: "http://loinc.org", code: last))
    }
    let items = index.items(codings)
    let hits = index.observations(codings)
    if items.count > 1 || Set(hits.map(\.fact)).count > 1 || (!items.isEmpty && !hits.isEmpty) {
      return .several(items)
    }
    if let item = items.first { return .item(item) }
    if let hit = hits.first { return .fact(hit, isOurs: hit.code.system == CodeSystem.facts) }
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
