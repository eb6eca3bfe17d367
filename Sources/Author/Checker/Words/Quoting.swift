internal import PlumblineGuideline

extension Subject {
  /// Returns the location of some words of a field: their own if the text has them, else the field's.
  ///
  /// - Parameter isLocal: whether the words may also be in a local of the file.
  func location(
    _ place: Place, of word: String, named name: String, field: String, quoting phrase: String,
    isLocal: Bool = true
  ) -> Finding.Location {
    guard let text = text(of: place.file) else { return location(place, naming: name) }
    let start = text.position(of: word, named: name, field: field)
    let lines = (1...max(text.lineCount, 1)).map { text.bytes(ofLine: $0) }
    func position(_ wanted: String, _ range: ClosedRange<Int>) -> Finding.Location? {
      let bytes = Array(wanted.utf8)
      let found = range.filter { Self.column(of: bytes, in: lines[$0 - 1]) != nil }
      guard let line = found.first else { return nil }
      return .init(file: place.file, line: line, column: Self.column(of: bytes, in: lines[line - 1]) ?? 1)
    }
    if let start, lines.indices.contains(start.line - 1) {
      let field = Self.lines(ofFieldAt: start, in: lines)
      // A text over several lines may break inside the phrase: then its beginning is searched.
      var words = phrase.split(separator: " ")
      while !words.isEmpty {
        if let found = position(words.joined(separator: " "), field) { return found }
        words.removeLast()
      }
    }
    if isLocal, !lines.isEmpty, let found = position(phrase, 1...lines.count) { return found }
    guard let start else { return location(place, naming: name) }
    return .init(file: place.file, line: start.line, column: start.column)
  }

  func location(_ utterance: Utterance, quoting phrase: some StringProtocol) -> Finding.Location {
    location(
      utterance.place, of: utterance.word, named: utterance.name, field: utterance.field,
      quoting: String(phrase))
  }

  /// The lines from a field's name to the next field, or to the end of its declaration.
  private static func lines(ofFieldAt start: PackText.Position, in lines: [[UInt8]]) -> ClosedRange<Int> {
    var last = start.line
    while last < lines.count {
      let bytes = lines[last]
      let indent = bytes.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
      let rest = bytes.dropFirst(indent)
      if rest.first == UInt8(ascii: "}"), indent + 1 < start.column || indent == 0 { break }
      let name = rest.prefix {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
      }
      let following = rest.dropFirst(name.count).first { $0 != UInt8(ascii: " ") }
      if !name.isEmpty, following == UInt8(ascii: "="), indent + 1 <= start.column { break }
      last += 1
    }
    return start.line...last
  }

  private static func column(of wanted: [UInt8], in line: [UInt8]) -> Int? {
    guard !wanted.isEmpty, line.count >= wanted.count else { return nil }
    return (0...line.count - wanted.count).first { line[$0..<$0 + wanted.count].elementsEqual(wanted) }.map {
      $0 + 1
    }
  }
}
