import ArgumentParser
import Guideline

/// The packs that an author works on: those in a folder, and of the packs in force the ones that they require.
struct PacksAtWork: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A pack, or a folder of packs (default: the packs in force). What they require and the folder does not hold comes from the packs in force.",
      valueName: "dir"))
  var folder: String?

  @OptionGroup var packs: PacksInForce

  struct Found {
    /// The author's own, and those that they require.
    var folders: [PackFolder]
    /// Names of the folders that are the author's own.
    var own: Set<String>
    /// Where files are looked at for changes.
    var paths: [String]
  }

  func find() throws(Fault) -> Found {
    guard let folder else {
      let folders = try packs.folders()
      return Found(folders: folders, own: Set(folders.map(\.name)), paths: try packs.paths())
    }
    let own = try PacksInForce.folders(in: folder)
    // What is not in force either is told when the packs are loaded.
    let (folders, isWhole) = Self.completed(own) { (try? packs.folders()) ?? [] }
    return Found(
      folders: folders, own: Set(own.map(\.name)),
      paths: [folder] + (isWhole ? [] : (try? packs.paths()) ?? []))
  }

  /// Packs with what they require and do not hold, as far as it is found elsewhere; and whether they hold it all.
  static func completed(
    _ own: [PackFolder], from others: () -> [PackFolder]
  ) -> (folders: [PackFolder], isWhole: Bool) {
    var folders = own
    var wanted = unmet(folders)
    if wanted.isEmpty { return (folders, true) }
    let named = others().map { ($0, GuidelineLoader.manifest(of: $0)) }
    var added = true
    while added {
      added = false
      for (other, manifest) in named where wanted.contains(manifest.id) {
        folders.append(other)
        added = true
        wanted = unmet(folders)
      }
    }
    return (folders, false)
  }

  /// Loads what was found.
  func load() throws(Fault) -> (found: Found, loaded: PacksInForce.Loaded) {
    let found = try find()
    return (found, try PacksInForce.load(found.folders))
  }

  /// The packs that are required and not among these.
  private static func unmet(_ folders: [PackFolder]) -> Set<String> {
    let manifests = folders.map(GuidelineLoader.manifest)
    let wanted = manifests.reduce(into: Set<String>()) { $0.formUnion($1.requires.keys) }
    return wanted.subtracting(manifests.map(\.id))
  }
}
