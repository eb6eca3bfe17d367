import ArgumentParser
import PlumblineGuideline
import PlumblineText

/// The packs that an author works on: those in a folder, and the packs in force that they require.
///
/// A pack that is in force already is combined with all packs in force: its tests say what it means there.
struct PacksAtWork: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A pack, or a folder of packs (default: the packs in force). What they require comes from the packs in force; a pack that is in force already is worked on among all of them.",
      valueName: "dir"), completion: .file())
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "Of several guidelines in force, only this one, by its domain's name.", valueName: "domain"))
  var guideline: String?

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  /// Not from arguments: packs in a folder, or those in force for nil; the guideline of this name only, or all.
  static func of(_ folder: String?, _ packs: PacksInForce, guideline: String? = nil) -> PacksAtWork {
    var work = PacksAtWork()
    (work.folder, work.packs, work.guideline) = (folder, packs, guideline)
    return work
  }

  struct Found {
    /// The author's own come first, then those that they require.
    var folders: [PackFolder]
    /// Names of the folders that are the author's own.
    var own: Set<String>
    /// The paths to watch for changes.
    var paths: [String]

    var ownFolders: [PackFolder] { Array(folders.prefix(own.count)) }
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

  /// One of the guidelines at work, with the packs that it is made of.
  struct Guideline {
    /// The domain's name; nil if there is one guideline.
    var name: String?
    var found: Found
  }

  /// Returns the guidelines of which the author's packs are part, each with its packs. A shared pack is the author's own in the
  /// first of its guidelines only, so that nothing is said of it twice.
  func guidelines() throws(Fault) -> [Guideline] {
    let all = try find()
    let groups: [(domain: String?, folders: [PackFolder])]
    do {
      groups = try GuidelineLoader.groups(of: all.folders)
    } catch {
      throw PacksInForce.fault(of: error)
    }
    if groups.count == 1, guideline == nil { return [Guideline(name: nil, found: all)] }
    var reported: Set<String> = []
    let ownDigests = Set(all.ownFolders.map(\.digest))
    var found: [Guideline] = []
    for group in groups where guideline == nil || group.domain == guideline {
      let own = group.folders.filter { ownDigests.contains($0.digest) && reported.insert($0.digest).inserted }
      let others = group.folders.filter { folder in !own.contains { $0.digest == folder.digest } }
      if own.isEmpty { continue }
      found.append(
        Guideline(
          name: group.domain,
          found: Found(folders: own + others, own: Set(own.map(\.name)), paths: all.paths)))
    }
    if found.isEmpty {
      let names = groups.compactMap(\.domain)
      throw Fault(
        .badInput,
        names.isEmpty
          ? "--guideline chooses among several guidelines, and only one is in force; leave it out"
          : "no guideline '\(guideline ?? "")' has packs here"
            + didYouMean(guideline ?? "", names) + " (there are \(names.joined(separator: ", ")))")
    }
    return found
  }

  /// Returns the guidelines that the author's packs are part of, together with the others that are found; nil if there is one, or one
  /// is chosen.
  func together() throws(Fault) -> Guidelines? {
    if guideline != nil { return nil }
    let all = try PacksInForce.load(find().folders)
    return all.only == nil ? all : nil
  }

  /// Returns the only guideline at work.
  ///
  /// - Parameter what: what works on one guideline, to begin a sentence with: `--mutate`.
  func only(for what: String) throws(Fault) -> Guideline {
    let all = try guidelines()
    guard all.count == 1 else {
      let names = all.compactMap(\.name).joined(separator: ", ")
      throw Fault(.badInput, "\(what) works on one guideline at a time; choose it with --guideline: \(names)")
    }
    return all[0]
  }
}

extension PacksAtWork.Found {
  /// Loads these packs, which are those of one guideline.
  func load() throws(Fault) -> PlumblineGuideline.Guideline {
    do {
      return try GuidelineLoader.load(folders)
    } catch {
      throw PacksInForce.fault(of: error)
    }
  }
}

extension PacksInForce {
  /// Returns the packs in force; of several guidelines, those of the one that is named.
  func folders(of guideline: String?) throws(Fault) -> [PackFolder] {
    try PacksAtWork.of(nil, self, guideline: guideline).only(for: "this command").found.folders
  }

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
    GuidelineLoader.required(by: folders) { others ?? (try? self.folders()) ?? [] }
  }
}
