public import PlumblineGuideline
internal import PlumblineJSON

/// A person's reply to a question.
public enum Reply: Sendable, Hashable {
  case answer(FactState)
  case undo
  case quit
  case help
  /// The reply has no meaning for this fact.
  case unclear

  /// The words for having no answer, each with its reason.
  public static let absences: [(word: String, reason: Absence)] = [
    ("skip", .notAsked), ("unknown", .unknown), ("declined", .askedDeclined), ("n/a", .notApplicable),
  ]

  /// Reads a typed line: a number, yes or no, a code by its name, its words or its place in the list, a range (`10..14`,
  /// `function|pain`), a word for having no answer, or `undo`, `quit`, `help`.
  ///
  /// - Parameter asOf: the day from which a date is counted: `2026-03-02`, `2026-03`, `2026`.
  public init(_ typed: String, to fact: Fact, asOf: Day) {
    let text = typed.split { $0 == " " || $0 == "\t" || $0 == "\r" }.joined(separator: " ")
    let word = text.lowercased()
    if let absence = Self.absence(word) {
      self = .answer(.absent(absence))
      return
    }
    switch word {
    case "undo", "back", "<": self = .undo
    case "quit", "exit": self = .quit
    case "help", "?": self = .help
    default:
      if fact.isDate {
        self = Day.days(of: text).flatMap { FactState(ageOf: $0, on: asOf) }.map { .answer($0) } ?? .unclear
        return
      }
      let range = TypedRange(text, for: fact)?.state(of: fact)
      self = (Self.value(text, word, fact).map { .known($0) } ?? range).map { .answer($0) } ?? .unclear
    }
  }

  private static func absence(_ word: String) -> Absence? {
    if let known = absences.first(where: { $0.word == word }) { return known.reason }
    return switch word {
    case "don't know": .unknown
    case "refused": .askedDeclined
    default: Absence(typed: word)
    }
  }

  private static func value(_ text: String, _ word: String, _ fact: Fact) -> FactValue? {
    switch fact.kind {
    case .boolean:
      return [
        "yes": .boolean(true), "y": .boolean(true), "true": .boolean(true), "no": .boolean(false),
        "n": .boolean(false), "false": .boolean(false), "ja": .boolean(true), "j": .boolean(true),
        "nee": .boolean(false),
      ][word]
    case .integer, .decimal:
      return ExactNumber(text).map { .number($0) }
    case .code(let codes):
      if let code = fact.code(typed: text) { return .code(code) }
      if let place = Int(text), codes.indices.contains(place - 1) { return .code(codes[place - 1]) }
      return nil
    }
  }
}
