internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// The packs in force: their authors, and the 13 source attributes; and what a site adapted.
struct PacksPage {
  private let content: Content
  private var guideline: Guideline { content.guideline }

  init(_ content: Content) { self.content = content }

  var body: HTML {
    """
    <p>The attributes are the 13 that decision support must show: citations, developer, funding, dates, and nine kinds of \
    patient data, each used or not (45 CFR §170.315(b)(11)(iv)(A)).</p>
    \(guideline.packs.map(entry))
    \(if: !guideline.adaptations.isEmpty, "<h2>Adapted at this site</h2>")
    \(BookWords.list(guideline.adaptations.map(adaptation)))
    """
  }

  private func entry(_ pack: Pack) -> HTML {
    let attributes = pack.attributes
    let sources = guideline.sources.values.filter { $0.place.pack == pack.id }.map(\.name).sorted()
    let due = pack.reviewBy.map {
      $0 < content.asOf ? "\($0): past, its content may be out of date" : "\($0)"
    }
    return """
      <section class="entry" id="\(Target.pack(pack.id).anchor)">
      <h2>\(pack.title)</h2>
      <dl>
      \(BookWords.row("Name", "<code>\(pack.id)</code>"))
      \(BookWords.row("Version", "\(pack.version.description)"))
      \(BookWords.row("Digest", "<code>\(pack.digest)</code>"))
      \(BookWords.row("Purpose", "\(pack.purpose)"))
      \(BookWords.row("Authors", "\(pack.authors.joined(separator: ", "))"))
      \(BookWords.row("Review by", "\(due ?? "")"))
      \(BookWords.row("Requires", requires(pack)))
      \(BookWords.row("Declares", "\(pack.declares.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))"))
      \(BookWords.row("Citations", sources.isEmpty ? "<span class=\"soft\">none of its own</span>" : content.words.sources(sources)))
      \(BookWords.row("Developer", said(attributes.developer)))
      \(BookWords.row("Funding", said(attributes.funding)))
      \(BookWords.row("Released", said(attributes.released?.description)))
      \(BookWords.row("Revised", "\(attributes.revised?.description ?? "")"))
      \(SourceAttributes.Data.allCases.map { BookWords.row(Self.name($0), use(attributes.uses[$0])) })
      </dl>
      </section>
      """
  }

  private func requires(_ pack: Pack) -> HTML {
    BookWords.joined(
      pack.requires.sorted { $0.key < $1.key }.map { id, version in
        guideline[pack: id] == nil
          ? "\(id) \(version.description)" : Target.pack(id).link("\(id) \(version.description)")
      })
  }

  private static func name(_ data: SourceAttributes.Data) -> String {
    data.rawValue.replacing("_", with: " ").capitalisedOnce
  }

  private func said(_ text: String?) -> HTML {
    text.map { "\($0)" } ?? "<span class=\"soft\">not stated</span>"
  }

  private func use(_ use: SourceAttributes.Use?) -> HTML {
    switch use {
    case nil: said(nil)
    case .notUsed: "not used"
    case .used(let how): "used: \(how)"
    }
  }

  private func adaptation(_ adaptation: Adaptation) -> HTML {
    let fact = content.vocabulary[adaptation.fact]
    return """
      <code>\(adaptation.target)</code>: \(content.words.fact(adaptation.fact)) \(fact.words(for: adaptation.from)) became \(fact.words(for: adaptation.to)). \
      \(adaptation.reason) <span class="soft">Approved by \(adaptation.approvedBy), \(adaptation.approvedOn.description).</span> \(content.words.place(adaptation.place))
      """
  }
}
