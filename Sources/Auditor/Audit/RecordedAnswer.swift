public import PlumblineJSON

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
  public init?(_ decision: JSONValue) {
    guard let disposition = decision["decision"]?.stringValue,
      let alerts = decision["alerts"]?.arrayValue, let pairings = decision["recommendations"]?.arrayValue
    else { return nil }
    self.disposition = disposition
    self.alerts = [:]
    for alert in alerts {
      guard let id = alert["id"]?.stringValue, let urgency = alert["urgency"]?.stringValue else { return nil }
      self.alerts[id] = urgency
    }
    self.pairings = []
    for pairing in pairings {
      guard let pairing = Pairing(pairing) else { return nil }
      self.pairings.insert(pairing)
    }
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
