internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Z3 as a process: found on the search path, bounded in time, memory and output, and killed if it misses a deadline.
package struct Z3: Sendable {
  /// Seconds for one question.
  package var timeout: Int
  /// Megabytes.
  package static let memory = 2048
  /// Bytes of one answer.
  static let mostOutput = 16 << 20

  package enum Failure: Error, Equatable {
    /// There is no such program.
    case absent
    case cannotRun(String)
  }

  package init(timeout: Int) { self.timeout = timeout }

  /// The version that it reports: "Z3 version 4.8.12 - 64 bit".
  package static func version() async throws(Failure) -> String {
    do {
      let result = try await run(
        .name("z3"), arguments: ["-version"], output: .string(limit: 4096), error: .discarded)
      return String(result.standardOutput.prefix { $0 != "\n" })
    } catch {
      throw Self.failure(error)
    }
  }

  /// The path at which it was found.
  package static func path() async throws(Failure) -> String {
    do {
      return "\(try await Executable.name("z3").resolveExecutablePath(in: .inherit))"
    } catch {
      throw Self.failure(error)
    }
  }

  /// Starts the program, and ends it when the work ends.
  ///
  /// From then on the process ignores SIGPIPE: a question to a solver that was killed must be undecided, not end the process.
  func session<Value: Sendable>(_ work: (Z3Session) async throws -> Value) async throws
    -> Value
  {
    signal(SIGPIPE, SIG_IGN)
    do {
      let outcome = try await run(
        .name("z3"), arguments: ["-in", "-smt2", "-memory:\(Self.memory)"], input: .inputWriter,
        output: .sequence, error: .discarded
      ) { execution in
        let session = Z3Session(
          timeout: timeout, output: execution.standardOutput.makeAsyncIterator(),
          write: { bytes in _ = try await execution.standardInputWriter.write(bytes) },
          kill: { try? execution.send(signal: .kill) })
        let result = try await work(session)
        try? await execution.standardInputWriter.finish()
        // Whatever it still computes is no longer needed.
        try? execution.send(signal: .kill)
        return result
      }
      return outcome.closureResult
    } catch let error as SubprocessError {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: any Error) -> Failure {
    if let error = error as? SubprocessError, error.code == .executableNotFound { return .absent }
    return .cannotRun("\(error)")
  }
}

/// A running solver that is asked one question after another.
final class Z3Session {
  enum Verdict: Equatable {
    case none
    case found([String: String])
    case undecided(String)
  }

  private let timeout: Int
  private let write: ([UInt8]) async throws -> Void
  private let kill: @Sendable () -> Void
  private var output: SubprocessOutputSequence.Iterator
  private var buffer: [UInt8] = []
  private var asked = 0
  /// False once the program has ended and answers no more.
  private(set) var isAlive = true

  init(
    timeout: Int, output: SubprocessOutputSequence.Iterator, write: @escaping ([UInt8]) async throws -> Void,
    kill: @escaping @Sendable () -> Void
  ) {
    self.timeout = timeout
    self.output = output
    self.write = write
    self.kill = kill
  }

  /// Sends text that has no answer; the next question notices a program that has ended.
  func report(_ text: String) async throws {
    guard isAlive else { return }
    do {
      try await write(Array(text.utf8))
    } catch {
      stop()
    }
  }

  /// Switches to another question: what is declared and asserted holds until the next one.
  ///
  /// It is asserted after a reset, when the solver simplifies most; under `push` it took six times as long.
  func open(_ declarations: String, _ assertion: String) async throws {
    try await report("(reset)\n(set-option :timeout \(timeout * 1000))\n\(declarations)\(assertion)")
  }

  /// Whether all terms can hold together with the open question, and if so for which values.
  func find(_ terms: [SMTText.Term], values: [SMTText.Term], seconds: Int? = nil) async throws -> Verdict {
    guard isAlive else { return .undecided("the solver has ended") }
    asked += 1
    let limit = seconds ?? timeout
    let asserts = terms.filter { $0 != SMTText.yes }.map { "(assert \($0))\n" }.joined()
    let start =
      "(push 1)\n(set-option :timeout \(limit * 1000))\n\(asserts)(check-sat)\n(echo \"end \(asked)\")\n"
    let verdict = try await answer(to: start, seconds: limit)
    defer { asked += 1 }
    switch verdict?.first {
    case "unsat"?:
      try await report("(pop 1)\n")
      return .none
    case "sat"?:
      asked += 1
      let ask = values.isEmpty ? "" : "(get-value (\(values.joined(separator: " "))))\n"
      guard let lines = try await answer(to: "\(ask)(pop 1)\n(echo \"end \(asked)\")\n", seconds: limit)
      else {
        return .undecided("the solver ended before its example was complete")
      }
      return .found(Self.values(lines.joined(separator: " ")))
    case "unknown"?, "timeout"?:
      try await report("(pop 1)\n")
      return .undecided("not decided within \(limit) s")
    case let other?:
      stop()
      return .undecided("the solver says: \(other.prefix(200))")
    case nil: return .undecided("not decided within \(limit) s and \(Z3.memory) MB")
    }
  }

  private func stop() {
    isAlive = false
    kill()
  }

  /// Returns the lines up to the marker; nil if the program ended, was killed, or wrote too much.
  private func answer(to text: String, seconds: Int) async throws -> [String]? {
    let kill = self.kill
    let guardian = Task {
      try await Task.sleep(for: .seconds(seconds + 5))
      kill()
    }
    defer { guardian.cancel() }
    let marker = Array("end \(asked)\n".utf8)
    do {
      try await report(text)
      while true {
        if buffer.count >= marker.count, buffer.suffix(marker.count).elementsEqual(marker) { break }
        guard buffer.count <= Z3.mostOutput, let more = try await output.next(isolation: #isolation) else {
          stop()
          return nil
        }
        more.withUnsafeBytes { buffer.append(contentsOf: $0) }
      }
    } catch {
      stop()
      return nil
    }
    let lines = String(decoding: buffer.dropLast(marker.count), as: UTF8.self).split(separator: "\n").map(
      String.init)
    buffer.removeAll(keepingCapacity: true)
    return lines
  }

  /// Reads `((a 1) (b true))`.
  private static func values(_ text: String) -> [String: String] {
    let words = text.split { $0 == " " || $0 == "(" || $0 == ")" || $0 == "\n" }.map(String.init)
    var values: [String: String] = [:]
    var index = 0
    while index + 1 < words.count {
      // A negative number is written (- 5).
      let isNegative = words[index + 1] == "-" && index + 2 < words.count
      values[words[index]] = isNegative ? "-\(words[index + 2])" : words[index + 1]
      index += isNegative ? 3 : 2
    }
    return values
  }
}
