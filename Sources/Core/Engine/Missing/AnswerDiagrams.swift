internal import PlumblineGuideline

/// The primary pairing as a function of answers to one patient's absent facts, read off the diagrams that found what is missing.
struct AnswerDiagrams {
  private let terms: TruthDiagrams
  private let signature: SignatureDiagrams
  /// The pairing of each combination of winners.
  private let pairings: [PairingName]

  /// - Returns: nil if the diagrams only approximate what a fact can be, so that they cannot stand for the interpreter.
  init?(_ terms: TruthDiagrams, _ signature: SignatureDiagrams, _ guideline: Guideline) {
    guard !terms.variables.indices.contains(where: terms.isInexact) else { return nil }
    self.terms = terms
    self.signature = signature
    pairings = signature.combinations.map { guideline.primaryName($0) }
  }

  /// Returns a value for each class that an absent fact may still have; none if nothing reads it.
  func values(of fact: Fact.Index) -> [FactValue] {
    let variable = terms.placeOfFact[fact]
    return variable < 0 ? [] : terms.values[variable]
  }

  /// Returns the primary pairing if these facts have these values and the others stay absent; nil if a law forbids it, or if then
  /// nothing is recommended.
  func primary(_ answers: [(fact: Fact.Index, value: FactValue)]) -> PairingName? {
    let choices = Dictionary(
      answers.map { fact, value in
        (terms.placeOfFact[fact], 1 + (values(of: fact).firstIndex(of: value) ?? -1))
      }
    ) { $1 }
    let point = { (variable: Int) in choices[variable] ?? 0 }
    guard signature.diagrams.value(signature.legal, at: point) == 1,
      signature.diagrams.value(signature.recommends, at: point) == 1
    else { return nil }
    return pairings[signature.diagrams.value(signature.chosen, at: point)]
  }
}
