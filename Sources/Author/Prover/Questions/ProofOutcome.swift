package import PlumblineGuideline

/// The result for one question.
package struct ProofOutcome: Sendable {
  package enum Verdict: Sendable {
    /// It holds for every legal profile. If scripts are named, whatever they answer.
    case proved(whatever: [String])
    /// It does not hold for these patients, as the reference interpreter confirms.
    case refuted(Witness)
    /// Information that does not count as a failure.
    case reported(Witness?)
    /// The pack states that this is intended.
    case meant(Witness, Property)
    /// Rules and gates without which every answer stays the same.
    case idle([ConditionSite], undecided: [ConditionSite])
    /// The promise covers no legal patient.
    case ofNobody
    case undecided(String)
    /// It depends on what these scripts answer.
    case opaque([String])
    /// There is no decision for this patient, because a script fails: the author's mistake. The reason names the script and its place.
    case scriptFails(reason: String, Witness)
    /// The solver and the reference interpreter disagree: a defect of this program.
    case defect(Witness)
  }

  package var question: Question
  package var verdict: Verdict
  package var seconds: Double

  package var isGood: Bool {
    switch verdict {
    case .proved, .reported, .meant: true
    case .refuted, .idle, .ofNobody, .undecided, .opaque, .scriptFails, .defect: false
    }
  }
}

/// Patients for whom a claim does not hold.
package struct Witness: Sendable {
  /// One patient, or two, of whom the second knows more or differs.
  package var profiles: [Profile]
  /// Whether no counterexample has fewer known facts; otherwise none of its facts can be left out.
  package var isFewest: Bool
  /// The rules concerned.
  package var rules: [String] = []
}
