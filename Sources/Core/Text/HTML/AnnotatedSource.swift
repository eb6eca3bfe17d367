/// Source files with notes below their lines, as one self-contained page: no network, light and dark, and every
/// mark a sign and a word as well as a colour.
public struct AnnotatedSource {
  public struct File {
    public var name: String
    /// The summary for the whole file.
    public var summary: String
    public var lines: [Line]

    public init(name: String, summary: String, lines: [Line]) {
      self.name = name
      self.summary = summary
      self.lines = lines
    }
  }

  public struct Line {
    public var text: String
    public var notes: [Note]

    public init(text: String, notes: [Note]) {
      self.text = text
      self.notes = notes
    }
  }

  /// A note on a subject in a line.
  public struct Note {
    public var subject: String
    public var owner: String
    public var marks: [Mark]

    public init(subject: String, owner: String, marks: [Mark]) {
      self.subject = subject
      self.owner = owner
      self.marks = marks
    }
  }

  public struct Mark {
    public enum Sign: String, Sendable {
      case good, gap, none

      var text: String {
        switch self {
        case .good: "✓"
        case .gap: "✗"
        case .none: "–"
        }
      }
    }

    public var sign: Sign
    public var words: String

    public init(_ sign: Sign, _ words: String) {
      self.sign = sign
      self.words = words
    }
  }

  private let title: String
  private let intro: [String]
  private let legend: [Mark]
  private let files: [File]

  public init(title: String, intro: [String], legend: [Mark], files: [File]) {
    self.title = title
    self.intro = intro
    self.legend = legend
    self.files = files
  }

  public var text: String {
    let body: HTML = """
      <main>
      <h1>\(title)</h1>
      \(intro.map { "<p>\($0)</p>" as HTML })
      <p class="marks">\(legend.map(mark))</p>
      <nav aria-label="Files"><table>
      <thead><tr><th scope="col">file</th><th scope="col">covered</th></tr></thead>
      <tbody>
      \(files.enumerated().map { "<tr><td><a href=\"#file-\($0)\">\($1.name)</a></td><td>\($1.summary)</td></tr>" as HTML })
      </tbody></table></nav>
      \(files.enumerated().map(section))
      </main>
      """
    return HTMLPage(title: title, style: Self.style, body: body).text
  }

  private func section(_ place: Int, _ file: File) -> HTML {
    """
    <h2 id="file-\(place)">\(file.name)</h2>
    <p class="soft">\(file.summary)</p>
    <div class="table"><table class="source">
    <thead><tr><th scope="col">line</th><th scope="col">state</th><th scope="col">text</th></tr></thead>
    <tbody>
    \(file.lines.enumerated().map { row($0 + 1, $1) })
    </tbody></table></div>
    """
  }

  private func row(_ number: Int, _ line: Line) -> HTML {
    let signs = line.notes.flatMap(\.marks).map(\.sign)
    let (sign, word): (String, String) =
      signs.isEmpty ? ("", "") : signs.contains(.gap) ? ("✗", "gap") : ("✓", "full")
    return """
      <tr class="\(word)"><td class="number">\(number)</td><td class="state">\(sign) \(word)</td><td><pre>\(expanded(line.text))</pre>\(notes(line.notes))</td></tr>
      """
  }

  private func expanded(_ text: String) -> String { text.replacing("\t", with: "  ") }

  private func notes(_ notes: [Note]) -> HTML {
    if notes.isEmpty { return "" }
    let items: [HTML] = notes.map { note in
      "<li><code>\(note.subject)</code> <span class=\"soft\">in \(note.owner)</span><br><span class=\"marks\">\(note.marks.map(mark))</span></li>"
    }
    return "<ul class=\"notes\">\(items)</ul>"
  }

  private func mark(_ mark: Mark) -> HTML {
    "<span class=\"\(mark.sign.rawValue)\">\(mark.sign.text) \(mark.words)</span>"
  }

  private static let style = """
    body { max-width: 76rem; }
    code, pre { font: .86rem/1.45 ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace; }
    .source td { border: 0; padding: 0 .6rem 0 0; }
    .source .number { text-align: right; color: var(--soft); width: 3rem; }
    .source .state { width: 4.5rem; white-space: nowrap; font-size: .85rem; }
    .source pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    .source .full .state { color: var(--mark); }
    .source .gap { background: var(--wash); }
    .source .gap .state { color: var(--stop); font-weight: 700; }
    .notes { list-style: none; margin: .1rem 0 .5rem; padding-left: 1rem; border-left: 2px solid var(--line); font-size: .88rem; }
    .marks > span { display: inline-block; margin-right: .9rem; white-space: nowrap; }
    .marks .good { color: var(--mark); }
    .marks .gap { color: var(--stop); font-weight: 700; }
    .marks .none { color: var(--soft); }
    """
}
