public import PlumblineTransparency

/// The public keys of people, by id: of each the one in force and earlier ones. A person without a key has an empty list.
public struct Signers: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  private let keys: [String: [VerifierKey]]
  /// When a key signs, for those that do not sign at all times.
  public let periods: [VerifierKey: KeyPeriod]
  /// The first day, in UTC, from which two persons sign that a ledger's key was lost; nil if one is enough.
  public let twoPersonsFrom: String?

  public init(
    _ keys: [String: [VerifierKey]], periods: [VerifierKey: KeyPeriod] = [:], twoPersonsFrom: String? = nil
  ) {
    (self.keys, self.periods, self.twoPersonsFrom) = (keys, periods, twoPersonsFrom)
  }

  public init(dictionaryLiteral elements: (String, [VerifierKey])...) {
    self.init(Dictionary(elements) { first, _ in first })
  }

  /// The keys of a person; nil for someone who is not among them.
  public subscript(person: String) -> [VerifierKey]? { keys[person] }

  /// How many persons have to sign, at a moment in the form of a record's time, that a ledger's key was lost.
  public func needed(at time: String) -> Int { twoPersonsFrom.map { $0 <= time.prefix(10) } ?? false ? 2 : 1 }
}

/// The days on which a person's key signs, in UTC; both count.
public struct KeyPeriod: Sendable, Hashable, CustomStringConvertible {
  /// `2026-01-01`; nil if there is no first day.
  public var from: String?
  /// `2026-12-31`; nil if there is no last day.
  public var until: String?

  public init(from: String?, until: String?) { (self.from, self.until) = (from, until) }

  /// Whether a moment, in the form of a record's time, is in it.
  public func holds(at time: String) -> Bool {
    let day = String(time.prefix(10))
    return from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
  }

  /// `from 2026-01-01 until 2026-12-31`.
  public var description: String {
    [from.map { "from \($0)" }, until.map { "until \($0)" }].compactMap(\.self).joined(separator: " ")
  }
}
