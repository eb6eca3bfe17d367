public import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON

/// What a guideline says about a recorded profile, for the recorded day.
public enum Redecision: Sendable {
  /// The decision as JSON, without `record`.
  case decision(JSONValue)
  case failure(script: String, place: String, reason: String)
  /// The vocabulary refuses the profile: what is wrong with it, by path, without any value of the patient.
  case refused([Refusal])
  /// It could not be evaluated for another reason.
  case fault(String)

  public struct Refusal: Sendable, Hashable {
    /// A fact's name; empty for the whole profile.
    public var path: String
    public var message: String
  }

  public init(_ payload: DecisionPayload, by evaluator: JointEvaluator) {
    do {
      let profile = try ProfileReader(evaluator.vocabulary, asOf: payload.asOf).read(
        payload.profile.canonical)
      let joint = try evaluator.decide(profile, asOf: payload.asOf)
      self = .decision(JointDecisionJSON(evaluator.guidelines).value(joint))
    } catch let failure as ProfileFailure {
      self = .refused(failure.problems.map { Refusal(path: $0.path, message: $0.message) })
    } catch let failure as LuaScripts.Failure {
      self = .failure(script: failure.script, place: failure.place.description, reason: failure.reason)
    } catch {
      self = .fault("an unexpected fault of kind \(type(of: error))")
    }
  }

  /// A short description: the disposition, or why there is none.
  public var words: String {
    switch self {
    case .decision(let decision):
      RecordedAnswer(decision)?.disposition ?? decision["decision"]?.stringValue
        ?? "a decision that cannot be read"
    case .failure(let script, _, let reason): "no decision: script '\(script)' failed: \(reason)"
    case .refused(let refusals):
      "the profile no longer reads: \(Self.list(refusals.map { $0.path.isEmpty ? "the whole of it" : $0.path }))"
    case .fault(let reason): "no decision: \(reason)"
    }
  }

  /// Lists the first few names, and how many more there are.
  static func list(_ names: [String], most: Int = 5) -> String {
    let rest = names.count - most
    return names.prefix(most).joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
  }
}
