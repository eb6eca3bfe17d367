import PlumblineJSON
import PlumblineTestSupport
import PlumblineText
import Testing

/// Hostile text, escaped for output.
struct EscapingTests {
  @Test(arguments: [
    ("a\u{1B}[31mb", "a\\u{1b}[31mb"), ("a\u{202E}b", "a\\u{202e}b"), ("a\nb", "a\\u{a}b"), ("é ok", "é ok"),
    ("\u{61C}x", "\\u{61c}x"),
  ])
  func `text that could command a terminal becomes visible`(text: String, expected: String) {
    #expect(Escaping.terminal(text) == expected)
  }

  @Test func `lines stay lines`() {
    #expect(Escaping.terminalLines("a\u{1B}\nb\n") == "a\\u{1b}\nb\n")
  }

  @Test(arguments: [
    ("*a*", "\\*a\\*"), ("<b>", "\\<b\\>"), ("1. x", "1\\. x"), ("- x", "\\- x"), ("http://x", "http\\://x"),
    ("plain - text 1.5", "plain - text 1.5"), ("[a](b)", "\\[a\\](b)"), ("a [b](c)", "a \\[b\\](c)"),
    ("a [b][c]", "a \\[b\\]\\[c\\]"), ("[a]: b", "\\[a\\]: b"), ("a ![b]", "a \\!\\[b\\]"),
    ("a [^b]", "a \\[^b\\]"), ("- [x] a", "\\- \\[x\\] a"), ("mailto:a", "mailto\\:a"),
    ("a :b: c", "a \\:b\\: c"),
    (": a", "\\: a"), ("a &lt; b", "a \\&lt; b"), ("a <!-- b", "a \\<!-- b"), ("> a", "\\> a"),
    ("a [b", "a \\[b"),
  ])
  func `text that could be Markdown becomes plain`(text: String, expected: String) {
    #expect(Escaping.markdown(text) == expected)
  }

  @Test(arguments: [
    "Why: because.", "6 to <12 months", "a > b & c", "Stop! Now.", "Mogelijk [EN: Possible]",
    "a [EN: b]. c [EN: d]",
    "2022;376:e067718", "doi:10.1136/bmj", "Signed:",
  ])
  func `text that cannot be Markdown where it stands is left as it is`(text: String) {
    #expect(Escaping.markdown(text) == text)
  }

  @Test(arguments: 1...200)
  func `text of any marks is markup nowhere`(number: UInt64) {
    var seed = Seeded(number)
    let marks = Array("[]()!:/<>&#*_`~|@{}^\\ aEN1.-+=x")
    let text = String((0..<24).map { _ in marks[Int(seed.next() % UInt64(marks.count))] })
    let out = Escaping.markdown(text)
    // Left as they are: brackets around words, which no address or second pair follows; and signs before a blank or a number.
    let bare = out.replacing(#/\\./#, with: "¤")
    #expect(
      bare.replacing(#/ \[[^\[\]]+\](?=[ .,;:]|$)/#, with: "").firstMatch(of: #/[\[\]]/#) == nil, "\(out)")
    #expect(bare.firstMatch(of: #/[`*_{}#|~@]|<[^0-9 =]|&[a-zA-Z#]|:\/|^[ 0-9]*[-+>:]/#) == nil, "\(out)")
    #expect(out.replacing(#/\\(.)/#) { String($0.1) } == text)
  }

  @Test func `markup becomes plain in XML and in HTML`() {
    let text = "<a href=\"x\" title='y'>\u{0}&"
    #expect(Escaping.xml(text) == "&lt;a href=&quot;x&quot; title='y'&gt;\\u{0}&amp;")
    #expect(Escaping.html(text) == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;\\u{0}&amp;")
  }

  @Test(arguments: ["<", ">", "&", "\"", "'"])
  func `a mark that combines with markup does not hide it`(markup: String) {
    let escaped = Escaping.html("\(markup)\u{301}")
    #expect(escaped.unicodeScalars.first == "&" && escaped.unicodeScalars.contains(";"))
    #expect(!escaped.unicodeScalars.dropFirst().contains { "<>&\"'".unicodeScalars.contains($0) })
  }

  @Test(arguments: ["a\u{202E}b", "\u{7F}", "\u{10FFFF}", "é", "\u{1B}[31m"])
  func `a line of JSON contains nothing that acts on a terminal, and reads back`(text: String) throws {
    let line = JSONValue.string(text).line
    #expect(
      String(decoding: line, as: UTF8.self).unicodeScalars.dropLast().allSatisfy { !$0.isUnsafeToPrint })
    #expect(try JSONReader.read(line).value == .string(text))
  }
}
