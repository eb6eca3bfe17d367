import PlumblineEngine
import Glibc
import PlumblineGuideline
import PlumblineInterview
import PlumblinePresentation

/// An interview at a terminal, or with a script that answers line by line.
struct Conversation {
  enum Ending {
    /// Nothing that may still be answered can change the decision.
    case complete
    case inputEnded
    case quit
  }

  private(set) var interview: Interview

  init(_ interview: Interview) { self.interview = interview }

  private var vocabulary: Vocabulary { interview.vocabulary }

  /// Asks until nothing is left to ask. `keep` is called after each change of the profile.
  mutating func run(_ keep: (Profile) throws -> Void) throws -> Ending {
    Output.status(Self.opening)
    while let question = try next() {
      ask(question)
      if let ending = try settle(question, keep) { return ending }
    }
    Output.status("Nothing else can change the answer.\n\n")
    return .complete
  }

  private func next() throws -> Interview.Question? {
    do {
      return try interview.next()
    } catch {
      throw Fault(.internal, "no next question: \(error)")
    }
  }

  /// Reads until the question is answered, or an answer taken back; an ending where there is one.
  private mutating func settle(
    _ question: Interview.Question, _ keep: (Profile) throws -> Void
  ) throws -> Ending? {
    let fact = vocabulary[question.fact]
    while true {
      Output.status("> ")
      guard let typed = Self.line() else {
        Output.status(
          "\nThe input ended. \(Self.counted(question.open)) could still change the answer.\n\n")
        return .inputEnded
      }
      switch Reply(typed, to: fact) {
      case .quit: return .quit
      case .help: Output.status(Self.opening)
      case .unclear: Output.status("Please answer with \(Self.choices(fact)).\n")
      case .undo:
        if let taken = interview.undo() {
          Output.status("Taken back: \(Escaping.terminal(vocabulary[taken].label)).\n")
          try keep(interview.profile)
          return nil
        }
        Output.status("There is no answer to take back.\n")
      case .answer(let state):
        do {
          try interview.answer(question.fact, state)
        } catch {
          Output.status(Self.words(error, fact))
          continue
        }
        try keep(interview.profile)
        return nil
      }
    }
  }

  // MARK: words

  private static let opening = """
    Answer each question, or with: skip (not asked), unknown, declined, n/a.
    undo takes the last answer back; quit ends without an answer; help says this again.

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
      "(\(Escaping.terminal(fact.label)); \(Self.choices(fact)). Can change \(Self.words(question.couldChange)); \(Self.counted(question.open)) open.)"
    )
    Output.status(lines.joined(separator: "\n") + "\n")
  }

  private static func choices(_ fact: Fact) -> String {
    let unit = fact.unit.map { " (\($0))" } ?? ""
    switch fact.kind {
    case .boolean: return "yes or no"
    case .code: return "a number of the list, or the code"
    case .integer, .decimal: return Escaping.terminal(fact.allowed + unit)
    }
  }

  private static func words(_ refusal: Interview.Refusal, _ fact: Fact) -> String {
    switch refusal {
    case .notAllowed: "That is not \(choices(fact)).\n"
    case .contradicts(let because):
      "That contradicts another answer: \(Escaping.terminal(because)) Answer otherwise, or undo.\n"
    }
  }

  private static func words(_ parts: [MissingFact.Part]) -> String {
    let words = parts.map { part in
      switch part {
      case .disposition: "whether anything is recommended"
      case .primary: "what is recommended"
      case .alternatives: "the alternatives"
      case .certainty: "how certain the evidence is"
      }
    }
    return words.count < 2
      ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }

  private static func counted(_ count: Int) -> String { count == 1 ? "1 question" : "\(count) questions" }

  // MARK: reading

  private static let longest = 4096

  /// A line of standard input without its end; nil at the end of the input. What is longer than any answer is cut.
  private static func line() -> String? {
    var bytes: [UInt8] = []
    var hasAny = false
    while true {
      let byte = getchar()
      if byte == EOF { return hasAny ? String(decoding: bytes, as: UTF8.self) : nil }
      hasAny = true
      if byte == 10 { return String(decoding: bytes, as: UTF8.self) }
      if bytes.count < longest { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    }
  }
}
