public import PlumblineGuideline
public import PlumblineText

/// A form about one patient to print and to fill in by hand, in the order in which a clinician asks: as text, or as a page of HTML.
///
/// No box is ticked to start with; what stays empty is not asked. Flags that are answered together are read back, and signed.
public struct PrintedForm {
  private let vocabulary: Vocabulary
  private let order: AskingOrder
  private let title: String
  private let packs: String

  /// - Parameter guidelines: those in force over the vocabulary.
  public init(_ vocabulary: Vocabulary, _ guidelines: [Guideline]) {
    self.vocabulary = vocabulary
    order = AskingOrder(vocabulary, guidelines)
    title = guidelines.map(\.domain.title).joined(separator: ", ")
    let all = Set(guidelines.flatMap(\.packs).map { "\($0.id) \($0.version)" })
    packs = all.sorted().joined(separator: ", ")
  }

  private static let rules = [
    "An empty line is not asked, and is never read as a no.",
    "Red flags and answers about suicide count for this visit only.",
    "A range is an answer, too: 10 to 14, 25 or more.",
  ]

  private static func together(_ count: Int) -> String {
    "None of these \(count): read back by name and confirmed. Asked by"
  }

  /// The boxes of a fact, none ticked, and what is written by hand: its values, or its range and unit.
  private func choices(_ fact: Fact) -> (boxes: [String], blank: String?) {
    switch fact.kind {
    case .boolean: (["yes", "no", "not known", "declined"], nil)
    case .code(let codes): (codes.map { fact.labels[$0] ?? $0 } + ["not known", "declined"], nil)
    case .integer, .decimal: (["not known", "declined"], blank(fact))
    }
  }

  private func blank(_ fact: Fact) -> String {
    if fact.isDate { return "(day, month or year)" }
    let range = fact.grid.map { "\($0.low) to \($0.high)" } ?? ""
    let unit = fact.unitInWords.map { " \($0)" } ?? ""
    return fact.unit == "wk" ? "(weeks, or write days, months, years)" : "(\(range)\(unit))"
  }

  // MARK: text

  public var text: String {
    var page = Page(Style(width: 80, isPlain: true))
    page.paragraph("\(title): a patient's profile", first: "", rest: "")
    page.blank()
    page.line("Patient id ____________________   Date ____________   Asked by ________________")
    page.blank()
    for rule in Self.rules { page.paragraph(rule, first: "", rest: "") }
    for group in order.groups {
      page.heading(group.title)
      for fact in group.facts.map({ vocabulary[$0] }) {
        page.blank()
        page.paragraph("\(fact.label): \(fact.question)")
        let (boxes, blank) = choices(fact)
        let items = (blank.map { ["__________ \($0)"] } ?? []) + boxes.map { "[ ] \($0)" }
        for line in Self.lines(of: items) { page.line(line) }
      }
      if group.isFlags, group.facts.count > 1 {
        page.blank()
        page.paragraph("[ ] \(Self.together(group.facts.count)) _____________")
      }
    }
    page.blank()
    page.paragraph("Packs: \(packs)", first: "", rest: "  ")
    return page.text
  }

  /// Sets boxes side by side, none of them broken.
  private static func lines(of items: [String]) -> [String] {
    let whole = items.map { Escaping.terminal($0).replacing(" ", with: "\u{A0}") }.joined(
      separator: "\u{A0}\u{A0} ")
    return Wrapping.lines(whole, to: 80, first: "      ", rest: "      ").map {
      $0.replacing("\u{A0}", with: " ").droppingEndBlanks
    }
  }

  // MARK: HTML

  public var html: String {
    HTMLPage(title: "\(title): a form to print", style: Self.style, body: "<main>\n\(body)\n</main>").text
  }

  /// The form as a part of another page, with ``style``.
  public var body: HTML {
    """
    <h1>\(title): a patient’s profile</h1>
    <p class="who">Patient id <b></b> Date <b></b> Asked by <b></b></p>
    <ul>
    \(Self.rules.map { "<li>\($0)</li>" as HTML })
    </ul>
    \(order.groups.map(section))
    <footer>Packs: \(packs)</footer>
    """
  }

  private func section(_ group: AskingOrder.Group) -> HTML {
    """
    <section>
    <h2>\(group.title)</h2>
    <table>
    \(group.facts.map { row(vocabulary[$0]) })
    </table>
    \(if: group.isFlags && group.facts.count > 1, "<p class=\"who\"><i></i> \(Self.together(group.facts.count)) <b></b></p>")
    </section>
    """
  }

  private func row(_ fact: Fact) -> HTML {
    let (boxes, blank) = choices(fact)
    return """
      <tr><th scope="row">\(fact.label)<br><span class="soft">\(fact.question)</span></th>
      <td>\(if: blank != nil, "<span><b></b> \(blank ?? "")</span>")\(boxes.map { "<span><i></i> \($0)</span>" as HTML })</td></tr>
      """
  }

  /// CSS of boxes and lines to write on; a box is drawn, so that no font has to have one.
  public static let style = """
    th { font-weight: 600; width: 58%; } th .soft { font-weight: 400; }
    td span { display: inline-block; margin: 0 .9rem .2rem 0; }
    i { display: inline-block; width: .85em; height: .85em; border: 1px solid currentColor; vertical-align: -.1em; }
    b { display: inline-block; min-width: 6rem; border-bottom: 1px solid currentColor; height: 1em; }
    .who b { min-width: 9rem; margin-right: 1rem; }
    section { break-inside: auto; }
    """
}
