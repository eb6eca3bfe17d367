public import PlumblineGuideline
internal import PlumblineJSON

/// The meaning of the columns of a CSV file, by its header row: names of facts, `id` and `notes`.
public struct CSVColumns: Sendable {
  enum Target: Sendable, Hashable {
    case id, notes
    case fact(Fact.Index)
  }

  /// All problems of a header row.
  public struct Problem: Error, CustomStringConvertible {
    public let description: String
  }

  let targets: [Target]
  let vocabulary: Vocabulary

  /// - Parameter header: the first record, without its line break; a byte order mark is skipped.
  public init(header: [UInt8], _ vocabulary: Vocabulary) throws(Problem) {
    self.vocabulary = vocabulary
    var bytes = header[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let padded = Array(bytes) + Array(repeating: UInt8(0), count: CohortPiece.padding)
    let cells = padded.withUnsafeBufferPointer { CSVRecord.cells($0, 0..<bytes.count) }
    guard let cells else { throw Problem(description: "the header row has a quote that is not closed") }
    let names = cells.map { String(decoding: $0, as: UTF8.self) }
    if names.count == 1, names[0].contains(";") {
      throw Problem(
        description: "the header row has semicolons between its names; columns are separated by commas")
    }
    var targets: [Target] = []
    var problems: [String] = []
    // Whether one of them is near the name of a fact.
    var isNearlyOne = false
    for (place, name) in names.enumerated() {
      guard let target = Self.target(name, vocabulary) else {
        if let several = vocabulary.namesakes[name] {
          let names = several.map { vocabulary[$0].name }.joined(separator: ", ")
          problems.append(
            "column \(place + 1): '\(name)' could mean several facts; name the one that is meant: \(names)")
          isNearlyOne = true
          continue
        }
        let known = ["id", "notes"] + vocabulary.givenFacts.map { vocabulary[$0].name }
        let near = nearest(to: name, among: known)
        let hint = near.map { "; did you mean '\($0)'?" } ?? ""
        if near != nil { isNearlyOne = true }
        // Without a header row this may be a patient's data.
        let shown = near.map { isTypingError(name, for: $0) } ?? false
        problems.append("column \(place + 1): unknown fact\(shown ? " '\(name)'" : "")\(hint)")
        continue
      }
      if targets.contains(target) { problems.append("column \(place + 1): '\(name)' is given twice") }
      targets.append(target)
    }
    if !problems.isEmpty {
      let more = problems.count > 20 ? "\nand \(problems.count - 20) more" : ""
      if targets.isEmpty, !isNearlyOne {
        problems.insert("the first line must name the facts in the columns", at: 0)
      }
      throw Problem(
        description: "the header row does not match the vocabulary; nothing was answered\n"
          + problems.prefix(20).joined(separator: "\n") + more)
    }
    self.targets = targets
  }

  private static func target(_ name: String, _ vocabulary: Vocabulary) -> Target? {
    switch name {
    case "id": .id
    case "notes": .notes
    default: vocabulary.index(of: name).flatMap { vocabulary[$0].computation == nil ? .fact($0) : nil }
    }
  }

  /// Returns a record as the JSON of a profile, for the strict reader.
  func json(_ cells: [[UInt8]]) -> [UInt8] {
    var top: [JSONMember] = []
    var groups: [(name: String, members: [JSONMember])] = []
    for (target, cell) in zip(targets, cells) where !cell.isEmpty {
      let text = String(decoding: cell, as: UTF8.self)
      switch target {
      case .id: top.append(JSONMember("id", .string(text)))
      case .notes: top.append(JSONMember("notes", .string(text)))
      case .fact(let fact):
        let name = vocabulary[fact].name
        let value = value(text, vocabulary[fact])
        guard let dot = name.firstIndex(of: ".") else {
          top.append(JSONMember(name, value))
          continue
        }
        let group = String(name[..<dot])
        let member = JSONMember(String(name[name.index(after: dot)...]), value)
        if let place = groups.firstIndex(where: { $0.name == group }) {
          groups[place].members.append(member)
        } else {
          groups.append((group, [member]))
        }
      }
    }
    return JSONValue.object(top + groups.map { JSONMember($0.name, .object($0.members)) }).canonical
  }

  private func value(_ text: String, _ fact: Fact) -> JSONValue {
    if text.hasPrefix("absent:") { return ["absent": .string(String(text.dropFirst(7)))] }
    if fact.isDate { return .string(text) }
    if let range = TypedRange(text, for: fact) { return range.json(of: fact) }
    return switch fact.kind {
    case .boolean: text == "true" ? true : text == "false" ? false : .string(text)
    case .code: .string(text)
    case .integer, .decimal: ExactNumber(text).map { .number($0) } ?? .string(text)
    }
  }
}
