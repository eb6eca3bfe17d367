/// One typed line: what it asks for.
enum ReplLine: Hashable {
  case nothing
  /// `:why pain-education`: a command's word, and the rest of the line.
  case command(String, rest: String)
  /// `fear.tsk_17`, `fear`.
  case show(String)
  /// `fear.tsk_17 = 40`, `set fear.tsk_17 40`.
  case give(String, value: String)
  /// `set fear.tsk_17 absent asked-declined`.
  case absent(String, reason: String)
  case unset(String)
  /// Anything else, in the pack language.
  case condition(String)

  init(_ text: String) {
    let line = text.trimmed
    if line.isEmpty || line.hasPrefix("--") {
      self = .nothing
      return
    }
    if line.hasPrefix(":") {
      let (word, rest) = line.dropFirst().firstWord
      self = .command(word, rest: rest)
      return
    }
    let (first, rest) = line.firstWord
    if Self.isPath(line) {
      self = .show(line)
    } else if first == "unset", Self.isPath(rest) {
      self = .unset(rest)
    } else if first == "set", let (name, value) = Optional(rest.firstWord), Self.isPath(name), !value.isEmpty
    {
      let (word, reason) = value.firstWord
      self = word == "absent" ? .absent(name, reason: reason) : .give(name, value: value)
    } else if let sign = Self.assignment(line) {
      self = .give(String(line[..<sign]).trimmed, value: String(line[line.index(after: sign)...]).trimmed)
    } else {
      self = .condition(line)
    }
  }

  /// The `=` of `name = value`.
  private static func assignment(_ line: String) -> String.Index? {
    guard let sign = line.firstIndex(of: "="), isPath(String(line[..<sign]).trimmed),
      !line[line.index(after: sign)...].hasPrefix("=")
    else { return nil }
    return sign
  }

  /// Whether a string could be the name of a fact or a group.
  private static func isPath(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}

extension StringProtocol {
  var trimmed: String {
    let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0D, 0x0A].contains(byte) }
    let bytes = Array(utf8.drop(while: isBlank))
    let end = bytes.lastIndex { !isBlank($0) }
    return end.map { String(decoding: bytes[...$0], as: UTF8.self) } ?? ""
  }

  /// The first word, and the rest of the line.
  var firstWord: (String, String) {
    guard let space = firstIndex(where: { $0 == " " || $0 == "\t" }) else { return (String(self), "") }
    return (String(self[..<space]), self[space...].trimmed)
  }
}
