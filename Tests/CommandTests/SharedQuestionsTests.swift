import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Questionnaires that stand apart from the patients who answered them: what was asked stands in them alone.
struct SharedQuestionsTests {
  private static func patient(_ id: String) -> String {
    #"{"resourceType":"Patient","id":"\#(id)","birthDate":"1980"}"#
  }

  /// An answer of 2 to item 9 of a PHQ-9, if one knows what `a7` asks: a stop.
  private static func response(_ id: String, to canonical: String = "http://clinic/form") -> String {
    #"{"resourceType":"QuestionnaireResponse","id":"r-\#(id)","status":"completed","subject":{"reference":"Patient/\#(id)"},"#
      + #""authored":"2026-11-20","questionnaire":"\#(canonical)","item":[{"linkId":"a7","answer":[{"valueInteger":2}]}]}"#
  }

  private static func questionnaire(
    code: String = "44260-8", version: String = "1", url: String = "http://clinic/form", padding: Int = 0
  ) -> String {
    #"{"resourceType":"Questionnaire","id":"q","url":"\#(url)","version":"\#(version)","status":"active","#
      + #""item":[{"linkId":"a7","code":[{"system":"http://loinc.org","code":"\#(code)"}]}]"#
      + String(repeating: " ", count: padding) + "}"
  }

  private static func rows(_ path: String) throws -> [JSONValue] {
    let result = Command.plumbline(
      [
        "cohort", path, "--rules", Shipped.rules, "--as-of", "2026-11-20", "--time-zone", "UTC", "--rejects",
        "-",
      ])
    return try result.output.split(separator: "\n").map { try JSONReader.read(String($0)).value }
  }

  /// By row: the decision, or the beginning of why it was refused.
  private static func said(_ rows: [JSONValue]) -> [String] {
    rows.map {
      $0["decision"]?.stringValue
        ?? String(($0["rejected"]?.arrayValue?.first?["reason"]?.stringValue ?? "").prefix(24))
    }
  }

  private static func lines(_ lines: String...) throws -> [JSONValue] {
    let scratch = Scratch()
    scratch.write("in.ndjson", lines.joined(separator: "\n") + "\n")
    return try rows("\(scratch.path)/in.ndjson")
  }

  @Test func `in a folder they are known to every patient, whatever the names of the files`() throws {
    let scratch = Scratch()
    scratch.write("in/Patient.ndjson", Self.patient("p1") + "\n" + Self.patient("p2") + "\n")
    scratch.write("in/A.ndjson", Self.response("p1") + "\n")
    scratch.write("in/Z.ndjson", Self.response("p2") + "\n")
    let without = try Self.rows("\(scratch.path)/in")
    #expect(Self.said(without) == ["need-data", "need-data"])
    scratch.write("in/M.ndjson", Self.questionnaire() + "\n")
    #expect(Self.said(try Self.rows("\(scratch.path)/in")) == ["stop", "stop"])
    let one = Command.plumbline(
      [
        "recommend", "\(scratch.path)/in", "--rules", Shipped.rules, "--as-of", "2026-11-20", "--no-record",
        "--patient", "-", "--exit-code",
      ], input: "p2")
    #expect(one.code == 10 && one.output.contains("STOP"), "\(one.output)\(one.error)")
  }

  @Test func `in lines they are known to every patient after them, and rows keep their lines`() throws {
    let first = try Self.lines(
      Self.questionnaire(), Self.patient("p1"), Self.response("p1"), Self.patient("p2"), Self.response("p2"))
    #expect(Self.said(first) == ["stop", "stop"])
    #expect(first.map { $0["line"]?.numberValue?.intValue } == [2, 4])
    let amid = try Self.lines(
      Self.patient("p1"), Self.response("p1"), Self.questionnaire(), Self.patient("p2"), Self.response("p2"))
    #expect(Self.said(amid) == ["stop", "stop"])
    #expect(amid.map { $0["line"]?.numberValue?.intValue } == [1, 4])
    let own = try Self.lines(
      Self.patient("p1"), Self.questionnaire(), Self.response("p1"), Self.patient("p2"), Self.questionnaire(),
      Self.response("p2"))
    #expect(Self.said(own) == ["stop", "stop"])
  }

  @Test func `one that comes after answers to it, which were read without it, is a fault`() throws {
    let late = try Self.lines(
      Self.patient("p1"), Self.response("p1"), Self.patient("p2"), Self.response("p2"), Self.questionnaire())
    // Whose lines it stands among is answered all the same: a refusal must hide no stop.
    #expect(Self.said(late) == ["need-data", "stop", "this Questionnaire comes"])
    #expect(late.map { $0["line"]?.numberValue?.intValue } == [1, 3, 5])
    let apart = try Self.lines(
      Self.patient("p1"), Self.response("p1"),
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":\#(Self.patient("p2"))}]}"#,
      Self.questionnaire(), Self.patient("p3"), Self.response("p3"))
    #expect(Self.said(apart) == ["need-data", "need-data", "this Questionnaire comes", "stop"])
    #expect(apart.map { $0["line"]?.numberValue?.intValue } == [1, 3, 4, 5])
    // Nobody before had answered it.
    let other = try Self.lines(
      Self.patient("p1"), Self.response("p1", to: "http://clinic/other"), Self.patient("p2"),
      Self.questionnaire(), Self.response("p2"))
    #expect(Self.said(other) == ["need-data", "stop"])
  }

  @Test func `of two versions a response takes the one that it names, wherever it stands`() throws {
    let (two, three) = (Self.questionnaire(version: "2"), Self.questionnaire(code: "44250-9", version: "3"))
    for (canonical, decision) in [("http://clinic/form|2", "stop"), ("http://clinic/form|3", "need-data")] {
      let apart = try Self.lines(two, three, Self.patient("p1"), Self.response("p1", to: canonical))
      #expect(Self.said(apart) == [decision])
      let beside = try Self.lines(two, Self.patient("p1"), three, Self.response("p1", to: canonical))
      #expect(Self.said(beside) == [decision])
    }
    // Without a version, the one that stands beside the answers.
    let own = try Self.lines(three, Self.patient("p1"), two, Self.response("p1"))
    #expect(Self.said(own) == ["stop"])
  }

  @Test func `the questions of several files together have a limit`() throws {
    let scratch = Scratch()
    scratch.write("in/Patient.ndjson", Self.patient("p1") + "\n")
    scratch.write(
      "in/Questionnaire.ndjson",
      Self.questionnaire(padding: 5 << 20) + "\n"
        + Self.questionnaire(url: "http://clinic/b", padding: 5 << 20)
        + "\n")
    let result = Command.plumbline(["cohort", "\(scratch.path)/in", "--rules", Shipped.rules])
    #expect(result.code == 65 && result.error.contains("Questionnaire.ndjson, line 2"), "\(result.error)")
  }
}
