internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Packs that are loaded in a process of their own first: what does not load, takes too long or fills the memory ends that process alone.
public enum PackTrial {
  /// The option with which the program loads packs, prints their digest, and ends.
  public static let option = "--only-load"

  /// Why packs are not fit. No value of a patient is in it.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// How long loading may take, in seconds.
  public static let seconds = 30
  /// How much memory it may take, in bytes.
  private static let memory = 2 << 30
  /// How much of what it says is kept, in bytes.
  private static let most = 1 << 16

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
    do {
      let result = try await run(
        .path(FilePath(program)), arguments: Arguments(arguments), output: .string(limit: 1024),
        error: .string(limit: most))
      guard case .exited(0) = result.terminationStatus else {
        let said = result.standardError.trimmingEnd
        throw Fault(
          description: said.isEmpty
            ? "loading them took more than \(seconds) seconds of the processor, or too much memory" : said)
      }
      return result.standardOutput.trimmingEnd
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(description: "they could not be loaded in a process of their own: \(error)")
    }
  }

  /// Bounds this process, which only loads packs: its time, its memory, and what it may write.
  public static func boundThisProcess() {
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
