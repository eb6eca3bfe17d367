public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON
public import PlumblinePresentation

/// The answers of all guidelines in force as FHIR R4, a Bundle of type collection: true stops as DetectedIssues first; then for each
/// guideline a GuidanceResponse, and a RequestGroup with what it proposes; conflicts; and the Provenance.
///
/// Everything is a proposal and a draft. Nothing is in it that the answer does not say, and of the patient only the id that the input
/// had. Without a clock: the day is that of the answer.
///
/// Sources: <https://hl7.org/fhir/R4/guidanceresponse.html>, <https://hl7.org/fhir/R4/requestgroup.html>,
/// <https://hl7.org/fhir/R4/detectedissue.html>
public struct GuidanceBundle {
  private let guidelines: Guidelines
  private let joint: JointDecision
  /// How the profile was read from a record; nil if it was written by hand.
  private let intake: JSONValue?
  private var writer: BundleWriter

  /// - Parameter intake: as `IntakeJSON.summary` has it.
  public init(
    _ joint: JointDecision, _ guidelines: Guidelines, _ recording: Recording, intake: JSONValue? = nil
  ) {
    (self.joint, self.guidelines, self.intake) = (joint, guidelines, intake)
    let sources = Set(joint.decisions.flatMap { $0.origins.values.compactMap(\.source) })
    let content: JSONValue = [
      "answer": JointDecisionJSON(guidelines).value(joint), "intake": intake ?? .null,
      "sources": .strings(sources.sorted()),
    ]
    writer = BundleWriter(
      content, patient: joint.profile,
      isResource: joint.profile.map { sources.contains("Patient/\($0)") } ?? false,
      asOf: joint.asOf, recording)
  }

  public var value: JSONValue {
    var whole = self
    whole.write()
    return whole.writer.bundle
  }

  private mutating func write() {
    for (guideline, alert) in joint.alerts {
      writer.addStop(alert, joint.parts.first { $0.guideline == guideline }?.decision)
    }
    for part in joint.parts {
      switch part.outcome {
      case .decided(let decision): add(decision, of: part)
      case .failed(let failure): add(failure, of: part.guideline)
      }
    }
    addConflicts()
    addProvenance()
  }

  /// Adds what contradicts itself: findings of a pack, two guidelines, and resources of the record.
  private mutating func addConflicts() {
    for part in joint.parts {
      for conflict in part.decision?.conflicts ?? [] {
        writer.addConflict(
          "conflict/\(conflict.id)", conflict.id, conflict.title, says: conflict.because,
          implicated: [writer.reference("response/\(part.guideline)")])
      }
    }
    for (number, relation) in joint.relations.enumerated() where relation.kind == .contradicts {
      writer.addConflict(
        "contradiction/\(number)", "contradiction", "Two guidelines contradict each other",
        says: RelationWords(guidelines: guidelines).sentence(relation),
        implicated: relation.sides.map { writer.reference("response/\($0.guideline)") })
    }
    for (number, conflict) in (intake?["conflicts"]?.arrayValue ?? []).enumerated() {
      let facts = (conflict["facts"]?.arrayValue ?? []).compactMap(\.stringValue)
      writer.addConflict(
        "record/\(number)", "record", "The record contradicts itself",
        says: "\(facts.joined(separator: ", ")): \(conflict["because"]?.stringValue ?? "")",
        implicated: (conflict["resources"]?.arrayValue ?? []).compactMap(\.stringValue).map(
          BundleWriter.resource))
    }
  }

  // MARK: one guideline

  private mutating func add(_ decision: Decision, of part: JointDecision.Part) {
    guard let guideline = guidelines[part.guideline]?.guideline else { return }
    let requests = RequestWriter(guideline: guideline, decision: decision, isHeldBack: joint.isHeldBack(part))
    let words = GuidanceWords(guideline: guideline, decision: decision)
    let name = part.guideline
    writer.add(
      "GuidanceResponse", "response/\(name)",
      [
        "identifier": [writer.identifier], "moduleCanonical": .string(FHIRName.guideline(name)),
        "status": .string(words.status), "subject": writer.subject, "occurrenceDateTime": writer.day,
        "performer": BundleWriter.author,
        "reasonCode": [
          [
            "coding": [
              [
                "system": .string(FHIRName.decision), "code": .string(decision.disposition.rawValue),
                "display": .string(Words.headline(decision.disposition)),
              ]
            ], "text": .string(words.reason),
          ]
        ],
        "note": BundleWriter.notes(
          (writer.recording == .failed ? [Words.failedRecording] : [])
            + (joint.isHeldBack(part) ? [JointDecision.heldBack] : []) + words.notes),
        "result": requests.isEmpty ? .null : writer.reference("requests/\(name)"),
        "dataRequirement": .array(
          words.needs.map { DataNeed(guideline.vocabulary[$0], asOf: decision.asOf).value }),
      ])
    requests.add(to: &writer)
  }

  private mutating func add(_ failure: ScriptFailure, of name: String) {
    writer.add(
      "GuidanceResponse", "response/\(name)",
      [
        "identifier": [writer.identifier], "moduleCanonical": .string(FHIRName.guideline(name)),
        "status": "failure",
        "subject": writer.subject, "occurrenceDateTime": writer.day, "performer": BundleWriter.author,
        "evaluationMessage": [writer.reference("outcome/\(name)")],
      ])
    writer.add(
      "OperationOutcome", "outcome/\(name)",
      [
        "issue": [
          ["severity": "error", "code": "exception", "details": ["text": .string(failure.description)]]
        ]
      ])
  }

  // MARK: Provenance

  /// Which resources gave facts, and which packs decided.
  ///
  /// `recorded` is required in R4: it is the start of the day of the answer, in UTC, since an answer knows no time.
  private mutating func addProvenance() {
    let packs = guidelines.packs.map { pack -> JSONValue in
      [
        "role": "source",
        "what": [
          "identifier": ["system": .string(FHIRName.pack), "value": .string(pack.digest)],
          "display": .string("\(pack.id) \(pack.version)"),
        ],
      ]
    }
    writer.add(
      "Provenance", "provenance",
      [
        "target": .array(joint.parts.map { writer.reference("response/\($0.guideline)") }),
        "occurredDateTime": writer.day, "recorded": .string("\(joint.asOf)T00:00:00Z"),
        "agent": [
          [
            "type": BundleWriter.concept(
              "http://terminology.hl7.org/CodeSystem/provenance-participant-type", "assembler", "Assembler"),
            "who": BundleWriter.author,
          ]
        ],
        "entity": .array(UsedResources(joint, guidelines, intake).entities + packs),
      ])
  }
}
