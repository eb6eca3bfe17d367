internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The form about one patient, made from the vocabulary: every field blank, which is *not asked*.
struct ProfileForm {
  let session: Session
  /// In the language of the session.
  let evaluator: JointEvaluator
  let facts: VisitFacts
  /// What is wrong, by the path of a profile.
  var problems: [(path: String, message: String)] = []
  /// Where it is sent.
  let action: String
  let button: String
  /// The day of the answer.
  let today: Day
  /// What was known at an earlier answer, by the name of the fact.
  var earlier: [String: EarlierNote] = [:]

  private var language: Language { session.language }
  private var vocabulary: Vocabulary { evaluator.vocabulary }
  private var order: AskingOrder { AskingOrder(vocabulary, evaluator.evaluators.map(\.guideline)) }

  var html: HTML {
    """
    \(summary)
    <form method="post" action="\(action)" autocomplete="off">
    \(session.hidden)
    <p class="soft">\(language("What stays blank was not asked, and is never read as a no. A number may be a range, such as 10..14; you may also write unknown or declined."))</p>
    <div class="group"><div class="fields">\(identity)</div></div>
    \(groups)
    <p class="actions send"><button>\(button)</button> <span class="soft">\(language("At any time: what is blank is not asked."))</span></p>
    </form>
    """
  }

  private var identity: HTML {
    if let bound = session.bound {
      return "<p>\(language("Patient id")): <strong>\(bound.patient)</strong> · \(bound.record.name)</p>"
    }
    let wrong = problems.filter { $0.path == "id" }.map(\.message)
    return """
      <div class="field\(wrong.isEmpty ? "" : " wrong")">
      <label for="patient">\(language("Patient id"))</label>
      <p class="hint" id="patient-hint">\(language("May stay blank. With it the history of the patient can be shown; the ledger keeps a pseudonym."))</p>
      <input type="text" id="patient" name="patient" value="\(facts["id"] ?? "")" aria-describedby="patient-hint" autocomplete="off" spellcheck="false">
      \(wrong.map { "<p class=\"problem\">\($0)</p>" as HTML })
      </div>
      """
  }

  private var groups: [HTML] {
    let groups = order.groups
    let names = Set(groups.map(\.name))
    return groups.map { group in self.group(group, series(of: group, among: names)) }
  }

  private func group(_ group: AskingOrder.Group, _ series: [FactSeries]) -> HTML {
    let asked = group.facts.filter { vocabulary[$0].computation == nil }
    var seen: Set<String> = []
    let fields: [HTML] = asked.compactMap { index in
      let fact = vocabulary[index]
      guard let member = fact.membership else { return field(fact, isFlag: group.isFlags) }
      let set = vocabulary.set(with: index, named: member.set)
      return set.flatMap { seen.insert($0.name).inserted ? field($0) : nil }
    }
    let shown = series.map(field) + fields + sheets(of: group).map(field)
    if shown.isEmpty { return "" }
    return """
      <fieldset class="group" id="g-\(group.name)"><legend>\(language(group.title))</legend>
      <div class="fields">\(shown)</div>
      \(if: group.isFlags && fields.count > 1, together(group, fields.count))
      </fieldset>
      """
  }

  private func field(_ fact: Fact, isFlag: Bool) -> HTML {
    FactField(
      fact: fact, typed: facts[fact.name] ?? "", problems: problems(of: fact.name), isFlag: isFlag,
      language: language, earlier: earlier[fact.name]
    ).html
  }

  private func field(_ set: FactSet) -> HTML {
    SetField(
      set: set, vocabulary: vocabulary, typed: facts[set.name], problems: problems(of: set.name),
      language: language
    ).html
  }

  private func field(_ series: FactSeries) -> HTML {
    SeriesField(
      series: series, typed: facts[series.name], problems: problems(of: series.name), today: today,
      language: language
    ).html
  }

  private func field(_ instrument: Instrument) -> HTML {
    SheetField(
      instrument: instrument, vocabulary: vocabulary, typed: facts[SheetField.member + instrument.name],
      problems: problems.filter { Self.instrument(in: $0.path) == instrument.name }.map(\.message),
      language: language
    ).html
  }

  /// The questionnaires whose first score is asked in a group, in the order of those scores.
  private func sheets(of group: AskingOrder.Group) -> [Instrument] {
    func place(_ instrument: Instrument) -> Int? {
      instrument.scales.first.flatMap { group.facts.firstIndex(of: $0.fact) }
    }
    return vocabulary.instruments.values.filter { place($0) != nil }.sorted {
      (place($0) ?? 0, $0.name) < (place($1) ?? 0, $1.name)
    }
  }

  /// The questionnaire that a path names: `instruments.phq_9[4]`.
  private static func instrument(in path: String) -> String? {
    guard path.hasPrefix(SheetField.member) else { return nil }
    return String(path.dropFirst(SheetField.member.count).prefix { $0 != "[" })
  }

  /// The series of a group, in the order of the facts that are taken from them: those of its name, and those from which a fact of it is
  /// taken where their own group asks nothing else.
  private func series(of group: AskingOrder.Group, among names: Set<String>) -> [FactSeries] {
    let own = vocabulary.series.values.filter { series in
      let own = series.name.contains(".") ? String(series.name.prefix { $0 != "." }) : ""
      if names.contains(own) { return own == group.name }
      return series.reductions.first.map { group.facts.contains($0.fact) } ?? false
    }
    func place(_ series: FactSeries) -> Int {
      group.facts.firstIndex { fact in series.reductions.contains { $0.fact == fact } } ?? group.facts.count
    }
    return own.sorted { (place($0), $0.name) < (place($1), $1.name) }
  }

  private func together(_ group: AskingOrder.Group, _ count: Int) -> HTML {
    """
    <p><label class="check"><input type="checkbox" name="together" value="\(group.name)"> \(language("No to all others of these {count}: I asked about each of them, and looked for it", ["count": "\(count)"]))</label></p>
    <p class="soft">\(language("They are read back by name, and you confirm them, before they count as no."))</p>
    """
  }

  private func problems(of name: String) -> [String] {
    problems.filter { Self.names(in: $0.path).contains(name) }.map(\.message)
  }

  /// The facts that a path names: `fear.tsk_17`, or several with commas.
  private static func names(in path: String) -> [String] { path.split(separator: ",").map(\.trimmed) }

  /// The field in which something is answered: a fact's, a list's or a series'.
  private func place(_ name: String) -> (name: String, label: String)? {
    if let sheet = Self.instrument(in: name).flatMap({ vocabulary.instruments[$0] }) {
      return (SheetField.member + sheet.name, sheet.title)
    }
    if let set = vocabulary.sets[name] { return (name, set.label) }
    if let series = vocabulary.series[name] { return (name, series.label) }
    guard let index = vocabulary.index(of: name) else { return nil }
    let fact = vocabulary[index]
    let set = fact.membership.flatMap { vocabulary.set(with: index, named: $0.set) }
    return set.map { ($0.name, $0.label) } ?? (fact.name, fact.label)
  }

  private var summary: HTML {
    if problems.isEmpty { return "" }
    let items: [HTML] = problems.map { problem in
      guard let place = Self.names(in: problem.path).compactMap(place).first else {
        return "<li>\(problem.path.isEmpty ? "" : problem.path + ": ")\(problem.message)</li>"
      }
      return "<li><a href=\"#f-\(place.name)\">\(place.label)</a>: \(problem.message)</li>"
    }
    let title =
      problems.count == 1
      ? language("1 answer to look at again")
      : language("{count} answers to look at again", ["count": "\(problems.count)"])
    return """
      <section class="problems" role="alert" tabindex="-1"><h2>\(title)</h2>
      <ul>\(items)</ul></section>
      """
  }
}
