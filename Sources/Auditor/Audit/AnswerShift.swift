internal import PlumblineText

/// The way in which an answer changes.
public enum AnswerClass: String, Sendable, Hashable, CaseIterable {
  case disposition
  case alerts
  case primary
  case alternatives
  case strength
  case certainty
  /// Other conflicts of rules are reported, or guidelines contradict each other in other parts.
  case conflicts
  /// A decision became a script's failure, or the other way round, or the failure is a different one.
  case failure
  /// The vocabulary no longer reads the recorded profile.
  case refused = "profile-refused"
  /// The recorded decision does not have the form from which a signature is read.
  case unreadable
  /// The same answer in the sense of its signature: only something else in the decision differs.
  case words = "words-only"
}

/// One part of an answer, before and after.
public struct AnswerShift: Sendable, Hashable {
  public var kind: AnswerClass
  /// The pairing or the evidence item; nil for the whole answer.
  public var subject: String?
  public var before: String
  public var after: String

  /// `certainty of ho-2022/…: low → moderate`.
  public var words: String { words(in: .english) }

  /// The same with the words around the codes in a language.
  func words(in language: Language) -> String {
    let kind = language(kind.rawValue)
    let what = subject.map { language("{what} of {subject}", ["what": kind, "subject": $0]) } ?? kind
    return "\(what): \(language(before)) → \(language(after))"
  }

  /// Returns what differs between two signatures: empty if and only if they are the same.
  ///
  /// Pairings are compared if both recommend; otherwise the changed disposition already says that they came or went.
  public static func between(_ before: RecordedAnswer, _ after: RecordedAnswer) -> [AnswerShift] {
    if before == after { return [] }
    var shifts: [AnswerShift] = []
    func add(_ kind: AnswerClass, _ subject: String?, _ before: String, _ after: String) {
      let shift = AnswerShift(kind: kind, subject: subject, before: before, after: after)
      if before != after, !shifts.contains(shift) { shifts.append(shift) }
    }
    add(.disposition, nil, before.disposition, after.disposition)
    add(.alerts, nil, words(before.alerts), words(after.alerts))
    if before.disposition == after.disposition {
      for (role, kind) in [("primary", AnswerClass.primary), ("alternative", .alternatives)] {
        add(kind, nil, words(before.names(role)), words(after.names(role)))
      }
      for pairing in pairs(before, after) {
        add(.strength, pairing.name, strengths(pairing.before), strengths(pairing.after))
        let old = Set(pairing.before.flatMap(\.claims))
        let new = Set(pairing.after.flatMap(\.claims))
        for evidence in Set(old.symmetricDifference(new).map(\.evidence)).sorted() {
          add(.certainty, evidence, claims(old, evidence, beside: new), claims(new, evidence, beside: old))
        }
      }
    }
    if shifts.isEmpty {
      // The parts above cover every difference between two of our decisions; an outside list may differ in other ways.
      shifts = [
        AnswerShift(kind: .alternatives, subject: nil, before: "as recorded", after: "composed differently")
      ]
    }
    return shifts
  }

  /// Returns the evidence on which both rest, with different certainties.
  public static func evidence(_ before: RecordedAnswer, _ after: RecordedAnswer) -> [AnswerShift] {
    let old = Set(before.pairings.flatMap(\.claims))
    let new = Set(after.pairings.flatMap(\.claims))
    func certainty(_ claims: Set<RecordedAnswer.Claim>, _ evidence: String) -> String {
      words(Set(claims.filter { $0.evidence == evidence }.map(\.certainty)).sorted())
    }
    return Set(old.map(\.evidence)).intersection(new.map(\.evidence)).sorted().compactMap { evidence in
      let shift = AnswerShift(
        kind: .certainty, subject: evidence, before: certainty(old, evidence), after: certainty(new, evidence)
      )
      return shift.before == shift.after ? nil : shift
    }
  }

  // MARK: parts

  /// The pairings that are on both sides in the same role.
  private static func pairs(
    _ before: RecordedAnswer, _ after: RecordedAnswer
  ) -> [(name: String, before: [RecordedAnswer.Pairing], after: [RecordedAnswer.Pairing])] {
    Set(before.pairings.map(\.role)).sorted(by: >).flatMap { role in
      Set(before.names(role)).intersection(after.names(role)).sorted().map { name in
        func own(_ answer: RecordedAnswer) -> [RecordedAnswer.Pairing] {
          answer.pairings.filter { $0.role == role && $0.name == name }
        }
        return (name, own(before), own(after))
      }
    }
  }

  private static func strengths(_ pairings: [RecordedAnswer.Pairing]) -> String {
    words(Set(pairings.map { "\($0.strength) \($0.direction)" }).sorted())
  }

  /// The certainty of the claims on one evidence item, with outcome and timepoint if those differ.
  private static func claims(
    _ own: Set<RecordedAnswer.Claim>, _ evidence: String, beside other: Set<RecordedAnswer.Claim>
  ) -> String {
    func places(_ claims: Set<RecordedAnswer.Claim>) -> Set<String> {
      Set(claims.filter { $0.evidence == evidence }.map { "\($0.outcome), \($0.timepoint)" })
    }
    let isSamePlace = places(own) == places(other)
    return words(
      Set(
        own.filter { $0.evidence == evidence }.map {
          isSamePlace ? $0.certainty : "\($0.certainty) (\($0.outcome), \($0.timepoint))"
        }
      ).sorted())
  }

  private static func words(_ alerts: [String: String]) -> String {
    words(alerts.map { "\($0.key) (\($0.value))" }.sorted())
  }

  private static func words(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
