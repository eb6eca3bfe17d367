internal import PlumblineGuideline
public import PlumblineLedger
public import PlumblineTransparency

/// The people of a site who ask, decide and sign: a file of the site.
///
/// Documentation/Ledger.md describes the file.
public struct PeopleRegister: Sendable {
  public struct Person: Sendable, Hashable {
    /// What `--by` and `--as` take, and what records keep.
    public var id: String
    /// What the person is at the site, in the site's own words.
    public var role: String
    /// The public key that the person signs with; nil for someone who does not sign.
    public var key: VerifierKey?
    /// Earlier public keys: what they signed still counts.
    public var formerKeys: [VerifierKey] = []
    /// The days on which a key signs, for those that do not sign at all times.
    public var periods: [VerifierKey: KeyPeriod] = [:]
    /// Whether the person no longer acts at the site: what they signed still counts.
    public var hasLeft = false
  }

  /// The site's choice for someone who is not in the register.
  public enum Outside: String, Sendable, CaseIterable {
    /// Nothing is recorded in their name.
    case refuse
    /// It is recorded, with ``mark`` after the name.
    case mark
  }

  /// What follows the name of someone who is not in the register.
  public static let mark = " [not in the register]"

  public let people: [Person]
  public let outside: Outside
  /// The first day, in UTC, from which two persons do what cannot be undone; nil if one is enough.
  public let twoPersonsFrom: String?

  init(people: [Person], outside: Outside, twoPersonsFrom: String? = nil) {
    (self.people, self.outside, self.twoPersonsFrom) = (people, outside, twoPersonsFrom)
  }

  /// Someone in whose name nothing is recorded.
  public enum Stranger: Error, Sendable, Hashable, CustomStringConvertible {
    case unknown(String, nearest: String?)
    case hasLeft(String)

    public var description: String {
      switch self {
      case .unknown(let name, let near):
        "'\(name)' is not in the register of people"
          + (near.map { "; did you mean '\($0)'?" } ?? "; add them to it")
      case .hasLeft(let name): "'\(name)' has left, as the register of people says; name who acts now"
      }
    }
  }

  /// The person with this id, who still acts at the site.
  public func person(_ id: String) throws(Stranger) -> Person {
    guard let person = people.first(where: { $0.id == id }) else {
      throw .unknown(id, nearest: nearest(to: id, among: people.lazy.filter { !$0.hasLeft }.map(\.id)))
    }
    if person.hasLeft { throw .hasLeft(id) }
    return person
  }

  /// How a name is recorded: a person's id, or a stranger's name with ``mark`` if the site wants that.
  public func recorded(_ name: String) throws(Stranger) -> String {
    do {
      return try person(name).id
    } catch {
      if outside == .refuse { throw error }
      return name + Self.mark
    }
  }

  /// Every key that a signature of a person may have.
  public var signers: Signers {
    let keys = people.map { ($0.id, ($0.key.map { [$0] } ?? []) + $0.formerKeys) }
    return Signers(
      Dictionary(keys) { first, _ in first },
      periods: people.reduce(into: [:]) { $0.merge($1.periods) { first, _ in first } },
      twoPersonsFrom: twoPersonsFrom)
  }
}
