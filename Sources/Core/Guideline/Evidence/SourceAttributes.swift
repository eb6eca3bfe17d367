/// What a pack says of itself for those who must judge a decision support intervention: 13 source attributes.
///
/// The first, its bibliographic citations, are the pack's declared sources. A pack loads without the others; `check` asks for
/// each that is missing.
///
/// Source: 45 CFR §170.315(b)(11)(iv)(A) (HTI-1, 89 FR 1192, 9 January 2024).
public struct SourceAttributes: Sendable, Hashable {
  /// Kinds of a patient's data of which a pack says whether it uses them.
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

  /// Who turned the research or guideline into this pack.
  public var developer: String?
  /// Who paid for that.
  public var funding: String?
  /// ISO dates.
  public var released: Day?
  public var revised: Day?
  public var uses: [Data: Use] = [:]
}
