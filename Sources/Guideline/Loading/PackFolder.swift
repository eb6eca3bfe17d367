internal import Crypto

#if canImport(Glibc)
  internal import Glibc
#endif

/// A pack's files as they were found, before anything in them has run.
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

  /// The folder's own name: what messages call the pack's files by.
  public let name: String
  /// Sorted by name; `tests/` apart.
  public let files: [PackFile]
  /// Where it was found; nil for one that was made of texts.
  public let path: String?
  /// The tests of one that was made of texts.
  private let given: [PackFile]

  /// A pack made of texts.
  ///
  /// - Parameter tests: each named `tests/file.lua`.
  public init(name: String, files: [PackFile], tests: [PackFile] = []) {
    self.init(name: name, files: files, tests: tests, path: nil)
  }

  private init(name: String, files: [PackFile], tests: [PackFile] = [], path: String?) {
    self.name = name
    self.files = files.sorted { $0.name < $1.name }
    self.path = path
    given = tests.sorted { $0.name < $1.name }
  }

  /// The files of the pack's `tests/`, sorted by name; read when asked for, since no answer needs them.
  public func tests() throws(Problem) -> [PackFile] {
    guard let path else { return given }
    guard Self.isFolder("\(path)/tests") else { return [] }
    return try Self.readFiles("\(path)/tests", prefix: "tests/").sorted { $0.name < $1.name }
  }

  /// `sha256:…` over each file's name and bytes, each preceded by its length, in the order of names.
  public var digest: String {
    var hash = SHA256()
    for file in files {
      for part in [Array(file.name.utf8), file.text] {
        hash.update(data: Array("\(part.count):".utf8))
        hash.update(data: part)
      }
    }
    let digits = Array("0123456789abcdef".utf8)
    let hex = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return "sha256:" + String(decoding: hex, as: UTF8.self)
  }

  /// Finds the packs in a folder: the folder itself if it holds `.lua` files, else each folder in it.
  public static func find(in path: String) throws(Problem) -> [PackFolder] {
    let entries = try list(path)
    if entries.contains(where: { !$0.isFolder && $0.looksLikePack }) {
      return [
        try read(path, name: String(path.split(separator: "/").last { $0 != "." && $0 != ".." } ?? "pack"))
      ]
    }
    var packs: [PackFolder] = []
    for entry in entries where entry.isFolder {
      let pack = try read("\(path)/\(entry.name)", name: entry.name)
      if !pack.files.isEmpty { packs.append(pack) }
    }
    if packs.isEmpty { throw .noPacks(path) }
    return packs
  }

  private static let fileLimit = 256 * 1024
  private static let filesLimit = 256
  private static let depthLimit = 8

  private static func read(_ path: String, name: String) throws(Problem) -> PackFolder {
    PackFolder(name: name, files: try readFiles(path, prefix: ""), path: path)
  }

  /// Files of a folder and of the folders in it, but for `tests/`. Nothing that looks like a pack file is passed over.
  private static func readFiles(_ path: String, prefix: String, depth: Int = 0) throws(Problem) -> [PackFile]
  {
    var files: [PackFile] = []
    for entry in try list(path) {
      let full = "\(path)/\(entry.name)"
      if entry.isFolder {
        if prefix.isEmpty, entry.name == "tests" { continue }
        if depth == depthLimit {
          throw .tooLarge(path, limit: "at most \(depthLimit) folders in one another")
        }
        files += try readFiles(full, prefix: "\(prefix)\(entry.name)/", depth: depth + 1)
      } else if entry.looksLikePack {
        if entry.name.hasPrefix(".") {
          throw .unreadable(full, reason: "a hidden pack file: rename it, or take it away")
        }
        guard entry.name.hasSuffix(".lua") else {
          throw .unreadable(full, reason: "a pack file ends in .lua, in small letters")
        }
        files.append(PackFile(name: prefix + entry.name, text: try bytes(of: full)))
      }
      if files.count > filesLimit { throw .tooLarge(path, limit: "a pack has at most \(filesLimit) files") }
    }
    return files
  }

  private struct Entry {
    var name: String
    var isFolder: Bool

    var looksLikePack: Bool {
      let end = Array(name.utf8.suffix(4))
      return end == Array(".lua".utf8) || (end.count == 4 && name.lowercased().hasSuffix(".lua"))
    }
  }

  /// What is in a folder, sorted by name; only plain names, since they are printed and digested.
  private static func list(_ path: String) throws(Problem) -> [Entry] {
    guard let folder = opendir(path) else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .noSuchFolder(path) : .unreadable(path, reason: String(cString: strerror(errno)))
    }
    defer { closedir(folder) }
    var entries: [Entry] = []
    while let entry = readdir(folder) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let isHidden = bytes.first == UInt8(ascii: ".")
      guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        if isHidden { continue }
        throw .unreadable(path, reason: "a name in it is not plain: use letters, digits, `-`, `_` and `.`")
      }
      let name = String(decoding: bytes, as: UTF8.self)
      // The folder itself says what most entries are; a link, or a file system that does not say, is looked at.
      let type = Int32(entry.pointee.d_type)
      let isFolder = type == DT_DIR || (type != DT_REG && isFolder("\(path)/\(name)"))
      let found = Entry(name: name, isFolder: isFolder)
      if !isHidden || (!isFolder && found.looksLikePack) { entries.append(found) }
      if entries.count > 4096 { throw .tooLarge(path, limit: "at most 4096 entries in a folder") }
    }
    return entries.sorted { $0.name < $1.name }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func bytes(of path: String) throws(Problem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_NONBLOCK)
    guard file >= 0 else { throw .unreadable(path, reason: String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path, reason: "not a plain file")
    }
    // One byte more than the file has, so that one that grows meanwhile is seen to its end or its limit.
    var buffer = [UInt8](repeating: 0, count: min(Int(status.st_size), fileLimit) + 1)
    var bytes: [UInt8] = []
    while bytes.count <= fileLimit {
      let got = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if got < 0 { throw .unreadable(path, reason: String(cString: strerror(errno))) }
      if got == 0 { return bytes }
      bytes += buffer.prefix(got)
    }
    throw .tooLarge(path, limit: "a pack file has at most \(fileLimit / 1024) KiB")
  }
}
