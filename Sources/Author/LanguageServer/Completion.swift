internal import PlumblineGuideline
internal import PlumblineJSON

/// What can be written at a place: facts, comparisons of the fact before a colon, codes and names between quotes, keywords.
enum Completion {
  private struct Item {
    var label: String
    /// The protocol's number: 6 variable, 2 method, 12 value, 14 keyword, 18 reference.
    var kind: Int
    var detail: String

    var json: JSONValue {
      ["label": .string(label), "kind": .number(kind), "detail": .string(detail)]
    }
  }

  static func answer(
    _ workspace: Workspace, _ path: String, _ lines: TextLines, _ place: PackText.Position
  ) -> JSONValue? {
    guard let guideline = workspace.guideline else { return nil }
    let before = String(decoding: lines.bytes(place.line).prefix(place.column - 1), as: UTF8.self)
    let word = String(before.reversed().prefix { isWord($0, inText: isInText(before)) }.reversed())
    let head = String(before.dropLast(word.count))
    let items = items(word, after: head, guideline) { field(before, lines, place.line) }
    // The whole word is replaced, so that editors which end words at dots and dashes agree with this.
    let range = lines.range(line: place.line, from: place.column - word.utf8.count, to: place.column)
    return .array(
      items.filter { $0.label.hasPrefix(word) }.map { item in
        .object(
          (item.json.objectValue ?? [])
            + [
              JSONMember("filterText", .string(item.label)),
              JSONMember("textEdit", ["range": range, "newText": .string(item.label)]),
            ])
      })
  }

  private static func isWord(_ character: Character, inText: Bool) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
      || (inText && "-/+".contains(character))
  }

  private static func isInText(_ before: String) -> Bool { before.count { $0 == "\"" } % 2 == 1 }

  private static func items(
    _ word: String, after head: String, _ guideline: Guideline, field: () -> String?
  ) -> [Item] {
    let vocabulary = guideline.vocabulary
    if head.hasSuffix("{"), isInText(head) { return facts(vocabulary) }
    if head.hasSuffix("\""), isInText(head) {
      if let fact = fact(comparedIn: head, vocabulary), case .code(let codes) = fact.kind {
        return codes.map { Item(label: $0, kind: 12, detail: fact.labels[$0] ?? fact.label) }
      }
      return names(field(), guideline)
    }
    if isInText(head) { return [] }
    if head.hasSuffix(":"), let name = lastName(head.dropLast()), let index = vocabulary.index(of: name) {
      return PackWords.comparisons(of: vocabulary[index].kind).map {
        Item(label: $0.rawValue, kind: 2, detail: vocabulary[index].allowed)
      }
    }
    let words = (PackWords.declarations + PackWords.combinators).map {
      Item(label: $0, kind: 14, detail: "word")
    }
    return facts(vocabulary) + (word.contains(".") ? [] : words)
  }

  private static func facts(_ vocabulary: Vocabulary) -> [Item] {
    vocabulary.facts.map { fact in
      Item(
        label: fact.name, kind: 6,
        detail: "\(fact.label): \(fact.allowed)\(fact.unit.map { ", \($0)" } ?? "")")
    }
  }

  /// The name at the end of a text, without blanks.
  private static func lastName(_ text: Substring) -> String? {
    let trimmed = String(text.reversed().drop { $0 == " " }.reversed())
    let name = String(trimmed.reversed().prefix { isWord($0, inText: false) }.reversed())
    return name.isEmpty ? nil : name
  }

  /// The fact of an open comparison: `goal.primary :is "`, `work.status :is_one_of { "retired", "`.
  private static func fact(comparedIn head: String, _ vocabulary: Vocabulary) -> Fact? {
    guard let colon = head.lastIndex(of: ":") else { return nil }
    let method = head[head.index(after: colon)...].prefix { $0.isLetter || $0 == "_" }
    guard ["is", "is_not", "is_one_of"].contains(String(method)), let name = lastName(head[..<colon]) else {
      return nil
    }
    return vocabulary.index(of: name).map { vocabulary[$0] }
  }

  // MARK: names by field

  /// The field of the value at a place: the last `name =` before it, a few lines above at most.
  private static func field(_ before: String, _ lines: TextLines, _ line: Int) -> String? {
    var text = before
    for up in 0..<12 {
      if up > 0 {
        guard line - up >= 1 else { return nil }
        text = String(decoding: lines.bytes(line - up), as: UTF8.self)
      }
      var rest = text[...]
      while let sign = rest.lastIndex(of: "=") {
        let after = text.index(after: sign)
        if after == text.endIndex || text[after] != "=", let name = lastName(text[..<sign]),
          !name.contains(".")
        {
          return name
        }
        rest = text[..<sign]
      }
    }
    return nil
  }

  private static func names(_ field: String?, _ guideline: Guideline) -> [Item] {
    switch field {
    case "claims":
      guideline.evidence.values.sorted { $0.name < $1.name }.map {
        Item(label: $0.name, kind: 18, detail: "certainty \($0.certainty.words): \($0.intervention)")
      }
    case "recommend":
      guideline.pairings.values.sorted { $0.name < $1.name }.map {
        Item(label: $0.name.description, kind: 18, detail: $0.title)
      }
    case "sources", "source":
      guideline.sources.values.sorted { $0.name < $1.name }.map {
        Item(label: $0.name, kind: 18, detail: $0.citation)
      }
    case "against":
      Set(guideline.pairings.keys.flatMap(\.parts)).sorted().map {
        Item(label: $0, kind: 18, detail: "a part of a pairing")
      }
    case "outcome": guideline.domain.outcomes.map { Item(label: $0.name, kind: 12, detail: $0.words) }
    case "timepoint": guideline.domain.allTimepoints.map { Item(label: $0.name, kind: 12, detail: $0.words) }
    case "certainty": Certainty.allCases.map { Item(label: $0.rawValue, kind: 12, detail: $0.words) }
    case "strength": Strength.allCases.map { Item(label: $0.rawValue, kind: 12, detail: "strength") }
    case "situation":
      ParadigmaticSituation.allCases.map {
        Item(label: $0.rawValue, kind: 12, detail: "GRADE's paradigmatic situation")
      }
    case "urgency": Gate.Urgency.allCases.map { Item(label: $0.rawValue, kind: 12, detail: "urgency") }
    case "stage": guideline.domain.stages.map { Item(label: $0.name, kind: 12, detail: $0.words) }
    default: []
    }
  }
}
