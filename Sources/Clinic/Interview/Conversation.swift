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

  /// Asks until nothing is left to ask.
  ///
  /// - Parameter keep: called after each change of the profile.
  /// - Throws: ``Failure``, and the errors of `keep`.
  public mutating func run(_ keep: (Profile) throws -> Void) throws -> Ending {
    say(Self.opening)
    sayStops()
    while let question = try next() {
      if question.together.isEmpty { ask(question) } else { askTogether(question) }
      if let ending = try settle(question, keep) { return ending }
      sayStops()
    }
    say(Self.closing(try unsettled().map { vocabulary[$0].label }) + "\n\n")
    return .complete
  }

  /// Says each stop that is true and was not said before. It waits for no further question.
  private mutating func sayStops() {
    let alerts = interview.alerts(interview.profile)
    let new = alerts.filter { !saidStops.contains($0.id) }
    saidStops = Set(alerts.map(\.id))
    if new.isEmpty { return }
    say("\n" + new.flatMap { StopLines($0, width: 96).lines }.map { $0 + "\n" }.joined())
    say("Say answer to end with this; what is still asked can only add to it.\n")
  }

  /// What is said when nothing is left to ask, with the facts that were answered without a value, or with several.
  private static func closing(_ unsettled: [String]) -> String {
    if unsettled.isEmpty { return "Nothing else can change the answer." }
    let shown = unsettled.prefix(4).joined(separator: "; ")
    let more = unsettled.count > 4 ? "; and \(unsettled.count - 4) more" : ""
    return "Nothing else is left to ask. More exact answers could still change this one: \(shown)\(more)."
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
        let open = question.open.counted("question")
        say("\nThe input ended. \(open) could still change the answer.\n\n")
        return .inputEnded
      }
      let isSettled: Bool
      switch Command(typed) {
      case .quit: return .quit
      case .answer: return .answered
      case .help:
        say(Self.opening)
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
      say("There is no answer to take back.\n")
    } else {
      let labels = taken.map { Escaping.terminal(vocabulary[$0].label) }
      say("Taken back: \(labels.joined(separator: "; ")).\n")
    }
    return !taken.isEmpty
  }

  /// Takes an answer to a question; returns whether it is accepted.
  private mutating func take(_ typed: String, _ index: Fact.Index) -> Bool {
    let fact = vocabulary[index]
    guard let answer = Reply.answer(typed, to: fact, asOf: asOf) else {
      let near =
        TypedAnswer.nearestCode(typed, of: fact).map { " Did you mean '\(Escaping.terminal($0))'?" } ?? ""
      say("Please answer with \(Self.choices(fact)).\(near)\n")
      return false
    }
    do {
      try interview.answer(index, answer.state, given: answer.given)
      return true
    } catch {
      say(Self.words(error, fact))
      return false
    }
  }

  // MARK: words

  private static let opening = """
    Answer each question, or with: skip (not asked), unknown, declined, n/a.
    undo takes the last answer back; answer ends with what is known; quit ends without an answer; help shows this again.

    """

  private func ask(_ question: Interview.Question) {
    let fact = vocabulary[question.fact]
    var lines = ["", Escaping.terminal(fact.question)]
    if case .code(let codes) = fact.kind {
      lines += codes.enumerated().map { place, code in
        let label = fact.labels[code].map { ": \($0)" } ?? ""
        return Escaping.terminal("  \(place + 1)  \(code)\(label == ": \(code)" ? "" : label)")
      }
    }
    lines.append(
      "(\(Escaping.terminal(fact.label)); \(Self.choices(fact)). Can change \(Self.words(question.couldChange)); \(question.open.counted("question")) open.)"
    )
    say(lines.joined(separator: "\n") + "\n")
  }

  private static func choices(_ fact: Fact) -> String {
    switch fact.kind {
    case .boolean: "yes or no"
    case .code: "a number from the list, or the code"
    case .integer, .decimal:
      Escaping.terminal(FormWords.allowed(fact)) + (fact.unit == "wk" ? ", or \(FormWords.times)" : "")
    }
  }

  static func words(_ refusal: Interview.Refusal, _ fact: Fact) -> String {
    switch refusal {
    case .notAllowed: "That is not \(choices(fact)).\n"
    case .contradicts(let because):
      "That contradicts another answer: \(Escaping.terminal(because)) Give another answer, or undo.\n"
    }
  }

  static func words(_ parts: [MissingFact.Part]) -> String {
    let words = parts.map { part in
      switch part {
      case .disposition: "whether anything is recommended"
      case .primary: "what is recommended"
      case .alternatives: "the alternatives"
      case .certainty: "how certain the evidence is"
      }
    }
    return words.joined(last: "and")
  }

  /// Returns the words for a person who quits.
  ///
  /// - Parameter path: the file in which the answers are kept.
  public static func leaving(savedIn path: String?) -> String {
    path.map { "The answers so far are in \(Escaping.terminal($0)).\n" } ?? "Nothing was kept.\n"
  }
}
