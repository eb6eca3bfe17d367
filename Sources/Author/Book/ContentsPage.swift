internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// The contents: what is in force, what needs attention, and the chapters.
struct ContentsPage {
  private let content: Content
  private var guideline: Guideline { content.guideline }

  init(_ content: Content) { self.content = content }

  var body: HTML {
    """
    <p>\(content.guideline.domain.disclaimer ?? "")</p>
    <h2>Packs in force</h2>
    \(BookWords.list(guideline.packs.map(pack)))
    <h2>What needs attention</h2>
    \(attention.isEmpty ? "<p>Nothing that this book can find; Tests and Gaps say what it checks.</p>" : BookWords.list(attention))
    <h2>Chapters</h2>
    <dl>
    \(content.chapters.dropFirst().map { chapter($0) })
    </dl>
    """
  }

  private func pack(_ pack: Pack) -> HTML {
    "\(Target.pack(pack.id).link(pack.title)) <span class=\"soft\">(\(pack.id) \(pack.version.description))</span>. \(pack.purpose)"
  }

  private func chapter(_ chapter: Chapter) -> HTML {
    let count = count(chapter)
    return """
      <dt><a href="\(chapter.file)">\(chapter.name)</a></dt><dd>\(chapter.says)\(count.isEmpty ? "" : " <span class=\"soft\">\(count)</span>" as HTML)</dd>
      """
  }

  /// The counts of what a chapter holds.
  private func count(_ chapter: Chapter) -> String {
    let rules = guideline.rules.count + (guideline.otherwise == nil ? 0 : 1)
    return switch chapter {
    case .index, .decision, .gaps: ""
    case .gates:
      "\(guideline.stops.count.counted("stop")), \(guideline.gates.count.counted("gate"))"
    case .rules: rules.counted("rule")
    case .pairings: guideline.pairings.count.counted("pairing")
    case .evidence:
      "\(guideline.evidence.count.counted("item")), \(guideline.sources.count.counted("source"))"
    case .vocabulary:
      "\(content.vocabulary.facts.count.counted("fact")), \(content.vocabulary.instruments.count.counted("questionnaire"))"
    case .tests: content.tests.outcomes.count.counted("test")
    case .versions: content.history.count.counted("step")
    case .packs: guideline.packs.count.counted("pack")
    }
  }

  private var attention: [HTML] {
    var found: [HTML] = []
    func report(_ count: Int, _ one: String, _ many: String, _ chapter: Chapter) {
      if count > 0 {
        found.append(
          "\(count.counted(one, many)): see <a href=\"\(chapter.file)\">\(chapter.name)</a>")
      }
    }
    for pack in guideline.packs {
      guard let due = pack.reviewBy, due < content.asOf else { continue }
      found.append(
        "\(Target.pack(pack.id).link(pack.id)) was due for review by \(due.description): it may be out of date"
      )
    }
    report(content.tests.failed.count, "test fails", "tests fail", .tests)
    let idle = guideline.rules.count { content.reach.rules[$0.id]?.isNobody ?? false }
    report(idle, "rule reaches no patient", "rules reach no patient", .rules)
    let items = guideline.evidence.values
    let recalled = items.count { $0.certainty != .notStated && $0.certaintySeen == nil }
    report(
      recalled, "rating of evidence is recalled and not confirmed at its source",
      "ratings of evidence are recalled and not confirmed at their source", .evidence)
    let figures = items.count { $0.effect != nil && $0.effect?.seen == nil }
    report(
      figures, "effect is recalled and not confirmed at its source",
      "effects are recalled and not confirmed at their source", .evidence)
    if case .example = content.reach.settled {
      found.append(
        "For some patients in scope every rule is answered and none is true: see <a href=\"\(Chapter.gaps.file)\">Gaps</a>"
      )
    }
    return found
  }
}
