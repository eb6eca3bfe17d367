internal import PlumblineInterchange

/// Guideline packs in force, ready to answer for patients.
///
/// Everything is read at initialization, and nothing changes afterwards: the same packs, profile and day give the same
/// bytes, and any number of threads may ask at once. It has no clock, writes nothing, and keeps no patient data.
///
/// Stops are decided before anything else is evaluated. A profile that cannot be read is not an error but an ``Answer``, too: it
/// names the red flags that are true in what could be read.
public struct DecisionSupport: Sendable {
  private let evaluator: Evaluator

  /// What the packs declare: facts with their ranges and questions, pairings, evidence, rules.
  public var guideline: Guideline { evaluator.guideline }

  /// Loads the packs in folders.
  ///
  /// - Parameter paths: folders of a pack, or of packs; their order does not matter.
  /// - Throws: all problems of the packs, at once.
  public init(packs paths: [String]) throws(PackLoadingError) {
    try self.init(packs: try PackFolder.all(in: paths))
  }

  /// Loads packs that were found already, or were built from strings.
  ///
  /// - Throws: all problems of the packs, at once.
  public init(packs folders: [PackFolder]) throws(PackLoadingError) {
    do {
      evaluator = Evaluator(withScriptsOf: try GuardedGuideline(try GuidelineLoader.load(folders)))
    } catch let failure as PackFailure {
      throw PackLoadingError(failure, of: folders)
    } catch {
      throw PackLoadingError([Refusal.Problem(place: nil, path: "", message: "\(error)")], of: folders)
    }
  }

  /// Decides for one patient: by the stops alone if one is true, before anything else is evaluated.
  ///
  /// - Parameters:
  ///   - profile: the patient's facts in JSON, at most 1 MiB.
  ///   - day: the day for which the answer holds, `2026-11-20`.
  /// - Throws: ``QuestionError``; ``LuaScripts/Failure`` if a pack's script fails and no stop is true.
  public func decide(_ profile: String, asOf day: String) throws -> Answer<Decision> {
    try decide(profile.utf8, asOf: day)
  }

  /// Decides for one patient whose profile is UTF-8.
  public func decide(_ profile: some Collection<UInt8>, asOf day: String) throws -> Answer<Decision> {
    try answer(Array(profile), asOf: day) { profile, day in
      let decision = try evaluator.decide(profile, asOf: day)
      return (decision, decision.alerts)
    } json: { [guideline] in
      DecisionJSON.line(DecisionJSON(guideline).value($0), status: "declined", record: nil)
    }
  }

  /// Explains the decision for one patient: why it is what it is, why another is not, and what would change it.
  ///
  /// - Parameters:
  ///   - profile: the patient's facts in JSON, at most 1 MiB.
  ///   - pairings: pairings that may not be shown, `exercise+pain-education`: the answer has what prevents each, and the smallest
  ///     sets of changes that would make it shown, at most eight.
  ///   - changes: other values for facts, `fear.tsk_17=30` or `mood.phq_9=absent`: the answer has the decision before and after.
  ///   - day: the day for which the answer holds, `2026-11-20`.
  /// - Throws: ``QuestionError``; ``LuaScripts/Failure`` if a pack's script fails.
  public func explain(
    _ profile: String, whyNot pairings: [String] = [], whatIf changes: [String] = [], asOf day: String
  ) throws -> Answer<Explanation> {
    try explain(profile.utf8, whyNot: pairings, whatIf: changes, asOf: day)
  }

  /// Explains the decision for one patient whose profile is UTF-8.
  public func explain(
    _ profile: some Collection<UInt8>, whyNot pairings: [String] = [], whatIf changes: [String] = [],
    asOf day: String
  ) throws -> Answer<Explanation> {
    try answer(Array(profile), asOf: day) { profile, day in
      let names = try QuestionError.pairings(pairings, guideline)
      let changed = try changes.isEmpty ? nil : QuestionError.changing(profile, changes, guideline)
      var explanation = Explanation(why: try evaluator.why(profile, asOf: day))
      explanation.whyNot = try names.map {
        try evaluator.whyNot($0, .any, for: profile, asOf: day, most: Self.mostWays)
      }
      explanation.whatIf = try changed.map { try evaluator.whatIf(profile, $0, asOf: day) }
      return (explanation, explanation.why.decision.alerts)
    } json: { [guideline] in
      ExplanationJSON(guideline).line($0)
    }
  }

  /// The most ways listed for a pairing.
  private static let mostWays = 8

  /// Reads a profile and answers for it, or refuses it.
  private func answer<Content>(
    _ text: [UInt8], asOf day: String,
    _ content: (Profile, Day) throws -> (Content, [Decision.Alert]),
    json: @escaping @Sendable (Content) -> [UInt8]
  ) throws -> Answer<Content> {
    guard let day = Day(day) else { throw QuestionError.notADay }
    let profile: Profile
    do {
      profile = try ProfileReader(guideline.vocabulary).read(text)
    } catch {
      let problems = error.problems.map {
        Refusal.Problem(place: $0.position?.description, path: $0.path, message: $0.message)
      }
      return Answer(refusing: .profile, text, problems, asOf: day, evaluator)
    }
    let (given, alerts) = try content(profile, day)
    return Answer(outcome: .given(given), alerts: alerts) { json(given) }
  }
}
