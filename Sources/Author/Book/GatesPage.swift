internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// Stops and gates: when each is true, what it means, and what to do then.
struct GatesPage {
  private let content: Content
  private var words: BookWords { content.words }

  init(_ content: Content) { self.content = content }

  var body: HTML {
    let guideline = content.guideline
    let stages: [HTML] = guideline.domain.stages.compactMap { stage in
      let gates = guideline.gates.filter { $0.kind.stage == stage }
      if gates.isEmpty { return nil }
      return "<h2>Stage: \(stage.words)</h2>\n\(gates.map(entry))"
    }
    return """
      <p>Stops come first and all together. Stages follow one another: a later one is evaluated only once every gate before \
      it has let the patient through.</p>
      <h2>Stops</h2>
      \(guideline.stopsByUrgency.map(entry))
      \(stages)
      """
  }

  private func entry(_ gate: Gate) -> HTML {
    let facts = gate.facts
    return """
      <section class="entry" id="\(Target.gate(gate.id).anchor)">
      <h3>\(gate.title)</h3>
      <dl>
      \(BookWords.row("Leads to", "\(kind(gate.kind))"))
      \(BookWords.row("When", when(gate)))
      \(BookWords.row("Not known", "\(gate.asksWhenUnknown.map { "passes, and is asked. \($0)" } ?? "blocks until it is answered")"))
      \(BookWords.row("Do", "<strong>\(gate.action)</strong>"))
      \(BookWords.row("Because", words.because(gate.because)))
      \(BookWords.row("Reads", words.facts(facts.sorted())))
      \(BookWords.row("Decides for", words.reach(content.reach.ends[gate.id] ?? .tooLarge, about: facts)))
      \(BookWords.row("Sources", words.sources(gate.sources)))
      \(BookWords.row("Tests", "\(content.tests.words(gate.id))"))
      \(BookWords.row("Written", "\(words.place(gate.place)) as <code>\(gate.id)</code>"))
      </dl>
      </section>
      """
  }

  private func kind(_ kind: Gate.Kind) -> String {
    switch kind {
    case .stop(let urgency): "stop: \(Words.urgency(urgency))"
    case .defer: "defer: no pairing now"
    case .exclude: "out of scope: this guideline does not cover the patient"
    case .needData: "need data: no pairing can be given yet"
    }
  }

  private func when(_ gate: Gate) -> HTML {
    var parts: [HTML] = []
    if !gate.needed.isEmpty {
      parts.append(
        "<ul class=\"tree\"><li>none of these is known:<ul>\(gate.needed.map { "<li>\(words.fact($0))</li>" as HTML })</ul></li></ul>"
      )
    }
    if let when = gate.when {
      if !gate.needed.isEmpty { parts.append("<p>needed unless this is false:</p>") }
      parts.append(words.condition(when))
    }
    return HTML(parts)
  }
}
