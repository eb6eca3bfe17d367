import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Series of dated readings, and the facts that are taken from them.
struct SeriesTests {
  private static func fact(
    _ name: String, _ from: String, range: String = "{ 0, 300 }", unit: String = "mm[Hg]"
  )
    -> String
  {
    """
    fact "bp.\(name)" { type = "integer", range = \(range), \(unit.isEmpty ? "" : "unit = '\(unit)', ")label = "\(name)", question = "\(name)?",
      from = { series = bp.readings, \(from) } }

    """
  }

  private static let facts =
    """
    fact "bp.readings" { type = "series", range = { 50, 300 }, unit = "mm[Hg]", label = "Pressure", question = "Which pressures?" }

    """ + fact("latest", "take = 'latest', within_weeks = 12")
    + fact("highest", "take = 'highest', within_weeks = 12")
    + fact("lowest", "take = 'lowest'") + fact("change", "take = 'change'", range: "{ -250, 250 }")
    + fact("high", "take = 'count_at_least', value = 140, within_days = 84", range: "{ 0, 5 }", unit: "")
    + fact("both", "take = 'count_above', value = 139, last = 2", range: "{ 0, 2 }", unit: "")

  private static func profile(_ readings: [(Int, String)], complete: Bool) -> String {
    let list = readings.map { #"{"value": \#($0.0), "observed": "\#($0.1)"}"# }.joined(separator: ", ")
    return #"{"bp": {"readings": {"readings": [\#(list)], "complete": \#(complete)}}}"#
  }

  @Test(arguments: [
    ("bp.latest", FactState.known(.number(138))), ("bp.highest", .known(.number(152))),
    ("bp.lowest", .known(.number(130))), ("bp.change", .known(.number(8))), ("bp.high", .known(.number(2))),
    ("bp.both", .known(.number(1))),
  ])
  func `a complete series says what is taken from it`(fact: String, expected: FactState) throws {
    let readings = [(152, "2026-10-01"), (130, "2025-01-01"), (138, "2026-11-20"), (141, "2026-11-01")]
    #expect(try FactClinic(Self.facts).state(fact, Self.profile(readings, complete: true)) == expected)
  }

  @Test(arguments: [
    ("bp.latest", FactState.known(.number(138))), ("bp.highest", .within(.numbers(low: 141, high: 300))),
    ("bp.lowest", .within(.numbers(low: 0, high: 138))), ("bp.change", .absent(.unknown)),
    ("bp.high", .within(.numbers(low: 1, high: 5))), ("bp.both", .known(.number(1))),
  ])
  func `a series that may lack earlier readings says no more than it shows`(fact: String, expected: FactState)
    throws
  {
    let readings = [(141, "2026-11-01"), (138, "2026-11-20")]
    #expect(try FactClinic(Self.facts).state(fact, Self.profile(readings, complete: false)) == expected)
  }

  @Test(arguments: [
    ("bp.latest", FactState.absent(.stale)), ("bp.highest", .absent(.stale)), ("bp.high", .absent(.stale)),
    ("bp.lowest", .within(.numbers(low: 0, high: 160))),
  ])
  func `readings that are all too old are stale, which is not the same as none`(
    fact: String, expected: FactState
  )
    throws
  {
    let clinic = try FactClinic(Self.facts)
    #expect(try clinic.state(fact, Self.profile([(160, "2026-08-27")], complete: false)) == expected)
    #expect(try clinic.state(fact, #"{"bp": {"readings": []}}"#) == .absent(.notAsked))
  }

  @Test func `the window ends with its last day`() throws {
    let clinic = try FactClinic(Self.facts)
    for (day, state) in [("2026-08-28", FactState.known(.number(160))), ("2026-08-27", .absent(.stale))] {
      #expect(try clinic.state("bp.latest", Self.profile([(160, day)], complete: true)) == state)
    }
  }

  @Test(arguments: [
    ("bp.latest", FactState.within(.numbers(low: 120, high: 160))), ("bp.both", .known(.number(1))),
    ("bp.highest", .known(.number(170))), ("bp.change", .within(.numbers(low: -50, high: -10))),
  ])
  func `which of two readings of one day is the later is not known, whatever their order`(
    fact: String, expected: FactState
  ) throws {
    let clinic = try FactClinic(Self.facts)
    for day in [[160, 120], [120, 160]] {
      let readings = [(170, "2026-11-01")] + day.map { ($0, "2026-11-20") }
      #expect(try clinic.state(fact, Self.profile(readings, complete: true)) == expected)
    }
  }

  /// Every order of the readings of each day, tried one by one.
  @Test func `a change lies between what the orders of readings of one day give, and nowhere else`() throws {
    var chance = Seeded(Seeded.first)
    let clinic = try FactClinic(
      Self.facts + Self.fact("change3", "take = 'change', last = 3", range: "{ -250, 250 }"))
    func orders(_ items: [(day: Int, value: Int)]) -> [[(day: Int, value: Int)]] {
      if items.count < 2 { return [items] }
      return items.indices.flatMap { first in
        var rest = items
        let item = rest.remove(at: first)
        return orders(rest).map { [item] + $0 }
      }.filter { order in zip(order, order.dropFirst()).allSatisfy { $0.day <= $1.day } }
    }
    for _ in 0..<150 {
      let readings = (0..<(2 + chance.below(4))).map { _ in
        (day: chance.below(3), value: 100 + chance.below(20))
      }
      let shown = Self.profile(
        readings.map { ($0.value, FactClinic.today.before(days: $0.day)?.description ?? "") }, complete: true)
      for (name, last) in [("bp.change", readings.count), ("bp.change3", 3)] {
        let changes = orders(readings).map { order in
          let counted = order.prefix(last)
          return (counted.first?.value ?? 0) - (counted.last?.value ?? 0)
        }
        let (low, high) = (try #require(changes.min()), try #require(changes.max()))
        let expected: FactState =
          low == high
          ? .known(.number(ExactNumber(low)))
          : .within(.numbers(low: ExactNumber(low), high: ExactNumber(high)))
        #expect(try clinic.state(name, shown) == expected, "\(shown), seed \(chance.seed)")
      }
    }
  }

  @Test(arguments: [
    (#"{"between": [190, 205]}"#, "highest", 150, FactState.within(.numbers(low: 190, high: 205))),
    (#"{"at_most": 180}"#, "highest", 150, .within(.numbers(low: 150, high: 180))),
    (#"{"between": [140, 160]}"#, "latest", 150, .known(.number(150))),
  ])
  func `what a range and readings say together is known`(
    range: String, name: String, reading: Int, expected: FactState
  )
    throws
  {
    let text =
      #"{"bp": {"\#(name)": \#(range), "readings": [{"value": \#(reading), "observed": "2026-11-01"}]}}"#
    #expect(try FactClinic(Self.facts).state("bp.\(name)", text) == expected)
  }

  @Test func `a value beside readings is taken if they leave it possible`() throws {
    let clinic = try FactClinic(Self.facts)
    let text = #"{"bp": {"highest": 195, "readings": [{"value": 150, "observed": "2026-11-01"}]}}"#
    #expect(try clinic.state("bp.highest", text) == .known(.number(195)))
    #expect(try clinic.state("bp.latest", text) == .known(.number(150)))
  }

  /// Whatever earlier readings a list lacks, what it says before holds after they are found.
  @Test func `finding earlier readings takes back nothing that was known`() throws {
    var chance = Seeded(Seeded.first)
    let clinic = try FactClinic(Self.facts)
    let names = ["bp.latest", "bp.highest", "bp.lowest", "bp.change", "bp.high", "bp.both"]
    for _ in 0..<300 {
      var days = Set((0..<(1 + chance.below(6))).map { _ in chance.below(200) }).sorted(by: >)
      let all = days.map { (50 + chance.below(251), FactClinic.today.before(days: $0)?.description ?? "") }
      days = []
      // An earlier reading is one of an earlier day: those of one day are shown together, or not at all.
      let shown = Array(all.suffix(1 + chance.below(all.count)))
      let (some, every) = (Self.profile(shown, complete: false), Self.profile(all, complete: true))
      for name in names {
        let (before, after) = (try clinic.state(name, some), try clinic.state(name, every))
        switch (before, after) {
        case (.absent?, _): break
        case (.known(let value)?, .known(let later)?):
          #expect(value == later, "\(name) of \(some), then \(every); seed \(chance.seed)")
        case (.within(.numbers(let low, let high))?, .known(.number(let value))?):
          #expect(low <= value && value <= high, "\(name) of \(some), then \(every); seed \(chance.seed)")
        default:
          Issue.record("\(name) of \(some), then \(every): \(String(describing: after)); seed \(chance.seed)")
        }
      }
    }
  }

  @Test(arguments: [
    (#"{"bp": {"readings": [152]}}"#, "each reading is"),
    (#"{"bp": {"readings": 152}}"#, "is a list of readings"),
    (#"{"bp": {"readings": [{"value": 20, "observed": "2026-11-01"}]}}"#, "a number from 50 to 300 mm[Hg]"),
    (
      #"{"bp": {"readings": [{"value": "152", "observed": "2026-11-01"}]}}"#, "a number from 50 to 300 mm[Hg]"
    ),
    (#"{"bp": {"readings": [{"value": 152, "observed": "2026-11"}]}}"#, "is written \"2026-03-02\""),
    (#"{"bp": {"readings": [{"value": 152, "observed": "2026-11-21"}]}}"#, "after the day of the answer"),
    (
      #"{"bp": {"latest": 150, "readings": [{"value": 152, "observed": "2026-11-01"}]}}"#,
      "its readings say something else than bp.latest"
    ),
    (
      #"{"bp": {"readings": [{"value": 152.5, "observed": "2026-11-01"}]}}"#,
      "gives a value of bp.latest that it cannot have"
    ),
  ])
  func `readings that cannot be read are refused with what to write`(profile: String, words: String) throws {
    let found = try FactClinic(Self.facts).problems(profile)
    #expect(!found.isEmpty && found.contains { $0.contains(words) }, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test(arguments: [
    ("series = bp.reading, take = 'latest'", "which is no series; did you mean 'bp.readings'"),
    ("series = bp.readings, take = 'newest'", "newest"), ("take = 'latest'", "series"),
    ("series = bp.readings, take = 'latest', within_weeks = 0", "a whole number from 1 on"),
    ("series = bp.readings, take = 'latest', within_weeks = 4, within_days = 28", "leave one of them out"),
    ("series = bp.readings, take = 'latest', value = 3", "is for counts"),
    ("series = bp.readings, take = 'count_above'", "not against what"),
    ("series = bp.readings, take = 'latest', newest = 3", "has no field 'newest'"),
    ("series = bp.readings, take = 'change'", "write range = { -250, 250 }, or more"),
  ])
  func `a fact that cannot be taken from its series is refused`(from: String, words: String) {
    let facts = """
      fact "bp.readings" { type = "series", range = { 50, 300 }, label = "Pressure", question = "Which pressures?" }
      fact "bp.x" { type = "integer", range = { 0, 300 }, label = "x", question = "x?", from = { \(from) } }

      """
    let found = FactClinic.problems(facts)
    #expect(found.contains { $0.contains(words) }, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test func `a fact in another unit than its series is refused`() {
    let facts = """
      fact "bp.readings" { type = "series", range = { 50, 300 }, unit = "mm[Hg]", label = "P", question = "Which?" }
      fact "bp.x" { type = "integer", range = { 0, 300 }, unit = "kPa", label = "x", question = "x?", from = { series = bp.readings, take = "latest" } }

      """
    #expect(FactClinic.problems(facts).contains { $0.contains("give both the same unit") })
  }

  @Test(arguments: ["latest", "highest", "lowest"])
  func `a range that leaves out what can be taken is refused, since it would refuse patients`(take: String) {
    let facts = """
      fact "bp.readings" { type = "series", range = { 50, 300 }, label = "P", question = "Which?" }
      fact "bp.x" { type = "integer", range = { 50, 200 }, label = "x", question = "x?", from = { series = bp.readings, take = "\(take)" } }

      """
    #expect(FactClinic.problems(facts).contains { $0.contains("write range = { 50, 300 }, or more") })
  }

  // MARK: refused profiles

  private static func refusal(_ profile: String) throws -> (alerts: [String], possible: [String]) {
    var clinic = SmallClinic.plain("back")
    clinic.facts += Self.facts
    clinic.stops += SmallClinic.stop("high", "bp.latest :at_least(180)")
    let guideline = try GuidelineLoader.load(clinic.folders)
    let evaluator = Shipped.evaluator(guideline)
    let readings = ProfileReader(guideline.vocabulary, asOf: FactClinic.today).readings(
      of: Array(profile.utf8), for: evaluator.factsOfStops)
    let refusal = evaluator.refusal(.profile, readings, asOf: FactClinic.today, problems: [])
    return (refusal.alerts.map(\.id), refusal.possible.map(\.id))
  }

  @Test(arguments: [
    #"{"bp": {"readings": [{"value": 210, "observed": "2026-11-20"}], "latest": 120}}"#,
    #"{"bp": {"readings": [{"value": 210, "observed": "2026-11-19"}, {"value": 100, "observed": "2026-12-20"}]}}"#,
    #"{"bp": {"readings": [{"value": 210, "observed": "2026-11-19"}, {"value": "x", "observed": "2026-11-20"}]}}"#,
    #"{"bp": {"reading": [{"value": 210, "observed": "2026-11-19"}]}}"#,
    #"{"readings": [{"value": 210, "observed": "2026-11-19"}]}"#,
    #"{"bp.readings": [{"value": 210, "observed": "2026-11-19"}]}"#,
  ])
  func `a stop that readings make true is shown, whatever is wrong beside them`(profile: String) throws {
    #expect(try FactClinic(Self.facts).problems(profile) != [])
    #expect(try Self.refusal(profile).alerts == ["back-stops/high"], "\(profile)")
  }

  @Test(arguments: [
    #"{"bp": {"readings": [{"value": "210", "observed": "2026-11-20"}]}}"#,
    #"{"bp": {"readings": [{"value": 210, "date": "2026-11-20"}]}}"#,
    #"{"bp": {"readings": [{"value": 210, "observed": "2026-11-21"}]}}"#, #"{"bp": {"readings": 210}}"#,
    #"{"bp": {"readings": [{"value": 120, "observed": "2026-11-20"}], "latest": {"between": [170, 185]}}}"#,
    #"{"bp": [{"value": 210, "observed": "2026-11-20"}]}"#, #"{"bp": {"list": [{"value": 210}]}}"#,
    #"{"bp": {"readings": [{"value": 210, "observed": "1026-11-20"}]}}"#,
    #"{"bp": {"readings": [210]}}"#, #"{"bp": {"readings": {"reading": [], "complete": "yes"}}}"#,
  ])
  func `readings that cannot be read may be anything`(profile: String) throws {
    #expect(try FactClinic(Self.facts).problems(profile) != [])
    #expect(try Self.refusal(profile).possible == ["back-stops/high"], "\(profile)")
  }

  @Test func `a series itself is compared by nothing`() {
    let found = FactClinic.problems(Self.facts, when: "bp.readings :at_least(140)")
    #expect(!found.isEmpty)
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }
}
