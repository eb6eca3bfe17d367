internal import PlumblineJSON

/// A number or a range that is typed with its unit: `7.4 %`, `16..18 kPa`, `54 years`.
package struct TypedAmount {
  /// The number, or the range, as it is typed.
  package let number: String
  /// The unit as the vocabulary writes it; as it is typed if that has no such unit.
  package let unit: String
  /// The fact, as far as numbers in this unit are read by it: in another unit they may have decimals.
  package let fact: Fact

  /// nil if the text has no unit, or the fact none; times in weeks have forms of their own.
  package init?(_ text: String, for fact: Fact) {
    guard let own = fact.unit, let grid = fact.grid, !fact.isDate, own != "wk" else { return nil }
    let spoken = fact.unitInWords ?? own
    let known = (fact.takenUnits + [spoken]).filter {
      text.hasSuffix($0) && Self.isNumber(text.dropLast($0.count))
    }
    if let longest = known.max(by: { $0.count < $1.count }) {
      number = Self.trimmed(text.dropLast(longest.count))
      unit = longest == spoken ? own : longest
    } else {
      let digits = text.prefix { Self.mayStandInNumber($0) }
      let rest = text[digits.endIndex...]
      guard Self.isNumber(digits), let first = rest.first, first.isLetter || "%°µ[{".contains(first) else {
        return nil
      }
      (number, unit) = (Self.trimmed(digits), String(rest))
    }
    var read = fact
    if unit != own { read.kind = .decimal(low: grid.low, high: grid.high, step: grid.step) }
    self.fact = read
  }

  private static func mayStandInNumber(_ character: Character) -> Bool {
    character.isASCII && character.isNumber || character.isWhitespace || "-.,".contains(character)
  }

  private static func isNumber(_ text: Substring) -> Bool {
    text.allSatisfy(mayStandInNumber) && text.contains(where: \.isNumber)
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension TypedAmount {
  /// What the amount says of its fact, converted as the vocabulary declares; nil if its unit or its number is not one that the fact takes.
  func answer(of own: Fact) -> TypedAnswer? {
    let ends: (low: ExactNumber?, high: ExactNumber?)
    if let single = fact.number(typed: number) {
      ends = (single, single)
    } else if case .numbers(let low, let high)? = TypedRange(number, for: fact) {
      ends = (low, high)
    } else {
      return nil
    }
    let conversion = own.conversions.first { $0.unit == unit }
    guard let grid = own.grid, conversion != nil || unit == own.unit else { return nil }
    func converted(_ end: ExactNumber?, _ otherwise: ExactNumber) -> ExactNumber? {
      guard let end else { return otherwise }
      return conversion.map { $0.converted(end, from: grid.low, step: grid.step) } ?? end
    }
    guard let low = converted(ends.low, grid.low), let high = converted(ends.high, grid.high), low <= high
    else { return nil }
    let state = low == high ? FactState.known(.number(low)) : .within(.numbers(low: low, high: high))
    return TypedAnswer(state: state, given: conversion?.given(low: ends.low, high: ends.high))
  }
}
