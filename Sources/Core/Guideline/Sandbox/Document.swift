/// A 1-based line that does not count in equality: two packs may say the same thing on different lines.
struct Line: Hashable, Sendable {
  var number: Int
  static func == (left: Line, right: Line) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

/// A value of a document: what an author wrote, before it is interpreted.
indirect enum Term: Hashable, Sendable {
  case boolean(Bool)
  case integer(Int64)
  case float(Double)
  case text(String)
  case list([Term])
  /// A table with integer keys that are not 1, 2, 3 …
  case sparse([Entry])
  case fields([Field])
  /// A dotted name: `fear.tsk_17`.
  case reference(String, Line)
  /// A call: `fear.tsk_17 :above(37)`, `rule "x"`, `all { … }`.
  case node(callee: Term, arguments: [Term], Line)
  /// The file's n-th Lua function.
  case function(Int)

  struct Field: Hashable, Sendable {
    var name: String
    var value: Term
  }

  struct Entry: Hashable, Sendable {
    var key: Int64
    var value: Term
  }

  /// The kind of value, in an author's words: "a list", "a string".
  var kindWords: String {
    switch self {
    case .boolean: "a boolean"
    case .integer, .float: "a number"
    case .text: "a string"
    case .list(let items): items.isEmpty ? "an empty table" : "a list"
    case .sparse: "a list with a hole"
    case .fields: "a table with named fields"
    case .reference(let path, _): "`\(path)`"
    case .node(.reference(let path, _), _, _): "`\(path) …`"
    case .node: "a declaration"
    case .function: "a function"
    }
  }

  var line: Int? {
    switch self {
    case .reference(_, let line), .node(_, _, let line): line.number
    default: nil
    }
  }
}

/// The declarations of one file: its root nodes in order, and every global name that it read.
struct Document {
  struct GlobalName: Hashable {
    var name: String
    var line: Int
  }

  var roots: [Term] = []
  var globals: [GlobalName] = []

  /// Reads the C sandbox's bytes; nil if they are malformed, which is a defect of the sandbox.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes)
    guard reader.readMark(), let rootCount = reader.count() else { return nil }
    for _ in 0..<rootCount {
      guard let root = reader.term() else { return nil }
      roots.append(root)
    }
    guard let globalCount = reader.count() else { return nil }
    for _ in 0..<globalCount {
      guard let line = reader.count(), let name = reader.string() else { return nil }
      globals.append(GlobalName(name: name, line: line))
    }
  }

  /// Reads the single value that a script returned; `.some(nil)` if it returned none.
  static func value(_ bytes: [UInt8]) -> Term?? {
    var reader = Reader(bytes)
    guard reader.readMark() else { return nil }
    if reader.next == UInt8(ascii: "A") { return .some(nil) }
    return reader.term().map { .some($0) }
  }

  private struct Reader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var left: Int { bytes.count - place }

    /// The byte that is read next; nil at the end.
    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func readMark() -> Bool {
      defer { place = min(bytes.count, place + 4) }
      return bytes.starts(with: "PLB1".utf8)
    }

    /// Reads a number, its lowest byte first.
    mutating func number<T: FixedWidthInteger>(_: T.Type) -> T? {
      let size = MemoryLayout<T>.size
      guard left >= size else { return nil }
      var number: T = 0
      for index in (place..<place + size).reversed() {
        number = number << 8 | T(truncatingIfNeeded: bytes[index])
      }
      place += size
      return number
    }

    mutating func count() -> Int? { number(UInt32.self).map(Int.init) }

    mutating func string() -> String? {
      guard let length = count(), length <= left else { return nil }
      defer { place += length }
      return String(decoding: bytes[place..<place + length], as: UTF8.self)
    }

    mutating func terms() -> [Term]? {
      guard let count = count(), count <= left else { return nil }
      var terms: [Term] = []
      terms.reserveCapacity(count)
      for _ in 0..<count {
        guard let term = term() else { return nil }
        terms.append(term)
      }
      return terms
    }

    mutating func term() -> Term? {
      guard let kind = next else { return nil }
      place += 1
      switch kind {
      case UInt8(ascii: "T"): return .boolean(true)
      case UInt8(ascii: "F"): return .boolean(false)
      case UInt8(ascii: "i"): return number(UInt64.self).map { .integer(Int64(bitPattern: $0)) }
      case UInt8(ascii: "d"): return number(UInt64.self).map { .float(Double(bitPattern: $0)) }
      case UInt8(ascii: "s"): return string().map { .text($0) }
      case UInt8(ascii: "L"): return terms().map { .list($0) }
      case UInt8(ascii: "K"): return entries()
      case UInt8(ascii: "M"): return fields()
      case UInt8(ascii: "X"): return count().map { .function($0) }
      case UInt8(ascii: "R"):
        guard let line = count(), let path = string() else { return nil }
        return .reference(path, Line(number: line))
      case UInt8(ascii: "N"):
        guard let line = count(), let callee = term(), let arguments = terms() else { return nil }
        return .node(callee: callee, arguments: arguments, Line(number: line))
      default: return nil
      }
    }

    private mutating func entries() -> Term? {
      guard let count = count(), count <= left else { return nil }
      var entries: [Term.Entry] = []
      entries.reserveCapacity(count)
      for _ in 0..<count {
        guard let key = number(UInt64.self), let value = term() else { return nil }
        entries.append(.init(key: Int64(bitPattern: key), value: value))
      }
      return .sparse(entries)
    }

    private mutating func fields() -> Term? {
      guard let count = count(), count <= left else { return nil }
      var fields: [Term.Field] = []
      fields.reserveCapacity(count)
      for _ in 0..<count {
        guard let name = string(), let value = term() else { return nil }
        fields.append(.init(name: name, value: value))
      }
      return .fields(fields)
    }
  }
}
