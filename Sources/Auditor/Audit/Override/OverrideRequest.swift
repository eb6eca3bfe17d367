internal import PlumblineJSON
public import PlumblineLedger

/// A report that an answer was not followed: which answer, the coded reason, and what was done instead.
public struct OverrideRequest: Sendable {
  /// The answer's record.
  public var about: Int
  /// nil if whoever overrode it gave none.
  public var reason: OverrideReason?
  /// What was done instead: a pairing, or free text.
  public var instead: String?
  public var note: String?
  public var by: String?

  public init(about: Int, reason: OverrideReason?, instead: String?, note: String?, by: String?) {
    self.about = about
    self.reason = reason
    self.instead = instead
    self.note = note
    self.by = by
  }

  /// Why a record cannot be overridden.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    case notAnAnswer(index: Int, kind: RecordKind)
    case erased(index: Int)

    public var description: String {
      switch self {
      case .notAnAnswer(let index, let kind):
        "record \(index) is of kind \(kind.rawValue), and only an answer (kind decision) can be overridden; "
          + "list them with `plumbline audit list --kind decision`"
      case .erased(let index):
        "the payload of record \(index) was erased: there is no answer left to override"
      }
    }
  }

  /// The payload, with the answer's patient, so that erasing the patient also erases the override.
  func payload(patient: String?) -> JSONValue {
    var members = [JSONMember("about", .number(about))]
    for (key, text) in [
      ("reason_code", reason?.code), ("instead", instead), ("note", note), ("by", by), ("patient", patient),
    ] {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    return .object(members)
  }
}

extension Ledger {
  /// Records an override.
  ///
  /// - Throws: ``OverrideRequest/Fault``, or `LedgerError`; nothing was recorded then.
  public func override(_ request: OverrideRequest, time: String, engine: String) throws -> Appended {
    try append(.override, about: request.about, time: time, engine: engine) { answer in
      guard answer.leaf.kind == .decision else {
        throw OverrideRequest.Fault.notAnAnswer(index: request.about, kind: answer.leaf.kind)
      }
      guard let payload = answer.payload else { throw OverrideRequest.Fault.erased(index: request.about) }
      return request.payload(patient: payload["patient"]?.stringValue)
    }
  }
}
