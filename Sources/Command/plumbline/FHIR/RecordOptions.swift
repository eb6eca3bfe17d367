import ArgumentParser
import Glibc
import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange

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
      valueName: "zone"),
    transform: ZoneArgument.parse)
  var timeZone: ZoneArgument?

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

  /// Reads a record by a vocabulary.
  func read(_ text: [UInt8], _ vocabulary: Vocabulary, asOf: Day) throws(Fault) -> Intake {
    let chosen = try patient.map { _ throws(Fault) in try Self.chosen() }
    do {
      return try FHIRIntake(vocabulary, asOf: asOf, zone: (timeZone ?? .machine).rule).read(
        text, patient: chosen)
    } catch {
      throw Fault(.badInput, error.description)
    }
  }

  private static func chosen() throws(Fault) -> String {
    let text = String(decoding: try Input.read("-", limit: 1024), as: UTF8.self)
    let id = text.hasSuffix("\n") ? String(text.dropLast()) : text
    guard !id.isEmpty, id.utf8.count <= 200, !id.contains("\n") else {
      throw Fault(.badInput, "the text for --patient must be one line of 1 to 200 bytes: only the id")
    }
    return id
  }
}

/// A time zone: a fixed distance from UTC, or one of the machine's database.
struct ZoneArgument: Sendable {
  let rule: TimeZoneRule

  /// That of the machine, or of TZ.
  static let machine = ZoneArgument(rule: TimeZoneRule(localSecondsAhead))

  static func parse(_ text: String) throws -> ZoneArgument {
    if ["Z", "UTC"].contains(text) { return ZoneArgument(rule: .utc) }
    let parts = text.dropFirst().split(separator: ":")
    if let sign = text.first, "+-".contains(sign), parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hours = Int(parts[0]), let minutes = Int(parts[1]), hours <= 14, minutes < 60
    {
      let ahead = (hours * 60 + minutes) * (sign == "-" ? -60 : 60)
      return ZoneArgument(rule: TimeZoneRule { _ in ahead })
    }
    let isName = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || "_/+-0123456789".utf8.contains(byte)
    }
    guard isName, access("/usr/share/zoneinfo/\(text)", R_OK) == 0 else {
      throw ValidationError("not a time zone; write it like +01:00 or Europe/Berlin")
    }
    setenv("TZ", text, 1)
    tzset()
    return .machine
  }

  private static func localSecondsAhead(_ seconds: Int) -> Int {
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    return Int(parts.tm_gmtoff)
  }
}
