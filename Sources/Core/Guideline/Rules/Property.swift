/// What a pack promises of every legal profile, with any fact possibly absent. No part of any decision: `prove` asks whether it
/// is kept.
public struct Property: Sendable, Hashable {
  /// What a decision says, as far as a promise can speak of it. What is left empty is not asked for; all that is asked for must
  /// hold together. A list holds where any one of it does.
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
    /// Some claim that is shown is more certain than this; one that is not stated is not.
    public var certaintyAbove: Certainty?
    /// Ids of stops.
    public var alerts: [String] = []
    /// Of any recommended pairing.
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
    /// Of a profile whose decision is `from`, and every one that knows the same and more but for the facts in `except`.
    case knowingMore(from: Claim, isAlways: Bool, Claim, except: [Fact.Index])
    /// Two profiles that differ in these facts at most are answered alike.
    case same(Aspect, whatever: [Fact.Index])
    /// These vetoes and contraindicated pairings are meant to overrule rules.
    case overrules([String])
  }

  /// The sentence that it is known by.
  public var name: String
  public var pack: String
  /// True of every patient that the promise speaks of.
  public var given: Condition?
  /// The decisions that the promise speaks of; empty: all.
  public var deciding: [Disposition]
  public var promise: Promise
  public var because: String?
  public var place: Place
}
