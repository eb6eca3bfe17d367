import ArgumentParser
import Glibc
import Plumbline
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblinePackaging

/// The source of the packs: `--rules`, else `PLUMBLINE_RULES`, else the settings, else those installed beside the program. Never the
/// current folder.
struct PacksInForce: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A pack, an archive, or a folder of either; replaces the packs in force. May be repeated.",
      valueName: "dir"), completion: .file())
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "Public keys that archives may be signed with, as text or in a file, one per line. May be repeated (default: PLUMBLINE_TRUST, else the settings).",
      valueName: "key"), completion: .file())
  var trust: [String] = []

  @Flag(help: "Accept archives that are not signed.")
  var allowUnsigned = false

  @Flag(help: "Accept archives outside the dates for which they were signed.")
  var allowExpired = false

  struct Loaded {
    var guidelines: Guidelines
    /// By the pack's digest; a pack that is missing here came from a folder.
    var archives: [String: TrustedArchive] = [:]
  }

  /// Returns the folders to read, in order.
  func paths() throws(Fault) -> [String] { try setting().value }

  /// Returns the folders to read, and where they are named.
  func setting() throws(Fault) -> Setting<[String]> {
    if !rules.isEmpty { return Setting(rules, from: "--rules") }
    if let named = environment("PLUMBLINE_RULES") {
      let paths = named.split(separator: ":").map(String.init)
      if paths.isEmpty {
        throw Fault(.noSuchFile, "PLUMBLINE_RULES names no folder; set it to a folder of packs, or unset it")
      }
      return Setting(paths, from: "PLUMBLINE_RULES")
    }
    if let set = try Settings.read().first(\.packs) { return set }
    guard let program = programFolder() else {
      throw Fault(.internal, "cannot find the program's own folder; name the packs with --rules")
    }
    for candidate in ["\(program)/Rules", "\(program)/../share/plumbline/Rules"]
    where access(candidate, R_OK) == 0 {
      return Setting([candidate], from: "beside the program")
    }
    throw Fault(
      .noSuchFile, "no packs are installed beside the program; name them with --rules DIR or PLUMBLINE_RULES")
  }

  /// Returns the keys whose signatures count in this run.
  func trusting() throws(Fault) -> PackTrust {
    try PackTrust.given(trust, allowsUnsigned: allowUnsigned, allowsOutOfDate: allowExpired)
  }

  /// Loads packs for deciding: they must have their stops.
  ///
  /// - Throws: ``RefusedPacks``, with those that could be read; ``Fault`` if none are named.
  func loadForDeciding() throws -> JointEvaluator {
    let trust = try trusting()
    var found: [FoundPack] = []
    var fault: Fault?
    for path in try paths() {
      do {
        found += try FoundPack.find(in: path, trust)
      } catch {
        fault = fault ?? error
        for name in (names(in: path) ?? []).sorted() {
          found += (try? FoundPack.find(in: "\(path)/\(name)", trust)) ?? []
        }
      }
    }
    let folders = found.map(\.folder)
    if let fault {
      let problem = Refusal.Problem(place: nil, path: "", message: fault.message)
      throw RefusedPacks(fault: fault, problems: [problem], folders: folders)
    }
    let guidelines: Guidelines
    do {
      guidelines = try Self.load(found).guidelines
    } catch {
      throw RefusedPacks(
        fault: Self.fault(of: error),
        problems: error.problems.map {
          Refusal.Problem(place: $0.place.description, path: "", message: $0.message)
        }, folders: folders)
    }
    do {
      return try JointEvaluator(guidelines) { Evaluator(withScriptsOf: $0) }
    } catch {
      let fault = Fault(
        .badInput, "the packs in force \(error.reason)")
      throw RefusedPacks(fault: fault, problems: [], folders: folders)
    }
  }

  func load() throws(Fault) -> Loaded { try Self.load(paths: paths(), trusting: trusting()) }

  /// Returns the packs that are found, not yet loaded.
  func folders() throws(Fault) -> [PackFolder] {
    var folders: [PackFolder] = []
    for path in try paths() { folders += try self.folders(in: path) }
    return folders
  }

  func folders(in path: String) throws(Fault) -> [PackFolder] {
    try FoundPack.find(in: path, trusting()).map(\.folder)
  }

  /// Returns the packs in a folder, or an archive, by the keys of `PLUMBLINE_TRUST`.
  static func folders(in path: String) throws(Fault) -> [PackFolder] {
    try FoundPack.find(in: path, .given([])).map(\.folder)
  }

  /// Loads the packs in these folders and archives.
  static func load(paths: [String], trusting trust: PackTrust) throws(Fault) -> Loaded {
    var found: [FoundPack] = []
    for path in paths { found += try FoundPack.find(in: path, trust) }
    do {
      return try load(found)
    } catch {
      throw fault(of: error)
    }
  }

  static func load(_ folders: [PackFolder]) throws(Fault) -> Guidelines {
    do {
      return try GuidelineLoader.guidelines(folders)
    } catch {
      throw fault(of: error)
    }
  }

  private static func load(_ found: [FoundPack]) throws(PackFailure) -> Loaded {
    var loaded = Loaded(guidelines: try GuidelineLoader.guidelines(found.map(\.folder)))
    for pack in found where pack.archive != nil { loaded.archives[pack.folder.digest] = pack.archive }
    return loaded
  }

  static func fault(of failure: PackFailure) -> Fault {
    Fault(.badInput, PackLoadingError.heading(of: failure) + "\n" + failure.description)
  }
}
