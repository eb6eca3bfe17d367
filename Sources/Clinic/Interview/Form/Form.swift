public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// A form about one patient: screens of fields, a cursor, what was typed. A plain state machine: keys in, lines of text out.
///
/// Every field starts empty, and an untouched field is *not asked*. Flags that are answered together are read back by name and
/// confirmed, with who asked, before they count.
public struct Form {
  /// What a key led to.
  public enum Outcome: Sendable, Hashable {
    case goingOn
    /// A screen was left: a draft is due.
    case screenLeft
    /// The answer is wanted.
    case answered
    case left
  }

  /// What is shown.
  enum Mode: Sendable, Hashable {
    case fields, help, readBack, summary
  }

  let interview: Interview
  let asOf: Day
  let screens: [FormScreen]
  var mode = Mode.fields
  var screen = 0
  var row = 0
  /// What was typed, by fact; a fact that is missing was not asked.
  var texts: [Fact.Index: String] = [:]
  var id = ""
  /// Who asked about the flags, as it is typed; Enter alone never confirms.
  var askedBy = ""
  /// Who asks, if that is known.
  let known: String?
  /// The flags that were answered together, and have not been answered by themselves since.
  var together: Set<Fact.Index> = []
  var readBack: ReadBack?
  /// What is wrong with the last key; nil if nothing is.
  var complaint: String?
  /// The first line of the summary that is shown.
  var scrolled = 0
  /// The facts that could still change the answer, when the summary was opened.
  var couldChange: [Fact.Index] = []

  /// - Parameters:
  ///   - asOf: the day of the answer.
  ///   - askedBy: who asks, if that is known.
  public init(_ joint: JointEvaluator, asOf: Day, askedBy: String?) {
    interview = Interview(joint, from: Profile(vocabulary: joint.vocabulary, asOf: asOf))
    self.asOf = asOf
    known = askedBy
    screens = FormScreen.all(interview.order)
  }

  var vocabulary: Vocabulary { interview.vocabulary }
  /// The language in which it asks.
  public var language: Language { interview.language }
  var focus: FormScreen.Row { screens[screen].rows[row] }
  var isLastScreen: Bool { screen == screens.count - 1 }

  /// How many facts are answered, in one way or another.
  public var answers: Int { texts.count }

  /// What is known of a fact; nil if what was typed cannot be understood.
  func state(_ fact: Fact.Index) -> FactState? {
    guard let text = texts[fact] else { return .absent(.notAsked) }
    return Reply.answer(text, to: vocabulary[fact], asOf: asOf).flatMap {
      vocabulary[fact].allows($0.state) ? $0.state : nil
    }
  }

  // MARK: keys

  public mutating func press(_ key: FormKey) -> Outcome {
    complaint = nil
    if key == .leave {
      if mode == .readBack { takeBackTogether() }
      return .left
    }
    switch mode {
    case .help:
      mode = .fields
      return .goingOn
    case .readBack: return pressReadingBack(key)
    case .summary: return pressInSummary(key)
    case .fields: return pressInFields(key)
    }
  }

  private mutating func pressInFields(_ key: FormKey) -> Outcome {
    switch key {
    case .up: move(-1)
    case .down: move(1)
    case .enter:
      if row + 1 < screens[screen].rows.count {
        row += 1
      } else {
        return turn(1)
      }
    case .nextScreen: return turn(1)
    case .previousScreen: return turn(-1)
    case .answer:
      openSummary()
      return .screenLeft
    case .left: choose(-1)
    case .right where focus == .noneOfThese: answerTogether()
    case .right: choose(1)
    case .erase: edit { $0 = String($0.dropLast()) }
    case .eraseAll: edit { $0 = "" }
    case .character("?") where focus != .id: mode = .help
    case .character(" ") where focus == .noneOfThese: answerTogether()
    case .character(let character): edit { $0.append(character) }
    case .cancel, .leave: break
    }
    return .goingOn
  }

  private mutating func move(_ step: Int) {
    let count = screens[screen].rows.count
    row = (row + step + count) % count
  }

  /// Turns to the next screen or the one before; after the last comes the summary.
  mutating func turn(_ step: Int) -> Outcome {
    if step > 0, isLastScreen {
      openSummary()
    } else {
      let to = max(0, screen + step)
      row = to == screen ? row : 0
      screen = to
    }
    return .screenLeft
  }

  /// The longest text of a field, in bytes.
  private static let longest = 200

  private mutating func edit(_ change: (inout String) -> Void) {
    var text: String
    switch focus {
    case .id: text = id
    case .fact(let fact): text = texts[fact] ?? ""
    case .noneOfThese: return
    }
    change(&text)
    if text.utf8.count > Self.longest {
      complaint = language("A field holds at most {count} bytes.", ["count": "\(Self.longest)"])
      return
    }
    switch focus {
    case .id: id = text
    case .fact(let fact): set(fact, text)
    case .noneOfThese: break
    }
  }

  /// Sets what was typed of a fact; blank text makes it not asked.
  mutating func set(_ fact: Fact.Index, _ text: String) {
    texts[fact] = text.allSatisfy(\.isWhitespace) ? nil : text
    together.remove(fact)
    if together.isEmpty { readBack = nil }
  }

  /// Moves on among the answers that can be chosen: not asked, the values, and the reasons for having none.
  private mutating func choose(_ step: Int) {
    guard case .fact(let fact) = focus else { return }
    let choices = [""] + Self.choices(vocabulary[fact]).map(\.text)
    let now = texts[fact].map { text in
      choices.firstIndex(of: text) ?? state(fact).flatMap { choices.firstIndex(of: Self.text(text, $0)) }
    }
    guard let place = now ?? 0 else {
      complaint = language("Erase what is typed (Ctrl-U) to choose.")
      return
    }
    set(fact, choices[(place + step + choices.count) % choices.count])
  }

  /// The answers to a fact that can be chosen rather than typed, with their words.
  static func choices(_ fact: Fact) -> [(text: String, words: String)] {
    let values: [(String, String)] =
      switch fact.kind {
      case .boolean: [("yes", "yes"), ("no", "no")]
      case .code(let codes): codes.map { ($0, fact.labels[$0] ?? $0) }
      case .integer, .decimal: []
      }
    let reasons = [("unknown", "not known"), ("declined", "declined"), ("n/a", "n/a")]
    return values + (fact.kind == .boolean ? Array(reasons.prefix(2)) : reasons)
  }

  /// Returns what was typed in the words of a line, which knows codes by name and not by place.
  static func text(_ typed: String, _ state: FactState) -> String {
    switch state {
    case .known(.boolean(let flag)): flag ? "yes" : "no"
    case .known(.code(let code)): code
    default: typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}
