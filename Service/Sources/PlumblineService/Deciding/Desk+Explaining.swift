internal import HTTPTypes
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblinePresentation

/// Explains an answer as `plumbline explain` does. Nothing of it is recorded.
extension Desk {
  /// What is asked about an answer.
  struct Inquiry: Sendable {
    /// Pairings that are not shown: what prevents each.
    var whyNot: [String] = []
    /// What counts as shown.
    var place = WhyNot.Place.any
    /// How many ways are listed.
    var most = 8
    /// How many facts a way may change; nil for any number.
    var facts: Int?
    /// Other values of facts, `fear.tsk_17=30`.
    var whatIf: [String] = []
  }

  enum Explained: Sendable {
    /// The line that the command prints.
    case line([UInt8])
    case refused(Refusal, of: Vocabulary)
  }

  /// - Throws: ``Unreadable``, or ``Problem`` for a question that cannot be asked, or that a script of a pack fails to answer.
  func explain(_ text: [UInt8], asOf day: Day, _ inquiry: Inquiry) throws -> Explained {
    let profile: Profile
    switch try read(text, asOf: day) {
    case .refused(let refusal, _, _): return .refused(refusal, of: guidelines.vocabulary)
    case .profile(let read, _): profile = read
    }
    let asked = try pairings(inquiry.whyNot)
    let changed = try changed(profile, inquiry.whatIf, day)
    var joint = JointExplanation(guidelines)
    for (one, pairings) in zip(evaluator.evaluators, asked) {
      // A question about a pairing is for the guidelines that have it.
      if !inquiry.whyNot.isEmpty, pairings.isEmpty { continue }
      let result = Result {
        var explanation = Explanation(why: try one.why(profile, asOf: day))
        explanation.whyNot = try pairings.map {
          try one.whyNot(
            $0, inquiry.place, for: profile, asOf: day, most: inquiry.most, facts: inquiry.facts)
        }
        explanation.whatIf = try changed.map { try one.whatIf(profile, $0, asOf: day) }
        return explanation
      }
      joint.add(result, of: one.guideline)
    }
    guard joint.failures.isEmpty else {
      throw Problem(
        "script", .internalServerError, "A script of a pack failed; nothing was explained",
        detail: joint.failures.joined(separator: "\n"))
    }
    return .line(ExplanationJSON.line(joint.explained, isSingle: joint.isSingle))
  }

  /// The pairings that each guideline has.
  private func pairings(_ names: [String]) throws(Problem) -> [[PairingName]] {
    var asked = guidelines.members.map { _ in [PairingName]() }
    var problems: [Problem.Detail] = []
    for (number, name) in names.enumerated() {
      var isKnown = false
      for (place, member) in guidelines.members.enumerated() {
        guard let pairing = try? member.guideline.pairing(named: name) else { continue }
        asked[place].append(pairing)
        isKnown = true
      }
      if isKnown { continue }
      let all = guidelines.members.flatMap { $0.guideline.pairings.keys.map(\.description) }
      problems.append(
        Problem.Detail(
          path: "pairings[\(number)]", message: "is none of \(Set(all).sorted().joined(separator: ", "))"))
    }
    guard problems.isEmpty else { throw Fields.problem(problems) }
    return asked
  }

  private func changed(_ profile: Profile, _ changes: [String], _ day: Day) throws(Problem) -> Profile? {
    if changes.isEmpty { return nil }
    do {
      return try ProfileReader(guidelines.vocabulary, asOf: day).changing(profile, changes)
    } catch {
      throw Fields.problem(
        error.problems.map {
          Problem.Detail(path: $0.path.isEmpty ? "changes" : "changes.\($0.path)", message: $0.message)
        })
    }
  }
}
