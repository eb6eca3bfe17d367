// The imports are public because public types of other modules become options here.
public import ArgumentParser
public import PlumblineAudit
public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineLedger

/// The records that a command reads. All options apply together: each narrows further.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Made at this time or later: a day 2026-11-20, or a UTC time 2026-11-20T09:30Z.", valueName: "time"))
  var after: UTCTime?

  @Option(
    help: ArgumentHelp(
      "Made before this time, not at it: a day 2026-11-20, or a UTC time 2026-11-20T09:30Z.",
      valueName: "time"))
  var before: UTCTime?

  @Option(help: PatientArgument.help)
  var patient: PatientArgument?

  @Option(help: ArgumentHelp("With this primary pairing.", valueName: "pairing"))
  var pairing: String?

  @Option(help: ArgumentHelp("With this decision.", valueName: "decision"))
  var decision: Decision.Disposition?

  @Option(help: ArgumentHelp("In which this rule, stop or gate was true: pack/rule.", valueName: "rule"))
  var rule: String?

  @Option(
    help: ArgumentHelp("With a claim of this certainty for the primary pairing.", valueName: "certainty"))
  var certainty: Certainty?

  @Option(help: ArgumentHelp("Asked or overridden by this person.", valueName: "person"))
  var person: String?

  @Option(help: ArgumentHelp("Of this kind.", valueName: "kind"))
  var kind: RecordKind?

  func filter(_ ledger: Ledger) throws -> RecordFilter {
    var filter = RecordFilter()
    filter.after = after
    filter.before = before
    filter.pairing = pairing
    filter.decision = decision
    filter.rule = rule
    filter.certainty = certainty
    filter.person = person
    filter.kind = kind
    if let patient {
      let id = try patient.read()
      do { try filter.patient(id, in: ledger) } catch {
        throw Fault(withoutPseudonym: error)
      }
    }
    return filter
  }
}

extension Fault {
  /// A patient's id is of no use without the key that makes pseudonyms.
  init(withoutPseudonym error: LedgerError) {
    self.init(
      .badInput,
      "an id is found by its pseudonym, which only the ledger's signing key can compute; give the pseudonym, P-…\n"
        + "\(error)")
  }
}

extension UTCTime: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Decision.Disposition: ExpressibleByArgument {}
extension Certainty: ExpressibleByArgument {}
extension RecordKind: ExpressibleByArgument {}
extension RecordExport.Format: ExpressibleByArgument {}
extension AnswerForm: ExpressibleByArgument {}

/// Reports on standard error that nothing was found, which is not a failure.
func reportNothingFound(_ ledger: Ledger) throws(LedgerError) {
  Output.error(try ledger.count() == 0 ? "the ledger is empty" : "no record matches")
}
