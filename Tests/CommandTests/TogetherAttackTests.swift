import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Several guidelines under attack: what would hide a stop, mix up two answers, or tell a script that all is well.
struct TogetherAttackTests {
  private typealias Clinic = SmallClinic

  /// Writes guidelines as packs, and returns how a command reads them.
  private static func packs(_ clinics: [SmallClinic], in scratch: borrowing Scratch) -> [String] {
    for folder in clinics.flatMap(\.folders) {
      for file in folder.files { scratch.write("rules/\(folder.name)/\(file.name)", file.text) }
    }
    return ["--rules", "\(scratch.path)/rules", "--as-of", "2026-11-20"]
  }

  private static func recommend(_ clinics: [SmallClinic], _ profile: String, _ more: [String] = [])
    -> Command.Result
  {
    let scratch = Scratch()
    return Command.plumbline(
      ["recommend", "-", "--no-record"] + more + packs(clinics, in: scratch), input: profile)
  }

  /// A guideline with a questionnaire "q" of so many items, and a stop on its total.
  private static func asking(_ name: String, items: Int) -> SmallClinic {
    var clinic = Clinic.plain(name)
    clinic.facts += """
      fact "\(name).total" { type = "integer", range = { 0, \(3 * items) }, label = "Total", question = "Total of \(name)?" }
      instrument "q" { title = "Questionnaire of \(name)", items = \(items), range = { 0, 3 }, items_may_be_shown = false,
        scores = { { fact = \(name).total, items = "all" } }, better = "lower", licence = "free", citation = "c" }

      """
    clinic.stops += Clinic.stop("high", "\(name).total :at_least(5)")
    return clinic
  }

  @Test func `answers to a questionnaire count for the one of its name that has so many items`() {
    let clinics = [Self.asking("knee", items: 2), Self.asking("back", items: 3)]
    let two = Self.recommend(clinics, #"{"instruments": {"q": [3, 3]}}"#)
    #expect(two.output.contains("STOP") && two.output.contains("(Guideline knee)"), "\(two.error)")
    #expect(!two.output.contains("(Guideline back)"))
    let four = Self.recommend(clinics, #"{"instruments": {"q": [3, 3, 3, 3]}}"#)
    #expect(four.code == 65 || four.code == 21)
    #expect(four.error.contains("fits none of the questionnaires of this name"), "\(four.error)")
  }

  @Test func `a questionnaire that cannot be read may be any of its name, and a stop on it is not hidden`() {
    let clinics = [Self.asking("knee", items: 2), Self.asking("back", items: 3)]
    let result = Self.recommend(clinics, #"{"instruments": {"q": [3, 3]}, "nonsense": 1}"#)
    #expect(result.code == 21, "\(result.error)")
    #expect(result.output.contains("STOP"))
  }

  private static func fevers() -> [SmallClinic] {
    ["knee", "back"].map { name in
      var clinic = Clinic.plain(name)
      clinic.facts += Clinic.flag("danger.fever", question: "Fever, and a hot \(name)?")
      clinic.stops += Clinic.stop("fever", "danger.fever :is(true)")
      return clinic
    }
  }

  @Test(arguments: [
    #"{"knee-facts/danger": {"fever": true}, "nonsense": 1}"#,
    #"{"knee-facts/danger": {"fevr": true}}"#, #"{"knee-facts/danger.fever": true}"#,
    #"{"knee-fact/danger": {"fever": true}}"#, #"{"danger": {"fever": "yes"}}"#, #"{"fever": true}"#,
  ])
  func `a stop is seen in a refused profile, however the name of its fact is written`(profile: String) {
    let result = Self.recommend(Self.fevers(), profile)
    #expect(result.code == 21, "\(profile): \(result.error)")
    #expect(result.output.contains("STOP"), "\(profile)")
  }

  @Test func `a name that could be a patient's is not shown, however near it is to a pack's`() {
    let result = Self.recommend(Self.fevers(), #"{"knee-facts/Petersen": 1}"#)
    #expect(result.code == 65)
    #expect(!result.error.contains("Petersen"), "\(result.error)")
  }

  @Test func `of two packs with one name, the stops of both count where they do not load`() {
    let scratch = Scratch()
    for (folder, fact) in [("a", "fever"), ("b", "fall")] {
      scratch.write(
        "rules/\(folder)/a.lua",
        """
        pack "twin" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }
        domain "\(fact)" { title = "T", stages = { "scope" }, outcomes = { "o" } }
        \(Clinic.flag(fact))\(Clinic.stop(fact, "\(fact) :is(true)"))
        """)
    }
    for fact in ["fever", "fall"] {
      let result = Command.plumbline(
        ["recommend", "-", "--no-record", "--rules", "\(scratch.path)/rules"], input: #"{"\#(fact)": true}"#)
      #expect(result.code == 21, "\(fact): \(result.error)")
      #expect(result.output.contains("STOP"), "\(fact)")
    }
  }

  private static func failing(_ name: String) -> SmallClinic {
    var clinic = Clinic.plain(name)
    clinic.rules +=
      Clinic.pairing("rest")
        + """
        rule "rest" { title = "t", recommend = "rest", slot = "s", rank = 1, strength = "conditional", claims = {}, because = "b",
          when = scripted "broken" { reads = { \(name).flag }, says = "broken", test = function(facts) error("broken") end } }

        """
    return clinic
  }

  @Test(arguments: [("true", true), ("false", false)])
  func `a script that fails takes its own answer, and the exit code still says whether there is a stop`(
    flag: String, stops: Bool
  ) {
    let profile = #"{"knee": {"flag": false}, "back": {"flag": \#(flag)}}"#
    let result = Self.recommend([Self.failing("knee"), .plain("back")], profile, ["--exit-code"])
    #expect(result.code == (stops ? 10 : 70), "\(result.error)")
    #expect(result.output.contains("STOP") == stops)
  }

  @Test func `a cohort counts the answer that a failing script took away, and keeps the other`() throws {
    let scratch = Scratch()
    scratch.write("c.jsonl", #"{"id": "1", "knee": {"flag": false}, "back": {"flag": false}}"# + "\n")
    let result = Command.plumbline(
      [
        "cohort", "\(scratch.path)/c.jsonl", "--output", "\(scratch.path)/out.jsonl", "--rejects",
        "\(scratch.path)/rejects.jsonl",
      ] + Self.packs([Self.failing("knee"), .plain("back")], in: scratch))
    let rows = Command.contents("\(scratch.path)/out.jsonl").split(separator: "\n")
    #expect(
      rows.contains { $0.contains(#""guideline_id":"back""#) && $0.contains("walking") }, "\(result.error)")
    let rejects = Command.contents("\(scratch.path)/rejects.jsonl")
    #expect(rejects.contains(#""guideline_id":"knee""#), "\(rejects)")
  }

  @Test func `after a stop an interview asks only what other stops need`() {
    let scratch = Scratch()
    var back = Clinic.plain("back")
    back.facts += Clinic.flag("back.late")
    back.stops +=
      "exclude \"late\" { stage = \"scope\", title = \"Late\", when = back.late :is(true), because = \"b\", action = \"a\" }\n"
    let result = Command.plumbline(
      ["interview", "--no-record"] + Self.packs([back, .plain("knee")], in: scratch),
      input: "yes\nno\nno\nno\n")
    #expect(result.output.contains("STOP"), "\(result.output)")
    #expect(!result.error.contains("Is back.late so?"), "\(result.error)")
  }

  @Test func `a group and a fact of one name in two guidelines are both read`() {
    var (knee, back) = (Clinic.plain("knee"), Clinic.plain("back"))
    knee.facts += Clinic.flag("danger")
    knee.stops += Clinic.stop("danger", "danger :is(true)")
    back.facts += Clinic.flag("danger.fever")
    back.stops += Clinic.stop("fever", "danger.fever :is(true)")
    let group = Self.recommend([knee, back], #"{"danger": {"fever": true}}"#)
    #expect(group.output.contains("STOP  URGENT  fever"), "\(group.output) \(group.error)")
    let fact = Self.recommend([knee, back], #"{"danger": true}"#)
    #expect(fact.output.contains("STOP  URGENT  danger"), "\(fact.output) \(fact.error)")
  }
}
