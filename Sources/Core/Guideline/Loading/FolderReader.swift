#if canImport(Glibc)
  internal import Glibc
#endif

/// Reads folders of packs. Its bounds hold for everything that one reader reads, so that neither a deep tree of folders nor a
/// link back into it can keep a command reading.
final class FolderReader {
  typealias Problem = PackFolder.Problem

  /// How deep a pack's folders may be nested.
  static let depthLimit = 8
  /// How many folders are opened, and how many entries they may have in all.
  static let foldersLimit = 4_096
  static let entriesLimit = 65_536

  private var folders = 0
  private var entries = 0
  private var files = 0
  private var bytes = 0

  struct Entry {
    var name: String
    var isFolder: Bool

    var looksLikePack: Bool {
      let end = Array(name.utf8.suffix(4))
      return end == Array(".lua".utf8) || (end.count == 4 && name.lowercased().hasSuffix(".lua"))
    }
  }

  /// Returns the files of a folder and of the folders in it, except `tests/` and `languages/`. Nothing that looks like a pack file is skipped.
  func files(in path: String, prefix: String, depth: Int = 0) throws(Problem) -> [PackFile] {
    var found: [PackFile] = []
    for entry in try list(path) {
      let full = "\(path)/\(entry.name)"
      if entry.isFolder {
        if prefix.isEmpty, ["tests", "languages"].contains(entry.name) { continue }
        if depth == Self.depthLimit {
          throw .tooLarge(path, limit: "at most \(Self.depthLimit) levels of folders")
        }
        found += try files(in: full, prefix: "\(prefix)\(entry.name)/", depth: depth + 1)
      } else if entry.looksLikePack {
        if entry.name.hasPrefix(".") {
          throw .unreadable(full, reason: "a hidden pack file; rename it or remove it")
        }
        guard entry.name.hasSuffix(".lua") else {
          throw .unreadable(full, reason: "the name of a pack file must end in .lua, in lower case")
        }
        found.append(PackFile(name: prefix + entry.name, text: try read(full)))
      }
      if found.count > PackFolder.filesLimit {
        throw .tooLarge(path, limit: "a pack has at most \(PackFolder.filesLimit) files")
      }
    }
    return found
  }

  /// Returns a folder's entries, sorted by name; plain names only, since they are printed and digested.
  ///
  /// - Parameter passingOverOthers: whether names that are not plain are skipped; otherwise one such name refuses the folder.
  func list(_ path: String, passingOverOthers: Bool = false) throws(Problem) -> [Entry] {
    folders += 1
    if folders > Self.foldersLimit {
      throw .tooLarge(
        path,
        limit:
          "at most \(Self.foldersLimit) folders are read; check for a link that leads back to a folder above it"
      )
    }
    guard let folder = opendir(path) else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .noSuchFolder(path) : .unreadable(path, reason: String(cString: strerror(errno)))
    }
    defer { closedir(folder) }
    var found: [Entry] = []
    while let entry = readdir(folder) {
      entries += 1
      if entries > Self.entriesLimit {
        throw .tooLarge(
          path, limit: "at most \(Self.entriesLimit) entries are read in all folders together")
      }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let isHidden = bytes.first == UInt8(ascii: ".")
      guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        if isHidden || passingOverOthers { continue }
        throw .unreadable(path, reason: "a name in it is not plain; use letters, digits, `-`, `_` and `.`")
      }
      let name = String(decoding: bytes, as: UTF8.self)
      // The folder gives the type of most entries; a link, or an entry without a type, needs a `stat`.
      let type = Int32(entry.pointee.d_type)
      let isFolder = type == DT_DIR || (type != DT_REG && Self.isFolder("\(path)/\(name)"))
      let one = Entry(name: name, isFolder: isFolder)
      if !isHidden || (!isFolder && one.looksLikePack) { found.append(one) }
      if found.count > 4096 { throw .tooLarge(path, limit: "at most 4096 entries in a folder") }
    }
    return found.sorted { $0.name < $1.name }
  }

  static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  /// The kind of file at a path, links followed; nil if there is none.
  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private func read(_ path: String) throws(Problem) -> [UInt8] {
    files += 1
    if files > LoadBudget.standard[.files] {
      throw .tooLarge(path, limit: "at most \(LoadBudget.standard[.files]) pack files are read")
    }
    // Checked before it is opened: opening a device may have an effect, and opening a pipe may block.
    if let kind = Self.kind(of: path), kind != S_IFREG {
      throw .unreadable(path, reason: "not a regular file")
    }
    let text = try Self.bytes(of: path)
    bytes += text.count
    if bytes > LoadBudget.standard[.bytes] {
      throw .tooLarge(path, limit: "at most \(LoadBudget.standard[.bytes] / 1024) KiB of pack files are read")
    }
    return text
  }

  private static func bytes(of path: String) throws(Problem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_NONBLOCK)
    guard file >= 0 else { throw .unreadable(path, reason: String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path, reason: "not a regular file")
    }
    // One byte more than the file has, so that a file that grows meanwhile is read to its end or its limit.
    var buffer = [UInt8](repeating: 0, count: min(Int(status.st_size), PackFolder.fileLimit) + 1)
    var bytes: [UInt8] = []
    while bytes.count <= PackFolder.fileLimit {
      let got = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if got < 0 { throw .unreadable(path, reason: String(cString: strerror(errno))) }
      if got == 0 { return bytes }
      bytes += buffer.prefix(got)
    }
    throw .tooLarge(path, limit: "a pack file has at most \(PackFolder.fileLimit / 1024) KiB")
  }
}
