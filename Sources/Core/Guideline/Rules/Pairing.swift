/// A treatment by its parts, in the order of the domain, written `exercise+pain-education`.
public struct PairingName: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let parts: [String]

  /// The parts in the order of a domain, which makes names: ``Domain/pairing(_:)``.
  init(ordered parts: [String]) {
    self.parts = parts
  }

  public var description: String { parts.joined(separator: "+") }
  public static func < (left: PairingName, right: PairingName) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }
}

/// The contents of a pairing and what to watch for, as its pack describes them.
public struct Pairing: Sendable, Hashable {
  public struct Caution: Sendable, Hashable {
    /// Where it stands, if not among the cautions.
    public enum Placement: String, Sendable, CaseIterable {
      case aboveEvidence = "above_evidence"
      case quiet
      /// On the first screen among what to watch: what must not be overlooked, and new signs to act on.
      case watch
    }

    public var says: String
    /// Shown unless this is false; nil if always shown.
    public var when: Condition?
    /// Whether it is left out while the condition is unknown: `if_unknown = "hide"`.
    public var hidesWhenUnknown = false
    /// nil if it stands among the cautions.
    public var placement: Placement?
    /// What the patient must know before starting; said where the condition is true.
    public var forPatient: String?
    /// Whether every answer shows it, also one that recommends nothing: it is about the patient. A stop shows only what it says itself.
    public var isAlways = false
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

  /// Something to do for a pairing, as data: shown and exported, never computed with.
  public struct Action: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
      case medication, procedure, referral, programme, measurement, education
    }

    public var kind: Kind
    /// What is done, in words.
    public var says: String
    /// Codes for it, each confirmed or not; empty if the pack names none.
    public var coding: [Fact.Coding]
    /// As its source states it.
    public var dose: String?
    public var frequency: String?
    /// What is measured or watched while it goes on.
    public var monitor: String?
    /// When it is looked at again.
    public var reviewAfter: String?
    public var sources: [String]
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
  public var actions: [Action] = []
  /// How it was given where it was studied: who, how often, what a session holds; each with its sources. Empty if no source at hand
  /// states it.
  public var delivery: [PairRationale.Statement] = []
  public var pack: String
  public var place: Place

  /// The names of all sources that it cites: its own, and those of its parts' reasons, actions and delivery.
  package var everySource: [String] {
    sources + rationale.sources + actions.flatMap(\.sources) + delivery.flatMap(\.sources)
  }

  package init(
    name: PairingName, title: String, what: String, cautions: [Caution],
    contraindications: [Contraindication], forPatient: String, sources: [String],
    rationale: PairRationale = PairRationale(), actions: [Action] = [],
    delivery: [PairRationale.Statement] = [], pack: String, place: Place
  ) {
    self.name = name
    self.title = title
    self.what = what
    self.cautions = cautions
    self.contraindications = contraindications
    self.forPatient = forPatient
    self.sources = sources
    self.rationale = rationale
    self.actions = actions
    self.delivery = delivery
    self.pack = pack
    self.place = place
  }
}
