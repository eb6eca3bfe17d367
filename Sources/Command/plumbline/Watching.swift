import ArgumentParser
import Glibc

/// Does the work and, while watching, repeats it whenever a file below these paths changes; ended with control-C.
///
/// A fault of the work is reported and the watch continues: the next change may fix it.
func watching(_ isOn: Bool, _ paths: [String], _ work: () throws -> ExitCode) throws -> ExitCode {
  guard isOn else { return try work() }
  while true {
    let before = FileStamp.all(below: paths)
    do {
      _ = try work()
    } catch let fault as Fault {
      Output.error(fault.message)
    }
    Output.status("plumbline: waiting for a change (end with control-C)\n")
    while FileStamp.all(below: paths) == before { usleep(300_000) }
    Output.status("\n")
  }
}

/// The properties of a file that show a change.
private struct FileStamp: Hashable {
  var path: String
  var seconds: Int
  var nanoseconds: Int
  var size: Int

  /// Returns the stamps of all files below these paths; at most 20,000, and at most 12 folders deep.
  static func all(below paths: [String]) -> Set<FileStamp> {
    var stamps: Set<FileStamp> = []
    var waiting = paths.map { (path: $0, depth: 0) }
    while let (path, depth) = waiting.popLast(), stamps.count < 20_000 {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if depth < 12 { waiting += entries(of: path).map { ("\(path)/\($0)", depth + 1) } }
      } else {
        stamps.insert(
          FileStamp(
            path: path, seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
            size: Int(status.st_size)))
      }
    }
    return stamps
  }

  private static func entries(of path: String) -> [String] {
    (names(in: path) ?? []).filter { !$0.hasPrefix(".") }
  }
}
