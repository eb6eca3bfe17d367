import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

/// What may be a yes although it cannot be read is named first in a refusal: a flag under an unknown name, and an answer sheet.
struct UnreadableYesTests {
  private let evaluator: Evaluator

  init() throws { evaluator = try Shipped.evaluator() }

  private func refusal(_ text: String) -> Refusal { Shipped.refusal(evaluator, text) }

  @Test(arguments: [
    #"{"mood": {"suicidal_thoughts": "yes"}}"#, #"{"mood": {"suicidal_ideation": true}}"#,
    #"{"suicidal": "yes"}"#,
    #"{"mood": {"suicide": "yes"}}"#, #"{"red_flags": {"suicidal_plans": true}}"#,
  ])
  func `a yes under another name for suicidal thoughts may be the stop`(text: String) {
    #expect(refusal(text).possible.contains { $0.id == "red-flags/suicide-risk" && $0.reason == .unreadable })
  }

  @Test(arguments: [
    #"{"mood": {"suicidal_thoughts": "no"}}"#, #"{"mood": {"suicidal_thoughts": {"absent": "not-asked"}}}"#,
    #"{"mood": {"anxious_thoughts": "yes"}}"#,
  ])
  func `no, and what shares no word with a stop, is not taken for a yes`(text: String) {
    #expect(!refusal(text).possible.contains { $0.id == "red-flags/suicide-risk" })
  }

  @Test(arguments: [
    #"{"red_flags": {"tumour": true}}"#, #"{"red_flags": {"tumour": "yes"}}"#,
    #"{"red_flags": {"tumour": 1}}"#,
    #"{"red_flags.tumour": true}"#, #"{"red_flag": {"tumour": true}}"#,
    #"{"red_flags": {"tumour": {"value": true}}}"#,
    #"{"red_flags": {"tumour": "perhaps"}}"#,
  ])
  func `a flag answered under an unknown name may be any flag`(text: String) throws {
    let possible = try #require(refusal(text).possible.first)
    #expect(possible.id == "red-flags/unknown-name" && possible.reason == .unknownName)
    #expect(possible.urgency == .emergency && possible.facts.count == 6)
  }

  @Test(arguments: [
    #"{"red_flags": {"tumour": false}}"#, #"{"red_flags": {"tumour": "no"}}"#,
    #"{"red_flags": {"tumour": null}}"#,
    #"{"red_flags": {"tumour": {"absent": "unknown"}}}"#, #"{"red_flags": {"tumour": "not asked"}}"#,
    #"{"pain": {"tumour": true}}"#, #"{"x": true}"#,
  ])
  func `a no, and a name outside the flags, is none`(text: String) {
    #expect(refusal(text).possible.isEmpty)
  }

  @Test(arguments: [
    #"[0, 0, 0, 0, 0, 0, 0, 0]"#, #"[0, 0, 0, 0, 0, 0, 0, 0, 0, 1]"#, #""000000001""#, #"{"item9": 1}"#,
    #"{"1": 0, "9": 0, "10": 3}"#, #"{"1": 0, "2": 2}"#, #"[0, 0, 0, 0, 0, 0, 0, 0, null]"#,
    #"{"answers": [0, 0, 0, 0, 0, 0, 0, 0, 2]}"#,
  ])
  func `an answer sheet that cannot be read may hold a yes to item 9`(sheet: String) throws {
    let refusal = refusal("{\"instruments\": {\"phq_9\": \(sheet)}}")
    #expect(refusal.alerts.isEmpty)
    let possible = try #require(refusal.possible.first)
    #expect(possible.id == "red-flags/suicide-risk" && possible.reason == .sheet)
    #expect(refusal.isUrgent)
  }

  @Test(arguments: [
    #"[0, 0, 0, 0, 0, 0, 0, 0, 1, 0]"#, #"{"9": 2, "10": 0}"#, #"{"9": 3}"#, #"[9, 0, 0, 0, 0, 0, 0, 0, 1]"#,
  ])
  func `an item 9 that can be read in it is a stop`(sheet: String) {
    #expect(
      refusal("{\"instruments\": {\"phq_9\": \(sheet)}}").alerts.map(\.id) == ["red-flags/suicide-risk"])
  }

  @Test func `a sheet under an unknown name counts if it may be the one`() {
    #expect(
      refusal(#"{"instruments": {"depression": [0, 0, 0, 0, 0, 0, 0, 0, 1]}}"#).possible.first?.reason
        == .sheet)
    #expect(refusal(#"{"instruments": {"depression": [0, 0, 0, 1]}}"#).possible.isEmpty)
    #expect(refusal(#"{"instruments": {"phq_9": {}}, "x": 1}"#).possible.isEmpty)
  }
}
