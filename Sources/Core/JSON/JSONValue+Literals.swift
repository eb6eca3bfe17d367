// JSON values from Swift literals, and from the most common values: `["decision": "stop", "rank": 1, "sources": []]`.

extension JSONValue: ExpressibleByNilLiteral {
  public init(nilLiteral: ()) {
    self = .null
  }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) {
    self = .number(ExactNumber(value))
  }
}

extension JSONValue: ExpressibleByFloatLiteral {
  /// A literal that cannot be kept exactly, such as `1e300`, stops the program.
  public init(floatLiteral value: Double) {
    guard let number = ExactNumber(value) else {
      preconditionFailure("a number literal with more digits than can be kept exactly")
    }
    self = .number(number)
  }
}

extension JSONValue: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension JSONValue: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// The members in the order written; each key only once.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember($0.0, $0.1) })
  }
}

extension JSONValue {
  public static func number(_ count: Int) -> JSONValue { .number(ExactNumber(count)) }

  /// A string, or null for nil.
  public static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
