/// What a site sets for its own clinic: whom to call, in which country. Nothing here decides.
public struct Site: Sendable, Hashable {
  /// Whom a clinician or a patient may have to reach. There is no default: a number of another country is worse than none.
  public enum Contact: String, Sendable, CaseIterable {
    /// The emergency services.
    case emergency
    /// Somebody to talk to for a person who thinks of suicide.
    case suicideLine = "suicide_line"
    /// The team that treats the patient.
    case team
  }

  public var name: String
  /// ISO 3166-1: "BE".
  public var country: String
  /// As they are to be printed, one line each.
  public var contacts: [Contact: String]
  /// Who checked that they are right, and when; nil only if none is set.
  public var reviewedBy: String?
  public var reviewedOn: Day?
  public var place: Place
}
