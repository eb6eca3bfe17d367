internal import PlumblineGuideline

/// The kinds of problems that keep a pack from loading.
enum LoadKinds {
  static func kind(
    _ problem: PackProblem.Kind, _ summary: String, reason: String, mistake: String, fix: String,
    around: String = ""
  ) -> FindingKind {
    FindingKind(
      problem.rawValue, .error, summary, reason: reason, mistake: .init(mistake, around: around),
      fix: .init(fix, around: around))
  }

  /// A rule whose condition is written here, found on that line or not.
  static func rule(_ when: String, marked: Bool = false) -> String {
    let text = Examples.rule(when)
    guard marked else { return text }
    return text.replacing("when      = \(when),", with: "when      = \(when), -- ←")
  }

  // MARK: the text

  static let text: [FindingKind] = [
    kind(
      .syntax, "the text is not Lua, or not plain UTF-8",
      reason: """
        Nothing of a file is read if Lua does not understand it. The place is where Lua gave up: the mistake often stands on \
        the line before, where a comma, a quotation mark or a brace is missing.
        """,
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "\"Pair exercise with walking\",\n  when      = pain",
        with: "\"Pair exercise with walking\"\n  when      = pain"
      ).replacing("at_least(7),", with: "at_least(7), -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .run, "a file fails while it runs",
      reason: """
        A pack's file is a Lua program that runs once, while loading. It asked for something that is not there, or was \
        stopped by its own `error`. Nothing that the file declares is then in force.
        """,
      mistake: """
        local cut_offs = { pain = 7 }
        local limit = cut_offs.fear + 1 -- ←

        """ + rule("pain.intensity :at_least(limit)"),
      fix: """
        local cut_offs = { pain = 7, fear = 6 }
        local limit = cut_offs.fear + 1

        """ + rule("pain.intensity :at_least(limit)")),
    kind(
      .limit, "a file needs more than the sandbox allows",
      reason: """
        A pack is given a bounded amount of steps, memory and text, so that none can hang or exhaust a machine. A loop that \
        does not end is the usual cause. `plumbline doctor` prints the limits.
        """,
      mistake: """
        local cut_off = 0
        while cut_off < 7 do cut_off = cut_off - 1 end -- ←

        """ + rule("pain.intensity :at_least(7)"),
      fix: """
        local cut_off = 0
        while cut_off < 7 do cut_off = cut_off + 1 end

        """ + rule("pain.intensity :at_least(cut_off)")),
    kind(
      .operator, "a Lua operator or word stands where it silently loses a condition",
      reason: """
        Lua works out `and`, `or`, `not` and comparison signs while the file loads, before any patient is known, and keeps \
        one side only. Write `all { … }`, `any { … }`, `none { … }` and comparisons with a colon.
        """,
      mistake: rule("pain.intensity :at_least(7) and mood.phq_9 :below(10)", marked: true),
      fix: rule("all { pain.intensity :at_least(7), mood.phq_9 :below(10) }")),
    kind(
      .notation, "a declaration or comparison is not written as the pack language writes it",
      reason: """
        A declaration is a word, a name in quotes and a table; a comparison is a fact, a colon and a method. Anything else \
        does something other than what it looks like.
        """,
      mistake: rule("pain.intensity.at_least(7)", marked: true),
      fix: rule("pain.intensity :at_least(7)")),
  ]

  // MARK: words and names

  static let words: [FindingKind] = [
    kind(
      .unknownName, "a name means nothing",
      reason: """
        The name is no local of the file, no word of the pack language and no fact of the vocabulary in force. Often it is a \
        spelling mistake, or a pack that is not required. In Lua it would be nil, and the condition would lose a part.
        """,
      mistake: rule("al { pain.intensity :at_least(7), mood.phq_9 :at_least(10) }", marked: true),
      fix: rule("all { pain.intensity :at_least(7), mood.phq_9 :at_least(10) }")),
    kind(
      .unknownFact, "a fact is not in the vocabulary",
      reason: """
        A comparison with a fact that nobody can ever fill in would be unknown for every patient. Facts are declared with \
        `fact`, in this pack or in one that it requires.
        """,
      mistake: rule("pain.intensty :at_least(7)", marked: true), fix: rule("pain.intensity :at_least(7)")),
    kind(
      .badName, "a name is not well formed",
      reason: """
        Names are lower case words joined by `-`; facts join theirs by `_`, with one `.` after the group. Evidence is named \
        source/partner/outcome/timepoint, and a pairing by its parts, exercise first, so that a name alone says what it is.
        """,
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "rule \"walking-for-pain\" {", with: "rule \"Walking for pain\" { -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .unknownField, "a field is not one of the declaration's",
      reason: """
        A misspelt field would otherwise be passed over, and what it says with it. A rule cannot state a certainty: that is \
        worked out for each patient from the evidence.
        """,
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "because   = \"The condition of this example holds.\",",
        with: "because   = \"The condition of this example holds.\",\n  certainty = \"low\", -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .missingField, "a field that is needed is missing",
      reason:
        "The declaration does not say all that it must. The pack language's page lists what each needs.",
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "rule \"walking-for-pain\" {", with: "rule \"walking-for-pain\" { -- ←"
      ).replacing("  title     = \"Pair exercise with walking\",\n", with: ""),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .duplicate, "something is said twice, or two things bear one name",
      reason: """
        Of two declarations of one name, two rules of one rank or a field that stands twice only one could act, and nobody \
        would see which. An answer knows everything by its name, so that names must be one thing's alone.
        """,
      mistake: rule("pain.intensity :at_least(7)") + "\n\n"
        + rule("pain.intensity :at_least(9)").replacing(
          "rule \"walking-for-pain\" {", with: "rule \"walking-for-pain\" { -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .dangling, "a name refers to something that no pack declares",
      reason: """
        A rule names its pairing, its evidence and its sources. If one of them is in no pack in force, the answer would rest \
        on nothing. Declare it, require the pack that has it, or mend the spelling.
        """,
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "sources   = { \"trial-2020\" },", with: "sources   = { \"trial-2002\" }, -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
  ]
}
