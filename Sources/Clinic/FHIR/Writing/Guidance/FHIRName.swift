/// The names by which this program's own things are called in FHIR, whichever module writes them.
public enum FHIRName {
  /// A record of a ledger, and the digest of a pack: tag URIs (RFC 4151).
  public static let record = "tag:plumbline.local,2026:record"
  public static let pack = "tag:plumbline.local,2026:pack-digest"
  /// What a decision is (`recommend`, …), and whether it is recorded (`recorded`, `declined`, `failed`).
  public static let decision = "urn:plumbline:decision"
  static let recordStatus = "urn:plumbline:record-status"
  /// What a DetectedIssue is about: `pack/name` of a stop, a gate or a conflict; else one of a few words.
  static let finding = "urn:plumbline:finding"
  static let urgency = "urn:plumbline:urgency"
  public static let pairing = "urn:plumbline:pairing"
  static let part = "urn:plumbline:part"

  /// The canonical URL of a guideline: that of its PlanDefinition.
  static func guideline(_ domain: String) -> String { "urn:plumbline:guideline:\(domain)" }
}
