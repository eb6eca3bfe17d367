internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// The check for questions and texts that give a fact another range than its own.
enum StatedRanges: Check {
  static let misstated = FindingKind(
    "range-misstated", .warning,
    "a question, a text beside a value, or a timepoint's label gives another range than its own",
    reason: """
      A question that says "0 to 24" for a fact from 0 to 42 gets answers on another scale, and "8 of 10" misleads the reader \
      if the scale ends at 20. Most often a question was copied from another scale, or a part was taken for the whole. Write \
      the fact's range, or correct the fact.
      """,
    mistake: example("\"How strong is the worst pain (0 to 10)?\", -- ←"),
    fix: example("\"How strong is the worst pain (0 to 100)?\","))

  static let kinds = [misstated]

  private static func example(_ question: String) -> FindingKind.Example {
    .init(
      """
      fact "pain.worst" {
        type     = "integer", range = { 0, 100 },
        label    = "Worst pain",
        question = \(question)
      }
      """,
      around: Examples.rule([
        "when": "pain.worst :at_least(70),", "because": "\"Worst pain: {pain.worst}.\",",
      ]),
      tests: Examples.test().replacing("intensity = 8", with: "worst = 80"))
  }

  static func findings(in subject: Subject) -> [Finding] {
    let facts = subject.vocabulary.facts.filter { subject.isOwn($0.place) }
    return facts.compactMap { question($0, subject) } + texts(subject) + times(subject)
  }

  // MARK: timepoints

  /// Finds a timepoint whose words begin with another month than it does: "12 to <36 months" from 6.
  private static func times(_ subject: Subject) -> [Finding] {
    let domain = subject.guideline.domain
    guard domain.isDeclared, subject.isOwn(domain.place) else { return [] }
    return domain.timepoints.compactMap { time in
      guard let from = time.from, time.words.hasSuffix("months") || time.words.hasSuffix("months or more"),
        let first = Int(time.words.prefix(while: \.isNumber)), first != from
      else { return nil }
      return Finding(
        misstated,
        at: subject.location(
          domain.place, of: "domain", named: domain.name, field: "timepoints", quoting: time.words),
        "timepoint '\(time.name)' is called `\(time.words)`, but begins at \(from.counted("month"))")
    }
  }

  // MARK: questions

  private static func question(_ fact: Fact, _ subject: Subject) -> Finding? {
    guard let grid = fact.grid else { return nil }
    let stated = ranges(in: fact.question)
    guard !stated.contains(where: { $0.low == grid.low && $0.high == grid.high }), let wrong = stated.last
    else { return nil }
    return Finding(
      misstated,
      at: subject.location(
        fact.place, of: "fact", named: fact.name, field: "question", quoting: wrong.quoted, isLocal: false),
      "`question` of fact '\(fact.name)' says `\(wrong.quoted)`, but its range is \(grid.low) to \(grid.high)"
    )
  }

  private typealias Stated = (low: ExactNumber, high: ExactNumber, quoted: String)

  /// Returns the ranges in brackets, "(items 2 to 5, 0 to 24)", and those after "from": "from 0 (none) to 10 (worst)".
  private static func ranges(in question: String) -> [Stated] {
    var found: [Stated] = []
    for part in question.split(separator: "(").dropFirst() {
      // The items of a part of a questionnaire are a list of their own: "items 6, 7, 9 to 12 and 15".
      let pieces = part.prefix { $0 != ")" }.split(separator: ",")
      let isList = pieces.contains { $0.contains("item") }
      for piece in isList ? pieces.suffix(1) : pieces[...] where !piece.contains("item") {
        if let range = range(piece.split(whereSeparator: \.isWhitespace).prefix(3).map(String.init)) {
          found.append(range)
        }
      }
    }
    let plain = withoutBrackets(question).split(whereSeparator: \.isWhitespace).map(String.init)
    for index in plain.indices where plain[index].lowercased() == "from" {
      if let range = range(Array(plain[(index + 1)...].prefix(3))) { found.append(range) }
    }
    return found
  }

  private static func range(_ words: [String]) -> Stated? {
    let words = words.map { $0.trimming(",?.:;") }
    guard words.count == 3, words[1] == "to", let low = ExactNumber(words[0]),
      let high = ExactNumber(words[2]),
      low < high
    else { return nil }
    return (low, high, words.joined(separator: " "))
  }

  private static func withoutBrackets(_ text: String) -> String {
    var depth = 0
    return text.filter { character in
      if character == "(" { depth += 1 }
      defer { if character == ")", depth > 0 { depth -= 1 } }
      return depth == 0
    }
  }

  // MARK: values in texts

  private static func texts(_ subject: Subject) -> [Finding] {
    let vocabulary = subject.vocabulary
    return Utterance.all(in: subject).filter { $0.field == "because" }.flatMap { utterance in
      let parts = Template(utterance.text).parts
      return zip(parts, parts.dropFirst()).compactMap { part, next -> Finding? in
        guard case .fact(let name) = part, case .text(let after) = next,
          let fact = vocabulary.index(of: name).map({ vocabulary[$0] }), let grid = fact.grid,
          fact.unit == nil,
          let scale = scale(after), scale.end != grid.high
        else { return nil }
        return Finding(
          misstated, at: subject.location(utterance, quoting: "{\(name)}\(scale.words)"),
          "`because` of \(utterance.word) '\(utterance.name)' shows '\(name)'\(scale.words), but its range is \(grid.low) to \(grid.high)"
        )
      }
    }
  }

  /// Returns the end of the scale just after a value, with its words: " of 10", " out of 10", "/10".
  private static func scale(_ text: String) -> (end: ExactNumber, words: String)? {
    guard let start = [" of ", " out of ", "/"].first(where: text.hasPrefix) else { return nil }
    let number = text.dropFirst(start.count).prefix(while: \.isNumber)
    let rest = text[number.endIndex...]
    // "3 of 10 answers" counts something else, and so does "3 of 2.5".
    let isEnd = rest.isEmpty || rest.hasPrefix(" (") || rest.first.map { ".,;:)".contains($0) } ?? false
    guard isEnd, !(rest.dropFirst().first?.isNumber ?? false) else { return nil }
    return ExactNumber(number).map { ($0, start + number) }
  }
}

extension String {
  fileprivate func trimming(_ characters: String) -> String {
    let start = drop { characters.contains($0) }
    return String(start.reversed().drop { characters.contains($0) }.reversed())
  }
}
