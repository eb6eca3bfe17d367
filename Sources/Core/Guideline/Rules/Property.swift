/// A pack's promise about every legal profile, with any fact possibly absent. Not part of any decision: `prove` checks whether it
/// is kept.
public struct Property: Sendable, Hashable {
  /// A claim about a decision. What is left empty is not required; all that is required must hold together. A list holds if any
  /// of its elements does.
  public struct Claim: Sendable, Hashable {
    public var decisions: [Disposition] = []
    /// The primary pairing.
    public var primary: [PairingName] = []
    /// A pairing among the alternatives.
    public var alternative: [PairingName] = []
    /// A part of any recommended pairing.
    public var offers: [String] = []
    /// Evidence that a recommendation shows.
    public var claims: [String] = []
    /// Some claim that is shown has a higher certainty than this; not-stated is never higher.
    public var certaintyAbove: Certainty?
    /// Ids of stops.
    public var alerts: [String] = []
    /// The strength of any recommended pairing.
    public var strength: Strength?

    public init() {}
  }

  /// The words of a decision: the contract's dispositions.
  public enum Disposition: String, Sendable, CaseIterable {
    case recommend
    case stop
    case `defer`
    case outOfScope = "out-of-scope"
    case needData = "need-data"
  }

  /// How much of an answer must stay the same.
  public enum Aspect: String, Sendable, CaseIterable {
    /// The whole signature: decision, alerts, pairings, strengths, claims and their certainty.
    case answer
    case decision
    /// The decision and the primary pairing.
    case primary
  }

  public enum Promise: Sendable, Hashable {
    case always(Claim)
    case never(Claim)
    /// About every profile that knows more than one whose decision is `from`, except about the facts in `except`.
    case knowingMore(from: Claim, isAlways: Bool, Claim, except: [Fact.Index])
    /// Two profiles that differ only in these facts get the same answer.
    case same(Aspect, whatever: [Fact.Index])
    /// These vetoes and contraindicated pairings are meant to overrule rules.
    case overrules([String])
  }

  /// The sentence that names it.
  public var name: String
  public var pack: String
  /// The patients that the promise covers.
  public var given: Condition?
  /// The decisions that the promise covers; empty for all.
  public var deciding: [Disposition]
  public var promise: Promise
  public var because: String?
  public var place: Place
}
