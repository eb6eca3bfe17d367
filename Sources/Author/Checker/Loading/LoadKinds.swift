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

  /// A rule with this condition; `marked` marks its line as the mistake.
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
        A file that is not valid Lua is not read at all. The place is where Lua gave up: the mistake is often on the line \
        before, where a comma, a quotation mark or a brace is missing.
        """,
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "\"Pair exercise with walking\",\n  when      = pain",
        with: "\"Pair exercise with walking\"\n  when      = pain"
      ).replacing("at_least(7),", with: "at_least(7), -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .run, "a file fails while it runs",
      reason: """
        A pack's file is a Lua program that runs once, while loading. It used something that does not exist, or was stopped \
        by its own `error`. Nothing that the file declares is then in force.
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
        Steps, memory and text of a pack are bounded, so that no pack can hang or exhaust a machine. A loop that does not \
        end is the usual cause. `plumbline doctor` prints the limits.
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
      .operator, "a Lua operator or word silently loses a condition",
      reason: """
        Lua evaluates `and`, `or`, `not` and comparison signs while the file loads, before any patient is known, and keeps \
        one side only. Write `all { … }`, `any { … }`, `none { … }` and comparisons with a colon.
        """,
      mistake: rule("pain.intensity :at_least(7) and mood.phq_9 :below(10)", marked: true),
      fix: rule("all { pain.intensity :at_least(7), mood.phq_9 :below(10) }")),
    kind(
      .notation, "a declaration or comparison is not written in the pack language",
      reason: """
        A declaration is a word, a name in quotes and a table; a comparison is a fact, a colon and a method. Anything else \
        does not do what it seems to do.
        """,
      mistake: rule("pain.intensity.at_least(7)", marked: true),
      fix: rule("pain.intensity :at_least(7)")),
  ]

  // MARK: words and names

  static let words: [FindingKind] = [
    kind(
      .unknownName, "a name is unknown",
      reason: """
        The name is not a local of the file, a word of the pack language or a fact of the vocabulary in force. Often it is \
        misspelt, or its pack is not required. In Lua it would be nil, and the condition would lose a part.
        """,
      mistake: rule("al { pain.intensity :at_least(7), mood.phq_9 :at_least(10) }", marked: true),
      fix: rule("all { pain.intensity :at_least(7), mood.phq_9 :at_least(10) }")),
    kind(
      .unknownFact, "a fact is not in the vocabulary",
      reason: """
        A comparison with a fact that does not exist would be unknown for every patient. Facts are declared with `fact`, in \
        this pack or in one that it requires.
        """,
      mistake: rule("pain.intensty :at_least(7)", marked: true), fix: rule("pain.intensity :at_least(7)")),
    kind(
      .badName, "a name is malformed",
      reason: """
        Names are lower case words joined by `-`; facts join theirs by `_`, with one `.` after the group. Evidence is named \
        source/partner/outcome/timepoint, and a pairing by its parts in the order of the domain, so that a name alone says what it is.
        """,
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "rule \"walking-for-pain\" {", with: "rule \"Walking for pain\" { -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .unknownField, "a declaration does not have this field",
      reason: """
        A misspelt field would otherwise be ignored, with all that it says. A rule cannot state a certainty: it is derived \
        for each patient from the evidence.
        """,
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "because   = \"The condition of this example holds.\",",
        with: "because   = \"The condition of this example holds.\",\n  certainty = \"low\", -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .missingField, "a required field is missing",
      reason:
        "The declaration is incomplete. The page of the pack language lists the fields that each declaration needs.",
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "rule \"walking-for-pain\" {", with: "rule \"walking-for-pain\" { -- ←"
      ).replacing("  title     = \"Pair exercise with walking\",\n", with: ""),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .duplicate, "something is declared twice, or a name is used twice",
      reason: """
        If a name, a rank or a field were given twice, only one of the two could act, and no reader would see which. An \
        answer refers to everything by name, so each name must belong to one thing only.
        """,
      mistake: rule("pain.intensity :at_least(7)") + "\n\n"
        + rule("pain.intensity :at_least(9)").replacing(
          "rule \"walking-for-pain\" {", with: "rule \"walking-for-pain\" { -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
    kind(
      .dangling, "a name refers to something that no pack declares",
      reason: """
        A rule names its pairing, its evidence and its sources. If one of them is in no pack in force, the answer would rest \
        on nothing. Declare it, require the pack that has it, or correct the spelling.
        """,
      mistake: rule("pain.intensity :at_least(7)").replacing(
        "sources   = { \"trial-2020\" },", with: "sources   = { \"trial-2002\" }, -- ←"),
      fix: rule("pain.intensity :at_least(7)")),
  ]
}
