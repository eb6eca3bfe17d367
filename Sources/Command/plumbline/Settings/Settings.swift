import Glibc
import PlumblineAudit

/// A value that a run uses, and where it came from, as `doctor` says it.
struct Setting<Value> {
  var value: Value
  /// `--ledger`, `PLUMBLINE_LEDGER`, a file of settings, or what holds without any.
  var from: String

  init(_ value: Value, from: String) { (self.value, self.from) = (value, from) }
}

/// The files of settings of this installation: the person's own, then the machine's. An option or a variable goes before both.
///
/// The current folder has none, so that a folder that somebody else made decides nothing.
struct Settings: Sendable {
  struct File: Sendable {
    var path: String
    /// nil if there is no such file.
    var settings: InstallationSettings?
  }

  /// In the order in which they are asked.
  let files: [File]

  private static let machine = "/etc/plumbline.json"
  private static let own = "plumbline/settings.json"

  /// Reads both files, once in a run.
  static func read() throws(Fault) -> Settings { try found.get() }

  private static let found: Result<Settings, Fault> = .init { () throws(Fault) in
    var files: [File] = []
    for path in places { files.append(File(path: path, settings: try settings(in: path))) }
    return Settings(files: files)
  }

  private static var places: [String] {
    let folder = environment("XDG_CONFIG_HOME") ?? environment("HOME").map { "\($0)/.config" }
    return (folder.map { ["\($0)/\(own)"] } ?? []) + [machine]
  }

  /// The first value that one of the files has, and the file.
  func first<Value>(_ member: (InstallationSettings) -> Value?) -> Setting<Value>? {
    for file in files {
      if let value = file.settings.flatMap(member) { return Setting(value, from: file.path) }
    }
    return nil
  }

  /// The digests of the files that are there, for a record.
  var digests: [String] { files.compactMap(\.settings?.digest) }

  private static func settings(in path: String) throws(Fault) -> InstallationSettings? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      // A folder that this account may not enter is another person's: it holds no settings of this one.
      if [ENOENT, ENOTDIR, EACCES].contains(errno) { return nil }
      throw Fault(.badInput, "cannot read \(path): \(String(cString: strerror(errno)))")
    }
    if status.st_mode & 0o002 != 0 {
      throw Fault(
        .badInput,
        "everybody on this machine can change \(path), which says where packs and records are; run chmod o-w on it, and check it"
      )
    }
    let bytes = try SmallFile.read(path, limit: InstallationSettings.limit)
    do {
      return try InstallationSettings(parsing: bytes)
    } catch {
      throw Fault(.badInput, error.problems.map { "\(path): \($0)" }.joined(separator: "\n"))
    }
  }
}
