internal import PlumblineJSON

/// Reads only canonical JSON (RFC 8785), and keeps only the requested parts.
///
/// A payload may be as large as a cell, but only a small part of most payloads is needed. Everything is read by the same grammar
/// and within the same limits as by ``JSONReader``, whether or not it is kept.
struct CanonicalReader {
  /// Which parts of a value are kept. A value of another kind than requested is kept empty.
  indirect enum Part: Sendable {
    case all
    case nothing
    case members([String: Part])
    case elements(Part)

    fileprivate var isKept: Bool { if case .nothing = self { false } else { true } }

    fileprivate func member(_ key: String) -> Part {
      switch self {
      case .all: .all
      case .members(let members): members[key] ?? .nothing
      case .nothing, .elements: .nothing
      }
    }

    fileprivate var element: Part {
      switch self {
      case .all: .all
      case .elements(let part): part
      case .nothing, .members: .nothing
      }
    }
  }

  private struct NotCanonical: Error {}

  private let bytes: [UInt8]
  private let limits: JSONLimits
  private var offset = 0
  private var depth = 0
  private var values = 0

  /// Reads the requested parts of a value; returns nil if the bytes are not its canonical form.
  static func read(_ bytes: [UInt8], _ part: Part, limits: JSONLimits) -> JSONValue? {
    guard bytes.count <= limits.bytes else { return nil }
    var reader = CanonicalReader(bytes, limits)
    guard let value = try? reader.value(part), reader.offset == bytes.count else { return nil }
    return value
  }

  private init(_ bytes: [UInt8], _ limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func value(_ part: Part) throws(NotCanonical) -> JSONValue {
    switch next {
    case UInt8(ascii: "\""): return .string(try string(isKept: part.isKept))
    case UInt8(ascii: "{"): return .object(try members(part))
    case UInt8(ascii: "["): return .array(try elements(part))
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(NotCanonical) -> JSONValue {
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count else { throw NotCanonical() }
    let isWord = word.withUTF8Buffer { $0.elementsEqual(bytes[offset..<end]) }
    guard isWord else { throw NotCanonical() }
    offset = end
    return value
  }

  private mutating func number() throws(NotCanonical) -> ExactNumber {
    // No exactly representable number takes more.
    let text = bytes[offset..<min(offset + 64, bytes.count)].prefix { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-+.e".utf8.contains(byte)
    }
    guard let number = ExactNumber(String(decoding: text, as: UTF8.self)),
      number.description.utf8.elementsEqual(text)
    else { throw NotCanonical() }
    offset += text.count
    return number
  }

  // MARK: lists and objects

  private mutating func elements(_ part: Part) throws(NotCanonical) -> [JSONValue] {
    var elements: [JSONValue] = []
    guard try open(before: UInt8(ascii: "]")) else { return elements }
    let inner = part.element
    repeat {
      try count()
      let value = try value(inner)
      if inner.isKept { elements.append(value) }
    } while try goesOn(before: UInt8(ascii: "]"))
    return elements
  }

  private mutating func members(_ part: Part) throws(NotCanonical) -> [JSONMember] {
    var members: [JSONMember] = []
    guard try open(before: UInt8(ascii: "}")) else { return members }
    var last: String?
    repeat {
      try count()
      guard next == UInt8(ascii: "\"") else { throw NotCanonical() }
      let key = try string(isKept: true)
      if let last, !last.utf16.lexicographicallyPrecedes(key.utf16) { throw NotCanonical() }
      last = key
      guard next == UInt8(ascii: ":") else { throw NotCanonical() }
      offset += 1
      let inner = part.member(key)
      let value = try value(inner)
      if inner.isKept { members.append(JSONMember(key, value)) }
    } while try goesOn(before: UInt8(ascii: "}"))
    return members
  }

  /// Skips an opening bracket; returns false if the closing one follows at once, and skips that too.
  private mutating func open(before closing: UInt8) throws(NotCanonical) -> Bool {
    guard depth < limits.depth else { throw NotCanonical() }
    offset += 1
    if next == closing {
      offset += 1
      return false
    }
    depth += 1
    return true
  }

  private mutating func goesOn(before closing: UInt8) throws(NotCanonical) -> Bool {
    let byte = next
    offset += 1
    if byte == UInt8(ascii: ",") { return true }
    guard byte == closing else { throw NotCanonical() }
    depth -= 1
    return false
  }

  private mutating func count() throws(NotCanonical) {
    values += 1
    if values > limits.values { throw NotCanonical() }
  }

  // MARK: strings

  /// Reads the string whose opening quotation mark is the next byte; returns an empty one if it is not kept.
  private mutating func string(isKept: Bool) throws(NotCanonical) -> String {
    offset += 1
    var start = offset
    var size = 0
    var isPlain = true
    var text: [UInt8] = []
    func take(_ run: Range<Int>, _ text: inout [UInt8]) {
      if isKept { text += bytes[run] }
    }
    while let byte = next, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw NotCanonical() }
      guard byte == UInt8(ascii: "\\") else {
        if byte >= 0x80 { isPlain = false }
        offset += 1
        continue
      }
      try check(start..<offset, isPlain: isPlain)
      take(start..<offset, &text)
      size += offset - start + 1
      let escaped = try escape()
      if isKept { text.append(escaped) }
      start = offset
      isPlain = true
    }
    guard next != nil else { throw NotCanonical() }
    try check(start..<offset, isPlain: isPlain)
    take(start..<offset, &text)
    size += offset - start
    offset += 1
    guard size <= limits.stringBytes else { throw NotCanonical() }
    return isKept ? String(decoding: text, as: UTF8.self) : ""
  }

  private func check(_ run: Range<Int>, isPlain: Bool) throws(NotCanonical) {
    guard isPlain || String(validating: bytes[run], as: UTF8.self) != nil else { throw NotCanonical() }
  }

  /// Skips the escape whose backslash is the next byte: only characters that need one have one, in the shortest form.
  private mutating func escape() throws(NotCanonical) -> UInt8 {
    guard offset + 1 < bytes.count else { throw NotCanonical() }
    offset += 2
    switch bytes[offset - 1] {
    case UInt8(ascii: "\""): return UInt8(ascii: "\"")
    case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "u"):
      guard offset + 4 <= bytes.count else { throw NotCanonical() }
      let digits = bytes[offset..<offset + 4]
      offset += 4
      for byte: UInt8 in 0..<0x20 where ![0x08, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) {
        let text = "00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))"
        if digits.elementsEqual(text.utf8) { return byte }
      }
      throw NotCanonical()
    default: throw NotCanonical()
    }
  }
}

extension CanonicalReader.Part {
  /// The parts of a payload that columns repeat, or that say whose it is.
  static let ofPatient: Self = .members([
    "about": .all, "as_of": .all, "by": .all, "by_record": .all, "outcome": .all, "patient": .all,
    "profile": .all,
    "purpose": .all,
    "reason_code": .all,
    "refusal": .members(["decision": .all, "alerts": .elements(.members(["id": .all]))]),
    "decision": .members(answer.merging(["decisions": .elements(.members(answer))]) { own, _ in own }),
  ])

  /// The parts of one guideline's decision.
  private static let answer: [String: Self] = [
    "decision": .all, "guideline": .members(["packs": .elements(.members(["id": .all, "version": .all]))]),
    "missing": .elements(.members(["fact": .all])),
    "gates": .elements(.members(["id": .all, "needs": .all])),
    "recommendations": .elements(
      .members([
        "claims": .elements(.members(["certainty": .all, "evidence": .all, "rating_confirmed": .all])),
        "pairing": .all, "role": .all,
      ])),
    "trace": .elements(.members(["rule": .all, "truth": .all])),
    "undecided": .elements(.members(["needs": .all, "rule": .all])),
  ]
}
