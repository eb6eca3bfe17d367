internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineText
internal import PlumblineTransparency

/// What a verified ledger rests on, in lines: which key vouches for which records, and which time an authority has confirmed.
struct AnchorReport {
  private let result: Verification
  private let request: VerificationRequest

  init(_ result: Verification, _ request: VerificationRequest) {
    (self.result, self.request) = (result, request)
  }

  /// A line for each key; none if no key was exchanged.
  var keys: [String] { result.spans.count > 1 ? result.spans.map(words) : [] }

  /// How many timestamps have a line of their own.
  private static let shown = 5

  /// Lines about the latest timestamps, and what rests on this machine's clock alone; none if there are no timestamps.
  var times: [String] {
    var lines: [String] = []
    var covered = 0
    for span in result.timestamps where span.size > covered {
      let records = span.size == covered + 1 ? "record \(covered)" : "records \(covered) to \(span.size - 1)"
      let was = span.size == covered + 1 ? "was" : "were"
      let check =
        span.isChecked
        ? "an authority's, checked with its certificate"
        : "an authority's signature was NOT checked, because its certificate was not given (--authority)"
      lines.append(
        "time: \(records) \(was) there by \(span.time), by the timestamp in record \(span.record) (policy \(span.policy)): \(check)"
      )
      covered = span.size
    }
    if lines.isEmpty { return [] }
    let left = lines.count - Self.shown
    let hidden = left > 0 ? ["time: \(left.counted("earlier timestamp")), in --format json"] : []
    let rest =
      covered < result.records ? ["time: records from \(covered) on: this machine's clock alone"] : []
    return hidden + lines.suffix(Self.shown) + rest
  }

  /// For which records a key vouches, and what they rest on if it was lost.
  private func words(_ span: KeySpan) -> String {
    guard let end = span.end else { return "records from \(span.first) on: the key \(span.key)" }
    let last = end.record - 1
    let records = span.first == last ? "record \(last)" : "records \(span.first) to \(last)"
    let start = "\(records): the key \(span.key)"
    switch end {
    case .exchanged(let record):
      return "\(start), ended by record \(record), which it signed, as did the key that follows"
    case .lost(let record, let signed, let unsigned):
      let people =
        (signed.isEmpty ? [] : ["by \(signed.joined(separator: " and "))"])
        + unsigned.map {
          request.signers == nil
            ? "in the name of \($0), unchecked without a register of people (--people)"
            : "in the name of \($0), WITHOUT a signature by a key that the register of people gives"
        }
      let held = request.since.contains { note in
        (try? Checkpoint(parsing: note.text).size).map { $0 > span.first && $0 <= record } ?? false
      }
      return "\(start), LOST: record \(record) says so, signed by the key that follows"
        + (people.isEmpty ? "" : ", and \(people.joined(separator: ", "))")
        + "; they rest on the last head that the lost key signed, of \(record.counted("record")), on "
        + (held ? "the checkpoint given with --since, on " : "")
        + "checkpoints and receipts that were handed out before, and on the keys since"
    case .doubtful(let record): return "\(start), until record \(record), which is NOT as it should be"
    }
  }

  static func json(_ span: KeySpan) -> JSONValue {
    var members: [JSONMember] = [
      JSONMember("key", .string("\(span.key)")), JSONMember("first", .number(ExactNumber(span.first))),
      JSONMember("ended_by", span.end.map { .number(ExactNumber($0.record)) } ?? .null),
    ]
    switch span.end {
    case nil: members.append(JSONMember("end", .null))
    case .exchanged: members.append(JSONMember("end", "exchanged"))
    case .doubtful: members.append(JSONMember("end", "doubtful"))
    case .lost(_, let signed, let unsigned):
      members += [
        JSONMember("end", "lost"), JSONMember("signed_by", .strings(signed)),
        JSONMember("not_signed_by", .strings(unsigned)),
      ]
    }
    return .object(members)
  }

  static func json(_ span: TimestampedSpan) -> JSONValue {
    [
      "record": .number(span.record), "records": .number(span.size), "time": .string(span.time),
      "policy": .string(span.policy), "checked": .bool(span.isChecked),
    ]
  }
}
