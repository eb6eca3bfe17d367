internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineText

/// Flags that are asked together: one screen, read back by name, and confirmed with who asked.
extension Conversation {
  func askTogether(_ question: Interview.Question) {
    var lines = [
      "", "Ask about each of these, and look for it. Answered together, they are read back by name.",
    ]
    for (place, fact) in question.together.enumerated() {
      lines += Wrapping.lines(
        Escaping.terminal("\(vocabulary[fact].label): \(vocabulary[fact].question)"), to: 96,
        first: "  \(place + 1)  ", rest: "     ")
    }
    lines.append(
      "(\(Self.flagChoices). Can change \(Self.words(question.couldChange)); \(question.open.counted("question")) open.)"
    )
    say(lines.joined(separator: "\n") + "\n")
  }

  private static let flagChoices = "none; or by number, as in: 3 yes, 4 unsure, rest no"

  /// Takes the answers to flags, once they are confirmed; returns whether they are accepted.
  mutating func takeTogether(_ typed: String, _ question: Interview.Question) -> Bool {
    let flags = question.together
    guard let reply = FlagReply(typed, count: flags.count) else {
      say("Please answer with \(Self.flagChoices).\n")
      return false
    }
    let answers = flags.enumerated().compactMap { place, fact in
      reply.states[place].map { (fact: fact, state: $0) }
    }
    guard let readBack = readBack(answers) else {
      say("Nothing was taken. Answer again: \(Self.flagChoices).\n")
      return false
    }
    do throws(Interview.Refusal) {
      try interview.answer(answers, readBack)
      return true
    } catch {
      say(Self.words(error, vocabulary[flags[0]]))
      return false
    }
  }

  /// Reads answers back by name, and asks whether they are right and who asked; nil if they were rejected.
  private func readBack(_ answers: [(fact: Fact.Index, state: FactState)]) -> ReadBack? {
    guard let attended else { return .no }
    say(FlagWords(answers, vocabulary).lines.map { "  \($0)\n" }.joined())
    return isRight() ? whoAsked(attended.askedBy) : nil
  }

  private func isRight() -> Bool {
    while true {
      say("Is that right? yes or no.\n> ")
      guard let word = hear()?.words.lowercased() else { return false }
      if let isRight = Bool(typed: word) { return isRight }
      if turnsBack(word) { return false }
    }
  }

  /// Whether a line asks something else of the conversation: then nothing is confirmed.
  private func turnsBack(_ typed: String) -> Bool {
    guard let command = Command(typed) else { return false }
    return command != .help
  }

  /// - Parameter known: who asks, if that is known already.
  private func whoAsked(_ known: String?) -> ReadBack? {
    let orKnown = known.map { "; Enter for \(Escaping.terminal($0))" } ?? ""
    while true {
      say("Who asked the patient? A name or a role\(orKnown).\n> ")
      guard let who = hear()?.words else { return nil }
      if turnsBack(who) { return nil }
      if let readBack = ReadBack(typed: who.isEmpty ? known ?? "" : who) { return readBack }
      say("A name has at most \(ReadBack.longest) bytes, no control characters, and is no answer.\n")
    }
  }
}

extension String {
  /// Its words with single spaces between them.
  fileprivate var words: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

/// Flags with their answers, by name, one a line: what is true first, then what is not known, then what is not there.
public struct FlagWords {
  public let lines: [String]

  public init(_ answers: [(fact: Fact.Index, state: FactState)], _ vocabulary: Vocabulary) {
    lines = Self.words.flatMap { word in
      answers.filter { Self.word($0.state) == word }.map {
        word.leftAligned(in: 11) + Escaping.terminal(vocabulary[$0.fact].label)
      }
    }
  }

  private static let words = ["YES", "NOT KNOWN", "DECLINED", "N/A", "NO", "NOT ASKED"]

  private static func word(_ state: FactState) -> String {
    switch state {
    case .known(.boolean(true)): "YES"
    case .known: "NO"
    case .within, .absent(.unknown), .absent(.stale): "NOT KNOWN"
    case .absent(.askedDeclined): "DECLINED"
    case .absent(.notApplicable): "N/A"
    case .absent(.notAsked): "NOT ASKED"
    }
  }
}
