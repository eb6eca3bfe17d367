import Testing

@testable import PlumblineChecker

private let knee = "knee/pack.lua"

private let defects: [SeededDefect] = [
  SeededDefect("review-overdue", knee, "review_by = \"2028-01-10\"", "review_by = \"2026-11-19\""),
  SeededDefect("review-date-missing", knee, "review_by = \"2028-01-10\",", "", line: "pack \"knee\""),
  SeededDefect(
    "dates-out-of-order", knee, "released  = \"2026-01-10\",",
    "released  = \"2026-01-10\",\n  revised = \"2025-12-31\",", line: "revised"),
  SeededDefect(
    "dates-out-of-order", knee, "review_by = \"2028-01-10\"",
    "review_by = \"2027-01-10\", revised = \"2026-01-09\"", line: "revised"),
  SeededDefect("date-in-future", knee, "released  = \"2026-01-10\"", "released  = \"2026-11-21\""),
  SeededDefect(
    "source-attribute-missing", knee, "  funding   = \"The county\",\n", "", line: "pack \"knee\""),
  SeededDefect("source-attribute-missing", knee, "race = false, ", "", line: "pack \"knee\""),
  SeededDefect(
    "source-attribute-missing", knee, "developer = \"Knee clinic of the county hospital\",", "",
    line: "pack \"knee\""),
  SeededDefect(
    "use-denied", "red-flags/pack.lua", "date_of_birth = \"age in years\"", "date_of_birth = false"),
  SeededDefect(
    "requirement-missing", "red-flags/pack.lua", "  requires  = { [\"clinic-facts\"] = \"1.0\" },\n", "",
    line: "pack \"red-flags\""),
]

@Test(arguments: defects) func `a defect of the manifest is found on its line`(_ defect: SeededDefect) throws
{
  try defect.check()
}

@Test func `a review on the very day is not overdue, and the message names the day`() throws {
  let clinic = KneeClinic.clean
  #expect(try clinic.findings(asOf: "2028-01-10").isEmpty)
  let late = try clinic.findings(asOf: "2028-01-11")
  #expect(late.map(\.kind.code) == Array(repeating: "review-overdue", count: 3))
  #expect(late.last?.message == "pack 'red-flags' was to be reviewed by 2028-01-10")
}
