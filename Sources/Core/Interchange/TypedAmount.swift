internal import PlumblineGuideline
internal import PlumblineJSON

/// A number or a range that is typed with its unit: `7.4 %`, `16..18 kPa`, `54 years`.
struct TypedAmount {
  /// The number, or the range, as it is typed.
  let number: String
  /// The unit as the vocabulary writes it; as it is typed if that has no such unit.
  let unit: String
  /// The fact, as far as numbers in this unit are read by it: in another unit they may have decimals.
  let fact: Fact

  /// nil if the text has no unit, or the fact none; times in weeks have forms of their own.
  init?(_ text: String, for fact: Fact) {
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

  /// Returns the JSON of the amount, of which the number was read as some JSON.
  func json(_ number: JSONValue) -> JSONValue {
    let unit = JSONMember("unit", .string(unit))
    if case .object(let members) = number { return .object(members + [unit]) }
    return .object([JSONMember("value", number), unit])
  }
}
