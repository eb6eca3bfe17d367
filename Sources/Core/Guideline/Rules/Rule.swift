/// A condition and the pairing that follows from it.
public struct Rule: Sendable, Hashable {
  public enum Role: Sendable, Hashable {
    /// In each slot the first rule by rank that is true and not vetoed joins the primary pairing.
    case candidate(slot: String, rank: Int)
    case alternative
    /// Recommended if no rule of a slot is chosen.
    case otherwise
  }

  /// `pack/name`.
  public var id: String
  public var title: String
  public var role: Role
  /// nil for `otherwise`.
  public var when: Condition?
  public var recommends: PairingName
  public var strength: Strength
  /// Why a strong recommendation may rest on low certainty; nil if the pack names no such situation.
  public var situation: ParadigmaticSituation?
  /// Names of evidence items.
  public var claims: [String]
  /// With `{fact}` where the patient's value goes.
  public var because: String
  public var sources: [String]
  public var note: String?
  public var place: Place

  package init(
    id: String, title: String, role: Role, when: Condition? = nil, recommends: PairingName,
    strength: Strength, situation: ParadigmaticSituation? = nil, claims: [String], because: String,
    sources: [String], note: String? = nil, place: Place
  ) {
    self.id = id
    self.title = title
    self.role = role
    self.when = when
    self.recommends = recommends
    self.strength = strength
    self.situation = situation
    self.claims = claims
    self.because = because
    self.sources = sources
    self.note = note
    self.place = place
  }
}

/// A part of pairings that is advised against if the condition is true.
public struct Veto: Sendable, Hashable {
  /// `pack/name`.
  public var id: String
  public var title: String
  /// Every pairing with this part is vetoed.
  public var part: String
  public var when: Condition
  public var because: String
  public var sources: [String]
  /// Whether no rule recommends the part, so that it takes nothing away and is only shown: `do_not_offer`.
  public var standsAlone: Bool
  public var place: Place

  package init(
    id: String, title: String, part: String, when: Condition, because: String, sources: [String],
    standsAlone: Bool = false, place: Place
  ) {
    self.id = id
    self.title = title
    self.part = part
    self.when = when
    self.because = because
    self.sources = sources
    self.standsAlone = standsAlone
    self.place = place
  }

  /// The word that declares it.
  package var word: String { standsAlone ? "do_not_offer" : "advise_against" }
}

/// Conflicting findings: reported beside the answer, never averaged away.
public struct Conflict: Sendable, Hashable {
  /// `pack/name`.
  public var id: String
  public var title: String
  public var when: Condition
  public var because: String
  public var sources: [String]
  public var place: Place

  package init(
    id: String, title: String, when: Condition, because: String, sources: [String], place: Place
  ) {
    self.id = id
    self.title = title
    self.when = when
    self.because = because
    self.sources = sources
    self.place = place
  }
}

/// A site's local change to another pack's cut-off, with who approved it and why.
public struct Adaptation: Sendable, Hashable {
  /// The pack that declares it, and what it adapts: `site → psychological-pairing`.
  public var id: String
  public var pack: String
  /// A pack, or `pack/rule`.
  public var target: String
  public var fact: Fact.Index
  public var from: FactValue
  public var to: FactValue
  public var reason: String
  public var approvedBy: String
  public var approvedOn: Day
  /// The ``pin`` that was approved; nil if the site wrote none.
  public var approvedPin: String?
  /// 16 hex digits that change with every change of the adapted declarations: see `PinText`.
  public var pin: String
  public var place: Place
}
