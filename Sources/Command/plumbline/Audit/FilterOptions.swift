// The imports are public because public types of other modules become options here.
public import ArgumentParser
public import PlumblineAudit
public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineLedger
import PlumblineText

/// The records that a command reads. All options apply together: each narrows further.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Made at this time or later: 2026-11-20, 2026-11-20T09:30 (both in --zone), 2026-11-20T09:30Z or …+01:00.",
      valueName: "time"))
  var after: TimeBound?

  @Option(help: ArgumentHelp("Made before this time, not at it.", valueName: "time"))
  var before: TimeBound?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The time zone in which days begin and times are shown: UTC, +01:00, or a name like Europe/Berlin (default: UTC).",
      valueName: "zone"))
  var zone: Zone?

  @Option(help: PatientArgument.help)
  var patient: PatientArgument?

  @Option(help: ArgumentHelp("Asked or overridden by this person.", valueName: "person"))
  var person: String?

  @Option(help: ArgumentHelp("Asked for this purpose.", valueName: "text"))
  var purpose: String?

  @Option(
    help: ArgumentHelp("Asked as of this day, whenever it was recorded.", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @Option(help: ArgumentHelp("With this decision.", valueName: "decision"))
  var decision: Decision.Disposition?

  @Option(help: ArgumentHelp("With this primary pairing.", valueName: "pairing"), completion: .pairings)
  var pairing: String?

  @Option(help: ArgumentHelp("In which this rule, stop or gate was true: pack/rule.", valueName: "rule"))
  var rule: String?

  @Flag(help: "In which something could not be decided; with --rule, that rule.")
  var undecided = false

  @Option(
    help: ArgumentHelp(
      "In which this fact was absent, and could still have changed the answer.", valueName: "fact"),
    completion: .facts())
  var missing: String?

  @Option(
    help: ArgumentHelp(
      "With this recorded fact: FACT=VALUE, FACT=absent, or with != < <= > >=. May be repeated.",
      valueName: "fact"), completion: .facts(ending: "="))
  var fact: [FactCriterion] = []

  @Option(
    help: ArgumentHelp("With a claim of this certainty for the primary pairing.", valueName: "certainty"))
  var certainty: Certainty?

  @Flag(help: "With a claim whose rating is recalled, not confirmed at its source.")
  var recalled = false

  @Option(
    help: ArgumentHelp("Decided by this pack: ID@VERSION, or ID for any version.", valueName: "pack"),
    completion: .packs)
  var pack: String?

  @Option(
    help: ArgumentHelp(
      "Recorded by this version of the program: 0.1.0, or 0.2 for every 0.2.x.", valueName: "version"))
  var edition: String?

  @Flag(help: "Answers that were overridden.")
  var overridden = false

  @Option(help: ArgumentHelp("Answers that this person overrode.", valueName: "person"))
  var overriddenBy: String?

  @Flag(help: "Answers and overrides that somebody signed.")
  var signed = false

  @Flag(help: "Answers and overrides that nobody signed.")
  var unsigned = false

  @Option(help: ArgumentHelp("Answers with this reported outcome, by code.", valueName: "code"))
  var outcome: OutcomeCode?

  @Option(help: ArgumentHelp("Of this kind.", valueName: "kind"))
  var kind: RecordKind?

  func validate() throws {
    if signed, unsigned {
      throw ValidationError("no record is signed and unsigned; give one of --signed and --unsigned")
    }
    guard let after, let before, after.moment(in: zone ?? .utc) >= before.moment(in: zone ?? .utc) else {
      return
    }
    throw ValidationError(
      "--after is not earlier than --before, so no record can match; exchange them, or change one")
  }

  /// Whether any option was given that narrows.
  var isGiven: Bool {
    after != nil || before != nil || patient != nil || person != nil || purpose != nil || asOf != nil
      || decision != nil
      || overriddenBy != nil || pairing != nil || rule != nil || undecided || missing != nil || !fact.isEmpty
      || certainty != nil
      || recalled || pack != nil || edition != nil || overridden || signed || unsigned || outcome != nil
      || kind != nil
  }

  /// How a record's time is shown.
  var clock: (String) -> String { (zone ?? .utc).shown }

  func filter(_ ledger: Ledger) throws -> RecordFilter {
    var filter = RecordFilter()
    filter.after = after?.moment(in: zone ?? .utc)
    filter.before = before?.moment(in: zone ?? .utc)
    filter.pairing = pairing
    filter.decision = decision
    filter.rule = rule
    filter.certainty = certainty
    filter.person = person
    filter.kind = kind
    filter.purpose = purpose
    filter.facts = fact
    filter.isUndecided = undecided
    filter.missing = missing
    filter.isRecalled = recalled
    filter.pack = pack
    filter.isOverridden = overridden
    filter.overriddenBy = overriddenBy
    filter.asOf = asOf
    filter.isSigned = signed ? true : unsigned ? false : nil
    filter.outcome = outcome
    filter.edition = edition
    if zone == nil, after?.isLocal ?? false || before?.isLocal ?? false {
      Output.error("days and times without a zone are UTC here; --zone Europe/Berlin declares another one")
    }
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

extension FactCriterion: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension OutcomeCode: ExpressibleByArgument {}
extension Decision.Disposition: ExpressibleByArgument {}
extension Certainty: ExpressibleByArgument {}
extension RecordKind: ExpressibleByArgument {}
extension SignatureMeaning: ExpressibleByArgument {}
extension RecordExport.Format: ExpressibleByArgument {}
extension AnswerForm: ExpressibleByArgument {}

/// Reports on standard error what a filter could not search, and whether nothing was found, which is not a failure unless the filter
/// names what no answer knows.
func reportUnsearched(_ ledger: Ledger, _ filter: RecordFilter, found: Int) throws {
  if found == 0 { try reportNothingFound(ledger, filter) }
  let erased = try filter.erasedUnsearched(in: ledger)
  if erased > 0 {
    Output.error(
      "not searched: \(erased.counted("erased record")), which \(erased == 1 ? "keeps" : "keep") only time, kind and edition"
    )
  }
}

/// Reports on standard error that nothing was found.
func reportNothingFound(_ ledger: Ledger, _ filter: RecordFilter, _ words: String = "no record matches")
  throws
{
  if try ledger.count() == 0 { return Output.error("the ledger is empty") }
  if let stranger = try KnownNames.stranger(in: filter, of: ledger) { throw Fault(.badInput, stranger) }
  // Readings and holds are about records and marks, and an id that is written a little differently is another patient's.
  Output.error(
    words
      + (try KnownNames.unused(in: filter, of: ledger)).map { "; \($0)" }.joined()
      + (filter.patients == nil
        ? ""
        : "; `plumbline audit subject` has readings, holds and ids that are written almost the same"))
}
