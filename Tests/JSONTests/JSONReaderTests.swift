import PlumblineJSON
import Testing

struct JSONReaderTests {
  @Test(
    arguments: [
      ("null", nil), ("true", true), (" false ", false), ("0", 0), ("-0", 0), ("-12.50e1", -125),
      ("\t\r\n1", 1), (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
      (#""\u0041\u00e9\u00E9""#, "Aéé"), (#""\ud83d\ude00""#, "😀"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
      (#""\u0000""#, "\0"), ("\"\u{7F}\"", "\u{7F}"), ("\"é€😀\u{10FFFF}\u{FFFF}\"", "é€😀\u{10FFFF}\u{FFFF}"),
      (#""a\u0062c\td""#, "abc\td"), ("\"\u{2028}\"", "\u{2028}"), ("[]", []), ("[ ]", []), ("[1]", [1]),
      ("[1,2 , 3]", [1, 2, 3]), ("[[],[[]]]", [[], [[]]]), ("{}", [:]), ("{ }", [:]), (#"{"a":1}"#, ["a": 1]),
      (#"{"b":1,"a":{"":null}}"#, ["b": 1, "a": ["": nil]]), (#"{"a":1,"A":2}"#, ["a": 1, "A": 2]),
      ("{\"é\":1,\"e\u{301}\":2}", ["é": 1, "e\u{301}": 2]), ("[0.1]", [0.1]), ("[1E+2]", [100]),
      ("\n[\n]\n", []),
    ] as [(String, JSONValue)])
  func `JSON is read`(text: String, value: JSONValue) throws {
    #expect(try JSONReader.read(text).value == value)
  }

  @Test(arguments: [
    "", " ", "\n", "nul", "nulll", "True", "truefalse", "tru e", "[", "]", "{", "}", "[1", "[1,", "[,1]",
    "[1,]", "[1,,2]", "[1 2]", "[1;2]", "[}", "{]", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1,}", "{,}",
    "{a:1}", "{1:1}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{'a':1}", "{null:1}", "{[]:1}", "1 2",
    "[] []", "{} x", "\"a\" \"b\"", "+1", "-", "--1", "01", "-01", "1.", ".5", "-.5", "1.e1", "1e", "1e+",
    "1e1.5", "0x10", "1_000", "1,5", "NaN", "-NaN", "Infinity", "-Infinity", "inf", "\"", "\"a", "\"\\\"",
    "\"\\", "\"\\x41\"", "\"\\u\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u+123\"", "\"\\'\"", "\"\\0\"",
    "\"\\\n\"", "\"\t\"", "\"\n\"", "\"\0\"", "\"\\ud800\"", "\"\\ude00\"", "\"\\ud800\\u0041\"",
    "\"\\ud800x\"", "\"\\ud800\\ud800\"", "'a'", "`a`", "// a\n1", "1 // a", "/* a */ 1", "# a\n1", "\u{A0}1",
    "\u{C}1", "\0", "1\0", "[\u{200B}]", "undefined", "\u{FEFF}1", "1e400", "*", "@", "\\n",
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: JSONFailure.self) { try JSONReader.read(text) }
  }

  @Test func `every value and key has its position`() throws {
    let node = try JSONReader.read("{\n  \"é😀\": [1,\r\n    {\"b\": \"ü\", \"c\": null}]\n}")
    #expect(node.position == JSONPosition(line: 1, column: 1))
    let member = try #require(node.member("é😀"))
    #expect(member.keyPosition == JSONPosition(line: 2, column: 3))
    #expect(member.node.position == JSONPosition(line: 2, column: 9))
    let elements = try #require(member.node.arrayValue)
    #expect(elements.map(\.position.description) == ["line 2, column 10", "line 3, column 5"])
    #expect(elements[1].member("c")?.keyPosition == JSONPosition(line: 3, column: 16))
    #expect(elements[1]["c"]?.position == JSONPosition(line: 3, column: 21))
  }

  @Test func `values and nodes know their kinds`() throws {
    let node = try JSONReader.read(#"{"a": [true, 2.5, "x", null, {}]}"#)
    let kinds: [JSONKind] = [.bool, .number, .string, .null, .object]
    #expect(node["a"]?.arrayValue?.map(\.kind) == kinds)
    #expect(node["b"]?.kind == nil)
    let value = node.value
    #expect(value["a"]?.arrayValue?.map(\.kind) == kinds)
    #expect(value["a"]?[0]?.boolValue == true)
    #expect(value["a"]?[1]?.numberValue == ExactNumber("2.5"))
    #expect(value["a"]?[2]?.stringValue == "x")
    #expect(value["a"]?[3]?.isNull == true)
    #expect(value["a"]?[4]?.objectValue == [])
    #expect(value["a"]?[5] == nil)
    #expect(value["a"]?[-1] == nil)
  }

  @Test func `strings are equal only if their bytes are`() {
    let composed: JSONValue = ["é": "é"]
    let decomposed: JSONValue = ["e\u{301}": "e\u{301}"]
    #expect(composed != decomposed)
    #expect(composed["e\u{301}"] == nil)
    #expect(Set([composed, decomposed, composed]).count == 2)
  }
}
