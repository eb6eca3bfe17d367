import PlumblineJSON
import PlumblineTestSupport
import Testing

/// The command as a person runs it: its output, its streams, and its exit codes.
struct RecommendCommandTests {
  private static let day = ["--as-of", "2026-11-20", "--rules", Shipped.rules, "--no-record"]

  private func recommend(_ file: String, _ more: String..., input: String = "") -> Command.Result {
    Command.plumbline(["recommend", file] + Self.day + more, input: input)
  }

  static let examples = [
    "acute", "after-fusion-off-work", "goal-pain", "high-fear", "little-known", "questionnaires", "red-flag",
    "work-fear-only",
  ]

  @Test(arguments: examples, ["text", "json", "markdown"])
  func `each example gives its expected answer, byte for byte`(name: String, format: String) {
    let result = recommend("\(Shipped.examples)/\(name).json", "--format", format)
    let ending = ["text": "txt", "json": "json", "markdown": "md"][format] ?? ""
    #expect(result.code == 0)
    #expect(result.error == "")
    #expect(result.output == Command.contents("\(Shipped.examples)/expected/\(name).\(ending)"))
  }

  @Test(arguments: examples)
  func `an answer fits a screen, and states its limits`(name: String) {
    let text = recommend("\(Shipped.examples)/\(name).json").output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 72, "\(lines.count) lines")
    #expect(lines.allSatisfy { $0.count <= 100 })
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("supports a clinician's judgement and does not replace assessment"))
    #expect(text.contains("Not recorded (--no-record)."))
  }

  @Test func `the JSON is canonical except for record_status and record, which come last`() throws {
    let line = recommend("\(Shipped.examples)/high-fear.json", "--format", "json").output
    let ending = ",\"record_status\":\"declined\",\"record\":null}\n"
    #expect(line.hasSuffix(ending))
    let body = String(line.dropLast(ending.count)) + "}"
    #expect(try JSONReader.read(body).value.canonicalText == body)
    let value = try JSONReader.read(line).value
    for member in [
      "schema", "profile", "as_of", "decision", "recommendations", "alerts", "conflicts", "missing", "trace",
      "guideline", "engine",
    ] {
      #expect(value[member] != nil, "\(member)")
    }
  }

  @Test func `the order of a profile's members never matters`() {
    let one = recommend(
      "-", "--format", "json",
      input: #"{"id":"A","patient":{"age":44},"pain":{"region":"lumbar","duration_weeks":60}}"#)
    let two = recommend(
      "-", "--format", "json",
      input: #"{"pain":{"duration_weeks":60,"region":"lumbar"},"patient":{"age":44},"id":"A"}"#)
    #expect(one.output == two.output)
    #expect(one.code == 0)
  }

  @Test(arguments: [
    ("high-fear", 0), ("red-flag", 10), ("acute", 12), ("little-known", 13),
  ])
  func `--exit-code maps the decision`(name: String, code: Int32) {
    #expect(recommend("\(Shipped.examples)/\(name).json", "--exit-code").code == code)
  }

  @Test func `a postponed decision has its own code`() {
    let recent = Command.contents("\(Shipped.examples)/after-fusion-off-work.json")
      .replacing(#/"weeks_since": *\d+/#, with: "\"weeks_since\": 8")
    let result = recommend("-", "--exit-code", input: recent)
    #expect(result.code == 11)
    #expect(result.output.contains("DEFER"))
  }

  @Test(arguments: [
    (
      "{\"fear\": {\"tsk17\": 40, \"tsk_11\": 99}}",
      ["fear.tsk17: unknown fact; did you mean 'fear.tsk_17'?", "fear.tsk_11: a number out of range"]
    ),
    ("not json", ["not a profile in JSON"]), ("", ["not a profile in JSON"]),
    ("\u{FEFF}{}", ["not a profile in JSON"]),
    ("{\"a\":1,\"a\":2}", ["was already given at line 1, column 2"]),
    (String(repeating: "[", count: 100_000), ["not a profile in JSON"]),
    ("{\"patient\": {\"age\": 1e400}}", ["not a profile in JSON", "no stop is true in what could be read"]),
    ("{\"id\": \"\\ud800\"}", ["not a profile in JSON"]),
  ])
  func `a profile that cannot be read ends with 65, every problem reported and nothing printed`(
    text: String, words: [String]
  ) {
    let result = recommend("-", input: text)
    #expect(result.code == 65)
    #expect(result.output == "")
    for word in words { #expect(result.error.contains(word), "\(result.error)") }
    #expect(result.error.contains("nothing was evaluated"))
  }

  @Test func `ten megabytes of anything are refused at once`() {
    let result = recommend("-", input: String(repeating: "x", count: 10_000_000))
    #expect(result.code == 65)
    #expect(result.output == "")
  }

  @Test func `values are shown only on request`() {
    let text = #"{"patient": {"age": 987}}"#
    #expect(!recommend("-", input: text).error.contains("987"))
    #expect(recommend("-", "--show-values", input: text).error.contains("987"))
  }

  @Test func `a missing file ends with 66, wrong usage with 64`() {
    #expect(recommend("/nowhere/profile.json").code == 66)
    #expect(
      Command.plumbline(["recommend", "-", "--no-record", "--rules", "/nowhere"], input: "{}").code == 66)
    #expect(Command.plumbline(["recommend"]).code == 64)
    #expect(
      Command.plumbline(["recommend", "-", "--no-record", "--as-of", "2026-02-30"], input: "{}").code == 64)
    #expect(Command.plumbline(["recommend", "-", "--no-record", "--format", "yaml"], input: "{}").code == 64)
    #expect(Command.plumbline(["frobnicate"]).code == 64)
  }

  @Test func `an answer that cannot be written ends with 74`() {
    let result = Command.run(
      "/bin/sh",
      [
        "-c",
        "\(Command.plumbline) recommend - --no-record --rules \(Shipped.rules) < \(Shipped.examples)/acute.json > /dev/full",
      ])
    #expect(result.code == 74)
    #expect(result.error.contains("cannot write the answer"))
  }

  @Test func `a reader that closes early makes the write fail, not crash`() {
    let script =
      "(\(Command.plumbline) recommend \(Shipped.examples)/high-fear.json --no-record --rules \(Shipped.rules); echo $? >&2) | :"
    #expect(Command.run("/bin/sh", ["-c", script]).error.contains("74"))
  }

  @Test func `a fact can be given in only one way`() {
    let text = #"{"red_flags": {"cauda_equina": true}, "red_flags.cauda_equina": false}"#
    let result = recommend("-", input: text)
    #expect(result.code == 21)
    #expect(result.error.contains("write the facts of a group inside it"))
  }

  @Test func `a million bytes of unknown names are refused in good time, and counted`() {
    let names = (0..<12_000).map { "\"an_unknown_name_that_is_quite_long_\($0)\": 1" }.joined(separator: ",")
    let result = recommend("-", input: "{\"fear\": {\(names)}}")
    #expect(result.code == 65)
    #expect(result.error.contains("and 11800 more problems"), "\(result.error.suffix(200))")
  }

  @Test func `a profile's text cannot reach the terminal as control characters or markup`() {
    let hostile = "{\"id\": \"\\u001b[2J\\u202e<script>*x*\\u0007\"}"
    let text = recommend("-", input: hostile)
    #expect(text.code == 0)
    #expect(
      !text.output.contains("\u{1B}") && !text.output.contains("\u{202E}") && !text.output.contains("\u{7}"))
    let markdown = recommend("-", "--format", "markdown", input: hostile)
    #expect(markdown.output.contains("\\<script\\>\\*x\\*"))
    #expect(!markdown.output.contains("\u{1B}"))
  }

  @Test func `plain output draws nothing`() {
    let text = recommend("\(Shipped.examples)/high-fear.json", "--plain").output
    #expect(!text.contains("●") && !text.contains("┊") && !text.contains("·"))
    #expect(text.contains("o"))
  }
}
