import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

/// The errors for a profile that cannot be read: every problem with its path, and no value.
struct ProfileErrorTests {
  private let reader: ProfileReader

  init() throws { reader = ProfileReader(try Shipped.guideline().vocabulary, asOf: "2026-11-20") }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try reader.read(Array(text.utf8))
      return []
    } catch {
      for problem in error.problems {
        let faults = ErrorForm.faults(in: problem.message)
        #expect(faults.isEmpty, "\(problem.message): \(faults.joined(separator: ", "))")
      }
      return error.problems.map(\.description)
    }
  }

  @Test(arguments: [
    (#"{"fear": {"tsk17": 40}}"#, "line 1, column 11: fear.tsk17: unknown fact; did you mean 'fear.tsk_17'?"),
    (
      #"{"surgery": {"cJanssenseared_for_exercise": true}}"#,
      "line 1, column 14: (a name that is not shown): unknown fact; did you mean 'surgery.cleared_for_exercise'?"
    ),
    (#"{"feer": {}}"#, "line 1, column 2: feer: unknown group or fact; did you mean 'fear'?"),
    (
      #"{"pain": {"duration_weeks": "30"}}"#,
      "line 1, column 29: pain.duration_weeks: must be a whole number from 0 to 5200 (wk), not a string"
    ),
    (
      #"{"pain": {"intensity": 11}}"#,
      "line 1, column 24: pain.intensity: a number out of range; it must be a whole number from 0 to 10"
    ),
    (
      #"{"pain": {"intensity": 6.5}}"#,
      "line 1, column 24: pain.intensity: a number between the steps; it must be a whole number from 0 to 10"
    ),
    (
      #"{"pain.intensity": 6}"#,
      "line 1, column 2: pain.intensity: unknown group or fact; write the facts of a group inside it: {\"pain\": {\"intensity\": …}}"
    ),
    (
      #"{"mood": {"phq_2": {"absent": "asked-declined"}}, "instruments": {"phq_2": [1, 1]}}"#,
      "line 1, column 76: instruments.phq_2: its items give a score for mood.phq_2, which is given as absent; leave one of them out"
    ),
    (
      #"{"goal": {"primary": "functoin"}}"#,
      "line 1, column 22: goal.primary: a code that is not in the list; it must be one of function, pain, return-to-work, stay-at-work"
    ),
    (
      #"{"surgery": {"spinal": "no"}}"#,
      "line 1, column 24: surgery.spinal: must be true or false, not a string"
    ),
    (
      #"{"fear": {"tsk_17": {"absent": "lost"}}}"#,
      "line 1, column 21: fear.tsk_17: an absent fact is written {\"absent\": reason}, where reason is one of not-asked, unknown, asked-declined, not-applicable, stale"
    ),
    (#"{"fear": 3}"#, "line 1, column 10: fear: must be an object of facts, not a number"),
    (#"[]"#, "line 1, column 1: a profile must be an object, not a list"),
    (
      #"{"instruments": {"tsk_17": [1, 2]}}"#,
      "line 1, column 28: instruments.tsk_17: has 2 answers, but Tampa Scale for Kinesiophobia, 17 items has 17 items; give one answer for each"
    ),
    (
      #"{"instruments": {"phq_2": [1, 4]}}"#,
      "line 1, column 31: instruments.phq_2[2]: must be a whole number from 0 to 3"
    ),
    (
      #"{"instruments": {"phq_2": {"1": 1}}}"#,
      "line 1, column 27: instruments.phq_2: unanswered items: 2; answer all 2 items"
    ),
    (
      #"{"instruments": {"phq2": [1, 1]}}"#,
      "line 1, column 18: instruments.phq2: unknown questionnaire; did you mean 'instruments.phq_2'?"
    ),
    (
      #"{"mood": {"phq_9": 1, "phq_9_item_9": 3}}"#,
      "line 1, column 39: mood.phq_9, mood.phq_9_item_9: contradict each other: "
    ),
    (
      #"{"surgery": {"spinal": false, "weeks_since": 30}}"#,
      "line 1, column 46: surgery.weeks_since: cannot have a value, given surgery.spinal; leave it out, or correct surgery.spinal"
    ),
    (
      #"{"mood": {"phq_2": 1}, "instruments": {"phq_2": [1, 1]}}"#,
      "line 1, column 49: instruments.phq_2: its items give another score than mood.phq_2; leave one of them out, or correct it"
    ),
    (#"{"fear": {"tsk_17": 40, "tsk_17": 41}}"#, "line 1, column 25: not a profile in JSON: "),
    (#"{"fear": {"tsk_17": NaN}}"#, "line 1, column 21: not a profile in JSON: "),
    ("", "line 1, column 1: not a profile in JSON: "),
    (#"{"notes": 3}"#, "line 1, column 11: notes: must be a string of at most 4096 bytes"),
  ])
  func `a problem is reported with its place, its path and what is allowed`(text: String, message: String) {
    let found = problems(text)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix(message) ?? false, "\(found)")
  }

  @Test func `all problems are reported at once, in the order of the text`() {
    let found = problems(
      #"{"patient": {"age": -1}, "pain": {"intensity": "6"}, "fear": {"tsk_7": 1}, "x": 1, "instruments": {"was": [11]}}"#
    )
    #expect(
      found.map { $0.split(separator: ":")[1].trimmingSpaces } == [
        "patient.age", "pain.intensity", "fear.tsk_7", "(a name that is not shown)", "instruments.was[1]",
      ])
  }

  @Test(arguments: [
    #"{"patient": {"age": 987}}"#, #"{"pain": {"region": "hunter2"}}"#,
    #"{"goal": {"primary": ["hunter2"]}}"#,
    #"{"id": {"hunter2": 987}}"#, #"{"notes": ["hunter2"]}"#, #"{"fear": {"tsk_17": {"absent": "hunter2"}}}"#,
    #"{"instruments": {"tsk_17": "hunter2"}}"#, #"{"instruments": {"was": [987]}}"#, #"{"pain": "hunter2"}"#,
    #"{"the patient hunter2 987": 1}"#, #"{"fear": {"hunter2 said 987": 1}}"#, #"{"id": "hunter2 987", "#,
  ])
  func `no patient's value is in an error unless it is asked for`(text: String) {
    let found = problems(text)
    #expect(!found.isEmpty)
    #expect(!found.joined().contains("hunter2") && !found.joined().contains("987"), "\(found)")
  }

  // The fuzzer's planted word came back in these places.
  @Test(arguments: [
    #"{"KEY": 1}"#, #"{"pain": {"KEY": 1}}"#, #"{"instruments": {"KEY": []}}"#,
    #"{"instruments": {"phq_9": {"KEY": 1}}}"#,
    #"{"KEY": 1, "KEY": 2}"#, #"{"pain": {"KEY": 1, "KEY": 2}}"#,
  ])
  func `a key that could be a person's is not shown`(form: String) {
    for key in ["anna_example_1961", "p-19610412-4711", "anna.example"] {
      let found = problems(form.replacing("KEY", with: key))
      #expect(!found.isEmpty)
      #expect(!found.joined().contains(key), "\(found)")
    }
  }

  @Test func `values are shown on request`() {
    do {
      _ = try reader.read(Array(#"{"patient": {"age": 987}}"#.utf8))
      Issue.record("the profile was read")
    } catch {
      #expect(
        error.problems.map(\.shown) == [
          "line 1, column 21: patient.age: a number out of range; it must be a whole number from 0 to 120 (a) (found 987)"
        ])
    }
  }

  @Test func `null, absent and a reason for absence all leave a fact absent`() throws {
    let vocabulary = try Shipped.guideline().vocabulary
    let profile = try reader.read(
      Array(#"{"fear": {"tsk_17": null, "tsk_11": {"absent": "asked-declined"}}, "mood": null}"#.utf8))
    let seventeen = try #require(vocabulary.index(of: "fear.tsk_17"))
    let eleven = try #require(vocabulary.index(of: "fear.tsk_11"))
    #expect(profile[seventeen] == .absent(.notAsked))
    #expect(profile[eleven] == .absent(.askedDeclined))
  }

  @Test func `a profile prints without its values`() throws {
    let profile = try reader.read(Array(#"{"id": "hunter2", "patient": {"age": 87}}"#.utf8))
    #expect(!"\(profile)".contains("87") && !"\(profile)".contains("hunter2"))
    #expect(!String(reflecting: profile).contains("87"))
  }
}

extension Substring {
  var trimmingSpaces: String { String(drop { $0 == " " }) }
}
