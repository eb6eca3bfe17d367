import ArgumentParser
import PlumblineGuideline

/// The packs that an author works on: those in a folder, and the packs in force that they require.
///
/// A pack that is in force already is combined with all packs in force: its tests say what it means there.
struct PacksAtWork: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A pack, or a folder of packs (default: the packs in force). What they require comes from the packs in force; a pack that is in force already is worked on among all of them.",
      valueName: "dir"))
  var folder: String?

  @OptionGroup var packs: PacksInForce

  struct Found {
    /// The author's own, and those that they require.
    var folders: [PackFolder]
    /// Names of the folders that are the author's own.
    var own: Set<String>
    /// The paths to watch for changes.
    var paths: [String]
  }

  func find() throws(Fault) -> Found {
    guard let folder else {
      let folders = try packs.folders()
      return Found(folders: folders, own: Set(folders.map(\.name)), paths: try packs.paths())
    }
    var folders = try packs.folders(in: folder)
    let own = Set(folders.map(\.name))
    var paths = [folder]
    let required = packs.beside(folders) ?? packs.required(by: folders)
    if !required.isEmpty {
      folders += required
      paths += (try? packs.paths()) ?? []
    }
    return Found(folders: folders, own: own, paths: paths)
  }

  /// Loads what was found.
  func load() throws(Fault) -> (found: Found, loaded: PacksInForce.Loaded) {
    let found = try find()
    return (found, try PacksInForce.load(found.folders))
  }
}

extension PacksInForce {
  /// Returns the other packs in force, if each of these is in force by its name; nil if one is not.
  func beside(_ folders: [PackFolder]) -> [PackFolder]? {
    guard let inForce = try? self.folders() else { return nil }
    let own = Set(folders.map { GuidelineLoader.manifest(of: $0).id })
    let named = inForce.map { ($0, GuidelineLoader.manifest(of: $0).id) }
    guard own.isSubset(of: named.map(\.1)) else { return nil }
    return named.filter { !own.contains($0.1) }.map(\.0)
  }

  /// Returns the packs in force that some folders require but do not hold. A pack that is not in force either is reported when
  /// the packs are loaded.
  ///
  /// - Parameter others: the packs to search instead of those in force.
  func required(by folders: [PackFolder], among others: [PackFolder]? = nil) -> [PackFolder] {
    var all = folders
    var wanted = Self.unmet(all)
    guard !wanted.isEmpty else { return [] }
    let named = (others ?? (try? self.folders()) ?? []).map { ($0, GuidelineLoader.manifest(of: $0)) }
    var found: [PackFolder] = []
    var added = true
    while added {
      added = false
      for (other, manifest) in named where wanted.contains(manifest.id) {
        all.append(other)
        found.append(other)
        added = true
        wanted = Self.unmet(all)
      }
    }
    return found
  }

  /// Returns the required packs that are not among these.
  private static func unmet(_ folders: [PackFolder]) -> Set<String> {
    let manifests = folders.map(GuidelineLoader.manifest)
    let wanted = manifests.reduce(into: Set<String>()) { $0.formUnion($1.requires.keys) }
    return wanted.subtracting(manifests.map(\.id))
  }
}
