package import PlumblineGuideline

/// What was found out about one question.
package struct ProofOutcome: Sendable {
  package enum Verdict: Sendable {
    /// It holds of every legal profile. Where scripts are named, whatever they answer.
    case proved(whatever: [String])
    /// It does not hold of these patients, which the reference interpreter confirms.
    case refuted(Witness)
    /// Information that is not held against a pack.
    case reported(Witness?)
    /// The pack says that it is meant so.
    case meant(Witness, Property)
    /// Rules and gates without which every answer stays the same.
    case idle([ConditionSite], undecided: [ConditionSite])
    /// The promise speaks of no legal patient.
    case ofNobody
    case undecided(String)
    /// It turns on what these scripts answer.
    case opaque([String])
    /// The solver and the reference interpreter disagree: a defect of this program.
    case defect(Witness)
  }

  package var question: Question
  package var verdict: Verdict
  package var seconds: Double

  package var isGood: Bool {
    switch verdict {
    case .proved, .reported, .meant: true
    case .refuted, .idle, .ofNobody, .undecided, .opaque, .defect: false
    }
  }
}

/// Patients for whom something is otherwise than claimed.
package struct Witness: Sendable {
  /// One, or two of whom the second is the one that knows more or differs.
  package var profiles: [Profile]
  /// Whether no counterexample has fewer known facts; otherwise none of its facts can be left out.
  package var isFewest: Bool
  /// Rules that it is about.
  package var rules: [String] = []
}
