public import PlumblineGuideline
public import PlumblineJSON

/// A small change to a guideline, as an author might make by mistake.
public enum Edit: Hashable, Sendable {
  /// An operand of a comparison moves by one step of its fact, up or down.
  case shift(Condition.Path, operand: Int, by: ExactNumber)
  /// A comparison points the other way, `at_least` for `at_most`, or excludes its cut-off, `above` for `at_least`.
  case swapComparison(Condition.Path, to: Comparison.Operator)
  /// A code becomes the next one of its fact.
  case swapValue(Condition.Path, to: FactValue)
  /// A code is removed from `is_one_of`.
  case dropValue(Condition.Path, operand: Int)
  case dropClause(Condition.Path)
  case negate(Condition.Path)
  /// `all` for `any`, `any` for `all`, `any` for `any_known`, `any_known` for `first_known`.
  case swapCombination(Condition.Path)
  /// The rule, gate, criterion, veto, conflict, contraindication or caution is removed.
  case drop
  /// A fact is removed from a `need_data`'s `any_of`.
  case dropNeed(Fact.Index)
  /// A caution loses its `always`, and is shown only with its pairing.
  case dropAlways

  /// Returns the condition after the edit; nil if the edit does not fit it, or removes all of it.
  func apply(to condition: Condition) -> Condition? {
    switch self {
    case .shift(let path, let operand, let step):
      condition.changingComparison(at: path) { comparison in
        guard comparison.operands.indices.contains(operand),
          case .value(.number(let number)) = comparison.operands[operand], let moved = number + step
        else { return }
        comparison.operands[operand] = .value(.number(moved))
      }
    case .swapValue(let path, let value):
      condition.changingComparison(at: path) { $0.operands = [.value(value)] }
    case .swapComparison(let path, let other): condition.changingComparison(at: path) { $0.operator = other }
    case .dropValue(let path, let operand):
      condition.changingComparison(at: path) { comparison in
        if comparison.operands.indices.contains(operand) { comparison.operands.remove(at: operand) }
      }
    case .dropClause(let path): condition.removing(path)
    case .negate(let path): condition[path].map { condition.replacing(path, with: .none([$0])) }
    case .swapCombination(let path):
      condition[path].flatMap(\.swapped).map { condition.replacing(path, with: $0) }
    case .drop, .dropNeed, .dropAlways: nil
    }
  }
}

extension Condition {
  fileprivate func changingComparison(at path: Path, _ change: (inout Comparison) -> Void) -> Condition? {
    guard case .comparison(var comparison)? = self[path] else { return nil }
    change(&comparison)
    return replacing(path, with: .comparison(comparison))
  }

  /// The combination for which this one is easily mistaken.
  var swapped: Condition? {
    switch self {
    case .all(let parts): .any(parts)
    case .any(let parts): .all(parts)
    case .none(let parts): .none([.all(parts)])
    case .firstKnown(let parts): .anyKnown(parts)
    case .anyKnown(let parts): .any(parts)
    case .comparison, .scripted: nil
    }
  }
}

extension Edit {
  /// Every edit of a condition, in the order of writing. None occurs twice: `above` for `at_least` is also a cut-off moved by
  /// one step, and `is_not` for `is` is also a negated comparison.
  static func edits(of condition: Condition, _ vocabulary: Vocabulary) -> [Edit] {
    condition.nodes.flatMap { path, node -> [Edit] in
      let parent = path.isEmpty ? nil : condition[Array(path.dropLast())]
      var edits: [Edit] = []
      if case .comparison(let comparison) = node { edits += Self.edits(of: comparison, path, vocabulary) }
      if node.children.count > 1 { edits.append(.swapCombination(path)) }
      // Negating the only part is negating the whole, except under `none`, where it is a double negation.
      if parent.map({ $0.children.count > 1 }) ?? true { edits.append(.negate(path)) }
      if let parent, parent.children.count > 1 { edits.append(.dropClause(path)) }
      return edits
    }
  }

  private static func edits(
    of comparison: Comparison, _ path: Condition.Path, _ vocabulary: Vocabulary
  ) -> [Edit] {
    let fact = vocabulary[comparison.fact]
    var edits: [Edit] = []
    for (index, operand) in comparison.operands.enumerated() {
      guard case .value(.number(let number)) = operand, let step = fact.grid?.step else { continue }
      for by in [ExactNumber(0) - step, step].compactMap({ $0 }) {
        if let other = number + by, fact.allows(.number(other)), comparison.takes(other, at: index) {
          edits.append(.shift(path, operand: index, by: by))
        } else if let other = comparison.operator.strictness(by > 0) {
          // At the end of a range there is no further cut-off: the comparison excludes its own instead, or includes it.
          edits.append(.swapComparison(path, to: other))
        }
      }
    }
    switch comparison.operator {
    case .atLeast: edits.append(.swapComparison(path, to: .atMost))
    case .atMost: edits.append(.swapComparison(path, to: .atLeast))
    case .above: edits.append(.swapComparison(path, to: .below))
    case .below: edits.append(.swapComparison(path, to: .above))
    case .isOneOf where comparison.operands.count > 1:
      edits += comparison.operands.indices.map { .dropValue(path, operand: $0) }
    case .is, .isNot:
      if case .code(let codes) = fact.kind, case .value(.code(let code))? = comparison.operands.first,
        let index = codes.firstIndex(of: code), codes.count > 1
      {
        edits.append(.swapValue(path, to: .code(codes[(index + 1) % codes.count])))
      }
    case .between, .isOneOf, .wasDeclined, .wasARange: break
    }
    return edits
  }
}

extension Comparison {
  /// Whether another number may replace an operand: `between` keeps its lower end first, a list has no duplicates.
  fileprivate func takes(_ number: ExactNumber, at index: Int) -> Bool {
    switch `operator` {
    case .isOneOf: return !operands.contains(.value(.number(number)))
    case .between:
      guard operands.count == 2, case .value(.number(let other)) = operands[1 - index] else { return true }
      return index == 0 ? number <= other : number >= other
    default: return true
    }
  }
}

extension Comparison.Operator {
  /// The comparison with the same effect as this one with its cut-off one step higher, or lower; nil if there is none.
  fileprivate func strictness(_ isHigher: Bool) -> Comparison.Operator? {
    switch (self, isHigher) {
    case (.atLeast, true): .above
    case (.above, false): .atLeast
    case (.below, true): .atMost
    case (.atMost, false): .below
    default: nil
    }
  }
}
