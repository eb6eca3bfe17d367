import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Quantities of a record in other units.
struct UnitTests {
  private static let facts = """
    fact "lab.hba1c" { type = "integer", range = { 10, 200 }, unit = "mmol/mol", label = "HbA1c", question = "h?",
      converts = { { from = "%", times = 10.93, plus = -23.5, because = "NGSP and IFCC, master equation" } },
      fhir = { max_age = 90, observation = { { system = "LOINC", code = "4548-4", display = "HbA1c", confirmed = true } } } }
    fact "lab.results" { type = "series", range = { 10, 200 }, unit = "mmol/mol", label = "HbA1c results", question = "r?",
      converts = { { from = "%", times = 10.93, plus = -23.5, step = 1, because = "NGSP and IFCC, master equation" } } }
    fact "lab.latest" { type = "integer", range = { 10, 200 }, unit = "mmol/mol", label = "Latest HbA1c", question = "l?",
      from = { series = lab.results, take = "latest", within_weeks = 12 },
      fhir = { max_age = 84, observation = { { system = "LOINC", code = "17856-6", display = "HbA1c", confirmed = true } } } }

    """

  private func intake(
    _ value: ExactNumber, _ unit: String, _ name: String = "lab.hba1c", code: String = "4548-4"
  ) throws -> (Intake, Fact.Index) {
    let vocabulary = try FactClinic(Self.facts).vocabulary
    let observation: JSONValue = [
      "resourceType": "Observation", "id": "o", "status": "final", "subject": ["reference": "Patient/p"],
      "effectiveDateTime": "2026-11-18",
      "code": ["coding": [["system": "http://loinc.org", "code": .string(code)]]],
      "valueQuantity": [
        "value": .number(value), "system": "http://unitsofmeasure.org", "code": .string(unit),
      ],
    ]
    let intake = try FHIRIntake(vocabulary, asOf: Chart.asOf, zone: .utc).read(
      Chart(of: [observation]).bundle.canonical)
    return (intake, try #require(vocabulary.index(of: name)))
  }

  @Test func `a quantity in a declared unit is converted, and its origin says how`() throws {
    let (intake, fact) = try intake(try #require(ExactNumber("7.4")), "%")
    #expect(intake.profile[fact] == .known(.number(57)))
    #expect(intake.profile.origins[fact]?.given == "7.4 % × 10.93 − 23.5")
    #expect(intake.profile.origins[fact]?.observed == "2026-11-18")
  }

  @Test func `what is one of several readings takes their units, too`() throws {
    let (intake, fact) = try intake(try #require(ExactNumber("7.4")), "%", "lab.latest", code: "17856-6")
    #expect(intake.profile[fact] == .known(.number(57)))
    #expect(intake.profile.origins[fact]?.given == "7.4 % × 10.93 − 23.5")
  }

  @Test func `a quantity in the own unit is taken as it is`() throws {
    let (intake, fact) = try intake(57, "mmol/mol")
    #expect(intake.profile[fact] == .known(.number(57)))
    #expect(intake.profile.origins[fact]?.given == nil)
  }

  @Test(arguments: [
    ("7", "g/L", "its unit is not that of lab.hba1c, and no conversion is declared"),
    ("70", "%", "converted from %, a number that lab.hba1c cannot be"),
  ])
  func `another quantity is not used`(value: String, unit: String, reason: String) throws {
    let (intake, fact) = try intake(try #require(ExactNumber(value)), unit)
    #expect(intake.profile[fact].value == nil)
    #expect(intake.report.ignored.first { $0.resource == "Observation/o" }?.because == reason)
  }
}
