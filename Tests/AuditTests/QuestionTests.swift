import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// What an auditor can ask of a ledger. Everything but its time, kind and edition leaves with an erased record.
struct QuestionTests {
  /// Four answers, an override of the first and an outcome of the second.
  private func clinic() throws -> AuditLedger {
    let ledger = try AuditLedger()
    try ledger.decide(
      "A", purpose: "clinic", facts: ["red_flags": ["infection": false], "pain": ["duration_weeks": 12.5]],
      missing: ["mood.phq_9"], packs: ["red-flags@1.0.0", "p@1.0.0"])
    try ledger.decide(
      "B", purpose: "audit of clinic", facts: ["red_flags": ["infection": ["absent": "declined"]]],
      missing: ["mood.phq_9_item_9"], packs: ["red-flags@1.0.0", "p@1.0.0-rc"], isConfirmed: false)
    try ledger.decide(
      "C", undecided: ["p/b": ["mood.phq_9"]],
      facts: ["pain": ["duration_weeks": ["at_least": 20]], "goal": ["all": ["work", "sleep"]]],
      packs: ["red-flags-too@1.0.0"])
    try ledger.decide("D", facts: ["red_flags": ["infection": true], "note": "red_flags.infection=false"])
    try ledger.override(0)
    try ledger.append(.outcome, ["about": 1, "outcome": "followed"])
    return ledger
  }

  @Test(arguments: [
    ("red_flags.infection=false", [0]), ("red_flags.infection=absent", [1]),
    ("red_flags.infection!=false", [1, 3]),
    ("pain.duration_weeks>=12.5", [0]), ("pain.duration_weeks>12.5", []), ("pain.duration_weeks=12.50", [0]),
    ("pain.duration_weeks<999", [0]), ("goal.all=sleep", [2]), ("duration_weeks=12.5", []), ("id=A", []),
  ])
  func `a fact is found by what was recorded of it, and silence is no answer`(fact: String, found: [Int])
    throws
  {
    let criterion = try #require(FactCriterion(fact))
    #expect(try clinic().found { $0.facts = [criterion] } == found)
  }

  @Test(arguments: ["", "x", "=1", "x=", "x>many", "x y=1", "x><1", "x!1"])
  func `a comparison that says nothing is not read`(text: String) { #expect(FactCriterion(text) == nil) }

  @Test func `purpose, packs, absent facts and recalled ratings find their answers`() throws {
    let ledger = try clinic()
    #expect(try ledger.found { $0.purpose = "clinic" } == [0])
    #expect(try ledger.found { $0.pack = "p@1.0.0" } == [0])
    #expect(try ledger.found { $0.pack = "red-flags" } == [0, 1])
    #expect(try ledger.found { $0.missing = "mood.phq_9" } == [0])
    #expect(try ledger.found { $0.isRecalled = true } == [1])
    #expect(try ledger.found { $0.isUndecided = true } == [2])
    #expect(
      try ledger.found {
        $0.isUndecided = true
        $0.rule = "p/a"
      } == [])
  }

  @Test func `what came of an answer finds it, not the record that says so`() throws {
    let ledger = try clinic()
    #expect(try ledger.found { $0.isOverridden = true } == [0])
    #expect(try ledger.found { $0.overriddenBy = "dr-b" } == [])
    try ledger.override(2, "limited-time", by: "dr-b")
    try ledger.override(0, by: "dr-c")
    #expect(try ledger.found { $0.overriddenBy = "dr-b" } == [2])
    #expect(try ledger.found { $0.isOverridden = true } == [0, 2])
    var overrides: [String?] = []
    try ledger.ledger.eachSummary(details: .overrides) { record in
      overrides.append(RecordColumn.overriddenBy.text(record))
    }
    #expect(
      overrides.prefix(4) == ["4 - patient-refuses; 7 dr-c patient-refuses", "", "6 dr-b limited-time", ""])
    #expect(try ledger.found { $0.outcome = .followed } == [1])
    #expect(try ledger.found { $0.outcome = .declined } == [])
  }

  @Test func `an answer is found by the day as of which it was asked, whenever it was recorded`() throws {
    let ledger = try clinic()
    #expect(try ledger.found { $0.asOf = "2026-11-20" } == [0, 1, 2, 3])
    #expect(try ledger.found { $0.asOf = "2026-11-21" } == [])
  }

  @Test func `a person or purpose that no record names is said, with the nearest, and may be right`() throws {
    let ledger = try clinic()
    func unused(_ change: (inout RecordFilter) -> Void) throws -> [String] {
      var filter = RecordFilter()
      change(&filter)
      return try KnownNames.unused(in: filter, of: ledger.ledger)
    }
    #expect(try unused { $0.person = "dr-a" } == [])
    #expect(try unused { $0.person = "dr-aa" } == ["no record names a person 'dr-aa'; did you mean 'dr-a'?"])
    #expect(try unused { $0.overriddenBy = "somebody" } == ["no record names a person 'somebody'"])
    #expect(
      try unused { $0.purpose = "clinik" } == ["no record names a purpose 'clinik'; did you mean 'clinic'?"])
  }

  @Test(arguments: [("test", 6), ("tes", 0), ("0.2", 0)])
  func `an edition is the version that recorded, whole or to a full stop`(edition: String, count: Int) throws
  {
    #expect(try clinic().found { $0.edition = edition }.count == count)
  }

  @Test func `an erased answer is found by nothing that its payload said`() throws {
    let ledger = try clinic()
    try ledger.erase(0)
    let criterion = try #require(FactCriterion("red_flags.infection=false"))
    #expect(try ledger.found { $0.facts = [criterion] } == [])
    #expect(try ledger.found { $0.purpose = "clinic" } == [])
    #expect(try ledger.found { $0.pack = "red-flags" } == [1])
    #expect(try ledger.found { $0.isOverridden = true } == [])
    #expect(try Ledger.verify(ledger.ledger.place, VerificationRequest()).isSound)
  }

  @Test func `an answer from before there were details is opened, and found by the same questions`() throws {
    let ledger = try clinic()
    let place = ledger.ledger.place
    for sql in ["DROP TRIGGER detail_stays", "DELETE FROM detail"] {
      #expect(Command.run("/usr/bin/sqlite3", [place.path, sql]).code == 0)
    }
    let criterion = try #require(FactCriterion("pain.duration_weeks>12"))
    #expect(try ledger.found { $0.facts = [criterion] } == [0])
    #expect(try ledger.found { $0.purpose = "clinic" } == [0])
    #expect(try ledger.found { $0.pack = "red-flags" } == [0, 1])
    #expect(try ledger.found { $0.isRecalled = true } == [1])
    var purposes: [String?] = []
    try ledger.ledger.eachSummary(details: .always) { purposes.append($0.detail?.purpose) }
    #expect(purposes.prefix(2) == ["clinic", "audit of clinic"])
  }

  @Test func `facts are sealed: no file of the ledger holds one in clear`() throws {
    let ledger = try AuditLedger()
    try ledger.decide(facts: ["goal": ["primary": "a-very-telling-word"]])
    let folder = ledger.ledger.place.path.split(separator: "/").dropLast().joined(separator: "/")
    #expect(Command.run("/bin/grep", ["-rlac", "a-very-telling-word", "/\(folder)"]).output == "")
  }

  @Test(arguments: [
    ("detail", "purpose = 'other'", "purpose"), ("detail", "packs = packs || ' x@1'", "packs"),
    ("detail", "facts = x'00'", "facts"), ("detail", "facts = NULL", "facts"),
  ])
  func `verify names a detail that its payload does not say`(table: String, change: String, field: String)
    throws
  {
    let ledger = try clinic()
    let place = ledger.ledger.place
    let sql = "DROP TRIGGER detail_is_fixed; UPDATE \(table) SET \(change) WHERE idx = 1"
    #expect(Command.run("/usr/bin/sqlite3", [place.path, sql]).code == 0)
    let found = try Ledger.verify(place, VerificationRequest()).divergences.filter { $0.table == "detail" }
    #expect(found.map(\.row) == ["1"] && found.map(\.field) == [field])
  }

  @Test func `a name that no answer knows is reported, and finding nothing is not`() throws {
    let ledger = try clinic()
    func stranger(in filter: RecordFilter) throws -> String? {
      try KnownNames.stranger(in: filter, of: ledger.ledger)
    }
    var filter = RecordFilter()
    #expect(try stranger(in: filter) == nil)
    filter.rule = "p/bb"
    #expect(
      try stranger(in: filter)
        == "no recorded answer knows a rule, stop or gate 'p/bb'; did you mean 'p/b'?")
    filter.rule = "p/b"
    #expect(try stranger(in: filter) == nil)
    filter.facts = [try #require(FactCriterion("red_flags.infektion=false"))]
    #expect(try stranger(in: filter)?.hasSuffix("did you mean 'red_flags.infection'?") == true)
  }

  @Test func `why stands in a line, and so does every column`() throws {
    let ledger = try clinic()
    var lines: [String] = []
    let columns: [RecordColumn] = [.index, .asOf, .purpose, .packs, .why]
    try ledger.ledger.eachSummary(details: .kept) { record in
      lines.append(columns.map { $0.text(record) ?? "-" }.joined(separator: "|"))
    }
    #expect(
      lines == [
        "0|2026-11-20|clinic|p@1.0.0 red-flags@1.0.0|true: p/a",
        "1|2026-11-20|audit of clinic|p@1.0.0-rc red-flags@1.0.0|true: p/a",
        "2|2026-11-20|-|red-flags-too@1.0.0|true: p/a; not known: mood.phq_9", "3|2026-11-20|-||true: p/a",
        "4|-|-||patient-refuses", "5|-|-||followed",
      ])
  }
}
