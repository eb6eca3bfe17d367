import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import Testing

/// The latest counts, ages are limited, coarse dates are ranges, and instants are days of the declared time zone.
struct TimeTests {
  @Test func `the latest instant wins, whatever the order`() throws {
    let two = [
      observation("a", "44261-6", 12, on: "2026-11-10"),
      observation("b", "44261-6", 7, on: "2026-11-18T09:00:00+01:00"),
    ]
    #expect(try Chart(of: two).state("mood.phq_9") == .number(7))
    #expect(try Chart(of: two.reversed()).state("mood.phq_9") == .number(7))
  }

  @Test(arguments: [
    ("2026-11-18T09:00:00+01:00", "2026-11-18T08:00:00Z"), ("2026-11-18", "2026-11-18T08:00:00Z"),
    ("2026-11-18", "2026-11"),
  ])
  func `two values of which none is surely later contradict each other`(one: String, other: String) throws {
    let chart = Chart(observation("a", "44261-6", 12, on: one), observation("b", "44261-6", 7, on: other))
    #expect(try chart.state("mood.phq_9") == .absent(.unknown))
    #expect(try chart.intake().conflicts.map(\.facts) == [["mood.phq_9"]])
    let same = Chart(observation("a", "44261-6", 12, on: one), observation("b", "44261-6", 12, on: other))
    #expect(try same.state("mood.phq_9") == .number(12))
  }

  @Test(arguments: [
    ("44261-6", "mood.phq_9", "2026-10-21", true), ("44261-6", "mood.phq_9", "2026-10-20", false),
    ("91351-7", "risk.start_back_total", "2026-08-22", true),
    ("91351-7", "risk.start_back_total", "2026-08-21", false),
    ("44260-8", "mood.phq_9_item_9", "2026-11-20", true),
    ("44260-8", "mood.phq_9_item_9", "2026-11-19", false),
  ])
  func `a value counts for as long as the vocabulary says`(
    loinc: String, fact: String, date: String, counts: Bool
  ) throws {
    let intake = try Chart(observation("o", loinc, 3, on: date)).intake()
    let index = try #require(Chart.vocabulary.index(of: fact))
    #expect(intake.profile[index] == (counts ? .number(3) : .absent(.stale)))
    if !counts {
      #expect(intake.profile.origins[index]?.staleValue == .number(3))
      #expect(intake.profile.origins[index]?.observed == date)
    }
  }

  /// What counts only on its day, as an answer to a question about a stop.
  @Test(
    arguments: [
      (nil, true, true), (nil, false, false), ("2026-11", true, true), ("2026", true, true),
      ("2026-10", true, false), ("2026-11-19", true, false),
    ] as [(String?, Bool, Bool)])
  func `a yes that may be of today and says no day does not count, and is to be asked about`(
    date: String?, value: Bool, isAsked: Bool
  ) throws {
    var response = answers("q", ["red_flags.fracture": ["valueBoolean": .bool(value)]], on: date ?? "")
    if date == nil { response = response.with(["authored": .null]) }
    let intake = try Chart(response).intake()
    let flag = try #require(Chart.vocabulary.index(of: "red_flags.fracture"))
    #expect(!intake.profile.isKnown(flag))
    #expect(intake.report.cautions.map(\.fact) == (isAsked ? ["red_flags.fracture"] : []))
    // Beside a no of today it is asked about all the same.
    let no = answers("r", ["red_flags.fracture": ["valueBoolean": false]])
    let beside = try Chart(response, no).intake()
    #expect(beside.profile[flag] == .known(.boolean(false)))
    #expect(beside.report.cautions.map(\.fact) == (isAsked ? ["red_flags.fracture"] : []))
  }

  @Test(arguments: [("2026-01", 41, 46), ("2025", 46, 98), ("2026-11-13", 1, 1)])
  func `a coarse onset is a range of weeks`(onset: String, low: Int, high: Int) throws {
    let state = try Chart(condition("c", code("278860009", snomed), onset: onset)).state(
      "pain.duration_weeks")
    #expect(
      state
        == (low == high ? .number(low) : .within(.numbers(low: ExactNumber(low), high: ExactNumber(high)))))
  }

  @Test func `when a Condition was written down is not when the pain began`() throws {
    let chart = Chart(
      condition("c", code("278860009", snomed)).with(["recordedDate": "2025-01-01", "onsetString": "2025"]))
    #expect(try chart.state("pain.region") == .code("lumbar"))
    #expect(try chart.state("pain.duration_weeks") == .absent(.notAsked))
  }

  @Test func `an age at onset counts from the birth`() throws {
    let chart = Chart(
      condition("c", code("278860009", snomed)).with([
        "onsetAge": ["value": 47, "code": "a", "system": "http://unitsofmeasure.org"]
      ]))
    #expect(try chart.state("pain.duration_weeks") == .within(.numbers(low: 28, high: 80)))
  }

  @Test func `an operation without a date may be the latest`() throws {
    let chart = Chart(procedure("a", "387731002", on: "2024-06-03"), procedure("b", "178625001"))
    #expect(try chart.state("surgery.spinal") == .yes)
    #expect(try chart.state("surgery.weeks_since") == .absent(.unknown))
    #expect(try chart.state("surgery.procedure") == .absent(.unknown))
  }

  @Test func `the latest operation counts, and two of one day contradict each other`() throws {
    let later = Chart(
      procedure("a", "387731002", on: "2024-06-03"), procedure("b", "178625001", on: "2025-06-03"))
    #expect(try later.state("surgery.procedure") == .code("discectomy"))
    let together = Chart(
      procedure("a", "387731002", on: "2024-06-03"), procedure("b", "178625001", on: "2024-06-03"))
    #expect(try together.state("surgery.procedure") == .absent(.unknown))
    #expect(try together.state("surgery.weeks_since") == .number(128))
  }

  @Test func `a no to surgery does not outweigh an operation`() throws {
    let chart = Chart(
      procedure("a", "387731002", on: "2024-06-03"), answers("q", ["surgery.spinal": ["valueBoolean": false]])
    )
    #expect(try chart.state("surgery.spinal") == .absent(.unknown))
  }

  @Test func `an instant is a day where the patient is`() throws {
    let late = Chart(observation("o", "44260-8", 2, on: "2026-11-19T23:30:00Z"))
    #expect(try late.state("mood.phq_9_item_9") == .absent(.stale))
    #expect(try late.state("mood.phq_9_item_9", ahead: 3_600) == .number(2))
    let ahead = Chart(observation("o", "44261-6", 2, on: "2026-11-20T23:30:00Z"))
    #expect(try ahead.state("mood.phq_9", ahead: 3_600) == .absent(.notAsked))
  }

  @Test(arguments: [("1978-11-20", 48, 48), ("1978-11-21", 47, 47), ("1978", 47, 48), ("1978-10", 48, 48)])
  func `age is in whole years`(birth: String, low: Int, high: Int) throws {
    var chart = Chart(hasPatient: false)
    chart.resources = [Chart.patient.with(["birthDate": .string(birth)])]
    #expect(
      try chart.state("patient.age")
        == (low == high ? .number(low) : .within(.numbers(low: ExactNumber(low), high: ExactNumber(high)))))
  }

  @Test func `employment that has not ended is about the present`() throws {
    let base = observation("o", "74165-2", nil).with([
      "valueCodeableConcept": code("Unemployed", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"),
      "effectiveDateTime": .null, "effectivePeriod": ["start": "2019-01-01"],
    ])
    #expect(try Chart(base).state("work.status") == .code("unemployed"))
    #expect(
      try Chart(base.with(["effectivePeriod": ["start": "2019-01-01", "end": "2026-11-01"]])).state(
        "work.status") == .absent(.notAsked))
  }

  @Test func `sick leave outweighs employment only if it began later`() throws {
    func chart(_ employed: String, _ sick: String) -> Chart {
      Chart(
        condition("a", code("160903007", snomed), onset: employed),
        condition("b", code("224459001", snomed), onset: sick))
    }
    #expect(try chart("2020-01-01", "2026-09-01").state("work.status") == .code("on-sick-leave"))
    #expect(try chart("2026-09-01", "2026-09-01").state("work.status") == .absent(.unknown))
  }

  @Test func `"employed" chooses neither full nor part time`() throws {
    let chart = Chart(
      observation("o", "74165-2", nil).with([
        "valueCodeableConcept": code("Employed", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
      ]))
    #expect(try chart.state("work.status") == .absent(.notAsked))
    #expect(try chart.reason("o")?.contains("ask") == true)
  }
}
