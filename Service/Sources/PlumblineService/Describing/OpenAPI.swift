internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineSchema

/// The API in OpenAPI 3.1, from the schemas of the packs in force.
struct OpenAPI {
  private let guidelines: Guidelines

  init(_ guidelines: Guidelines) { self.guidelines = guidelines }

  var document: JSONValue {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "Plumbline", "version": .string(Evaluator.version),
        "description":
          "Decisions by the guidelines in force, each recorded. Documentation/CDS-Hooks.md says what they mean. The schemas are of these packs: other packs have other ones.",
        "x-packs": .string(guidelines.digest),
      ],
      "security": [["token": []]],
      "paths": .object(Operation.all.map { JSONMember($0.path, $0.json) }),
      "components": [
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
        "parameters": Operation.parameters, "schemas": .object(schemas),
      ],
    ]
  }

  // MARK: schemas

  private var schemas: [JSONMember] {
    let named: [(String, SchemaName)] = [
      ("Profile", .profile), ("Decision", .decision), ("Explanation", .explanation),
      ("CohortRow", .cohortRow),
    ]
    return named.flatMap { lifted($0.0, $0.1.schema(for: guidelines)) } + Operation.schemas
  }

  /// A schema and its definitions as components, since generators of clients do not follow references into a component.
  private func lifted(_ name: String, _ schema: JSONValue) -> [JSONMember] {
    guard case .object(let members) = schema else { return [] }
    let own = members.filter { !["$schema", "$id", "$defs"].contains($0.key) }
    let definitions = schema["$defs"]?.objectValue ?? []
    return [JSONMember(name, referring(.object(own), name))]
      + definitions.map { JSONMember(Self.component(name, $0.key), referring($0.value, name)) }
  }

  /// The same, with references to definitions as references to components.
  private func referring(_ value: JSONValue, _ name: String) -> JSONValue {
    switch value {
    case .array(let items): .array(items.map { referring($0, name) })
    case .object(let members):
      .object(
        members.map { member in
          guard member.key == "$ref", let pointer = member.value.stringValue, pointer.hasPrefix(Self.start)
          else { return JSONMember(member.key, referring(member.value, name)) }
          let defined = String(pointer.dropFirst(Self.start.count)).replacing("~1", with: "/").replacing(
            "~0", with: "~")
          return JSONMember(
            "$ref", .string("#/components/schemas/\(Self.component(name, defined))"))
        })
    default: value
    }
  }

  private static let start = "#/$defs/"

  /// The name of a component may hold letters, digits and `.`, `-`, `_`; anything else is written as its code in base 16.
  private static func component(_ name: String, _ definition: String) -> String {
    "\(name)."
      + definition.unicodeScalars.reduce(into: "") { text, scalar in
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        text += isPlain || scalar == "-" ? "\(scalar)" : "_" + String(scalar.value, radix: 16)
      }
  }
}
