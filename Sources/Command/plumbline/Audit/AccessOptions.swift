import ArgumentParser
import Glibc
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger

/// Who reads payloads, and why, for the record that reading leaves.
struct AccessOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who reads, for the record that reading leaves.", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("Why, for the record that reading leaves.", valueName: "text"))
  var reason: String?

  /// The site's choice, in `PLUMBLINE_ACCESS`.
  private enum Policy: String {
    /// Recorded if it can be; a reading that cannot be recorded says so.
    case on
    case off
    /// What cannot be recorded is not shown.
    case required
  }

  func validate() throws {
    try RecordedText.check("--by", by)
    try RecordedText.check("--reason", reason)
  }

  /// Records a reading before its payloads are shown.
  func note(_ command: String, _ records: [Int], _ options: LedgerOptions) throws {
    let given = environment("PLUMBLINE_ACCESS") ?? Policy.on.rawValue
    guard let policy = Policy(rawValue: given) else {
      throw Fault(.badInput, "PLUMBLINE_ACCESS takes on, off or required")
    }
    if records.isEmpty { return }
    if policy == .off { return Output.error("this reading is not recorded: PLUMBLINE_ACCESS is off") }
    let request = AccessRequest(
      command, records, reason: reason, by: try People.recorded(by), account: account())
    do {
      let ledger = try existing(options)
      let appended = try ledger.note(request, time: now(), engine: Evaluator.version)
      if let warning = appended.warning { Output.error(warning) }
    } catch {
      let fault = Fault(unrecorded: error)
      if policy == .required {
        throw Fault(
          fault.code, "nothing is shown, because the reading could not be recorded\n\(fault.message)")
      }
      Output.error("this reading is not recorded: \(fault.message)")
    }
  }

  /// The name of the account under which the command runs; its number if it has no name.
  private func account() -> String {
    guard let entry = getpwuid(getuid()), let name = String(validatingCString: entry.pointee.pw_name) else {
      return "\(getuid())"
    }
    return name
  }
}
