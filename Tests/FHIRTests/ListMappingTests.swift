import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Codes of a record that stand for codes of a list.
struct ListMappingTests {
  private static func list(_ condition: String) -> String {
    """
    fact "care.diseases" {
      type = "set", codes = { "gout", "asthma" }, label = "Diseases", question = "Which diseases?",
      fhir = { max_age = "lasting", condition = { \(condition) } },
    }

    """
  }

  private static let mapped =
    #"{ system = "urn:example:disease", code = "A", display = "Asthma", confirmed = true, value = "asthma" }, "#
    + #"{ system = "urn:example:disease", code = "G?", display = "Swelling", confirmed = true, asks = true, value = "gout" }"#

  private func intake(_ code: String) throws -> (Intake, Vocabulary) {
    let vocabulary = try FactClinic(Self.list(Self.mapped)).vocabulary
    let condition: JSONValue = [
      "resourceType": "Condition", "id": "c", "subject": ["reference": "Patient/p"],
      "clinicalStatus": [
        "coding": [
          ["system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"]
        ]
      ],
      "code": ["coding": [["system": "urn:example:disease", "code": .string(code)]]],
    ]
    let chart = Chart(of: [condition])
    return (
      try FHIRIntake(vocabulary, asOf: Chart.asOf, zone: .utc).read(chart.bundle.canonical), vocabulary
    )
  }

  @Test func `a code stands for the code of the list that it names, and for no other`() throws {
    let (intake, vocabulary) = try intake("A")
    let asthma = try #require(vocabulary.index(of: "care.diseases.asthma"))
    let gout = try #require(vocabulary.index(of: "care.diseases.gout"))
    #expect(intake.profile[asthma].value == .boolean(true))
    #expect(intake.profile[gout].value == nil)
  }

  @Test func `a code that only asks raises the question about the code that it names`() throws {
    let (intake, vocabulary) = try intake("G?")
    for name in ["gout", "asthma"] {
      let index = try #require(vocabulary.index(of: "care.diseases.\(name)"))
      #expect(intake.profile[index].value == nil)
    }
    #expect(intake.report.cautions.map(\.fact) == ["care.diseases.gout"])
  }

  @Test(arguments: ["", "value = true", #"value = "Asthma""#, "asks = true"])
  func `a code that names no code of the list is refused`(value: String) {
    let code =
      #"{ system = "urn:example:disease", code = "A", display = "Asthma", confirmed = true, \#(value) }"#
    let found = FactClinic.problems(Self.list(code))
    #expect(found.contains { $0.contains("must be one of gout, asthma; write it") }, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }
}
