internal import Glibc

/// Files written completely or not at all, for their owner only unless specified otherwise.
package enum PrivateFile {
  package struct Fault: Error {
    package var reason: String
    var isDenied = false

    init(_ code: Int32) {
      reason = String(cString: strerror(code))
      isDenied = code == EACCES
    }

    init(reason: String) { self.reason = reason }

    static var last: Fault { Fault(errno) }
    static let notAFile = Fault(reason: "it is not a file")
  }

  package static let limit = 1 << 20

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there is a regular file, not a folder, a device or a pipe.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether there is something that is not a regular file. It looks once: the file may disappear at any moment.
  static func isOther(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// The size of a file in bytes; 0 if there is none.
  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The file's bytes; nil if there is none.
  package static func read(_ path: String, limit: Int = limit) throws(Fault) -> [UInt8]? {
    guard exists(path) else { return nil }
    let file = try regular(path, O_RDONLY)
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= limit {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
    throw Fault(reason: "it is too large for a file of this kind")
  }

  /// Opens a regular file, and refuses anything on which opening could block.
  static func regular(_ path: String, _ how: Int32) throws(Fault) -> Int32 {
    let file = open(path, how | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard file >= 0 else { throw .last }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw .notAFile
    }
    return file
  }

  /// Creates a file, complete and on disk; returns false if there is one already, which is left as it is.
  ///
  /// The draft's name is never used twice: a process that dies here leaves a draft that may be another name of the file itself,
  /// so writing to the draft would write to the file.
  package static func create(_ path: String, _ bytes: [UInt8]) throws(Fault) -> Bool {
    if exists(path) { return false }
    let draft = draft(of: path)
    defer { unlink(draft) }
    try write(draft, bytes, onDisk: true)
    if link(draft, path) == 0 {
      try syncFolder(of: path)
      return true
    }
    if errno == EEXIST { return false }
    throw .last
  }

  /// Overwrites an existing file, in one call, without other waits for the disk.
  ///
  /// Only for at most a disk sector, which is written as a whole, and never for less than the old content.
  static func overwrite(_ path: String, _ bytes: [UInt8]) throws(Fault) {
    let file = try regular(path, O_WRONLY | O_NOFOLLOW)
    defer { close(file) }
    guard bytes.withUnsafeBytes({ pwrite(file, $0.baseAddress, $0.count, 0) }) == bytes.count else {
      throw .last
    }
  }

  /// Replaces a file in one step.
  ///
  /// - Parameter forAll: whether everyone may read it.
  package static func replace(
    _ path: String, _ bytes: [UInt8], onDisk: Bool, forAll: Bool = false
  ) throws(Fault) {
    let draft = draft(of: path)
    defer { unlink(draft) }
    try write(draft, bytes, onDisk: onDisk)
    if forAll, chmod(draft, 0o644) != 0 { throw .last }
    guard Glibc.rename(draft, path) == 0 else { throw .last }
    if onDisk { try syncFolder(of: path) }
  }

  /// Gives a file another name in one step, and removes what had that name.
  static func rename(_ path: String, _ name: String) throws(Fault) {
    guard Glibc.rename(path, name) == 0 else { throw .last }
    try syncFolder(of: name)
  }

  static func remove(_ path: String) throws(Fault) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .last }
  }

  /// Creates a folder and those above it, for the owner only.
  static func makeFolder(_ path: String) throws(Fault) {
    if path.isEmpty || exists(path) || mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw .last }
    try makeFolder(LedgerPlace(path).folder)
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last }
  }

  private static func draft(of path: String) -> String {
    "\(path)\(draftMark)\(String(UInt64.random(in: .min ... .max), radix: 16))"
  }

  private static let draftMark = ".new-"

  /// Removes the drafts of a killed process that are names of the file itself.
  ///
  /// - Returns: whether there were any.
  static func removeDraftNames(of path: String, _ identity: FileIdentity) throws(Fault) -> Bool {
    var isAny = false
    for draft in try drafts(of: [path])
    where try FileLook.at(draft)?.identity == identity && unlink(draft) == 0 { isAny = true }
    return isAny
  }

  /// Removes what killed processes left of files of one folder. Nobody may be writing any of them.
  static func removeDrafts(of paths: [String]) throws(Fault) {
    for draft in try drafts(of: paths) { unlink(draft) }
  }

  /// The drafts of files of one folder: their names with the mark and up to 16 hex digits.
  private static func drafts(of paths: [String]) throws(Fault) -> [String] {
    let parent = LedgerPlace(paths.first ?? "").folder
    guard let folder = opendir(parent) else { throw .last }
    defer { closedir(folder) }
    let starts = paths.compactMap { $0.split(separator: "/").last.map { "\($0)\(draftMark)" } }
    var drafts: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let start = starts.first(where: name.hasPrefix) else { continue }
      let rest = name.dropFirst(start.count)
      if (1...16).contains(rest.count), UInt64(rest, radix: 16) != nil { drafts.append("\(parent)/\(name)") }
    }
    return drafts
  }

  private static func write(_ path: String, _ bytes: [UInt8], onDisk: Bool) throws(Fault) {
    let file = try regular(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      rest = rest.dropFirst(count)
    }
    if onDisk, fsync(file) != 0 { throw .last }
  }

  static func syncFolder(of path: String) throws(Fault) {
    let folder = open(LedgerPlace(path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .last }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw .last }
  }
}
