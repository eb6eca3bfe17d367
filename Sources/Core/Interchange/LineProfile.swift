public import PlumblineGuideline
internal import PlumblineJSON

/// A profile written as lines, `fear.tsk_17 = 44`, turned into the JSON that the one reader reads.
///
/// `#` begins a comment. A value may be a number, yes or no, a code or its label, a range (`10..14`, `..3`, `function|pain`), a word for
/// having no answer (`not asked`, `unknown`, `declined`, `n/a`), or JSON. A time in weeks may be `10 days`, `3 weeks`, `16 months`,
/// `2.5 months`, `1 1/2 years`, `2-3 months`, or a date since when; months, years and coarse dates become the range of weeks that they leave.
/// `red_flags = none` answers a whole group of yes-or-no facts, and is recorded as not read back.
public struct LineProfile {
  private let reader: ProfileReader

  private var vocabulary: Vocabulary { reader.vocabulary }

  public init(_ vocabulary: Vocabulary, asOf: Day) {
    reader = ProfileReader(vocabulary, asOf: asOf)
  }

  /// Returns the profile in JSON; the text itself if it is not lines: then it is JSON, or means to be.
  public func json(of text: [UInt8]) -> [UInt8] { written(text)?.json ?? text }

  /// Returns what lines say, with and without what is given again, and what is wrong with them; nil if the text is not lines.
  private func written(_ text: [UInt8]) -> Written? {
    let limit = ProfileReader.limits.bytes
    if text.count > limit { return cut(text, at: limit) }
    let valid = String(validating: text, as: UTF8.self)
    let text = valid ?? String(decoding: text, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(Self.withoutComment)
    guard let start = lines.first(where: { !$0.isEmpty })?.first else {
      // Comments alone are a profile in which nothing is known.
      return text.contains("#")
        ? Written(json: Array("{}".utf8), once: Array("{}".utf8), lines: [], problems: []) : nil
    }
    guard !"{[\"".contains(start), lines.contains(where: { Self.assignment($0) != nil }) else { return nil }
    let named = Set(lines.compactMap { Self.assignment($0)?.name })
    var draft = Draft()
    var problems: [ProfileProblem] = []
    if valid == nil {
      let unreadable = lines.indices.filter { lines[$0].contains("\u{FFFD}") }.map { "\($0 + 1)" }
      problems.append(
        ProfileProblem(
          path: unreadable.first.map { "line \($0)" } ?? "",
          message:
            "is not text in UTF-8, so a letter cannot be read; save the file in UTF-8, and read it through again"
        ))
    }
    var lineOf: [String: Int] = [:]
    var again: [(name: String, value: String)] = []
    for (number, line) in lines.enumerated() where !line.isEmpty {
      draft.line = number + 1
      if let (name, value) = Self.assignment(line) {
        if let first = lineOf[name] {
          problems.append(
            ProfileProblem(
              path: name, message: "is given twice, in lines \(first) and \(number + 1); keep one of them"))
          again.append((name, value))
          continue
        }
        lineOf[name] = number + 1
        if let message = misunderstood(name, value) {
          problems.append(ProfileProblem(path: name, message: message))
          again.append((name, value))
          continue
        }
        add(name, value, beside: named, to: &draft)
      } else {
        problems.append(
          ProfileProblem(path: "line \(number + 1)", message: "is no fact; write it like fear.tsk_17 = 44"))
        again += facts(namedIn: line)
      }
    }
    let (readable, origins) = draft.written
    for (name, value) in again { add(name, value, beside: named, to: &draft) }
    return Written(
      json: Array(draft.written.text.utf8), once: Array(readable.utf8), lines: origins, problems: problems)
  }

  /// Reads a text in JSON, or as lines. Throws every problem at once; those of lines have no position, since each names its fact or line.
  public func read(_ text: [UInt8]) throws(ProfileFailure) -> Profile { try readHistory(text).profile }

  /// Reads a text in JSON, or as lines, with the earlier visits that it carries.
  public func readHistory(
    _ text: [UInt8]
  ) throws(ProfileFailure) -> (profile: Profile, visits: [EarlierVisit]) {
    guard let written = written(text) else { return try reader.readHistory(text) }
    do {
      let profile = try reader.readHistory(written.once)
      if written.problems.isEmpty { return profile }
    } catch {
      throw ProfileFailure(problems: written.problems + error.problems.map(written.named))
    }
    throw ProfileFailure(problems: written.problems)
  }

  /// Returns what a text that is too large says up to the limit, and that the rest was not read.
  private func cut(_ text: [UInt8], at limit: Int) -> Written? {
    // At most three bytes of a character that the limit cuts.
    for end in stride(from: limit, through: max(0, limit - 3), by: -1) {
      guard var first = written(Array(text[..<end])) else { continue }
      let problem = ProfileProblem(
        path: "",
        message: "is larger than \(limit) bytes, and what follows was not read; leave out what is not a fact")
      first.problems.insert(problem, at: 0)
      return first
    }
    return nil
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    let content = line.hasPrefix("#") ? "" : line[..<(line.firstRange(of: " #")?.lowerBound ?? line.endIndex)]
    return content.trimming { $0.isWhitespace }
  }

  private static func assignment(_ line: Substring) -> (name: String, value: String)? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let name = line[..<equals].trimming { $0.isWhitespace }
    let value = line[line.index(after: equals)...].trimming { $0.isWhitespace }
    return name.isEmpty || name.contains(where: \.isWhitespace) ? nil : (String(name), String(value))
  }

  /// Returns the facts that a line names although it is none, with what follows: for the stops, which are checked all the same.
  private func facts(namedIn line: Substring) -> [(name: String, value: String)] {
    let text = line.lowercased().split(separator: " ").joined(separator: " ").replacing(" .", with: ".")
      .replacing(". ", with: ".")
    return vocabulary.facts.compactMap { fact in
      guard let found = text.firstRange(of: fact.name) else { return nil }
      return (fact.name, String(text[found.upperBound...].trimming { " :=,;\t".contains($0) }))
    }
  }

  /// - Parameter named: the names of all lines: what a group answers together gives way to a line of its own.
  private func add(_ name: String, _ value: String, beside named: Set<String>, to draft: inout Draft) {
    if name == "id" || name == "notes" {
      draft.add(name, JSONValue.string(value).canonicalText)
    } else if let flags = vocabulary.flags(inGroup: name), Bool.isNone(typed: value.lowercased()) {
      for fact in flags where !named.contains(fact) { draft.add(fact, "false") }
      draft.together[name] = .no
    } else if let fact = vocabulary.index(of: name) {
      draft.add(name, json(value, for: vocabulary[fact]))
    } else if let fact = inWeeks(name, value) {
      draft.add(fact.name, json(value, for: fact))
    } else {
      draft.add(name, Self.isJSON(value) ? value : JSONValue.string(value).canonicalText)
    }
  }

  /// Returns the fact in weeks that is meant by its name without the unit, if the value has one: `pain.duration = 16 months`.
  private func inWeeks(_ name: String, _ value: String) -> Fact? {
    guard let index = vocabulary.index(of: "\(name)_weeks"), vocabulary[index].unit == "wk",
      Int(value) == nil,
      TypedWeeks(value.lowercased(), asOf: reader.asOf) != nil
    else { return nil }
    return vocabulary[index]
  }

  /// Returns why a line is not taken as it stands, and what to write instead; nil if it is.
  private func misunderstood(_ name: String, _ value: String) -> String? {
    let word = value.lowercased()
    if let fact = vocabulary.index(of: name) ?? vocabulary.index(of: "\(name)_weeks"),
      vocabulary[fact].unit == "wk",
      TypedWeeks.isTime(word), !Self.isJSON(value), TypedWeeks(word, asOf: reader.asOf) == nil
    {
      return "is a time that cannot be read; write it like \(TypedWeeks.forms)"
    }
    if let fact = vocabulary.index(of: name), vocabulary[fact].unit == "wk", let number = Int(value),
      (1_900...reader.asOf.year).contains(number)
    {
      return
        "looks like a year, and is in weeks: did you mean the year? Write \"since\" before it, or \"weeks\" after it"
    }
    guard vocabulary.groups.contains(name), !Self.isJSON(value) else { return nil }
    let first = vocabulary.facts.first { $0.name.hasPrefix("\(name).") }?.name ?? "\(name).…"
    if vocabulary.flags(inGroup: name) != nil {
      return Bool.isNone(typed: value.lowercased())
        ? nil
        : "is a group: answer all of it with none, or each fact on a line of its own, as in \(first) = no"
    }
    return
      "is a group of facts, and only yes-or-no facts are answered together; write each on a line of its own, as in \(first) = …"
  }

  private static func isJSON(_ value: String) -> Bool {
    guard let first = value.first, "{[\"".contains(first) else { return false }
    return (try? JSONReader.read(Array(value.utf8))) != nil
  }

  // MARK: values

  private func json(_ value: String, for fact: Fact) -> String {
    if Self.isJSON(value) { return value }
    let word = value.lowercased()
    if let absence = word.isEmpty ? .notAsked : Absence(typed: word) {
      return JSONValue.object([JSONMember("absent", .string(absence.rawValue))]).canonicalText
    }
    if fact.unit == "wk", let weeks = TypedWeeks(word, asOf: reader.asOf) { return Self.json(weeks) }
    if let code = fact.code(typed: value) { return JSONValue.string(code).canonicalText }
    return reader.json(fact.kind == .boolean ? word : value, for: fact).canonicalText
  }

  private static func json(_ weeks: TypedWeeks) -> String {
    weeks.low == weeks.high ? "\(weeks.low)" : #"{"between":[\#(weeks.low),\#(weeks.high)]}"#
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Returns the text without the characters at both ends for which a test holds.
  fileprivate func trimming(_ isOuter: (Character) -> Bool) -> Substring {
    let rest = drop(while: isOuter)
    let end = rest.lastIndex { !isOuter($0) }.map { rest.index(after: $0) } ?? rest.startIndex
    return rest[..<end]
  }
}
