import PlumblineEngine
import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The sentences for a selection: with the patient's values, and without claims about what is not known.
struct WordingTests {
  typealias Pack = PolicyPack

  @Test(arguments: [
    (#"{"a":true,"score":7}"#, "The score is 7."), (#"{"a":true}"#, "The score is not asked."),
    (#"{"a":true,"score":{"absent":"asked-declined"}}"#, "The score is asked, not answered."),
  ])
  func `a reason contains the patient's value, or why there is none`(profile: String, sentence: String)
    throws
  {
    let rules =
      Pack.pairing("x")
      + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#, because: "The score is {score}.")
    #expect(try Pack.answer(profile, rules).primary?.because == [sentence])
  }

  @Test func `an unknown gate names what was not answered, and nothing that it would find`() throws {
    let gate =
      #"exclude "g" { stage = "acute", title = "Gate", when = a :is(true), because = "found", action = "act", sources = { "trial" } }"#
    let unknown = try #require(Pack.answer("{}", gate).gates.first)
    #expect(unknown.because == "Not answered: A.")
    #expect(unknown.action == "Ask before anything else is decided.")
    #expect(unknown.sources.isEmpty)
    let found = try #require(Pack.answer(#"{"a":true}"#, gate).gates.first)
    #expect(found.because == "found")
    #expect(found.action == "act")
    #expect(found.sources == ["trial"])
    #expect(found.needs.isEmpty)
  }

  @Test func `a caution is left out only if its condition is known to be false`() throws {
    let rules =
      Pack.pairing("x", #", cautions = { "Always.", { says = "Mind B.", when = b :is(true) } }"#)
      + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)
    func cautions(_ profile: String) throws -> [String] {
      try Pack.answer(profile, rules).primary?.cautions ?? []
    }
    #expect(try cautions(#"{"a":true,"b":true}"#) == ["Always.", "Mind B."])
    #expect(try cautions(#"{"a":true,"b":false}"#) == ["Always."])
    #expect(try cautions(#"{"a":true}"#) == ["Always.", "Mind B. (Not known: B.)"])
  }

  @Test func `a caution stands on the first screen if it is known to be true of the patient, or says so`()
    throws
  {
    let rules =
      Pack.pairing(
        "x",
        #", cautions = { "Always.", { says = "Mind B.", when = b :is(true) }, { says = "Look.", placement = "watch" } }"#
      )
      + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)
    func watch(_ profile: String) throws -> [String] { try Pack.answer(profile, rules).primary?.watch ?? [] }
    #expect(try watch(#"{"a":true,"b":true}"#) == ["Mind B.", "Look."])
    #expect(try watch(#"{"a":true}"#) == ["Look."])
    #expect(try watch(#"{"a":true,"b":false}"#) == ["Look."])
  }

  @Test func `what always has to be watched stands where nothing is recommended, but not beside a stop`()
    throws
  {
    let rules =
      Pack.pairing(
        "x",
        #"""
        , cautions = { { says = "Look.", placement = "watch", always = true },
          { says = "Mind B.", when = b :is(true), if_unknown = "hide", placement = "watch", always = true },
          { says = "Only with x.", placement = "watch" } }
        """#)
      + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)
    let out = Pack.gate("exclude", "g", stage: "acute", "c :is(true)")
    func cautions(_ profile: String, _ more: String) throws -> [String] {
      try Pack.answer(profile, rules, out + more).cautions
    }
    #expect(try cautions(#"{"a":true,"b":true,"c":true}"#, "") == ["Look.", "Mind B."])
    #expect(try cautions(#"{"a":true,"c":true}"#, "") == ["Look."])
    #expect(try cautions(#"{"a":true,"d":true}"#, Pack.stop("s", "d")) == [])
  }

  @Test func `a value that only follows from other answers does not read like an answer`() throws {
    let rules =
      Pack.pairing("x")
      + Pack.rule(
        "x", "x", "a :is(true)", #"slot = "one", rank = 1"#, because: "The score is {score}, and B is {b}.")
    let law = #"constraint "l" { holds = any { b :is(false), score :at_least(7) }, because = "B needs 7." }"#
    func because(_ profile: String) throws -> [String] {
      try Pack.answer(profile, rules, law).primary?.because ?? []
    }
    #expect(
      try because(#"{"a":true,"b":true}"#) == [
        "The score is not asked, by other answers at least 7, and B is yes."
      ])
    #expect(
      try because(#"{"a":true,"score":3}"#) == ["The score is 3, and B is not asked, by other answers no."])
    #expect(try because(#"{"a":true,"score":8}"#) == ["The score is 8, and B is not asked."])
  }

  @Test func `how the people studied differ stands after the pairing that was studied`() throws {
    let unlike = #"{ says = "no B", when = b :is(false), for_patient = "They had no B." }"#
    let rules =
      Pack.pairing("x") + #"pairing "exercise+y" { title = "t", what = "w", for_patient = "q" }"# + "\n"
      + Pack.evidence("x", "pain", "low", population: unlike)
      + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#, claims: #""trial/x/pain/mixed""#)
      + Pack.rule("y", "y", "a :is(true)", #"slot = "two", rank = 1"#)
    #expect(
      try Pack.answer(#"{"a":true,"b":true}"#, rules).primary?.forPatient == ["p", "They had no B.", "q"])
  }

  @Test func `joined titles do not repeat the words that they begin with`() throws {
    let rules =
      Pack.pairing("x") + Pack.pairing("y") + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)
      + Pack.rule("y", "y", "a :is(true)", #"slot = "two", rank = 1"#)
    #expect(try Pack.answer(#"{"a":true}"#, rules).primary?.title == "Exercise with x and y")
  }

  @Test func `claims begin with the outcome that answers the patient's goal`() throws {
    let rules =
      Pack.pairing("x") + Pack.evidence("x", "pain", "low") + Pack.evidence("x", "function", "low")
      + Pack.rule(
        "x", "x", "a :is(true)", #"slot = "one", rank = 1"#,
        claims: #""trial/x/pain/mixed", "trial/x/function/mixed""#)
    func outcomes(_ goal: String) throws -> [String] {
      try Pack.answer(#"{"a":true,"goal":"\#(goal)"}"#, rules).primary?.claims.map(
        \.evidence.outcome.name) ?? []
    }
    #expect(try outcomes("pain") == ["pain", "function"])
    #expect(try outcomes("function") == ["function", "pain"])
  }

  @Test func `a true conflict is reported in addition to the answer, and changes nothing else`() throws {
    let rules = Pack.pairing("x") + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)
    let conflict =
      #"conflict "odd" { title = "Odd", when = score :above(5), because = "Score {score} beside A." }"#
    let answer = try Pack.answer(#"{"a":true,"score":9}"#, rules, conflict)
    #expect(answer.conflicts.map(\.because) == ["Score 9 beside A."])
    #expect(answer.recommendations == (try Pack.answer(#"{"a":true,"score":9}"#, rules)).recommendations)
  }
}
