/// An explanation of one patient's answer: why, why not, and what if.
public struct Explanation: Sendable {
  public var why: Why
  /// One for each pairing asked about, in the order of the questions.
  public var whyNot: [WhyNot]
  public var whatIf: WhatIf?

  public init(why: Why, whyNot: [WhyNot] = [], whatIf: WhatIf? = nil) {
    self.why = why
    self.whyNot = whyNot
    self.whatIf = whatIf
  }
}
