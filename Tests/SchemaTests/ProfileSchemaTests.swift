import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineSchema
import PlumblineTestSupport
import Testing

/// The schema of profiles accepts what the strict reader accepts, but for what Documentation/Schemas.md lists.
@Suite(.enabled(if: Validation.python != nil, "needs Python with the package jsonschema"))
struct ProfileSchemaTests {
  private static let collections = """
    fact "patient.medicines" {
      type = "set", codes = { "nsaid", "doac", "warfarin" }, label = "Medicines", question = "Which medicines?",
      member_question = "Does the patient take {member}?",
    }
    fact "surgery.date" { type = "date", label = "Operation", question = "When was the operation?" }
    fact "bp.readings" { type = "series", range = { 50, 300 }, unit = "mm[Hg]", label = "Pressure", question = "Which pressures?" }
    fact "bp.latest" {
      type = "integer", range = { 0, 300 }, unit = "mm[Hg]", label = "latest", question = "latest?",
      from = { series = bp.readings, take = "latest" },
    }
    fact "share" { type = "decimal", range = { 0.5, 10.5 }, step = 0.2, label = "share", question = "Share?" }

    """

  private static func guidelines(_ name: String) throws -> Guidelines {
    switch name {
    case "shipped": try GuidelineLoader.guidelines(Shipped.folders())
    case "collections": Guidelines(try FactClinic(collections).guideline, of: [])
    default:
      try GuidelineLoader.guidelines(
        Shipped.folders()
          + ["hypertension", "osteoarthritis"].flatMap {
            try PackFolder.find(in: "\(Shipped.examples)/guidelines/\($0)")
          })
    }
  }

  /// What the reader refuses and a schema cannot: laws, the day of the answer, the order of two ends, what is said twice, lengths in bytes.
  private static let beyondSchemas = [
    "contradict each other", "cannot have a value", "cannot have this value", "a range without values",
    "the earlier one first", "lies after the day", "lies before the day", "years back", "given twice",
    "write the list alone", "names a code twice", "its items give", "another questionnaire gives",
    "its score is out of range", "its readings say", "gives a value of", "items are answered",
    "a visit of this day", "between the steps", "an absent fact is written", "cannot be read; write a value",
    "must be a string of at most", "is an object of texts", "with a name of at most",
    "could mean several", "in `between`", "an end of a range must be", "once it is converted",
    "many digits to be converted",
  ]

  private static func problems(_ text: String, _ guidelines: Guidelines) -> [String] {
    do {
      _ = try ProfileReader(guidelines.vocabulary, asOf: "2026-11-20").read(Array(text.utf8))
      return []
    } catch {
      return error.problems.map(\.message)
    }
  }

  @Test(arguments: ["shipped", "collections", "several"])
  func `drawn profiles are accepted or refused as by the strict reader`(name: String) throws {
    let guidelines = try Self.guidelines(name)
    let drawn = try Validation(.profile, guidelines).drawn(3_000, seed: Seeded.first)
    var counts = (accepted: 0, refused: 0)
    for (text, isValid) in drawn {
      let problems = Self.problems(text, guidelines)
      let hidden = problems.filter { problem in !Self.beyondSchemas.contains { problem.contains($0) } }
      if isValid {
        #expect(hidden.isEmpty, "the schema accepts \(text)")
      } else {
        #expect(!problems.isEmpty, "the schema refuses \(text)")
      }
      if problems.isEmpty { counts.accepted += 1 } else if !isValid { counts.refused += 1 }
    }
    #expect(counts.accepted > 800 && counts.refused > 300, "\(counts)")
  }

  @Test(arguments: [
    #"{"patient": {"age": 47}, "pain": {"region": "lumbar", "intensity": {"between": [3, 5]}}}"#,
    #"{"mood": {"phq_9_item_9": {"absent": "asked-declined"}}, "disability": {"odi": 20.01}}"#,
    #"{"instruments": {"start_back": [1, 0, 1, 1, 1, 1, 1, 0, 3], "odi": {"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": 1}}}"#,
    #"{"visits": [{"observed": "2026-03-02", "fear": {"tsk_17": 44}}], "goal": {"primary": {"one_of": ["function", "pain"]}}}"#,
    #"{"answered_together": {"red_flags": {"read_back": true, "asked_by": "Dr A"}}, "pain": null}"#,
    #"{"mood": {"phq_9": 11}, "provenance": {"mood.phq_9": {"source": "Observation/7", "observed": "2026-11-12"}}}"#,
    #"{"patient": {"age": 48.0}}"#,
  ])
  func `every form of a profile fits`(text: String) throws {
    let guidelines = try Self.guidelines("shipped")
    #expect(Self.problems(text, guidelines) == [])
    #expect(try Validation(.profile, guidelines).verdicts([text]) == ["valid"])
  }

  @Test(arguments: [
    #"{"patient": {"age": "47"}}"#, #"{"patient": {"age": 121}}"#, #"{"pain": {"regoin": "lumbar"}}"#,
    #"{"pain.intensity": 5}"#, #"{"pain": {"region": "lumber"}}"#, #"{"disability": {"odi": 20.005}}"#,
    #"{"work": {"status": {"absent": "dunno"}}}"#, #"{"instruments": {"tsk_17": [1, 2, 3]}}"#,
    #"{"visits": [{"observed": "2026-03-02", "red_flags": {"fracture": false}}]}"#,
    #"{"pain": {"intensity": {"at_least": 3, "of": 4}}}"#, #"{"extra": 1}"#,
  ])
  func `a mistake does not fit`(text: String) throws {
    let guidelines = try Self.guidelines("shipped")
    #expect(Self.problems(text, guidelines) != [])
    #expect(try Validation(.profile, guidelines).verdicts([text]) != ["valid"])
  }

  /// One for each row of the table in Documentation/Schemas.md.
  @Test(arguments: [
    #"{"mood": {"phq_9": 1, "phq_9_item_9": 3}}"#, #"{"pain": {"intensity": {"between": [5, 3]}}}"#,
    #"{"pain": {"intensity": {"at_least": 5, "at_most": 3}}}"#,
    #"{"mood": {"phq_9": {"value": 3, "absent": "stale"}}}"#,
    #"{"visits": [{"observed": "2027-03-02"}]}"#,
    #"{"visits": [{"observed": "2026-03-02"}, {"observed": "2026-03-02"}]}"#,
    #"{"instruments": {"odi": {"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": null}}}"#,
    #"{"fear": {"tsk_17": 17}, "instruments": {"tsk_17": [2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2]}}"#,
    #"{"id": ""# + String(repeating: "é", count: 150) + #""}"#,
  ])
  func `what a schema cannot say is left to the reader`(text: String) throws {
    let guidelines = try Self.guidelines("shipped")
    #expect(Self.problems(text, guidelines) != [])
    #expect(try Validation(.profile, guidelines).verdicts([text]) == ["valid"])
  }
}
