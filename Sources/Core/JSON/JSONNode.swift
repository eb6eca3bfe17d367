/// A place in a text.
public struct JSONPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// From 1; a line ends at a line feed.
  public var line: Int

  /// From 1, in Unicode scalars, as most editors count.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// `line 3, column 14`.
  public var description: String { "line \(line), column \(column)" }

  public static func < (left: JSONPosition, right: JSONPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A JSON value with the place where it was written, and the places of its parts.
public struct JSONNode: Sendable {
  /// The content: as in ``JSONValue``, but with nodes in place of values.
  public enum Content: Sendable {
    case null
    case bool(Bool)
    case number(ExactNumber)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  /// One key of an object with its value.
  public struct Member: Sendable {
    public let key: String
    /// The position of the key's opening quote.
    public let keyPosition: JSONPosition
    public let node: JSONNode
  }

  public let content: Content

  /// The position of the value's first character.
  public let position: JSONPosition
}

extension JSONNode {
  /// The value without its positions.
  public var value: JSONValue {
    switch content {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let number): .number(number)
    case .string(let string): .string(string)
    case .array(let elements): .array(elements.map(\.value))
    case .object(let members): .object(members.map { JSONMember($0.key, $0.node.value) })
    }
  }

  public var kind: JSONKind {
    switch content {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  public var isNull: Bool { kind == .null }

  public var boolValue: Bool? {
    if case .bool(let bool) = content { bool } else { nil }
  }

  public var numberValue: ExactNumber? {
    if case .number(let number) = content { number } else { nil }
  }

  public var stringValue: String? {
    if case .string(let string) = content { string } else { nil }
  }

  public var arrayValue: [JSONNode]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  public var objectValue: [Member]? {
    if case .object(let members) = content { members } else { nil }
  }

  /// Returns the member with this key; nil if there is none or this is not an object.
  public func member(_ key: String) -> Member? {
    let key = ExactText(text: key)
    return objectValue?.first { ExactText(text: $0.key) == key }
  }

  /// The value of `key`; nil if there is none or this is not an object.
  public subscript(key: String) -> JSONNode? { member(key)?.node }
}
