public import PlumblineDifference
public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblinePresentation
public import PlumblineText
public import PlumblineWorkbench

/// A guideline as a book to read: how it decides, each rule in words, its evidence, its vocabulary, its tests and its gaps.
///
/// HTML pages that lie in one folder and need nothing else: no script, no network. The same guideline, tests, history and day
/// produce the same bytes.
public struct Book {
  /// A file of the book.
  public struct Page: Sendable, Hashable {
    /// `rules.html`: lower case, no folder.
    public var name: String
    public var text: String
  }

  /// A promise of a pack, with its verdict.
  public struct Promise: Sendable, Hashable {
    /// The sentence that names it.
    public var name: String
    /// `pack/file.lua:3`.
    public var place: String
    /// "proved", or why it is not; nil if it could not be decided.
    public var verdict: String?

    public init(name: String, place: String, verdict: String?) {
      self.name = name
      self.place = place
      self.verdict = verdict
    }
  }

  private let content: Content

  /// Analyses every legal profile, and runs the tests: seconds for a guideline of usual size.
  ///
  /// - Parameters:
  ///   - evaluator: the guideline's evaluator, with its scripts.
  ///   - tests: the tests of its packs.
  ///   - history: each version against the next, oldest first.
  ///   - promises: what the packs promise about every patient, in their order.
  ///   - asOf: the day for which the book is made.
  public init(
    _ evaluator: Evaluator, tests: PackTestBench, history: [GuidelineDifference] = [],
    promises: [Promise] = [], asOf: Day
  ) {
    content = Content(
      guideline: evaluator.guideline, words: BookWords(evaluator.guideline),
      reach: BookReach(evaluator, asOf: asOf), tests: TestFindings(tests, evaluator.guideline),
      history: history, promises: promises, asOf: asOf)
  }

  /// CSS of the pages, beside that of every page.
  public static var style: String { BookStyle.text }

  /// The contents, in the order of reading: the files of the pages, and their names.
  public var chapters: [(file: String, name: String)] { content.chapters.map { ($0.file, $0.name) } }

  /// A page as a part of another page, with links to the others by their files; nil if there is none.
  public func part(_ file: String) -> HTML? {
    content.chapters.first { $0.file == file }.map { "<h1>\($0.title)</h1>\n\(body($0))" }
  }

  /// Every page; the first is the contents.
  public var pages: [Page] { content.chapters.map { Page(name: $0.file, text: frame($0)) } }

  private func frame(_ chapter: Chapter) -> String {
    let guideline = content.guideline
    let packs = guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    let body: HTML = """
      <nav aria-label="Chapters"><ul>
      \(content.chapters.map { entry($0, isHere: $0 == chapter) })
      </ul></nav>
      <main>
      <h1>\(chapter.title)</h1>
      \(body(chapter))
      </main>
      <footer class="soft">
      <p>\(Words.judgement)</p>
      <p>Packs: \(packs). Made by \(Evaluator.version) for \(content.asOf.description).</p>
      </footer>
      """
    return HTMLPage(title: "\(chapter.title) · the guideline", style: BookStyle.text, body: body).text
  }

  private func entry(_ chapter: Chapter, isHere: Bool) -> HTML {
    isHere
      ? "<li><a href=\"\(chapter.file)\" aria-current=\"page\">\(chapter.name)</a></li>"
      : "<li><a href=\"\(chapter.file)\">\(chapter.name)</a></li>"
  }

  private func body(_ chapter: Chapter) -> HTML {
    switch chapter {
    case .index: ContentsPage(content).body
    case .decision: FlowPage(content).body
    case .gates: GatesPage(content).body
    case .rules: RulesPage(content).body
    case .pairings: PairingsPage(content).body
    case .evidence: EvidencePage(content).body
    case .vocabulary: VocabularyPage(content).body
    case .tests: TestsPage(content).body
    case .gaps: GapsPage(content).body
    case .versions: VersionsPage(content).body
    case .packs: PacksPage(content).body
    }
  }
}

/// What every page is built from.
struct Content {
  let guideline: Guideline
  let words: BookWords
  let reach: BookReach
  let tests: TestFindings
  let history: [GuidelineDifference]
  let promises: [Book.Promise]
  let asOf: Day

  var vocabulary: Vocabulary { guideline.vocabulary }

  /// The chapters of this book: versions only if it was given older ones.
  var chapters: [Chapter] { Chapter.allCases.filter { $0 != .versions || !history.isEmpty } }
}
