internal import Glibc
internal import PlumblineGuideline
public import PlumblineJSON

/// The facts of a recorded profile as one line, in which a fact is found without parsing: ` goal.primary=function pain.intensity=5 `.
///
/// The profile's id comes first, as ` @id=` with its letters folded, so that an id written in another way is found too. A list is a word for each element, an absent fact `absent:` and its reason, anything else its canonical JSON without blanks.
struct RecordedFacts: Sendable, Hashable {
  private(set) var line: [UInt8] = []

  init() {}

  /// Reads a line as it was sealed.
  init(line: [UInt8]) { self.line = line }

  /// The facts of a profile.
  init(_ profile: JSONValue) {
    let id = profile["id"]?.stringValue.map { ["\(Self.idKey)\(Self.folded($0))"] } ?? []
    // In one order, whichever order the members of the profile were in.
    let words =
      id
      + profile.recordedFacts.flatMap { fact -> [String] in
        (fact.value.arrayValue ?? [fact.value]).map { "\(fact.name)=\(Self.word($0))" }
      }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    if !words.isEmpty { line = Array(" \(words.joined(separator: " ")) ".utf8) }
  }

  private static let idKey = "@id="

  /// The id of the profile with its letters folded; nil if it has none.
  var foldedID: String? { values(of: Array(" \(Self.idKey)".utf8)).first }

  /// An id without what people write differently: case, blanks, hyphens and dots, and the Unicode form.
  static func folded(_ id: String) -> String {
    String(id.lowercased().filter { !$0.isWhitespace && !"-_./".contains($0) })
  }

  /// A value without blanks.
  private static func word(_ value: JSONValue) -> String {
    if let reason = value["absent"]?.stringValue { return "absent:" + unbroken(reason) }
    return unbroken(value.stringValue ?? value.canonicalText)
  }

  static func unbroken(_ text: String) -> String {
    text.contains(where: \.isWhitespace)
      ? text.map { $0.isWhitespace ? "_" : String($0) }.joined() : text
  }

  /// The values of a fact, as words.
  func values(of name: [UInt8]) -> [String] {
    // A name is looked for with the blank before it and the sign after it.
    line.withUnsafeBytes { line in
      var values: [String] = []
      guard let base = line.baseAddress else { return values }
      var place = 0
      while place + name.count < line.count,
        let blank = memchr(base + place, 0x20, line.count - name.count - place)
      {
        place = UnsafeRawPointer(blank) - base
        guard memcmp(base + place, name, name.count) == 0 else {
          place += 1
          continue
        }
        let value = line[(place + name.count)...].prefix { $0 != 0x20 }
        values.append(String(decoding: value, as: UTF8.self))
        place = value.endIndex
      }
      return values
    }
  }
}

extension JSONValue {
  /// The facts of a recorded profile, by name: `pain.intensity`. An answer that is an object (`{"at_least": 12}`) is a value.
  public var recordedFacts: [(name: String, value: JSONValue)] {
    recorded(besides: Set(ProfileKeys.reserved))
  }

  /// All that a recorded profile says besides its id: its facts, and where they came from.
  public var recordedAnswers: [(name: String, value: JSONValue)] { recorded(besides: ["id"]) }

  private func recorded(besides keys: Set<String>) -> [(name: String, value: JSONValue)] {
    (objectValue ?? []).filter { !keys.contains($0.key) }.flatMap {
      member -> [(name: String, value: JSONValue)] in
      // Of a fact without a group, an object is its answer.
      guard let own = member.value.objectValue, !own.isEmpty,
        !own.contains(where: { Self.forms.contains($0.key) })
      else { return [(member.key, member.value)] }
      return own.map { ("\(member.key).\($0.key)", $0.value) }
    }
  }

  /// The keys that are parts of an answer, and not the name of a fact.
  private static let forms: Set = ["absent", "at_least", "at_most", "between", "one_of", "codes", "days_ago"]
}
