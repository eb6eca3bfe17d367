public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineLedger
public import PlumblinePresentation
public import PlumblineText

/// A request for an answer.
public struct Consultation: Sendable {
  public var profile: Profile
  public var asOf: Day
  public var form: AnswerForm

  public init(profile: Profile, asOf: Day, form: AnswerForm) {
    self.profile = profile
    self.asOf = asOf
    self.form = form
  }
}

/// Something to record, and then to print.
public struct Submission: Sendable {
  public let kind: RecordKind
  public let consultation: Consultation
  /// Returns the outcome, given the id to show in it: the profile's own, its pseudonym, or none.
  public let outcome: @Sendable (_ id: String?) -> DecisionPayload.Outcome
  /// Returns the printed answer; nil if nothing is shown.
  public let render: @Sendable (_ id: String?, Recording) -> PrintedAnswer?

  /// A decision.
  public init(_ decision: Decision, _ consultation: Consultation, _ guideline: Guideline, _ style: Style) {
    kind = .decision
    self.consultation = consultation
    let named: @Sendable (String?) -> Decision = { id in
      var named = decision
      named.profile = id
      return named
    }
    outcome = { .decision(DecisionJSON(guideline).value(named($0))) }
    render = { PrintedAnswer(named($0), consultation.form, style, guideline, $1) }
  }

  /// A refusal, which is shown if it calls for action.
  public init(_ refusal: Refusal, _ consultation: Consultation, _ vocabulary: Vocabulary, _ style: Style) {
    kind = .refusal
    self.consultation = consultation
    let named: @Sendable (String?) -> Refusal = { id in
      var named = refusal
      named.profile = id
      return named
    }
    outcome = { .refusal(RefusalJSON(vocabulary).value(named($0))) }
    render = {
      refusal.isUrgent ? PrintedAnswer(named($0), consultation.form, style, vocabulary, $1) : nil
    }
  }

  /// A script's failure, of which nothing is shown.
  public init(_ failure: LuaScripts.Failure, _ consultation: Consultation) {
    kind = .failure
    self.consultation = consultation
    outcome = { _ in
      .failure(script: failure.script, place: failure.place.description, reason: failure.reason)
    }
    render = { _, _ in nil }
  }
}
