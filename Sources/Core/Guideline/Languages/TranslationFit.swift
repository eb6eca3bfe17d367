/// What a machine can compare of a sentence and its translation: its places for values, and its numbers in their order.
public struct TranslationFit: Sendable, Hashable {
  /// The facts that only one of the two shows.
  public let placeholders: [String]
  /// Whether both have the same places for values, in another order.
  public let isReordered: Bool
  /// The numbers of both, in their order; nil if they agree.
  public let numbers: (source: [String], translation: [String])?

  public init(_ source: String, _ translation: String) {
    let (one, other) = (Self.facts(source), Self.facts(translation))
    let isWhole = Template(translation).isWhole
    placeholders =
      isWhole
      ? Set(one + other).filter { name in one.count { $0 == name } != other.count { $0 == name } }.sorted()
      : ["{"]
    isReordered = placeholders.isEmpty && one != other
    let (first, second) = (Self.numbers(source), Self.numbers(translation))
    numbers = first == second ? nil : (first, second)
  }

  public var isGood: Bool { placeholders.isEmpty && numbers == nil }

  public static func == (left: TranslationFit, right: TranslationFit) -> Bool {
    left.placeholders == right.placeholders && left.isReordered == right.isReordered
      && left.numbers?.source == right.numbers?.source
      && left.numbers?.translation == right.numbers?.translation
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(placeholders)
    hasher.combine(isReordered)
    hasher.combine(numbers?.source)
    hasher.combine(numbers?.translation)
  }

  private static func facts(_ text: String) -> [String] {
    Template(text).parts.compactMap { if case .fact(let name) = $0 { name } else { nil } }
  }

  /// The numbers outside the places for values: "0.63" and "0,63" are the same.
  private static func numbers(_ text: String) -> [String] {
    let plain = Template(text).parts.map { if case .text(let text) = $0 { text } else { " " } }.joined()
    var numbers: [String] = []
    var open = ""
    let characters = Array(plain)
    for (index, character) in characters.enumerated() {
      if character.isASCII, character.isNumber {
        open.append(character)
      } else if !open.isEmpty, ".,".contains(character), index + 1 < characters.count,
        characters[index + 1].isASCII, characters[index + 1].isNumber
      {
        open.append(".")
      } else if !open.isEmpty {
        numbers.append(open)
        open = ""
      }
    }
    return open.isEmpty ? numbers : numbers + [open]
  }
}
