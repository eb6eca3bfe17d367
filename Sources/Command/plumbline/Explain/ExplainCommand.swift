import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblinePresentation
import PlumblineText

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

      Examples:
        plumbline explain Examples/high-fear.json --what-if fear.tsk_17=30
        plumbline explain Examples/acute.json --why-not behavioural-therapy
      """)

  @Argument(
    help: ArgumentHelp("The profile, or - for standard input.", valueName: "file"), completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Instead of a file: a record of the ledger, by its index or its whole name.", valueName: "record"))
  var record: RecordArgument?

  @Option(
    help: ArgumentHelp(
      "A pairing that is not shown: what prevents it, and every smallest set of changes that would let it "
        + "through. May be repeated.", valueName: "pairing"), completion: .pairings)
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
      valueName: "fact=value"), completion: .facts(ending: "="))
  var whatIf: [String] = []

  @Option(help: "text, json (a contract: Documentation/explanation.schema.json) or markdown.")
  var format: Format = .text

  @OptionGroup var speaking: LanguageOption

  @Option(
    help: ArgumentHelp("The day for which the answer holds (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @OptionGroup(title: "Record in FHIR") var input: RecordOptions
  @OptionGroup(title: "Packs in force") var packs: PacksInForce
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions
  @OptionGroup(title: "Reading of patient data") var access: AccessOptions

  @Flag(help: "ASCII only, no drawing characters, no bold.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: take care who reads them.")
  var showValues = false

  func validate() throws {
    if (file == nil) == (record == nil) {
      throw ValidationError("explain needs a profile's file, or --record with a record's name")
    }
    if file == "-", input.patient != nil {
      throw ValidationError("the id is read from standard input; give the record as a file")
    }
    if !(1...1000).contains(most) { throw ValidationError("--most takes a number from 1 to 1000") }
    if format == .json, speaking.language.code != Language.english.code {
      throw ValidationError(
        "--format json is for programs, and the same in every language; leave out --language, or choose text or markdown"
      )
    }
    if let changes, !(1...1000).contains(changes) {
      throw ValidationError("--changes takes a number from 1 to 1000")
    }
  }

  func run() throws {
    try reporting {
      try refusing.deciding(packs, on: file.map { ProfileSource(file: $0, record: input) }) { evaluator in
        let subject = try subject(evaluator)
        let changed = try changed(subject.profile, evaluator.vocabulary, asOf: subject.asOf)
        var joint = JointExplanation(evaluator.guidelines)
        for (one, pairings) in zip(evaluator.evaluators, try asked(evaluator.guidelines)) {
          // A question about a pairing is for the guidelines that have it.
          if !whyNot.isEmpty, pairings.isEmpty { continue }
          joint.add(Result { try explain(subject, pairings, changed, by: one) }, of: one.guideline)
        }
        for failure in joint.failures { Output.error(failure) }
        speak(&joint, evaluator, subject.profile, changed)
        if !joint.isEmpty { try Output.answer(report(joint)) }
        return joint.failures.isEmpty ? .success : ExitCode(Fault.Code.internal.rawValue)
      }
    }
  }

  /// Shows the explanations in the language that was asked for; if that cannot be, in their own, with the reason on standard error.
  private func speak(
    _ joint: inout JointExplanation, _ evaluator: JointEvaluator, _ profile: Profile, _ changed: Profile?
  ) {
    guard let view = speaking.view(of: evaluator) else { return }
    do {
      try joint.speak(by: view, for: profile, changed: changed)
    } catch {
      Output.error("NOT TRANSLATED: \(error)")
    }
  }

  /// Neither an explanation nor its refusal is recorded.
  private var refusing: Refusing {
    Refusing(
      format: AnswerForm(rawValue: format.rawValue) ?? .text, style: Output.style(isPlain: plain),
      day: asOf ?? today(), showValues: showValues, recording: nil, language: speaking.language)
  }

  /// The patient and the day that the explanation is about.
  private struct Subject {
    var profile: Profile
    var asOf: Day
  }

  private func subject(_ evaluator: JointEvaluator) throws -> Subject {
    if let record {
      let recorded = try RecordedProfile.read(record, ledger, evaluator.guidelines)
      try access.note("explain", [recorded.index], ledger)
      return Subject(profile: recorded.profile, asOf: asOf ?? recorded.asOf)
    }
    let profile = try refusing.profile(ProfileSource(file: file ?? "-", record: input), evaluator).profile
    return Subject(profile: profile, asOf: asOf ?? today())
  }

  /// Returns the pairings of `--why-not` that each guideline has.
  private func asked(_ guidelines: Guidelines) throws(Fault) -> [[PairingName]] {
    var asked = guidelines.members.map { _ in [PairingName]() }
    for name in whyNot {
      var (isKnown, nearest) = (false, String?.none)
      for (place, member) in guidelines.members.enumerated() {
        do {
          asked[place].append(try member.guideline.pairing(named: name))
          isKnown = true
        } catch {
          nearest = nearest ?? error.nearest
        }
      }
      if isKnown { continue }
      let all = guidelines.members.flatMap { $0.guideline.pairings.keys.sorted() }.map(\.description)
      let hint = nearest.map { "; did you mean '\($0)'?" } ?? "; choose one of \(all.joined(separator: ", "))"
      throw Fault(.badInput, "unknown pairing '\(name)'\(hint)")
    }
    return asked
  }

  /// Returns the profile with the values of `--what-if`; nil if there are none.
  private func changed(
    _ profile: Profile, _ vocabulary: Vocabulary, asOf: Day
  ) throws(Fault) -> Profile? {
    if whatIf.isEmpty { return nil }
    do {
      return try ProfileReader(vocabulary, asOf: asOf).changing(profile, whatIf)
    } catch {
      throw Fault(.badInput, error.words("--what-if is not possible"))
    }
  }

  private func explain(
    _ subject: Subject, _ pairings: [PairingName], _ changed: Profile?, by evaluator: Evaluator
  ) throws -> Explanation {
    let (profile, day) = (subject.profile, subject.asOf)
    let place: WhyNot.Place = `as` == .primary ? .primary : .any
    var explanation = Explanation(why: try evaluator.why(profile, asOf: day))
    explanation.whyNot = try pairings.map {
      try evaluator.whyNot($0, place, for: profile, asOf: day, most: most, facts: changes)
    }
    explanation.whatIf = try changed.map { try evaluator.whatIf(profile, $0, asOf: day) }
    return explanation
  }

  private func report(_ joint: JointExplanation) -> [UInt8] {
    switch format {
    case .json: return ExplanationJSON.line(joint.explained, isSingle: joint.isSingle)
    case .markdown: return Array(joint.markdown.utf8)
    case .text: return Array(joint.text(style: Output.style(isPlain: plain)).utf8)
    }
  }
}
