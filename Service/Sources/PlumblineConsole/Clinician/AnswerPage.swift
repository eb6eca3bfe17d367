internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// The answer: what stands first, beside it what can be done with it, then everything else.
struct AnswerPage {
  let session: Session
  let visit: Visit
  let answer: ConsoleAnswer
  let spoken: Exchange.Spoken

  private var language: Language { session.language }
  private var vocabulary: Vocabulary { spoken.evaluator.vocabulary }

  var body: HTML {
    let parts = spoken.report.parts(spoken.joint, answer.recording)
    return """
      <div class="answer">
      <div class="first">
      \(if: answer.wasLate, "<p class=\"done\" role=\"status\">\(language("It was shown before it was recorded. Its record is in the ledger now."))</p>")
      \(parts.screen)
      </div>
      <div class="beside">
      \(next)
      \(intake)
      \(handing)
      </div>
      <details class="rest panel"><summary><strong>\(language("Everything: reasons, evidence, cautions, sources"))</strong></summary>
      \(parts.rest)
      </details>
      </div>
      """
  }

  /// The facts that could change the answer: first those without which there is none, then in the order in which the answer has them.
  private var missing: [Fact] {
    var seen: Set<Fact.Index> = []
    let decisions = spoken.joint.decisions
    let facts = decisions.flatMap(\.missing).map(\.fact)
    let needed = decisions.flatMap(\.gates).filter { $0.truth == .unknown }.flatMap(\.needs).filter(
      facts.contains)
    return (needed + facts).filter { seen.insert($0).inserted }.map { vocabulary[$0] }
  }

  /// The next question, answered where it stands.
  private var next: HTML {
    if visit.isStopped { return "" }
    let asked = missing.filter { $0.membership == nil && $0.computation == nil }
    guard let first = asked.first, let index = vocabulary.index(of: first.name) else {
      return lists.isEmpty
        ? "" : "<section class=\"panel\"><h2>\(language("Ask next"))</h2><ul>\(lists)</ul></section>"
    }
    let order = AskingOrder(vocabulary, spoken.evaluator.evaluators.map(\.guideline))
    let flags = order.flags(with: index)
    let names = Set(asked.map(\.name))
    let shown = flags.map { $0.facts.map { vocabulary[$0] }.filter { names.contains($0.name) } } ?? [first]
    let fields: [HTML] = shown.map {
      FactField(fact: $0, typed: visit.facts[$0.name] ?? "", language: language).html
    }
    let rest = asked.filter { fact in !shown.contains { $0.name == fact.name } }
    let links = rest.prefix(6).map { link($0.name, $0.label) } + lists
    return """
      <section class="panel"><h2>\(language("Ask next"))</h2>
      <form method="post" action="\(ConsoleRoute.facts.path(visit.id))" autocomplete="off">\(session.hidden)
      \(fields)
      \(if: flags != nil && shown.count > 1, "<p><label class=\"check\"><input type=\"checkbox\" name=\"together\" value=\"\(flags?.name ?? "")\"> \(language("No to all others"))</label></p>")
      <p class="actions"><button>\(language("Answer again with this"))</button></p>
      </form>
      \(if: !links.isEmpty, "<h3>\(language("These could change the answer, too"))</h3><ul>\(links)</ul>")
      </section>
      """
  }

  /// The lists of which something could change the answer: they are answered in the form.
  private var lists: [HTML] {
    var seen: Set<String> = []
    let sets = missing.compactMap { fact in
      fact.membership.flatMap { member in
        vocabulary.index(of: fact.name).flatMap { vocabulary.set(with: $0, named: member.set) }
      }
    }
    return sets.filter { seen.insert($0.name).inserted }.map { link($0.name, $0.label) }
  }

  private func link(_ name: String, _ label: String) -> HTML {
    "<li><a href=\"\(ConsoleRoute.facts.path(visit.id))#f-\(name)\">\(label)</a></li>"
  }

  /// How a record in FHIR was read, beside the answer.
  private var intake: HTML {
    guard let intake = answer.intake else { return "" }
    let text = IntakeText(answer.evaluator.vocabulary, Style(width: 60)).text(intake)
    return """
      <section class="panel"><h2>\(language("How the record was read"))</h2>
      \((visit.gaps + intake.words).map { "<p class=\"now\">\($0)</p>" as HTML })
      <details><summary>\(language("{count} resources", ["count": "\(intake.report.count)"]))</summary>
      <pre class="report">\(HTML(lines: text))</pre></details></section>
      """
  }

  private var handing: HTML {
    let weighing: [(ConsoleRoute, String)] =
      visit.isStopped ? [] : [(.aid, "Decision aid"), (.whatIf, "What if a value were another?")]
    let ways: [(ConsoleRoute, String)] =
      [(.letter, "Letter"), (.patientPage, "Patient’s page")] + weighing + [
        (.explanation, "Explanation, with each comparison"), (.report, "Not followed, or what came of it"),
        (.decision, "The decision as JSON"),
      ]
    return """
      <section class="panel"><h2>\(language("With this answer"))</h2>
      <ul>\(ways.map { "<li><a href=\"\($0.path(visit.id))\">\(language($1))</a></li>" as HTML })</ul>
      \(visit.reported.map { "<p class=\"done\">\($0)</p>" as HTML })
      </section>
      """
  }
}
