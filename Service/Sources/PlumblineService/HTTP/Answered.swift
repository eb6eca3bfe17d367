internal import HTTPTypes
internal import Hummingbird

/// An answer as it is sent, whole.
struct Answered: Sendable {
  var status: HTTPResponse.Status = .ok
  var type = "application/json"
  var bytes: [UInt8]

  init(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) { (self.bytes, self.status) = (bytes, status) }

  init(_ problem: Problem) {
    (status, type, bytes) = (problem.status, "application/problem+json", problem.bytes)
  }

  var response: Response {
    var response = Response.json(bytes, status: status)
    response.headers[.contentType] = type
    return response
  }
}
