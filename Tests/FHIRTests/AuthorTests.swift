import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import Testing

/// A no to a red flag counts only from a clinician, however the record names who gave it.
struct AuthorTests {
  private static let no = answers("q", ["red_flags.fracture": ["valueBoolean": false]])
  private static let contained: JSONValue = [
    ["resourceType": "Patient", "id": "me"], ["resourceType": "Practitioner", "id": "she"],
  ]

  @Test(
    arguments: [
      ["reference": "Practitioner/7"], ["reference": "PractitionerRole/7"],
      ["reference": "https://ehr.example/fhir/Practitioner/7/_history/2"],
      ["reference": "Practitioner?identifier=7"], ["reference": "#she"],
      ["type": "Practitioner", "identifier": ["value": "7"]], nil,
    ] as [JSONValue?])
  func `a clinician's no counts, and one that names nobody`(author: JSONValue?) throws {
    let response = author.map { Self.no.with(["author": $0, "contained": Self.contained]) } ?? Self.no
    #expect(try Chart(response).state("red_flags.fracture") == .no)
  }

  @Test(
    arguments: [
      ["reference": "Patient/p"], ["reference": "RelatedPerson/7"], ["reference": "Device/7"],
      ["reference": "Organization/7"], ["reference": "Patient?identifier=7"], ["reference": "#me"],
      ["reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"],
      ["type": "Patient", "identifier": ["value": "7"]],
      ["display": "somebody"],
    ] as [JSONValue])
  func `nobody else's does`(author: JSONValue) throws {
    let response = Self.no.with(["author": author, "contained": Self.contained])
    #expect(try Chart(response).state("red_flags.fracture") == .absent(.notAsked))
    #expect(try Chart(response).reason("q")?.contains("counts only from a clinician") == true)
    let source = Self.no.with(["source": author, "contained": Self.contained])
    #expect(try Chart(source).state("red_flags.fracture") == .absent(.notAsked))
    let yes = answers("q", ["red_flags.fracture": ["valueBoolean": true]]).with(["author": author])
    #expect(try Chart(yes).state("red_flags.fracture") == .yes)
  }

  @Test func `an Observation is given by its performers`() throws {
    let flag = observation("o", "x", nil, on: "2026-11-20").with([
      "code": code("red_flags.fracture", "urn:plumbline:fact"), "valueBoolean": false,
    ])
    #expect(try Chart(flag).state("red_flags.fracture") == .no)
    let byPatient = flag.with(["performer": [["reference": "Patient/p"]]])
    #expect(try Chart(byPatient).state("red_flags.fracture") == .absent(.notAsked))
    let byBoth = flag.with(["performer": [["reference": "Organization/1"], ["reference": "Practitioner/7"]]])
    #expect(try Chart(byBoth).state("red_flags.fracture") == .no)
  }
}
