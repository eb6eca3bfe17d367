import PlumblineTestSupport
import Testing

/// Answering without JSON.
struct LineProfileCommandTests {
  private static let rules = ["--no-record", "--as-of", "2026-11-20", "--rules", Shipped.rules]
  private static let patient = """
    id = PT-7
    red_flags = none
    patient.age = 52
    pain.region = lower back
    pain.duration_weeks = 16 months
    pain.specific_cause = no
    surgery.spinal = no
    fear.tsk_17 = 44
    goal.primary = better function

    """

  @Test func `a patient in lines gets the answer of the same patient in JSON`() {
    let lines = Command.plumbline(["recommend", "-"] + Self.rules, input: Self.patient)
    #expect(lines.code == 0, "\(lines.error)")
    #expect(lines.output.contains("RECOMMEND  Exercise with pain education."))
    let json = """
      {"id":"PT-7","patient":{"age":52},"pain":{"region":"lumbar","duration_weeks":{"between":[69,73]},"specific_cause":false},
       "surgery":{"spinal":false},"fear":{"tsk_17":44},"goal":{"primary":"function"},
       "red_flags":{"cauda_equina":false,"progressive_motor_deficit":false,"fracture":false,"malignancy":false,"infection":false,"inflammatory":false},
       "answered_together":{"red_flags":{"read_back":false}}}
      """
    #expect(Command.plumbline(["recommend", "-"] + Self.rules, input: json).output == lines.output)
  }

  @Test func `facts as options come after the lines, and need no file`() {
    let stopped = Command.plumbline(
      ["recommend", "--set", "red_flags.infection=yes", "--exit-code"] + Self.rules)
    #expect(stopped.code == 10)
    let scratch = Scratch()
    scratch.write("p.txt", Self.patient)
    let more = Command.plumbline(
      ["recommend", "\(scratch.path)/p.txt", "--set", "cognition.pcs = 40"] + Self.rules)
    #expect(more.output.contains("RECOMMEND  Exercise with cognitive behavioural therapy."))
  }

  @Test func `a refusal of lines hides no red flag`() {
    let result = Command.plumbline(
      ["recommend", "-"] + Self.rules, input: "red_flags.infection = yes\npatient.age = old\nwhat is this\n")
    #expect(result.code == 21)
    #expect(result.output.contains("STOP  SAME DAY  Possible spinal infection"))
    #expect(result.error.contains("line 3: is no fact; write it like fear.tsk_17 = 44"))
    #expect(result.error.contains("patient.age: must be a whole number"))
  }

  @Test(arguments: [
    "red_flags.infection = no\nred_flags.infection = yes\n",
    "red_flags.infection = yes\nred_flags.infection = no\n",
  ])
  func `a red flag that is given twice is not lost`(text: String) {
    let result = Command.plumbline(["recommend", "-"] + Self.rules, input: text)
    #expect(result.code == 21)
    #expect(result.output.contains("STOP  SAME DAY  Possible spinal infection"))
    #expect(result.error.contains("red_flags.infection: is given twice, in lines 1 and 2"))
  }

  @Test(arguments: [
    "red_flags . infection = yes", "red_flags.infection: yes", "red_flags.infection yes",
    "red_flags.infection,yes",
  ])
  func `a line that is no fact loses no red flag that it names`(line: String) {
    let result = Command.plumbline(["recommend", "-"] + Self.rules, input: Self.patient + line + "\n")
    #expect(result.code == 21, "\(result.output)")
    #expect(result.output.contains("STOP  SAME DAY  Possible spinal infection"))
    #expect(result.error.contains("line 10: is no fact"))
  }

  @Test func `what is too large to be read is refused, never cut in silence`() {
    let long = String(repeating: "# abcdefghij\n", count: 100_000)
    for (text, code): (String, Int32) in [
      (Self.patient + long + "red_flags.infection = yes\n", 65), ("red_flags.fracture = yes\n" + long, 21),
      (Self.patient + "# " + String(repeating: "é", count: 600_000), 65),
    ] {
      let result = Command.plumbline(["recommend", "-"] + Self.rules, input: text)
      #expect(result.code == code)
      #expect(result.error.contains("is larger than 1048576 bytes, and what follows was not read"))
      #expect(!result.output.contains("RECOMMEND"))
    }
  }

  @Test(arguments: [
    (["--set", "id=4"], "--set id would show it"), (["--set", "fear.tsk_17"], "--set takes FACT=VALUE"),
    ([], "no profile; name a file"),
  ])
  func `what cannot be given as an option is refused`(options: [String], words: String) {
    let result = Command.plumbline(["recommend"] + options + Self.rules)
    #expect(result.code == 64)
    #expect(result.error.contains(words))
  }

  @Test func `a template asks for the red flags first, and as it is printed nothing in it is known`() {
    let template = Command.plumbline(["new", "profile", "--rules", Shipped.rules]).output
    #expect(
      template.firstRange(of: "# red_flags = none")!.lowerBound
        < template.firstRange(of: "# patient.age")!.lowerBound)
    #expect(template.contains("# pain.region = lower back | mid back | neck | elsewhere\n"))
    let empty = Command.plumbline(["recommend", "-"] + Self.rules, input: template)
    #expect(empty.output == Command.plumbline(["recommend", "-"] + Self.rules, input: "{}").output)
    let filled = template.replacing("# red_flags.infection = yes | no", with: "red_flags.infection = yes")
    #expect(
      Command.plumbline(["recommend", "-"] + Self.rules, input: filled).output.contains(
        "Possible spinal infection"))
  }
}
