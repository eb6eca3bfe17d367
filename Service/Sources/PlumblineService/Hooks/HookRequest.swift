internal import HTTPTypes
internal import PlumblineJSON

/// A request of CDS Hooks: which patient it is about, who asks, and what of the record came along.
///
/// Drafts of orders and appointments in its context are not read: what is only being considered says nothing of the patient.
struct HookRequest: Sendable {
  /// A part of the record that came along, or did not.
  enum Prefetched: Sendable {
    case resource(JSONValue)
    /// The record has nothing of it.
    case nothing
    /// It could not be fetched: there is an OperationOutcome in its place.
    case failed
  }

  var hook: String
  var patient: String
  /// Who asks, as the record system says; nil if it does not.
  var user: String?
  var prefetch: [(key: String, value: Prefetched)]
  /// Where the record is; nil if the request does not say.
  var server: String?
  /// What opens the record there. It is sent to that server alone, and stands in no record and no line of a log.
  var accessToken: String?
  /// What became of what did not come along.
  var fetching = Fetching.notAsked

  enum Fetching: Sendable {
    /// There is no server to ask.
    case notAsked
    /// The server is none of those that the operator named.
    case notAllowed
    /// A stop is true in what came along, and must not wait.
    case stopped
    case asked
  }

  private static let longest = 200
  private static let longestToken = 8_192

  /// Reads a request for a hook; members that are not known are ignored.
  ///
  /// - Throws: ``Problem``, with everything that is wrong.
  init(_ text: [UInt8], for hook: String, limits: JSONLimits) throws(Problem) {
    let node = try Fields.json(text, limits: limits)
    guard node.objectValue != nil else {
      throw Problem("request", .badRequest, "The body is no request of CDS Hooks: it is no object")
    }
    var problems: [Problem.Detail] = []
    func report(_ path: String, _ message: String) {
      problems.append(Problem.Detail(path: path, message: message))
    }
    func string(
      _ parent: JSONNode?, _ key: String, _ path: String, isNeeded: Bool, longest: Int = Self.longest
    ) -> String? {
      guard let value = parent?[key], !value.isNull else {
        if isNeeded { report(path, "is missing") }
        return nil
      }
      guard let text = value.stringValue else {
        report(path, "must be a string")
        return nil
      }
      if text.isEmpty { report(path, "is empty") }
      if text.utf8.count > longest { report(path, "is longer than \(longest) bytes") }
      return text
    }
    let named = string(node, "hook", "hook", isNeeded: true)
    if let named, named != hook { report("hook", "this service is for the hook \(hook)") }
    _ = string(node, "hookInstance", "hookInstance", isNeeded: true)
    let context = node["context"]
    if context?.objectValue == nil { report("context", context == nil ? "is missing" : "must be an object") }
    let patient = string(context, "patientId", "context.patientId", isNeeded: context?.objectValue != nil)
    user = string(context, "userId", "context.userId", isNeeded: false)
    server = string(node, "fhirServer", "fhirServer", isNeeded: false, longest: 2_000)
    if let authorization = node["fhirAuthorization"], !authorization.isNull {
      if server == nil { report("fhirServer", "is missing, and fhirAuthorization needs it") }
      accessToken = string(
        authorization, "access_token", "fhirAuthorization.access_token", isNeeded: true,
        longest: Self.longestToken)
      if let accessToken, !accessToken.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
        report("fhirAuthorization.access_token", "has a character that no token has")
      }
      if let other = authorization["patient"]?.stringValue, let patient, other != patient {
        report("fhirAuthorization.patient", "is another patient than context.patientId")
      }
    }
    prefetch = []
    if let given = node["prefetch"], !given.isNull {
      guard let members = given.objectValue else {
        report("prefetch", "must be an object")
        throw Self.problem(problems)
      }
      for member in members {
        let path = "prefetch.\(member.key)"
        if member.node.isNull {
          prefetch.append((member.key, .nothing))
        } else if member.node.objectValue == nil {
          report(path, "must be a resource, or null")
        } else if member.node["resourceType"]?.stringValue == "OperationOutcome" {
          prefetch.append((member.key, .failed))
        } else if member.node["resourceType"]?.stringValue == nil {
          report(path, "is no resource: it has no resourceType")
        } else {
          prefetch.append((member.key, .resource(member.node.value)))
        }
      }
    }
    guard problems.isEmpty, let patient else { throw Self.problem(problems) }
    (self.hook, self.patient) = (hook, patient)
  }

  /// The record of a patient, of which nothing came along.
  ///
  /// - Parameter token: what opens it.
  init(opening patient: String, with token: String) {
    (hook, self.patient, accessToken, prefetch) = ("launch", patient, token, [])
  }

  private static func problem(_ problems: [Problem.Detail]) -> Problem {
    Problem("request", .badRequest, "The request is not as CDS Hooks has it; nothing was decided", problems)
  }

  /// The record that came along, as one Bundle about the patient whose chart is open.
  ///
  /// Without a Patient, one with only an id stands for it, so that what is about anybody else is not used.
  var record: JSONValue {
    var resources = prefetch.compactMap { if case .resource(let value) = $0.value { value } else { nil } }
    if !resources.contains(where: isPatient) {
      resources.append(["resourceType": "Patient", "id": .string(patient)])
    }
    return [
      "resourceType": "Bundle", "type": "collection", "entry": .array(resources.map { ["resource": $0] }),
    ]
  }

  /// Whether a resource is the patient, or a Bundle that holds the patient.
  private func isPatient(_ resource: JSONValue) -> Bool {
    switch resource["resourceType"]?.stringValue {
    case "Patient": resource["id"]?.stringValue == patient
    case "Bundle":
      (resource["entry"]?.arrayValue ?? []).contains { $0["resource"].map(isPatient) ?? false }
    default: false
    }
  }
}
