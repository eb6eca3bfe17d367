internal import PlumblineGuideline
internal import PlumblineText

/// The patients for whom the guideline has little to say: no rule, or no answer yet.
struct GapsPage {
  private let content: Content
  private var guideline: Guideline { content.guideline }
  private var words: BookWords { content.words }
  private var facts: Set<Fact.Index> { Set(guideline.rules.flatMap { $0.when?.facts ?? [] }) }

  init(_ content: Content) { self.content = content }

  var body: HTML {
    """
    <p>Every legal profile is analysed, any fact possibly absent. Examples are made up: of each kind the patient about whom \
    least is known.</p>
    <h2>In scope, and no rule acts</h2>
    <dl>
    \(BookWords.row("All answered", "every rule is answered and none is true: \(words.reach(content.reach.settled, about: facts))"))
    \(BookWords.row("Or open", "no rule is true, whether or not more answers could change that: \(words.reach(content.reach.withoutRule, about: facts))"))
    \(BookWords.row("They get", fallback))
    </dl>
    <h2>Held up because an answer is missing</h2>
    \(held)
    <h2>Declared, and never shown</h2>
    \(idle)
    \(promises)
    """
  }

  /// What packs promise about every patient, each with its verdict.
  private var promises: HTML {
    if content.promises.isEmpty { return "" }
    let rows: [HTML] = content.promises.map { promise in
      """
      <tr><th scope="row">\(promise.name)</th><td>\(promise.verdict ?? "not decided: there was no Z3")</td><td>\(promise.place)</td></tr>
      """
    }
    return """
      <h2>Promised about every patient</h2>
      <div class="table"><table>
      <caption>What the packs promise, decided over all legal profiles (plumbline prove)</caption>
      <thead><tr><th scope="col">Promise</th><th scope="col">Decided</th><th scope="col">Written</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }

  private var fallback: HTML {
    guard let otherwise = guideline.otherwise else {
      return "\(guideline.domain.base ?? "nothing"): no pack declares an otherwise"
    }
    return "\(words.pairing(otherwise.recommends)), by \(Target.rule(otherwise.id).link(otherwise.title))"
  }

  private var held: HTML {
    let rows: [HTML] = (guideline.stops + guideline.gates).compactMap { gate in
      guard let answer = content.reach.holdsUp[gate.id], !answer.isNobody else { return nil }
      let stage = gate.kind.stage?.words ?? "stops"
      return """
        <tr><th scope="row">\(Target.gate(gate.id).link(gate.title))</th><td>\(stage)</td><td>\(words.facts(gate.facts.sorted()))</td><td>\(words.reach(answer, about: gate.facts))</td></tr>
        """
    }
    if rows.isEmpty { return "<p>No patient: proved for every legal profile.</p>" }
    return """
      <div class="table"><table>
      <caption>Gates that block while they are unknown; each needs its answer before anything is recommended</caption>
      <thead><tr><th scope="col">Gate</th><th scope="col">Stage</th><th scope="col">Reads</th><th scope="col">Holds up</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }

  private var idle: HTML {
    var found: [HTML] = []
    for gate in guideline.stops + guideline.gates where content.reach.ends[gate.id]?.isNobody ?? false {
      if !gate.needed.isEmpty { continue }
      found.append("gate \(Target.gate(gate.id).link(gate.title)) is true for no patient who reaches it")
    }
    for rule in guideline.rules where content.reach.rules[rule.id]?.isNobody ?? false {
      found.append("rule \(Target.rule(rule.id).link(rule.title)) reaches no patient")
    }
    for pairing in guideline.pairings.values.sorted(by: { $0.name < $1.name })
    where content.reach.pairings[pairing.name]?.isNobody ?? false {
      found.append("pairing \(words.pairing(pairing.name)) is shown to no patient")
    }
    for name in guideline.evidence.keys.sorted() where content.reach.evidence[name]?.isNobody ?? false {
      found.append("evidence \(Target.evidence(name).link(name)) is claimed for no patient")
    }
    return found.isEmpty ? "<p>Nothing.</p>" : BookWords.list(found)
  }
}
