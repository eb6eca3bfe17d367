internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// Stops and conflicts as DetectedIssues.
extension BundleWriter {
  /// Adds a stop.
  ///
  /// Its severity is `high`, "may be life-threatening or has the potential to cause permanent injury", whatever its urgency: that is what
  /// a stop says until it is settled. How soon to act is the priority of its Task.
  ///
  /// - Parameter decision: whose trace says which resources made it true; nil if there is none.
  mutating func addStop(_ alert: Decision.Alert, _ decision: Decision?) {
    let entry = decision?.trace.first { $0.kind == .stop && $0.id == alert.id }
    let sources = Set((entry?.condition.facts ?? []).compactMap { decision?.origins[$0]?.source })
    addIssue(
      "stop/\(alert.id)", alert.id, alert.title, status: "final", urgency: alert.urgency,
      says: "\(alert.because) Do now: \(alert.action)", evidence: sources)
  }

  /// Adds a stop that may be true, for the profile that was refused.
  mutating func addPossibleStop(_ possible: Refusal.Possible, says: String) {
    addIssue(
      "possible/\(possible.id)", possible.id, possible.title, status: "preliminary",
      urgency: possible.urgency,
      says: says, evidence: [])
  }

  private mutating func addIssue(
    _ key: String, _ id: String, _ title: String, status: String, urgency: Gate.Urgency, says: String,
    evidence: Set<String>
  ) {
    add(
      "DetectedIssue", key,
      [
        "status": .string(status),
        "code": [
          "coding": [
            Self.coding(FHIRName.finding, id, title),
            ["system": .string(FHIRName.urgency), "code": .string(urgency.rawValue)],
          ], "text": .string(title),
        ],
        "severity": "high", "patient": subject, "identifiedDateTime": day, "author": Self.author,
        "evidence": .array(evidence.sorted().map { ["detail": [Self.resource($0)]] }),
        "detail": .string(says),
      ])
  }

  /// Adds findings that contradict each other. No severity: none is known.
  ///
  /// - Parameters:
  ///   - id: `pack/name` of the conflict, or what kind it is.
  ///   - implicated: references to what it is about.
  mutating func addConflict(
    _ key: String, _ id: String, _ title: String, says: String, implicated: [JSONValue]
  ) {
    add(
      "DetectedIssue", key,
      [
        "status": "final", "code": Self.concept(FHIRName.finding, id, title), "patient": subject,
        "identifiedDateTime": day, "author": Self.author, "implicated": .array(implicated),
        "detail": .string(says),
      ])
  }

  // MARK: parts

  /// A reference to a resource of the input, by its name if it is one that FHIR can refer to.
  static func resource(_ name: String) -> JSONValue {
    isReference(name) ? ["reference": .string(name)] : ["display": .string(name)]
  }

  /// Whether a name is a type and an id, as R4 has them: `Observation/phq-9`.
  static func isReference(_ name: String) -> Bool {
    name.wholeMatch(of: /[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}/) != nil
  }

  static func coding(_ system: String, _ code: String, _ text: String) -> JSONValue {
    ["system": .string(system), "code": .string(code), "display": .string(text)]
  }

  /// A concept of this program's own, or of HL7's.
  static func concept(_ system: String, _ code: String, _ text: String) -> JSONValue {
    ["coding": [coding(system, code, text)], "text": .string(text)]
  }
}
