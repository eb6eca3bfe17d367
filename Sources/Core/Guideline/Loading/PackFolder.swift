internal import PlumblineCryptography

/// A pack's files as they were found, before any of them has run.
public struct PackFolder: Sendable {
  public enum Problem: Error, Sendable, CustomStringConvertible {
    case noSuchFolder(String)
    case noPacks(String)
    case unreadable(String, reason: String)
    case tooLarge(String, limit: String)

    public var description: String {
      switch self {
      case .noSuchFolder(let path): "no such folder: \(path)"
      case .noPacks(let path): "no pack in \(path): a pack is a folder with at least one .lua file"
      case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
      case .tooLarge(let path, let limit): "\(path) is too large: \(limit)"
      }
    }
  }

  /// The folder's own name, which messages use for the pack's files.
  public let name: String
  /// Sorted by name; without `tests/` and `languages/`.
  public let files: [PackFile]
  /// Where it was found; nil for a pack that was made from texts.
  public let path: String?
  /// The tests of a pack that was made from texts.
  private let given: [PackFile]
  /// The catalogues of a pack that was made from texts.
  private let givenLanguages: [PackFile]

  /// Creates a pack from texts.
  ///
  /// - Parameters:
  ///   - tests: each named `tests/file.lua`.
  ///   - languages: each named `languages/file.lua`.
  public init(name: String, files: [PackFile], tests: [PackFile] = [], languages: [PackFile] = []) {
    self.init(name: name, files: files, tests: tests, languages: languages, path: nil)
  }

  private init(
    name: String, files: [PackFile], tests: [PackFile] = [], languages: [PackFile] = [], path: String?
  ) {
    self.name = name
    self.files = files.sorted { $0.name < $1.name }
    self.path = path
    given = tests.sorted { $0.name < $1.name }
    givenLanguages = languages.sorted { $0.name < $1.name }
  }

  /// Reads the files of the pack's `tests/`, sorted by name; read on demand, since no answer needs them.
  public func tests() throws(Problem) -> [PackFile] {
    guard let path else { return given }
    guard FolderReader.isFolder("\(path)/tests") else { return [] }
    return try FolderReader().files(in: "\(path)/tests", prefix: "tests/").sorted { $0.name < $1.name }
  }

  /// Reads the files of the pack's `languages/`, sorted by name; read on demand, since no decision depends on them.
  public func languages() throws(Problem) -> [PackFile] {
    guard let path else { return givenLanguages }
    guard FolderReader.isFolder("\(path)/languages") else { return [] }
    return try FolderReader().files(in: "\(path)/languages", prefix: "languages/").sorted {
      $0.name < $1.name
    }
  }

  /// `sha256:…` over each file's name and bytes, each preceded by its length, in the order of names.
  public var digest: String {
    var hash = SHA256()
    for file in files {
      for part in [Array(file.name.utf8), file.text] {
        hash.update(Array("\(part.count):".utf8))
        hash.update(part)
      }
    }
    return "sha256:" + Hex.encode(hash.finalize())
  }

  /// Finds the packs in a folder: the folder itself if it holds `.lua` files, else each folder in it.
  public static func find(in path: String) throws(Problem) -> [PackFolder] {
    let reader = FolderReader()
    let entries = try reader.list(path)
    if isPack(entries) {
      let name = String(path.split(separator: "/").last { $0 != "." && $0 != ".." } ?? "pack")
      return [PackFolder(name: name, files: try reader.files(in: path, prefix: ""), path: path)]
    }
    var packs: [PackFolder] = []
    for entry in entries where entry.isFolder {
      let full = "\(path)/\(entry.name)"
      let pack = PackFolder(name: entry.name, files: try reader.files(in: full, prefix: ""), path: full)
      if !pack.files.isEmpty { packs.append(pack) }
    }
    if packs.isEmpty { throw .noPacks(path) }
    return packs
  }

  /// Finds the packs in a folder of packs, which may be empty.
  public static func findAny(in path: String) throws(Problem) -> [PackFolder] {
    do {
      return try find(in: path)
    } catch .noPacks {
      return []
    }
  }

  /// Returns the readable packs in a folder, and the problems with all others.
  package static func findReadable(in path: String) -> (packs: [PackFolder], problems: [Problem]) {
    let first: Problem
    do {
      return (try find(in: path), [])
    } catch {
      first = error
    }
    let reader = FolderReader()
    guard let entries = try? reader.list(path, passingOverOthers: true), !isPack(entries) else {
      return ([], [first])
    }
    var packs: [PackFolder] = []
    var problems: [Problem] = []
    for entry in entries where entry.isFolder {
      let full = "\(path)/\(entry.name)"
      do {
        let pack = PackFolder(name: entry.name, files: try reader.files(in: full, prefix: ""), path: full)
        if !pack.files.isEmpty { packs.append(pack) }
      } catch {
        problems.append(error)
      }
    }
    let isNamed = problems.contains { $0.description == first.description }
    return (packs, isNamed ? problems : [first] + problems)
  }

  /// Whether a folder is a pack itself, and so cannot hold other packs.
  public static func isPack(_ path: String) throws(Problem) -> Bool {
    isPack(try FolderReader().list(path))
  }

  private static func isPack(_ entries: [FolderReader.Entry]) -> Bool {
    entries.contains { !$0.isFolder && $0.looksLikePack }
  }

  /// Returns the names of the archives in a folder of packs, sorted; none in a folder that is a pack itself.
  ///
  /// A file that ends in `.pack` is an archive; `Packaging` checks whether it may be loaded.
  public static func archives(in path: String) throws(Problem) -> [String] {
    let entries = try FolderReader().list(path)
    if isPack(entries) { return [] }
    return entries.filter { !$0.isFolder && $0.name.hasSuffix(".pack") }.map(\.name)
  }

  /// The most bytes of one file.
  public static let fileLimit = 256 * 1024
  /// The most files of a pack, and the most files of its tests.
  public static let filesLimit = 256
}
