import ArgumentParser
import Glibc
import PlumblineLedger

/// Why a command ends without its answer: the message on standard error, and the exit code.
struct Fault: Error {
  /// The documented exit codes (sysexits.h where there is one).
  enum Code: Int32, CaseIterable {
    case failed = 1
    /// A stop was shown, but is not recorded.
    case stopNotRecorded = 20
    /// The input was refused, and a stop is true in what could be read of it.
    case refusedWithStop = 21
    case badInput = 65
    case noSuchFile = 66
    case unavailable = 69
    case `internal` = 70
    case cannotCreate = 73
    case cannotWrite = 74
    case busy = 75

    /// What `plumbline help exit-codes` says of it.
    var meaning: String {
      switch self {
      case .failed: "a check, a test or a proof failed, or a record is wrong"
      case .stopNotRecorded: "a stop was shown, and could not be recorded within a second"
      case .refusedWithStop: "the input was refused, and a stop is true in what could be read of it"
      case .badInput: "a profile, a pack or another input cannot be read"
      case .noSuchFile: "no such file or folder"
      case .unavailable: "a program that is needed is not installed: Z3, Git, the service"
      case .internal: "a script failed, or Plumbline has a defect: there is no decision"
      case .cannotCreate: "a file or the ledger could not be created: nothing was written"
      case .cannotWrite:
        "a record or the output could not be written; an answer without its record is withheld"
      case .busy: "the ledger was busy: try again"
      }
    }
  }

  var code: Code
  /// One or more lines, in the form of Documentation/Error-messages.md; no patient's value unless it was asked for.
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension Fault {
  /// A fault of the ledger, with its exit code.
  init(_ error: LedgerError) {
    let code: Code =
      switch error {
      case .busy: .busy
      case .cannotCreate: .cannotCreate
      case .noSuchLedger, .cannotRead: .noSuchFile
      case .notContinued: .failed
      case .shard(_, let refusal): refusal.isOfOptions ? .badInput : .failed
      case .noSuchRecord, .noOriginal, .erased, .notErasable, .held, .heldUnknown, .needsWrappingKey,
        .refused(_, .noRotation):
        .badInput
      case .cannotWrite, .damaged, .refused: .cannotWrite
      }
    self.init(code, error.description)
  }

  /// Why an answer could not be recorded: whatever the reason, it is a failed write.
  init(unrecorded error: any Error) {
    switch error {
    case let fault as Fault: self = fault
    case let error as LedgerError: self.init(error)
    default: self.init(.cannotWrite, "an unexpected fault of kind \(type(of: error))")
    }
    if code != .busy, code != .cannotCreate { code = .cannotWrite }
  }
}

/// Runs a command's work; reports a fault on standard error, and ends with its exit code.
func reporting(_ work: () throws -> ExitCode) throws {
  // A reader that closes early and a file that may not grow should fail the write, not kill the process.
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
  let code: ExitCode
  do {
    code = try work()
  } catch let packs as RefusedPacks {
    // Only a cohort comes here: other commands check the stops that load.
    Output.error(packs.fault.message)
    Output.error(
      "no stop was checked on any line; `plumbline recommend` checks those that load, one patient at a time")
    throw ExitCode(packs.fault.code.rawValue)
  } catch let fault as Fault {
    Output.error(fault.message)
    throw ExitCode(fault.code.rawValue)
  } catch let error as LedgerError {
    Output.error(error.description)
    throw ExitCode(Fault(error).code.rawValue)
  }
  throw code
}
