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

  private var language: Language { session.language }
  private var vocabulary: Vocabulary { evaluator.vocabulary }
  private var order: AskingOrder { AskingOrder(vocabulary, evaluator.evaluators.map(\.guideline)) }

  /// The facts of a group that a form can ask for: lists and readings over time come with a profile.
  static func fields(_ group: AskingOrder.Group, _ vocabulary: Vocabulary) -> [Fact] {
    group.facts.map { vocabulary[$0] }.filter { $0.computation == nil && $0.membership == nil }
  }

  var html: HTML {
    """
    \(summary)
    <form method="post" action="\(action)" autocomplete="off">
    \(session.hidden)
    <p class="soft">\(language("What stays blank was not asked, and is never read as a no. A number may be a range, such as 10..14; you may also write unknown or declined."))</p>
    <div class="group"><div class="fields">\(identity)</div></div>
    \(order.groups.map(group))
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

  private func group(_ group: AskingOrder.Group) -> HTML {
    let shown = Self.fields(group, vocabulary)
    if shown.isEmpty { return "" }
    let fields: [HTML] = shown.map { fact in
      FactField(
        fact: fact, typed: facts[fact.name] ?? "", problems: problems(of: fact), isFlag: group.isFlags,
        language: language
      ).html
    }
    return """
      <fieldset class="group" id="g-\(group.name)"><legend>\(language(group.title))</legend>
      <div class="fields">\(fields)</div>
      \(if: group.isFlags && shown.count > 1, together(group, shown.count))
      </fieldset>
      """
  }

  private func together(_ group: AskingOrder.Group, _ count: Int) -> HTML {
    """
    <p><label class="check"><input type="checkbox" name="together" value="\(group.name)"> \(language("No to all others of these {count}: I asked about each of them, and looked for it", ["count": "\(count)"]))</label></p>
    <p class="soft">\(language("They are read back by name, and you confirm them, before they count as no."))</p>
    """
  }

  private func problems(of fact: Fact) -> [String] {
    problems.filter { Self.names(in: $0.path).contains(fact.name) }.map(\.message)
  }

  /// The facts that a path names: `fear.tsk_17`, or several with commas.
  private static func names(in path: String) -> [String] { path.split(separator: ",").map(\.trimmed) }

  private var summary: HTML {
    if problems.isEmpty { return "" }
    let items: [HTML] = problems.map { problem in
      let fact = Self.names(in: problem.path).compactMap { vocabulary.index(of: $0) }.first.map {
        vocabulary[$0]
      }
      guard let fact, fact.membership == nil else {
        return "<li>\(problem.path.isEmpty ? "" : problem.path + ": ")\(problem.message)</li>"
      }
      return "<li><a href=\"#f-\(fact.name)\">\(fact.label)</a>: \(problem.message)</li>"
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
