import ArgumentParser
import Glibc
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineInterview

/// `plumbline interview`: asks only what can still change the decision, then answers.
struct InterviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interview", abstract: "Ask only what can still change the decision, then answer.",
    discussion: """
      Begins from nothing, or from a profile. Questions go to standard error and the answer to standard output, so that \
      answers can be given by a script, one a line. A question can be answered with skip (not asked), unknown, declined or \
      n/a; undo takes the last answer back; quit ends without an answer. Documentation/Interview.md says more.

      Examples:
        plumbline interview Examples/high-fear.json --no-record
        echo quit | plumbline interview --save patient.json
      """)

  @Argument(
    help: ArgumentHelp("A profile to begin from (not -: answers are read there).", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Keep the profile in this file after every answer; if it exists, continue from it.",
      valueName: "file"), completion: .file())
  var save: String?

  @OptionGroup(title: "Record in FHIR") var record: RecordOptions
  @OptionGroup(title: "Answer") var answering: AnsweringOptions
  @OptionGroup(title: "Packs in force") var packs: PacksInForce
  @OptionGroup(title: "Record of the answer") var recording: RecordingOptions

  func validate() throws {
    if record.patient != nil {
      throw ValidationError(
        "--patient reads from standard input, where an interview's answers come from; choose the patient with `plumbline profile`"
      )
    }
    if file == "-" {
      throw ValidationError("answers are read from standard input; give the profile as a file")
    }
  }

  func run() throws {
    try reporting {
      try recording.expectPerson()
      if let save { try Irreplaceable.spare(save) }
      let refusing = answering.refusing(recording)
      let start = save.flatMap { SavedProfile.exists($0) ? $0 : nil } ?? file
      return try refusing.deciding(packs, on: start.map { ProfileSource(file: $0, record: record) }) {
        evaluator in
        let begun = try start.map {
          try refusing.profile(ProfileSource(file: $0, record: record), evaluator)
        }
        return try talk(
          evaluator,
          from: begun ?? ReadPatient(profile: Profile(vocabulary: evaluator.vocabulary, asOf: answering.day)))
      }
    }
  }

  private func talk(_ evaluator: JointEvaluator, from begun: ReadPatient) throws -> ExitCode {
    let spoken = answering.speaking.view(of: evaluator)?.evaluator ?? evaluator
    var talk = Conversation(
      Interview(spoken, from: begun.profile), asOf: answering.day,
      attended: isatty(STDIN_FILENO) == 1 ? Conversation.Attended(askedBy: recording.by) : nil,
      say: Output.status, hear: TypedLine.next)
    let ending: Conversation.Ending
    do {
      ending = try talk.run { profile in
        if let save { try SavedProfile.write(profile, evaluator.vocabulary, to: save) }
      }
    } catch let failure as Conversation.Failure {
      throw Fault(.internal, failure.description)
    }
    switch ending {
    case .quit:
      Output.status(talk.leaving(savedIn: save))
      return .success
    case .complete, .answered, .inputEnded:
      var patient = begun
      patient.profile = talk.interview.profile
      return try answering.answer(evaluator, patient, recording)
    }
  }
}

/// The lines that are typed on standard input.
private enum TypedLine {
  private static let longest = 4096

  /// Returns a line without its end; nil at the end of the input. A line longer than any answer is cut.
  static func next() -> String? {
    var bytes: [UInt8] = []
    var hasAny = false
    while true {
      let byte = getchar()
      if byte == EOF { return hasAny ? String(decoding: bytes, as: UTF8.self) : nil }
      hasAny = true
      if byte == 10 { return String(decoding: bytes, as: UTF8.self) }
      if bytes.count < longest { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    }
  }
}
