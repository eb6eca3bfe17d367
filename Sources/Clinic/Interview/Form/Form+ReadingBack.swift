internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// Flags that are answered together, and the summary before the answer.
extension Form {
  /// Answers the flags of the screen that are not answered with no, and reads all of them back.
  mutating func answerTogether() {
    guard let flags = screens[screen].flags else { return }
    let open = flags.facts.filter { texts[$0] == nil }
    if open.isEmpty, together.isEmpty {
      complaint = language("Each of them is answered already.")
      return
    }
    for fact in open { texts[fact] = "no" }
    together.formUnion(open)
    readBack = nil
    askedBy = ""
    mode = .readBack
  }

  /// Makes the flags that were answered together and not confirmed not asked again.
  mutating func takeBackTogether() {
    for fact in together { texts[fact] = nil }
    together = []
    readBack = nil
    mode = .fields
  }

  mutating func pressReadingBack(_ key: FormKey) -> Outcome {
    switch key {
    case .enter:
      guard let confirmed = ReadBack(typed: askedBy) else {
        complaint = language(
          "Say who asked: a name or a role, of at most {count} bytes. If it is not right, press Esc.",
          ["count": "\(ReadBack.longest)"])
        return .goingOn
      }
      readBack = confirmed
      mode = .fields
      return turn(1)
    case .cancel, .up, .previousScreen: takeBackTogether()
    case .erase: askedBy = String(askedBy.dropLast())
    case .eraseAll: askedBy = ""
    case .character(let character): askedBy.append(character)
    case .down where known != nil && askedBy.isEmpty: askedBy = known ?? ""
    case .down, .left, .right, .nextScreen, .answer, .leave:
      complaint = language("Confirm with Enter, or go back with Esc.")
    }
    return .goingOn
  }

  // MARK: the summary

  mutating func openSummary() {
    scrolled = 0
    mode = .summary
    couldChange = interview.couldChange(profile)
  }

  mutating func pressInSummary(_ key: FormKey) -> Outcome {
    switch key {
    case .up: scrolled = max(0, scrolled - 1)
    case .down: scrolled = min(scrolled + 1, texts.count + 60)
    case .cancel, .left, .previousScreen: mode = .fields
    case .enter:
      guard let problem = problems.first else { return .answered }
      go(to: problem.row)
    case .answer: return .answered
    case .right, .nextScreen, .erase, .eraseAll, .character, .leave: break
    }
    return .goingOn
  }

  private mutating func go(to wanted: FormScreen.Row) {
    mode = .fields
    for (place, one) in screens.enumerated() {
      guard let found = one.rows.firstIndex(of: wanted) else { continue }
      (screen, row) = (place, found)
    }
  }

  // MARK: what it says

  /// The profile that the form says so far, without what cannot be understood.
  var profile: Profile {
    var profile = Profile(id: id.isEmpty ? nil : id, vocabulary: vocabulary, asOf: asOf)
    for fact in texts.keys { profile[fact] = state(fact) ?? .absent(.notAsked) }
    return profile
  }

  /// What keeps the profile from being read: a field, and why, in the order of the screens.
  var problems: [(row: FormScreen.Row, words: String)] {
    var found: [(FormScreen.Row, String)] =
      idProblem.map { [(.id, language("Patient id: {reason}", ["reason": $0]))] } ?? []
    for case .fact(let fact) in screens.flatMap(\.rows) where state(fact) == nil {
      found.append(
        (
          .fact(fact),
          language(
            "{fact}: what is typed is not {choices}",
            [
              "fact": vocabulary[fact].label, "choices": FormWords.allowed(vocabulary[fact], in: language),
            ])
        ))
    }
    let profile = profile
    for law in vocabulary.brokenLaws(in: profile) {
      let first = vocabulary.facts(of: law, givenIn: profile).first { texts[$0] != nil } ?? texts.keys.min()
      if let first { found.append((.fact(first), vocabulary.words(for: law, in: profile))) }
    }
    return found
  }

  private var idProblem: String? {
    let isComment = id.hasPrefix("#") || id.contains(" #")
    return isComment ? language("# begins a comment in a profile; write it without") : nil
  }
}

extension Interview {
  /// Returns the facts that could still change the answer to a profile, in the order in which they are asked; none if a script fails,
  /// which the answer itself reports.
  func couldChange(_ profile: Profile) -> [Fact.Index] {
    guard let open = try? missing(profile) else { return [] }
    return Set(open).sorted { order.place(of: $0) < order.place(of: $1) }
  }
}
