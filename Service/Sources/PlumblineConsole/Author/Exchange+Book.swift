internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The guideline for its authors: the book, and the packs in force.
extension Exchange {
  func book() async throws -> ConsoleReply {
    let (books, evaluator, day) = (console.books, desk.evaluator, desk.day)
    let all = try await desk.report { try books.pages(evaluator, asOf: day) }
    guard let first = all.first else { throw ConsoleFault.notThere }
    if request.route == .book {
      guard all.count > 1 else { return .to(address(first, "index.html")) }
      let items: [HTML] = all.map { "<li><a href=\"\(address($0, "index.html"))\">\($0.title)</a></li>" }
      return show(language("Guideline"), "<h1>\(language("Guideline"))</h1>\n<ul>\(items)</ul>")
    }
    guard let book = all.first(where: { $0.guideline == request.name }), let part = book.parts[request.page]
    else {
      throw ConsoleFault.notThere
    }
    let chapters: [HTML] = book.chapters.map { chapter in
      chapter.file == request.page
        ? "<li><a href=\"\(chapter.file)\" aria-current=\"page\">\(language(chapter.name))</a></li>"
        : "<li><a href=\"\(chapter.file)\">\(language(chapter.name))</a></li>"
    }
    return show(
      book.title,
      """
      <div class="book"><nav aria-label="\(language("Chapters"))"><ul>\(chapters)</ul></nav>
      \(part)</div>
      """, width: .wide)
  }

  private func address(_ book: Books.Pages, _ page: String) -> String {
    "\(ConsoleRoute.book.rawValue)/\(book.guideline)/\(page)"
  }

  func packs() -> ConsoleReply {
    let rows: [HTML] = desk.evaluator.guidelines.packs.map { pack in
      "<tr><th scope=\"row\">\(pack.id)</th><td>\(pack.version.description)</td><td>\(pack.title)</td><td><code>\(pack.digest)</code></td></tr>"
    }
    let names = ["Pack", "Version", "Title", "Digest"]
    return show(
      language("Packs"),
      """
      <h1>\(language("Packs in force"))</h1>
      <div class="table"><table><thead><tr>\(names.map { "<th scope=\"col\">\(language($0))</th>" as HTML })</tr></thead>
      <tbody>\(rows)</tbody></table></div>
      <p>\(language("All of them together:")) <code>\(desk.evaluator.guidelines.digest)</code></p>
      \(if: !desk.versions.isEmpty, "<p class=\"actions\"><a class=\"button second\" href=\"\(ConsoleRoute.versions.rawValue)\">\(language("Whose answers change"))</a></p>")
      """, width: .wide)
  }
}
