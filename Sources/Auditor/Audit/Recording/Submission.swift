public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON
public import PlumblineLedger
public import PlumblinePresentation
public import PlumblineText

/// A request for an answer.
public struct Consultation: Sendable {
  public var profile: Profile
  public var asOf: Day
  public var form: AnswerForm
  /// How the profile was read from a record; nil if it was written by hand.
  public var intake: JSONValue?

  public init(profile: Profile, asOf: Day, form: AnswerForm, intake: JSONValue? = nil) {
    self.intake = intake
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

  /// The guidelines' answers.
  public init(
    _ joint: JointDecision, _ consultation: Consultation, _ guidelines: Guidelines, _ style: Style
  ) {
    kind = .decision
    self.consultation = consultation
    outcome = { .decision(JointDecisionJSON(guidelines).value(joint.naming($0))) }
    render = { PrintedAnswer(joint.naming($0), consultation.form, style, guidelines, $1) }
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
