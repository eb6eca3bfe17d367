import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// A profile written as lines.
struct LineProfileTests {
  private static func lines(_ text: String) throws -> LineProfile {
    LineProfile(try Shipped.guideline().vocabulary, asOf: "2026-11-20")
  }

  private static func json(_ text: String) throws -> JSONValue {
    try JSONReader.read(try lines(text).json(of: Array(text.utf8))).value
  }

  private static func problems(_ text: String) throws -> [String] {
    let reader = try lines(text)
    do throws(ProfileFailure) {
      _ = try reader.read(Array(text.utf8))
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test(arguments: [
    ("fear.tsk_17 = 44", #"{"fear":{"tsk_17":44}}"#),
    ("fear.tsk_17=44 # high", #"{"fear":{"tsk_17":44}}"#),
    ("pain.duration = 16 months", #"{"pain":{"duration_weeks":{"between":[69,73]}}}"#),
    ("pain.duration = 16", #"{"pain":{"duration":"16"}}"#),
    ("surgery.spinal = No", #"{"surgery":{"spinal":false}}"#),
    ("pain.region = Lower back", #"{"pain":{"region":"lumbar"}}"#),
    ("pain.region = lumbar|thoracic", #"{"pain":{"region":{"one_of":["lumbar","thoracic"]}}}"#),
    ("mood.phq_9 = 10..14", #"{"mood":{"phq_9":{"between":[10,14]}}}"#),
    ("mood.suicide_enquiry = declined", #"{"mood":{"suicide_enquiry":{"absent":"asked-declined"}}}"#),
    ("mood.suicide_enquiry = not asked", #"{"mood":{"suicide_enquiry":{"absent":"not-asked"}}}"#),
    (#"instruments.tsk_11 = [1,2,3]"#, #"{"instruments":{"tsk_11":[1,2,3]}}"#),
    ("id = 0012\nnotes = says {a} = b", #"{"id":"0012","notes":"says {a} = b"}"#),
    ("# nothing is known\n\n", "{}"),
  ])
  func `a line is what JSON would say`(text: String, json: String) throws {
    #expect(try Self.json(text) == JSONReader.read(json).value)
  }

  @Test(arguments: [
    ("10 days", "1"), ("1 week", "1"), ("16 weeks", "16"), ("16 weken", "16"),
    ("16 maanden", #"{"between":[69,73]}"#), ("16 months", #"{"between":[69,73]}"#),
    ("3 months", #"{"between":[13,17]}"#), ("2 years", #"{"between":[104,156]}"#),
    ("0 months", #"{"between":[0,4]}"#), ("2.5 months", #"{"between":[10,13]}"#),
    ("2,5 months", #"{"between":[10,13]}"#), ("0,5 years", #"{"between":[26,52]}"#),
    ("0.25 years", #"{"between":[13,26]}"#), ("1 1/2 years", #"{"between":[78,104]}"#),
    ("1/2 year", #"{"between":[26,52]}"#),
    ("2.0 years", #"{"between":[104,156]}"#), ("2-3 months", #"{"between":[8,17]}"#),
    ("2 – 3 months", #"{"between":[8,17]}"#), ("2 to 3 months", #"{"between":[8,17]}"#),
    ("10-14 days", #"{"between":[1,2]}"#), ("2-3 weeks", #"{"between":[2,3]}"#), ("2.5 weeks", "2"),
    ("1.5-2 years", #"{"between":[78,156]}"#),
    ("2026-08-28", "12"), ("2026-08-29", "11"), ("2026-08", #"{"between":[11,15]}"#),
    ("2026-11", #"{"between":[0,2]}"#), ("since 2026-11", #"{"between":[0,2]}"#),
    ("since 2024", #"{"between":[98,150]}"#), ("2019 weeks", "2019"), ("1899", "1899"), ("2027", "2027"),
  ])
  func `a time in weeks may be coarse, and is then a range`(said: String, weeks: String) throws {
    #expect(
      try Self.json("pain.duration_weeks = \(said)")
        == JSONReader.read(#"{"pain":{"duration_weeks":\#(weeks)}}"#).value)
  }

  @Test(arguments: [
    "2.3 months", "1,500 weeks", "3-2 months", "2.5 days", "0.25 months", "half a year", "2-3-4 weeks",
    "-2 months", "1 1/3 years",
    "1.1/2 years", "years", "2 3 weeks",
  ])
  func `a time that could mean several things is refused with the forms that are read`(said: String) throws {
    for name in ["pain.duration_weeks", "pain.duration"] {
      #expect(
        try Self.problems("\(name) = \(said)") == [
          "\(name): is a time that cannot be read; write it like 10 days, 3 weeks, 16 months, 2.5 months, 1 1/2 years, 2-3 months, since 2019, or 2025-03-14"
        ])
    }
  }

  @Test(arguments: [
    ("42,5", "42.5"), ("42,25", "42.25"), ("40,5..42,5", #"{"between":[40.5,42.5]}"#), ("1,500", #""1,500""#),
    ("4,2,5", #""4,2,5""#),
    ("42.5", "42.5"), (",5", #"",5""#),
  ])
  func `a comma parts decimals, of a fact that has them, where it cannot part thousands`(
    said: String, value: String
  ) throws {
    #expect(
      try Self.json("disability.odi = \(said)") == JSONReader.read(#"{"disability":{"odi":\#(value)}}"#).value
    )
    #expect(try Self.json("mood.phq_9 = 2,5") == JSONReader.read(#"{"mood":{"phq_9":"2,5"}}"#).value)
  }

  @Test func `an unknown name that is not shown is reported by its line`() throws {
    let text =
      "# a\nred_flags = none\nJanssen_Piet = 3\n\nfear.tsk_17 = 44\nfear.Janssen_Piet = 4\nother.Piet = 1\nfear.tsk17 = 2"
    #expect(
      try Self.problems(text) == [
        "line 3: (a name that is not shown): unknown group or fact",
        "line 6: (a name that is not shown): unknown fact",
        "fear.tsk17: unknown fact; did you mean 'fear.tsk_17'?",
        "line 7: (a name that is not shown): unknown group or fact",
      ])
  }

  /// Every day of two years: the weeks of a month are exactly those that some day of it leaves.
  @Test func `the range of a number of months holds each time that is so many months`() throws {
    for months in [1, 3, 11, 12, 17] {
      let value = try Self.json("pain.duration_weeks = \(months) months")["pain"]?["duration_weeks"]
      let range = value?["between"]?.arrayValue?.compactMap { $0.numberValue?.intValue } ?? []
      let today: Day = "2026-11-20"
      var weeks: Set<Int> = []
      for days in 0..<800 {
        guard let day = today.before(days: days) else { continue }
        let whole = (today.year - day.year) * 12 + today.month - day.month - (day.day > today.day ? 1 : 0)
        if whole == months { weeks.insert(days / 7) }
      }
      #expect(range == [weeks.min() ?? -1, weeks.max() ?? -1], "\(months) months")
    }
  }

  @Test(arguments: [
    ("yes", true), ("Y", true), ("true", true), ("ja", true), ("J", true), ("no", false), ("N", false),
    ("false", false), ("Nee", false),
  ])
  func `yes and no may be typed in English or Dutch`(word: String, expected: Bool) throws {
    #expect(try Self.json("red_flags.infection = \(word)")["red_flags"]?["infection"] == .bool(expected))
  }

  @Test(arguments: [
    ("goal.primary = stay at work", "stay-at-work"), ("goal.primary = Stay-At-Work", "stay-at-work"),
    ("treatment.pain_education_tried = did not help", "did-not-help"),
  ])
  func `a code may be typed with blanks for its hyphens`(line: String, code: String) throws {
    #expect(try Self.json(line).canonicalText.contains(#":"\#(code)""#))
  }

  @Test func `none may be typed in Dutch`() throws {
    for word in ["geen", "no", "Nee"] {
      #expect(try Self.json("red_flags = \(word)") == Self.json("red_flags = none"))
    }
  }

  @Test func `a group of flags is answered together, and one of them by a line of its own`() throws {
    let all = try Self.json("red_flags = none")
    #expect(all["red_flags"]?.objectValue?.count == 6)
    #expect(all["answered_together"] == ["red_flags": ["read_back": false]])
    let unsure = try Self.json("red_flags = none\nred_flags.infection = unknown")
    #expect(unsure["red_flags"]?["infection"]?["absent"]?.stringValue == "unknown")
    #expect(unsure["red_flags"]?.objectValue?.count == 6)
    #expect(try !Self.problems("mood = none").isEmpty, "only a group of yes-or-no facts")
  }

  @Test(arguments: [
    ("fear.tsk_17 = 44\nfear is high", "line 2: is no fact; write it like fear.tsk_17 = 44"),
    ("fear.tsk17 = 44", "fear.tsk17: unknown fact; did you mean 'fear.tsk_17'?"),
    ("fear.tsk_17 = 440", "fear.tsk_17: a number out of range; it must be a whole number from 17 to 68"),
    ("fear.tsk_17 = 4\nfear.tsk_17 = 5", "fear.tsk_17: is given twice, in lines 1 and 2; keep one of them"),
    (
      "pain.duration_weeks = 2019",
      "pain.duration_weeks: looks like a year, and is in weeks: did you mean the year?"
    ),
    ("surgery.weeks_since = 1900", "surgery.weeks_since: looks like a year, and is in weeks"),
    ("pain = none", "pain: is a group of facts, and only yes-or-no facts are answered together"),
    (
      "red_flags = yes",
      "red_flags: is a group: answer all of it with none, or each fact on a line of its own"
    ),
    (
      "pain.duration_weeks = 16 moons",
      "pain.duration_weeks: must be a whole number from 0 to 5200 (wk), not a string"
    ),
  ])
  func `what is wrong is said by its fact or its line`(text: String, problem: String) throws {
    let found = try Self.problems(text)
    #expect(
      found.contains { $0.hasPrefix(problem) },
      "\(found)")
  }

  @Test func `a line that is not UTF-8 is named, and the red flag beside it is found all the same`() throws {
    let reader = try Self.lines("")
    let text =
      Array("pain.region = lumbar\nnotes = caf".utf8) + [0xE9] + Array("\nred_flags.infection = yes".utf8)
    let failure = #expect(throws: ProfileFailure.self) { try reader.read(text) }
    #expect(failure?.problems.first?.description.hasPrefix("line 2: is not text in UTF-8") == true)
    #expect(String(decoding: reader.json(of: text), as: UTF8.self).contains(#""infection":true"#))
  }

  @Test(arguments: [#"{"fear": {"tsk_17": 44}}"#, "", "nonsense", "[1] = 2"])
  func `JSON, and what is neither, is left as it is`(text: String) throws {
    #expect(try Self.lines(text).json(of: Array(text.utf8)) == Array(text.utf8))
  }
}
