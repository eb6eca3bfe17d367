internal import Glibc

/// Standard output and standard error of the service.
public enum Output {
  /// Writes to standard output, where it says that it is ready.
  public static func say(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes to standard error, where its log goes.
  public static func log(_ bytes: [UInt8]) { write(bytes, to: STDERR_FILENO) }

  /// A log that nobody reads must not end the service.
  private static func write(_ bytes: [UInt8], to file: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return
      }
      rest = rest.dropFirst(count)
    }
  }
}

/// Standard input of the process that compares.
public enum Input {
  /// Everything that comes, until it ends.
  public static func all() -> [UInt8] {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count > 0 { text += buffer[..<count] } else if count == 0 || errno != EINTR { return text }
    }
  }
}

/// Where things stand if nothing is said: as for the command.
public enum Surroundings {
  /// A variable of the environment; nil if it is unset or empty.
  public static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The folder of the running program, with links resolved.
  public static var programFolder: String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? -1
    }
    guard count > 0, count < buffer.count else { return nil }
    let path = String(decoding: buffer.prefix(count), as: UTF8.self)
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  /// The folders of the packs in force: `PLUMBLINE_RULES`, else those installed beside the program; empty if there are none.
  public static var rules: [String] {
    if let named = variable("PLUMBLINE_RULES") { return named.split(separator: ":").map(String.init) }
    guard let folder = programFolder else { return [] }
    let places = ["\(folder)/Rules", "\(folder)/../share/plumbline/Rules"]
    return Array(places.filter { (place: String) in access(place, R_OK) == 0 }.prefix(1))
  }

  /// The ledger: `PLUMBLINE_LEDGER`, else the one in the user's data folder; nil if there is no such folder.
  public static var ledger: String? {
    variable("PLUMBLINE_LEDGER") ?? variable("XDG_DATA_HOME").map { "\($0)/plumbline/ledger.sqlite" }
      ?? variable("HOME").map { "\($0)/.local/share/plumbline/ledger.sqlite" }
  }

  /// The number of processors.
  public static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Ignores signals by which a write would end the program instead of failing.
  public static func ignoreSignalsOfWriting() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}
