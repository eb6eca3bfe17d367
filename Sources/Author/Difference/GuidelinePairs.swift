public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON
internal import PlumblineText

/// What is compared with what: each guideline with the one of the same name, or two single guidelines with each other.
public struct GuidelinePairs {
  public struct Pair {
    /// The guideline's name; of two single guidelines, the new one's.
    public var name: String
    public var old: Guideline
    public var new: Guideline
    /// Returns a profile for all guidelines as one for the two of the pair.
    public var own: @Sendable (_ profile: [UInt8], _ asOf: Day) -> [UInt8] = { profile, _ in profile }
  }

  public let pairs: [Pair]
  /// The names of guidelines that only one side has.
  private let added: [String]
  private let removed: [String]
  private let isSingle: Bool

  public init(_ old: Guidelines, _ new: Guidelines) {
    if let one = old.only, let other = new.only {
      (pairs, added, removed, isSingle) = (
        [Pair(name: other.id, old: one.alone, new: other.alone)], [], [], true
      )
      return
    }
    isSingle = false
    pairs = new.members.compactMap { member in
      old[member.id].map { before in
        Pair(name: member.id, old: before.alone, new: member.alone) { profile, asOf in
          for (side, one) in [(new, member), (old, before)] {
            guard let read = try? ProfileReader(side.vocabulary, asOf: asOf).read(profile) else { continue }
            let own = side.only == nil ? side.profile(read, for: one) : read
            return ProfileJSON(one.alone.vocabulary).value(own).canonical
          }
          return profile
        }
      }
    }
    added = new.members.map(\.id).filter { old[$0] == nil }
    removed = old.members.map(\.id).filter { new[$0] == nil }
  }

  /// Whether a guideline comes or goes, which changes every answer.
  public var isChanged: Bool { !added.isEmpty || !removed.isEmpty }

  /// The line above a comparison, if there are several.
  public func heading(_ pair: Pair, _ mark: String = "") -> String {
    isSingle ? "" : "\(mark)\(Escaping.terminal(pair.name))\n\n"
  }

  /// What is said of guidelines that come or go.
  public var comings: String {
    let lines =
      added.map { "\(Escaping.terminal($0)) is new: every patient gets its answer as well\n" }
      + removed.map { "\(Escaping.terminal($0)) is gone: no patient gets its answer, nor its stops\n" }
    return lines.isEmpty ? "" : "\n" + lines.joined()
  }

  /// Adds the guideline's name to what is said of a pair, if there are several.
  public func named(_ pair: Pair, _ value: JSONValue) -> JSONValue {
    guard !isSingle, case .object(let members) = value else { return value }
    return .object(members + [JSONMember("guideline_id", .string(pair.name))])
  }

  /// The comparison of a single pair, or all of them in one object.
  public func json(_ parts: [JSONValue]) -> JSONValue {
    if isSingle { return parts[0] }
    return [
      "schema": 1, "guidelines": .array(parts), "added": .strings(added), "removed": .strings(removed),
    ]
  }
}
