public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblinePresentation

/// A draft of a request for one part of what is recommended: a proposal, which a person orders or not.
public struct DraftRequest: Sendable {
  /// What is proposed, in words: "Pain education".
  public var title: String
  /// A ServiceRequest of FHIR R4.
  public var resource: JSONValue

  /// Returns a draft for each part of the first choices; none while a stop is true, or where two guidelines contradict each other.
  ///
  /// - Parameter patient: the patient's id in the record.
  public static func all(_ joint: JointDecision, _ guidelines: Guidelines, patient: String) -> [DraftRequest]
  {
    guard joint.alerts.isEmpty, !joint.relations.contains(where: { $0.kind == .contradicts }) else {
      return []
    }
    var seen: Set<String> = []
    return joint.parts.flatMap { part -> [DraftRequest] in
      guard
        let guideline = guidelines.members.first(where: { $0.guideline.domain.name == part.guideline })?
          .guideline,
        let primary = part.decision?.primary
      else { return [] }
      return primary.pairing.parts.filter { seen.insert($0).inserted }.compactMap { name in
        let words = guideline.domain.words(ofPart: name)
        let members = members(
          code: BundleWriter.concept(FHIRName.part, name, words),
          subject: ["reference": .string("Patient/\(patient)")], day: .string(joint.asOf.description),
          because: primary.because)
        guard case .object(let own)? = members.withoutEmpties else { return nil }
        return DraftRequest(
          title: words.capitalisedOnce,
          resource: .object([JSONMember("resourceType", "ServiceRequest")] + own))
      }
    }
  }

  /// What every draft says.
  static func members(
    code: JSONValue, subject: JSONValue, day: JSONValue, because: [String] = [], notes: [String] = [],
    isMedicine: Bool = false, isHeldBack: Bool = false
  ) -> JSONValue {
    [
      "status": isHeldBack ? "on-hold" : "draft", "intent": "proposal",
      isMedicine ? "medicationCodeableConcept" : "code": code, "subject": subject, "authoredOn": day,
      "reasonCode": .array(because.map { ["text": .string($0)] }), "note": BundleWriter.notes(notes),
    ]
  }
}
