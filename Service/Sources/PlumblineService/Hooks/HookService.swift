internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblineJSON

/// The services that are offered to record systems, one for each hook.
struct HookService: Sendable {
  let id: String
  let hook: String
  let title: String
  let description: String
  /// What of the record should come along, by name: templates of CDS Hooks, from what the vocabulary reads.
  let prefetch: [(name: String, template: String)]

  /// The hooks that are served, each with the moment at which a record system calls it.
  private static let hooks: [(hook: String, moment: String)] = [
    ("patient-view", "for the patient whose chart is opened"),
    ("order-select", "for the patient for whom something is being ordered"),
    ("order-sign", "for the patient whose orders are about to be signed"),
    ("appointment-book", "for the patient for whom an appointment is booked"),
  ]

  static func all(for guidelines: Guidelines) -> [HookService] {
    let titles = guidelines.members.map(\.guideline.domain.title).joined(separator: "; ")
    let prefetch = templates(guidelines.vocabulary)
    return hooks.map { hook, moment in
      HookService(
        id: "plumbline-\(hook)", hook: hook, title: "Plumbline",
        description: "What the guidelines in force recommend \(moment), and why; stops first: \(titles)",
        prefetch: prefetch)
    }
  }

  private static func templates(_ vocabulary: Vocabulary) -> [(name: String, template: String)] {
    let patient = "{{context.patientId}}"
    return [("patient", "Patient/\(patient)")]
      + RecordSearch.all(for: vocabulary).map { search in
        let criteria = search.criteria.isEmpty ? "" : "&\(search.criteria)"
        return (search.name, "\(search.type)?patient=\(patient)\(criteria)")
      }
  }

  /// The service as `GET /cds-services` lists it.
  var listed: JSONValue {
    [
      "id": .string(id), "hook": .string(hook), "title": .string(title), "description": .string(description),
      "prefetch": .object(prefetch.map { JSONMember($0.name, .string($0.template)) }),
    ]
  }
}
