/// A record system that may open the console for one of its patients.
public struct ConsoleRecord: Sendable, Hashable {
  /// As people know it.
  public var name: String
  /// Its FHIR server.
  public var address: String
  /// The origin of its pages, in which the console may stand; nil if it opens in a window of its own.
  public var frame: String?

  public init(name: String, address: String, frame: String?) {
    (self.name, self.address, self.frame) = (name, address, frame)
  }
}

/// How a console is kept.
public struct ConsoleSettings: Sendable {
  /// How people are known.
  public enum Entry: Sendable {
    /// By the token that they type in.
    case token
    /// By an issuer, at which they sign in.
    case issuer
    /// By nothing; only requests to this machine's own names are taken.
    case here
    /// The same, and every page says that only invented patients belong there.
    case demo
  }

  public var entry: Entry
  /// How many people may be signed in.
  public var sessions = 256
  /// After how long without use a session is locked.
  public var idle = Duration.seconds(900)
  /// After how long a session is forgotten, with its visits.
  public var life = Duration.seconds(12 * 3600)
  /// Whether the way to the browser is encrypted, so that the cookie never takes another.
  public var isEncrypted = false

  /// The record systems that may open it.
  public var records: [ConsoleRecord] = []

  public init(entry: Entry) { self.entry = entry }
}
