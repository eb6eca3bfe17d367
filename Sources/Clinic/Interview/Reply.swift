internal import PlumblineGuideline

/// What a person asks of the conversation itself.
enum Command: Sendable, Hashable {
  case undo, quit, help, answer

  /// Nil if the typed line is an answer.
  init?(_ typed: String) {
    switch typed.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased() {
    case "undo", "back", "<": self = .undo
    case "quit", "exit": self = .quit
    case "answer": self = .answer
    case "help", "?": self = .help
    default: return nil
    }
  }
}

/// A person's reply to a question about one fact.
enum Reply {
  /// Returns what a typed line says of a fact, as a line of a profile says it, or by the place of a code in its list; nil if it says nothing.
  ///
  /// - Parameter asOf: the day from which dates and times are counted.
  static func answer(_ typed: String, to fact: Fact, asOf: Day) -> TypedAnswer? {
    if let answer = TypedAnswer(typed, of: fact, asOf: asOf) { return answer }
    guard case .code(let codes) = fact.kind, let place = Int(typed.filter { !$0.isWhitespace }),
      codes.indices.contains(place - 1)
    else { return nil }
    return TypedAnswer(state: .known(.code(codes[place - 1])))
  }
}

/// A person's reply to flags that are asked together: `none`, `3 yes, rest no`, `2 unsure`.
struct FlagReply: Sendable, Hashable {
  /// By place in the list of flags, from 0; a flag that was not answered is missing.
  let states: [Int: FactState]

  /// Nil if the line has no meaning, names a flag twice or one that is not in the list, or leaves open what is said of the rest.
  init?(_ typed: String, count: Int) {
    let parts = typed.lowercased().split { ",;".contains($0) }.map {
      $0.split(whereSeparator: \.isWhitespace)
    }
    var states: [Int: FactState] = [:]
    var rest: FactState?
    for words in parts where !words.isEmpty {
      let answer = words.dropFirst().joined(separator: " ")
      if let place = Int(words[0]), (1...count).contains(place) {
        guard let state = Self.state(answer.isEmpty ? "yes" : answer),
          states.updateValue(state, forKey: place - 1) == nil
        else { return nil }
      } else {
        let others =
          ["rest", "others", "overige"].contains(words[0]) ? answer : words.joined(separator: " ")
        guard rest == nil, let state = Self.state(Bool.isNone(typed: others) ? "no" : others),
          state != .known(.boolean(true))
        else { return nil }
        rest = state
      }
    }
    if let rest { for place in 0..<count where states[place] == nil { states[place] = rest } }
    if states.isEmpty { return nil }
    self.states = states
  }

  private static func state(_ word: String) -> FactState? {
    if word == "?" { return .absent(.unknown) }
    return Bool(typed: word).map { .known(.boolean($0)) } ?? Absence(typed: word).map { .absent($0) }
  }
}
