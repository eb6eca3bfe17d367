internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The options in words: where each stands for this patient and by which fact, and which of its claims are shown.
struct OptionWords {
  let decision: Decision
  let vocabulary: Vocabulary
  let language: Language

  /// The options that are compared: those that something is claimed for, or that a rule can recommend.
  var compared: [Decision.Option] { decision.options.filter { $0.standing != .named } }
  /// The options that are named only.
  var named: [Decision.Option] { decision.options.filter { $0.standing == .named } }

  /// The claims of an option on the first screen: those that the recommendation makes, or else the one for the goal.
  func claims(_ option: Decision.Option) -> [Claim] {
    let claimed = Set((decision.primary?.claims ?? []).map(\.evidence.name))
    let own = option.claims.filter { claimed.contains($0.evidence.name) }
    if option.standing == .recommended, !own.isEmpty { return own }
    return [option.claims.first { $0.evidence.outcome == decision.goalOutcome } ?? option.claims.first]
      .compactMap { $0 }
  }

  /// Evidence that tempers what is claimed, of each source one item: about the goal, or else about what the recommendation claims.
  var tempering: [Claim] {
    let all = compared.flatMap(\.temperedBy)
    let outcomes =
      [decision.goalOutcome].compactMap { $0 } + (decision.primary?.claims ?? []).map(\.evidence.outcome)
    let outcome = outcomes.first { outcome in all.contains { $0.evidence.outcome == outcome } }
    var seen: Set<String> = []
    return all.filter { $0.evidence.outcome == outcome && seen.insert($0.evidence.source).inserted }
  }

  /// The comparator of most claims, which is named once for all of them.
  var commonComparator: String? {
    let all = compared.flatMap(claims).map(\.evidence.comparator)
    let counts = Dictionary(all.map { ($0, 1) }, uniquingKeysWith: +)
    return all.max { (counts[$0] ?? 0, $1) < (counts[$1] ?? 0, $0) }
  }

  func against(_ claim: Claim) -> String {
    language("against {comparator}", ["comparator": claim.evidence.comparator])
  }

  /// Where an option stands, and by which facts.
  ///
  /// - Parameters:
  ///   - width: the columns for it; facts that do not fit are counted. Nil to name them all.
  func standing(_ option: Decision.Option, within width: Int? = nil) -> String {
    let counts = stride(from: option.grounds.count, through: min(1, option.grounds.count), by: -1)
    let forms = counts.lazy.map { standing(option, naming: $0) }
    return forms.first { form in width.map { form.count <= $0 } ?? true }
      ?? standing(option, naming: min(1, option.grounds.count))
  }

  private func standing(_ option: Decision.Option, naming count: Int) -> String {
    let facts = grounds(option, count)
    switch option.standing {
    case .recommended:
      return facts.isEmpty
        ? language("no partner is matched by the answers so far")
        : language("matched by {facts}", ["facts": facts])
    case .alternative: return language("an alternative, matched by {facts}", ["facts": facts])
    case .passedOver:
      return language("matched, and passed over: {reason}", ["reason": option.reason ?? ""])
    case .advisedAgainst: return language("advised against: {reason}", ["reason": option.reason ?? ""])
    case .undecided: return language("cannot be decided without {facts}", ["facts": facts])
    case .notMatched:
      return facts.isEmpty
        ? language("leads only where no partner is matched")
        : language("not matched: {facts}", ["facts": facts])
    case .named: return language("named; nothing is claimed")
    }
  }

  /// "TSK-17 44, goal better function", with the patient's values.
  private func grounds(_ option: Decision.Option, _ count: Int) -> String {
    let named = option.grounds.prefix(count).map { ground -> String in
      let fact = vocabulary[ground.fact]
      switch ground.state {
      case .known(let value): return "\(fact.label) \(fact.words(for: value))"
      case .within(let range): return "\(fact.label) \(range.words(of: fact))"
      case .absent: return fact.label
      }
    }.joined(separator: ", ")
    let more = option.grounds.count - count
    return more > 0
      ? language("{facts}, and {count} more", ["facts": named, "count": "\(more)"]) : named
  }

  /// What was found, in figures where there are any, marked where the figure is recalled: "0.63 (0.25 to 1.00)".
  func effect(_ claim: Claim) -> String {
    guard let effect = claim.evidence.effect else {
      return claim.evidence.finding ?? language("no figure available")
    }
    return Words.estimate(effect) + (effect.seen == nil ? "*" : "")
  }

  /// The certainty for this patient, marked where the rating is recalled.
  func certainty(_ claim: Claim) -> String {
    let isRecalled = claim.evidence.certaintySeen == nil && claim.evidence.certainty != .notStated
    return language(claim.certainty.words) + (isRecalled ? "*" : "")
  }

}

/// A text as its sentences.
enum Sentences {
  /// Cuts after a full stop, a question mark or an exclamation mark that a capital letter follows.
  static func split(_ text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    for word in text.split(separator: " ") {
      if let last = current.last, ".?!".contains(last), word.first?.isUppercase ?? false {
        sentences.append(current)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    return current.isEmpty ? sentences : sentences + [current]
  }
}
