internal import PlumblineGuideline
internal import PlumblineJSON

/// The places where a name is declared and used.
enum Navigation {
  static func definition(
    _ workspace: Workspace, _ path: String, _ lines: TextLines, _ place: PackText.Position
  ) -> JSONValue? {
    guard let bytes = workspace.text(path), let symbol = PackText(bytes).symbol(at: place) else { return nil }
    if symbol.kind == .name, let local = local(symbol, before: place.line, lines) {
      return location(
        path, lines.range(line: local.line, from: local.column, to: local.column + symbol.content.utf8.count))
    }
    guard let guideline = workspace.guideline, let place = declaration(symbol, guideline),
      let target = workspace.paths[place.file], let text = workspace.texts[target]
    else { return nil }
    let position = PackText(text).position(of: symbol.content, onLine: max(place.line, 1))
    return location(
      target, TextLines(text).range(line: position.line, from: position.column, to: position.column))
  }

  static func references(
    _ workspace: Workspace, _ path: String, _ lines: TextLines, _ place: PackText.Position
  ) -> JSONValue? {
    guard let bytes = workspace.text(path), let symbol = PackText(bytes).symbol(at: place) else { return nil }
    var found: [JSONValue] = []
    for (file, text) in workspace.texts.sorted(by: { $0.key < $1.key }) {
      let lines = TextLines(text)
      for other in PackText(text).symbols {
        for range in ranges(of: symbol, in: other) {
          found.append(
            location(file, lines.range(line: other.line, from: range.lowerBound, to: range.upperBound)))
        }
      }
    }
    return .array(found)
  }

  /// The columns at which a symbol names the same thing: as it is, between quotes (a declaration), or in braces in a text.
  private static func ranges(of symbol: PackText.Symbol, in other: PackText.Symbol) -> [Range<Int>] {
    if other.content == symbol.content { return [other.column..<other.end] }
    guard symbol.kind == .name, other.kind == .text else { return [] }
    let (text, wanted) = (Array(other.content.utf8), Array("{\(symbol.content)}".utf8))
    return text.ranges(of: wanted).map {
      (other.column + $0.lowerBound + 1)..<(other.column + $0.upperBound - 1)
    }
  }

  /// The nearest `local` of this name above a place.
  private static func local(
    _ symbol: PackText.Symbol, before line: Int, _ lines: TextLines
  ) -> PackText.Position? {
    let name = symbol.content
    for up in stride(from: line, through: 1, by: -1) {
      let text = String(decoding: lines.bytes(up), as: UTF8.self)
      for start in ["local \(name) ", "local \(name)=", "local function \(name)("] {
        if let range = text.range(of: start) {
          let before = start.hasPrefix("local function") ? "local function ".utf8.count : "local ".utf8.count
          return .init(line: up, column: text[..<range].utf8.count + before + 1)
        }
      }
    }
    return nil
  }

  private static func declaration(_ symbol: PackText.Symbol, _ guideline: Guideline) -> Place? {
    let name = symbol.content
    if let index = guideline.vocabulary.index(of: name) { return guideline.vocabulary[index].place }
    if symbol.kind == .name { return nil }
    if let item = guideline.evidence[name] { return item.place }
    if let source = guideline.sources[name] { return source.place }
    if let pairing = guideline.pairings[guideline.domain.pairing(name)] { return pairing.place }
    if let option = guideline.options.first(where: { $0.name == name }) { return option.place }
    if let pack = guideline[pack: name] { return pack.place }
    let gates = (guideline.stops + guideline.gates).first { $0.id == name || $0.id.hasSuffix("/" + name) }?
      .place
    return gates ?? guideline.rules.first { $0.id == name || $0.id.hasSuffix("/" + name) }?.place
      ?? guideline.conflicts.first { $0.id == name || $0.id.hasSuffix("/" + name) }?.place
  }

  static func location(_ path: String, _ range: JSONValue) -> JSONValue {
    ["uri": .string(FileAddress.uri(path)), "range": range]
  }
}

extension String {
  /// The start of the first occurrence of a text; nil if it does not occur.
  fileprivate func range(of text: String) -> String.Index? { firstRange(of: text)?.lowerBound }
}
