internal import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblinePresentation

/// Guidelines as FHIR R4, to be inspected: a PlanDefinition for each guideline, a Library for each pack.
///
/// An action says what its pack says, which facts it reads, and where its condition is written: conditions are not translated, so a
/// PlanDefinition cannot be run. Sources: <https://hl7.org/fhir/R4/plandefinition.html>, <https://hl7.org/fhir/R4/library.html>
public struct Plans {
  private let guidelines: Guidelines

  public init(_ guidelines: Guidelines) { self.guidelines = guidelines }

  /// A Bundle of all of them.
  public var bundle: JSONValue {
    let resources = guidelines.members.map { PlanWriter($0.guideline).plan } + guidelines.packs.map(library)
    let whole: JSONValue = [
      "resourceType": "Bundle", "type": "collection", "entry": .array(resources.map { ["resource": $0] }),
    ]
    return whole.withoutEmpties ?? .null
  }

  /// A pack: what it is for, and which files its digest is over.
  private func library(_ pack: Pack) -> JSONValue {
    [
      "resourceType": "Library", "url": .string(PlanWriter.url(pack.id)),
      "identifier": [["system": .string(FHIRName.pack), "value": .string(pack.digest)]],
      "version": .string(pack.version.description), "name": .string(PlanWriter.name(pack.id)),
      "title": .string(pack.title), "status": "active",
      "type": BundleWriter.concept(
        "http://terminology.hl7.org/CodeSystem/library-type", "logic-library", "Logic Library"),
      "description": .string(pack.purpose), "author": .array(pack.authors.map { ["name": .string($0)] }),
      "relatedArtifact": .array(
        pack.requires.keys.sorted().map {
          ["type": "depends-on", "resource": .string(PlanWriter.url($0))]
        }),
      "content": .array(
        pack.files.map(\.name).sorted().map { ["contentType": "text/x-lua", "title": .string($0)] }),
    ]
  }
}

/// Writes one guideline as a PlanDefinition.
private struct PlanWriter {
  private let guideline: Guideline

  init(_ guideline: Guideline) { self.guideline = guideline }

  /// The canonical URL of a pack.
  static func url(_ pack: String) -> String { "urn:plumbline:pack:\(pack)" }

  /// A name as R4 has it for programs: `Chronic_back_pain`.
  static func name(_ text: String) -> String {
    "Plumbline_" + text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
  }

  var plan: JSONValue {
    let works = guideline.sources.values.sorted { $0.name < $1.name }
    return [
      "resourceType": "PlanDefinition", "url": .string(FHIRName.guideline(guideline.domain.name)),
      "name": .string(Self.name(guideline.domain.name)), "title": .string(guideline.domain.title),
      "status": "active",
      "type": BundleWriter.concept(
        "http://terminology.hl7.org/CodeSystem/plan-definition-type", "eca-rule", "ECA Rule"),
      "description": .string(Words.purpose(.recommend, in: guideline.domain)),
      "relatedArtifact": .array(works.map { $0.artifact(as: "citation") }),
      "library": .array(guideline.packs.map { .string("\(Self.url($0.id))|\($0.version)") }),
      "action": .array(
        guideline.stops.map(action) + guideline.gates.map(action) + guideline.vetoes.map(action)
          + (guideline.rules + [guideline.otherwise].compactMap { $0 }).map(action)),
    ]
  }

  /// What every action has: its code, where its condition is written, and the facts that this reads.
  private func action(
    _ id: String, _ title: String, _ says: String, _ facts: Set<Fact.Index>, _ place: Place,
    hasCondition: Bool
  ) -> [JSONMember] {
    let named = facts.sorted().map { guideline.vocabulary[$0].name }
    let condition: JSONValue = [
      "kind": "applicability",
      "expression": [
        "description": .string("\(place), on \(named.joined(separator: ", "))"), "language": "text/x-lua",
        "reference": .string(Self.url(place.pack)),
      ],
    ]
    return [
      JSONMember("title", .string(title)), JSONMember("description", .string(says)),
      JSONMember("code", [BundleWriter.concept(FHIRName.finding, id, title)]),
      JSONMember("condition", hasCondition ? [condition] : .null),
    ]
  }

  private func action(_ gate: Gate) -> JSONValue {
    var priority: JSONValue = .null
    if case .stop(let urgency) = gate.kind { priority = RequestWriter.priority(urgency) }
    return .object(
      action(gate.id, gate.title, gate.because, gate.facts, gate.place, hasCondition: true) + [
        JSONMember("textEquivalent", .string(gate.action)), JSONMember("priority", priority),
        JSONMember(
          "documentation", .array(gate.sources.compactMap { guideline.sources[$0]?.artifact(as: "citation") })
        ),
      ])
  }

  private func action(_ veto: Veto) -> JSONValue {
    .object(
      action(veto.id, veto.title, veto.because, veto.when.facts, veto.place, hasCondition: true) + [
        JSONMember(
          "documentation", .array(veto.sources.compactMap { guideline.sources[$0]?.artifact(as: "citation") })
        )
      ])
  }

  private func action(_ rule: Rule) -> JSONValue {
    let claims = rule.claims.compactMap { guideline.evidence[$0] }
    let works = rule.sources.filter { source in !claims.contains { $0.source == source } }
    return .object(
      action(
        rule.id, rule.title, "\(Words.strength(rule.strength)) \(rule.because)", rule.when?.facts ?? [],
        rule.place,
        hasCondition: rule.when != nil) + [
          JSONMember("textEquivalent", .string(rule.recommends.description)),
          JSONMember(
            "documentation",
            .array(
              claims.compactMap {
                guideline.sources[$0.source]?.artifact(
                  as: "justification", saying: Words.sentence($0, certainty: $0.certainty.words))
              }
                + works.compactMap { guideline.sources[$0]?.artifact(as: "citation") })),
        ])
  }
}

extension Source {
  /// A work as a RelatedArtifact.
  ///
  /// - Parameter says: what it is named for; nil if as a whole.
  func artifact(as type: String, saying says: String? = nil) -> JSONValue {
    [
      "type": .string(type), "label": .string(name), "display": .text(says), "citation": .string(citation),
      "url": .text(doi.map { "https://doi.org/\($0)" } ?? url),
    ]
  }
}
