import ArgumentParser
import PlumblineEngine
import PlumblineGuideline

/// `plumbline recommend`: the answer for one patient.
struct RecommendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend", abstract: "Say what is recommended for one patient, and why.",
    discussion: """
      Reads a profile as lines, `fear.tsk_17 = 44`, or in JSON (Documentation/Profile.md), or a record in FHIR R4 \
      (Documentation/FHIR.md). `-` reads standard input. `plumbline new profile` writes a file of all facts to fill in. Without a \
      profile, at a terminal, it shows a form.

      Examples:
        plumbline recommend Examples/high-fear.json
        plumbline recommend --set fear.tsk_17=44 --no-record --full
      """)

  @Argument(
    help: ArgumentHelp(
      "The profile, or - for standard input; left out if --set says it all.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp(
      "A fact, as a line of a profile: fear.tsk_17=44. May be repeated.", valueName: "fact=value"),
    completion: .facts(ending: "="))
  var set: [String] = []

  @Flag(help: "Keep no draft of the form.")
  var noDraft = false

  @OptionGroup(title: "Record in FHIR") var record: RecordOptions
  @OptionGroup(title: "Answer") var answering: AnsweringOptions
  @OptionGroup(title: "Packs in force") var packs: PacksInForce
  @OptionGroup(title: "Record of the answer") var recording: RecordingOptions

  private var isForm: Bool { file == nil && set.isEmpty }

  func validate() throws {
    if file == "-", record.patient != nil {
      throw ValidationError("the id is read from standard input; give the record as a file")
    }
    if isForm, !FormTerminal.isThere {
      throw ValidationError(
        "no profile; name a file, - for standard input, or facts with --set fear.tsk_17=44")
    }
    for fact in set {
      let name = fact.prefix { $0 != "=" }.filter { $0 != " " }
      if !fact.contains("=") {
        throw ValidationError(
          "--set takes FACT=VALUE, such as --set fear.tsk_17=44; give each fact its value")
      }
      if ["id", "notes"].contains(name) {
        throw ValidationError(
          "--set \(name) would show it to everybody who lists the processes; write it into the profile")
      }
    }
  }

  func run() throws {
    try reporting {
      let refusing = answering.refusing(recording)
      if isForm { return try refusing.deciding(packs, on: nil) { try fill(refusing, $0) } }
      let source = ProfileSource(file: file, facts: set, record: record)
      return try refusing.deciding(packs, on: source) { evaluator in
        let patient = try refusing.profile(source, evaluator)
        return try answering.answer(evaluator, patient, recording)
      }
    }
  }

  /// Asks with a form, and answers; the draft is removed once the answer is printed.
  private func fill(_ refusing: Refusing, _ evaluator: JointEvaluator) throws -> ExitCode {
    try recording.expectPerson()
    let drafts = noDraft ? nil : DraftFolder.place
    let spoken = answering.speaking.view(of: evaluator)?.evaluator ?? evaluator
    let session = FormSession(evaluator: spoken, day: answering.day, by: recording.by, drafts: drafts)
    guard case .answered(let text, let together) = try session.run() else { return .success }
    var patient = try refusing.profile(ProfileSource(text: text), evaluator)
    patient.profile.together = together
    let code = try answering.answer(evaluator, patient, recording)
    let unfinished = [Fault.Code.stopNotRecorded, .internal].map { ExitCode($0.rawValue) }
    if let drafts, !unfinished.contains(code) { drafts.remove(drafts.own) }
    return code
  }
}
