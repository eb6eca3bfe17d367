internal import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// Flags that are asked together: one screen, read back by name, and confirmed with who asked.
extension Conversation {
  func askTogether(_ question: Interview.Question) {
    var lines =
      [""]
      + Wrapping.lines(
        language.both(
          "Ask about each of these, and look for it. Answered together, they are read back by name."),
        to: 96)
    for (place, fact) in question.together.enumerated() {
      lines += Wrapping.lines(
        Escaping.terminal("\(vocabulary[fact].label): \(vocabulary[fact].question)"), to: 96,
        first: "  \(place + 1)  ", rest: "     ")
    }
    lines.append("(\(flagChoices). \(reach(question)))")
    say(lines.joined(separator: "\n") + "\n")
  }

  private var flagChoices: String { language("none; or by number, as in: 3 yes, 4 unsure, rest no") }

  /// Takes the answers to flags, once they are confirmed; returns whether they are accepted.
  mutating func takeTogether(_ typed: String, _ question: Interview.Question) -> Bool {
    let flags = question.together
    guard let reply = FlagReply(typed, count: flags.count) else {
      say(language("Please answer with {choices}.", ["choices": flagChoices]) + "\n")
      return false
    }
    let answers = flags.enumerated().compactMap { place, fact in
      reply.states[place].map { (fact: fact, state: $0) }
    }
    guard let readBack = readBack(answers) else {
      say(language("Nothing was taken. Answer again: {choices}.", ["choices": flagChoices]) + "\n")
      return false
    }
    do throws(Interview.Refusal) {
      try interview.answer(answers, readBack)
      return true
    } catch {
      say(words(error, vocabulary[flags[0]]))
      return false
    }
  }

  /// Reads answers back by name, and asks whether they are right and who asked; nil if they were rejected.
  private func readBack(_ answers: [(fact: Fact.Index, state: FactState)]) -> ReadBack? {
    guard let attended else { return .no }
    say(FlagWords(answers, vocabulary, in: language).lines.map { "  \($0)\n" }.joined())
    return isRight() ? whoAsked(attended.askedBy) : nil
  }

  private func isRight() -> Bool {
    while true {
      say(language("Is that right? yes or no.") + "\n> ")
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
    let orKnown =
      known.map { " " + language("Enter for {name}.", ["name": Escaping.terminal($0)]) } ?? ""
    while true {
      say(language("Who asked the patient? A name or a role.") + "\(orKnown)\n> ")
      guard let who = hear()?.words else { return nil }
      if turnsBack(who) { return nil }
      if let readBack = ReadBack(typed: who.isEmpty ? known ?? "" : who) { return readBack }
      say(
        language(
          "A name has at most {count} bytes, no control characters, and is no answer.",
          ["count": "\(ReadBack.longest)"]) + "\n")
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

  /// - Parameter language: that of the vocabulary's texts.
  public init(
    _ answers: [(fact: Fact.Index, state: FactState)], _ vocabulary: Vocabulary,
    in language: Language = .english
  ) {
    let words = Word.allCases.map { (word: $0, shown: $0.words(language)) }
    let width = max(11, (words.map(\.shown.count).max() ?? 0) + 2)
    lines = words.flatMap { word, shown in
      answers.filter { Word($0.state) == word }.map {
        shown.leftAligned(in: width) + Escaping.terminal(vocabulary[$0.fact].label)
      }
    }
  }

  private enum Word: CaseIterable {
    case yes, notKnown, declined, notApplicable, no, notAsked

    init(_ state: FactState) {
      self =
        switch state {
        case .known(.boolean(true)): .yes
        case .known: .no
        case .within, .absent(.unknown), .absent(.stale): .notKnown
        case .absent(.askedDeclined): .declined
        case .absent(.notApplicable): .notApplicable
        case .absent(.notAsked): .notAsked
        }
    }

    func words(_ language: Language) -> String {
      switch self {
      case .yes: language("YES")
      case .notKnown: language("NOT KNOWN")
      case .declined: language("DECLINED")
      case .notApplicable: language("N/A")
      case .no: language("NO")
      case .notAsked: language("NOT ASKED")
      }
    }
  }
}
