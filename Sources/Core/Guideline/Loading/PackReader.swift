/// Runs one pack's files and collects their declarations, before any reference is resolved.
struct PackReader {
  let folder: PackFolder
  /// The id of the manifest; the folder's name if there is none.
  private(set) var id: String
  private(set) var declarations: [Declaration] = []
  /// Words declared in files that did not run, so that their absence is not reported too.
  private(set) var lostWords: Set<String> = []
  private(set) var globals: [(name: String, place: Place)] = []

  private struct Ran {
    var file: PackFile
    var review: LexicalReview
    var outcome: Sandbox.Outcome
    var document: Document?
  }

  /// - Parameter files: the pack's own files, or its tests.
  /// - Throws: if they use more than is left of the load's budget.
  init(
    _ folder: PackFolder, files: [PackFile], id known: String? = nil, scope: Scope
  ) throws(LoadMeter.Exceeded) {
    self.folder = folder
    var ran: [Ran] = []
    for file in files { ran.append(try Self.run(file, of: folder, scope.meter)) }
    id = known ?? Self.manifestName(ran) ?? folder.name
    for one in ran { try take(one, scope) }
  }

  private static func run(
    _ file: PackFile, of folder: PackFolder, _ meter: LoadMeter
  ) throws(LoadMeter.Exceeded) -> Ran {
    let name = "\(folder.name)/\(file.name)"
    if meter.fuelLeft.units == 0 { throw meter.exceeded(meter.fuelLeft.kind, at: Place(file: name, line: 0)) }
    let review = LexicalReview(file.text, vocabulary: .packs)
    func load(_ text: [UInt8]) throws(LoadMeter.Exceeded) -> Sandbox.Outcome {
      let place = Place(file: name, line: 0)
      let left = meter.fuelLeft
      let outcome = Sandbox.load(text, named: name, fuel: UInt64(left.units))
      try meter.take(.fuel, Int(outcome.fuelSpent), of: folder.name, at: place)
      if outcome.failure == .fuel, left.units < Sandbox.fuelOfFile {
        throw meter.exceeded(left.kind, at: place)
      }
      try meter.take(.documents, outcome.bytes.count, of: folder.name, at: place)
      return outcome
    }
    var outcome = try load(file.text)
    // A refused comparison sign ends the run. Read on without it, to report what else is wrong.
    if outcome.failure == .error, let text = review.withoutComparisonSigns(file.text) {
      let second = try load(text)
      if second.failure == nil { outcome = second }
    }
    return Ran(file: file, review: review, outcome: outcome, document: Document(outcome.bytes))
  }

  private static func manifestName(_ ran: [Ran]) -> String? {
    for root in ran.lazy.compactMap(\.document).flatMap(\.roots) {
      if case .node(.node(.reference("pack", _), let names, _), _, _) = root,
        case .text(let name)? = names.first
      {
        return name
      }
    }
    return nil
  }

  private mutating func take(_ ran: Ran, _ scope: Scope) throws(LoadMeter.Exceeded) {
    let file = "\(id)/\(ran.file.name)"
    func add(
      _ message: String, _ line: Int, column: Int = 0, limit: String? = nil, kind: PackProblem.Kind
    ) {
      scope.problems.add(
        message, pack: id, at: Place(file: file, line: line), column: column, limit: limit, kind: kind)
    }
    scope.reviews[file] = ran.review
    for problem in ran.review.problems {
      add(problem.message, problem.line, column: problem.column, kind: .operator)
    }
    for declaration in ran.review.declarations {
      var first: [String: Int] = [:]
      for field in declaration.fields {
        guard let line = first[field.name] else {
          first[field.name] = field.line
          continue
        }
        add(
          "field '\(field.name)' is written twice, first on line \(line): Lua would keep only the last; remove one of them",
          field.line, kind: .duplicate)
      }
    }
    if let failure = ran.outcome.failure {
      add(
        failure.words(ran.outcome.message), ran.outcome.line,
        limit: failure == .error ? nil : failure.rawValue, kind: failure.kind)
      lostWords.formUnion(ran.review.declarations.map(\.word))
    }
    guard let document = ran.document else { return }
    for global in document.globals {
      globals.append((global.name, Place(file: file, line: global.line)))
    }
    guard ran.outcome.failure == nil else { return }
    let written = Written(ran.review)
    for root in document.roots { try take(root, file, written, scope) }
  }

  /// The declarations that a text shows, by word and name.
  private struct Written {
    private struct Key: Hashable {
      var word: String
      var id: String
    }

    private var declarations: [Key: [LexicalReview.Declaration]] = [:]

    init(_ review: LexicalReview) {
      for declaration in review.declarations {
        guard let id = declaration.id else { continue }
        declarations[Key(word: declaration.word, id: id), default: []].append(declaration)
      }
    }

    /// Returns the first declaration that begins on a line, or on a neighbouring one.
    func declaration(_ word: String, _ id: String, near line: Int) -> LexicalReview.Declaration? {
      let own = declarations[Key(word: word, id: id)] ?? []
      // They are in the order of lines.
      var (low, high) = (0, own.count)
      while low < high {
        let middle = (low + high) / 2
        if own[middle].line < line - 1 { low = middle + 1 } else { high = middle }
      }
      return low < own.count && own[low].line <= line + 1 ? own[low] : nil
    }
  }

  private mutating func take(
    _ root: Term, _ file: String, _ written: Written, _ scope: Scope
  ) throws(LoadMeter.Exceeded) {
    let line = root.line ?? 0
    let place = Place(file: file, line: line)
    guard case .node(let callee, let arguments, _) = root else { return }
    switch callee {
    case .node(.reference(let path, _), let names, let start):
      guard let word = Declaration.Word(rawValue: path) else {
        if Declaration.combinators.contains(path) { break }
        pendingCalls.append((path, place))
        return
      }
      guard names.count == 1, case .text(let name) = names[0], let fields = Self.table(arguments) else {
        scope.problems.add(
          "malformed \(path); write \(path) \"name\" { … }", pack: id, at: place, kind: .notation)
        return
      }
      if !Self.isName(name, word) {
        scope.problems.add(
          "'\(name)' is not a name; use lower case letters, digits and `-` (facts: `_` and one `.`)",
          pack: id, at: Place(file: file, line: start.number), kind: .badName)
      }
      let counts = TermCounts(fields, of: word)
      try scope.meter.take(.declarations, 1, of: id, at: place)
      try scope.meter.take(.cutOffs, counts.cutOffs, of: id, at: place)
      try scope.meter.take(.scripts, counts.functions, of: id, at: place)
      let seen = written.declaration(path, name, near: start.number)
      var lists: [String: LexicalReview.List] = [:]
      for field in seen?.fields ?? [] where field.list != nil || !lists.isEmpty {
        lists[field.name] = field.list
      }
      declarations.append(
        Declaration(
          word: word, name: name, fields: fields, pack: id,
          place: Place(file: file, line: seen?.line ?? start.number),
          fieldLines: seen?.fields ?? [], lists: lists))
      return
    case .reference(let path, _):
      if Declaration.Word(rawValue: path) != nil {
        scope.problems.add(
          "malformed \(path); write \(path) \"name\" { … }", pack: id, at: place, kind: .notation)
        return
      }
      let isComparison = arguments.first?.isReference(path.prefix(upToLast: ".")) ?? false
      if !Declaration.combinators.contains(path), !isComparison {
        pendingCalls.append((path, place))
        return
      }
    default: break
    }
    if !scope.problems.has(place) {
      scope.problems.add(
        "this condition is built and never used: \(root.kindWords); join it with others in all { } or any { }",
        pack: id, at: place, kind: .conditionUnused)
    }
  }

  /// Calls of names that may be unknown: reported once all facts are known.
  private(set) var pendingCalls: [(path: String, place: Place)] = []

  /// The fields of a declaration's only argument; nil if it is no table of named fields.
  static func table(_ arguments: [Term]) -> [Term.Field]? {
    guard arguments.count == 1 else { return nil }
    switch arguments[0] {
    case .fields(let fields): return fields
    case .list(let items) where items.isEmpty: return []
    default: return nil
    }
  }

  /// Whether a name is well formed for its kind: evidence and pairings join names with `/` and `+`; a test has a sentence.
  private static func isName(_ name: String, _ word: Declaration.Word) -> Bool {
    if word == .test || word == .property { return !name.isEmpty && name.utf8.count <= 200 }
    let joins: String
    switch word {
    case .fact: joins = "_."
    case .instrument, .source, .pack: joins = "_-"
    case .evidence: joins = "/-"
    case .pairing: joins = "+-"
    case .adapt: joins = "/-_"
    default: joins = "-_"
    }
    let isPlain = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || joins.utf8.contains(byte)
    }
    let dots = name.utf8.count { $0 == UInt8(ascii: ".") }
    return isPlain && !name.isEmpty && name.utf8.count <= 120 && dots <= 1 && !name.hasPrefix(".")
      && !name.hasSuffix(".")
  }
}

extension Sandbox.Failure {
  var kind: PackProblem.Kind {
    switch self {
    case .syntax: .syntax
    case .error, .badResult, .badRequest: .run
    default: .limit
    }
  }

  /// What happened, in an author's words, with the name of the limit.
  func words(_ message: String) -> String {
    switch self {
    case .error, .syntax, .badResult: message
    case .badRequest, .noMemory: "the sandbox failed: \(message)"
    default: "stopped by the sandbox's \(rawValue) limit: \(message)"
    }
  }
}

extension Term {
  func isReference(_ path: some StringProtocol) -> Bool {
    if case .reference(let own, _) = self { own == path } else { false }
  }
}

extension String {
  /// Everything before the last occurrence of a character; the whole string if there is none.
  func prefix(upToLast character: Unicode.Scalar) -> Substring {
    unicodeScalars.lastIndex(of: character).map { self[..<$0] } ?? self[...]
  }
}

extension LexicalVocabulary {
  /// The words of the pack language.
  static let packs = LexicalVocabulary(
    declarations: Declaration.Word.allCases.map(\.rawValue) + ["scripted"],
    combinators: Declaration.combinators.filter { $0 != "scripted" },
    comparisons: Comparison.Operator.allCases.map(\.rawValue)
      + FactSet.Comparing.allCases.filter { $0 != .wasDeclined }.map(\.rawValue))
}

extension LexicalReview {
  /// Returns the text with a comma for every refused comparison sign, only to be read for further problems; nil if there
  /// was none.
  fileprivate func withoutComparisonSigns(_ text: [UInt8]) -> [UInt8]? {
    var lineStarts = [0]
    for (index, byte) in text.enumerated() where byte == UInt8(ascii: "\n") { lineStarts.append(index + 1) }
    var changed = text
    for problem in problems where problem.line <= lineStarts.count {
      let start = lineStarts[problem.line - 1] + problem.column - 1
      guard start < text.count else { continue }
      let sign = text[start...].prefix { "<>=~".utf8.contains($0) }
      guard (1...2).contains(sign.count) else { continue }
      changed.replaceSubrange(
        sign.indices, with: [UInt8(ascii: ",")] + sign.dropFirst().map { _ in UInt8(ascii: " ") })
    }
    return changed == text ? nil : changed
  }
}
