import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

/// Facts that are lists of codes, such as medicines: a code that is not listed is absent only if the list is complete.
struct SetFactTests {
  private static let codes = ["nsaid", "doac", "warfarin", "ssri"]
  private static let medicines = """
    fact "patient.medicines" {
      type = "set", codes = { "nsaid", "doac", "warfarin", "ssri" }, labels = { nsaid = "an NSAID" },
      value_sets = { ["blood-thinners"] = { "doac", "warfarin" } },
      label = "Medicines", question = "Which medicines?", member_question = "Does the patient take {member}?",
    }

    """

  private static func truth(_ when: String, _ medicines: String) throws -> Truth? {
    try FactClinic(Self.medicines, when: "patient.medicines :\(when)").truth(
      #"{"patient": {"medicines": \#(medicines)}}"#)
  }

  @Test(arguments: [
    (#"includes "doac""#, #"{"codes": ["doac"]}"#, Truth.true),
    (#"includes "doac""#, #"{"codes": ["ssri"]}"#, .unknown),
    (#"includes "doac""#, #"{"codes": ["ssri"], "complete": true}"#, .false),
    (#"includes "doac""#, #"{"codes": ["ssri"], "without": ["doac"]}"#, .false),
    (#"includes_none_of { "doac", "warfarin" }"#, #"{"codes": []}"#, .unknown),
    (#"includes_none_of "blood-thinners""#, #"{"codes": [], "complete": true}"#, .true),
    (#"includes_none_of "blood-thinners""#, #"{"without": ["doac", "warfarin"]}"#, .true),
    (#"includes_any_of "blood-thinners""#, #"{"codes": ["warfarin"]}"#, .true),
    (#"includes_all_of { "nsaid", "ssri" }"#, #"{"codes": ["nsaid"]}"#, .unknown),
    (#"includes_all_of { "nsaid", "ssri" }"#, #"{"without": ["nsaid"]}"#, .false),
    (#"includes "doac""#, #"{"codes": ["ssri"], "absent": {"doac": "unknown"}, "complete": true}"#, .unknown),
    (#"includes "doac""#, #"{"absent": "asked-declined"}"#, .unknown),
    (#"includes "doac""#, "null", .unknown),
  ])
  func `what a list does not say is unknown`(when: String, medicines: String, expected: Truth) throws {
    #expect(try Self.truth(when, medicines) == expected)
  }

  /// Every code is there, not there, or nothing was said of it; the comparisons agree with what each says for itself.
  @Test func `a comparison of a list is that of its codes, for every list`() throws {
    let wanted = ["doac", "warfarin"]
    let comparisons = ["includes_any_of", "includes_all_of", "includes_none_of"]
    let clinics = try comparisons.map {
      try FactClinic(Self.medicines, when: "patient.medicines :\($0) \"blood-thinners\"")
    }
    for number in 0..<81 {
      let states = (0..<4).map { place in
        [Truth.false, .unknown, .true][(number / [1, 3, 9, 27][place]) % 3]
      }
      func named(_ truth: Truth) -> String {
        zip(Self.codes, states).filter { $0.1 == truth }.map { "\"\($0.0)\"" }.joined(separator: ", ")
      }
      let list = #"{"codes": [\#(named(.true))], "without": [\#(named(.false))]}"#
      let said = zip(Self.codes, states).filter { wanted.contains($0.0) }.map(\.1)
      let expected = [Truth.any(said), Truth.all(said), Truth.none(said)]
      for (clinic, expected) in zip(clinics, expected) {
        #expect(try clinic.truth(#"{"patient": {"medicines": \#(list)}}"#) == expected, "\(list)")
      }
    }
  }

  @Test(arguments: [
    #"{"codes": ["doac"]}"#, #"{"codes": ["doac"], "complete": true}"#, #"{"codes": [], "complete": true}"#,
    #"{"codes": ["doac"], "without": ["ssri"]}"#, #"{"without": ["ssri"], "absent": {"doac": "unknown"}}"#,
    #"{"absent": "asked-declined"}"#,
    #"{"codes": ["nsaid", "doac", "warfarin", "ssri"]}"#,
  ])
  func `a list is written as it was read`(list: String) throws {
    let clinic = try FactClinic(Self.medicines)
    let profile = try clinic.read(#"{"patient": {"medicines": \#(list)}}"#)
    let written = ProfileJSON(clinic.vocabulary).value(profile).canonicalText
    #expect(try clinic.read(written) == profile, "\(written)")
    #expect(try ProfileJSON(clinic.vocabulary).value(clinic.read(written)).canonicalText == written)
  }

  @Test(arguments: [
    (#"["doac"]"#, "is a list of codes; write"), (#"{"code": ["doac"]}"#, "cannot be read; write"),
    (#"{"codes": "doac"}"#, "`codes` is a list of codes"), (#"{"codes": ["doak"]}"#, "did you mean 'doac'"),
    (#"{"codes": ["blood-thinners"]}"#, "each must be one of nsaid"),
    (#"{"codes": ["doac"], "complete": "yes"}"#, "`complete` is true or false"),
    (#"{"codes": ["doac", "doac"]}"#, "names a code twice"),
    (#"{"codes": ["doac"], "without": ["doac"]}"#, "names a code twice"),
    (#"{"codes": ["doac"], "absent": {"doac": "unknown"}}"#, "names a code twice"),
    (#"{"codes": [], "absent": {"doac": "lost"}}"#, "write a code of the list and a reason"),
    (#"{"codes": [], "complete": true, "absent": ["doac"]}"#, "write a code of the list and a reason"),
    (#"{"codes": [], "complete": true, "absent": "unknown"}"#, "write a code of the list and a reason"),
    (#"{"codes": [], "complete": true, "absent": null}"#, "write a code of the list and a reason"),
  ])
  func `a list that cannot be read is refused with what to write`(list: String, words: String) throws {
    let found = try FactClinic(Self.medicines).problems(#"{"patient": {"medicines": \#(list)}}"#)
    #expect(found.count == 1 && found[0].contains(words), "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test(arguments: [
    ("includes_any_off { 'doac' }", "did you mean 'includes_any_of'"),
    ("includes { 'doac' }", "takes one code"),
    ("includes_any_of 'doac'", "takes a list of codes in braces, or the name of a value set"),
    ("includes 'doak'", "did you mean 'doac'"), ("includes_any_of 'thinners'", "is no code of"),
    ("includes_any_of {}", "takes a list of codes"), ("is 'doac'", "has no comparison 'is'"),
    ("was_declined()", "was_declined"),
  ])
  func `a comparison of a list that means nothing is refused`(when: String, words: String) {
    let found = FactClinic.problems(Self.medicines, when: "patient.medicines :\(when)")
    #expect(found.contains { $0.contains(words) }, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test(arguments: [
    ("codes = {}", "is empty"), ("codes = { 'a', 'a' }", "lists a code twice"),
    ("codes = { 'a' }, value_sets = { x = { 'b' } }", "which is not in `codes`"),
    ("codes = { 'a' }, value_sets = { a = { 'a' } }", "which is a code, too"),
    ("codes = { 'a' }, value_sets = { x = {} }", "has no codes in 'x'"),
    ("codes = { 'a' }, member_question = 'Really?'", "does not name its `{member}`"),
    ("codes = { 'a' }, range = { 0, 1 }", "has no field 'range'"),
  ])
  func `a list that is declared wrongly is refused`(fields: String, words: String) {
    let found = FactClinic.problems(
      "fact \"patient.list\" { type = 'set', label = 'L', question = 'Q?', \(fields) }\n")
    #expect(found.contains { $0.contains(words) }, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test func `what could still change the answer are the codes that rules read`() throws {
    let clinic = try FactClinic(
      Self.medicines, when: #"patient.medicines :includes_none_of "blood-thinners""#)
    let decision = try Shipped.evaluator(clinic.guideline).decide(
      clinic.read(#"{"back": {"flag": false}, "patient": {"medicines": {"codes": ["ssri"]}}}"#),
      asOf: FactClinic.today)
    let missing = decision.missing.map { clinic.vocabulary[$0.fact] }
    #expect(missing.map(\.name).sorted() == ["patient.medicines.doac", "patient.medicines.warfarin"])
    #expect(
      missing.map(\.question).sorted() == ["Does the patient take doac?", "Does the patient take warfarin?"])
  }

  /// The last of two lists must not take back what the first says.
  @Test(arguments: [
    #"{"patient": {"medicines": {"codes": ["doac"]}}, "patient.medicines": {"codes": [], "complete": true}}"#,
    #"{"patient": {"medicines.doac": true, "medicines": {"codes": [], "complete": true}}}"#,
    #"{"patient": {"medicines": {"codes": [], "complete": true}, "medicines.doac": true}}"#,
  ])
  func `a list that is given twice is refused`(profile: String) throws {
    let found = try FactClinic(Self.medicines).problems(profile)
    #expect(found.count == 1, "\(found)")
    for message in found { #expect(ErrorForm.faults(in: message) == []) }
  }

  @Test func `an unknown code is not read as another one that stops`() throws {
    var clinic = SmallClinic.plain("back")
    clinic.facts += Self.medicines
    clinic.stops += SmallClinic.stop("doac", #"patient.medicines :includes "doac""#)
    let guideline = try GuidelineLoader.load(clinic.folders)
    let evaluator = Shipped.evaluator(guideline)
    let readings = ProfileReader(guideline.vocabulary, asOf: FactClinic.today).readings(
      of: Array(#"{"patient": {"medicines.aspirin": true}}"#.utf8), for: evaluator.factsOfStops)
    let refusal = evaluator.refusal(.profile, readings, asOf: FactClinic.today, problems: [])
    #expect(refusal.alerts.isEmpty)
  }

  @Test func `another list whose name is near is not taken for one that a stop reads`() throws {
    var clinic = SmallClinic.plain("back")
    clinic.facts += Self.medicines
    clinic.facts +=
      "fact \"patient.medicine\" { type = 'set', label = 'L', question = 'Q?', codes = { 'ointment' } }\n"
    clinic.stops += SmallClinic.stop("both", #"patient.medicines :includes_all_of "blood-thinners""#)
    let guideline = try GuidelineLoader.load(clinic.folders)
    let evaluator = Shipped.evaluator(guideline)
    let readings = ProfileReader(guideline.vocabulary, asOf: FactClinic.today).readings(
      of: Array(#"{"patient": {"medicine": {"codes": ["ointment"], "complete": true}}, "x": 1}"#.utf8),
      for: evaluator.factsOfStops)
    #expect(readings.unreadable.isEmpty)
    #expect(evaluator.refusal(.profile, readings, asOf: FactClinic.today, problems: []).possible.isEmpty)
  }

  @Test func `a stop about a list is seen in a profile that is refused`() throws {
    var clinic = SmallClinic.plain("back")
    clinic.facts += Self.medicines
    clinic.stops += SmallClinic.stop("both", #"patient.medicines :includes_all_of "blood-thinners""#)
    let guideline = try GuidelineLoader.load(clinic.folders)
    let evaluator = Shipped.evaluator(guideline)
    for list in [
      #"["doac", "warfarin"]"#, #"{"codes": ["doac", "Warfarin"]}"#, #"{"doac": true, "warfarin": true}"#,
    ] {
      let readings = ProfileReader(guideline.vocabulary, asOf: FactClinic.today).readings(
        of: Array(#"{"patient": {"medicines": \#(list)}}"#.utf8), for: evaluator.factsOfStops)
      let refusal = evaluator.refusal(.profile, readings, asOf: FactClinic.today, problems: [])
      #expect(refusal.alerts.map(\.id) == ["back-stops/both"], "\(list)")
    }
  }
}
