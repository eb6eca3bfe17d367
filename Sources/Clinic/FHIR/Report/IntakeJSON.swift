internal import PlumblineEngine
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
        JSONMember(
          "narrowed", .array(NarrowedFact.all(of: intake.profile, vocabulary).map { $0.json(vocabulary) })),
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
}

extension Intake {
  /// A profile that was read from its own format: nothing is known of where it came from but what it says itself.
  public init(_ profile: Profile) {
    self.init(profile: profile, report: IntakeReport(), conflicts: [], hasDied: false)
  }
}
