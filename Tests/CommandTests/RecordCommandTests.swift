import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Commands that read a patient's record in FHIR.
struct RecordCommandTests {
  static let options = ["--rules", Shipped.rules, "--as-of", "2026-11-20"]
  static let record = "\(Shipped.examples)/fhir/record.json"

  private static func run(_ arguments: [String], input: String = "") -> Command.Result {
    Command.plumbline(arguments + options, input: input)
  }

  private static func json(_ text: String) throws -> JSONValue { try JSONReader.read(text).value }

  @Test func `profile shows the facts, where they came from, and what became of every resource`() throws {
    let result = Self.run(["profile", Self.record, "--format", "json", "--time-zone", "+01:00"])
    #expect(result.code == 0)
    let answer = try Self.json(result.output)
    #expect(answer["profile"]?["mood"]?["phq_9"] == 8)
    #expect(answer["profile"]?["pain"]?["duration_weeks"] == ["between": [46, 98]])
    #expect(answer["provenance"]?["mood.phq_9"]?["source"] == "Observation/phq-9")
    let report = try #require(answer["report"])
    #expect((report["used"]?.arrayValue?.count ?? 0) + (report["ignored"]?.arrayValue?.count ?? 0) == 8)
    let text = Self.run(["profile", Self.record])
    #expect(text.output.contains("too old for pain.intensity: it counts for 30 days"))
  }

  @Test func `recommend answers from a record, and its trace says where values came from`() throws {
    let result = Self.run(["recommend", Self.record, "--no-record", "--format", "json", "--time-zone", "UTC"])
    #expect(result.code == 0)
    let answer = try Self.json(result.output)
    #expect(answer["decision"] == "recommend")
    #expect(
      result.output.contains(
        #""origin":{"method":"observation","observed":"2026-11-12T09:30:00+01:00","source":"Observation/phq-9"}"#
      ))
  }

  @Test func `the full answer says where each value came from`() {
    let full = Self.run(["recommend", Self.record, "--no-record", "--full"])
    #expect(full.output.contains("From the record"))
    #expect(full.output.contains("- PHQ-9: observed 2026-11-12T09:30:00+01:00, Observation/phq-9"))
    #expect(
      !Self.run(["recommend", "\(Shipped.examples)/high-fear.json", "--no-record", "--full"]).output.contains(
        "From the record"))
  }

  @Test func `the profile of a record is answered as the record is`() throws {
    let profile = Self.run(["profile", Self.record, "--format", "profile"]).output
    let commands = ["recommend", "explain"]
    for command in commands {
      let more = command == "recommend" ? ["--no-record"] : []
      let ofRecord = Self.run([command, Self.record] + more)
      let ofProfile = Self.run([command, "-"] + more, input: profile)
      #expect(ofRecord.code == 0)
      #expect(ofRecord.output == ofProfile.output)
    }
  }

  @Test func `a record on standard input is recognised`() throws {
    let text = Command.contents(Self.record)
    #expect(Self.run(["recommend", "-", "--no-record"], input: text).output.contains("RECOMMEND"))
  }

  @Test func `of two patients one is chosen on standard input, never in an argument`() throws {
    let scratch = Scratch()
    let two =
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a","birthDate":"1990"}},"#
      + #"{"resource":{"resourceType":"Patient","id":"b","identifier":[{"value":"N-7"}],"birthDate":"1980"}}]}"#
    scratch.write("two.json", two)
    let file = "\(scratch.path)/two.json"
    let refused = Self.run(["profile", file])
    #expect(refused.code == 65)
    #expect(
      refused.error
        == "plumbline: the input is about 2 patients; choose one with --patient -, and write the id on standard input\n"
    )
    #expect(Self.run(["profile", file, "--patient", "-"], input: "a\n").output.contains("35 to 36"))
    #expect(Self.run(["profile", file, "--patient", "-"], input: "N-7").output.contains("45 to 46"))
    #expect(Self.run(["profile", file, "--patient", "-"], input: "nobody").code == 65)
    #expect(Self.run(["profile", file, "--patient", "a"]).code == 64)
  }

  @Test(arguments: [
    ("{\"resourceType\": \"Patient\"", "not FHIR R4"), ("{\"resourceType\": 5}", "resourceType"),
    ("{\"resourceType\": \"Patient\", \"id\": \"a\", \"id\": \"b\"}", "line 1"), ("nonsense", "no FHIR"),
    ("[]", "no FHIR"),
  ])
  func `what is no FHIR and no profile is refused, and nothing of it is repeated`(text: String, words: String)
  {
    let result = Self.run(["profile", "-"], input: text)
    #expect(result.code == 65)
    #expect(result.error.contains(words), "\(result.error)")
    for line in result.error.split(separator: "\n").prefix(1) {
      #expect(ErrorForm.faults(in: String(line.dropFirst("plumbline: ".count))).isEmpty, "\(line)")
    }
  }

  @Test func `a record that cannot be read is refused, and the refusal says that no stop was checked`() {
    let result = Self.run(["recommend", "-", "--no-record"], input: #"{"resourceType":"Bundle","entry":5}"#)
    #expect(result.code == 65)
    #expect(
      result.error.contains(
        "no stop was checked, because the record could not be read; assess red flags yourself"))
    #expect(result.error.contains("Bundle.entry is a number, not a list"))
  }

  @Test func `of a patient who has died nothing is recommended`() {
    let text = #"{"resourceType":"Patient","id":"a","birthDate":"1990","deceasedBoolean":true}"#
    let result = Self.run(["recommend", "-", "--no-record"], input: text)
    #expect(result.code == 65)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("has died, so nothing is recommended"))
  }

  @Test func `a contradiction refuses the recommendation, and not the stop`() {
    func item(_ id: String, _ value: Int) -> String {
      #"{"resource":{"resourceType":"Observation","id":"\#(id)","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"44260-8"}]},"#
        + #""subject":{"reference":"Patient/a"},"effectiveDateTime":"2026-11-20","valueInteger":\#(value)}}"#
    }
    let text =
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a","birthDate":"1990"}},"#
      + item("x", 0) + "," + item("y", 3) + "]}"
    let result = Self.run(["recommend", "-", "--no-record"], input: text)
    #expect(result.code == 21)
    #expect(result.output.contains("Possible suicide risk"))
    #expect(result.error.contains("resources of the record contradict each other"))
    #expect(!result.output.contains("RECOMMEND "))
  }

  @Test func `a cohort of Bundles, or of resources grouped by patient, has the rows of its records`() throws {
    let bundle = try Self.json(Command.contents(Self.record))
    let resources = (bundle["entry"]?.arrayValue ?? []).compactMap { $0["resource"]?.canonicalText }
    let one = Self.run(["cohort", "-"], input: bundle.canonicalText + "\n")
    #expect(one.code == 0)
    #expect(one.output.contains(#""decision":"recommend""#))
    let patient = #"{"resourceType":"Patient","id":"other","birthDate":"1990"}"#
    let grouped = Self.run(
      ["cohort", "-", "--rejects", "-"],
      input: (resources + [patient] + [resources[0]]).joined(separator: "\n"))
    #expect(grouped.code == 65)
    let rows = grouped.output.split(separator: "\n").map(String.init)
    #expect(rows.count == 3)
    #expect(try Self.json(rows[0])["decision"] == "recommend")
    #expect(try Self.json(rows[0])["line"] == 1)
    #expect(try Self.json(rows[1])["line"] == 9)
    #expect(rows[2].contains("the lines are not grouped by patient") && rows[2].contains(#""line":10"#))
  }

  @Test func `an interview begins from a record and asks what it leaves open`() {
    let result = Self.run(["interview", Self.record, "--no-record"], input: "quit\n")
    #expect(result.code == 0)
    #expect(!result.error.contains("saddle"))
  }

  @Test(arguments: ["questionnaires", "plan"])
  func `questionnaires and plans are exported as one Bundle`(what: String) throws {
    let result = Command.plumbline(["fhir", what, "--rules", Shipped.rules])
    #expect(result.code == 0)
    #expect(try Self.json(result.output)["entry"]?.arrayValue?.isEmpty == false)
  }
}

/// What the ledger keeps of a record.
extension RecordCommandTests {
  @Test func `the record of an answer keeps the intake report, and replays`() throws {
    let scratch = Scratch()
    let ledger = ["--ledger", "\(scratch.path)/ledger.db"]
    #expect(Command.plumbline(["recommend", Self.record] + Self.options + ledger).code == 0)
    let shown = Command.plumbline(["audit", "show", "0", "--format", "json"] + ledger)
    #expect(shown.output.contains(#""resource":"Observation/pain-in-march""#))
    #expect(shown.output.contains(#""provenance""#))
    #expect(Command.plumbline(["audit", "replay", "0"] + ledger).code == 0)
  }

  @Test func `under a pseudonym no resource is named`() throws {
    let scratch = Scratch()
    let ledger = ["--ledger", "\(scratch.path)/ledger.db"]
    let answer = Command.plumbline(
      ["recommend", Self.record, "--pseudonymise", "--format", "json"] + Self.options + ledger)
    #expect(answer.code == 0)
    let shown = Command.plumbline(["audit", "show", "0", "--format", "json"] + ledger)
    for text in [answer.output, shown.output] {
      #expect(text.contains(#""observed""#))
      #expect(!text.contains("Observation/"))
      #expect(!text.contains("EX-09"))
    }
    #expect(Command.plumbline(["audit", "replay", "0"] + ledger).code == 0)
  }
}

extension RecordCommandTests {
  @Test func `a cohort refuses a record that contradicts itself about a stop, and says so`() {
    func item(_ id: String, _ value: Int) -> String {
      #"{"resource":{"resourceType":"Observation","id":"\#(id)","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"44260-8"}]},"#
        + #""subject":{"reference":"Patient/a"},"effectiveDateTime":"2026-11-20","valueInteger":\#(value)}}"#
    }
    let text = #"{"resourceType":"Bundle","entry":["# + item("x", 0) + "," + item("y", 3) + "]}"
    let result = Command.plumbline(["cohort", "-", "--rejects", "-"] + Self.options, input: text + "\n")
    #expect(result.code == 65)
    #expect(result.output.contains("by one side of it a stop is true; assess the patient"))
  }
}

/// What an answer says of the record that it was read from.
extension RecordCommandTests {
  /// A diagnosis that is not confirmed, and two totals of one instant.
  private static let doubtful = #"""
    {"resourceType":"Bundle","entry":[
    {"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/a"},
    "code":{"coding":[{"system":"http://snomed.info/sct","code":"192970008"}]},
    "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
    "verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"provisional"}]}}},
    {"resource":{"resourceType":"Observation","id":"x","status":"final","subject":{"reference":"Patient/a"},
    "code":{"coding":[{"system":"http://loinc.org","code":"44261-6"}]},"effectiveDateTime":"2026-11-20","valueInteger":6}},
    {"resource":{"resourceType":"Observation","id":"y","status":"final","subject":{"reference":"Patient/a"},
    "code":{"coding":[{"system":"http://loinc.org","code":"44261-6"}]},"effectiveDateTime":"2026-11-20","valueInteger":4}}]}
    """#

  @Test(arguments: ["text", "full", "markdown", "html", "letter", "letter-html"])
  func `an answer says what its record contradicts itself about, and which question it raises`(form: String)
    throws
  {
    let chosen = form == "full" ? ["--full"] : ["--format", form]
    let answer = Command.plumbline(
      ["recommend", "-", "--no-record"] + chosen + Self.options, input: Self.doubtful)
    #expect(answer.code == 0)
    let words = answer.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("The record contradicts itself: PHQ-9"), "\(words)")
    #expect(words.contains("The record raises a question: "))
  }

  @Test func `an answer that says so is recorded as it was printed, and replays`() {
    let scratch = Scratch()
    let ledger = ["--ledger", "\(scratch.path)/ledger.db"]
    let answer = Command.plumbline(["recommend", "-"] + Self.options + ledger, input: Self.doubtful)
    #expect(answer.code == 0)
    #expect(Command.plumbline(["audit", "replay", "0"] + ledger).code == 0)
    #expect(Command.plumbline(["audit", "verify"] + ledger).code == 0)
  }
}
