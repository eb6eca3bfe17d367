public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON

/// Writes how a profile was read: the profile, where each value came from, what became of every resource.
public struct IntakeJSON {
  private let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  public func value(_ intake: Intake) -> JSONValue {
    let writer = ProfileJSON(vocabulary)
    let provenance = writer.provenance(intake.profile) ?? .object([])
    guard case .object(let members) = writer.value(intake.profile) else { return .null }
    return .object(
      [
        JSONMember("profile", .object(members.filter { $0.key != "provenance" })),
        JSONMember("provenance", provenance), JSONMember("report", report(intake.report)),
        JSONMember("conflicts", .array(intake.conflicts.map(conflict))),
        JSONMember("narrowed", .array(narrowed(intake.profile))),
      ] + (intake.hasDied ? [JSONMember("deceased", true)] : []))
  }

  /// What a record of the ledger keeps beside the profile.
  public func summary(_ intake: Intake) -> JSONValue {
    ["report": report(intake.report), "conflicts": .array(intake.conflicts.map(conflict))]
  }

  /// What became of every resource.
  public func report(_ report: IntakeReport) -> JSONValue {
    [
      "used": .array(
        report.used.map { used in
          .object(
            [
              JSONMember("resource", .string(used.resource)), JSONMember("facts", .strings(used.facts)),
            ] + parts(used.parts)
              + (used.unconfirmed.isEmpty
                ? [] : [JSONMember("codes_not_confirmed", .strings(used.unconfirmed))]))
        }),
      "ignored": .array(
        report.ignored.map { ignored in
          .object(
            [
              JSONMember("resource", .string(ignored.resource)),
              JSONMember("because", .string(ignored.because)),
            ]
              + parts(ignored.parts))
        }),
      "cautions": .array(
        report.cautions.map {
          ["resource": .string($0.source), "fact": .string($0.fact), "says": .string($0.says)]
        }),
      "notes": .strings(report.notes),
    ]
  }

  private func parts(_ parts: [IntakePart]) -> [JSONMember] {
    if parts.isEmpty { return [] }
    let values = parts.map { part in
      JSONValue.object(
        [JSONMember("part", .string(part.name)), JSONMember("facts", .strings(part.facts))]
          + (part.because.map { [JSONMember("because", .string($0))] } ?? []))
    }
    return [JSONMember("parts", .array(values))]
  }

  private func conflict(_ conflict: IntakeConflict) -> JSONValue {
    [
      "fact": .text(conflict.facts.first), "facts": .strings(conflict.facts),
      "resources": .strings(conflict.sources),
      "because": .string(conflict.because),
    ]
  }

  /// What the laws leave of facts that the record does not give as a value.
  private func narrowed(_ profile: Profile) -> [JSONValue] {
    let own = vocabulary.standing(for: profile) ?? vocabulary
    let narrowed = Narrowed(profile, own.narrowing, own)
    return narrowed.laws.keys.sorted().compactMap { fact in
      let state = narrowed.states[fact]
      guard state != profile[fact] else { return nil }
      let left: JSONMember
      switch state {
      case .known(let value): left = JSONMember("known", value.json)
      case .within(let range): left = JSONMember("range", range.json(of: vocabulary[fact]))
      case .absent: return nil
      }
      var (since, because): (Set<Fact.Index>, [String]) = ([], [])
      for source in narrowed.laws[fact] ?? [] {
        switch source {
        case .constraint(let place) where own.constraints.indices.contains(place):
          since.formUnion(own.constraints[place].holds.facts)
          because.append(own.constraints[place].because)
        case .onlyWhen(let other): since.formUnion((own[other].onlyWhen?.facts ?? []).union([other]))
        case .constraint: break
        }
      }
      let given = since.filter { $0 != fact && profile.isGiven($0) }.sorted().map { vocabulary[$0].name }
      return .object([
        JSONMember("fact", .string(vocabulary[fact].name)), left, JSONMember("since", .strings(given)),
        JSONMember("because", .strings(because)),
      ])
    }
  }
}

extension Intake {
  /// A profile that was read from its own format: nothing is known of where it came from but what it says itself.
  public init(_ profile: Profile) {
    self.init(profile: profile, report: IntakeReport(), conflicts: [], hasDied: false)
  }
}
