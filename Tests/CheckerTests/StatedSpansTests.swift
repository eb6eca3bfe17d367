import Testing

@testable import PlumblineChecker

/// What is found of a gate for an eGFR from 20 to below 46 in adults under 50.
private func found(_ title: String, because: String = "Measured.") throws -> [String] {
  var clinic = KneeClinic.clean
  clinic.files["clinic-facts/pack.lua", default: ""] += """

    fact "kidney.egfr" { type = "integer", range = { 1, 150 }, unit = "mL/min/1.73 m2", label = "Latest eGFR", question = "eGFR?" }

    """
  let gate = """
    exclude "measured" {
      stage = "acute", title = "\(title)", because = "\(because)", action = "Wait.", sources = { "margaretten-2007" },
      when = all { kidney.egfr :at_least(20), kidney.egfr :below(46), person.age :between(18, 49) },
    }

    exclude "children"
    """
  clinic = try clinic.replacing("exclude \"children\"", with: gate, in: "red-flags/pack.lua")
  return try clinic.findings().filter { $0.kind == StatedCutOffs.misstated }.map(\.message)
}

@Test(arguments: [
  "eGFR from 25 to 45", "eGFR of 20 to 40", "eGFR between 25 and 45", "eGFR 25–45", "Latest eGFR 25-45",
  "eGFR of 25 to 45 mL/min/1.73 m2", "18 to 55 years with a low eGFR", "Age 18 to 39",
])
func `a range with another end than the condition's is found`(_ title: String) throws {
  #expect(try found(title).count == 1)
}

@Test(arguments: [
  "eGFR from 20 to 45", "eGFR of 20 to 46", "eGFR between 20 and 45", "eGFR 20–45", "eGFR 20 to 45",
  "eGFR 20-45 (in others 25-45 counts)", "18 to 49 years with a low eGFR", "Age 18 to 49",
  "Pain for 2 to 3 weeks",
  "In trials the eGFR was 25 to 60", "eGFR in 3 to 4 readings", "Pages 10 to 20",
])
func `the range of the condition, or of something else, is left alone`(_ title: String) throws {
  #expect(try found(title) == [])
}

@Test func `a range is found beside a value, too`() throws {
  #expect(try found("Measured", because: "eGFR is {kidney.egfr}, from 30 to 45.").count == 1)
  #expect(try found("Measured", because: "eGFR is {kidney.egfr}, from 20 to 45.") == [])
}
