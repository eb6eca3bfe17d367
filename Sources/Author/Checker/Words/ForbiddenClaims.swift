internal import PlumblineGuideline

/// The check for what no pack may say, whatever its evidence: the text is read word by word, and what a "not" denies is left out.
enum ForbiddenClaims: Check {
  static let kinds = Set(all.map(\.kind)).sorted { $0.code < $1.code }

  static let all: [ForbiddenClaim] = [
    .cure, .noHarm, .certainSuccess, .prediction, .inTheHead, .missingIsNo, .emptyIsNo, .replacesJudgement,
    .synergy,
    .worksAfterSurgery, .stretched,
  ]

  static func findings(in subject: Subject) -> [Finding] {
    Utterance.all(in: subject).flatMap { utterance in
      // "(default: no)" is one statement.
      let clauses = Clause.all(in: utterance.text.replacing("default:", with: "default,"))
      return all.flatMap { claim -> [Finding] in
        guard claim.words.isEmpty || claim.words.contains(utterance.word),
          !clauses.contains(where: claim.saysSo)
        else { return [] }
        return clauses.compactMap { clause in
          guard let match = claim.match(in: clause) else { return nil }
          let first = clause.tokens[match.start].range.lowerBound
          let quoted = utterance.text[first..<clause.tokens[match.end - 1].range.upperBound]
          return Finding(
            claim.kind, at: subject.location(utterance, quoting: quoted),
            "`\(utterance.field)` of \(utterance.word) '\(utterance.name)' says `\(quoted)`: \(claim.objection)"
          )
        }
      }
    }
  }
}

/// One thing that must not be said, and the phrases that say it.
struct ForbiddenClaim: Sendable {
  var kind: FindingKind
  /// What is wrong with it; printed after a colon.
  var objection: String
  var phrases: [Phrase]
  /// Phrases that use the same words for something else.
  var unless: [Phrase] = []
  /// Words that turn it into a condition or a question: "if it is safe".
  var hedges: Set<String> = []
  /// Other phrases, one of which the clause must contain too.
  var onlyWith: [Phrase] = []
  /// The declarations in whose texts it is looked for; empty for all.
  var words: Set<String> = []
  /// Phrases with which the text itself names the reservation.
  var saidBy: [Phrase] = []

  func match(in clause: Clause) -> Phrase.Match? {
    guard onlyWith.isEmpty || onlyWith.contains(where: { $0.isIn(clause) }),
      !unless.contains(where: { $0.isIn(clause) })
    else { return nil }
    for phrase in phrases {
      for match in phrase.matches(in: clause) where !clause.isDenied(match, hedges: hedges) { return match }
    }
    return nil
  }

  func saysSo(_ clause: Clause) -> Bool { saidBy.contains { $0.isIn(clause) } }
}
