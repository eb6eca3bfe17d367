import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineText

/// Records in FHIR: what their intake must say before an answer.
extension Refusing {
  /// Reads a record into a profile, and reports what it contradicts itself about, and what to ask.
  ///
  /// - Throws: ``RefusedProfile`` if the record contradicts itself about a stop that one of its values makes true.
  func record(_ text: [UInt8], _ options: RecordOptions, _ evaluator: JointEvaluator) throws -> ReadPatient {
    let vocabulary = evaluator.vocabulary
    let intake: Intake
    do {
      intake = try options.read(text, vocabulary, asOf: day)
    } catch {
      Output.error("no stop was checked, because the record could not be read; assess red flags yourself")
      throw error
    }
    if intake.hasDied { throw Fault(.badInput, IntakeFailure.ofTheDead.description) }
    // Names of resources could identify whom a pseudonym is to hide.
    let hides = recording?.pseudonymise ?? false
    let profile = hides ? intake.profile.withoutSources : intake.profile
    if let found = evaluator.conflictThatStops(intake) {
      throw RefusedProfile(
        text: ProfileJSON(vocabulary).value(hides ? found.claimed.withoutSources : found.claimed).canonical,
        failure: ProfileFailure(contradicted: found.conflict.facts))
    }
    for line in intake.words { Output.error(line) }
    return ReadPatient(profile: profile, intake: hides ? nil : IntakeJSON(vocabulary).summary(intake))
  }
}

/// A patient's profile as a command reads it.
struct ReadPatient {
  var profile: Profile
  /// How it was read from a record, for the ledger; nil if it was written by hand, or if names of resources must not be kept.
  var intake: JSONValue?
}
