public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON
public import PlumblinePresentation

/// A refusal as FHIR R4: the stops to act on first, then a GuidanceResponse that failed, and an OperationOutcome with all problems.
public struct RefusalBundle {
  private let vocabulary: Vocabulary
  private let refusal: Refusal
  private var writer: BundleWriter

  public init(_ refusal: Refusal, _ vocabulary: Vocabulary, _ recording: Recording) {
    (self.refusal, self.vocabulary) = (refusal, vocabulary)
    writer = BundleWriter(
      RefusalJSON(vocabulary).value(refusal), patient: refusal.profile, isResource: false, asOf: refusal.asOf,
      recording)
  }

  public var value: JSONValue {
    var whole = self
    whole.write()
    return whole.writer.bundle
  }

  private mutating func write() {
    let words = RefusalReport(vocabulary)
    for alert in refusal.alerts { writer.addStop(alert, nil) }
    for possible in refusal.possible {
      writer.addPossibleStop(
        possible, says: "\(words.reason(possible)) Ask again: \(words.questions(possible))")
    }
    let first = refusal.notices.filter { $0.placement == .first }.map {
      "\($0.title.map { "\($0). " } ?? "")\($0.says) \(words.asked($0))"
    }
    writer.add(
      "GuidanceResponse", "response",
      [
        "identifier": [writer.identifier], "moduleUri": "urn:plumbline:guidelines", "status": "failure",
        "subject": writer.subject, "occurrenceDateTime": writer.day, "performer": BundleWriter.author,
        "note": BundleWriter.notes(
          (writer.recording == .failed ? [Words.failedRecording] : []) + first + [words.consequence(refusal)]
            + words.quiet(refusal) + (refusal.open.isEmpty ? [] : [words.open(refusal)]) + [Words.judgement]),
        "evaluationMessage": [writer.reference("outcome")],
      ])
    writer.add("OperationOutcome", "outcome", ["issue": .array(refusal.problems.map(issue))])
  }

  private func issue(_ problem: Refusal.Problem) -> JSONValue {
    let place = [problem.place, problem.path.isEmpty ? nil : problem.path].compactMap { $0 }
    return [
      "severity": "error", "code": refusal.subject == .profile ? "invalid" : "processing",
      "details": ["text": .string(problem.message)], "diagnostics": .string(place.joined(separator: ": ")),
    ]
  }
}
