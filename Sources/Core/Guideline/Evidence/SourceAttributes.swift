/// A pack's 13 source attributes, for those who must judge a decision support intervention.
///
/// The first, the bibliographic citations, are the pack's declared sources. A pack loads without the others; `check` asks for
/// each one that is missing.
///
/// Source: 45 CFR §170.315(b)(11)(iv)(A) (HTI-1, 89 FR 1192, 9 January 2024).
public struct SourceAttributes: Sendable, Hashable {
  /// The kinds of patient data for which a pack states whether it uses them.
  public enum Data: String, Sendable, CaseIterable, Hashable {
    case race
    case ethnicity
    case language
    case sexualOrientation = "sexual_orientation"
    case genderIdentity = "gender_identity"
    case sex
    case dateOfBirth = "date_of_birth"
    case socialDeterminants = "social_determinants"
    case healthStatus = "health_status"
  }

  public enum Use: Sendable, Hashable {
    case notUsed
    /// How it is used: "age in years, from patient.age".
    case used(String)
  }

  /// The developer, who turned the research or guideline into this pack.
  public var developer: String?
  /// The funding of that work.
  public var funding: String?
  /// The dates of release and of the last revision.
  public var released: Day?
  public var revised: Day?
  public var uses: [Data: Use] = [:]
}
