package import PlumblineEngine
package import PlumblineGuideline
package import PlumblineText

/// The options in words: where each stands for this patient and by which fact, and which of its claims are shown.
package struct OptionWords {
  let decision: Decision
  let vocabulary: Vocabulary
  let language: Language

  package init(decision: Decision, vocabulary: Vocabulary, language: Language) {
    (self.decision, self.vocabulary, self.language) = (decision, vocabulary, language)
  }

  /// The options that are compared: those that something is claimed for, or that a rule can recommend.
  var compared: [Decision.Option] { decision.options.filter { $0.standing != .named } }
  /// The options that are named only.
  var named: [Decision.Option] { decision.options.filter { $0.standing == .named } }

  /// The claims of an option on the first screen: those that are made where it is matched, or else the one for the goal.
  func claims(_ option: Decision.Option) -> [Claim] {
    let made = made(for: option)
    if !made.isEmpty { return made }
    return [option.claims.first { $0.evidence.outcome == decision.goalOutcome } ?? option.claims.first]
      .compactMap { $0 }
  }

  /// The claims that a recommendation of the option makes for this patient; empty if it is not matched.
  private func made(for option: Decision.Option) -> [Claim] {
    let matched = decision.recommendations.filter { shown in
      shown.role == .primary
        ? option.standing == .recommended : option.pairings.contains(shown.pairing)
    }
    let names = Set(matched.flatMap(\.claims).map(\.evidence.name))
    return option.claims.filter { names.contains($0.evidence.name) }
  }

  /// All that is shown of an option: where it is matched, of the source of its claims only what is claimed for this patient.
  func allClaims(_ option: Decision.Option) -> [Claim] {
    let made = made(for: option)
    if made.isEmpty { return option.claims }
    let sources = Set(made.map(\.evidence.source))
    return made + option.claims.filter { !sources.contains($0.evidence.source) }
  }

  /// Evidence that tempers what is claimed, of each source one item: about the goal, or else about what the recommendation claims, or
  /// whatever there is for what is recommended.
  var tempering: [Claim] {
    let all = compared.flatMap(\.temperedBy)
    let outcomes =
      [decision.goalOutcome].compactMap { $0 } + (decision.primary?.claims ?? []).map(\.evidence.outcome)
    let outcome = outcomes.first { outcome in all.contains { $0.evidence.outcome == outcome } }
    let own = compared.filter { $0.standing == .recommended }.flatMap(\.temperedBy)
    var seen: Set<String> = []
    return (outcome.map { outcome in all.filter { $0.evidence.outcome == outcome } } ?? own)
      .filter { seen.insert($0.evidence.source).inserted }
  }

  /// What a reader must know of the options that are recommended.
  var notes: [String] { compared.filter { $0.standing == .recommended }.compactMap(\.note) }

  /// The comparator of most claims, which is named once for all of them.
  var commonComparator: String? {
    let all = compared.flatMap(claims).map(\.evidence.comparator)
    let counts = Dictionary(all.map { ($0, 1) }, uniquingKeysWith: +)
    return all.max { (counts[$0] ?? 0, $1) < (counts[$1] ?? 0, $0) }
  }

  func comparator(_ claim: Claim) -> String {
    claim.evidence.comparator
      + (claim.evidence.effect?.better == .lower ? language(", lower is better") : "")
  }

  func against(_ claim: Claim) -> String {
    let against = language("against {comparator}", ["comparator": claim.evidence.comparator])
    return claim.evidence.effect?.better == .lower ? against + language(", lower is better") : against
  }

  /// Where an option stands, and by which facts.
  ///
  /// - Parameters:
  ///   - width: the columns for it; facts that do not fit are counted. Nil to name them all.
  package func standing(_ option: Decision.Option, within width: Int? = nil) -> String {
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
      case .known(let value): return "\(fact.label) \(fact.words(for: value, in: language))"
      case .within(let range): return "\(fact.label) \(range.words(of: fact, in: language))"
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
    return Words.estimate(effect, in: language) + (effect.seen == nil ? "*" : "")
  }

  /// When and what: "function, 6 to <12 months".
  func outcome(_ claim: Claim) -> String {
    Words.subject(claim.evidence, in: language)
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
  ///
  /// A text in two languages becomes sentences in two languages, or one if their numbers differ.
  static func split(_ text: String) -> [String] {
    guard let both = Bilingual(text) else { return sentences(text) }
    let (own, source) = (sentences(both.text), sentences(both.english))
    if own.count != source.count { return [text] }
    return zip(own, source).map { Bilingual(text: $0, english: $1).joined }
  }

  private static func sentences(_ text: String) -> [String] {
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
