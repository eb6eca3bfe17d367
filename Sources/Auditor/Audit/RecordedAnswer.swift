public import PlumblineJSON
internal import PlumblineLedger

/// The signature of a decision, read from its JSON: what two decisions share if they are the same answer.
///
/// Recorded and new decisions are both read here, so that they are compared in the same way. Words, order, cautions, the trace
/// and what is missing are not part of it (Documentation/Decision.md, *missing*).
public struct RecordedAnswer: Sendable, Hashable {
  public struct Pairing: Sendable, Hashable {
    public var name: String
    /// `primary`, `alternative`.
    public var role: String
    /// `strong`, `conditional`.
    public var strength: String
    /// `for`, `against`.
    public var direction: String
    public var claims: Set<Claim>
  }

  public struct Claim: Sendable, Hashable {
    public var evidence: String
    public var outcome: String
    public var timepoint: String
    public var certainty: String
  }

  public var disposition: String
  /// The urgency of each alert, by id.
  public var alerts: [String: String]
  public var pairings: Set<Pairing>

  /// Reads a decision; nil if a part of the signature is missing or not a string.
  ///
  /// Of several guidelines' decisions, each disposition and pairing is named with its guideline.
  public init?(_ decision: JSONValue) {
    var dispositions: [String] = []
    alerts = [:]
    pairings = []
    for answer in decision.answersOfGuidelines {
      guard let disposition = answer["decision"]?.stringValue else { return nil }
      let guideline = answer["guideline_id"]?.stringValue.map { "\($0): " } ?? ""
      dispositions.append(guideline + disposition)
      // A guideline whose script failed says nothing else.
      if disposition == "failed" { continue }
      guard let alerts = answer["alerts"]?.arrayValue, let pairings = answer["recommendations"]?.arrayValue
      else { return nil }
      for alert in alerts {
        guard let id = alert["id"]?.stringValue, let urgency = alert["urgency"]?.stringValue else {
          return nil
        }
        self.alerts[id] = urgency
      }
      for pairing in pairings {
        guard var pairing = Pairing(pairing) else { return nil }
        pairing.name = guideline + pairing.name
        self.pairings.insert(pairing)
      }
    }
    disposition = dispositions.joined(separator: "; ")
  }

  /// The names of the pairings in a role, sorted.
  public func names(_ role: String) -> [String] {
    Set(pairings.filter { $0.role == role }.map(\.name)).sorted()
  }
}

extension RecordedAnswer.Pairing {
  init?(_ json: JSONValue) {
    guard let name = json["pairing"]?.stringValue, let role = json["role"]?.stringValue,
      let strength = json["strength"]?.stringValue, let direction = json["direction"]?.stringValue,
      let claims = json["claims"]?.arrayValue
    else { return nil }
    self.name = name
    self.role = role
    self.strength = strength
    self.direction = direction
    self.claims = []
    for claim in claims {
      guard let evidence = claim["evidence"]?.stringValue, let outcome = claim["outcome"]?.stringValue,
        let timepoint = claim["timepoint"]?.stringValue, let certainty = claim["certainty"]?.stringValue
      else { return nil }
      self.claims.insert(
        RecordedAnswer.Claim(
          evidence: evidence, outcome: outcome, timepoint: timepoint, certainty: certainty))
    }
  }
}
