import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblinePresentation
import PlumblineTestSupport
import PlumblineText
import Testing

/// A refusal names first the stops that are true, or may be, in what could be read of the profile.
struct RefusalTests {
  private let evaluator: Evaluator

  init() throws { evaluator = try Shipped.evaluator() }

  private func refusal(_ text: String) -> Refusal { Shipped.refusal(evaluator, text) }

  private func isRefused(_ text: String) -> Bool {
    (try? ProfileReader(evaluator.guideline.vocabulary, asOf: "2026-11-20").read(Array(text.utf8))) == nil
  }

  @Test(arguments: [
    (#"{"red_flags": {"cauda_equina": true}, "pain": {"intensity": 11}}"#, "a score out of range"),
    (#"{"red_flags": {"cauda_equina": true}, "pian": {"intensity": 1}}"#, "another group misspelt"),
    (#"{"red_flags": {"cauda_equina": true}, "pain": {"intensity": 1},}"#, "a trailing comma"),
    (#"{"red_flags": {"cauda_equina": true}"#, "cut short"),
    (#"{"red_flags": {"cauda_equina: true, "infection": false}}"#, "a quote not closed"),
    (#"{"red_flags": {"cauda_equina": True}}"#, "Python's True"),
    (#"{"red_flags": {"cauda_equina": "true"}}"#, "a text for a yes"),
    (#"{"red_flags": {"cauda_equina": "yes"}}"#, "a word for a yes"),
    (#"{"red_flags": {"cauda_equina": 1}}"#, "a number for a yes"),
    (#"{"red_flags": {"cauda_equna": true}}"#, "misspelt"),
    (#"{"red_flag": {"cauda_equina": true}}"#, "its group misspelt"),
    (#"{"redFlags": {"caudaEquina": true}}"#, "in another style"),
    (#"{"red_flags.cauda_equina": true}"#, "not in its group"),
    (#"{"cauda_equina": true}"#, "in no group"),
    (#"{"red_flags": {"pain": {"cauda_equina": true}}}"#, "in the wrong group"),
    (#"{"red_flags": {"cauda_equina": true, "cauda_equina": false}}"#, "given twice, the no last"),
    (#"{"red_flags": {"cauda_equina": false, "cauda_equina": true}}"#, "given twice, the yes last"),
    (#"{"red_flags": {"cauda_equina": false}, "red_flags.cauda_equina": true}"#, "given in two ways"),
    ("\u{FEFF}{\"red_flags\": {\"cauda_equina\": true}}", "a byte order mark"),
    (#"{"id": 7, "red_flags": {"cauda_equina": true}}"#, "an id that is a number"),
    (
      #"{"surgery": {"spinal": false, "weeks_since": 3}, "red_flags": {"cauda_equina": true}}"#,
      "a broken law"
    ),
  ])
  func `a typing error never hides a red flag`(text: String, error: String) {
    #expect(isRefused(text), "\(error): nothing is wrong with it")
    #expect(refusal(text).alerts.map(\.id) == ["red-flags/cauda-equina"], "\(error)")
  }

  @Test(arguments: [
    (#"{"mood": {"phq_9_item_9": 4}}"#, Refusal.Possible.Reason.unreadable),
    (#"{"mood": {"phq_9_item_9": "often"}}"#, .unreadable),
    (#"{"instruments": {"phq_9": [0, 0, 0, 0, 0, 0, 0, 0, 9]}}"#, .unreadable),
    (#"{"mood": {"phq_9": 26, "phq_9_item_9": 0}}"#, .contradicted),
    (#"{"mood": {"phq_2": 0, "phq_9": 19, "phq_9_item_9": 0}}"#, .contradicted),
  ])
  func `an answer that cannot be read, or is contradicted, may be a yes`(
    text: String, reason: Refusal.Possible.Reason
  ) {
    #expect(isRefused(text))
    let refusal = refusal(text)
    #expect(refusal.alerts.isEmpty)
    #expect(refusal.possible.map(\.id) == ["red-flags/suicide-risk"])
    #expect(refusal.possible.first?.reason == reason)
  }

  @Test(arguments: [
    #"{"mood": {"phq_9": 1, "phq_9_item_9": 2}}"#,
    #"{"instruments": {"phq_9": [0, 0, null, 0, 0, 0, 0, 0, 2]}}"#,
    #"{"instruments": {"phq9": {"9": 1}}}"#,
    #"{"mood": {"phq_9": 26, "phq_2": 9}}"#,
  ])
  func `a positive item 9 is found in a total that contradicts it and in a questionnaire half filled in`(
    text: String
  ) {
    #expect(isRefused(text))
    #expect(refusal(text).alerts.map(\.id) == ["red-flags/suicide-risk"])
  }

  @Test(arguments: [
    (#"{"mood": {"phq_9": "26"}}"#, "a text for a number"), (#"{"mood": {"phq9": 26}}"#, "misspelt"),
    (#"{"mood": {"phq9": {"at_least": 26}}}"#, "a range under a misspelt name"),
    (#"{"mood.phq_9": 26}"#, "not in its group"), (#"{"phq_9": 26}"#, "in no group"),
    (#"{"fear": {"phq_9": 26}}"#, "in the wrong group"), (#"{"mod": {"phq_9": 26}}"#, "its group misspelt"),
    (#"{"mood": {"phq_9": 19, "phq_2": "0"}}"#, "its partner as a text"),
    (#"{"mood": {"phq_9": 19}, "mood.phq_2": 0}"#, "its partner not in its group"),
    (#"{"instruments": {"phq_2": ["0", "0"]}, "mood": {"phq_9": 19}}"#, "its partner as texts of items"),
    (#"{"mood": {"phq_9": 26, "phq_9": 2}}"#, "given twice, the lower last"),
    (#"{"mood": {"phq_9": 2, "phq_9": 26}}"#, "given twice, the higher last"),
    (#"[{"mood": {"phq_9": 26}}]"#, "in a list"),
    (#"{"profile": {"mood": {"phq_9": 26}}}"#, "one level down"),
  ])
  func `no error hides a total that needs a positive item 9`(text: String, error: String) {
    #expect(isRefused(text), "\(error): nothing is wrong with it")
    #expect(refusal(text).alerts.map(\.id) == ["red-flags/suicide-risk"], "\(error)")
  }

  @Test(arguments: [
    #"{"mood": {"phq_9": {}}}"#, #"{"mood": {"phq_9": [26]}}"#, #"{"mood": {"phq_9": 28}}"#,
    #"{"mood": {"phq_9": 26.5}}"#,
    #"{"mood": {"phq_9_item_9": {"at_least": 1, "absent": "unknown"}}}"#,
    #"{"mood": {"phq_9": 19, "phq_2": "0", "phq_9_item_9": "0"}}"#,
    #"{"mood": {"phq_9": 0, "phq_2": {"at_least": 1}}}"#,
  ])
  func `a total or a range that cannot be read may need a positive item 9`(text: String) {
    #expect(isRefused(text))
    let refusal = refusal(text)
    #expect(refusal.alerts.isEmpty && refusal.possible.map(\.id) == ["red-flags/suicide-risk"])
  }

  @Test(arguments: [
    #"{"mood": {"phq_2": {"at_least": 2}}, "pain": {"intensity": 99}}"#,
    #"{"mood": {"phq_9": {"at_least": 3}, "phq_9_item_9": 0}, "pain": {"intensity": 99}}"#,
    #"{"mood": {"phq_9": 5}, "pain": {"intensity": 99}}"#,
    #"{"red_flags": {"fracture": {"one_of": [false, false]}}, "pain": {"intensity": 99}}"#,
  ])
  func `an end of a range is not an answer to something else`(text: String) {
    #expect(isRefused(text))
    #expect(!refusal(text).isUrgent)
  }

  @Test(arguments: [
    #"{"red_flags": {"cauda_equina": {"absent": "lost"}}}"#,
    #"{"red_flags": {"cauda_equina": false}, "x": 1}"#,
    #"{"notes": "cauda_equina: true", "x": 1}"#, #"{"id": "cauda_equina", "x": true}"#, "", "[]", "null", "{",
  ])
  func `an answer that was not given is not a stop`(text: String) {
    let refusal = refusal(text)
    #expect(refusal.alerts.isEmpty && refusal.possible.isEmpty)
    #expect(refusal.open.contains("Possible suicide risk"))
  }

  @Test func `every red flag survives the removal of any single character from a profile`() {
    let text = #"{"id":"P","red_flags":{"infection":true,"fracture":false},"pain":{"intensity":3}}"#
    for index in text.indices {
      var shorter = text
      shorter.remove(at: index)
      if !isRefused(shorter) { continue }
      let refusal = refusal(shorter)
      #expect(refusal.isUrgent, "\(shorter)")
    }
  }

  @Test func `a refusal in words puts what to do before the problems, in every form`() throws {
    var refusal = refusal(#"{"red_flags": {"cauda_equina": true}, "pain": {"intensity": 11}}"#)
    refusal.problems = [.init(place: "line 1, column 2", path: "pain.intensity", message: "out of range")]
    let report = RefusalReport(evaluator.guideline.vocabulary)
    let forms = [
      report.text(refusal, .declined, style: Style()), report.markdown(refusal, .declined),
      report.html(refusal, .declined),
    ]
    for form in forms {
      let stop = form.firstRange(of: "Possible cauda equina syndrome")
      let refused = form.firstRange(of: "no pairing is shown")
      #expect(try #require(stop).lowerBound < #require(refused).lowerBound)
      #expect(form.contains("Send for emergency assessment"))
    }
  }

  @Test func `hostile text in a refused profile reaches no terminal and no markup`() {
    let hostile = "{\"id\": \"\\u001b[2J<script>\", \"red_flags\": {\"cauda_equina\": true}, \"x\": 1}"
    let refusal = refusal(hostile)
    let report = RefusalReport(evaluator.guideline.vocabulary)
    #expect(!report.text(refusal, .failed, style: Style()).contains("\u{1B}"))
    #expect(!report.html(refusal, .failed).contains("<script>"))
    #expect(!report.markdown(refusal, .failed).contains("\u{1B}"))
  }
}
