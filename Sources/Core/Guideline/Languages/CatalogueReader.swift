/// Reads the catalogues of packs: `languages/*.lua`, each run once in the sandbox, on demand, since no decision needs them.
public enum CatalogueReader {
  /// What one file may use: a table of strings takes a fraction of it.
  private static let fuel: UInt64 = 1_000_000

  /// Returns the catalogues of these packs, and everything that is wrong with the others: what cannot be read is not translated.
  ///
  /// - Parameters:
  ///   - packs: those that were loaded from the folders, if they were: their ids need not be read again.
  ///   - language: only those in this language; nil for all.
  public static func catalogues(
    in folders: [PackFolder], of packs: [Pack] = [], language: String? = nil
  ) -> (catalogues: [Catalogue], problems: [PackProblem]) {
    let ids = Dictionary(packs.map { ($0.digest, $0.id) }) { first, _ in first }
    var found: [Catalogue] = []
    let problems = Problems()
    for folder in folders.sorted(by: { $0.name < $1.name }) {
      let files: [PackFile]
      do {
        files = try folder.languages()
      } catch {
        problems.add(
          error.description, pack: folder.name, at: Place(file: "\(folder.name)/languages", line: 0),
          kind: .unreadable)
        continue
      }
      if files.isEmpty { continue }
      let pack = ids[folder.digest] ?? GuidelineLoader.manifest(of: folder).id
      for file in files { found += read(file, pack, problems) }
    }
    let wanted = found.filter { language == nil || $0.language == language }
    return (wanted, problems.all.isEmpty ? [] : problems.sorted)
  }

  private static func read(_ file: PackFile, _ pack: String, _ problems: Problems) -> [Catalogue] {
    let name = "\(pack)/\(file.name)"
    func add(_ message: String, _ line: Int = 0, kind: PackProblem.Kind) {
      problems.add(message, pack: pack, at: Place(file: name, line: line), kind: kind)
    }
    let outcome = Sandbox.load(file.text, named: name, fuel: fuel)
    if let failure = outcome.failure {
      add(failure.words(outcome.message), outcome.line, kind: failure.kind)
      return []
    }
    guard let document = Document(outcome.bytes) else {
      add("the sandbox returned a malformed document", kind: .run)
      return []
    }
    for global in document.globals where global.name != "catalogue" {
      add(
        "unknown name '\(global.name)': a catalogue holds strings only", global.line, kind: .unknownName)
    }
    let written = CatalogueText(file.text)
    for (source, lines) in written.lines.sorted(by: { $0.key < $1.key }) where lines.count > 1 {
      add(
        "`\(source.prefix(60))` is translated twice, first on line \(lines[0]): Lua would keep only the last; remove one of them",
        lines[1], kind: .duplicate)
    }
    guard document.roots.count == 1,
      case .node(.reference("catalogue", _), let arguments, let line) = document.roots[0],
      arguments.count == 1, case .fields(let fields) = arguments[0]
    else {
      add(
        "a file of `languages/` holds one catalogue; write catalogue { language = \"nl\", translator = \"…\", sentences = { … } }",
        kind: .notation)
      return []
    }
    let declaration = Declaration(
      word: .catalogue, name: file.name, fields: fields, pack: pack,
      place: Place(file: name, line: line.number), fieldLines: [], lists: [:])
    return catalogue(Fields(declaration, Scope(problems: problems)), file, written).map { [$0] } ?? []
  }

  private static func catalogue(_ fields: Fields, _ file: PackFile, _ written: CatalogueText) -> Catalogue? {
    let language = fields.text("language")
    let translator = fields.text("translator")
    let by = fields.optionalText("reviewed_by")
    let on = fields.optionalDay("reviewed_on")
    let pin = fields.optionalText("pin")
    var entries: [String: Catalogue.Entry] = [:]
    for field in fields.optionalRecord("sentences") {
      let place = Place(file: fields.declaration.place.file, line: written.lines[field.name]?.first ?? 0)
      guard case .text(let text) = field.value, !text.isEmpty else {
        fields.problem(
          "the translation of `\(field.name.prefix(60))` is not a string with words in it", at: "sentences")
        continue
      }
      entries[field.name] = Catalogue.Entry(text: text, place: place)
    }
    fields.finish()
    if !isTag(language) {
      fields.problem(
        "`language` of \(fields.who) is '\(language)'; write a code of two or three letters: \"nl\"",
        at: "language")
      return nil
    }
    if by != nil, on == nil || pin == nil {
      fields.problem(
        "\(fields.who) names who reviewed it, and not \(on == nil ? "when" : "what"); write `reviewed_on` and the `pin` that `plumbline check` shows",
        at: "reviewed_by", kind: .missingField)
    }
    var signed: (by: String, on: Day, pin: String)?
    if let by, let on, let pin { signed = (by, on, pin) }
    return Catalogue(
      language: language, pack: fields.declaration.pack, translator: translator, signed: signed,
      entries: entries, text: file.text, place: fields.declaration.place)
  }

  private static func isTag(_ text: String) -> Bool {
    (2...3).contains(text.utf8.count)
      && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }
}

/// The keys of a catalogue's text, each with the lines on which it is written: `["One " .. "key"] = …`.
struct CatalogueText {
  private(set) var lines: [String: [Int]] = [:]

  init(_ bytes: [UInt8]) {
    let text = LuaText(bytes, vocabulary: .lua)
    var index = 0
    while index < text.tokens.count {
      if text[index] == .leftBracket, let (key, next) = Self.key(text, from: index + 1) {
        lines[key, default: []].append(text.tokens[index].line)
        index = next
      } else {
        index += 1
      }
    }
  }

  /// Returns the joined strings up to `] =`, and the index behind them; nil if something else stands there.
  private static func key(_ text: LuaText, from start: Int) -> (key: String, next: Int)? {
    var key = ""
    var index = start
    while text[index] == .string, let part = text.stringValue(at: index) {
      key += part
      index += 1
      if text[index] == .rightBracket, text[index + 1] == .assign { return (key, index + 2) }
      guard text[index] == .symbol, text.spelling(at: index) == ".." else { return nil }
      index += 1
    }
    return nil
  }
}
