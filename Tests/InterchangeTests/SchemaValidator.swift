import PlumblineJSON

/// Validates JSON against a JSON Schema (2020-12), as far as this repository's schemas need. An unknown keyword is a
/// problem, too, so that no requirement is ignored.
struct SchemaValidator {
  private static let annotations: Set<String> = ["$schema", "$id", "$defs", "title", "description"]

  let root: JSONValue

  /// Returns all problems, each with its path; none if the JSON is valid.
  func problems(_ value: JSONValue) -> [String] { problems(value, root, "") }

  private func problems(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    (schema.objectValue ?? []).flatMap { keyword -> [String] in
      let name = keyword.key
      switch name {
      case _ where Self.annotations.contains(name): return []
      case "properties", "additionalProperties": return []
      case "type": return isOf(keyword.value, value) ? [] : ["\(path): is not of type \(text(keyword.value))"]
      case "const": return value == keyword.value ? [] : ["\(path): is not \(text(keyword.value))"]
      case "enum":
        return keyword.value.arrayValue?.contains(value) == true
          ? [] : ["\(path): is not in \(text(keyword.value))"]
      case "minimum":
        guard let least = keyword.value.numberValue, let number = value.numberValue else { return [] }
        return number >= least ? [] : ["\(path): is below \(least)"]
      case "required":
        return (keyword.value.arrayValue ?? []).compactMap(\.stringValue)
          .filter { value.objectValue != nil && value[$0] == nil }.map { "\(path): has no \($0)" }
      case "items":
        return (value.arrayValue ?? []).enumerated().flatMap {
          problems($0.element, keyword.value, "\(path)/\($0.offset)")
        }
      case "oneOf":
        let fitting = (keyword.value.arrayValue ?? []).count { problems(value, $0, path).isEmpty }
        return fitting == 1 ? [] : ["\(path): fits \(fitting) of the forms"]
      case "$ref":
        return reference(keyword.value.stringValue ?? "").map { problems(value, $0, path) } ?? [
          "no \(keyword.value)"
        ]
      default: return ["\(path): the schema has '\(name)', which this validator does not know"]
      }
    } + members(value, schema, path)
  }

  private func members(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    guard let members = value.objectValue else { return [] }
    let isClosed = schema["additionalProperties"] == .bool(false)
    return members.flatMap { member -> [String] in
      if let own = schema["properties"]?[member.key] {
        return problems(member.value, own, "\(path)/\(member.key)")
      }
      return isClosed ? ["\(path): has \(member.key), which the schema does not"] : []
    }
  }

  private func reference(_ text: String) -> JSONValue? {
    let prefix = "#/$defs/"
    return text.hasPrefix(prefix) ? root["$defs"]?[String(text.dropFirst(prefix.count))] : nil
  }

  private func isOf(_ type: JSONValue, _ value: JSONValue) -> Bool {
    if let types = type.arrayValue { return types.contains { isOf($0, value) } }
    switch type.stringValue {
    case "object": return value.objectValue != nil
    case "array": return value.arrayValue != nil
    case "string": return value.stringValue != nil
    case "number": return value.numberValue != nil
    case "integer": return value.numberValue?.isInteger == true
    case "boolean": return value == .bool(true) || value == .bool(false)
    case "null": return value == .null
    default: return false
    }
  }

  private func text(_ value: JSONValue) -> String { value.canonicalText }
}
