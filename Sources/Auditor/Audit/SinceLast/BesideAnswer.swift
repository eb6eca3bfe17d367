public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineLedger
public import PlumblineText

/// What the ledger has to say beside an answer: stops that the answer does not have, and what changed since the last one.
public struct BesideAnswer: Sendable {
  public let stops: EarlierStops?
  public let since: SinceLastAnswer?

  /// Looks it up.
  ///
  /// - Parameters:
  ///   - ledger: opened for reading; `shelf` is over it, too.
  ///   - words: the guidelines in the language of the answer; nil for their own.
  /// - Returns: nil if there is nothing to say.
  /// - Throws: `LedgerError`, if the ledger cannot be read.
  public init?(
    _ joint: JointDecision, of profile: Profile, named id: String, by evaluator: JointEvaluator,
    in ledger: Ledger, _ shelf: inout GuidelineShelf, sayingIn words: Guidelines? = nil
  ) throws {
    stops = try EarlierStops(
      beside: joint, of: id, in: ledger, sayingIn: words ?? evaluator.guidelines)
    since = try SinceLastAnswer(
      before: joint, of: profile, named: id, by: evaluator, in: ledger, &shelf, sayingIn: words)
    if stops == nil, since == nil { return nil }
  }

  /// The view as text, to be printed after the answer: the stops last, where they are read.
  public func text(style: Style) -> String {
    [since?.text(style: style), stops?.text(style: style)].compactMap(\.self).joined()
  }

  /// The view in Markdown, to be printed after the answer.
  public var markdown: String { [since?.markdown, stops?.markdown].compactMap(\.self).joined() }
}
