internal import PlumblineJSON

/// A comparison of a fact with values; in constraints also with another fact, and of sums and differences of facts.
public struct Comparison: Hashable, Sendable {
  public enum Operator: String, Sendable, CaseIterable {
    case atLeast = "at_least"
    case atMost = "at_most"
    case above
    case below
    case between
    case `is`
    case isNot = "is_not"
    case isOneOf = "is_one_of"
    /// Whether the patient was asked and did not answer: the one look at absence besides `first_known` and `any_known`. True or
    /// false, never unknown.
    case wasDeclined = "was_declined"
    /// Whether the profile gives a range, or several codes, instead of a value. True or false, never unknown.
    case wasARange = "was_a_range"

    /// Whether it orders numbers, and so does not apply to codes and booleans.
    public var ordersNumbers: Bool {
      switch self {
      case .atLeast, .atMost, .above, .below, .between: true
      case .is, .isNot, .isOneOf, .wasDeclined, .wasARange: false
      }
    }

    /// Whether knowing more never changes its truth.
    public var isMonotone: Bool { !looksAtGiving }

    /// Whether it asks how the profile gives the fact, instead of comparing its value.
    public var looksAtGiving: Bool { self == .wasDeclined || self == .wasARange }
  }

  public enum Operand: Hashable, Sendable {
    case value(FactValue)
    case fact(Fact.Index)
  }

  /// A further fact on the left side: `- mood.phq_2`.
  public struct Addend: Hashable, Sendable {
    public var fact: Fact.Index
    public var isSubtracted: Bool

    package init(fact: Fact.Index, isSubtracted: Bool) {
      self.fact = fact
      self.isSubtracted = isSubtracted
    }
  }

  public var fact: Fact.Index
  /// The facts that are added to the first one or subtracted from it, before the comparison.
  public var addends: [Addend]
  public var `operator`: Operator
  /// One operand; two for `between`; one or more for `is_one_of`; none for `was_declined` and `was_a_range`.
  public var operands: [Operand]
  /// The name of the adaptation, if a site has moved the cut-off.
  public var adaptedBy: String?
  public var line: Int

  package init(
    fact: Fact.Index, addends: [Addend] = [], operator: Operator, operands: [Operand],
    adaptedBy: String? = nil, line: Int
  ) {
    self.fact = fact
    self.addends = addends
    self.operator = `operator`
    self.operands = operands
    self.adaptedBy = adaptedBy
    self.line = line
  }

  public var facts: Set<Fact.Index> {
    var facts: Set<Fact.Index> = []
    addFacts(to: &facts)
    return facts
  }

  func addFacts(to facts: inout Set<Fact.Index>) {
    facts.insert(fact)
    for addend in addends { facts.insert(addend.fact) }
    for case .fact(let other) in operands { facts.insert(other) }
  }

  /// Whether it reads no other fact.
  package var readsOneFact: Bool {
    addends.allSatisfy { $0.fact == fact }
      && operands.allSatisfy { operand in
        if case .fact(let other) = operand { other == fact } else { true }
      }
  }

  /// The comparison without its line and adaptation, by which equal ones are found.
  package var withoutPlace: Comparison {
    var bare = self
    bare.line = 0
    bare.adaptedBy = nil
    return bare
  }

  /// Returns the comparison's truth by values: unknown as soon as a fact that it needs is absent. A fact with a value was not
  /// declined, and is no range; how one without a value was given is not known here.
  public func truth(_ value: (Fact.Index) -> FactValue?) -> Truth {
    if self.operator.looksAtGiving { return value(fact) == nil ? .unknown : .false }
    guard let left = left(value) else { return .unknown }
    var rights: [FactValue] = []
    rights.reserveCapacity(operands.count)
    for operand in operands {
      switch operand {
      case .value(let right): rights.append(right)
      case .fact(let other):
        guard let right = value(other) else { return .unknown }
        rights.append(right)
      }
    }
    return Truth(holds(left, rights))
  }

  /// Returns the value on the left side; nil if a fact in it is absent, or if a sum does not fit.
  private func left(_ value: (Fact.Index) -> FactValue?) -> FactValue? {
    guard !addends.isEmpty else { return value(fact) }
    guard case .number(var sum)? = value(fact) else { return nil }
    for addend in addends {
      guard case .number(let number)? = value(addend.fact),
        let next = addend.isSubtracted ? sum - number : sum + number
      else { return nil }
      sum = next
    }
    return .number(sum)
  }

  /// Whether it holds between a left side and operands that are plain values.
  func holds(_ left: FactValue, _ rights: [FactValue]) -> Bool {
    switch `operator` {
    case .is: return left == rights[0]
    case .isNot: return left != rights[0]
    case .isOneOf: return rights.contains(left)
    case .wasDeclined, .wasARange: return false
    case .atLeast, .atMost, .above, .below, .between:
      guard case .number(let number) = left, case .number(let first) = rights[0] else { return false }
      switch `operator` {
      case .atLeast: return number >= first
      case .atMost: return number <= first
      case .above: return number > first
      case .below: return number < first
      default:
        guard rights.count == 2, case .number(let second) = rights[1] else { return false }
        return number >= first && number <= second
      }
    }
  }
}
