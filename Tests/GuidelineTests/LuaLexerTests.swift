import Testing

@testable import Guideline

struct LuaLexerTests {
  private func texts(_ text: String) -> [String] {
    LuaLexer.tokens(of: text).map { $0.kind == .string ? "'\($0.stringValue ?? "?")'" : $0.text }
  }

  @Test(arguments: [
    ("local n = x or 5", ["local", "n", "=", "x", "or", "5"]),
    ("a.b:c'd'", ["a", ".", "b", ":", "c", "'d'"]),
    ("a..b...c", ["a", "..", "b", "...", "c"]),
    (
      "a//b/c<<d<=e<f~=g~h::i:j==k=l",
      [
        "a", "//", "b", "/", "c", "<<", "d", "<=", "e", "<", "f", "~=", "g", "~", "h", "::", "i", ":", "j",
        "==", "k", "=", "l",
      ]
    ),
    (
      "3 3.0 .5 3. 0x10 0xA.8p-3 1e+5 1E5 0Xp1 3e-2-1",
      [
        "3", "3.0", ".5", "3.", "0x10", "0xA.8p-3", "1e+5", "1E5", "0Xp1", "3e-2", "-", "1",
      ]
    ),
    ("0xe+1", ["0xe", "+", "1"]),
    (#"'a\'b' "c\"d" "\\" 'é' """#, ["'?'", "'?'", "'?'", "'é'", "''"]),
    ("\"a\\z  \n \t b\" x", ["'?'", "x"]),
    ("\"a\\\r\nb\" x", ["'?'", "x"]),
    (#""\x41\u{1F600}\065" x"#, ["'?'", "x"]),
    ("[[a]] [==[b]]]=]]==] x [[\n]]", ["'?'", "'?'", "x", "'?'"]),
    ("a[b[1]]", ["a", "[", "b", "[", "1", "]", "]"]),
    ("a -- b\nc --[[ d\n ]] e --[==[ ]] ]==] f --[=x\ng", ["a", "c", "e", "f", "g"]),
    ("a --", ["a"]),
  ])
  func `a text is split as Lua splits it`(text: String, tokens: [String]) {
    #expect(texts(text) == tokens)
  }

  @Test(arguments: [
    "a 'b", "a \"b\nc\"", "a 'b\\", "a [[b", "a [==[b]]", "a [=b", "a @ b", "a $", "a ! b", "a é", "a \0 b",
    "a --[[ b", "a `b`",
  ])
  func `where the text stops being Lua, the tokens stop`(text: String) {
    #expect(texts(text) == ["a"])
  }

  @Test func `lines and columns are those of Lua, in bytes`() {
    let tokens = LuaLexer.tokens(
      of: "a\n  'é' b\r\nc\r\rd [[\n\n]] e\n\rf \"\\z\n\n\" g \"\\\n\" h --[[\n]] i")
    let places = tokens.map { "\($0.kind == .string ? "s" : $0.text) \($0.line):\($0.column)" }
    #expect(
      places == [
        "a 1:1", "s 2:3", "b 2:8", "c 3:1", "d 5:1", "s 5:3", "e 7:4", "f 8:1", "s 8:3", "g 10:3", "s 10:5",
        "h 11:3", "i 12:4",
      ])
  }

  @Test func `kinds and ranges`() {
    let tokens = LuaLexer.tokens(of: "end ending 1 '' ..")
    #expect(tokens.map(\.kind) == [.keyword, .name, .number, .string, .symbol])
    #expect(tokens.map(\.range) == [0..<3, 4..<10, 11..<12, 13..<15, 16..<18])
  }

  @Test func `a large text takes time in proportion`() {
    let clock = ContinuousClock()
    for piece in [
      "[", "]=", "--[==", "'", "\\", "--[[", "[=[]", "a.", "not (", "all {", "{", "x:at_least(", "1e+",
      "\"\\z",
    ] {
      let bytes = Array(String(repeating: piece, count: 100_000 / piece.utf8.count).utf8)
      let duration = clock.measure { _ = LexicalReview(bytes, vocabulary: .sample) }
      #expect(duration < .seconds(5), "\(piece)")
      let long = Array("[==[".utf8) + bytes
      #expect(clock.measure { _ = LexicalReview(long, vocabulary: .sample) } < .seconds(5), "\(piece)")
    }
  }
}
