public import PlumblineGuideline

/// A field of care to begin from: a vocabulary, the pack that declares the domain and holds its stops, and a pack that recommends.
///
/// The three load, check and test clean without any other pack, and every invented part of them says EXAMPLE.
public enum DomainScaffold {
  /// The files of three new packs, each in its own folder.
  ///
  /// - Parameter today: the day in the manifests and in the example's citation.
  public static func files(_ name: AuthoredName, today: Day) throws -> [NewFile] {
    if Self.reserved.contains(name.group) {
      throw ScaffoldRefusal("'\(name)' is a word of Lua or of packs; choose another name for the field")
    }
    let vocabulary = try AuthoredName("\(name)-vocabulary")
    let stops = try AuthoredName("\(name)-stops")
    let facts = pack(
      vocabulary,
      [
        NewFile(
          name: "pack.lua",
          text: PackScaffold.manifest(
            vocabulary, requires: [], reads: "which facts there are; nothing is decided here", today),
          says: "the manifest of the vocabulary"),
        NewFile(name: "facts.lua", text: self.facts(name), says: "a score and a red flag"),
      ])
    let safety = pack(
      stops,
      [
        NewFile(
          name: "pack.lua",
          text: PackScaffold.manifest(
            stops, requires: [requirement(vocabulary)], reads: "the red flag stops; the score must be known",
            today), says: "the manifest of the stops"),
        NewFile(
          name: "domain.lua", text: domain(name), says: "the domain: its parts, outcomes, times and stages"),
        NewFile(
          name: "stops.lua", text: self.stops(name, today), says: "a stop, and a gate for what must be known"),
        NewFile(name: "tests/stops.lua", text: tests(name, stops, today), says: "their tests"),
      ])
    let declared = [
      NewFile(
        name: "pack.lua",
        text: PackScaffold.manifest(
          name, requires: [requirement(vocabulary), requirement(stops)],
          reads: "the score bears on the choice",
          today), says: "the manifest of the pack that recommends"),
      NewFile(
        name: "otherwise.lua", text: otherwise(name, today), says: "what is recommended if no rule is chosen"),
    ]
    let bare = PackFolder(name: name.description, files: declared.map(\.packFile))
    let rule = try RuleScaffold(
      try AuthoredName("example"), in: bare, of: name.description, fact: "\(name.group).score", today: today
    ).files(beside: [facts.folder, safety.folder])
    return facts.files + safety.files + pack(name, declared + rule).files
  }

  /// Words that cannot name a group of facts.
  private static let reserved = Set(
    [
      "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
      "nil",
      "not", "or", "repeat", "return", "then", "true", "until", "while", "assert", "error", "ipairs", "math",
      "pairs",
      "pcall", "select", "string", "table", "tonumber", "tostring", "type", "red_flags",
    ] + ProfileKeys.reserved + PackWords.declarations + PackWords.combinators)

  /// Files in the folder of their pack, and the folder as it is loaded.
  private static func pack(_ name: AuthoredName, _ files: [NewFile]) -> (files: [NewFile], folder: PackFolder)
  {
    (
      files.map { NewFile(name: "\(name)/\($0.name)", text: $0.text, says: $0.says) },
      PackFolder(
        name: name.description, files: files.filter { !$0.name.hasPrefix("tests/") }.map(\.packFile))
    )
  }

  private static func requirement(_ name: AuthoredName) -> String {
    "\(PackScaffold.key(name.description)) = \"0.1\""
  }

  private static func facts(_ name: AuthoredName) -> String {
    """
    -- What can be known about a patient. Documentation/Pack-language.md lists the kinds of facts.

    fact "\(name.group).score" {
      type     = "integer", range = { 0, 10 },
      label    = "EXAMPLE score (\(name))",
      question = "EXAMPLE: what is asked, as it is asked, with its range (0 to 10)?",
    }

    -- Every fact of this group stops by itself: the domain says so (`flags`).
    fact "red_flags.example" {
      type     = "boolean",
      label    = "EXAMPLE red flag",
      question = "EXAMPLE: which sign must be seen to before anything else?",
    }

    """
  }

  private static func domain(_ name: AuthoredName) -> String {
    """
    -- The field of care. The pack that declares it holds the safety stops: every pack that recommends requires it.

    domain "\(name)" {
      title      = "EXAMPLE: the field of care, in a few words",
      -- base    = "exercise",   -- a part that every recommendation begins with, if there is one
      stages     = { "scope", "required-data" },   -- after the stops, in this order
      outcomes   = { "symptoms", "quality-of-life" },   -- EXAMPLE: what the evidence measured
      timepoints = {   -- EXAMPLE: when, in months from the end of treatment
        { name = "short-term", label = "under 6 months", from = 0 },
        { name = "long-term", label = "6 months or more", from = 6 },
      },
      flags      = "red_flags",
      contacts   = { "emergency", "team" },   -- and "suicide_line", if the field asks about thoughts of suicide
      disclaimer = "EXAMPLE: what every recommendation says of itself.",
    }

    """
  }

  private static func stops(_ name: AuthoredName, _ today: Day) -> String {
    """
    -- What comes before any recommendation. A missing answer is never read as a no.

    source "\(name)-dangers" {
      citation = "EXAMPLE, not a publication: written by `plumbline new` on \(today). Cite what you have read.",
    }

    stop "example" {
      title   = "EXAMPLE: the danger, in a few words",
      urgency = "same-day",   -- or "emergency", "urgent"
      when    = red_flags.example :is(true),
      because = "EXAMPLE: why this must be seen to first.",
      action  = "EXAMPLE: what to do now.",
      sources = { "\(name)-dangers" },
    }

    need_data "score" {
      title   = "EXAMPLE: the score is not known",
      stage   = "required-data",
      any_of  = { \(name.group).score },
      because = "EXAMPLE: why nothing can be chosen without it.",
      action  = "EXAMPLE: how to find it out.",
    }

    """
  }

  private static func tests(_ name: AuthoredName, _ stops: AuthoredName, _ today: Day) -> String {
    """
    -- For each stop and gate a patient on either side of it.

    test "the red flag stops" {
      as_of  = "\(today)",
      given  = { red_flags = { example = true }, \(name.group) = { score = 8 } },
      expect = { decision = "stop", alerts = { "\(stops)/example" } },
    }

    test "an unknown red flag blocks" {
      as_of  = "\(today)",
      given  = { \(name.group) = { score = 8 } },
      expect = { decision = "need-data", gates = { "\(stops)/example" } },
    }

    test "the score must be known" {
      as_of  = "\(today)",
      given  = { red_flags = { example = false } },
      expect = { decision = "need-data", gates = { "\(stops)/score" } },
    }

    test "a known score passes" {
      as_of  = "\(today)",
      given  = { red_flags = { example = false }, \(name.group) = { score = 8 } },
      expect = { decision = "recommend" },
    }

    """
  }

  private static func otherwise(_ name: AuthoredName, _ today: Day) -> String {
    """
    -- What is recommended when no rule is chosen: a treatment is recommended only if a pack declares it.

    source "\(name)-usual-care" {
      citation = "EXAMPLE, not a publication: written by `plumbline new` on \(today). Cite what you have read.",
    }

    evidence "\(name)-usual-care/usual-care/symptoms/not-stated" {
      source       = "\(name)-usual-care",
      intervention = "EXAMPLE: what was given",
      comparator   = "EXAMPLE: what it was compared with",
      outcome      = "symptoms", timepoint = "not-stated",
      certainty    = "not-stated",
      population   = {},
    }

    pairing "usual-care" {
      title       = "EXAMPLE: usual care",
      what        = "EXAMPLE: what it consists of, as a clinician would say it.",
      for_patient = "EXAMPLE: the same in plain words, for the patient.",
    }

    otherwise "usual-care" {
      title     = "EXAMPLE: usual care",
      recommend = "usual-care",
      strength  = "conditional",
      claims    = { "\(name)-usual-care/usual-care/symptoms/not-stated" },
      because   = "EXAMPLE: why this is what is left.",
      sources   = { "\(name)-usual-care" },
    }

    """
  }
}
