public import PlumblineGuideline

/// A search of FHIR R4's API that finds what a vocabulary reads in a patient's record.
public struct RecordSearch: Sendable, Hashable {
  /// A short name, by which the result is handed over: `observations`.
  public let name: String
  /// The type of resource: `Observation`.
  public let type: String
  /// The parameters beside the patient's, `code=http://loinc.org|44261-6,urn:plumbline:fact|`; empty if it takes all.
  public let criteria: String

  /// The searches for everything that a vocabulary reads, but the Patient itself; by name.
  ///
  /// Codes are given where every mapped code is one: families of codes, `S32.0-`, cannot be searched for. Statuses are given where a
  /// resource without one never counts.
  public static func all(for vocabulary: Vocabulary) -> [RecordSearch] {
    let mappings = vocabulary.givenFacts.compactMap { vocabulary[$0].fhir }
    let instruments = vocabulary.instruments.values.compactMap(\.fhir)
    let own = ["\(CodeSystem.facts)|", "\(CodeSystem.items)|"]
    let observations =
      tokens(mappings.flatMap(\.observations) + instruments.flatMap { $0.panels + $0.items }) + own
    var searches = [
      RecordSearch(
        name: "observations", type: "Observation", criteria: "code=" + observations.joined(separator: ",")),
      RecordSearch(
        name: "responses", type: "QuestionnaireResponse", criteria: "status=completed,amended"),
      RecordSearch(name: "goals", type: "Goal", criteria: "lifecycle-status=active,accepted"),
    ]
    if mappings.contains(where: { !$0.conditions.isEmpty }) {
      searches.append(
        RecordSearch(
          name: "conditions", type: "Condition", criteria: "clinical-status=active,recurrence,relapse"))
    }
    let procedures = tokens(mappings.flatMap(\.procedures))
    if !procedures.isEmpty {
      searches.append(
        RecordSearch(
          name: "procedures", type: "Procedure", criteria: "code=" + procedures.joined(separator: ",")))
    }
    let devices = tokens(mappings.flatMap(\.devices))
    if !devices.isEmpty {
      searches += [
        RecordSearch(name: "devices", type: "Device", criteria: "type=" + devices.joined(separator: ",")),
        // What it names has to come along.
        RecordSearch(
          name: "deviceUse", type: "DeviceUseStatement", criteria: "_include=DeviceUseStatement:device"),
      ]
    }
    // What a Consent permits cannot be searched for.
    if mappings.contains(where: { !$0.consents.isEmpty }) {
      searches.append(RecordSearch(name: "consents", type: "Consent", criteria: ""))
    }
    return searches.sorted { $0.name < $1.name }
  }

  /// `system|code`, each once, sorted; what has a meaning in a search is escaped.
  private static func tokens(_ codes: [FHIRMapping.Code]) -> [String] {
    func escaped(_ text: String) -> String {
      text.reduce(into: "") { $0 += "\\$,|".contains($1) ? "\\\($1)" : "\($1)" }
    }
    return Set(codes.map { "\(escaped($0.system))|\(escaped($0.code))" }).sorted()
  }
}
