import PlumblineJSON

/// JSON: what is read is written in one form, which reads as the same; what is refused is not repeated.
struct JSONTarget: Target {
  func check(_ input: [UInt8]) {
    let bytes = Marker.plant(input)
    let value: JSONValue
    do {
      value = try JSONReader.read(bytes).value
    } catch {
      law("a failure names a problem", !error.problems.isEmpty)
      Marker.isNot(in: error.description)
      let remains = JSONReader.salvage(bytes).value.canonical
      if let again = try? JSONReader.read(remains) {
        law("what is left of a document is a document", again.value.canonical == remains, remains.text)
      }
      return
    }
    // The reader of damaged documents reads escapes, typographic quotes, and a colon in a key differently.
    if value.objectValue != nil, bytes.allSatisfy({ $0 > 0 && $0 < 0x80 && $0 != 0x5C }), Self.isPlain(value)
    {
      let remains = JSONReader.salvage(bytes).value
      law("no part of an intact document is lost", remains == value, remains.canonicalText)
    }
    let canonical = value.canonical
    do {
      let again = try JSONReader.read(canonical).value
      law("the canonical form is its own canonical form", again.canonical == canonical, canonical.text)
      law("the canonical form is the same value", again == Self.sorted(value), canonical.text)
    } catch {
      fail("law broken: the canonical form can be read\n\(error)\n\(canonical.text)")
    }
    law("the canonical form is UTF-8", String(validating: canonical, as: UTF8.self) != nil)
    law(
      "bytes that hold a value hold no value with anything after it",
      (try? JSONReader.read(bytes + [0x78])) == nil)
  }

  /// Whether no key holds a colon.
  private static func isPlain(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let elements): elements.allSatisfy(isPlain)
    case .object(let members): members.allSatisfy { !$0.key.contains(":") && isPlain($0.value) }
    default: true
    }
  }

  /// With the members of each object in the order of the canonical form.
  private static func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map(sorted))
    case .object(let members):
      .object(
        members.map { JSONMember($0.key, sorted($0.value)) }
          .sorted { Array($0.key.utf16).lexicographicallyPrecedes(Array($1.key.utf16)) })
    default: value
    }
  }
}
