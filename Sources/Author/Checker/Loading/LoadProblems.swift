internal import PlumblineGuideline

/// The problems that keep a pack from loading, as findings: all of them errors.
enum LoadProblems {
  static let kinds = LoadKinds.text + LoadKinds.words + LoadKinds.values + LoadKinds.whole

  private static let byCode = Dictionary(uniqueKeysWithValues: kinds.map { ($0.code, $0) })

  /// - Parameter texts: the files of the packs that are checked, by `pack/file.lua`.
  static func finding(_ problem: PackProblem, _ texts: [String: PackText]) -> Finding {
    let kind = byCode[problem.kind.rawValue] ?? LoadKinds.wrongValue
    var file = problem.place.file
    if texts[file] == nil, !file.contains("/") {
      // The problem concerns a pack as a whole: its first file represents it.
      file =
        texts.keys.filter {
          $0.hasPrefix(file + "/") && !$0.contains("/tests/") && !$0.contains("/languages/")
        }.min() ?? file
    }
    let line = max(problem.place.line, 1)
    var place = PackText.Position(line: line, column: max(problem.column, 1))
    if problem.column == 0, let text = texts[file] {
      place = position(problem, in: text, line) ?? text.start(ofLine: line)
    }
    return Finding(kind, at: .init(file: file, line: place.line, column: place.column), problem.message)
  }

  /// The position of the word that the problem names.
  private static func position(_ problem: PackProblem, in text: PackText, _ line: Int) -> PackText.Position? {
    var words = words(problem.message)
    if problem.kind == .missingField { words = Array(words.prefix(2)) }
    let isInside: Bool =
      switch problem.kind {
      case .dangling, .unknownField, .wrongValue, .requirement, .badName, .unknownCode, .duplicate: true
      default: false
      }
    for word in words.reversed() {
      if let place = text.place(of: word, onLine: line) { return place }
      if isInside, let place = text.place(of: word, inDeclarationOnLine: line) { return place }
    }
    return nil
  }

  /// The words of a message in backticks or quotes, without the suggested ones.
  private static func words(_ message: String) -> [String] {
    var words: [String] = []
    var rest = message[...]
    if let suggestion = message.firstRange(of: "; did you mean") { rest = message[..<suggestion.lowerBound] }
    while let open = rest.firstIndex(where: { $0 == "`" || $0 == "'" }) {
      let after = rest[rest.index(after: open)...]
      guard let close = after.firstIndex(of: rest[open]) else { break }
      let whole = String(after[..<close])
      let first = whole.split(separator: " ").first.map(String.init) ?? ""
      words += [first, whole].filter { $0.contains(where: \.isLetter) || $0.contains(where: \.isNumber) }
      rest = after[after.index(after: close)...]
    }
    return words
  }
}
