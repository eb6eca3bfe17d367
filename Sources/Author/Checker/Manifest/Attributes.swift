internal import PlumblineGuideline

/// The check of the source attributes of a pack: what it says about itself to those who must judge it.
enum Attributes: Check {
  static let missing = FindingKind(
    "source-attribute-missing", .note,
    "a pack leaves out some of the 13 source attributes",
    reason: """
      A site that adopts a decision support intervention must be able to see who developed and funded it, when, from which \
      publications, and which of nine kinds of patient data it uses (45 CFR §170.315(b)(11)(iv)(A)). Write `developer`, \
      `funding`, `released`, and `uses`, in which each kind is false or says how it is used.
      """,
    mistake: Examples.manifest(["funding": ""], mark: Examples.mark),
    fix: Examples.manifest(["funding": "\"none\","]))

  static let denied = FindingKind(
    "use-denied", .warning,
    "a pack says that it does not use data that its conditions read",
    reason: """
      The attribute tells a hospital whether an answer can depend on, say, a patient's sex or age. Say how the data is used \
      instead of `false`.
      """,
    mistake: Examples.manifest(
      [
        "requires": Examples.allRequired,
        "uses":
          "{\n    race = false, ethnicity = false, language = false, sexual_orientation = false, gender_identity = false, sex = false,\n    date_of_birth = false, -- ←\n    social_determinants = false, health_status = \"pain\",\n  },",
      ], around: Examples.veto, tests: Examples.vetoTest),
    fix: Examples.manifest(
      [
        "requires": Examples.allRequired,
        "uses":
          "{\n    race = false, ethnicity = false, language = false, sexual_orientation = false, gender_identity = false, sex = false,\n    date_of_birth = \"age in years\",\n    social_determinants = false, health_status = \"pain\",\n  },",
      ], around: Examples.veto, tests: Examples.vetoTest))

  static let kinds = [missing, denied]

  static func findings(in subject: Subject) -> [Finding] {
    subject.guideline.packs.filter { subject.own.contains($0.id) }.flatMap { pack in
      let missing = missingAttributes(of: pack, subject.guideline)
      let first =
        missing.isEmpty
        ? []
        : [
          Finding(
            Self.missing, at: subject.location(pack.place, naming: pack.id),
            "pack '\(pack.id)' leaves out \(missing.count) of the 13 source attributes: \(missing.joined(separator: ", "))"
          )
        ]
      return first + deniedUses(of: pack, subject)
    }
  }

  private static func missingAttributes(of pack: Pack, _ guideline: Guideline) -> [String] {
    let attributes = pack.attributes
    var missing: [String] = []
    // Citations: its own sources, those that it uses, or its questionnaires'.
    if pack.advises, !cites(pack, guideline) { missing.append("citations (`source`)") }
    if attributes.developer == nil { missing.append("`developer`") }
    if attributes.funding == nil { missing.append("`funding`") }
    if attributes.released == nil { missing.append("`released`") }
    missing += SourceAttributes.Data.allCases.filter { attributes.uses[$0] == nil }.map {
      "`uses.\($0.rawValue)`"
    }
    return missing
  }

  private static func cites(_ pack: Pack, _ guideline: Guideline) -> Bool {
    if (pack.declares["source"] ?? 0) > 0 || (pack.declares["instrument"] ?? 0) > 0 { return true }
    func isOf(_ place: Place) -> Bool { place.file.hasPrefix(pack.id + "/") }
    return guideline.everyRule.contains { isOf($0.place) && !($0.sources.isEmpty && $0.claims.isEmpty) }
      || (guideline.stops + guideline.gates).contains { isOf($0.place) && !$0.sources.isEmpty }
      || guideline.vetoes.contains { isOf($0.place) && !$0.sources.isEmpty }
      || guideline.pairings.values.contains { isOf($0.place) && !$0.sources.isEmpty }
      || guideline.evidence.values.contains { isOf($0.place) }
  }

  // MARK: what is used

  private static func deniedUses(of pack: Pack, _ subject: Subject) -> [Finding] {
    let conditions = subject.guideline.sites.filter { $0.pack == pack.id }.map(\.condition)
    let facts = conditions.reduce(into: Set<Fact.Index>()) { $0.formUnion($1.facts) }.sorted()
    return SourceAttributes.Data.allCases.compactMap { data in
      guard pack.attributes.uses[data] == .notUsed,
        let fact = facts.map({ subject.vocabulary[$0] }).first(where: { Self.data($0) == data })
      else { return nil }
      return Finding(
        denied,
        at: subject.location(
          pack.place, of: "pack", named: pack.id, field: "uses", quoting: data.rawValue, isLocal: false),
        "pack '\(pack.id)' says `\(data.rawValue) = false`, but its conditions read '\(fact.name)'")
    }
  }

  /// The kind of data that a fact certainly is: by its code, else by its name.
  private static func data(_ fact: Fact) -> SourceAttributes.Data? {
    for coding in fact.codings where coding.system.uppercased().contains("LOINC") {
      if let data = byLOINC[coding.code] { return data }
    }
    return byName[String(fact.name.split(separator: ".").last ?? "")]
  }

  /// Age, birth date; sex; race; ethnicity; language; orientation; gender identity.
  private static let byLOINC: [String: SourceAttributes.Data] = [
    "30525-0": .dateOfBirth, "21112-8": .dateOfBirth, "46098-0": .sex, "76689-9": .sex, "32624-9": .race,
    "69490-1": .ethnicity, "54899-0": .language, "76690-7": .sexualOrientation, "76691-5": .genderIdentity,
  ]

  private static let byName: [String: SourceAttributes.Data] = [
    "age": .dateOfBirth, "age_years": .dateOfBirth, "date_of_birth": .dateOfBirth, "birth_date": .dateOfBirth,
    "sex": .sex, "sex_at_birth": .sex, "race": .race, "ethnicity": .ethnicity, "language": .language,
    "preferred_language": .language, "sexual_orientation": .sexualOrientation,
    "gender_identity": .genderIdentity,
  ]
}
