import Dispatch
import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// Git as a process that only reads: bounded in time and output, with nothing of the caller's environment that could change what it does.
///
/// Names that a person gave reach it on standard input only, so none of them can be an option.
enum GitProcess {
  /// Seconds for one question.
  private static let seconds = 30

  struct Answer: Sendable {
    var code: Int32
    var output: [UInt8]
    /// The first line that it wrote to standard error.
    var said: String
  }

  enum Failure: Error {
    case absent
    case late
    case tooMuch
    case other(String)
  }

  /// Asks the repository that holds the current folder.
  ///
  /// - Parameter most: the bytes that it may answer.
  static func ask(_ arguments: [String], input: [UInt8] = [], most: Int) throws(Failure) -> Answer {
    let result = Mutex<Result<Answer, Failure>>(.failure(.late))
    let done = DispatchSemaphore(value: 0)
    let work = Task.detached {
      let found = await answer(arguments, input, most)
      result.withLock { $0 = found }
      done.signal()
    }
    if done.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
      // Ends the process, too.
      work.cancel()
      _ = done.wait(timeout: .now() + .seconds(5))
      throw .late
    }
    return try result.withLock { $0 }.get()
  }

  private static func answer(_ arguments: [String], _ input: [UInt8], _ most: Int) async -> Result<
    Answer, Failure
  > {
    let options = ["--no-pager", "--no-replace-objects", "--literal-pathspecs"]
    // A file without a name, not a pipe: Git may end before it has read everything.
    guard let questions = tmpfile() else { return .failure(.other(String(cString: strerror(errno)))) }
    defer { fclose(questions) }
    fwrite(input, 1, input.count, questions)
    rewind(questions)
    do {
      let result = try await run(
        .name("git"), arguments: Arguments(options + arguments), environment: .custom(clean),
        input: .fileDescriptor(FileDescriptor(rawValue: fileno(questions)), closeAfterSpawningProcess: false),
        output: .bytes(limit: most), error: .string(limit: 1 << 16))
      let line = result.standardError.split(separator: "\n").first.map(String.init) ?? ""
      let code: Int32 = if case .exited(let code) = result.terminationStatus { code } else { 1 }
      return .success(Answer(code: code, output: result.standardOutput, said: line))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failure(.absent)
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return .failure(.tooMuch)
    } catch {
      return .failure(.other("\(error)"))
    }
  }

  /// What finds Git and the person's list of safe folders; no `GIT_…`, and nothing is fetched, asked or shown.
  private static var clean: [Environment.Key: String] {
    var kept: [Environment.Key: String] = [
      "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0",
      "GIT_OPTIONAL_LOCKS": "0",
    ]
    kept["PATH"] = environment("PATH")
    kept["HOME"] = environment("HOME")
    kept["XDG_CONFIG_HOME"] = environment("XDG_CONFIG_HOME")
    return kept
  }
}
