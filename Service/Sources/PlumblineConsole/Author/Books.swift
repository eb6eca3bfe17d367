internal import PlumblineBook
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText
internal import PlumblineWorkbench
internal import Synchronization

/// The books of the guidelines in force, made once for each set of packs and day: each takes seconds.
final class Books: Sendable {
  /// The pages of one guideline's book.
  struct Pages: Sendable {
    var guideline: String
    var title: String
    var chapters: [(file: String, name: String)]
    var parts: [String: HTML]
  }

  private let held = Mutex<(key: String, books: [Pages])?>(nil)

  func pages(_ evaluator: JointEvaluator, asOf day: Day) throws -> [Pages] {
    let key = "\(evaluator.guidelines.digest) \(day)"
    if let known = held.withLock({ $0 }), known.key == key { return known.books }
    let books = try zip(evaluator.evaluators, evaluator.guidelines.members).map { one, member in
      let tests = try PackTestBench(of: member.folders, member.guideline, asOf: day)
      let book = Book(one, tests: tests, asOf: day)
      let parts = book.chapters.compactMap { chapter in book.part(chapter.file).map { (chapter.file, $0) } }
      return Pages(
        guideline: member.id, title: member.guideline.domain.title, chapters: book.chapters,
        parts: Dictionary(parts) { first, _ in first })
    }
    held.withLock { $0 = (key, books) }
    return books
  }
}
