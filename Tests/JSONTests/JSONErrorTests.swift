import PlumblineJSON
import Testing

/// The sentences that the author of a document reads.
struct JSONErrorTests {
  /// Returns all problems of a document, one on each line.
  private func problems(_ bytes: [UInt8], limits: JSONLimits = .default) -> String {
    do {
      _ = try JSONReader.read(bytes, limits: limits)
      return "none"
    } catch {
      return error.description
    }
  }

  private func problems(_ text: String, limits: JSONLimits = .default) -> String {
    problems(Array(text.utf8), limits: limits)
  }

  @Test(arguments: [
    ("", "line 1, column 1: the document is empty: a JSON value is expected"),
    ("\n  ", "line 2, column 3: the document is empty: a JSON value is expected"),
    (
      "\u{FEFF}{}",
      "line 1, column 1: the document begins with a byte order mark; save it as UTF-8 without one"
    ),
    ("[1,\n 2,\n]", "line 2, column 3: a comma before the closing bracket; remove it"),
    ("{\"a\":1,}", "line 1, column 7: a comma before the closing bracket; remove it"),
    ("[1 2]", "line 1, column 4: a comma or the closing bracket is expected here"),
    ("[,]", "line 1, column 2: a value is expected here"),
    ("{\"a\" 1}", "line 1, column 6: a colon is expected between a key and its value"),
    ("{\"a\":}", "line 1, column 6: a value is expected here"),
    ("{,}", "line 1, column 2: a key in double quotes is expected here"),
    ("{a:1}", "line 1, column 2: a key must be in double quotes"),
    ("{'a':1}", "line 1, column 2: JSON quotes with \", not with '"),
    ("[\u{201C}a\u{201D}]", "line 1, column 2: JSON quotes with \", not with typographic quotes"),
    ("[1] // done", "line 1, column 5: JSON has no comments; remove this one"),
    ("/* a */[]", "line 1, column 1: JSON has no comments; remove this one"),
    ("[1,\n# two\n2]", "line 2, column 1: JSON has no comments; remove this one"),
    ("{} {}", "line 1, column 4: the document continues after its value; remove the rest"),
    ("[True]", "line 1, column 2: an unknown word; write `true`, `false` or `null`, in lower case"),
    ("[None]", "line 1, column 2: an unknown word; write `true`, `false` or `null`, in lower case"),
    ("[NaN]", "line 1, column 2: JSON has no NaN and no Infinity; leave the value out"),
    ("[-Infinity]", "line 1, column 2: JSON has no NaN and no Infinity; leave the value out"),
    ("[+1]", "line 1, column 2: a number must not begin with a plus sign; remove it"),
    ("[-a]", "line 1, column 3: a digit is expected after the minus sign"),
    ("[-007]", "line 1, column 3: a number must not begin with a needless 0; remove it"),
    ("[0x1F]", "line 1, column 2: JSON has no hexadecimal numbers; write it in decimal digits"),
    ("[1.]", "line 1, column 4: a digit is expected after the decimal point"),
    ("[1e]", "line 1, column 4: a digit is expected in the exponent"),
    ("[1e400]", "line 1, column 2: a number with more digits than can be kept exactly"),
    (
      "[\"a\tb\"]",
      "line 1, column 4: a control character inside a string; write it as an escape, such as \\n or \\t"
    ),
    (
      #"["é\x41"]"#,
      #"line 1, column 4: an unknown escape; JSON has only \" \\ \/ \b \f \n \r \t and \u with four digits"#
    ),
    (
      #"["\ud83d"]"#, "line 1, column 3: half of a surrogate pair; write both halves, or the character itself"
    ),
    ("{\"a\": \"b", "line 1, column 9: a string is not closed: it begins at line 1, column 7"),
    ("[1,\n[2", "line 2, column 3: a list is not closed: it begins at line 2, column 1"),
    ("{\"a\":1\n", "line 2, column 1: an object is not closed: it begins at line 1, column 1"),
    ("[1,", "line 1, column 4: a list is not closed: it begins at line 1, column 1"),
    ("{", "line 1, column 2: an object is not closed: it begins at line 1, column 1"),
    ("[ ", "line 1, column 3: a list is not closed: it begins at line 1, column 1"),
  ])
  func `a mistake is reported with its position and the fix`(text: String, problem: String) {
    #expect(problems(text) == problem)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xEF, 0xBF, 0x41],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused at their position`(bytes: [UInt8]) {
    let expected = "line 1, column 4: the bytes here are not UTF-8; save the document as UTF-8"
    #expect(problems(Array("[\"é".utf8) + bytes + Array("\"]".utf8)) == expected)
    #expect(problems(Array("[1,".utf8) + bytes) == expected)
  }

  @Test func `a document in UTF-16 has its own error`() {
    #expect(problems([0xFF, 0xFE, 0x31, 0]) == "line 1, column 1: the document is UTF-16; save it as UTF-8")
    #expect(problems([0xFE, 0xFF, 0, 0x31]) == "line 1, column 1: the document is UTF-16; save it as UTF-8")
  }

  @Test func `a duplicate key is refused with both positions`() {
    #expect(
      problems(#"{"a": 1, "\u0061": 2}"#)
        == "line 1, column 10: this key was already given at line 1, column 2")
  }

  @Test func `all duplicate keys are reported together, with what ended the reading`() {
    let text = """
      {
        "a": {"x": 1, "x": 2},
        "b": 1, "a": 2, "a": 3,
        "c": 1,
      }
      """
    #expect(
      problems(text) == """
        line 2, column 17: this key was already given at line 2, column 9
        line 3, column 11: this key was already given at line 2, column 3
        line 3, column 19: this key was already given at line 2, column 3
        line 4, column 9: a comma before the closing bracket; remove it
        """)
  }

  @Test func `a duplicate is found among many keys`() {
    let keys = (0..<500).map { "\"key-\($0)\":0" }.joined(separator: ",\n")
    #expect(
      problems("{\(keys),\n\"key-7\":1,\n\"key-499\":1}") == """
        line 501, column 1: this key was already given at line 8, column 1
        line 502, column 1: this key was already given at line 500, column 1
        """)
  }

  @Test func `a hundred duplicate keys are listed, then only that there are more`() {
    let text = "{" + Array(repeating: "\"a\":0", count: 500).joined(separator: ",") + "}"
    let lines = problems(text).split(separator: "\n")
    #expect(lines.count == 101)
    #expect(lines.last?.hasSuffix(": more than 100 duplicate keys; the others are not listed") == true)
  }

  @Test(arguments: ["Jansen", "two words", "\\u001b[31m", String(repeating: "x", count: 61), "é", ""])
  func `a key that could be anything is not shown`(key: String) {
    #expect(
      problems("{\"\(key)\":1,\n\"\(key)\":2}")
        == "line 2, column 1: this key was already given at line 1, column 2")
  }

  @Test func `no problem repeats a value of the document`() {
    for text in [#"{"name": "Jansen" "x"}"#, #"["Jansen\q"]"#, "Jansen", "[1,Jansen]", #"{"a": "Jansen"#] {
      #expect(!problems(text).contains("Jansen"))
    }
  }

  @Test func `a document that is too large is refused`() {
    let limits = JSONLimits(bytes: 40, depth: 3, stringBytes: 5, values: 4)
    #expect(problems("[[[1]]]", limits: limits) == "none")
    #expect(
      problems("[[[[1]]]]", limits: limits)
        == "line 1, column 4: lists and objects are nested deeper than 3 levels")
    #expect(problems(#"{"12345":"\u0041éé"}"#, limits: limits) == "none")
    #expect(problems(#"["123456"]"#, limits: limits) == "line 1, column 2: a string is longer than 5 bytes")
    #expect(problems("[1,2,3,4]", limits: limits) == "none")
    #expect(
      problems("[1,2,[3,4]]", limits: limits)
        == "line 1, column 9: the document has more than 4 elements and members")
    #expect(
      problems(String(repeating: " ", count: 41), limits: limits)
        == "line 1, column 1: the document is larger than 40 bytes")
  }

  @Test func `a document nested to the greatest depth is read, and none deeper`() throws {
    let limits = JSONLimits(depth: .max)
    #expect(limits.depth == JSONLimits.greatestDepth)
    let nested = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(
      try JSONReader.read(nested(limits.depth), limits: limits).value.canonicalText == nested(limits.depth))
    #expect(problems(nested(limits.depth + 1), limits: limits).hasSuffix("deeper than 256 levels"))
    #expect(problems(String(repeating: "[", count: 1_000_000)).hasSuffix("deeper than 64 levels"))
  }

  @Test func `ten megabytes of anything are refused at once`() {
    let clock = ContinuousClock()
    let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 10_000_000)
    let duration = clock.measure {
      #expect(problems(bytes) == "line 1, column 1: the document is larger than 1048576 bytes")
    }
    #expect(duration < .milliseconds(50))
  }

  @Test func `a code and a place can be matched`() throws {
    let failure = #expect(throws: JSONFailure.self) { try JSONReader.read("[1,]") }
    let problem = try #require(failure?.problems.first)
    #expect(problem.code == .trailingComma)
    #expect(problem.code.rawValue == "trailing-comma")
    #expect(problem.position == JSONPosition(line: 1, column: 3))
  }
}
