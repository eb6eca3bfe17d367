package import PlumblineEngine
package import PlumblineGuideline

/// Questions about every legal profile of a guideline, with any fact possibly absent, which Z3 decides.
package struct Prover: Sendable {
  package let guideline: Guideline
  package let questions: [Question]
  package let reference: Reference
  private let encoding: Encoding

  /// - Parameter run: runs what stays in Lua; called only for guidelines that have scripts.
  package init(_ guideline: Guideline, _ questions: [Question]? = nil, run: @escaping ScriptRunner) {
    self.guideline = guideline
    self.questions = questions ?? Question.all(of: guideline)
    reference = Reference(guideline, run: run)
    encoding = Encoding(guideline, self.questions)
  }

  /// The whole text for a solver: definitions, then each question; `sat` is a counterexample.
  package var smt: String {
    var text = encoding.text.text
    for (question, goal) in zip(questions, encoding.goals) {
      text += "\n; \(question.words)\n(push 1)\n"
      text += encoding.text.assertion(goal.terms) + "(check-sat)\n(pop 1)\n"
    }
    return text
  }

  /// Decides every question, each within the solver's bounds.
  ///
  /// - Parameter progress: called before each question with the number of those decided.
  package func run(_ solver: Z3, progress: (Int) -> Void = { _ in }) async throws -> [ProofOutcome] {
    var outcomes: [ProofOutcome] = []
    // A solver that ended is started again for the remaining questions.
    while outcomes.count < questions.count {
      outcomes += try await solver.session { session in
        let search = Search(questions: questions, encoding: encoding, reference: reference, session: session)
        var some: [ProofOutcome] = []
        while session.isAlive, outcomes.count + some.count < questions.count {
          let index = outcomes.count + some.count
          progress(index)
          let clock = ContinuousClock()
          let start = clock.now
          let verdict = try await search.verdict(index)
          let elapsed = start.duration(to: clock.now).components
          let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
          some.append(ProofOutcome(question: questions[index], verdict: verdict, seconds: seconds))
        }
        return some
      }
    }
    return outcomes
  }
}
