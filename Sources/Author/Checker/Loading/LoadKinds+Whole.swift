internal import PlumblineGuideline

extension LoadKinds {
  static let wrongValue = kind(
    .wrongValue, "a field's value is of the wrong kind, or not one of those that are allowed",
    reason: """
      Every field has a type, and many have a list of values or a range. A value outside of it has no meaning.
      """,
    mistake: rule("pain.intensity :at_least(7)").replacing(
      "strength  = \"conditional\",", with: "strength  = \"weak\", -- ←"),
    fix: rule("pain.intensity :at_least(7)"))

  // MARK: values and conditions

  static let values: [FindingKind] = [
    wrongValue,
    kind(
      .comparison, "a comparison's value does not fit the fact: type, range, step or number",
      reason: """
        The fact can never have that value, or cannot be compared in that way: the comparison would give the same result for \
        every patient. Mind the unit: 52 weeks are not 12 months.
        """,
      mistake: rule("pain.intensity :at_least(70)", marked: true), fix: rule("pain.intensity :at_least(7)")),
    kind(
      .unknownCode, "a comparison names a code that the fact does not have",
      reason: """
        A code that is not in the fact's list is never true. It is a spelling mistake, or the vocabulary lacks a code that \
        the rule needs.
        """,
      mistake: rule("goal.primary :is \"funciton\"", marked: true),
      fix: rule("goal.primary :is \"function\"")),
    kind(
      .condition, "a value is given where a condition is needed",
      reason: """
        A condition is a comparison, or comparisons under `all`, `any`, `none`, `first_known` or `any_known`. A fact alone is \
        not a condition, and a list with a hole has lost one.
        """,
      mistake: rule("surgery.spinal", marked: true), fix: rule("surgery.spinal :is(true)")),
    kind(
      .conditionUnused, "a condition is built and never used",
      reason: """
        A comparison on its own line does nothing. Most likely it belongs inside an `all` or `any`, and without it the rule \
        holds for more patients than it should.
        """,
      mistake: "pain.intensity :at_least(7) -- ←\n\n" + rule("mood.phq_9 :at_least(15)"),
      fix: rule("all { pain.intensity :at_least(7), mood.phq_9 :at_least(15) }")),
    kind(
      .script, "a script reads what it may not, or depends on itself",
      reason: """
        A computed fact may not be computed from itself, and a law between facts must be a tree over facts that are given: \
        it is checked before anything is computed.
        """,
      mistake: """
        fact "pain.burden" { -- ←
          type = "integer", range = { 0, 20 }, label = "Burden", question = "Worked out.",
          reads = { pain.burden }, compute = function(facts) return facts.pain.burden end,
        }

        """ + rule("pain.burden :at_least(7)"),
      fix: """
        fact "pain.burden" {
          type = "integer", range = { 0, 20 }, label = "Burden", question = "Worked out.",
          reads = { pain.intensity }, compute = function(facts) return facts.pain.intensity * 2 end,
        }

        """ + rule("pain.burden :at_least(7)")),
  ]

  // MARK: the guideline as a whole

  static let whole: [FindingKind] = [
    kind(
      .severalDomains, "packs of two domains are loaded as one guideline",
      reason: """
        A guideline has one domain: its stages, outcomes and stops. Packs of two domains in force together are two guidelines, and \
        each is loaded with its own packs; a pack that needs both belongs to neither.
        """,
      mistake: """
        pack "site" { requires = { ["red-flags"] = "2.0", ["oa-stops"] = "0.1" }, … } -- ←
        """,
      fix: """
        pack "site-back" { requires = { ["red-flags"] = "2.0" }, … }
        pack "site-knee" { requires = { ["oa-stops"] = "0.1" }, … }
        """),
    kind(
      .requirement, "a pack requires what is not in force, or lacks a requirement",
      reason: """
        A pack names the packs that it rests on, each with the lowest version. A pack that recommends must require \
        'red-flags': a guideline without its stops does not load. It may also name the lowest engine that it needs \
        (`engine`); an older engine cannot know what the pack means.
        """,
      mistake: Examples.frameManifest.replacing(
        "requires  = { vocabulary = \"1.0\", [\"red-flags\"] = \"1.0\", common = \"1.0\" },",
        with: "requires  = { vocabulary = \"2.0\", [\"red-flags\"] = \"1.0\", common = \"1.0\" }, -- ←"),
      fix: Examples.frameManifest),
    kind(
      .stops, "a stop of the pack 'red-flags' is weakened",
      reason: """
        No pack may adapt a stop, ignore one while it is unknown, or put a red flag under a condition: patients with a red \
        flag are seen first, whatever else is true.
        """,
      mistake: """
        adapt "red-flags/fracture" { -- ←
          fact = red_flags.fracture, from = true, to = false, reason = "rare here", approved_by = "A. Author", approved_on = "2026-02-01",
        }
        """,
      fix: Examples.rule("pain.intensity :at_least(7)")),
    kind(
      .misplaced, "a declaration is in a place where it cannot act",
      reason: """
        Tests, and only tests, belong in the pack's folder `tests`. A contraindication acts on the rules that recommend its \
        pairing: if no rule recommends that pairing by itself, it never acts.
        """,
      mistake: """
        test "much pain" { -- ←
          given  = { pain = { intensity = 8 } },
          expect = { primary = "exercise+walking" },
        }

        """ + Examples.painRule,
      fix: Examples.painRule),
    kind(
      .adaptation, "an adaptation changes nothing",
      reason: """
        `adapt` names a cut-off that is not in the declaration that it adapts: the other pack has changed, or the value is \
        mistyped. The site would believe that its own cut-off is in force.
        """,
      mistake: """
        adapt "common/strength-for-weight" { -- ←
          fact = body.weight, from = 110, to = 100, reason = "local equipment", approved_by = "A. Author", approved_on = "2026-02-01",
        }
        """,
      fix: """
        adapt "common/strength-for-weight" {
          fact = body.weight, from = 120, to = 100, reason = "local equipment", approved_by = "A. Author", approved_on = "2026-02-01",
        }
        """),
    unreadable,
  ]

  static let unreadable = kind(
    .unreadable, "a folder or file cannot be read as part of a pack",
    reason: """
      The cause is a hidden pack file, a name with spaces, a file that is too large, or a folder without a pack. Nothing \
      that looks like a pack file is skipped silently.
      """,
    mistake: "-- a file named rules.LUA", fix: "-- the file named rules.lua")
}
