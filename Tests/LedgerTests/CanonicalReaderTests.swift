import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineLedger

/// Payloads have their own reader, which must accept exactly what the general one reads and writes back unchanged.
struct CanonicalReaderTests {
  private static let limits = JSONLimits(bytes: 4_000, depth: 6, stringBytes: 40, values: 60)

  private static func expected(_ bytes: [UInt8]) -> JSONValue? {
    guard let value = try? JSONReader.read(bytes, limits: limits).value, value.canonical == bytes else {
      return nil
    }
    return value
  }

  private static func random(_ chance: inout Seeded, depth: Int = 0) -> JSONValue {
    switch chance.below(depth > 5 ? 4 : 7) {
    case 0: return chance.pick([.null, .bool(true), .bool(false)])
    case 1:
      let text = chance.pick([
        "0", "-1", "12.5", "0.000000000000000001", "9223372036854775807", "-0.25", "100",
      ])
      return .number(ExactNumber(text) ?? ExactNumber(7))
    case 2, 3: return .string(text(&chance))
    case 4: return .array((0..<chance.below(4)).map { _ in random(&chance, depth: depth + 1) })
    default:
      let keys = Set((0..<chance.below(5)).map { _ in text(&chance) })
      return .object(keys.sorted().map { JSONMember($0, random(&chance, depth: depth + 1)) })
    }
  }

  private static func text(_ chance: inout Seeded) -> String {
    let pieces = [
      "a", "Z", "\"", "\\", "\n", "\t", "\u{8}", "\u{1}", "\u{1f}", "é", "\u{e000}", "𝄞", "\u{7f}", "/",
    ]
    return (0..<chance.below(6)).map { _ in chance.pick(pieces) }.joined()
  }

  @Test func `it reads canonical JSON whole, and refuses anything else`() {
    var chance = Seeded(Seeded.first)
    var accepted = 0
    var refused = 0
    for round in 0..<20_000 {
      var bytes = Self.random(&chance).canonical
      if round % 2 == 1, !bytes.isEmpty {
        let place = chance.below(bytes.count)
        switch chance.below(4) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: chance.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(chance.pick(Array(#" ,:"\u0e+-.09aA/{}[]"#.utf8)), at: place)
        default:
          bytes.replaceSubrange(
            place..<place, with: Array(chance.pick([#"\u0041"#, #"\/"#, "1e2", "-0", #"\u000A"#]).utf8))
        }
      }
      let expected = Self.expected(bytes)
      let found = CanonicalReader.read(bytes, .all, limits: Self.limits)
      #expect(found == expected, "\(String(decoding: bytes, as: UTF8.self)), seed \(chance.seed)")
      // What is kept does not affect what is accepted.
      let none = CanonicalReader.read(bytes, .members(["x": .elements(.nothing)]), limits: Self.limits)
      #expect((none == nil) == (expected == nil), "seed \(chance.seed)")
      if expected == nil { refused += 1 } else { accepted += 1 }
    }
    #expect(accepted > 5_000 && refused > 5_000, "\(accepted) \(refused)")
  }

  @Test func `the kept parts of an answer give the same columns as the whole answer`() throws {
    let value: JSONValue = [
      "about": 3, "answer": ["text": "long"], "by": "dr-a", "patient": "P-1", "reason_code": "r",
      "profile": ["id": "id-1", "patient": ["age": 4]],
      "decision": [
        "decision": "recommend", "other": [1, 2, ["decision": "no"]],
        "gates": [["id": "g", "needs": ["a", "b"], "text": "t"], "odd"],
        "recommendations": [
          ["role": "alternative", "pairing": "x"],
          ["role": "primary", "pairing": "exercise", "claims": [["certainty": "low", "effect": [1]], 7]],
        ],
        "trace": [
          ["rule": "a/b", "truth": "true", "when": ["all": [1]]], ["rule": "a/c", "truth": "false"],
        ],
        "undecided": [["rule": "a/d", "needs": ["mood.phq_9"]]],
      ],
    ]
    let bytes = value.canonical
    let kept = try #require(CanonicalReader.read(bytes, .ofPatient, limits: RecordCheck.limits))
    #expect(DerivedColumns(kept) == DerivedColumns(value))
    #expect(kept["profile"]?["id"] == "id-1" && kept["answer"] == nil && kept["decision"]?["other"] == nil)
    for odd: JSONValue in [["decision": [1]], ["decision": "x"], ["decision": ["trace": "x"]], [], 3, "x"] {
      let kept = try #require(CanonicalReader.read(odd.canonical, .ofPatient, limits: RecordCheck.limits))
      #expect(DerivedColumns(kept) == DerivedColumns(odd), "\(odd.canonicalText)")
    }
  }
}
