import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Resources a line, grouped by patient: lines that cannot be answered hide no stop.
struct GroupedLinesTests {
  private static func patient(_ id: String) -> String {
    #"{"resourceType":"Patient","id":"\#(id)","birthDate":"1980"}"#
  }

  private static func finding(_ patient: String, _ code: String) -> String {
    #"{"resourceType":"Condition","id":"c-\#(code)","subject":{"reference":"Patient/\#(patient)"},"onsetDateTime":"2026-11-20","#
      + #""clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"#
      + #""code":{"coding":[{"system":"http://snomed.info/sct","code":"\#(code)"}]}}"#
  }

  private static func refused(_ lines: String...) throws -> JSONValue {
    let result = Command.plumbline(
      [
        "cohort", "-", "--rules", Shipped.rules, "--as-of", "2026-11-20", "--time-zone", "UTC", "--rejects",
        "-",
      ], input: lines.joined(separator: "\n") + "\n")
    #expect(result.code == 65, "\(result.error)")
    let rows = try result.output.split(separator: "\n").map { try JSONReader.read(String($0)).value }
    return try #require(rows.first { $0["rejected"] != nil })
  }

  @Test func `a patient who comes again is refused with the line, which names the stops in what was read`()
    throws
  {
    let again = try Self.refused(
      Self.patient("p1"), Self.patient("p2"), Self.finding("p1", "192970008"), Self.patient("p3"))
    #expect(again["line"] == 3)
    #expect(again["stops"] == ["red-flags/cauda-equina"])
    let reason = again["rejected"]?.arrayValue?.first?["reason"]?.stringValue ?? ""
    #expect(reason.contains("its patient came before"))
    let harmless = try Self.refused(Self.patient("p1"), Self.patient("p2"), Self.finding("p1", "278860009"))
    #expect(harmless["line"] == 3 && harmless["stops"] == nil)
  }
}
