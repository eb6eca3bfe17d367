import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import Testing

/// Silence is never a no, and a reason for having no value is passed on.
struct AbsenceTests {
  @Test(arguments: [
    Chart(), Chart(condition("c", code("192970008", snomed), clinical: "resolved")),
    Chart(condition("c", code("192970008", snomed), verified: "refuted")),
    Chart(condition("c", code("192970008", snomed), verified: "entered-in-error")),
    Chart(condition("c", code("192970008", snomed)).with(["abatementDateTime": "2026-10-01"])),
    Chart(procedure("r", "387731002", status: "not-done")),
    Chart(procedure("r", "387731002", status: "entered-in-error")),
    Chart(procedure("r", "387731002", status: "preparation")),
  ])
  func `what is absent, refuted, resolved or not done leaves every flag, and surgery, unknown`(chart: Chart)
    throws
  {
    let profile = try chart.intake().profile
    for (index, fact) in Chart.vocabulary.facts.enumerated() {
      let isNo = profile[index] == .no || profile[index] == .number(0)
      #expect(!isNo, "\(fact.name)")
      if fact.name.hasPrefix("red_flags.") || fact.name.hasPrefix("surgery.") {
        #expect(!profile.isGiven(index), "\(fact.name)")
      }
    }
  }

  @Test func `a no comes from an answered question of this day`() throws {
    #expect(
      try Chart(answers("q", ["red_flags.fracture": ["valueBoolean": false]])).state("red_flags.fracture")
        == .no)
    let earlier = Chart(
      answers("q", ["red_flags.fracture": ["valueBoolean": false]], on: "2026-11-19T23:00:00Z"))
    #expect(try earlier.state("red_flags.fracture") == .absent(.stale))
  }

  @Test func `a no to a red flag counts only from a clinician, a yes from anybody`() throws {
    let ofPatient: (Bool) -> JSONValue = {
      answers("q", ["red_flags.fracture": ["valueBoolean": .bool($0)]]).with([
        "author": ["reference": "Patient/p"]
      ])
    }
    #expect(try Chart(ofPatient(false)).state("red_flags.fracture") == .absent(.notAsked))
    #expect(try Chart(ofPatient(true)).state("red_flags.fracture") == .yes)
  }

  @Test(arguments: [
    ("not-asked", Absence.notAsked), ("not-performed", .notAsked), ("asked-declined", .askedDeclined),
    ("not-applicable", .notApplicable), ("unknown", .unknown), ("asked-unknown", .unknown),
    ("temp-unknown", .unknown),
    ("masked", .unknown), ("unsupported", .unknown), ("as-text", .unknown), ("error", .unknown),
    ("not-a-number", .unknown),
    ("negative-infinity", .unknown), ("positive-infinity", .unknown), ("not-permitted", .unknown),
  ])
  func `each reason of FHIR is one of a profile, wherever it stands`(code: String, absence: Absence) throws {
    let reason = FHIRTests.code(code, "http://terminology.hl7.org/CodeSystem/data-absent-reason")
    let base = observation("o", "44261-6", nil)
    let ways: [JSONValue] = [
      base.with(["dataAbsentReason": reason]), base.with(["valueCodeableConcept": reason]),
      base.with([
        "_valueInteger": [
          "extension": [
            [
              "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": .string(code),
            ]
          ]
        ]
      ]),
    ]
    for way in ways {
      let chart = Chart(way)
      #expect(try chart.state("mood.phq_9") == .absent(absence))
      #expect(try chart.reason("o") == nil)
    }
  }

  @Test func `a reason does not take away a value`() throws {
    let declined = observation("d", "44261-6", nil, on: "2026-11-19").with([
      "dataAbsentReason": code("asked-declined", "http://terminology.hl7.org/CodeSystem/data-absent-reason")
    ])
    #expect(try Chart(observation("o", "44261-6", 12), declined).state("mood.phq_9") == .number(12))
  }

  @Test func `a declined item 9 is declined, not unanswered`() throws {
    let declined = observation("o", "44260-8", nil, on: "2026-11-20").with([
      "dataAbsentReason": code("asked-declined", "http://terminology.hl7.org/CodeSystem/data-absent-reason")
    ])
    #expect(try Chart(declined).state("mood.phq_9_item_9") == .absent(.askedDeclined))
  }

  @Test func `a birth date that is withheld is a reason`() throws {
    var chart = Chart(hasPatient: false)
    chart.resources = [
      Chart.patient.with([
        "birthDate": .null,
        "_birthDate": [
          "extension": [
            ["url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"]
          ]
        ],
      ])
    ]
    #expect(try chart.state("patient.age") == .absent(.unknown))
  }
}

extension AbsenceTests {
  @Test func `an answer may say why there is none`() throws {
    let declined: JSONValue = [
      "valueCoding": [
        "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "asked-declined",
      ]
    ]
    let item = Chart(answers("q", ["/44260-8": declined], to: "http://x"))
    #expect(try item.state("mood.phq_9_item_9") == .absent(.askedDeclined))
    #expect(try item.reason("q") == nil)
    let fact = Chart(answers("q", ["mood.suicide_enquiry": declined]))
    #expect(try fact.state("mood.suicide_enquiry") == .absent(.askedDeclined))
  }

  @Test(arguments: [("Y", FactState.yes), ("N", .no), ("X", .absent(.notAsked))])
  func `a yes or no may be HL7's code`(letter: String, state: FactState) throws {
    let answer: JSONValue = [
      "valueCoding": ["system": "http://terminology.hl7.org/CodeSystem/v2-0136", "code": .string(letter)]
    ]
    #expect(try Chart(answers("q", ["surgery.spinal": answer])).state("surgery.spinal") == state)
  }
}
