import PlumblineJSON

/// Changes to JSON, for tests.
extension JSONValue {
  func setting(_ key: String, _ value: JSONValue) -> JSONValue {
    .object((objectValue ?? []).filter { $0.key != key } + [JSONMember(key, value)])
  }

  /// The value with one element of one of its lists changed.
  func changing(_ key: String, _ place: Int, _ change: (JSONValue) -> JSONValue) -> JSONValue {
    var elements = self[key]?.arrayValue ?? []
    elements[place] = change(elements[place])
    return setting(key, .array(elements))
  }
}
