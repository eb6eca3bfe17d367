import Glibc
import PlumblineAuthoring

/// Writes new files, all of them or none, and never overwrites a file.
enum NewFiles {
  static func write(_ files: [NewFile], inNewFolder folder: String) throws(Fault) {
    guard mkdir(folder, 0o777) == 0 else {
      let code = errno
      let reason = code == EEXIST ? "it exists already" : String(cString: strerror(code))
      throw Fault(
        code == ENOENT ? .noSuchFile : .cannotCreate,
        "cannot create \(folder): \(reason) (nothing was written)")
    }
    do throws(Fault) {
      try write(files, inFolder: folder)
    } catch {
      rmdir(folder)
      throw error
    }
  }

  static func write(_ files: [NewFile], inFolder folder: String) throws(Fault) {
    var made: [String] = []
    var folders: [String] = []
    do throws(Fault) {
      for file in files {
        var parent = folder
        for part in file.name.split(separator: "/").dropLast() {
          parent += "/\(part)"
          if mkdir(parent, 0o777) == 0 {
            folders.append(parent)
          } else if errno != EEXIST {
            throw Fault(.cannotCreate, "cannot create \(parent): \(String(cString: strerror(errno)))")
          }
        }
        try create("\(folder)/\(file.name)", file.text)
        made.append("\(folder)/\(file.name)")
      }
    } catch {
      for path in made { unlink(path) }
      for path in folders.reversed() { rmdir(path) }
      throw Fault(error.code, "\(error.message) (nothing was written)")
    }
  }

  /// - Parameter mode: the file's mode, before the user's umask.
  static func create(_ path: String, _ text: String, mode: mode_t = 0o666) throws(Fault) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else {
      let reason = errno == EEXIST ? "it exists already" : String(cString: strerror(errno))
      throw Fault(.cannotCreate, "cannot write \(path): \(reason)")
    }
    defer { close(file) }
    if let reason = writeAll(Array(text.utf8), to: file) {
      unlink(path)
      throw Fault(.cannotWrite, "cannot write \(path): \(reason)")
    }
  }
}
