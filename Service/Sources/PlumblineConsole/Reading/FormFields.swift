internal import PlumblineCryptography

/// The fields of a form that was sent, in order.
struct FormFields: Sendable {
  private let fields: [(name: String, value: String)]

  /// The most fields that are read.
  static let most = 2_000

  init(_ fields: [(name: String, value: String)]) { self.fields = fields }

  /// Reads a body, or the part of an address after `?`.
  ///
  /// - Throws: ``ConsoleFault`` if it is no form.
  init(_ body: [UInt8], type: String?) throws(ConsoleFault) {
    let kind = type?.prefix { $0 != ";" }.lowercased() ?? ""
    switch kind {
    case "application/x-www-form-urlencoded": fields = Self.encoded(body)
    case "multipart/form-data":
      guard let type, let parts = Multipart(body, type: type)?.fields else { throw Self.unreadable }
      fields = parts
    default: throw Self.unreadable
    }
    guard fields.count <= Self.most else { throw Self.unreadable }
  }

  /// The part of an address after `?`.
  init(query: String) { fields = Array(Self.encoded(Array(query.utf8)).prefix(Self.most)) }

  private static let unreadable = ConsoleFault(
    400, "The form cannot be read", "Go back, load the page again, and send it once more.")

  /// A field's text without blanks around it; empty if there is none.
  subscript(name: String) -> String { self[whole: name].trimmed }

  /// A field's text as it was sent.
  subscript(whole name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

  /// A field's text; nil if it is blank.
  func text(_ name: String) -> String? { self[name].isEmpty ? nil : self[name] }

  /// The text of a field that may come once; nil if there is none, and empty if there are several.
  func only(_ name: String) -> String? {
    let found = fields.filter { $0.name == name }
    return found.count > 1 ? "" : found.first?.value
  }

  /// The fields whose names begin with a prefix, without it.
  func all(_ prefix: String) -> [(name: String, value: String)] {
    fields.filter { $0.name.hasPrefix(prefix) }.map {
      (String($0.name.dropFirst(prefix.count)), $0.value.trimmed)
    }
  }

  /// The same for the same fields, however they were sent.
  var digest: [UInt8] {
    SHA256.hash(
      Array(fields.map { "\($0.name.utf8.count) \($0.name)\($0.value.utf8.count) \($0.value)" }.joined().utf8)
    )
  }

  private static func encoded(_ body: [UInt8]) -> [(name: String, value: String)] {
    body.split(separator: UInt8(ascii: "&")).prefix(most + 1).map { pair in
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      if byte == UInt8(ascii: "%"), place + 2 < bytes.endIndex, let high = digit(bytes[place + 1]),
        let low = digit(bytes[place + 2])
      {
        out.append(high << 4 | low)
        place += 3
      } else {
        out.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
        place += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: String {
    let rest = drop { $0.isWhitespace }
    return String(rest.reversed().drop { $0.isWhitespace }.reversed())
  }
}
