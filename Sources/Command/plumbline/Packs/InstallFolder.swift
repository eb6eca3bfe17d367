import Glibc
import PlumblineGuideline
import PlumblineLedger
import PlumblinePackaging

/// A folder in which archives are installed: each as `ID.pack`, and `installed.json` beside them.
struct InstallFolder {
  static let archivesLimit = 128

  let path: String

  /// Returns the folder of an archive.
  static func holding(_ path: String) -> InstallFolder { InstallFolder(path: LedgerPlace(path).folder) }

  func place(of id: String) -> String { "\(path)/\(id).pack" }

  private var recordPath: String { "\(path)/\(InstallRecord.name)" }

  /// Reads what was installed here; empty if there is no record.
  func record() throws(Fault) -> InstallRecord {
    guard PrivateFile.exists(recordPath) else { return InstallRecord() }
    let bytes = try SmallFile.read(recordPath, limit: ArchiveLimit.recordBytes)
    return try refusing(recordPath) { () throws(PackRefusal) in try InstallRecord(parsing: bytes) }
  }

  func write(_ record: InstallRecord) throws(Fault) { try SmallFile.write(record.bytes, to: recordPath) }

  /// Creates the folder if there is none; the one above it must exist. Returns whether it was created.
  func make() throws(Fault) -> Bool {
    if mkdir(path, 0o755) == 0 { return true }
    if errno == EEXIST { return false }
    throw Fault(.cannotCreate, "cannot create \(path): \(String(cString: strerror(errno)))")
  }

  /// Does work under a lock, so that no other process installs or removes here.
  func alone<Value>(_ work: () throws -> Value) throws -> Value {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else {
      let reason = String(cString: strerror(errno))
      throw Fault(errno == ENOENT ? .noSuchFile : .badInput, "cannot open \(path): \(reason)")
    }
    defer { close(folder) }
    guard flock(folder, LOCK_EX | LOCK_NB) == 0 else {
      throw Fault(.busy, "another process installs or removes packs in \(path); try again")
    }
    return try work()
  }

  /// Removes an archive.
  func remove(_ id: String) throws(Fault) {
    if unlink(place(of: id)) != 0 {
      throw Fault(.cannotWrite, "cannot remove \(place(of: id)): \(String(cString: strerror(errno)))")
    }
  }
}
