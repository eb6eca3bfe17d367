import ArgumentParser
import Glibc

/// Why a command ends without its answer: what is told on standard error, and the exit code.
struct Fault: Error {
  /// The documented exit codes (sysexits.h where there is one).
  enum Code: Int32 {
    case failed = 1
    case badInput = 65
    case noSuchFile = 66
    case `internal` = 70
    case cannotWrite = 74
  }

  var code: Code
  /// One or more lines; no patient's value in them unless it was asked for.
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// Runs a command's work, and tells a fault on standard error with its exit code.
func telling(_ work: () throws -> ExitCode) throws {
  // A reader that closes early is a write that fails, not a signal that kills.
  signal(SIGPIPE, SIG_IGN)
  let code: ExitCode
  do {
    code = try work()
  } catch let fault as Fault {
    Output.error(fault.message)
    throw ExitCode(fault.code.rawValue)
  }
  throw code
}
