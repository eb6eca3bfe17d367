public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblineWorkbench

/// Two guidelines that decide for the same patient, by the reference interpreter.
public struct Judges: Sendable {
  public let aligned: AlignedGuidelines
  public let old: Evaluator
  public let new: Evaluator
  private let scripts: [LuaScripts]
  private let asOf: Day

  /// - Parameter asOf: the day for which both decide; nothing that is compared depends on it.
  public init(_ old: Guideline, _ new: Guideline, asOf: Day) {
    aligned = AlignedGuidelines(old, new)
    self.old = Evaluator(examining: old)
    self.new = Evaluator(examining: new)
    scripts = [LuaScripts(old), LuaScripts(new)]
    self.asOf = asOf
  }

  /// The outcome for one patient.
  public enum Outcome: Sendable {
    /// Both accept the profile and decide: the answers before and after, and every change.
    case decided(AnswerView, AnswerView, Set<AnswerChange>)
    /// One of them refuses it, because of these laws.
    case refused(Set<AnswerChange>, other: AnswerView)
    /// Both refuse it.
    case unreadable
    /// A script failed.
    case failed(String)

    public var changes: Set<AnswerChange> {
      switch self {
      case .decided(_, _, let changes), .refused(let changes, _): changes
      case .unreadable, .failed: []
      }
    }
  }

  /// The outcome for a profile in JSON, as each guideline reads it.
  ///
  /// - Parameters:
  ///   - asks: whether what is missing is compared, which costs most of the time.
  ///   - day: the day from which its dates are counted; nil for the one of the comparison.
  public func outcome(_ text: [UInt8], asks: Bool, asOf day: Day? = nil) -> Outcome {
    let before = try? ProfileReader(old.guideline.vocabulary, asOf: day ?? asOf).read(text)
    let after = try? ProfileReader(new.guideline.vocabulary, asOf: day ?? asOf).read(text)
    do {
      switch (before, after) {
      case (nil, nil): return .unreadable
      case (let before?, nil):
        return .refused(
          refusals(aligned.merged(before, ofOld: true), byOld: false), other: try view(before, true, asks))
      case (nil, let after?):
        return .refused(
          refusals(aligned.merged(after, ofOld: false), byOld: true), other: try view(after, false, asks))
      case (let before?, let after?):
        let (one, other) = (try view(before, true, asks), try view(after, false, asks))
        return .decided(one, other, one.changes(to: other))
      }
    } catch {
      return .failed("\(error)")
    }
  }

  private func view(_ profile: Profile, _ isOld: Bool, _ asks: Bool) throws -> AnswerView {
    let evaluator = isOld ? old : new
    return AnswerView(
      try decide(profile, evaluator, asks), by: evaluator.guideline,
      calling: isOld ? [:] : aligned.rewordedCautions)
  }

  private func decide(_ profile: Profile, _ evaluator: Evaluator, _ asks: Bool) throws -> Decision {
    asks
      ? try evaluator.decide(profile, asOf: asOf)
      : try evaluator.decideWithoutMissing(profile, asOf: asOf)
  }

  /// Why one of them refuses a profile of the shared vocabulary.
  private func refusals(_ profile: Profile, byOld isOld: Bool) -> Set<AnswerChange> {
    let side = isOld ? aligned.old : aligned.new
    let broken = side.laws.filter { $0.isBroken { profile[$0].value } }.map(\.words)
    // A profile that gives one fact in two ways, or raw answers, can be refused for a reason that is not a law.
    let reasons = broken.isEmpty ? ["not as it reads profiles"] : broken
    return Set(
      reasons.map {
        isOld
          ? AnswerChange(.accepted, $0, "refused", "accepted")
          : AnswerChange(.accepted, $0, "accepted", "refused")
      })
  }

  // MARK: profiles of the shared vocabulary

  /// A profile of the shared vocabulary as JSON, by the guideline that has all its facts; nil if neither has.
  public func text(of profile: Profile) -> [UInt8]? {
    let known = profile.states.count { $0.value != nil }
    for (isOld, guideline) in [(true, old.guideline), (false, new.guideline)] {
      let own = aligned.profile(profile, forOld: isOld, guideline)
      if own.states.count(where: { $0.value != nil }) == known {
        return ProfileJSON(guideline.vocabulary).value(own).canonical
      }
    }
    return nil
  }

  /// What is known about a patient, in the words of the new guideline if it has the fact.
  func words(of profile: Profile) -> String {
    aligned.vocabulary.facts.indices.compactMap { index in
      guard let value = profile[index].value else { return nil }
      let fact = aligned.vocabulary[index]
      return "\(fact.label) \(fact.words(for: value))"
    }.joined(separator: "; ")
  }

  /// The decision of one of them for a profile in JSON, with what is missing; nil if it refuses it or a script fails.
  func decision(_ text: [UInt8], forOld isOld: Bool) -> Decision? {
    let evaluator = isOld ? old : new
    guard let profile = try? ProfileReader(evaluator.guideline.vocabulary, asOf: asOf).read(text) else {
      return nil
    }
    return try? evaluator.decide(profile, asOf: asOf)
  }

  /// The answer of a mixture of both guidelines for a profile of the shared vocabulary; nil if a script fails.
  func view(_ profile: Profile, by side: AlignedGuidelines.Side, asks: Bool) -> AnswerView? {
    // What is missing depends on which profiles are legal; nothing else does.
    let evaluator = Evaluator(examining: asks ? aligned.lawful(side) : side.guideline) {
      [aligned, scripts] script, value in
      guard let (isOld, original) = aligned.original(script) else { return nil }
      let places = isOld ? aligned.oldPlaces : aligned.newPlaces
      return try scripts[isOld ? 0 : 1].run(original) { value(places[$0]) }
    }
    guard let decision = try? decide(profile, evaluator, asks) else { return nil }
    return AnswerView(decision, by: side.guideline, calling: [:])
  }
}
