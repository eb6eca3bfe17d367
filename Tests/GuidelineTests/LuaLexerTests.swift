import Testing

@testable import PlumblineGuideline

struct LuaLexerTests {
  private func texts(_ text: String) -> [String] {
    let text = LuaText(Array(text.utf8), vocabulary: .sample)
    return text.tokens.indices.map { index in
      text[index] == .string ? "'\(text.stringValue(at: index) ?? "?")'" : text.spelling(at: index)
    }
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
  func `the tokens stop where the text is no longer Lua`(text: String) {
    #expect(texts(text) == ["a"])
  }

  @Test func `lines and columns are those of Lua, in bytes`() {
    let text = LuaText(
      Array("a\n  'é' b\r\nc\r\rd [[\n\n]] e\n\rf \"\\z\n\n\" g \"\\\n\" h --[[\n]] i".utf8),
      vocabulary: .sample)
    let places = text.tokens.enumerated().map { index, token in
      "\(token.kind == .string ? "s" : text.spelling(at: index)) \(token.line):\(token.column)"
    }
    #expect(
      places == [
        "a 1:1", "s 2:3", "b 2:8", "c 3:1", "d 5:1", "s 5:3", "e 7:4", "f 8:1", "s 8:3", "g 10:3", "s 10:5",
        "h 11:3", "i 12:4",
      ])
  }

  @Test func `kinds and ranges`() {
    let tokens = LuaLexer.tokens(of: Array("end ending 1 '' ..".utf8), vocabulary: .sample)
    #expect(tokens.map(\.kind) == [.end, .name, .number, .string, .symbol])
    #expect(tokens.map(\.range) == [0..<3, 4..<10, 11..<12, 13..<15, 16..<18])
  }

  @Test(arguments: [
    (
      "and or not nil function if do end local for",
      [.and, .or, .not, .nil, .function, .if, .do, .end, .local, .for]
    ),
    (
      "else elseif repeat return then until while",
      [.else, .elseif, .repeat, .return, .then, .until, .while]
    ),
    ("break false goto in true", [LuaToken.Kind](repeating: .keyword, count: 5)),
    ("And ends fo form functio functions _ a1", [LuaToken.Kind](repeating: .name, count: 8)),
    (
      "{ } ( ) [ ] , ; : . = == ~= < <= > >= ^",
      [
        .leftBrace, .rightBrace, .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .comma,
        .semicolon, .colon, .dot, .assign, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
        .power,
      ]
    ),
    (
      "... << >> // :: .. + - * / % # & ~ |", [LuaToken.Kind](repeating: .symbol, count: 15)
    ),
  ])
  func `every reserved word and symbol is recognised`(text: String, kinds: [LuaToken.Kind]) {
    #expect(LuaLexer.tokens(of: Array(text.utf8), vocabulary: .lua).map(\.kind) == kinds)
  }

  @Test func `a string that is not UTF-8 has no value`() {
    let text = LuaText(Array("'".utf8) + [0xF0, 0x9F] + Array("' 'é'".utf8), vocabulary: .lua)
    #expect(text.tokens.indices.map { text.stringValue(at: $0) } == [nil, "é"])
  }

  @Test func `a large text takes proportional time`() {
    let clock = ContinuousClock()
    for piece in [
      "[", "]=", "--[==", "'", "\\", "--[[", "[=[]", "a.", "not (", "all {", "{", "x:at_least(", "1e+",
      "\"\\z", "local a, b = a.b == ", "a, ", "a, b = ", "all{all{a}},", "repeat until a ", "function(a) ",
      "if a.b then ",
      "(a) and ", "a[", "x = all ", "{all{a, ...}",
    ] {
      let bytes = Array(String(repeating: piece, count: 100_000 / piece.utf8.count).utf8)
      let duration = clock.measure { _ = LexicalReview(bytes, vocabulary: .sample) }
      #expect(duration < .seconds(5), "\(piece)")
      let long = Array("[==[".utf8) + bytes
      #expect(clock.measure { _ = LexicalReview(long, vocabulary: .sample) } < .seconds(5), "\(piece)")
    }
  }
}
