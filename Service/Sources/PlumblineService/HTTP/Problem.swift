internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import PlumblineEngine
internal import PlumblineJSON

/// A request that is not answered, as problem details (RFC 9457): everything that is wrong with it, with paths, and no values.
struct Problem: Error, Sendable {
  struct Detail: Sendable {
    /// `prefetch.patient`; empty for the whole.
    var path: String
    var message: String
  }

  /// The last part of its URI, `urn:plumbline:problem:…`.
  var type: String
  var status: HTTPResponse.Status
  var title: String
  var detail: String?
  var problems: [Detail] = []
  /// The methods that there are, where the request had another one.
  var methods: [String] = []
  /// After how many seconds to come back.
  var retryAfter: Int?
  /// The refusal of a profile in JSON, with the stops to act on.
  var refusal: [UInt8]?

  init(
    _ type: String, _ status: HTTPResponse.Status, _ title: String, detail: String? = nil,
    _ problems: [Detail] = []
  ) {
    (self.type, self.status, self.title, self.detail, self.problems) = (type, status, title, detail, problems)
  }

  var bytes: [UInt8] {
    var members: [JSONMember] = [
      JSONMember("type", .string("urn:plumbline:problem:\(type)")), JSONMember("title", .string(title)),
      JSONMember("status", .number(status.code)),
    ]
    if let detail { members.append(JSONMember("detail", .string(detail))) }
    if !problems.isEmpty {
      members.append(
        JSONMember(
          "problems",
          .array(problems.map { ["path": .string($0.path), "message": .string($0.message)] })))
    }
    var bytes = JSONValue.object(members).canonical
    if let refusal { bytes = bytes.dropLast() + Array(",\"refusal\":".utf8) + refusal + Array("}".utf8) }
    return bytes + [0x0A]
  }

  var response: Response {
    var response = Answered(self).response
    if let retryAfter { response.headers[.retryAfter] = "\(retryAfter)" }
    if !methods.isEmpty { response.headers[.allow] = methods.joined(separator: ", ") }
    if status == .unauthorized {
      response.headers[.wwwAuthenticate] = problems.isEmpty ? "Bearer" : "Bearer error=\"invalid_token\""
    }
    return response
  }
}

extension Problem {
  static func busy(_ limits: ServiceLimits) -> Problem {
    var problem = Problem(
      "busy", .serviceUnavailable, "As many requests wait as may",
      detail: "Nothing was decided. Send it again in a while; Retry-After says when.")
    problem.retryAfter = limits.retryAfter
    return problem
  }

  /// Not even its stops could be looked for.
  static func unchecked(_ limits: ServiceLimits) -> Problem {
    var problem = busy(limits)
    problem.detail =
      "Nothing was decided, and red flags were not looked at: look at them yourself. Send it again in a while; Retry-After says when."
    return problem
  }

  /// A stop was found, and could not be answered.
  static func stopWaits(_ limits: ServiceLimits) -> Problem {
    var problem = busy(limits)
    problem.title = "A red flag may be a stop, and as many stops wait as may"
    problem.detail =
      "Nothing was decided: look at the red flags yourself, now. Send it again in a while; Retry-After says when."
    return problem
  }

  static func withheld(_ limits: ServiceLimits) -> Problem {
    var problem = Problem(
      "not-recorded", .serviceUnavailable, "The answer is withheld, because it could not be recorded",
      detail:
        "The ledger cannot be used now. The service's log says why; /readyz says when it is ready again.")
    problem.retryAfter = limits.retryAfter
    return problem
  }

  static func notRecorded(_ limits: ServiceLimits) -> Problem {
    var problem = Problem(
      "not-recorded", .serviceUnavailable, "The feedback was not recorded",
      detail: "The ledger cannot be used now. Send it again after the time in Retry-After.")
    problem.retryAfter = limits.retryAfter
    return problem
  }

  static let unauthorized = Problem(
    "unauthorized", .unauthorized, "The request has no valid token",
    detail:
      "Send the header Authorization: Bearer TOKEN, with the line in the service's token file, your client's token, "
      + "or one that your record system signed.")

  static func badToken(_ problems: [Detail]) -> Problem {
    Problem("unauthorized", .unauthorized, "The request's signed token is not valid", problems)
  }

  static func forbidden(_ roles: Set<Client.Role>) -> Problem {
    Problem(
      "forbidden", .forbidden, "The client may not do this",
      detail: "It is for \(roles.map(\.rawValue).sorted().joined(separator: " or ")) clients.")
  }

  static func otherMethod(_ methods: [String]) -> Problem {
    var problem = Problem("method", .methodNotAllowed, "This page is not asked with this method")
    problem.methods = methods
    return problem
  }

  static func tooLarge(_ limits: ServiceLimits) -> Problem {
    Problem(
      "too-large", .contentTooLarge, "The body is larger than \(limits.body) bytes",
      detail: "Nothing was read. Send less, or ask the operator to raise --max-body.")
  }
}

extension Response {
  static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [
        .contentType: "application/json", .contentLength: "\(bytes.count)", .cacheControl: "no-store",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  static func text(_ text: String, _ type: String = "text/plain; charset=utf-8") -> Response {
    Response(
      status: .ok,
      headers: [.contentType: type, .contentLength: "\(text.utf8.count)", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
