import Testing

@testable import PlumblineChecker

/// What is reported about the sources of a pack.
struct SourceTests {
  @Test(arguments: [
    ("https://doi.org/10.1000/example.2019", "write '10.1000/example.2019'"),
    ("doi:10.1000/example.2019", "write '10.1000/example.2019'"),
    ("PMC7654321", "write it as `10.`, a number, `/` and the rest"),
  ])
  func `a malformed DOI gets its own correction, never the DOI of another source`(doi: String, hint: String) {
    let findings = Frame.check(Examples.source(["doi": "\"\(doi)\","])).findings.filter {
      $0.kind.code == "doi-malformed"
    }
    #expect(findings.map(\.message) == ["`doi` of source 'guide-2019' is '\(doi)'; \(hint)"])
  }
}

/// Which codes can be codes of their systems: the real ones here are confirmed in the shipped vocabulary.
struct CodeFormTests {
  @Test(arguments: [
    ("LOINC", "72514-3"), ("LOINC", "44261-6"), ("LOINC", "LA6568-5"), ("SNOMED CT", "278860009"),
    ("SNOMED CT", "387731002"), ("SNOMED CT", "1121000119107"), ("ICD-10-CM", "M54.50"),
    ("ICD-10-CM", "M45.-"),
    ("ICD-10-CM", "M84.48X-"), ("ICD-10", "M54"), ("CPT", "63650"), ("RxNorm", "1049502"),
    ("v3-ObservationValue", "NotInLaborForce"),
  ])
  func `a code of its system's form is left alone`(system: String, code: String) {
    #expect(CodeForms.fault(of: code, in: system) == nil)
  }

  @Test(arguments: [
    ("LOINC", "72514-4", "its check digit would be 3"),
    ("LOINC", "725143", "it is to be digits, a hyphen and a check digit"),
    ("SNOMED CT", "278860008", "its last digit does not fit the others"),
    ("SNOMED CT", "12", "it is to be a number of 6 to 18 digits"),
    ("ICD-10-CM", "54.5", "it is to be a letter and two characters, then perhaps a stop and up to four more"),
    ("CPT", "6365", "it is to have five characters"), ("RxNorm", "A1", "it is to be a number"),
  ])
  func `a code that cannot be one of its system is found`(system: String, code: String, fault: String) {
    #expect(CodeForms.fault(of: code, in: system) == fault)
  }

  @Test
  func
    `every change of one digit of a SNOMED CT or LOINC code is found, and every swap of two neighbours in SNOMED CT`()
  {
    for (system, code) in [("SNOMED CT", "387731002"), ("LOINC", "72514-3")] {
      for place in code.indices where code[place].isNumber {
        for digit in "0123456789" where digit != code[place] {
          var changed = code
          changed.replaceSubrange(place...place, with: [digit])
          #expect(CodeForms.fault(of: changed, in: system) != nil, "\(changed)")
        }
      }
    }
    let digits = Array("387731002")
    for place in digits.indices.dropLast() where digits[place] != digits[place + 1] {
      var swapped = digits
      swapped.swapAt(place, place + 1)
      #expect(CodeForms.fault(of: String(swapped), in: "SNOMED CT") != nil, "\(String(swapped))")
    }
  }
}

/// Which codes of a fact stand twice.
struct RepeatedCodeTests {
  @Test(arguments: [
    ("procedure = { CODE, CODE }", 1), ("procedure = { CODE }", 0),
    ("condition = { CODE }, procedure = { CODE }", 0),
  ])
  func `a code is not to stand twice in one list of a fact`(lists: String, count: Int) {
    let code = #"{ system = "SNOMED CT", code = "387731002", display = "Laminectomy", confirmed = true }"#
    let found = Frame.check(
      .init(
        """
        fact "patient.operated" {
          type = "boolean", label = "Operated", question = "Was there an operation?",
          fhir = { max_age = "lasting", \(lists.replacing("CODE", with: code)) },
        }
        """,
        around: Examples.rule(["when": "patient.operated :is(true),", "because": "\"An operation.\","]),
        tests: Examples.test())
    ).findings.filter { $0.kind.code == "fhir-code-twice" }
    #expect(found.count == count, "\(found.map(\.message))")
  }
}
