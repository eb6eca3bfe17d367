import ArgumentParser
import Engine
import Glibc
import Guideline
import Workbench

/// Where the packs come from: `--rules`, else `PLUMBLINE_RULES`, else those installed beside the program. Never the current folder.
struct PacksInForce: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A pack, or a folder of packs; replaces the packs in force. May be given again.", valueName: "dir"))
  var rules: [String] = []

  struct Loaded {
    var folders: [PackFolder]
    var guideline: Guideline
    var evaluator: Evaluator
  }

  /// The folders to read, in order.
  func paths() throws(Fault) -> [String] {
    if !rules.isEmpty { return rules }
    if let named = environment("PLUMBLINE_RULES") {
      let paths = named.split(separator: ":").map(String.init)
      if paths.isEmpty { throw Fault(.noSuchFile, "PLUMBLINE_RULES names no folder") }
      return paths
    }
    guard let program = programFolder() else {
      throw Fault(.internal, "cannot find the program's own folder; name the packs with --rules")
    }
    for candidate in ["\(program)/Rules", "\(program)/../share/plumbline/Rules"]
    where access(candidate, R_OK) == 0 {
      return [candidate]
    }
    throw Fault(
      .noSuchFile, "no packs are installed beside the program; name them with --rules DIR or PLUMBLINE_RULES")
  }

  /// Packs to decide by: they must bring their stops.
  func loadForDeciding() throws(Fault) -> Loaded {
    let loaded = try load()
    if loaded.guideline[pack: "red-flags"] == nil {
      throw Fault(
        .badInput,
        "the packs in force have no 'red-flags': nothing is decided without its stops; add that pack with --rules"
      )
    }
    return loaded
  }

  func load() throws(Fault) -> Loaded { try Self.load(folders()) }

  /// The packs that are found, not yet loaded.
  func folders() throws(Fault) -> [PackFolder] {
    var folders: [PackFolder] = []
    for path in try paths() { folders += try Self.folders(in: path) }
    return folders
  }

  static func folders(in path: String) throws(Fault) -> [PackFolder] {
    do {
      return try PackFolder.find(in: path)
    } catch {
      switch error {
      case .noSuchFolder: throw Fault(.noSuchFile, error.description)
      case .noPacks, .unreadable, .tooLarge: throw Fault(.badInput, error.description)
      }
    }
  }

  static func load(_ folders: [PackFolder]) throws(Fault) -> Loaded {
    do {
      let guideline = try GuidelineLoader.load(folders)
      return Loaded(folders: folders, guideline: guideline, evaluator: Evaluator(withScriptsOf: guideline))
    } catch {
      let count = error.problems.count
      throw Fault(
        .badInput,
        "the packs do not load (\(count) \(count == 1 ? "problem" : "problems")); nothing was evaluated\n"
          + error.description)
    }
  }
}
