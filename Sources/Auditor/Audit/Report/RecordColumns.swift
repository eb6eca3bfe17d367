public import PlumblineJSON
public import PlumblineLedger

extension RecordSummary {
  /// The columns as members of an object; what a record does not have is null or empty.
  public var members: [JSONMember] {
    return [
      JSONMember("index", .number(index)), JSONMember("time", .string(time)),
      JSONMember("kind", .string(kind.rawValue)), JSONMember("erased", .bool(isErased)),
      JSONMember("about", about.map { .number($0) } ?? .null),
      JSONMember("patient", .text(patient)), JSONMember("person", .text(person)),
      JSONMember("decision", .text(decision)), JSONMember("pairing", .text(pairing)),
      JSONMember("certainties", .strings(certainties)), JSONMember("fired", .strings(fired)),
      JSONMember(
        "undecided",
        .object(undecided.sorted { $0.key < $1.key }.map { JSONMember($0.key, .strings($0.value)) })),
      JSONMember("reason_code", .text(reason)), JSONMember("outcome", .text(outcome)),
      JSONMember("from", .text(from?.description)),
    ]
  }
}
