internal import PlumblineGuideline
internal import PlumblineJSON

/// A cut-off that a sentence states for a fact: "age under 18", "TSK-17 (high: above 37)", "aged 70 or more".
struct StatedCutOff {
  var fact: Fact.Index
  var number: ExactNumber
  /// Whether the number is the first value on the upper side, as in "at least" and "under", and not the last on the lower, as in "above".
  var isFirstAbove: Bool
  /// Whether the values above are meant.
  var isAbove: Bool
  var quoted: String
  /// Whether it says what holds on its side, and so may stand beside the condition of the other one: "from 18 on it is for adults".
  var isOfEitherSide = false

  /// The unit that the text gives the number, if it is not the fact's.
  var otherUnit: String?

  /// How a statement fits a comparison.
  enum Fit { case agrees, otherSide, differs }

  /// Returns whether a comparison draws the same line, with this number or another ("below 12" and "above 11"), and means the same side.
  func fit(_ comparison: Comparison, step: ExactNumber) -> Fit {
    let line = isFirstAbove ? number : number + step
    var fit = Fit.differs
    for (index, operand) in comparison.operands.enumerated() {
      guard case .value(.number(let other)) = operand else { continue }
      let isFirst: Bool
      let meansAbove: Bool
      switch comparison.operator {
      case .atLeast: (isFirst, meansAbove) = (true, true)
      case .below: (isFirst, meansAbove) = (true, false)
      case .above: (isFirst, meansAbove) = (false, true)
      case .atMost: (isFirst, meansAbove) = (false, false)
      default: (isFirst, meansAbove) = (index == 0, index == 0)
      }
      guard (isFirst ? other : other + step) == line else { continue }
      if meansAbove == isAbove || isOfEitherSide { return .agrees }
      fit = .otherSide
    }
    return fit
  }

  /// Returns the cut-offs that a text states.
  ///
  /// - Parameters:
  ///   - whole: the fact that is meant if the text is nothing but a cut-off: "Under 18".
  ///   - timed: the fact that a time is about, in the title of a gate: "Pain for less than 12 weeks".
  static func all(
    in text: String, _ names: FactNames, whole: Fact.Index?, timed: Fact.Index? = nil
  ) -> [StatedCutOff] {
    CutOffReader.all(in: text, names, whole: whole, timed: timed).flatMap { reader in
      reader.clause.tokens.indices.compactMap { reader.cutOff(at: $0) }
    }
  }
}
