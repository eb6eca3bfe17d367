import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// The record of an answer holds enough to replay it.
struct DecisionPayloadTests {
  @Test(arguments: [
    "acute", "after-fusion-off-work", "goal-pain", "high-fear", "little-known", "questionnaires", "red-flag",
    "work-fear-only",
  ])
  func `a profile written as JSON reads back as the same profile`(name: String) throws {
    let reader = ProfileReader(try Shipped.guideline().vocabulary, asOf: "2026-11-20")
    let profile = try reader.read(Command.bytes("\(Shipped.examples)/\(name).json"))
    let written = ProfileJSON(try Shipped.guideline().vocabulary).value(profile)
    #expect(try reader.read(written.canonical) == profile)
  }

  @Test func `reasons for absence are kept, and of notes only that there were some`() throws {
    let vocabulary = try Shipped.guideline().vocabulary
    let profile = try ProfileReader(vocabulary, asOf: "2026-11-20").read(
      Array(
        #"{"notes": "said in confidence", "mood": {"phq_9": {"absent": "asked-declined"}, "phq_2": null}}"#
          .utf8))
    #expect(
      ProfileJSON(vocabulary).value(profile).canonicalText
        == #"{"mood":{"phq_9":{"absent":"asked-declined"}},"notes":"not kept"}"#)
  }

  @Test func `a payload reads back as it was written`() throws {
    let payload = DecisionPayload(
      profile: ["id": "A"], patient: "P-1", asOf: "2026-11-20", by: "dr-a", purpose: nil,
      outcome: .decision(["decision": "stop"]), answer: .init(format: "text", text: "words"))
    #expect(DecisionPayload(payload.value)?.value == payload.value)
    let failed = DecisionPayload(
      profile: [:], patient: nil, asOf: "2026-11-20", by: nil, purpose: "clinic",
      outcome: .failure(script: "a", place: "b:1", reason: "fuel"), answer: nil)
    #expect(DecisionPayload(failed.value)?.value == failed.value)
    #expect(DecisionPayload(["profile": [:]]) == nil)
  }
}
