import Testing

@testable import PlumblineChecker

/// What is found of a gate for a start less than two weeks ago.
private func found(
  _ title: String, because: String = "Started.", when: String = "weeks_ago(drug.started_on) :below(2)"
) throws -> [String] {
  var clinic = KneeClinic.clean
  clinic.files["clinic-facts/pack.lua", default: ""] += """

    fact "drug.started_on" { type = "date", label = "Start of the drug", question = "When was the drug started?" }

    """
  let gate = """
    defer "early" {
      stage = "acute", title = "\(title)", because = "\(because)", action = "Wait.", sources = { "margaretten-2007" }, when = \(when),
    }

    exclude "children"
    """
  clinic = try clinic.replacing("exclude \"children\"", with: gate, in: "red-flags/pack.lua")
  return try clinic.findings().filter { $0.kind == StatedCutOffs.misstated }.map(\.message)
}

@Test(arguments: [
  "The drug was started less than 4 weeks ago", "Started less than two months ago",
  "Started more than 2 weeks ago",
  "The drug was started within 6 weeks", "Started within the last 3 weeks", "Started less than 20 days ago",
])
func `a date with another age than the condition's is found`(_ title: String) throws {
  #expect(try found(title).count == 1)
}

@Test(arguments: [
  "The drug was started less than 2 weeks ago", "Started less than two weeks ago",
  "Started within the last 2 weeks",
  "Started less than 14 days ago", "See the patient within 6 weeks", "Repeat what is more than 6 weeks old",
  "If it was started more than 6 weeks ago, go on", "Started 6 weeks ago", "Too early",
])
func `the age of the condition, or of something else, is left alone`(_ title: String) throws {
  #expect(try found(title) == [])
}

@Test func `days are compared to the day`() throws {
  let old = "days_ago(drug.started_on) :above(90)"
  #expect(try found("A start more than 90 days ago", when: old) == [])
  #expect(try found("A start at least 91 days ago", when: old) == [])
  #expect(try found("A start more than 3 months ago", when: old) == [])
  #expect(try found("A start more than 91 days ago", when: old).count == 1)
  #expect(try found("A start more than 90 weeks ago", when: old).count == 1)
  #expect(
    try found("Old", because: "Started {drug.started_on}, more than 60 days ago.", when: old).count == 1)
}
