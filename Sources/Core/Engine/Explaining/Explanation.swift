/// What was asked to be explained of one patient's answer.
public struct Explanation: Sendable {
  public var why: Why
  /// One for each pairing that was asked about, in the order of asking.
  public var whyNot: [WhyNot]
  public var whatIf: WhatIf?

  public init(why: Why, whyNot: [WhyNot] = [], whatIf: WhatIf? = nil) {
    self.why = why
    self.whyNot = whyNot
    self.whatIf = whatIf
  }
}
