import ArgumentParser
import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// How a patient's record is read: the options of all commands that take one patient.
struct RecordOptions: ParsableArguments {
  enum Form: String, ExpressibleByArgument, CaseIterable { case profile, fhir }

  @Option(help: "profile, or fhir for a record in FHIR R4 (default: by what it is).")
  var input: Form?

  @Option(
    help: ArgumentHelp(
      "Of a record of several patients, the one whose id or identifier stands on standard input: always -.",
      valueName: "-"))
  var patient: String?

  @Option(
    help: ArgumentHelp(
      "The time zone in which instants become days: +01:00, or Europe/Berlin (default: the machine's).",
      valueName: "zone"))
  var timeZone: Zone?

  /// Not from arguments: a record is recognised by what it is.
  static let byWhatItIs = RecordOptions(by: nil)

  init() {}
  private init(by form: Form?) { (input, patient, timeZone) = (form, nil, nil) }

  func validate() throws {
    if let patient, patient != "-" {
      throw ValidationError(
        "--patient takes only -, and the id on standard input: an id in an argument could be read by others")
    }
  }

  /// Whether a text is a record.
  func isRecord(_ text: [UInt8]) -> Bool { input.map { $0 == .fhir } ?? FHIRIntake.isFHIR(text) }

  /// Returns the text of a file; of a folder of a bulk export, the chosen patient's resources, a line each.
  func text(of path: String) throws(Fault) -> [UInt8] {
    guard BulkFiles.isFolder(path) else { return try Input.read(path, limit: FHIRIntake.limits.bytes) }
    guard patient != nil else {
      throw Fault(
        .badInput,
        "\(path) is a folder, as a bulk export leaves it: say whose resources to read by --patient -, with the id on standard input"
      )
    }
    let record = try BulkFiles(path: path).record(of: try Self.chosen())
    if record.isEmpty {
      throw Fault(.badInput, "no resource in \(path) is of the patient whose id stands on standard input")
    }
    return record
  }

  /// Reads a record by a vocabulary.
  func read(_ text: [UInt8], _ vocabulary: Vocabulary, asOf: Day) throws(Fault) -> Intake {
    let chosen = try patient.map { _ throws(Fault) in try Self.chosen() }
    do {
      return try FHIRIntake(vocabulary, asOf: asOf, zone: (timeZone ?? .machine).days).read(
        text, patient: chosen)
    } catch {
      throw Fault(.badInput, error.description)
    }
  }

  private static func chosen() throws(Fault) -> String { try id.get() }

  /// The line of standard input, which can be read once.
  private static let id = Result { () throws(Fault) in try readId() }

  private static func readId() throws(Fault) -> String {
    let text = String(decoding: try Input.read("-", limit: 1024), as: UTF8.self)
    let id = text.hasSuffix("\n") ? String(text.dropLast()) : text
    guard !id.isEmpty, id.utf8.count <= 200, !id.contains("\n") else {
      throw Fault(.badInput, "the text for --patient must be one line of 1 to 200 bytes: only the id")
    }
    return id
  }
}
