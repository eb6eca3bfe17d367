import PlumblineGuideline
import PlumblinePackaging

/// The contents of a folder of installed packs, read for inspection, not for deciding.
enum InstalledPacks {
  static func archives(in folder: InstallFolder) throws(Fault) -> [String] {
    try looking { () throws(PackFolder.Problem) in try PackFolder.archives(in: folder.path) }
  }

  /// Returns the packs that are folders.
  static func folders(in folder: InstallFolder) throws(Fault) -> [PackFolder] {
    try looking { () throws(PackFolder.Problem) in try PackFolder.findAny(in: folder.path) }
  }

  /// Returns every pack there except some; signatures and dates are not checked.
  static func all(in folder: InstallFolder, but ids: Set<String>) throws(Fault) -> [PackFolder] {
    var packs = try folders(in: folder)
    for name in try archives(in: folder) where !ids.contains(String(name.dropLast(".pack".count))) {
      packs.append(try ArchiveFile.read("\(folder.path)/\(name)").folder)
    }
    return packs
  }
}

extension PacksInForce {
  /// Returns the default folder for installing: the one folder of the packs in force.
  func placeToInstall(_ option: String) throws(Fault) -> String {
    let paths = try paths()
    guard let path = paths.first, paths.count == 1 else {
      throw Fault(
        .badInput, "the packs in force come from \(paths.count) places; choose one with \(option) DIR")
    }
    return path
  }
}
