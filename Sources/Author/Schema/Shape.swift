internal import PlumblineJSON

/// What a schema says of one value: the members of its object in JSON Schema (2020-12).
///
/// ```swift
/// Shape.object(["id": .text, "urgency": .words(["emergency", "urgent"])], optional: ["sources": .texts])
/// ```
struct Shape {
  var members: [JSONMember]

  init(_ members: [JSONMember]) { self.members = members }

  var json: JSONValue { .object(members) }

  // MARK: single values

  /// Anything at all.
  static let any = Shape([])
  static let text = Shape(type: "string")
  static let flag = Shape(type: "boolean")
  static let number = Shape(type: "number")
  static let null = Shape(type: "null")
  static let optionalText = Shape([JSONMember("type", ["string", "null"])])
  static let optionalNumber = Shape([JSONMember("type", ["number", "null"])])
  /// How many.
  static let count = Shape(type: "integer").with("minimum", 0)
  static let texts = list(.text)
  /// `2026-11-20`.
  static let day = text(matching: DayPattern.day)
  /// `1.2.3`.
  static let version = text(matching: "^[0-9]+\\.[0-9]+\\.[0-9]+$")
  static let digest = text(matching: "^sha256:[0-9a-f]{64}$")

  private init(type: String) { members = [JSONMember("type", .string(type))] }

  static func text(matching pattern: String) -> Shape { text.with("pattern", .string(pattern)) }

  /// Exactly this value.
  static func only(_ value: JSONValue) -> Shape { Shape([JSONMember("const", value)]) }

  /// One of these words; sorted, each once.
  static func words(_ words: some Sequence<String>) -> Shape {
    Shape([JSONMember("enum", .strings(Set(words).sorted()))])
  }

  /// A word of an enumeration.
  static func words<Word: RawRepresentable<String> & CaseIterable>(of type: Word.Type) -> Shape {
    words(type.allCases.map(\.rawValue))
  }

  static func optionalWords(_ words: some Sequence<String>) -> Shape {
    Shape([JSONMember("enum", .array(Set(words).sorted().map { .string($0) } + [.null]))])
  }

  // MARK: lists and objects

  static func list(_ items: Shape) -> Shape {
    Shape(type: "array").with("items", items.json)
  }

  /// An object with exactly these members.
  ///
  /// - Parameters:
  ///   - required: members that are always there.
  ///   - optional: members that may be there.
  static func object(
    _ required: KeyValuePairs<String, Shape>, optional: KeyValuePairs<String, Shape> = [:]
  ) -> Shape {
    object(required.map { ($0.key, $0.value) }, optional: optional.map { ($0.key, $0.value) })
  }

  static func object(_ required: [(String, Shape)], optional: [(String, Shape)] = []) -> Shape {
    var shape = Shape(type: "object")
    if !required.isEmpty { shape.members.append(JSONMember("required", .strings(required.map(\.0)))) }
    let all = (required + optional).map { JSONMember($0.0, $0.1.json) }
    shape.members.append(JSONMember("properties", .object(all)))
    shape.members.append(JSONMember("additionalProperties", false))
    return shape
  }

  /// An object whose keys are names, each with a value of this form.
  static func map(to values: Shape) -> Shape {
    Shape(type: "object").with("additionalProperties", values.json)
  }

  // MARK: choices

  /// One of several forms, of which several may fit.
  static func either(_ shapes: [Shape]) -> Shape {
    Shape([JSONMember("anyOf", .array(shapes.map(\.json)))])
  }

  /// Exactly one of several forms.
  static func one(of shapes: [Shape]) -> Shape {
    Shape([JSONMember("oneOf", .array(shapes.map(\.json)))])
  }

  /// A form that the schema defines under this name.
  static func ref(_ name: String) -> Shape {
    let pointer = name.replacing("~", with: "~0").replacing("/", with: "~1")
    return Shape([JSONMember("$ref", .string("#/$defs/\(pointer)"))])
  }

  /// The same form, or null.
  var orNull: Shape { .either([self, .null]) }

  func described(_ words: String) -> Shape { with("description", .string(words)) }

  func with(_ keyword: String, _ value: JSONValue) -> Shape {
    Shape(members + [JSONMember(keyword, value)])
  }
}

/// Days as patterns: a schema knows the calendar, not the day of the answer.
enum DayPattern {
  private static let leap =
    "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
  private static let full =
    "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    + "|02-(?:0[1-9]|1[0-9]|2[0-8]))|\(leap)-02-29"

  /// `2026-03-02`.
  static let day = "^(?:\(full))$"
  /// `2026-03-02`, `2026-03` or `2026`.
  static let dayMonthOrYear = "^(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|\(full))$"
}
