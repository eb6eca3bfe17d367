internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblinePresentation
internal import PlumblineText

/// Every fact, questionnaire and law between facts, and the book's own words.
struct VocabularyPage {
  private let content: Content
  private let uses: [Fact.Index: [HTML]]
  private var vocabulary: Vocabulary { content.vocabulary }
  private var words: BookWords { content.words }

  init(_ content: Content) {
    self.content = content
    uses = FactUses(content).uses
  }

  var body: HTML {
    let byGroup = Dictionary(grouping: vocabulary.facts.indices) { index in
      vocabulary[index].name.prefix { $0 != "." }
    }
    let instruments = vocabulary.instruments.values.sorted { $0.name < $1.name }
    let series = vocabulary.series.values.sorted { $0.name < $1.name }
    return """
      <p>A fact is known, or absent with a reason; a comparison with an absent fact is unknown, never false.</p>
      <h2>Words of this book</h2>
      <dl>
      \(Glossary.entries.map { BookWords.row($0.word, "\($0.says)") })
      </dl>
      \(byGroup.sorted { $0.key < $1.key }.map { "<h2>\(String($0.key).replacing("_", with: " "))</h2>\n\($0.value.map(fact))" as HTML })
      \(if: !instruments.isEmpty, "<h2>Questionnaires</h2>")
      \(instruments.map(instrument))
      \(if: !series.isEmpty, "<h2>Series of readings</h2>")
      \(series.map(readings))
      \(if: !vocabulary.constraints.isEmpty, "<h2>What no profile may contradict</h2>")
      \(vocabulary.constraints.map(constraint))
      """
  }

  private func fact(_ index: Fact.Index) -> HTML {
    let fact = vocabulary[index]
    let used = uses[index] ?? []
    return """
      <section class="entry" id="\(Target.fact(fact.name).anchor)">
      <h3>\(fact.label)</h3>
      <dl>
      \(BookWords.row("Name", "<code>\(fact.name)</code>"))
      \(BookWords.row("Asked as", "\(fact.question)"))
      \(BookWords.row("Value", value(fact)))
      \(BookWords.row("Converted from", converted(fact.conversions, into: fact.unit)))
      \(BookWords.row("Computed", fact.computation.map { "in Lua by ‘\($0.name)’ from \(words.facts($0.reads))" } ?? ""))
      \(BookWords.row("Taken from", taken(index)))
      \(BookWords.row("Worked out", "\(vocabulary.constraints.first { $0.works(out: index) }?.because ?? "")"))
      \(BookWords.row("Only when", fact.onlyWhen.map(words.condition) ?? ""))
      \(BookWords.row("Reading error", "\(fact.measurementError.map { words.quantity($0, of: fact) } ?? "")"))
      \(BookWords.row("Codes", BookWords.list(fact.codings.map(coding))))
      \(BookWords.row("From a record", "\(fact.fhir?.maxAge?.words ?? "")"))
      \(BookWords.row("Used in", used.isEmpty ? "<span class=\"soft\">nothing</span>" : BookWords.joined(used, by: "; ")))
      \(BookWords.row("Note", "\(fact.note ?? "")"))
      \(BookWords.row("Sources", fact.sources.isEmpty ? "" : words.sources(fact.sources)))
      \(BookWords.row("Written", words.place(fact.place)))
      </dl>
      </section>
      """
  }

  /// The other units, each with what is done to a number in it, and why.
  private func converted(_ conversions: [Conversion], into unit: String?) -> HTML {
    BookWords.list(
      conversions.map { one in
        let source: HTML = one.source.map { "; \(words.sources([$0]))" } ?? ""
        return "\(one.words("a number in")) = \(unit ?? ""): \(one.because)\(source)"
      })
  }

  /// The series that a fact is taken from, and how.
  private func taken(_ index: Fact.Index) -> HTML {
    for series in vocabulary.series.values.sorted(by: { $0.name < $1.name }) {
      if let reduction = series.reductions.first(where: { $0.fact == index }) {
        return "\(reduction.words) of ‘\(series.label)’"
      }
    }
    return ""
  }

  private func readings(_ series: FactSeries) -> HTML {
    """
    <section class="entry">
    <h3>\(series.label)</h3>
    <dl>
    \(BookWords.row("Name", "<code>\(series.name)</code>"))
    \(BookWords.row("Asked as", "\(series.question)"))
    \(BookWords.row("Readings", "\(series.low.description) to \(series.high.description)\(series.unit.map { " \($0)" } ?? ""), each with its day"))
    \(BookWords.row("Converted from", converted(series.conversions, into: series.unit)))
    \(BookWords.row("Gives", words.facts(series.reductions.map(\.fact))))
    \(BookWords.row("Written", words.place(series.place)))
    </dl>
    </section>
    """
  }

  private func value(_ fact: Fact) -> HTML {
    switch fact.kind {
    case .boolean: return "yes or no"
    case .code(let codes):
      return BookWords.list(
        codes.map { code in
          let goal = fact.goalOutcomes[code].map { ", answered by \($0.words)" } ?? ""
          return "\(fact.words(for: .code(code)))\(goal) <code>\(code)</code>"
        })
    case .integer, .decimal:
      if fact.isDate { return "a day, a month or a year; conditions compare how long ago it was" }
      return "\(fact.allowed)\(fact.unit.map { ", in \(ExplanationWords.unit($0))" } ?? "")"
    }
  }

  private func coding(_ coding: Fact.Coding) -> HTML {
    "\(coding.system) <code>\(coding.code)</code> \(coding.display) <span class=\"soft\">(\(coding.confirmed ? "confirmed" : "recalled, not confirmed"))</span>"
  }

  private func instrument(_ one: Instrument) -> HTML {
    let needed =
      one.enough == one.itemCount ? "every item is needed" : "\(one.enough) answers are enough"
    let scores: [HTML] = one.scales.map { scale in
      let how = scale.unit == .percent ? "percent of the highest possible" : "sum"
      return
        "\(words.fact(scale.fact)): \(how) of items \(scale.items.map(String.init).joined(separator: ", "))"
    }
    return """
      <section class="entry" id="\(Target.instrument(one.name).anchor)">
      <h3>\(one.title)</h3>
      <dl>
      \(BookWords.row("Name", "<code>\(one.name)</code>"))
      \(BookWords.row("Items", "\(one.itemCount); \(needed); \(one.higherIsBetter ? "higher" : "lower") is better"))
      \(BookWords.row("Scores", BookWords.list(scores)))
      \(BookWords.row("Licence", "\(one.licence)"))
      \(BookWords.row("Wording", "\(one.itemsMayBeShown ? "may be shown" : "may not be shown: scores only")"))
      \(BookWords.row("Citation", "\(one.citation)"))
      \(BookWords.row("Note", "\(one.note ?? "")"))
      \(BookWords.row("Written", words.place(one.place)))
      </dl>
      </section>
      """
  }

  private func constraint(_ constraint: Constraint) -> HTML {
    """
    <section class="entry">
    <h3>\(constraint.name)</h3>
    <dl>
    \(BookWords.row("Must not be false", constraint.worksOut ? "" : words.condition(constraint.holds)))
    \(BookWords.row("Because", "\(constraint.because)"))
    \(BookWords.row("Written", words.place(constraint.place)))
    </dl>
    </section>
    """
  }
}

/// The meaning of the book's own words.
enum Glossary {
  static let entries: [(word: String, says: String)] = [
    ("Fact", "One typed thing known about a patient."),
    ("Profile", "A patient's facts."),
    ("Unknown", "The truth of a comparison with an absent fact: neither true nor false."),
    ("Stop", "A sign of serious disease or danger; nothing is recommended while one is true."),
    ("Gate", "What is settled before any rule: a stop, defer, out of scope, or need data."),
    ("Pairing", "What is recommended together, by its parts."),
    (
      "Slot",
      "A place in the primary pairing; its rules are tried by rank, and the first that is true and not vetoed takes it."
    ),
    ("Claim", "One outcome at one time that a recommendation makes, with its own certainty."),
    ("Certainty", "GRADE's confidence in a studied result: high, moderate, low, very low, or not stated."),
    ("Recalled", "Not confirmed at its source."),
    ("Proved", "Checked for every legal profile, any fact possibly absent."),
  ]
}
