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
    // "1 to 2 weeks" may be "één tot twee weken".
    let isSame =
      [source, Self.inDigits(source)].contains { said in
        [translation, Self.inDigits(translation)].contains { Self.numbers(said) == Self.numbers($0) }
      }
    numbers = isSame ? nil : (first, second)
  }

  /// Numbers that are written as words, in English and in Dutch. "Een" is left out: it is an article.
  private static let words: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12,
    "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10,
    "elf": 11, "twaalf": 12,
  ]

  /// The text with its numbers up to twelve in digits.
  private static func inDigits(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      let core = String(word.filter(\.isLetter))
      guard let number = words[core.lowercased()] else { return String(word) }
      return String(word).replacing(core, with: "\(number)")
    }.joined(separator: " ")
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
