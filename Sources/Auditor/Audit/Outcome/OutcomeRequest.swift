public import PlumblineGuideline
public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// A report of what came of an answer: what was chosen, what was done, how it went, and scores taken afterwards.
public struct OutcomeRequest: Sendable {
  /// The answer's record.
  public var about: Int
  public var code: OutcomeCode
  /// The day for which this holds, and on which the scores were taken.
  public var day: Day
  /// What was chosen: a pairing, or words.
  public var chosen: String?
  /// What was done: how much, by whom.
  public var done: String?
  public var note: String?
  public var by: String?
  /// Scores taken afterwards, in the form of a profile; nil if there are none.
  public var scores: JSONValue?

  public init(
    about: Int, code: OutcomeCode, day: Day, chosen: String?, done: String?, note: String?, by: String?,
    scores: JSONValue? = nil
  ) {
    (self.about, self.code, self.day) = (about, code, day)
    (self.chosen, self.done, self.note, self.by) = (chosen, done, note, by)
    self.scores = scores
  }

  /// Why no outcome of a record can be recorded.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    case notAnAnswer(index: Int, kind: RecordKind)
    case erased(index: Int)
    /// The outcome would be older than the answer.
    case before(index: Int, answer: Day)
    /// It would not have happened yet.
    case toCome

    public var description: String {
      switch self {
      case .notAnAnswer(let index, let kind):
        "record \(index) is of kind \(kind.rawValue), and only an answer (kind decision) has an outcome; "
          + "list them with `plumbline audit list --kind decision`"
      case .erased(let index):
        "the payload of record \(index) was erased: there is no answer left that could have an outcome"
      case .before(let index, let answer):
        "the outcome is of a day before the answer, record \(index) of \(answer); correct the day with --as-of"
      case .toCome:
        "the outcome is of a day to come, and cannot be known yet; correct the day with --as-of"
      }
    }
  }

  /// The payload, with the answer's patient, so that erasing the patient also erases the outcome.
  func payload(patient: String?) -> JSONValue {
    var members = [
      JSONMember("about", .number(about)), JSONMember("as_of", .string(day.description)),
      JSONMember("outcome", .string(code.rawValue)),
    ]
    for (key, text) in [
      ("chosen", chosen), ("done", done), ("note", note), ("by", by), ("patient", patient),
    ] {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    if let scores { members.append(JSONMember("scores", scores)) }
    return .object(members)
  }

  /// What was recorded, and where.
  public func words(_ appended: Appended) -> String {
    "Outcome of record \(about): \(code.rawValue) (\(code.words)).\n"
      + appended.names.map { "Record \($0).\n" }.joined()
  }
}

extension Ledger {
  /// Records what came of an answer.
  ///
  /// - Throws: ``OutcomeRequest/Fault``, or `LedgerError`; nothing was recorded then.
  public func outcome(_ request: OutcomeRequest, time: String, engine: String) throws -> Appended {
    if OutcomeRequest.isToCome(request.day, at: time) { throw OutcomeRequest.Fault.toCome }
    return try append(.outcome, about: request.about, time: time, engine: engine) { answer in
      request.payload(patient: try request.answer(answer)["patient"]?.stringValue)
    }
  }
}

extension OutcomeRequest {
  /// Whether a day has begun nowhere yet: zones are up to fourteen hours ahead of UTC.
  ///
  /// - Parameter time: now, in the form of a record's time.
  public static func isToCome(_ day: Day, at time: String) -> Bool {
    guard let today = Day(String(time.prefix(10))), let before = day.before(days: 1) else { return false }
    return before > today
  }

  /// Returns the payload of the answer that this is about.
  ///
  /// - Throws: ``Fault`` if it is no answer, or was erased, or is younger than the outcome.
  func answer(_ record: ReadRecord) throws(Fault) -> JSONValue {
    guard record.leaf.kind == .decision else { throw .notAnAnswer(index: about, kind: record.leaf.kind) }
    guard let payload = record.payload else { throw .erased(index: about) }
    if let answered = payload["as_of"]?.stringValue.flatMap({ Day($0) }), day < answered {
      throw .before(index: about, answer: answered)
    }
    return payload
  }
}
