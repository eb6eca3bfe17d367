import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Numbers in other units, which are converted only as a pack declares.
struct ConversionTests {
  private static let percent =
    #"{ from = "%", times = 10.93, plus = -23.5, because = "NGSP and IFCC, master equation" }"#
  private static let pascal = #"{ from = "kPa", times = 7.5, step = 1, because = "1 mmHg is 133.3 Pa" }"#

  private static func facts(_ converts: String = percent, of series: String = pascal) -> String {
    """
    fact "lab.hba1c" { type = "integer", range = { 10, 200 }, unit = "mmol/mol", converts = { \(converts) }, label = "HbA1c", question = "h?" }
    fact "lab.score" { type = "integer", range = { 0, 9 }, label = "Score", question = "s?" }
    fact "bp.readings" { type = "series", range = { 50, 300 }, unit = "mm[Hg]", converts = { \(series) }, label = "Pressure", question = "r?" }
    fact "bp.latest" { type = "integer", range = { 50, 300 }, unit = "mm[Hg]", label = "Latest", question = "l?",
      from = { series = bp.readings, take = "latest" } }

    """
  }

  private let clinic: FactClinic
  init() throws { clinic = try FactClinic(Self.facts()) }

  private func hba1c(_ json: String) -> String { #"{"lab": {"hba1c": \#(json)}}"# }

  @Test(arguments: [
    (#"{"value": 7.4, "unit": "%"}"#, FactState.known(.number(57)), "7.4 % × 10.93 − 23.5"),
    (#"{"value": 6.5, "unit": "%"}"#, .known(.number(48)), "6.5 % × 10.93 − 23.5"),
    (
      #"{"between": [6.5, 7.4], "unit": "%"}"#, .within(.numbers(low: 48, high: 57)),
      "6.5 to 7.4 % × 10.93 − 23.5"
    ),
    (
      #"{"unit": "%", "at_least": 7.4}"#, .within(.numbers(low: 57, high: 200)),
      "at least 7.4 % × 10.93 − 23.5"
    ),
    (#"{"at_most": 7.4, "unit": "%"}"#, .within(.numbers(low: 10, high: 57)), "at most 7.4 % × 10.93 − 23.5"),
    (#"{"value": 53, "unit": "mmol/mol"}"#, .known(.number(53)), ""),
    ("53", .known(.number(53)), ""),
  ])
  func `a number in another unit is converted, and says how`(json: String, state: FactState, given: String)
    throws
  {
    let fact = try #require(clinic.vocabulary.index(of: "lab.hba1c"))
    let profile = try clinic.read(hba1c(json))
    #expect(profile[fact] == state)
    #expect((profile.origins[fact]?.given ?? "") == given)
    // What is kept is in the fact's own unit, and still says what was given.
    #expect(try clinic.read(ProfileJSON(clinic.vocabulary).value(profile).canonicalText) == profile)
  }

  @Test(arguments: [
    ("lab.hba1c = 7.4 %", "57"), ("lab.hba1c = 7,4%", "57"), ("lab.hba1c = 6.5..7.4 %", "48 to 57"),
    ("lab.hba1c = 53 mmol/mol", "53"), ("lab.hba1c = 53", "53"),
  ])
  func `a unit may be typed after a number`(line: String, words: String) throws {
    let fact = try #require(clinic.vocabulary.index(of: "lab.hba1c"))
    let profile = try LineProfile(clinic.vocabulary, asOf: FactClinic.today).read(Array(line.utf8))
    let said: String? =
      switch profile[fact] {
      case .known(let value): clinic.vocabulary[fact].words(for: value)
      case .within(let range): range.words(of: clinic.vocabulary[fact])
      case .absent: nil
      }
    #expect(said == words)
  }

  @Test(arguments: [
    (#"{"value": 7, "unit": "g/L"}"#, #"write it in "mmol/mol" or "%""#),
    (#"{"value": 7, "unit": 5}"#, #"write it in "mmol/mol" or "%""#),
    (
      #"{"value": 70, "unit": "%"}"#,
      "is out of range once it is converted; it must be a whole number from 10 to 200 mmol/mol"
    ),
    (#"{"value": "7", "unit": "%"}"#, "`value` beside a unit must be a number"),
    (#"{"value": 7.123456789012345678, "unit": "%"}"#, "too many digits to be converted; write fewer"),
    (#"{"at_least": 70, "unit": "%"}"#, "an end of a range must be a whole number from 10 to 200"),
    (#"{"value": 53}"#, #"write {"value": number, "unit": "…"} to name its unit"#),
  ])
  func `a number that cannot be converted is refused`(json: String, message: String) {
    let found = clinic.problems(hba1c(json))
    #expect(found.count == 1 && found[0].contains(message), "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test func `a number without a unit of its own takes none`() {
    #expect(
      clinic.problems(#"{"lab": {"score": {"value": 3, "unit": "%"}}}"#) == ["has no unit; leave it out"])
  }

  @Test func `a reading in another unit is converted to the step that is declared`() throws {
    func reading(_ value: String) -> String {
      #"{"bp": {"readings": [{"value": \#(value), "unit": "kPa", "observed": "2026-11-20"}]}}"#
    }
    let latest = try #require(clinic.vocabulary.index(of: "bp.latest"))
    let profile = try clinic.read(reading("18.6"))
    #expect(profile[latest] == .known(.number(140)))  // 139.5, half-way: up
    #expect(profile.origins[latest]?.given == "readings, some of them in kPa × 7.5")
    #expect(clinic.problems(reading("100")).first?.contains("from 50 to 300 mm[Hg]") ?? false)
  }

  @Test(arguments: [#"{"value": 20.5, "unit": "mmol"}"#, #"{"value": 139.5, "unit": "mmol"}"#])
  func `another name of the same unit rounds nothing`(json: String) throws {
    let named = try FactClinic(Self.facts(#"{ from = "mmol", times = 1, because = "the same unit" }"#))
    #expect(named.problems(hba1c(json)).first?.contains("out of range once it is converted") ?? false)
    let fact = try #require(named.vocabulary.index(of: "lab.hba1c"))
    let profile = try named.read(hba1c(#"{"value": 20, "unit": "mmol"}"#))
    #expect(profile[fact] == .known(.number(20)) && profile.origins[fact] == nil)
  }

  /// What a refused profile says of a series that a stop reads.
  @Test(arguments: [
    (#"{"value": 60, "unit": "inHg", "observed": "2026-11-20"}"#, true),
    (#"{"value": 190.5, "observed": "2026-11-20"}"#, true),
    (#"{"value": 18.6, "unit": "kPa", "observed": "2026-11-20"}"#, false),
  ])
  func `a reading that cannot be read leaves open what is taken from it`(reading: String, isOpen: Bool) throws
  {
    let latest = try #require(clinic.vocabulary.index(of: "bp.latest"))
    let text = Array(#"{"bp": {"readings": [\#(reading)]}, "wrong": 1}"#.utf8)
    let readings = ProfileReader(clinic.vocabulary, asOf: FactClinic.today).readings(of: text, for: [latest])
    #expect(readings.unreadable.contains(latest) == isOpen)
  }

  @Test func `a higher number stays the higher one, and every result lies on the grid`() throws {
    let fact = clinic.vocabulary[try #require(clinic.vocabulary.index(of: "lab.hba1c"))]
    let (conversion, grid) = (try #require(fact.conversions.first), try #require(fact.grid))
    var random = Seeded(20_261_130)
    for _ in 0..<2_000 {
      let pair = (0..<2).map { _ in
        ExactNumber(unscaled: Int128(Int.random(in: 0...20_000, using: &random)), scale: 3) ?? 0
      }
      let own = pair.compactMap { conversion.converted($0, from: grid.low, step: grid.step) }
      try #require(own.count == 2)
      #expect((pair[0] <= pair[1]) ? own[0] <= own[1] : own[1] <= own[0], "\(pair), seed 20261130")
      #expect(own.allSatisfy { $0.isMultiple(of: grid.step, from: grid.low) }, "\(pair), seed 20261130")
      // Half a step at most lies between the exact number and the rounded one.
      let exact = (pair[0] * conversion.times).flatMap { $0 + conversion.plus }
      let distance = exact.flatMap { own[0] - $0 }.map(\.doubleValue) ?? .infinity
      #expect(abs(distance) <= 0.5, "\(pair), seed 20261130")
    }
  }

  @Test(arguments: [
    (#"{ from = "mmol/mol", times = 1, because = "b" }"#, "its own unit; leave it out"),
    (percent + ", " + percent, "converts from '%' twice; keep one of them"),
    (#"{ from = "%", times = 0, because = "b" }"#, "`times` above 0"),
    (#"{ from = "%", times = -1, because = "b" }"#, "`times` above 0"),
    (#"{ from = "%", times = 2 }"#, "because"),
    (#"{ from = "%", times = 2, because = "b", step = 1 }"#, "step"),
    (#"{ from = "%", times = 2, because = "b", source = "nowhere" }"#, "nowhere"),
    ("5", "tables with `from`, `times` and `because`"),
  ])
  func `a conversion that says too little is refused`(converts: String, message: String) {
    let found = FactClinic.problems(Self.facts(converts))
    #expect(found.contains { $0.contains(message) }, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test func `a conversion of readings needs a step, and one of a fact without unit is refused`() {
    let withoutStep = FactClinic.problems(Self.facts(of: #"{ from = "kPa", times = 7.5, because = "b" }"#))
    #expect(withoutStep.contains { $0.contains("step") }, "\(withoutStep)")
    let withoutUnit = FactClinic.problems(
      #"fact "lab.x" { type = "integer", range = { 0, 9 }, converts = { \#(Self.percent) }, label = "x", question = "x?" }"#
    )
    #expect(withoutUnit.contains { $0.contains("has `converts`, but no `unit`") }, "\(withoutUnit)")
  }
}
