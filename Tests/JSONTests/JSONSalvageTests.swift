import PlumblineJSON
import PlumblineTestSupport
import Testing

/// What can be read from text that is not JSON.
struct JSONSalvageTests {
  private func salvaged(_ text: String) -> String { JSONReader.salvage(Array(text.utf8)).value.canonicalText }

  @Test(arguments: [
    (#"{"a": true, "b": {"c": 1},}"#, "a trailing comma"),
    (#"{"a": true "b": {"c": 1}}"#, "no comma"),
    (#"{"a": true, "b": {"c": 1}"#, "no closing bracket"),
    (#"{"a": true, "b": {"c": 1}}}"#, "a bracket too many"),
    (#""a": true, "b": {"c": 1}"#, "no brackets at all"),
    (#"{'a': true, 'b': {'c': 1}}"#, "single quotes"),
    (#"{a: true, b: {c: 1}}"#, "no quotes"),
    (#"{"a: true, "b": {"c": 1}}"#, "a quote that is not closed"),
    (#"{a": true, "b": {"c": 1}}"#, "a quote that is not opened"),
    ("{\u{201C}a\u{201D}: true, \u{201C}b\u{201D}: {\u{201C}c\u{201D}: 1}}", "typographic quotes"),
    (#"{"a": True, "b": {"c": 1}}"#, "Python's word"),
    (#"{"a"true, "b": {"c": 1}}"#, "no colon"),
    (#"{"a" = yes, "b": {"c" = 1}}"#, "equals signs, and yes"),
    ("{\u{0}\"a\": true,\n // and\n \"b\": {\"c\": 1}}", "a zero byte and a comment"),
    ("{\"a\":\n\n true, \"b\": {\"c\": 1}} trailing words", "words after the end"),
  ])
  func `a typing error loses only what is next to it`(text: String, error: String) {
    #expect(salvaged(text) == #"{"a":true,"b":{"c":1}}"#, "\(error)")
  }

  @Test func `a duplicate key is there twice`() {
    let node = JSONReader.salvage(Array(#"{"a": true, "a": false}"#.utf8))
    #expect(node.objectValue?.map(\.key) == ["a", "a"])
  }

  @Test func `the content of a string is not taken for keys and values`() {
    #expect(salvaged(#"{"notes": "\"a\": true", }"#) == #"{"notes":"\"a\": true"}"#)
  }

  @Test func `a document that is JSON is read as it is`() throws {
    var random = Seeded(Seeded.first)
    for _ in 0..<300 {
      let text = "{\"root\":\(Self.value(&random, depth: 3))}"
      #expect(
        salvaged(text) == (try JSONReader.read(text).value.canonicalText), "seed \(random.seed): \(text)")
    }
  }

  @Test func `reading any bytes ends, within the limits`() {
    var random = Seeded(Seeded.first)
    let marks = Array("{}[]:,\"'\\ \n=truefalsenull0159.-e\u{201C}".utf8)
    for _ in 0..<2_000 {
      let bytes = (0..<random.below(300)).map { _ in
        random.chance(90) ? random.pick(marks) : UInt8(random.below(256))
      }
      _ = JSONReader.salvage(bytes)
    }
    let deep = JSONReader.salvage(Array(String(repeating: "{\"a\":[", count: 200_000).utf8))
    #expect(deep.objectValue != nil)
    let many = JSONReader.salvage(
      Array(String(repeating: "a:1,", count: 200_000).utf8), limits: JSONLimits(values: 1_000))
    #expect(many.objectValue?.count == 1_000)
  }

  private static func value(_ random: inout Seeded, depth: Int) -> String {
    switch random.below(depth == 0 ? 4 : 6) {
    case 0: return random.pick(["true", "false", "null"])
    case 1: return String(random.below(2_000) - 1_000)
    case 2: return "\(random.below(100)).\(1 + random.below(9))"
    case 3: return "\"\(random.pick(["", "plain", "two words", "it's", "é"]))\""
    case 4:
      return "[" + (0..<random.below(4)).map { _ in value(&random, depth: depth - 1) }.joined(separator: ",")
        + "]"
    default:
      return "{"
        + (0..<random.below(4)).map { "\"k\($0)\":\(value(&random, depth: depth - 1))" }.joined(
          separator: ",") + "}"
    }
  }
}
