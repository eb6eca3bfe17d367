import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblineText

/// `plumbline history`: a patient's answers over time.
struct HistoryCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show a patient's scores and answers over time.",
    discussion: """
      With --patient, from the ledger: scores with their change against measurement error, what was advised, overridden and chosen, \
      and what came of it. With a profile, the earlier visits that it carries. Patient data is shown. No answer in it is one of today.

      Examples:
        echo EX-01 | plumbline history --patient -
        plumbline history Examples/high-fear.json --as-of 2026-11-20
      """)

  @Argument(
    help: ArgumentHelp("A profile with earlier visits, or - for standard input.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(help: PatientArgument.help)
  var patient: PatientArgument?

  @Option(help: "text, json, or html (one page).")
  var format: Format = .text

  @Option(
    help: ArgumentHelp("The day of the profile's own answers (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @OptionGroup var speaking: LanguageOption

  @Flag(help: "ASCII only, no drawing characters, no bold.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: take care who reads them.")
  var showValues = false

  @OptionGroup(title: "Packs in force") var packs: PacksInForce
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions
  @OptionGroup(title: "Reading of patient data") var access: AccessOptions

  func validate() throws {
    if (file == nil) == (patient == nil) {
      throw ValidationError(
        "history needs a patient, --patient - with the id on standard input, or a profile's file")
    }
    if format == .json, speaking.language.code != Language.english.code {
      throw ValidationError(
        "--format json is for programs, and the same in every language; leave out --language, or choose text or html"
      )
    }
  }

  func run() throws {
    try reporting {
      let guidelines = try packs.load().guidelines
      let history = try patient.map { try recorded($0, guidelines) } ?? carried(guidelines)
      switch format {
      case .text:
        try Output.answer(
          history.text(style: Output.style(isPlain: plain), in: speaking.language, try vocabulary(guidelines))
        )
      case .html: try Output.answer(history.html(in: speaking.language, try vocabulary(guidelines)))
      case .json: try Output.answer(history.json.canonicalLine)
      }
      return .success
    }
  }

  /// Returns the facts in force in the language; nil if it is the packs' own.
  private func vocabulary(_ guidelines: Guidelines) throws -> Vocabulary? {
    try speaking.view(of: JointEvaluator(guidelines) { Evaluator(withScriptsOf: $0) })?.evaluator.vocabulary
  }

  private func recorded(_ patient: PatientArgument, _ guidelines: Guidelines) throws -> PatientHistory {
    let options = self.ledger
    let ledger = try options.open(for: .reading)
    let id = try patient.read()
    var shelf = GuidelineShelf(ledger)
    let found: PatientHistory?
    do {
      found = try PatientHistory(of: id, in: ledger, inForce: guidelines, &shelf)
    } catch let error as LedgerError {
      guard case .refused(_, .keyMissing) = error else { throw error }
      throw Fault(withoutPseudonym: error)
    }
    try access.note("history", found?.opened ?? [], options)
    guard let history = found else {
      throw Fault(
        .badInput,
        "no record of this patient is in the ledger; check the id, and name the ledger with --ledger PATH")
    }
    return history
  }

  private func carried(_ guidelines: Guidelines) throws -> PatientHistory {
    let text = try Input.read(file ?? "-", limit: ProfileReader.limits.bytes)
    let day = asOf ?? today()
    do {
      let (profile, visits) = try LineProfile(guidelines.vocabulary, asOf: day).readHistory(text)
      return PatientHistory(profile, asOf: day, visits: visits, inForce: guidelines)
    } catch {
      throw Fault(.badInput, error.words("the profile cannot be read", showsValues: showValues))
    }
  }
}
