internal import CPlumblineProcess
internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Packs that are loaded, or compared with others, in a process of their own: what does not load, takes too long or fills the memory ends
/// that process alone.
public enum PackTrial {
  /// The option with which the program loads packs, prints their digest, and ends.
  public static let option = "--only-load"
  /// The option with which it reads from standard input what is to be compared, prints the comparison, and ends.
  public static let comparing = "--only-compare"

  /// Why packs are not fit. No value of a patient is in it.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
  }

  /// How long loading may take, in seconds.
  public static let seconds = 30
  /// How long comparing may take, in seconds of the processor.
  public static let comparingSeconds = 120
  /// How much memory either may take, in bytes.
  private static let memory = 2 << 30
  /// How much of what it says is kept, in bytes: of what is wrong, and of a comparison.
  private static let (most, mostCompared) = (1 << 16, 8 << 20)

  /// Loads packs in a process of its own.
  ///
  /// - Parameters:
  ///   - paths: folders of a pack, or of packs.
  ///   - program: this program.
  /// - Returns: their digest.
  public static func digest(of paths: [String], program: String = "/proc/self/exe") async throws(Fault)
    -> String
  {
    let arguments = [option] + paths.flatMap { ["--rules", $0] }
    let said = try await said(
      arguments, by: program, limit: 1024,
      tooMuch: "loading them took more than \(seconds) seconds of the processor, or too much memory")
    return String(decoding: said, as: UTF8.self).trimmingEnd
  }

  /// Compares packs in a process of its own, which gives way to everything else on the machine.
  ///
  /// - Parameters:
  ///   - request: what is compared with what, as that process reads it.
  ///   - program: this program.
  /// - Returns: what it says.
  public static func comparison(_ request: [UInt8], program: String = "/proc/self/exe") async throws(Fault)
    -> [UInt8]
  {
    try await said(
      [comparing], to: request, by: program, limit: mostCompared,
      tooMuch:
        "comparing them took more than \(comparingSeconds) seconds of the processor, or too much memory")
  }

  /// - Parameter tooMuch: what is said of a process that was ended because of its bounds.
  private static func said(
    _ arguments: [String], to request: [UInt8] = [], by program: String, limit: Int, tooMuch: String
  ) async throws(Fault) -> [UInt8] {
    do {
      let result = try await run(
        .path(FilePath(program)), arguments: Arguments(arguments),
        input: .fileDescriptor(try held(request), closeAfterSpawningProcess: true),
        output: .bytes(limit: limit), error: .string(limit: most))
      switch result.terminationStatus {
      case .exited(0): return result.standardOutput
      case .exited where !result.standardError.trimmingEnd.isEmpty:
        throw Fault(result.standardError.trimmingEnd)
      default: throw Fault(tooMuch)
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault("that could not be done in a process of its own: \(error)")
    }
  }

  /// A file in memory alone that holds a text, to be read from its beginning. A pipe would have to be written while the other process may end.
  private static func held(_ text: [UInt8]) throws(Fault) -> FileDescriptor {
    let file = plb_memory_file()
    guard file >= 0 else {
      throw Fault("there is no memory for what is asked: \(String(cString: strerror(errno)))")
    }
    var rest = text[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR {
        close(file)
        throw Fault("there is no memory for what is asked")
      }
      rest = rest.dropFirst(max(count, 0))
    }
    lseek(file, 0, SEEK_SET)
    return FileDescriptor(rawValue: file)
  }

  /// Bounds this process, which only loads packs: its time, its memory, and what it may write.
  public static func boundThisProcess() { bound(seconds) }

  /// Bounds this process, which only compares packs; others go first.
  public static func boundComparing() {
    bound(comparingSeconds)
    nice(10)
  }

  private static func bound(_ seconds: Int) {
    for (resource, most) in [(RLIMIT_CPU, seconds), (RLIMIT_AS, memory), (RLIMIT_FSIZE, 0)] {
      var limit = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(most))
      setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }
    alarm(UInt32(2 * seconds))
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last?.isNewline ?? false { text.removeLast() }
    return String(text)
  }
}
