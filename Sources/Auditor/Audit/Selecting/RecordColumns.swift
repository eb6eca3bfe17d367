public import PlumblineJSON
public import PlumblineLedger

extension RecordSummary {
  /// The columns as members of an object; what a record does not have is null or empty.
  public var members: [JSONMember] {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    return [
      JSONMember("index", .number(ExactNumber(index))), JSONMember("time", .string(time)),
      JSONMember("kind", .string(kind.rawValue)), JSONMember("erased", .bool(isErased)),
      JSONMember("about", about.map { .number(ExactNumber($0)) } ?? .null),
      JSONMember("patient", text(patient)), JSONMember("person", text(person)),
      JSONMember("decision", text(decision)), JSONMember("pairing", text(pairing)),
      JSONMember("certainties", list(certainties)), JSONMember("fired", list(fired)),
      JSONMember(
        "undecided",
        .object(undecided.sorted { $0.key < $1.key }.map { JSONMember($0.key, list($0.value)) })),
      JSONMember("reason_code", text(reason)), JSONMember("from", text(from?.description)),
    ]
  }
}

extension JSONValue {
  /// A line of NDJSON: canonical, but that what could act on a terminal is written as JSON's own escapes. It reads back
  /// as the same value.
  public var line: [UInt8] {
    var out: [UInt8] = []
    for scalar in canonicalText.unicodeScalars {
      if scalar.isASCII ? scalar.value != 0x7F : !scalar.isUnsafeToPrint {
        out += Array(String(scalar).utf8)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          out += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        }
      }
    }
    return out + [10]
  }
}

extension Unicode.Scalar {
  /// Controls, invisible formatting (bidirectional marks among it), and what has no agreed form.
  var isUnsafeToPrint: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: false
    }
  }
}
