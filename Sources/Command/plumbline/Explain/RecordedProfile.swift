import PlumblineAudit
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger

/// The profile of a recorded answer, read by the vocabulary in force.
enum RecordedProfile {
  static func read(
    _ record: RecordArgument, _ options: LedgerOptions, _ guidelines: Guidelines
  ) throws -> (profile: Profile, asOf: Day, index: Int) {
    let ledger = try options.open(for: .reading)
    let index = try record.index(in: ledger)
    let found = try ledger.record(index)
    guard let payload = found.payload else {
      throw Fault(.badInput, "record \(index) was erased: no profile is left to explain")
    }
    guard let answer = DecisionPayload(payload) else {
      throw Fault(.badInput, "record \(index) is not an answer: there is nothing to explain")
    }
    if case .refusal = answer.outcome {
      throw Fault(.badInput, "record \(index) is a refusal: there is no answer to explain")
    }
    if case .decision(let decision) = answer.outcome, !DecisionPayload.isDecision(decision, under: guidelines)
    {
      Output.error(
        "the packs in force are not those of record \(index): this explains today's answer, not the recorded one"
      )
    }
    do {
      return (
        try ProfileReader(guidelines.vocabulary, asOf: answer.asOf).read(answer.profile.canonical),
        answer.asOf, index
      )
    } catch {
      throw Fault(
        .badInput, error.words("the packs in force cannot read the profile of record \(index)"))
    }
  }
}
