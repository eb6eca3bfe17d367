public import PlumblineGuideline

/// A pack to begin from: it loads, checks and tests clean, and every invented part of it says EXAMPLE.
///
/// Its rule reads a fact of its own, which no profile has yet: until an author changes it, it advises no patient.
public enum PackScaffold {
  /// The files of a new pack, and of its first rule with its tests.
  ///
  /// - Parameters:
  ///   - inForce: the packs in force; `vocabulary` and `red-flags` must be among them, since a pack that recommends requires them.
  ///   - isWhole: whether it requires the pack that says what is recommended otherwise, too: then its guideline has no gap.
  ///   - today: the day in the manifest and in the example's citation.
  public static func files(
    _ name: AuthoredName, inForce: [PackFolder], isWhole: Bool = false, today: Day
  ) throws -> [NewFile] {
    let guideline = try GuidelineLoader.load(inForce)
    if guideline[pack: name.description] != nil {
      throw ScaffoldRefusal("a pack named '\(name)' is in force already; choose another name")
    }
    let domain = guideline.domain
    if name.description == domain.base {
      throw ScaffoldRefusal(
        "a pack is named for what goes with \(name); choose a name other than '\(name)'")
    }
    guard let stops = guideline[pack: domain.stops.pack] else {
      throw ScaffoldRefusal(
        "the packs in force have no '\(domain.stops.pack)', which a pack that recommends requires; add it with --rules, or begin a field of its own with `plumbline new domain`"
      )
    }
    let last = isWhole ? guideline.otherwise?.id.split(separator: "/").first.map(String.init) : nil
    let known = stops.requires.keys.sorted() + [stops.id]
    let required = known + [last].compactMap { $0 }.filter { !known.contains($0) }
    let requires = required.compactMap { id in
      guideline[pack: id].map { pack in
        "\(Self.key(id)) = \"\(pack.version.major).\(pack.version.minor)\""
      }
    }
    let partner = domain.pairing(onBase: [name.description])
    let declared = [
      NewFile(
        name: "pack.lua", text: manifest(name, requires: requires, reads: "the score in facts.lua", today),
        says: "the manifest"),
      NewFile(name: "facts.lua", text: facts(name), says: "its own fact"),
      NewFile(name: "pairings.lua", text: pairing(partner, of: domain), says: "what is recommended"),
    ]
    let bare = PackFolder(name: name.description, files: declared.map(\.packFile))
    return declared
      + (try RuleScaffold(
        try AuthoredName("example"), in: bare, of: name.description, fact: "\(name.group).example_score",
        recommends: partner.description, today: today
      ).files(beside: inForce))
  }

  /// A manifest to begin from.
  ///
  /// - Parameters:
  ///   - requires: as fields of a Lua table.
  ///   - reads: how data about health are used.
  static func manifest(_ name: AuthoredName, requires: [String], reads: String, _ today: Day) -> String {
    let required = requires.isEmpty ? "" : "\n  requires  = { \(requires.joined(separator: ", ")) },"
    return """
      -- The manifest, for those who must judge this pack. Every line that says EXAMPLE is invented: replace it.
      -- The pack language: Documentation/Pack-language.md. To list what is left: grep -rn EXAMPLE .

      pack "\(name)" {
        version   = "0.1.0",
        title     = "EXAMPLE: what this pack is about, in a few words",
        purpose   = "EXAMPLE: for whom, about which patients, and what it does not decide. It supports clinical " ..
                    "judgement and does not replace it.",
        authors   = { "EXAMPLE: your name" },
        review_by = "\(today.aYearLater ?? today)",   -- after this day every answer carries a caution\(required)

        -- The source attributes of 45 CFR 170.315(b)(11)(iv)(A). For each kind of data: false, or how it is used.
        developer = "EXAMPLE: who turned the guideline into this pack",
        funding   = "EXAMPLE: who funded that",
        released  = "\(today)",
        uses      = {
          race = false, ethnicity = false, language = false,
          sexual_orientation = false, gender_identity = false, sex = false,
          date_of_birth = false, social_determinants = false,
          health_status = "EXAMPLE: \(reads)",
        },
      }

      """
  }

  private static func facts(_ name: AuthoredName) -> String {
    """
    -- A fact that the shared vocabulary does not have. Remove this file if you need none.

    fact "\(name.group).example_score" {
      type     = "integer", range = { 0, 10 },
      label    = "EXAMPLE score (\(name))",
      question = "EXAMPLE: what is asked, as it is asked, with its range (0 to 10)?",
    }

    """
  }

  /// An id as a field of a Lua table.
  static func key(_ id: String) -> String { id.contains("-") ? "[\"\(id)\"]" : id }

  /// A pairing to begin from.
  static func pairing(_ name: PairingName, of domain: Domain) -> String {
    let others = name.parts.filter { $0 != domain.base }.joined(separator: ", ")
    let title = [domain.base.map { "\($0) with" }, others].compactMap { $0 }.joined(separator: " ")
    let comment =
      domain.base.map { "What goes with \($0): its parts joined by `+`, \($0) first." }
      ?? "What is recommended: its parts joined by `+`."
    return """
      -- \(comment)
      pairing "\(name)" {
        title       = "EXAMPLE: \(title)",
        what        = "EXAMPLE: what it consists of, as a clinician would say it.",
        cautions    = { "EXAMPLE: a warning." },
        for_patient = "EXAMPLE: the same in plain words, for the patient.",
      }

      """
  }

}

extension NewFile {
  var packFile: PackFile { PackFile(name: name, text: Array(text.utf8)) }
}
