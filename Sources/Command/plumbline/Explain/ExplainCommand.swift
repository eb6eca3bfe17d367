import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblinePresentation

/// `plumbline explain`: why an answer is what it is, why another is not, and what would change it.
struct ExplainCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }
  enum Place: String, ExpressibleByArgument, CaseIterable { case primary, any }

  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why the answer is what it is, why not another, and what would change it.",
    discussion: """
      Decides for the profile again and shows what decided: each comparison with the patient's value, the cut-off and \
      the margin between them. With --why-not or --what-if it answers that instead. Nothing is recorded. \
      Documentation/Explaining.md.
      """)

  @Argument(help: ArgumentHelp("The profile, or - for standard input.", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Instead of a file: a record of the ledger, by its index or its whole name.", valueName: "record"))
  var record: RecordArgument?

  @Option(
    help: ArgumentHelp(
      "A pairing that is not shown: what prevents it, and every smallest set of changes that would let it "
        + "through. May be repeated.", valueName: "pairing"))
  var whyNot: [String] = []

  @Option(help: "What --why-not counts as shown: primary, or any (primary or alternative).")
  var `as`: Place = .any

  @Option(help: ArgumentHelp("How many ways --why-not lists, 1 to 1000.", valueName: "count"))
  var most = 8

  @Option(
    help: ArgumentHelp(
      "How many facts a way of --why-not may change (default: any number).", valueName: "count"))
  var changes: Int?

  @Option(
    help: ArgumentHelp(
      "Another value for a fact, fear.tsk_17=30 or mood.phq_9=absent: the answer before and after. May be repeated.",
      valueName: "fact=value"))
  var whatIf: [String] = []

  @Option(help: "text, json (a contract: Documentation/explanation.schema.json) or markdown.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp("The day for which the answer holds (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @OptionGroup var packs: PacksInForce
  @OptionGroup var ledger: LedgerOptions

  @Flag(help: "ASCII only, no drawing characters, no bold.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: take care who reads them.")
  var showValues = false

  func validate() throws {
    if (file == nil) == (record == nil) {
      throw ValidationError("explain needs a profile's file, or --record with a record's name")
    }
    if !(1...1000).contains(most) { throw ValidationError("--most takes a number from 1 to 1000") }
    if let changes, !(1...1000).contains(changes) {
      throw ValidationError("--changes takes a number from 1 to 1000")
    }
  }

  func run() throws {
    try reporting {
      try refusing.deciding(packs, on: file) { loaded in
        let pairings = try whyNot.map { try pairing($0, loaded.guideline) }
        let subject = try subject(loaded.guideline)
        let explanation = try explain(subject, pairings, loaded.evaluator)
        try Output.answer(report(explanation, loaded.guideline))
        return .success
      }
    }
  }

  /// Neither an explanation nor its refusal is recorded.
  private var refusing: Refusing {
    Refusing(
      format: AnswerForm(rawValue: format.rawValue) ?? .text, style: Output.style(isPlain: plain),
      day: asOf ?? today(), showValues: showValues, recording: nil)
  }

  /// The patient and the day that the explanation is about.
  private struct Subject {
    var profile: Profile
    var asOf: Day
  }

  private func subject(_ guideline: Guideline) throws -> Subject {
    if let record {
      let recorded = try RecordedProfile.read(record, ledger, guideline)
      return Subject(profile: recorded.profile, asOf: asOf ?? recorded.asOf)
    }
    let profile = try refusing.profile(file ?? "-", guideline)
    return Subject(profile: profile, asOf: asOf ?? today())
  }

  private func pairing(_ name: String, _ guideline: Guideline) throws(Fault) -> PairingName {
    do {
      return try guideline.pairing(named: name)
    } catch {
      let hint =
        error.nearest.map { "; did you mean '\($0)'?" }
        ?? "; choose one of \(guideline.pairings.keys.sorted().map(\.description).joined(separator: ", "))"
      throw Fault(.badInput, "unknown pairing '\(name)'\(hint)")
    }
  }

  private func explain(
    _ subject: Subject, _ pairings: [PairingName], _ evaluator: Evaluator
  ) throws(Fault) -> Explanation {
    let (profile, day) = (subject.profile, subject.asOf)
    let place: WhyNot.Place = `as` == .primary ? .primary : .any
    var changed: Profile?
    if !whatIf.isEmpty {
      do {
        changed = try ProfileReader(evaluator.guideline.vocabulary).changing(profile, whatIf)
      } catch {
        throw Fault(.badInput, error.words("--what-if is not possible"))
      }
    }
    do {
      var explanation = Explanation(why: try evaluator.why(profile, asOf: day))
      explanation.whyNot = try pairings.map {
        try evaluator.whyNot($0, place, for: profile, asOf: day, most: most, facts: changes)
      }
      explanation.whatIf = try changed.map { try evaluator.whatIf(profile, $0, asOf: day) }
      return explanation
    } catch {
      throw Fault(.internal, "no explanation: \(error)")
    }
  }

  private func report(_ explanation: Explanation, _ guideline: Guideline) -> [UInt8] {
    switch format {
    case .json: return ExplanationJSON(guideline).line(explanation)
    case .markdown: return Array(ExplanationReport(guideline).markdown(explanation).utf8)
    case .text:
      return Array(ExplanationReport(guideline).text(explanation, style: Output.style(isPlain: plain)).utf8)
    }
  }
}
