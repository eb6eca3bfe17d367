internal import PlumblineJSON
public import PlumblineLedger

/// A report that an answer rests on a wrong input, and which later answer replaces it.
public struct AmendmentRequest: Sendable {
  /// The record of the answer with the wrong input.
  public var about: Int
  /// The record of the answer that replaces it.
  public var replacement: Int
  /// What was wrong.
  public var reason: String
  public var by: String?

  public init(about: Int, replacement: Int, reason: String, by: String?) {
    self.about = about
    self.replacement = replacement
    self.reason = reason
    self.by = by
  }

  /// Why one record cannot replace another.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    case notAnAnswer(index: Int, kind: RecordKind)
    case notADecision(index: Int, kind: RecordKind)
    case erased(index: Int)
    /// The replacing record is the same one, or an older one.
    case notLater(index: Int, replacement: Int)
    case otherPatient(index: Int, replacement: Int)

    public var description: String {
      switch self {
      case .notAnAnswer(let index, let kind):
        "record \(index) is of kind \(kind.rawValue), and only an answer can have had a wrong input; "
          + "list them with `plumbline audit list --kind decision`"
      case .notADecision(let index, let kind):
        "record \(index) is of kind \(kind.rawValue), and only an answer (kind decision) replaces another one; "
          + "ask again with the right input, and give that answer's record with --by-record"
      case .erased(let index):
        "the payload of record \(index) was erased, because a person's data had to go: nothing can be said of it any more"
      case .notLater(let index, let replacement):
        "record \(replacement) is not later than record \(index), so it cannot replace it; "
          + "give the later answer with --by-record"
      case .otherPatient(let index, let replacement):
        "records \(index) and \(replacement) are not of the same patient, and an answer about one person replaces none about "
          + "another; say that the input was another person's with `plumbline audit override`"
      }
    }
  }

  /// The payload, with the answer's patient, so that erasing the patient also erases the amendment.
  func payload(patient: String?) -> JSONValue {
    var members = [
      JSONMember("about", .number(about)), JSONMember("by_record", .number(replacement)),
      JSONMember("reason", .string(reason)),
    ]
    for (key, text) in [("by", by), ("patient", patient)] {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    return .object(members)
  }

  /// What was recorded, and where.
  public func words(_ appended: Appended) -> String {
    "Amended: record \(about) is replaced by record \(replacement).\n"
      + appended.names.map { "Record \($0).\n" }.joined()
  }
}

extension Ledger {
  /// Records that an answer with a wrong input is replaced by a later one. Both stay as they are.
  ///
  /// - Throws: ``AmendmentRequest/Fault``, or `LedgerError`; nothing was recorded then.
  public func amend(_ request: AmendmentRequest, time: String, engine: String) throws -> Appended {
    typealias Fault = AmendmentRequest.Fault
    let (index, number) = (request.about, request.replacement)
    let replacement = try record(number)
    guard replacement.leaf.kind == .decision else {
      throw Fault.notADecision(index: number, kind: replacement.leaf.kind)
    }
    guard let right = replacement.payload else { throw Fault.erased(index: number) }
    guard number > index else { throw Fault.notLater(index: index, replacement: number) }
    return try append(.amendment, about: index, time: time, engine: engine) { answer in
      guard answer.leaf.kind.isAnswer else { throw Fault.notAnAnswer(index: index, kind: answer.leaf.kind) }
      guard let wrong = answer.payload else { throw Fault.erased(index: index) }
      let patient = wrong["patient"]?.stringValue
      guard patient == right["patient"]?.stringValue else {
        throw Fault.otherPatient(index: index, replacement: number)
      }
      return request.payload(patient: patient)
    }
  }
}
