/// A pack's own description: its manifest, the names of its declarations, and the functions that run for each patient.
///
/// Its files run once, in the sandbox. No reference is resolved, so that a pack can be read without the packs whose facts its
/// conditions name.
public struct PackOutline: Sendable {
  /// The name of a declaration, or of a function that stays in Lua.
  public struct Named: Sendable, Hashable {
    /// `rule`, `fact`, …; for a function what it computes, `fact` or `scripted`.
    public var word: String
    public var name: String
    public var place: Place
  }

  /// The manifest's name; the folder's if there is no manifest.
  public let id: String
  /// nil if the files declare no pack.
  public let pack: Pack?
  public let requires: [String: Version]
  /// Everything but `pack`, in the order of files and lines.
  public let declarations: [Named]
  /// Functions that run for each patient.
  public let functions: [Named]
  /// The problems that can be found without other packs.
  public let problems: [PackProblem]

  /// Whether it has a declaration of this kind.
  public func declares(_ word: String) -> Bool { declarations.contains { $0.word == word } }

  /// - Parameter meter: shared by packs that are outlined together; nil gives this one the budget of a whole load.
  init(of folder: PackFolder, meter: LoadMeter? = nil) {
    let scope = Scope(problems: Problems(), meter: meter ?? LoadMeter(.standard))
    do {
      self.init(try PackReader(folder, files: folder.files, scope: scope), scope)
    } catch {
      self.init(refused: folder, [error.problem])
    }
  }

  private init(_ reader: PackReader, _ scope: Scope) {
    let folder = reader.folder
    id = reader.id
    let others = reader.declarations.filter { $0.word != .pack }
    let declares = others.reduce(into: [:]) { $0[$1.word.rawValue, default: 0] += 1 }
    let fields = reader.declarations.first { $0.word == .pack }.map { Fields($0, scope) }
    pack = fields.map {
      Manifest(fields: $0).pack(digest: folder.digest, declares: declares, files: folder.files)
    }
    requires = pack?.requires ?? [:]
    declarations = others.map { Named(word: $0.word.rawValue, name: $0.name, place: $0.place) }
    functions = others.flatMap(Self.functions)
    problems = scope.problems.sorted
  }

  private init(refused folder: PackFolder, _ problems: [PackProblem]) {
    id = folder.name
    pack = nil
    requires = [:]
    declarations = []
    functions = []
    self.problems = problems
  }

  private static func functions(in declaration: Declaration) -> [Named] {
    var found: [Named] = []
    func look(_ term: Term, _ owner: Named) {
      switch term {
      case .function: found.append(owner)
      case .node(.node(.reference("scripted", _), let names, let line), let arguments, _):
        var owner = Named(
          word: "scripted", name: owner.name, place: Place(file: owner.place.file, line: line.number))
        if case .text(let name)? = names.first { owner.name = name }
        for argument in arguments { look(argument, owner) }
      case .node(let callee, let arguments, _):
        look(callee, owner)
        for argument in arguments { look(argument, owner) }
      case .fields(let fields): for field in fields { look(field.value, owner) }
      case .list(let items): for item in items { look(item, owner) }
      case .sparse(let entries): for entry in entries { look(entry.value, owner) }
      default: break
      }
    }
    let owner = Named(word: declaration.word.rawValue, name: declaration.name, place: declaration.place)
    for field in declaration.fields { look(field.value, owner) }
    return found
  }
}

extension GuidelineLoader {
  /// Outlines a pack, as far as its files can be read without other packs.
  public static func manifest(of folder: PackFolder) -> PackOutline { PackOutline(of: folder) }

  /// Outlines several packs within one budget; a pack that it does not reach gets that as its problem.
  ///
  /// - Parameter stopsFirst: whether the packs that may hold stops, and those that they require, are read before all others and with a
  ///   budget each, so that no other pack can use it up. Only the first 16 of them: time stays bounded.
  public static func manifests(
    of folders: [PackFolder], stopsFirst: Bool = false, budget: LoadBudget
  ) -> [PackOutline] {
    let shared = LoadMeter(budget)
    var outlines: [Int: PackOutline] = [:]
    var own = 0
    func read(apart: Bool, _ isNext: (PackFolder, PackHint) -> Bool) {
      for (place, folder) in folders.enumerated() where outlines[place] == nil && isNext(folder, hints[place])
      {
        own += apart ? 1 : 0
        outlines[place] = PackOutline(of: folder, meter: apart && own <= 16 ? LoadMeter(budget) : shared)
      }
    }
    let hints = folders.map { stopsFirst ? PackHint($0) : PackHint() }
    if stopsFirst {
      read(apart: true) { $1.declaresDomain || $0.name == Domain.firstEdition.stops.pack }
      read(apart: true) { $1.declaresStop }
      var count = -1
      while outlines.count > count {
        count = outlines.count
        let required = Set(outlines.values.flatMap(\.requires.keys))
        read(apart: true) { required.contains($0.name) || $1.names.contains(where: required.contains) }
      }
    }
    read(apart: false) { _, _ in true }
    return folders.indices.compactMap { outlines[$0] }
  }
}

/// What the text of a pack suggests, without running it: only for the order of reading.
struct PackHint {
  var declaresDomain = false
  var declaresStop = false
  /// Strings after `pack`.
  var names: Set<String> = []

  init() {}

  init(_ folder: PackFolder) {
    for file in folder.files {
      let text = LuaText(file.text, vocabulary: .packs)
      for index in text.tokens.indices where text.tokens[index].roles.contains(.declaration) {
        switch text.spelling(at: index) {
        case "domain": declaresDomain = true
        case "stop": declaresStop = true
        case "pack":
          if text[index + 1] == .string, let name = text.stringValue(at: index + 1) { names.insert(name) }
        default: break
        }
      }
    }
  }
}
