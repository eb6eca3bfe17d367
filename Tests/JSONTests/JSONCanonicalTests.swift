import PlumblineJSON
import Testing

/// The examples and laws of RFC 8785.
///
/// <https://www.rfc-editor.org/rfc/rfc8785>
struct JSONCanonicalTests {
  @Test func `the strings, literals and order of the RFC's example`() throws {
    let text = #"""
      {
        "numbers": [4.50, 2e-3, 0.000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let canonical =
      #"{"literals":[null,true,false],"numbers":[4.5,0.002,1e-18],"#
      + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    #expect(try JSONReader.read(text).value.canonicalText == canonical)
  }

  @Test func `keys are sorted by UTF-16 code units, as in section 3.2.3`() throws {
    let text = #"""
      {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"
      }
      """#
    let canonical =
      #"{"\r":"Carriage Return","1":"One","\#u{80}":"Control","ö":"Latin Small Letter O With Diaeresis","#
      + #""€":"Euro Sign","😀":"Emoji: Grinning Face","\#u{FB33}":"Hebrew Letter Dalet With Dagesh"}"#
    #expect(try JSONReader.read(text).value.canonicalText == canonical)
  }

  @Test func `only what must be escaped is escaped`() {
    let value: JSONValue = "\0\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F} \"/\\\u{7F}\u{2028}é😀"
    #expect(
      value.canonicalText
        == "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"/\\\\\u{7F}\u{2028}é😀\"")
  }

  @Test func `the same members in another order have the same bytes`() {
    let left: JSONValue = ["b": [1, 2.50], "a": ["y": nil, "x": true]]
    let right: JSONValue = ["a": ["x": true, "y": nil], "b": [1, 2.5]]
    #expect(left != right)
    #expect(left.canonical == right.canonical)
    #expect(left.canonicalText == #"{"a":{"x":true,"y":null},"b":[1,2.5]}"#)
  }

  @Test(arguments: 0..<20)
  func `canonical bytes read back as the same bytes`(block: Int) throws {
    for seed in UInt64(block * 100)..<UInt64(block * 100 + 100) {
      var random = SeededRandom(seed: seed)
      let value = random.value(depth: 4)
      let canonical = value.canonical
      let read = try #require(try? JSONReader.read(canonical), "seed \(seed)").value
      #expect(read.canonical == canonical, "seed \(seed)")
    }
  }
}
