internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// The rules: when each is true, what it recommends, why, and which patients it reaches.
struct RulesPage {
  private let content: Content
  private var guideline: Guideline { content.guideline }
  private var words: BookWords { content.words }

  init(_ content: Content) { self.content = content }

  var body: HTML {
    let alternatives = guideline.rules.filter { $0.role == .alternative }
    return """
      <p>In each slot the first rule that is true joins the primary pairing, in the order of ranks. Braces mark the place of a \
      patient's own value.</p>
      \(guideline.slots.map { "<h2>Slot: \($0)</h2>\n\(guideline.candidates(in: $0).map(entry))" as HTML })
      \(section("Alternatives", alternatives.map(entry)))
      \(section("Otherwise", guideline.otherwise.map { [entry($0)] } ?? []))
      \(section("Advised against", guideline.vetoes.map(veto)))
      \(section("Conflicting findings", guideline.conflicts.map(conflict)))
      """
  }

  private func section(_ title: String, _ entries: [HTML]) -> HTML {
    entries.isEmpty ? "" : "<h2>\(title)</h2>\n\(entries)"
  }

  private func entry(_ rule: Rule) -> HTML {
    """
    <section class="entry" id="\(Target.rule(rule.id).anchor)">
    <h3>\(rank(rule))\(rule.title)</h3>
    <dl>
    \(BookWords.row("When", rule.when.map(words.condition) ?? "no rule of a slot is chosen"))
    \(BookWords.row("Recommends", "\(words.pairing(rule.recommends)) <span class=\"soft\">(\(rule.recommends.description))</span>"))
    \(BookWords.row("Strength", "\(Words.strength(rule.strength))\(situation(rule))"))
    \(BookWords.row("Because", words.because(rule.because)))
    \(BookWords.row("Claims", claims(rule)))
    \(BookWords.row("Note", "\(rule.note ?? "")"))
    \(BookWords.row("Reaches", reach(rule)))
    \(BookWords.row("Sources", words.sources(rule.sources)))
    \(BookWords.row("Tests", "\(content.tests.words(rule.id))"))
    \(BookWords.row("Written", written(rule.place, rule.id)))
    </dl>
    </section>
    """
  }

  private func rank(_ rule: Rule) -> String {
    if case .candidate(_, let rank) = rule.role { "\(rank). " } else { "" }
  }

  private func situation(_ rule: Rule) -> String {
    rule.situation.map { " Strong on low certainty: \($0.rawValue.replacing("-", with: " "))." } ?? ""
  }

  private func claims(_ rule: Rule) -> HTML {
    rule.claims.isEmpty
      ? "<span class=\"soft\">none</span>" : BookWords.list(rule.claims.map(words.evidence))
  }

  /// The patients to whom it brings its pairing; if there are none, whether it is true for any.
  private func reach(_ rule: Rule) -> HTML {
    guard let when = rule.when else {
      return words.reach(
        content.reach.withoutRule, about: Set(guideline.rules.flatMap { $0.when?.facts ?? [] }))
    }
    guard let reached = content.reach.rules[rule.id] else { return words.reach(.tooLarge, about: []) }
    if reached.isNobody, let acts = content.reach.acts[rule.id], !acts.isNobody {
      return "<strong>no patient</strong>, proved: whenever it is true, a rule before it is chosen"
    }
    return words.reach(reached, about: when.facts)
  }

  private func veto(_ veto: Veto) -> HTML {
    """
    <section class="entry" id="\(Target.rule(veto.id).anchor)">
    <h3>\(veto.title)</h3>
    <dl>
    \(BookWords.row("When", veto.when == .all([]) ? "for every patient" : words.condition(veto.when)))
    \(effect(veto))
    \(BookWords.row("Because", words.because(veto.because)))
    \(BookWords.row("Sources", words.sources(veto.sources)))
    \(BookWords.row("Tests", "\(content.tests.words(veto.id))"))
    \(BookWords.row("Written", written(veto.place, veto.id)))
    </dl>
    </section>
    """
  }

  private func effect(_ veto: Veto) -> HTML {
    switch veto.effect {
    case .rulesOut:
      BookWords.row(
        "Against", "every pairing with \(veto.part); while it is unknown the pairing is kept, with a caution")
    case .isShown:
      BookWords.row("Against", "\(veto.part), which no rule recommends: shown with the answer")
    case .passesOver:
      """
      \(BookWords.row("Passes over", "every pairing with \(veto.part): the next true rule of the slot leads; if there is none, it still leads, and the reason is shown"))
      \(BookWords.row("Then", "\(veto.action ?? "")"))
      """
    }
  }

  private func conflict(_ conflict: Conflict) -> HTML {
    """
    <section class="entry" id="\(Target.rule(conflict.id).anchor)">
    <h3>\(conflict.title)</h3>
    <dl>
    \(BookWords.row("When", words.condition(conflict.when)))
    \(BookWords.row("Because", words.because(conflict.because)))
    \(BookWords.row("Sources", words.sources(conflict.sources)))
    \(BookWords.row("Tests", "\(content.tests.words(conflict.id))"))
    \(BookWords.row("Written", written(conflict.place, conflict.id)))
    </dl>
    </section>
    """
  }

  private func written(_ place: Place, _ id: String) -> HTML {
    "\(words.place(place)) as <code>\(id)</code>"
  }
}
