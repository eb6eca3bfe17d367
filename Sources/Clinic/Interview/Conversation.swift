internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineText

/// An interview in words, with a person or a script that answers line by line.
public struct Conversation {
  public enum Ending: Sendable {
    /// No further answer can change the decision.
    case complete
    /// The answer is wanted for what is known.
    case answered
    case inputEnded
    case quit
  }

  /// There is no next question, because a script failed.
  public struct Failure: Error, CustomStringConvertible {
    let reason: any Error
    public var description: String { "no next question: \(reason)" }
  }

  public internal(set) var interview: Interview
  private let asOf: Day
  let attended: Attended?
  let say: (String) -> Void
  let hear: () -> String?
  /// The ids of the stops that were said and are still true.
  private var saidStops: Set<String> = []

  /// A person who reads the questions, and can confirm what is read back.
  public struct Attended {
    /// Who asks, if that is known already.
    let askedBy: String?

    public init(askedBy: String?) { self.askedBy = askedBy }
  }

  /// - Parameters:
  ///   - asOf: the day of the answer.
  ///   - attended: nil if a script answers: then nothing is read back, and that is recorded.
  ///   - say: shows escaped text as it is.
  ///   - hear: returns the next typed line, without its line feed; nil at the end of the input.
  public init(
    _ interview: Interview, asOf: Day, attended: Attended?, say: @escaping (String) -> Void,
    hear: @escaping () -> String?
  ) {
    self.interview = interview
    self.asOf = asOf
    self.attended = attended
    self.say = say
    self.hear = hear
  }

  var vocabulary: Vocabulary { interview.vocabulary }
  var language: Language { interview.language }

  /// Asks until nothing is left to ask.
  ///
  /// - Parameter keep: called after each change of the profile.
  /// - Throws: ``Failure``, and the errors of `keep`.
  public mutating func run(_ keep: (Profile) throws -> Void) throws -> Ending {
    say(opening)
    sayStops()
    while let question = try next() {
      if question.together.isEmpty { ask(question) } else { askTogether(question) }
      if let ending = try settle(question, keep) { return ending }
      sayStops()
    }
    say(closing(try unsettled().map { vocabulary[$0].label }) + "\n\n")
    return .complete
  }

  /// Says each stop that is true and was not said before. It waits for no further question.
  private mutating func sayStops() {
    let alerts = interview.alerts(interview.profile)
    let new = alerts.filter { !saidStops.contains($0.id) }
    saidStops = Set(alerts.map(\.id))
    if new.isEmpty { return }
    say("\n" + new.flatMap { StopLines($0, width: 96, in: language).lines }.map { $0 + "\n" }.joined())
    say(language.both("Say answer to end with this; what is still asked can only add to it.") + "\n")
  }

  /// What is said when nothing is left to ask, with the facts that were answered without a value, or with several.
  private func closing(_ unsettled: [String]) -> String {
    if unsettled.isEmpty { return language("Nothing else can change the answer.") }
    let shown = unsettled.prefix(4).joined(separator: "; ")
    let more = unsettled.count > 4 ? language("; and {count} more", ["count": "\(unsettled.count - 4)"]) : ""
    return language(
      "Nothing else is left to ask. More exact answers could still change this one: {facts}.",
      ["facts": shown + more])
  }

  private func unsettled() throws(Failure) -> [Fact.Index] {
    do {
      return try interview.unsettled()
    } catch {
      throw Failure(reason: error)
    }
  }

  private func next() throws(Failure) -> Interview.Question? {
    do {
      return try interview.next()
    } catch {
      throw Failure(reason: error)
    }
  }

  /// Reads until the question is answered, or an answer is taken back; returns an ending if there is one.
  private mutating func settle(
    _ question: Interview.Question, _ keep: (Profile) throws -> Void
  ) throws -> Ending? {
    while true {
      say("> ")
      guard let typed = hear() else {
        let ended = language(
          "The input ended. Questions that could still change the answer: {count}.",
          ["count": "\(question.open)"])
        say("\n\(ended)\n\n")
        return .inputEnded
      }
      let isSettled: Bool
      switch Command(typed) {
      case .quit: return .quit
      case .answer: return .answered
      case .help:
        say(opening)
        isSettled = false
      case .undo: isSettled = takeBack()
      case nil:
        isSettled = question.together.isEmpty ? take(typed, question.fact) : takeTogether(typed, question)
      }
      if isSettled {
        try keep(interview.profile)
        return nil
      }
    }
  }

  /// Takes the last answer back; returns whether there was one.
  private mutating func takeBack() -> Bool {
    let taken = interview.undo()
    if taken.isEmpty {
      say(language("There is no answer to take back.") + "\n")
    } else {
      let labels = taken.map { Escaping.terminal(vocabulary[$0].label) }
      say(language("Taken back: {facts}.", ["facts": labels.joined(separator: "; ")]) + "\n")
    }
    return !taken.isEmpty
  }

  /// Takes an answer to a question; returns whether it is accepted.
  private mutating func take(_ typed: String, _ index: Fact.Index) -> Bool {
    let fact = vocabulary[index]
    guard let answer = Reply.answer(typed, to: fact, asOf: asOf) else {
      let near =
        TypedAnswer.nearestCode(typed, of: fact).map {
          " " + language("Did you mean '{code}'?", ["code": Escaping.terminal($0)])
        } ?? ""
      say(language("Please answer with {choices}.", ["choices": choices(fact)]) + "\(near)\n")
      return false
    }
    do {
      try interview.answer(index, answer.state, given: answer.given)
      return true
    } catch {
      say(words(error, fact))
      return false
    }
  }

  // MARK: words

  private var opening: String {
    language("Answer each question, or with: skip (not asked), unknown, declined, n/a.") + "\n"
      + language(
        "undo takes the last answer back; answer ends with what is known; quit ends without an answer; help shows this again."
      ) + "\n"
  }

  private func ask(_ question: Interview.Question) {
    let fact = vocabulary[question.fact]
    var lines = ["", Escaping.terminal(fact.question)]
    if case .code(let codes) = fact.kind {
      lines += codes.enumerated().map { place, code in
        let label = fact.labels[code].map { ": \($0)" } ?? ""
        return Escaping.terminal("  \(place + 1)  \(code)\(label == ": \(code)" ? "" : label)")
      }
    }
    lines.append("(\(Escaping.terminal(fact.label)); \(choices(fact)). \(reach(question)))")
    say(lines.joined(separator: "\n") + "\n")
  }

  private func choices(_ fact: Fact) -> String {
    switch fact.kind {
    case .boolean: language("yes or no")
    case .code: language("a number from the list, or the code")
    case .integer, .decimal:
      Escaping.terminal(FormWords.allowed(fact, in: language))
        + (fact.unit == "wk" ? ", \(language("or")) \(language(FormWords.times))" : "")
    }
  }

  func words(_ refusal: Interview.Refusal, _ fact: Fact) -> String {
    switch refusal {
    case .notAllowed: language("That is not {choices}.", ["choices": choices(fact)]) + "\n"
    case .contradicts(let because):
      language(
        "That contradicts another answer: {because} Give another answer, or undo.",
        ["because": Escaping.terminal(because)]) + "\n"
    }
  }

  /// What an answer can change, and how many questions are open.
  func reach(_ question: Interview.Question) -> String {
    let parts = question.couldChange.map { part in
      switch part {
      case .disposition: language("whether anything is recommended")
      case .primary: language("what is recommended")
      case .alternatives: language("the alternatives")
      case .certainty: language("how certain the evidence is")
      }
    }
    return language(
      "Can change {parts}; open: {count}.",
      ["parts": parts.joined(last: language("and")), "count": "\(question.open)"])
  }

  /// Returns the words for a person who quits.
  ///
  /// - Parameter path: the file in which the answers are kept.
  public func leaving(savedIn path: String?) -> String {
    (path.map { language("The answers so far are in {path}.", ["path": Escaping.terminal($0)]) }
      ?? language("Nothing was kept.")) + "\n"
  }
}
