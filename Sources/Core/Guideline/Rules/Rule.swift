/// A condition and the pairing that follows from it.
public struct Rule: Sendable, Hashable {
  public enum Role: Sendable, Hashable {
    /// In each slot the first rule by rank that is true and not vetoed joins the primary pairing.
    case candidate(slot: String, rank: Int)
    case alternative
    /// Recommended if no rule of a slot is chosen.
    case otherwise
  }

  /// What a rule says of one part: `strength = { exercise = "strong" }`, `claims = { exercise = { … } }`.
  public struct PartAdvice: Sendable, Hashable {
    public var strength: Strength
    /// Names of evidence items; nil if the rule's claims are about the pairing as a whole.
    public var claims: [String]?

    package init(strength: Strength, claims: [String]? = nil) {
      self.strength = strength
      self.claims = claims
    }
  }

  /// `pack/name`.
  public var id: String
  public var title: String
  public var role: Role
  /// nil for `otherwise`.
  public var when: Condition?
  public var recommends: PairingName
  /// Its weakest part's.
  public var strength: Strength
  /// Why a strong recommendation may rest on low certainty; nil if the pack names no such situation.
  public var situation: ParadigmaticSituation?
  /// Names of evidence items.
  public var claims: [String]
  /// What it says of single parts; empty if it speaks of the pairing as a whole.
  public var parts: [String: PartAdvice]
  /// With `{fact}` where the patient's value goes.
  public var because: String
  public var sources: [String]
  public var note: String?
  public var place: Place

  package init(
    id: String, title: String, role: Role, when: Condition? = nil, recommends: PairingName,
    strength: Strength, situation: ParadigmaticSituation? = nil, claims: [String],
    parts: [String: PartAdvice] = [:], because: String, sources: [String], note: String? = nil, place: Place
  ) {
    self.id = id
    self.title = title
    self.role = role
    self.when = when
    self.recommends = recommends
    self.strength = strength
    self.situation = situation
    self.claims = claims
    self.parts = parts
    self.because = because
    self.sources = sources
    self.note = note
    self.place = place
  }
}

extension Rule {
  /// The strength with which it recommends one of its parts.
  package func strength(of part: String) -> Strength { parts[part]?.strength ?? strength }

  /// The parts that it recommends strongly.
  package var strongParts: [String] { recommends.parts.filter { strength(of: $0) == .strong } }

  /// Names of the evidence that it claims for one of its parts. Claims for the pairing as a whole are about what it adds to the base.
  package func claims(for part: String, base: String?) -> [String] {
    if let own = parts[part]?.claims { return own }
    return recommends.parts.count == 1 || part != base ? claims : []
  }
}

/// A part of pairings that is ruled out, not offered, or passed over if the condition is true.
public struct Veto: Sendable, Hashable {
  /// What it does to the pairings with its part.
  public enum Effect: Sendable, Hashable {
    /// `advise_against`: none of them is recommended.
    case rulesOut
    /// `do_not_offer`: nothing, since no rule recommends the part; it is only shown.
    case isShown
    /// `pass_over`: the next true rule of the slot leads. If there is none, the pairing still leads, with the reason.
    case passesOver
  }

  /// `pack/name`.
  public var id: String
  public var title: String
  /// Every pairing with this part is concerned.
  public var part: String
  public var when: Condition
  public var because: String
  public var sources: [String]
  public var effect: Effect
  /// What to do if the pairing leads all the same: "Refer …"; nil unless it is passed over.
  public var action: String?
  /// What an unknown answer can do, instead of ruling the part out; nil to say that it can rule it out.
  public var ifUnknown: String?
  /// Why, in plain words for the patient; nil if the pack does not say.
  public var forPatient: String?
  public var place: Place

  package init(
    id: String, title: String, part: String, when: Condition, because: String, sources: [String],
    effect: Effect = .rulesOut, action: String? = nil, place: Place
  ) {
    self.id = id
    self.title = title
    self.part = part
    self.when = when
    self.because = because
    self.sources = sources
    self.effect = effect
    self.action = action
    self.place = place
  }

  /// Whether it is about a pairing and takes it away, or only shows that it is not offered.
  package var objects: Bool { effect != .passesOver }

  /// The word that declares it.
  package var word: String {
    switch effect {
    case .rulesOut: "advise_against"
    case .isShown: "do_not_offer"
    case .passesOver: "pass_over"
    }
  }
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
