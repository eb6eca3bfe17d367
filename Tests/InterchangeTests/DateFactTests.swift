import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

/// Facts that are dates: rules compare their age on the day of the answer.
struct DateFactTests {
  private static let date = """
    fact "surgery.date" { type = "date", label = "Operation", question = "When was the operation?" }

    """

  private static func truth(_ when: String, _ date: String, asOf: Day = FactClinic.today) throws -> Truth? {
    try FactClinic(Self.date, when: when).truth(#"{"surgery": {"date": \#(date)}}"#, asOf: asOf)
  }

  @Test(arguments: [
    ("weeks_ago(surgery.date) :at_least(6)", #""2026-10-09""#, Truth.true),
    ("weeks_ago(surgery.date) :at_least(6)", #""2026-10-10""#, .false),
    ("weeks_ago(surgery.date) :below(6)", #""2026-10-10""#, .true),
    ("days_ago(surgery.date) :at_most(0)", #""2026-11-20""#, .true),
    ("days_ago(surgery.date) :between(1, 3)", #""2026-11-17""#, .true),
    ("days_ago(surgery.date) :above(3)", #""2026-11-17""#, .false),
    ("weeks_ago(surgery.date) :at_least(6)", #""2026-10""#, .unknown),
    ("weeks_ago(surgery.date) :at_least(6)", #""2026-09""#, .true),
    ("weeks_ago(surgery.date) :at_least(6)", #""2026-11""#, .false),
    ("weeks_ago(surgery.date) :at_least(6)", #""2025""#, .true),
    ("weeks_ago(surgery.date) :at_least(6)", #""2026""#, .unknown),
    ("weeks_ago(surgery.date) :at_least(6)", #"{"days_ago": 42}"#, .true),
    ("weeks_ago(surgery.date) :at_least(6)", #"{"days_ago": {"at_least": 42}}"#, .true),
    ("weeks_ago(surgery.date) :at_least(6)", #"{"days_ago": {"at_most": 42}}"#, .unknown),
    ("weeks_ago(surgery.date) :at_least(6)", #"{"absent": "unknown"}"#, .unknown),
  ])
  func `the age of a date is counted on the day of the answer`(when: String, date: String, expected: Truth)
    throws
  {
    #expect(try Self.truth(when, date) == expected)
  }

  @Test func `another day gives another answer to the same profile`() throws {
    let when = "weeks_ago(surgery.date) :at_least(6)"
    #expect(try Self.truth(when, #""2026-10-10""#, asOf: "2026-11-20") == .false)
    #expect(try Self.truth(when, #""2026-10-10""#, asOf: "2026-11-21") == .true)
  }

  @Test func `a month or a year is a range that begins and ends with its days`() throws {
    var chance = Seeded(Seeded.first)
    let clinic = try FactClinic(Self.date)
    func state(_ text: String) throws -> FactState? {
      try clinic.state("surgery.date", #"{"surgery": {"date": "\#(text)"}}"#)
    }
    for _ in 0..<200 {
      let (year, month) = (chance.below(118) + 1908, chance.below(12) + 1)
      let text = "\(year)-\(month < 10 ? "0" : "")\(month)"
      let days = (1...31).compactMap { Day(year: year, month: month, day: $0) }
      let ages = try days.map { try #require(try state($0.description)?.value) }
      guard case .within(.numbers(let low, let high))? = try state(text) else {
        Issue.record("\(text) is no range, seed \(chance.seed)")
        return
      }
      #expect(.number(low) == ages.last && .number(high) == ages.first, "\(text), seed \(chance.seed)")
      #expect(low >= 0)
    }
  }

  @Test(arguments: [
    (#""2026-11-21""#, "lies after the day of the answer"), (#""2027""#, "lies after the day of the answer"),
    (#""20.11.2026""#, "2026-03-02"), ("42", "2026-03-02"), (#""2026-02-30""#, "2026-03-02"),
    (#"{"between": ["2026-03-20", "2026-03-02"]}"#, "the earlier one first"),
    (#"{"between": ["2026-03"]}"#, "takes two days"),
    (#"{"days_ago": -1}"#, "a number of days from 0"), (#"{"weeks_ago": 3}"#, "2026-03-02"),
    (#"{"days_ago": {"at_least": -4}}"#, "a number of days from 0"),
  ])
  func `what is no day in the past is refused with the way to write it`(date: String, words: String) throws {
    let messages = try FactClinic(Self.date).problems(#"{"surgery": {"date": \#(date)}}"#)
    #expect(messages.count == 1 && messages[0].contains(words), "\(messages)")
    for message in messages { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test(arguments: [
    ("surgery.date :at_least(42)", "weeks_ago"),
    ("weeks_ago(surgery.date) :is(6)", "an age has no comparison 'is'"),
    ("weeks_ago(back.flag) :at_least(6)", "not a date"),
    ("weeks_ago(surgery.date) :at_least(0.5)", "whole numbers"),
    ("weeks_ago(surgery.dat) :at_least(6)", "surgery.dat"),
    ("weeks_ago :at_least(6)", "weeks_ago"),
  ])
  func `a comparison of a date that means nothing is refused`(when: String, words: String) {
    let found = FactClinic.problems(Self.date, when: when)
    #expect(found.contains { $0.contains(words) }, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test(arguments: ["2026", "2026-10", "2026-10-09"])
  func `a date is typed as it is written in a profile`(text: String) throws {
    let clinic = try FactClinic(Self.date)
    let typed = try ProfileReader(clinic.vocabulary, asOf: FactClinic.today).changing(
      try clinic.read("{}"), ["surgery.date=\(text)"])
    #expect(typed == (try clinic.read(#"{"surgery": {"date": "\#(text)"}}"#)))
  }

  @Test func `a date that lies too far back may be any day, where a profile is refused`() throws {
    var clinic = SmallClinic.plain("back")
    clinic.facts += Self.date
    clinic.stops += SmallClinic.stop("recent", "weeks_ago(surgery.date) :below(6)")
    let guideline = try GuidelineLoader.load(clinic.folders)
    let evaluator = Shipped.evaluator(guideline)
    let readings = ProfileReader(guideline.vocabulary, asOf: FactClinic.today).readings(
      of: Array(#"{"surgery": {"date": "0026-11-19"}}"#.utf8), for: evaluator.factsOfStops)
    let refusal = evaluator.refusal(.profile, readings, asOf: FactClinic.today, problems: [])
    #expect(refusal.possible.map(\.id) == ["back-stops/recent"])
  }

  @Test func `a profile that was saved says the same of a month when it is read later`() throws {
    let clinic = try FactClinic(Self.date)
    let profile = try clinic.read(#"{"surgery": {"date": "2026-11"}}"#)
    let written = ProfileJSON(clinic.vocabulary).value(profile).canonicalText
    #expect(written == #"{"surgery":{"date":{"between":["2026-11-01","2026-11-20"]}}}"#)
    #expect(
      try clinic.state("surgery.date", written, asOf: "2027-02-10") == .within(.numbers(low: 82, high: 101)))
  }

  @Test func `a date is written as it is read`() throws {
    let clinic = try FactClinic(Self.date)
    for text in [#""2026-10-09""#, #""2026-10""#, #""2024""#, #"{"days_ago": {"between": [3, 9]}}"#] {
      let profile = try clinic.read(#"{"surgery": {"date": \#(text)}}"#)
      let written = ProfileJSON(clinic.vocabulary).value(profile).canonicalText
      #expect(try clinic.read(written) == profile, "\(text): \(written)")
    }
  }
}
