import Glibc
import PlumblineGuideline
import PlumblineLedger
import PlumblinePackaging

/// A pack that was found: a folder, or an archive that is whole and trusted.
struct FoundPack {
  var folder: PackFolder
  /// nil for a folder.
  var archive: TrustedArchive?

  /// Finds the packs at a path: an archive, a pack's folder, or a folder of packs and archives.
  ///
  /// Every archive is checked each time: its bytes, its signature, its dates, and the record of what was installed.
  static func find(in path: String, _ trust: PackTrust) throws(Fault) -> [FoundPack] {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      return [try find(archive: path, InstallFolder.holding(path).record(), trust)]
    }
    let archives = try looking { () throws(PackFolder.Problem) in try PackFolder.archives(in: path) }
    if archives.isEmpty {
      return try looking { () throws(PackFolder.Problem) in try PackFolder.find(in: path) }
        .map { FoundPack(folder: $0) }
    }
    if archives.count > InstallFolder.archivesLimit {
      throw Fault(
        .badInput,
        "\(path) holds more than \(InstallFolder.archivesLimit) archives; move some to another folder")
    }
    let record = try InstallFolder(path: path).record()
    var found: [FoundPack] = []
    var bytes = 0
    for name in archives {
      let pack = try find(archive: "\(path)/\(name)", record, trust)
      bytes += pack.folder.files.reduce(0) { $0 + $1.text.count }
      if bytes > LoadBudget.standard[.bytes] {
        throw Fault(
          .badInput,
          "the archives in \(path) are larger than one load allows: at most \(LoadBudget.standard[.bytes]) \(LoadBudget.Kind.bytes.rawValue); move some to another folder"
        )
      }
      found.append(pack)
    }
    return try found
      + looking { () throws(PackFolder.Problem) in try PackFolder.findAny(in: path) }
      .map { FoundPack(folder: $0) }
  }

  private static func find(archive path: String, _ record: InstallRecord, _ trust: PackTrust) throws(Fault)
    -> FoundPack
  {
    let archive = try ArchiveFile.read(path)
    return try refusing(path) { () throws(PackRefusal) in
      let signer = try record.signer(of: archive, trust, on: todayInUTC())
      try archive.checkManifest()
      return FoundPack(
        folder: archive.folder, archive: TrustedArchive(archive, signer: signer))
    }
  }
}

/// Does work on an archive; turns a refusal into a fault with the archive's path.
func refusing<Value>(_ path: String, _ work: () throws(PackRefusal) -> Value) throws(Fault) -> Value {
  do {
    return try work()
  } catch {
    throw Fault(.badInput, "\(path) is refused: \(error)")
  }
}

/// Searches for packs; turns a problem into a fault with its exit code.
func looking<Value>(_ work: () throws(PackFolder.Problem) -> Value) throws(Fault) -> Value {
  do {
    return try work()
  } catch {
    switch error {
    case .noSuchFolder: throw Fault(.noSuchFile, error.description)
    case .noPacks, .unreadable, .tooLarge: throw Fault(.badInput, error.description)
    }
  }
}
