import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// What a guideline must have, and what no pack may do to another.
struct PackSafetyTests {
  @Test func `a guideline without its stops does not load`() {
    let bare = Shipped.pack(
      "site",
      [
        "rules.lua": SitePack.manifest.replacing(#", requires = { ["red-flags"] = "1.0" }"#, with: "") + "\n"
          + SitePack.rule("fear.tsk_17 :above(37)")
      ])
    let failure = #expect(throws: PackFailure.self) { try GuidelineLoader.load(SitePack.ground + [bare]) }
    #expect(
      failure?.problems.map(\.message) == [
        "pack 'site' recommends, so it must require 'red-flags': a guideline without its stops does not load; add the requirement"
      ])

    let empty = Shipped.pack(
      "red-flags",
      ["pack.lua": #"pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" } }"#])
    let second = #expect(throws: PackFailure.self) { try GuidelineLoader.load([SitePack.ground[0], empty]) }
    #expect(
      second?.problems.map(\.message) == [
        "pack 'red-flags' declares no `stop`: a guideline without its stops does not load"
      ])
  }

  @Test(arguments: [
    (
      #"adapt "red-flags" { fact = red_flags.any, from = true, to = false, reason = "r", approved_by = "a", approved_on = "2026-01-01" }"#,
      "`adapt \"red-flags\"`: stops and the pack 'red-flags' cannot be adapted; leave it out"
    ),
    (
      #"adapt "site" { fact = fear.tsk_17, from = 40, to = 39, reason = "r", approved_by = "a", approved_on = "2026-01-01" }"#,
      "`adapt \"site\"` finds no comparison of 'fear.tsk_17' with that value; check whether the adapted pack has changed"
    ),
  ])
  func `an adaptation that is forbidden or finds nothing is refused`(text: String, message: String) {
    #expect(
      SitePack.problems(SitePack.rule("fear.tsk_17 :above(37)") + "\n" + text).contains {
        $0.hasSuffix(message)
      })
  }

  @Test(arguments: [
    (
      #"stop "n" { title = "t", when = surgery.spinal :is(true), urgency = "urgent", because = "b", action = "a" } exclude "n" { title = "t", when = surgery.spinal :is(false), stage = "acute", because = "b", action = "a" }"#,
      "exclude 'n' has the same name as the stop at site/rules.lua:2: an answer could not tell them apart; rename one of them"
    ),
    (
      #"need_data "z" { title = "t", because = "b", action = "a", stage = "required-data", any_of = {} }"#,
      "`any_of` of need_data 'z' lists no fact, so it would never block"
    ),
    (
      #"constraint "c" { holds = red_flags.any :is(false), because = "b" }"#,
      "constraint 'c' covers 'red_flags.any', which a stop reads: only arithmetic between the scores of one `instrument`, in the pack that declares them, may do that; leave the constraint out, or use `conflict`"
    ),
    (
      #"stop "s" { title = "t", when = fear.tsk_17 :above(60), urgency = "urgent", because = "b", action = "a" } constraint "c" { holds = fear.tsk_17 :at_least(fear.fabq_physical_activity), because = "b" }"#,
      "constraint 'c' covers 'fear.tsk_17', which a stop reads: only arithmetic between the scores of one `instrument`, in the pack that declares them, may do that; leave the constraint out, or use `conflict`"
    ),
    (
      #"stop "s" { title = "t", when = x.a :is(true), urgency = "urgent", because = "b", action = "a" } fact "x.a" { type = "boolean", label = "x", question = "x", only_when = surgery.spinal :is(true) }"#,
      "fact 'x.a' is read by a stop, so it may not have `only_when`: an answer that stops is never refused"
    ),
    (
      #"fact "x.a" { type = "boolean", label = "x", question = "x", only_when = red_flags.any :is(false) }"#,
      "`only_when` of fact 'x.a' covers 'red_flags.any', which a stop reads: an answer to it is asked for, never concluded; leave `only_when` out"
    ),
    (
      #"stop "s" { title = "t", when = surgery.spinal :is(true), urgency = "urgent", because = "b", action = "a", if_unknown = "ask", if_unknown_because = "x" }"#,
      "stop 'site/s' may not have `if_unknown = \"ask\"`: of the stops, only red-flags/suicide-risk may pass while unknown"
    ),
    (
      #"fact "red_flags" { type = "boolean", label = "x", question = "x" }"#,
      "fact 'red_flags' has a name that a profile uses for something else (a group of facts, or one of id, notes, instruments, answered_together, visits, provenance); rename it"
    ),
    (
      #"fact "x.a" { type = "boolean", label = "x", question = "x", reads = { x.a }, compute = function() return true end }"#,
      "fact 'x.a' is computed from itself"
    ),
    (
      #"pairing "exercise+x" { title = "t", what = "w", for_patient = "f", contraindications = { { when = surgery.spinal :is(true), because = "b" } } }"#,
      "pairing 'exercise+x' has contraindications that would never act: no rule recommends it by itself; put them on the pairings that it is joined from, or use `advise_against`"
    ),
    (
      #"pairing "exercise+x" { title = "t", what = "w", for_patient = "f" } advise_against "e" { title = "t", against = "exercise", when = surgery.spinal :is(true), because = "b" }"#,
      "advise_against 'site/e' is against exercise itself: it would leave nothing to recommend; use `defer` or `exclude`"
    ),
    (
      #"pack "other" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#,
      "folder 'site' declares more than one pack, the other at site/rules.lua:1; give each pack its own folder"
    ),
  ])
  func `a declaration that would never act, or would loosen a stop, is refused`(text: String, message: String)
  {
    #expect(
      SitePack.problems(text) == ["site/rules.lua:2: \(message)"]
        || SitePack.problems(text) == ["vocabulary/facts.lua:6: \(message)"])
  }

  @Test(arguments: [
    ("with its questionnaire", #"constraint "c" { holds = x.total :at_least(x.part), because = "b" }"#, true),
    ("", #"constraint "c" { holds = x.total :at_least(x.part), because = "b" }"#, false),
  ])
  func `arithmetic of one questionnaire may refuse answers that a stop reads`(
    form: String, constraint: String, isAllowed: Bool
  ) {
    let instrument =
      form.isEmpty
      ? ""
      : """
      instrument "x" { title = "X", items = 2, range = { 0, 3 }, better = "lower", items_may_be_shown = true,
        scores = { { fact = x.total, items = "all" }, { fact = x.part, items = { 2 } } }, licence = "l", citation = "c" }
      """
    let problems = SitePack.problems(
      """
      fact "x.total" { type = "integer", range = { 0, 6 }, label = "x", question = "x" }
      fact "x.part" { type = "integer", range = { 0, 3 }, label = "x", question = "x" }
      stop "s" { title = "t", when = x.part :at_least(1), urgency = "urgent", because = "b", action = "a" }
      \(instrument)
      \(constraint)
      """)
    #expect(problems.isEmpty == isAllowed, "\(problems)")
  }

  @Test func `a vocabulary's red flag without its own stop is refused`() {
    let weak = Shipped.pack(
      "red-flags",
      [
        "stops.lua": """
        pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" }, requires = { vocabulary = "1" } }
        stop "flag" { title = "t", when = all { red_flags.any :is(true), surgery.spinal :is(true) }, urgency = "urgent", because = "b", action = "a" }
        """
      ])
    let failure = #expect(throws: PackFailure.self) { try GuidelineLoader.load([SitePack.ground[0], weak]) }
    #expect(
      failure?.problems.map(\.message)
        == [
          "pack 'red-flags' has no `stop` that is true whenever 'red_flags.any' is: a red flag must stop by itself"
        ])
  }

  @Test func `thousands of mistakes are bounded in number and in time`() {
    let text = (0..<3_000).map { "source \"s\($0)\" { citation = feer.x\($0) }" }.joined(separator: "\n")
    let found = SitePack.problems(text)
    #expect(found.count == Problems.most + 1)
    #expect(found.last == "there are more than 500 problems; fix these first")
  }

  @Test func `two packs that define one name differently are refused, with both places`() {
    let other = Shipped.pack(
      "other",
      [
        "facts.lua": """
        pack "other" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }
        fact "fear.tsk_17" { type = "integer", range = { 17, 70 }, label = "TSK-17", question = "?" }
        """
      ])
    let failure = #expect(throws: PackFailure.self) { try GuidelineLoader.load(SitePack.ground + [other]) }
    #expect(
      failure?.problems.map(\.description)
        == [
          "vocabulary/facts.lua:2: fact 'fear.tsk_17' is declared differently by two packs: the other is at other/facts.lua:2"
        ])
  }
}
