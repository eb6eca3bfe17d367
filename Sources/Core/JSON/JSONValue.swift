/// A JSON value.
///
/// Objects keep the order of their members, and two objects are equal only if that order is; compare
/// ``canonical`` to ignore it. Strings are equal if their bytes are.
///
/// ```swift
/// let card: JSONValue = ["summary": "Pair exercise with pain education", "indicator": "info"]
/// card.canonicalText  // {"indicator":"info","summary":"Pair exercise with pain education"}
/// ```
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(ExactNumber)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// One key of an object with its value.
public struct JSONMember: Hashable, Sendable {
  public var key: String
  public var value: JSONValue

  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }

  public static func == (left: JSONMember, right: JSONMember) -> Bool {
    ExactText(text: left.key) == ExactText(text: right.key) && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactText(text: key))
    hasher.combine(value)
  }
}

extension JSONValue {
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): ExactText(text: left) == ExactText(text: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    switch self {
    case .null: break
    case .bool(let bool): hasher.combine(bool)
    case .number(let number): hasher.combine(number)
    case .string(let string): hasher.combine(ExactText(text: string))
    case .array(let elements): hasher.combine(elements)
    case .object(let members): hasher.combine(members)
    }
  }
}

/// The kind of a JSON value, as worded in messages.
public enum JSONKind: String, Hashable, Sendable, CaseIterable {
  case null
  case bool = "true or false"
  case number = "a number"
  case string = "a string"
  case array = "a list"
  case object = "an object"
}

extension JSONValue {
  public var kind: JSONKind {
    switch self {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  public var isNull: Bool { self == .null }

  public var boolValue: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  public var numberValue: ExactNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  public var stringValue: String? {
    if case .string(let string) = self { string } else { nil }
  }

  public var arrayValue: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  public var objectValue: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The value of `key`; nil if there is none or this is not an object.
  public subscript(key: String) -> JSONValue? {
    let key = ExactText(text: key)
    return objectValue?.first { ExactText(text: $0.key) == key }?.value
  }

  /// The element at `index`; nil if there is none or this is not a list.
  public subscript(index: Int) -> JSONValue? {
    guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
    return elements[index]
  }
}
