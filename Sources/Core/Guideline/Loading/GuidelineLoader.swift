internal import PlumblineJSON

/// Loads folders of Lua as a guideline, or reports everything that is wrong with them at once.
public struct GuidelineLoader {
  let problems: Problems
  let scope: Scope
  private(set) var readers: [PackReader] = []
  private var declarations: [Declaration.Word: [Declaration]] = [:]
  /// Facts without what refers to other facts, each with the fields that are yet to be read.
  private var outlines: [(fact: Fact, fields: Fields)] = []
  /// Lists of codes, whose members are among the facts.
  private var sets: [FactSet] = []
  private var series: [FactSeries] = []

  /// The declarations that may not be made twice, by what identifies them.
  private var made: [Key: Declaration] = [:]

  private struct Key: Hashable {
    var word: Declaration.Word
    var name: String
    /// Empty for declarations that all packs share.
    var pack: String
  }

  init(_ budget: LoadBudget) {
    problems = Problems()
    scope = Scope(problems: problems, meter: LoadMeter(budget))
  }

  /// Loads the packs in these folders as one guideline. The order of folders and files does not matter.
  ///
  /// - Parameters:
  ///   - adaptedBy: the pack whose adaptations are applied; nil for those of every pack.
  ///   - budget: what the packs may take together. If it is exceeded, that is the only problem reported.
  public static func load(
    _ folders: [PackFolder], adaptedBy pack: String? = nil, budget: LoadBudget = .standard
  ) throws(PackFailure) -> Guideline {
    try measured(folders, adaptedBy: pack, budget: budget).guideline
  }

  /// Loads only what the packs' stops need: facts, the laws between them, and the stops. Nothing else of the packs is judged.
  package static func stops(of folders: [PackFolder], budget: LoadBudget) throws(PackFailure) -> Guideline {
    var loader = GuidelineLoader(budget)
    try loader.run(folders, isForStops: true)
    let guideline = try loader.bounded { () throws(LoadMeter.Exceeded) in loader.assembleStops() }
    try loader.problems.throwIfAny()
    return guideline
  }

  /// Loads packs, and returns what they used of the budget.
  package static func measured(
    _ folders: [PackFolder], adaptedBy pack: String? = nil, budget: LoadBudget = .standard
  ) throws(PackFailure) -> (guideline: Guideline, used: [LoadBudget.Kind: Int]) {
    var loader = GuidelineLoader(budget)
    try loader.run(folders)
    if let pack { loader.declarations[.adapt]?.removeAll { $0.pack != pack } }
    let guideline = try loader.bounded { () throws(LoadMeter.Exceeded) in try loader.assemble() }
    loader.reportUnknownNames()
    loader.dropConsequences(in: guideline.packs)
    try loader.problems.throwIfAny()
    let used = LoadBudget.Kind.allCases.map { ($0, loader.scope.meter.used($0)) }
    return (guideline, Dictionary(used) { first, _ in first })
  }

  /// Runs work on the packs; if it exceeds the budget, nothing else is reported.
  func bounded<Value>(
    _ work: () throws(LoadMeter.Exceeded) -> Value
  ) throws(PackFailure) -> Value {
    do {
      return try work()
    } catch {
      throw PackFailure(problems: [error.problem])
    }
  }

  // MARK: running the files

  private mutating func run(_ folders: [PackFolder], isForStops: Bool = false) throws(PackFailure) {
    let folders = folders.sorted { $0.name < $1.name }
    // First what can be counted without running anything.
    try bounded { () throws(LoadMeter.Exceeded) in
      for folder in folders {
        let place = Place(file: folder.name, line: 0)
        try scope.meter.take(.files, folder.files.count, of: folder.name, at: place)
        let bytes = folder.files.reduce(0) { $0 + $1.text.count }
        try scope.meter.take(.bytes, bytes, of: folder.name, at: place)
      }
    }
    for folder in folders {
      readers.append(
        try bounded { () throws(LoadMeter.Exceeded) in
          try PackReader(folder, files: folder.files, scope: scope)
        })
    }
    try refuseTwins()
    try refuseNewer()
    if !isForStops { try refuseSecondDomain() }
    let wanted: Set<Declaration.Word> = [.pack, .fact, .constraint, .instrument, .source, .stop]
    for reader in readers {
      for declaration in reader.declarations where !isForStops || wanted.contains(declaration.word) {
        add(declaration)
      }
    }
    readDomain(isForStops)
    var unread: [String] = []
    for declaration in declarations[.fact] ?? [] {
      let fields = Fields(declaration, scope)
      let type = declaration.fields.first { $0.name == "type" }?.value
      if type == .text("set") {
        guard let (set, members) = SetReader.outline(fields) else {
          unread.append(declaration.name)
          continue
        }
        sets.append(set)
        outlines += members.map { ($0, fields) }
      } else if type == .text("series") {
        if let one = SeriesReader.series(fields) {
          series.append(one)
        } else {
          unread.append(declaration.name)
        }
      } else if let fact = FactReader.outline(fields) {
        outlines.append((fact, fields))
      } else {
        unread.append(declaration.name)
        fields.finish()
      }
    }
    scope.learn(outlines.map(\.fact), sets, series, unread: unread)
  }

  /// Adds a declaration. Another pack may repeat a shared one word for word; any other repetition is an error.
  private mutating func add(_ declaration: Declaration) {
    if let other = namesake(of: declaration) {
      problems.add(
        "\(declaration.word.noun) '\(declaration.name)' has the same name as the \(other.word.noun) at \(other.place): an answer could not tell them apart; rename one of them",
        pack: declaration.pack, at: declaration.place, kind: .duplicate)
      return
    }
    let isShared = [.fact, .instrument, .source, .evidence, .pairing, .option].contains(declaration.word)
    let key = Key(word: declaration.word, name: declaration.name, pack: isShared ? "" : declaration.pack)
    guard let twin = made[key], declaration.word != .test else {
      made[key] = declaration
      declarations[declaration.word, default: []].append(declaration)
      return
    }
    if isShared, twin.pack != declaration.pack, twin.saysTheSame(as: declaration) { return }
    let how = twin.pack == declaration.pack ? "is declared twice" : "is declared differently by two packs"
    problems.add(
      "\(declaration.word.noun) '\(declaration.name)' \(how): the other is at \(twin.place)",
      pack: declaration.pack,
      at: declaration.place, kind: .duplicate)
  }

  private static let answering: [Declaration.Word] = [
    .stop, .defer, .exclude, .needData, .rule, .otherwise, .adviseAgainst, .doNotOffer, .passOver,
    .conflict,
  ]

  /// A declaration of another kind that would have the same `pack/name` in an answer.
  private func namesake(of declaration: Declaration) -> Declaration? {
    guard Self.answering.contains(declaration.word) else { return nil }
    for word in Self.answering where word != declaration.word {
      if let twin = made[Key(word: word, name: declaration.name, pack: declaration.pack)] { return twin }
    }
    return nil
  }

  /// Reports unknown names, except those that were reported where they were used.
  private func reportUnknownNames() {
    if !lost("fact") { for reader in readers { reportUnknownNames(reader) } }
  }

  func reportUnknownNames(_ reader: PackReader) {
    for (path, place) in reader.pendingCalls where !problems.has(place) {
      let words =
        SumReader.isSum(path) ? SumReader.unused : scope.nothingIsCalled(path, in: place.file)
      problems.add(words, pack: reader.id, at: place, kind: .unknownName, naming: path)
    }
    for (name, place) in reader.globals where !scope.isKnownGlobal(name) && !problems.has(place, naming: name)
    {
      problems.add(
        self.scope.nothingIsCalled(name, in: place.file), pack: reader.id, at: place, kind: .unknownName)
    }
  }

  private func lost(_ word: String) -> Bool { readers.contains { $0.lostWords.contains(word) } }

  /// Reads the domain first: what the other declarations may name depends on it.
  private func readDomain(_ isForStops: Bool) {
    guard let declaration = declarations[.domain]?.first else {
      scope.lacksDomain = isForStops || !readers.contains { $0.id == scope.domain.stops.pack }
      return
    }
    let fields = Fields(declaration, scope)
    scope.domain = DomainReader(fields: fields).domain()
    fields.finish()
  }

  // MARK: assembling

  private func assembleStops() -> Guideline {
    Guideline(
      domain: scope.domain, packs: readers.compactMap(pack).sorted { $0.id < $1.id },
      vocabulary: vocabulary(),
      sources: [:], evidence: [:], pairings: [:],
      stops: read(.stop) { GateReader(fields: $0).gate() }.sorted { $0.id < $1.id }, gates: [], rules: [],
      otherwise: nil, vetoes: [], conflicts: [], adaptations: [], goal: nil)
  }

  private func vocabulary() -> Vocabulary {
    let facts = outlines.map { outline in
      var fact = outline.fact
      FactReader.complete(&fact, outline.fields)
      return fact
    }.sorted { $0.name < $1.name }
    for outline in outlines { outline.fields.finish() }
    let constraints = (read(.constraint, as: FactReader.constraint) + scope.workedOut).sorted {
      $0.name < $1.name
    }
    let instruments = read(.instrument) { InstrumentReader(fields: $0).instrument() }
    return Vocabulary(
      facts: facts, constraints: constraints,
      instruments: Dictionary(instruments.map { ($0.name, $0) }) { first, _ in first }, sets: scope.sets,
      series: scope.series)
  }

  private func read<T>(_ words: Declaration.Word..., as make: (Fields) -> T?) -> [T] {
    words.flatMap { declarations[$0] ?? [] }.compactMap { declaration in
      let fields = Fields(declaration, scope)
      let value = make(fields)
      fields.finish()
      return value
    }
  }

  private func assemble() throws(LoadMeter.Exceeded) -> Guideline {
    let packs = readers.compactMap(pack)
    let vocabulary = vocabulary()
    let sources = read(.source) { EvidenceReader(fields: $0).source() }
    let evidence = read(.evidence) { EvidenceReader(fields: $0).evidence() }
    let pairings = read(.pairing) { EvidenceReader(fields: $0).pairing() }
    let gates = read(.stop, .defer, .exclude, .needData) { GateReader(fields: $0).gate() }.sorted {
      $0.id < $1.id
    }
    let adaptations = read(.adapt) { RuleReader(fields: $0).adaptation() }.sorted { $0.id < $1.id }
    let rules = read(.rule, .otherwise) { RuleReader(fields: $0).rule() }.sorted { $0.id < $1.id }
    for (word, folder) in [(Declaration.Word.test, "tests"), (.catalogue, "languages")] {
      for declaration in declarations[word] ?? [] {
        problems.add(
          "a `\(word.rawValue)` belongs in the pack's \(folder) folder", pack: declaration.pack,
          at: declaration.place, kind: .misplaced)
      }
    }
    var draft = Guideline(
      domain: scope.domain, packs: packs.sorted { $0.id < $1.id }, vocabulary: vocabulary,
      sources: Dictionary(sources.map { ($0.name, $0) }) { first, _ in first },
      evidence: Dictionary(evidence.map { ($0.name, $0) }) { first, _ in first },
      pairings: Dictionary(pairings.map { ($0.name, $0) }) { first, _ in first },
      stops: gates.filter { $0.kind.stage == nil },
      gates: scope.domain.inOrder(gates),
      rules: rules.filter { $0.role != .otherwise }, otherwise: rules.first { $0.role == .otherwise },
      vetoes: (read(.adviseAgainst) { RuleReader(fields: $0).veto() }
        + read(.doNotOffer) { RuleReader(fields: $0).withheld() }
        + read(.passOver) { RuleReader(fields: $0).passedOver() }).sorted { $0.id < $1.id },
      conflicts: read(.conflict) { RuleReader(fields: $0).conflict() }.sorted { $0.id < $1.id },
      adaptations: adaptations, goal: vocabulary.facts.firstIndex { !$0.goalOutcomes.isEmpty },
      options: scope.domain.inOrder(read(.option) { EvidenceReader(fields: $0).option() }),
      properties: read(.property) { PropertyReader(fields: $0).property() }.sorted {
        ($0.pack, $0.name) < ($1.pack, $1.name)
      })
    draft.site = read(.site) { SiteReader(fields: $0).site() }.first
    let isWhole = readers.allSatisfy { $0.lostWords.isEmpty } && scope.unread.isEmpty
    let linker = Linker(guideline: draft, scope: scope, declarations: declarations)
    if isWhole { linker.check() }
    if isWhole { Property.check(draft, scope) }
    return try linker.adapted()
  }
}
