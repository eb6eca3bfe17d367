import PlumblineJSON
import PlumblineTestSupport
import Testing

/// A cohort from a folder of FHIR bulk files: a file for each type of resource, in any order.
struct BulkFolderTests {
  /// A patient with two resources, of which one decides.
  private static func resources(_ id: String, intensity: Int, padding: Int = 0) -> [(
    file: String, line: String
  )] {
    let blanks = String(repeating: " ", count: padding)
    return [
      ("Patient", #"{"resourceType":"Patient","id":"\#(id)","birthDate":"1980"\#(blanks)}"#),
      (
        "Observation",
        #"{"resourceType":"Observation","id":"o-\#(id)","status":"final","subject":{"reference":"Patient/\#(id)"},"#
          + #""code":{"coding":[{"system":"http://loinc.org","code":"72514-3"}]},"effectiveDateTime":"2026-11-20","#
          + #""valueInteger":\#(intensity)\#(blanks)}"#
      ),
      (
        "Condition",
        #"{"resourceType":"Condition","id":"c-\#(id)","subject":{"reference":"https://a.example/fhir/Patient/\#(id)"},"#
          + #""clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"#
          + #""code":{"coding":[{"system":"http://snomed.info/sct","code":"278860009"}]}}"#
      ),
    ]
  }

  private static let ids = ["m", "b", "z", "a10", "a1", "c"]

  private static func write(_ scratch: borrowing Scratch, padding: Int = 0) {
    var files: [String: [String]] = [:]
    for (place, id) in ids.enumerated() {
      for (file, line) in resources(id, intensity: place, padding: padding) {
        files[file, default: []].append(line)
      }
    }
    // The files disagree about the order of patients, and one has no break at its end.
    scratch.write("in/Patient.ndjson", (files["Patient"] ?? []).joined(separator: "\n") + "\n\n")
    scratch.write("in/Observation.ndjson", (files["Observation"] ?? []).reversed().joined(separator: "\r\n"))
    scratch.write("in/Condition.000.ndjson", (files["Condition"] ?? []).joined(separator: "\n") + "\n")
    scratch.write("in/readme.txt", "no resource")
  }

  private static func run(_ path: String, _ more: [String] = []) -> Command.Result {
    Command.plumbline(
      ["cohort", path, "--rules", Shipped.rules, "--as-of", "2026-11-20", "--time-zone", "UTC"] + more)
  }

  /// The rows of Bundles that were put together by hand, in the order of the ids.
  private static func expected(padding: Int = 0) -> String {
    let bundles = ids.enumerated().sorted { $0.element < $1.element }.map { place, id in
      #"{"resourceType":"Bundle","type":"collection","entry":["#
        + resources(id, intensity: place, padding: padding).map { #"{"resource":\#($0.line)}"# }.joined(
          separator: ",") + "]}\n"
    }
    return Command.plumbline(
      ["cohort", "-", "--rules", Shipped.rules, "--as-of", "2026-11-20", "--time-zone", "UTC"],
      input: bundles.joined()
    ).output
  }

  private static func one(_ command: String, _ scratch: borrowing Scratch, patient: String?) -> Command.Result
  {
    Command.plumbline(
      [
        command, "\(scratch.path)/in", "--rules", Shipped.rules, "--as-of", "2026-11-20", "--time-zone",
        "UTC",
      ]
        + (patient == nil ? [] : ["--patient", "-"]), input: patient ?? "")
  }

  @Test(arguments: ["a10", "urn:example:file|4711", "4711"])
  func `one patient of a folder is read by id or identifier, from all files`(patient: String) throws {
    let scratch = Scratch()
    Self.write(scratch)
    scratch.write(
      "in/Patient.more.ndjson",
      #"{"resourceType":"Patient","id":"a10","birthDate":"1980","identifier":[{"system":"urn:example:file","value":"4711"}]}"#
    )
    let result = Self.one("profile", scratch, patient: patient)
    #expect(result.code == 0, "\(result.error)")
    // a10 is the fourth patient, whose pain is 3, and the only one whose resources are shown.
    #expect(result.output.contains("pain.intensity"))
    #expect(result.output.contains("Observation/o-a10"))
    for other in Self.ids where other != "a10" { #expect(!result.output.contains("o-\(other) ")) }
    #expect(Self.one("recommend", scratch, patient: patient).output.contains("Plumbline"))
  }

  private static func emergency(_ subject: String) -> String {
    #"{"resourceType":"Condition","id":"e","subject":\#(subject),"recordedDate":"2026-11-20","onsetDateTime":"2026-11-20","#
      + #""clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"#
      + #""code":{"coding":[{"system":"http://snomed.info/sct","code":"192970008"}]}}"#
  }

  /// Ways in which a resource names a patient: as its file of lines is read, so is the folder.
  @Test(arguments: [
    #"{"reference":"Patient/p2"}"#, #"{"identifier":{"system":"urn:h","value":"4712"}}"#,
    #"{"reference":"Patient?identifier=urn:h|4712"}"#,
    #"{"reference":"https://a.example/fhir/Patient/p2/_history/1"}"#,
    #"{"reference":"Device/p2"}"#, #"{"reference":"Patient/other"}"#,
  ])
  func `one patient of a folder is answered as the same lines in a file are`(subject: String) throws {
    let scratch = Scratch()
    let patient =
      #"{"resourceType":"Patient","id":"p2","birthDate":"1980","identifier":[{"system":"urn:h","value":"4712"}]}"#
    scratch.write("in/Patient.ndjson", patient + "\n")
    scratch.write("in/Condition.ndjson", Self.emergency(subject) + "\n")
    scratch.write("file.ndjson", patient + "\n" + Self.emergency(subject) + "\n")
    for wanted in ["p2", "4712", "urn:h|4712"] {
      let options = [
        "--rules", Shipped.rules, "--as-of", "2026-11-20", "--time-zone", "UTC", "--patient", "-",
        "--no-record",
      ]
      let folder = Command.plumbline(["recommend", "\(scratch.path)/in"] + options, input: wanted)
      let file = Command.plumbline(["recommend", "\(scratch.path)/file.ndjson"] + options, input: wanted)
      #expect(folder.output == file.output, "\(folder.error)\n\(file.error)")
      #expect(folder.code == file.code)
    }
  }

  @Test
  func `two patients with the wanted name are refused, and a cohort takes no patient from an identifier`() {
    let scratch = Scratch()
    scratch.write(
      "in/Patient.ndjson",
      #"{"resourceType":"Patient","id":"p1","identifier":[{"value":"4711"}]}"# + "\n"
        + #"{"resourceType":"Patient","id":"4711"}"# + "\n")
    let two = Self.one("recommend", scratch, patient: "4711")
    #expect(two.code == 65 && two.error.contains("2 patients"), "\(two.error)")
    scratch.write("in/Condition.ndjson", Self.emergency(#"{"identifier":{"value":"4711"}}"#) + "\n")
    let cohort = Self.run("\(scratch.path)/in")
    #expect(cohort.code == 65 && cohort.error.contains("Condition.ndjson, line 1"), "\(cohort.error)")
  }

  @Test func `a folder needs a patient, who must be in it, and lines that can be read`() throws {
    let scratch = Scratch()
    Self.write(scratch)
    let unnamed = Self.one("profile", scratch, patient: nil)
    #expect(unnamed.code == 65 && unnamed.error.contains("--patient -, with the id on standard input"))
    let absent = Self.one("recommend", scratch, patient: "nobody")
    #expect(absent.code == 65 && absent.error.contains("no resource in"))
    #expect(!absent.error.contains("nobody"))
    scratch.write("in/Goal.ndjson", "{")
    let broken = Self.one("recommend", scratch, patient: "a10")
    #expect(broken.code == 65 && broken.error.contains("Goal.ndjson, line 1"), "\(broken.error)")
  }

  @Test
  func `each patient gets the row of their whole record, in the order of ids, whatever the files' order`()
    throws
  {
    let scratch = Scratch()
    Self.write(scratch)
    let result = Self.run("\(scratch.path)/in")
    #expect(result.code == 0, "\(result.error)")
    #expect(result.output == Self.expected())
    let rows = try result.output.split(separator: "\n").map { try JSONReader.read(String($0)).value }
    #expect(rows.map { $0["profile"]?.stringValue } == Self.ids.sorted())
    #expect(rows.map { $0["line"]?.numberValue?.intValue } == Array(1...6))
  }

  @Test
  func `what does not fit into memory is sorted on disk, with the same rows, and nothing is left behind`()
    throws
  {
    let scratch = Scratch()
    Self.write(scratch, padding: 1_700_000)
    scratch.write("tmp/none", "")
    let result = Command.run(
      "/usr/bin/env",
      [
        "TMPDIR=\(scratch.path)/tmp", Command.plumbline, "cohort", "\(scratch.path)/in", "--rules",
        Shipped.rules,
        "--as-of", "2026-11-20", "--time-zone", "UTC",
      ])
    #expect(result.code == 0, "\(result.error)")
    #expect(result.output == Self.expected(padding: 1_700_000))
    #expect(Command.run("/bin/ls", ["-A", "\(scratch.path)/tmp"]).output == "none\n")
  }

  @Test func `resources that name no patient are counted and not used`() {
    let scratch = Scratch()
    Self.write(scratch)
    scratch.write("in/Organization.ndjson", #"{"resourceType":"Organization","id":"x"}"# + "\n")
    let result = Self.run("\(scratch.path)/in")
    #expect(result.output == Self.expected())
    #expect(
      result.error == "plumbline: \(scratch.path)/in: 1 resource names no patient and is not used\n"
        + notRecorded)
  }

  @Test
  func `a line that cannot be read could be anybody's, so the folder is refused and every such line named`() {
    let scratch = Scratch()
    Self.write(scratch)
    scratch.write(
      "in/Goal.ndjson",
      "{\"resourceType\":\"Goal\"\n{\"id\":\"Janssen\"}\n{\"resourceType\":\"Bundle\"}\n{\"resourceType\":\"Goal\",\"id\":\"a\",\"id\":\"Janssen\"}\n"
    )
    let result = Self.run("\(scratch.path)/in")
    #expect(result.code == 65)
    #expect(result.output.isEmpty)
    let lines = result.error.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(lines[0].hasSuffix("so nothing was answered; correct them, or remove them"))
    for (place, line) in lines.dropFirst().enumerated() {
      #expect(line.contains("Goal.ndjson, line \(place + 1): "), "\(line)")
    }
    #expect(!result.error.contains("Janssen"))
  }

  @Test func `a folder without bulk files, or one that is to be read as profiles, is refused`() {
    let scratch = Scratch()
    scratch.write("in/readme.txt", "no resource")
    #expect(
      Self.run("\(scratch.path)/in").error
        == "plumbline: \(scratch.path)/in is a folder without files that end in .ndjson or .ndjson.gz\n")
    Self.write(scratch)
    let result = Self.run("\(scratch.path)/in", ["--input", "ndjson"])
    #expect(result.code == 65)
    #expect(result.error.contains("leave out --input"))
  }
}
