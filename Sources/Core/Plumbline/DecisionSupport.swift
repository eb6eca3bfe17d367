internal import PlumblineInterchange

/// Guideline packs in force, ready to answer for patients.
///
/// Everything is read at initialization, and nothing changes afterwards: the same packs, profile and day give the same
/// bytes, and any number of threads may ask at once. It has no clock, writes nothing, and keeps no patient data.
///
/// Stops are decided before anything else is evaluated. A profile that cannot be read is not an error but an ``Answer``, too: it
/// names the red flags that are true in what could be read.
public struct DecisionSupport: Sendable {
  private let evaluator: JointEvaluator

  /// What the packs declare, for each guideline in force: facts with their ranges and questions, pairings, evidence, rules.
  public var guidelines: Guidelines { evaluator.guidelines }

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
      evaluator = try JointEvaluator(try GuidelineLoader.guidelines(folders)) { Evaluator(withScriptsOf: $0) }
    } catch let failure as PackFailure {
      throw PackLoadingError(failure, of: folders)
    } catch {
      throw PackLoadingError([Refusal.Problem(place: nil, path: "", message: "\(error)")], of: folders)
    }
  }

  /// Decides for one patient by every guideline in force: by the stops alone if one is true, before anything else is evaluated.
  ///
  /// - Parameters:
  ///   - profile: the patient's facts in JSON, at most 1 MiB.
  ///   - day: the day for which the answer holds, `2026-11-20`.
  /// - Throws: ``QuestionError``; ``LuaScripts/Failure`` if a pack's script fails and no stop is true. Of several guidelines, the
  ///   others answer, and the answer says which one failed.
  public func decide(_ profile: String, asOf day: String) throws -> Answer<JointDecision> {
    try decide(profile.utf8, asOf: day)
  }

  /// Decides for one patient whose profile is UTF-8.
  public func decide(_ profile: some Collection<UInt8>, asOf day: String) throws -> Answer<JointDecision> {
    try answer(Array(profile), asOf: day) { profile, day in
      let joint = try evaluator.decide(profile, asOf: day)
      return (joint, joint.alerts.map(\.alert))
    } json: { [guidelines] in
      DecisionJSON.line(JointDecisionJSON(guidelines).value($0), status: "declined", record: nil)
    }
  }

  /// Explains the decision for one patient: why it is what it is, why another is not, and what would change it.
  ///
  /// - Parameters:
  ///   - profile: the patient's facts in JSON, at most 1 MiB.
  ///   - pairings: pairings that may not be shown, `exercise+pain-education`: the answer has what prevents each, and the smallest
  ///     sets of changes that would make it shown, at most eight.
  ///   - changes: other values for facts, `fear.tsk_17=30` or `mood.phq_9=absent`: the answer has the decision before and after.
  ///   - guideline: the guideline whose decision is explained, by its domain's name; nil if there is only one.
  ///   - day: the day for which the answer holds, `2026-11-20`.
  /// - Returns: the explanation, with the true stops of all guidelines as its alerts.
  /// - Throws: ``QuestionError``; ``LuaScripts/Failure`` if a pack's script fails.
  public func explain(
    _ profile: String, whyNot pairings: [String] = [], whatIf changes: [String] = [],
    by guideline: String? = nil, asOf day: String
  ) throws -> Answer<Explanation> {
    try explain(profile.utf8, whyNot: pairings, whatIf: changes, by: guideline, asOf: day)
  }

  /// Explains the decision for one patient whose profile is UTF-8.
  public func explain(
    _ profile: some Collection<UInt8>, whyNot pairings: [String] = [], whatIf changes: [String] = [],
    by guideline: String? = nil, asOf day: String
  ) throws -> Answer<Explanation> {
    let evaluators = evaluator.evaluators.filter { [nil, $0.guideline.domain.name].contains(guideline) }
    guard let one = evaluators.first, evaluators.count == 1 else {
      throw QuestionError.noSuchGuideline(known: guidelines.members.map(\.id))
    }
    return try answer(Array(profile), asOf: day) { profile, day in
      let names = try QuestionError.pairings(pairings, one.guideline)
      let changed =
        try changes.isEmpty ? nil : QuestionError.changing(profile, changes, evaluator.vocabulary, asOf: day)
      var explanation = Explanation(why: try one.why(profile, asOf: day))
      explanation.whyNot = try names.map {
        try one.whyNot($0, .any, for: profile, asOf: day, most: Self.mostWays)
      }
      explanation.whatIf = try changed.map { try one.whatIf(profile, $0, asOf: day) }
      return (explanation, evaluator.evaluators.flatMap { (try? $0.stops(profile).alerts) ?? [] }.sorted())
    } json: {
      ExplanationJSON(one.guideline).line($0)
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
      profile = try ProfileReader(evaluator.vocabulary, asOf: day).read(text)
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
