internal import PlumblineCryptography
internal import PlumblineJSON
internal import PlumblineTransparency

/// An authority's timestamp of a signed head, as its record keeps it: the head, what was asked, and what was answered.
struct RecordedTimestamp {
  let note: SignedNote
  let head: Checkpoint
  let request: TimestampRequest
  private let response: [UInt8]

  /// Nil unless the request is about exactly this head.
  init?(head note: SignedNote, request: [UInt8], response: [UInt8]) {
    guard let head = try? Checkpoint(parsing: note.text), let request = TimestampRequest(request),
      request.digest == Self.digest(note)
    else { return nil }
    (self.note, self.head, self.request, self.response) = (note, head, request, response)
  }

  init?(_ payload: JSONValue) {
    guard let text = payload["checkpoint"]?.stringValue,
      let note = try? SignedNote(parsing: Array(text.utf8)),
      let request = payload["request"]?.stringValue.flatMap(Base64.decode),
      let response = payload["response"]?.stringValue.flatMap(Base64.decode)
    else { return nil }
    self.init(head: note, request: request, response: response)
  }

  /// What is timestamped: the SHA-256 of the signed head, word for word.
  static func digest(_ note: SignedNote) -> [UInt8] { SHA256.hash(note.bytes) }

  /// Reads the answer; its signature is checked if the authority's certificates are given.
  func read(_ authority: [UInt8]?) throws(Timestamp.Fault) -> Timestamp {
    guard let authority else { return try Timestamp(response, answering: request) }
    return try Timestamp(response, answering: request, authority: authority)
  }

  func payload(_ stamp: Timestamp, by person: String?) -> JSONValue {
    .object(
      [
        JSONMember("checkpoint", .string(note.description)),
        JSONMember("request", .string(Base64.encode(request.bytes))),
        JSONMember("response", .string(Base64.encode(response))), JSONMember("time", .string(stamp.time)),
      ] + (person.map { [JSONMember("by", .string($0))] } ?? []))
  }
}
