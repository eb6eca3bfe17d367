internal import PlumblineText

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
      case .node(.node(.reference("catalogue", _), let names, let line), let arguments, _) = document.roots[0],
      names.count == 1, case .text(let language) = names[0], let fields = PackReader.table(arguments)
    else {
      add(
        "a file of `languages/` holds one catalogue; write catalogue \"nl\" { translator = \"…\", sentences = { … } }",
        kind: .notation)
      return []
    }
    let declaration = Declaration(
      word: .catalogue, name: language, fields: fields, pack: pack,
      place: Place(file: name, line: line.number), fieldLines: [], lists: [:])
    return catalogue(Fields(declaration, Scope(problems: problems)), file, written).map { [$0] } ?? []
  }

  private static func catalogue(_ fields: Fields, _ file: PackFile, _ written: CatalogueText) -> Catalogue? {
    let language = fields.declaration.name
    let translator = fields.text("translator")
    let by = fields.optionalText("reviewed_by")
    let on = fields.optionalDay("reviewed_on")
    let pin = fields.optionalText("pin")
    let entries = sentences(fields, written)
    fields.finish()
    if !isTag(language) {
      fields.problem(
        "\(fields.who) is named by no language; write a code of two or three letters: catalogue \"nl\"",
        kind: .badName)
      return nil
    }
    let catalogue = Catalogue(
      language: language, pack: fields.declaration.pack, translator: translator,
      signed: by.flatMap { by in on.flatMap { on in pin.map { (by, on, $0) } } }, entries: entries,
      text: file.text, place: fields.declaration.place)
    if by != nil, catalogue.review == nil {
      fields.problem(
        "\(fields.who) names who reviewed it, and not when and what; write `reviewed_on`, and pin = \"\(catalogue.pin)\" if it is these sentences that were read",
        at: "reviewed_by", kind: .missingField)
    }
    return catalogue
  }

  private static func sentences(_ fields: Fields, _ written: CatalogueText) -> [String: Catalogue.Entry] {
    var entries: [String: Catalogue.Entry] = [:]
    let record: [Term.Field]
    switch fields.required("sentences") {
    case .fields(let named)?: record = named
    case .list(let items)? where items.isEmpty: record = []
    case nil: record = []
    case .some(let term):
      fields.wrong("sentences", term, wanted: "a table of translations by sentence: { [\"Yes\"] = \"Ja\" }")
      record = []
    }
    for field in record {
      guard case .text(let text) = field.value, !text.isEmpty else {
        fields.problem(
          "the translation of `\(field.name.prefix(60))` in \(fields.who) is \(field.value.kindWords) without words; write the sentence",
          at: "sentences")
        continue
      }
      let isPlain = !text.unicodeScalars.contains {
        [.control, .format].contains($0.properties.generalCategory)
      }
      guard isPlain, Bilingual(text) == nil else {
        fields.problem(
          "the translation of `\(field.name.prefix(60))` in \(fields.who) has a line feed, an invisible character, or English in brackets; write it as one plain line",
          at: "sentences")
        continue
      }
      let place = Place(file: fields.declaration.place.file, line: written.lines[field.name]?.first ?? 0)
      entries[field.name] = Catalogue.Entry(text: text, place: place)
    }
    return entries
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
