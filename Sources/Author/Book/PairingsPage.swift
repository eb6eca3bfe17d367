internal import PlumblineGuideline
internal import PlumblineText

/// The pairings: what each consists of, its cautions, and what the patient reads.
struct PairingsPage {
  private let content: Content
  private var words: BookWords { content.words }

  init(_ content: Content) { self.content = content }

  var body: HTML {
    let pairings = content.guideline.pairings.values.sorted { $0.name < $1.name }
    return """
      <p>What is recommended together. A joined recommendation shows what each of its pairings says.</p>
      \(pairings.map(entry))
      """
  }

  private func entry(_ pairing: Pairing) -> HTML {
    let rules = (content.guideline.rules + (content.guideline.otherwise.map { [$0] } ?? []))
      .filter { $0.recommends == pairing.name }
    let grade = ReadingLevel(pairing.forPatient).gradeWords.map {
      "reads at school grade \($0) (Flesch-Kincaid)"
    }
    return """
      <section class="entry" id="\(Target.pairing(pairing.name).anchor)">
      <h2>\(pairing.title)</h2>
      <dl>
      \(BookWords.row("Name", "<code>\(pairing.name.description)</code>"))
      \(BookWords.row("What", "\(pairing.what)"))
      \(BookWords.row("Each part adds", statements(pairing.rationale.adds)))
      \(BookWords.row("Lost without", statements(pairing.rationale.lostWithout)))
      \(BookWords.row("Not if", BookWords.list(pairing.contraindications.map { "\($0.because)\(words.condition($0.when))" })))
      \(BookWords.row("Cautions", BookWords.list(pairing.cautions.map(caution))))
      \(BookWords.row("For the patient", "<blockquote>\(pairing.forPatient)</blockquote><span class=\"soft\">\(grade ?? "")</span>"))
      \(BookWords.row("Recommended by", BookWords.list(rules.map { Target.rule($0.id).link($0.title) })))
      \(BookWords.row("Shown to", words.reach(content.reach.pairings[pairing.name] ?? .tooLarge, about: facts(rules))))
      \(BookWords.row("Sources", words.sources(pairing.sources)))
      \(BookWords.row("Written", words.place(pairing.place)))
      </dl>
      </section>
      """
  }

  /// The facts that the rules read; for the fallback alone, those that all rules read.
  private func facts(_ rules: [Rule]) -> Set<Fact.Index> {
    let own = Set(rules.flatMap { $0.when?.facts ?? [] })
    return own.isEmpty ? Set(content.guideline.rules.flatMap { $0.when?.facts ?? [] }) : own
  }

  private func statements(_ parts: [String: PairRationale.Statement]) -> HTML {
    BookWords.list(
      parts.sorted { $0.key < $1.key }.map { part, statement in
        "<strong>\(part.replacing("-", with: " ")):</strong> \(statement.says) <span class=\"soft\">(\(words.sources(statement.sources)))</span>"
      })
  }

  private func caution(_ caution: Pairing.Caution) -> HTML {
    guard let when = caution.when else { return "\(caution.says)" }
    let shown = caution.isAlways ? "Shown with every answer" : "Shown"
    return
      "\(caution.says) <span class=\"soft\">\(shown) unless this is false:</span>\(words.condition(when))"
  }
}
