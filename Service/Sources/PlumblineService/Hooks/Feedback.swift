internal import HTTPTypes
internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineLedger

/// What became of cards, as a record system reports it: it is recorded beside the answer of each.
struct Feedback: Sendable {
  enum Outcome: Sendable {
    /// Accepted, with the names of the suggestions that were taken over: whether it was done is not known.
    case accepted(suggestions: [String])
    /// Not followed, with the coded reason and the words that were given.
    case overridden(OverrideReason?, note: String?)
  }

  struct Item: Sendable {
    var path: String
    var card: String
    var outcome: Outcome
    /// The day on which it happened; nil if the report does not say.
    var day: Day?
  }

  var items: [Item]

  private static let most = 100
  private static let longestNote = 4096
  private static let limits = JSONLimits(bytes: 1 << 20, depth: 16, stringBytes: 1 << 16, values: 20_000)

  /// - Throws: ``Problem``, with everything that is wrong.
  init(_ text: [UInt8]) throws(Problem) {
    let node = try Fields.json(text, limits: Self.limits, kind: "feedback")
    guard let list = node["feedback"]?.arrayValue, list.count <= Self.most else {
      throw Self.problem([
        Problem.Detail(path: "feedback", message: "must be a list of at most \(Self.most) reports")
      ])
    }
    var problems: [Problem.Detail] = []
    items = []
    for (place, report) in list.enumerated() {
      if let item = Self.item(report, "feedback[\(place)]", &problems) { items.append(item) }
    }
    guard problems.isEmpty else { throw Self.problem(problems) }
  }

  static func problem(_ problems: [Problem.Detail]) -> Problem {
    Problem(
      "feedback", .badRequest, "The feedback is not as CDS Hooks has it; nothing was recorded", problems)
  }

  private static func item(_ node: JSONNode, _ path: String, _ problems: inout [Problem.Detail]) -> Item? {
    let count = problems.count
    func report(_ key: String, _ message: String) {
      problems.append(Problem.Detail(path: "\(path).\(key)", message: message))
    }
    let card = node["card"]?.stringValue
    if card == nil { report("card", "must be the uuid of a card") }
    var day: Day?
    if let stamp = node["outcomeTimestamp"], !stamp.isNull {
      day = stamp.stringValue.flatMap(Self.day)
      if day == nil { report("outcomeTimestamp", "must be an instant, such as 2026-11-20T09:30:00Z") }
    }
    var outcome = Outcome.accepted(suggestions: [])
    switch node["outcome"]?.stringValue {
    case "accepted":
      let ids = suggestions(node["acceptedSuggestions"])
      if ids == nil {
        report("acceptedSuggestions", "must be a list of at most \(most) objects, each with an id")
      }
      outcome = .accepted(suggestions: ids ?? [])
    case "overridden":
      let given = object(node["overrideReason"], "overrideReason", report)
      let code = object(given?["reason"], "overrideReason.reason", report)?["code"]
      let reason = code?.stringValue.flatMap(OverrideReason.init)
      if let code, !code.isNull, reason == nil {
        report(
          "overrideReason.reason.code", "must be a code of \(OverrideReason.system), as the card offers them")
      }
      let comment = given?["userComment"]
      if let comment, !comment.isNull, comment.stringValue == nil {
        report("overrideReason.userComment", "must be a text")
      }
      let note = comment?.stringValue.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
      if let note, note.utf8.count > longestNote {
        report("overrideReason.userComment", "is longer than \(longestNote) bytes")
      }
      outcome = .overridden(reason, note: note)
    default: report("outcome", "must be accepted or overridden")
    }
    guard problems.count == count, let card else { return nil }
    return Item(path: path, card: card, outcome: outcome, day: day)
  }

  /// The day of an instant as JSON writes it in FHIR and CDS Hooks; nil if it is none.
  private static func day(_ text: String) -> Day? {
    let time = /[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?/
    guard let day = Day(String(text.prefix(10))), (try? time.wholeMatch(in: text.dropFirst(10))) != nil else {
      return nil
    }
    return day
  }

  /// An object, if one is given; anything else is a problem.
  private static func object(
    _ node: JSONNode?, _ path: String, _ report: (String, String) -> Void
  ) -> JSONNode? {
    guard let node, !node.isNull else { return nil }
    if node.objectValue != nil { return node }
    report(path, "must be an object")
    return nil
  }

  /// The names of suggestions; none if nothing is said of them, nil if it cannot be read.
  private static func suggestions(_ node: JSONNode?) -> [String]? {
    guard let node, !node.isNull else { return [] }
    guard let list = node.arrayValue, list.count <= most else { return nil }
    let ids = list.compactMap { $0["id"]?.stringValue }
    return ids.count == list.count ? ids : nil
  }

  // MARK: recording

  /// What was recorded, and how much of it was known already.
  struct Recorded: Sendable {
    var accepted = 0
    var overridden = 0
    var again = 0
  }

  /// Records every report beside its answer; one that was recorded before is not recorded again.
  ///
  /// - Parameter client: who reports it; nil if that is not known.
  /// - Throws: ``Problem`` if a card is not one of this ledger's, or its answer is gone: nothing was recorded then; or `LedgerError`.
  func record(in ledger: Ledger, today: Day, time: String, by client: String?) throws -> Recorded {
    let early = items.filter { item in item.day.map { OutcomeRequest.isToCome($0, at: time) } ?? false }
    guard early.isEmpty else {
      throw Self.problem(
        early.map { Problem.Detail(path: "\($0.path).outcomeTimestamp", message: "is an instant to come") })
    }
    var problems: [Problem.Detail] = []
    let answers = try items.map { item -> ReadRecord? in
      let record = try CardName.index(of: item.card, ledger).map { try ledger.record($0) }
      guard let record, [.decision].contains(record.leaf.kind), record.payload != nil else {
        problems.append(
          Problem.Detail(
            path: "\(item.path).card",
            message: record == nil
              ? "names no card of this service" : "names an answer that cannot be reported on"))
        return nil
      }
      return record
    }
    guard problems.isEmpty else {
      throw Problem(
        "feedback", .notFound, "The feedback is about cards that are not there; nothing was recorded",
        problems)
    }
    var recorded = Recorded()
    for (item, answer) in zip(items, answers.compactMap { $0 }) {
      try record(item, of: answer, in: ledger, today, time, client, &recorded)
    }
    return recorded
  }

  private func record(
    _ item: Item, of answer: ReadRecord, in ledger: Ledger, _ today: Day, _ time: String,
    _ client: String?, _ recorded: inout Recorded
  ) throws {
    let engine = Evaluator.version
    let known = try ledger.summaries(about: answer).filter { !$0.isErased }
    switch item.outcome {
    case .accepted(let suggestions):
      let chosen = CardName.chosen(suggestions, of: item.card, about: answer.payload?["decision"])
      let isKnown = try known.contains { summary in
        guard summary.outcome == OutcomeCode.accepted.rawValue else { return false }
        return try ledger.record(summary.index).payload?["chosen"]?.stringValue == chosen
      }
      if isKnown { return recorded.again += 1 }
      let answered = answer.payload?["as_of"]?.stringValue.flatMap { Day($0) }
      let request = OutcomeRequest(
        about: answer.index, code: .accepted, day: max(item.day ?? today, answered ?? today), chosen: chosen,
        done: nil, note: nil, by: client)
      _ = try ledger.outcome(request, time: time, engine: engine)
      recorded.accepted += 1
    case .overridden(let reason, let note):
      let isKnown = try known.contains { summary in
        guard summary.kind == .override, summary.reason == reason?.code else { return false }
        return try ledger.record(summary.index).payload?["note"]?.stringValue == note
      }
      if isKnown { return recorded.again += 1 }
      let request = OverrideRequest(about: answer.index, reason: reason, instead: nil, note: note, by: client)
      _ = try ledger.override(request, time: time, engine: engine)
      recorded.overridden += 1
    }
  }
}
