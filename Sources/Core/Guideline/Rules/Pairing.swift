/// Exercise plus what goes with it: an ordered set of parts, written `exercise+pain-education`.
public struct PairingName: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Ordered: exercise, work-integrated-rehabilitation, then by alphabet (the decision's contract).
  public let parts: [String]

  /// Creates a name with its parts in order; repeated parts count once.
  public init(parts: some Sequence<String>) {
    self.parts = Set(parts).sorted { (Self.place($0), $0) < (Self.place($1), $1) }
  }

  /// Reads `exercise+pain-education`.
  public init(_ text: String) {
    self.init(parts: text.split(separator: "+").map(String.init))
  }

  public func union(_ other: PairingName) -> PairingName { PairingName(parts: parts + other.parts) }
  public var description: String { parts.joined(separator: "+") }
  public static func < (left: PairingName, right: PairingName) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }

  private static func place(_ part: String) -> Int {
    if part == BuiltInDomain.base { return 0 }
    return BuiltInDomain.leadingParts.firstIndex(of: part).map { $0 + 1 } ?? BuiltInDomain.leadingParts.count
      + 1
  }
}

/// The contents of a pairing and what to watch for, as its pack describes them.
public struct Pairing: Sendable, Hashable {
  public struct Caution: Sendable, Hashable {
    public var says: String
    /// Shown unless this is false; nil if always shown.
    public var when: Condition?
  }

  public struct Contraindication: Sendable, Hashable {
    public var when: Condition
    public var because: String

    package init(
      when: Condition, because: String
    ) {
      self.when = when
      self.because = because
    }
  }

  /// `pack/exercise+x`.
  public var id: String { "\(pack)/\(name)" }
  public var name: PairingName
  public var title: String
  public var what: String
  public var cautions: [Caution]
  public var contraindications: [Contraindication]
  /// In plain words, for the patient.
  public var forPatient: String
  public var sources: [String]
  /// What each part adds; empty if the pack does not say.
  public var rationale = PairRationale()
  public var pack: String
  public var place: Place

  package init(
    name: PairingName, title: String, what: String, cautions: [Caution],
    contraindications: [Contraindication], forPatient: String, sources: [String],
    rationale: PairRationale = PairRationale(), pack: String, place: Place
  ) {
    self.name = name
    self.title = title
    self.what = what
    self.cautions = cautions
    self.contraindications = contraindications
    self.forPatient = forPatient
    self.sources = sources
    self.rationale = rationale
    self.pack = pack
    self.place = place
  }
}
