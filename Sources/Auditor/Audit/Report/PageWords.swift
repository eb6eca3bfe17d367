/// What a page of HTML said, block by block, without its layout: none of it is markup any more.
struct PageWords {
  let lines: [String]

  private static let blocks = [
    "p", "h1", "h2", "h3", "li", "tr", "figure", "figcaption", "section", "summary", "td", "th", "caption",
    "text",
  ]
  private static let entities = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
  ]

  init(_ page: String) {
    let body = page.firstRange(of: "<main").map { page[$0.lowerBound...] } ?? page[...]
    var lines: [String] = []
    var line = ""
    for part in body.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      let close = part.firstIndex(of: ">") ?? part.startIndex
      let name = part[..<close].drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
      if Self.blocks.contains(String(name)) {
        lines.append(line)
        line = ""
      }
      line += part[close...].dropFirst()
    }
    let all = (lines + [line]).map { line in
      Self.entities.reduce(line) { $0.replacing($1.0, with: $1.1) }.split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
    self.lines = all.filter { !$0.isEmpty }
  }
}
