import ArgumentParser
import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineText

/// `plumbline profile`: a patient's record, as the guideline reads it.
struct ProfileCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, profile }

  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Show what is read from a patient's record, and why the rest is not.",
    discussion: """
      Reads FHIR R4 (a Bundle, a resource, or resources line by line, or a folder of a bulk export with --patient -) or a profile, and shows the facts with where each came from and \
      when it was observed; and for every resource, for which facts it was used or why it was not. Nothing is decided or recorded. \
      Documentation/FHIR.md.

      Examples:
        plumbline profile Examples/fhir/record.json --as-of 2026-11-20
        plumbline profile Examples/fhir/record.json --format profile
      """)

  @Argument(
    help: ArgumentHelp("The record, or - for standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help:
      "text, json (profile, provenance, report, conflicts, narrowed), or profile (alone, as recommend reads it)."
  )
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "The day of the answer, by which ages count (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @OptionGroup(title: "Record in FHIR") var record: RecordOptions
  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  @Flag(help: "ASCII only, no drawing characters, no bold.")
  var plain = false

  @Flag(help: "Show the values found in error messages. They are a patient's: take care who reads them.")
  var showValues = false

  func validate() throws {
    if file == "-", record.patient != nil {
      throw ValidationError("the id is read from standard input; give the record as a file")
    }
  }

  func run() throws {
    try reporting {
      let vocabulary = try packs.load().guidelines.vocabulary
      let text = try record.text(of: file)
      let intake = try read(text, vocabulary)
      switch format {
      case .json: try Output.answer(IntakeJSON(vocabulary).value(intake).canonicalLine)
      case .profile: try Output.answer(ProfileJSON(vocabulary).value(intake.profile).canonicalLine)
      case .text: try Output.answer(IntakeText(vocabulary, Output.style(isPlain: plain)).text(intake))
      }
      return .success
    }
  }

  private func read(_ text: [UInt8], _ vocabulary: Vocabulary) throws(Fault) -> Intake {
    let day = asOf ?? today()
    if record.isRecord(text) { return try record.read(text, vocabulary, asOf: day) }
    do {
      return Intake(try LineProfile(vocabulary, asOf: day).read(text))
    } catch {
      throw Fault(
        .badInput,
        error.words("the input is no FHIR, and cannot be read as a profile", showsValues: showValues))
    }
  }
}
