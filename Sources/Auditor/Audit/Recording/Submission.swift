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

  /// The same submission, whose page shows a view beside the answer. What is recorded is not changed.
  public func showing(_ view: BesideAnswer) -> Submission {
    Submission(kind: kind, consultation: consultation, outcome: outcome) { [render] id, recording in
      render(id, recording)?.showing(view)
    }
  }

  private init(
    kind: RecordKind, consultation: Consultation,
    outcome: @escaping @Sendable (String?) -> DecisionPayload.Outcome,
    render: @escaping @Sendable (String?, Recording) -> PrintedAnswer?
  ) {
    (self.kind, self.consultation, self.outcome, self.render) = (kind, consultation, outcome, render)
  }

  /// An answer in other words: shown, while the record keeps what was decided.
  public struct Shown: Sendable {
    public var joint: JointDecision
    public var guidelines: Guidelines

    public init(joint: JointDecision, guidelines: Guidelines) {
      self.joint = joint
      self.guidelines = guidelines
    }
  }

  /// The guidelines' answers.
  ///
  /// - Parameter shown: the same answers in another language; nil if they are shown as they are.
  public init(
    _ joint: JointDecision, _ consultation: Consultation, _ guidelines: Guidelines, _ style: Style,
    shown: Shown? = nil
  ) {
    kind = .decision
    self.consultation = consultation
    outcome = { .decision(JointDecisionJSON(guidelines).value(joint.naming($0))) }
    let view = shown ?? Shown(joint: joint, guidelines: guidelines)
    render = {
      PrintedAnswer(
        view.joint.naming($0), consultation.form, style, view.guidelines, $1, intake: consultation.intake)
    }
  }

  /// A refusal, which is shown if it calls for action; in FHIR always, since its problems are a resource there.
  ///
  /// - Parameter shown: the same refusal in another language, with its vocabulary in that language; nil if it is shown as it is.
  public init(
    _ refusal: Refusal, _ consultation: Consultation, _ vocabulary: Vocabulary, _ style: Style,
    shown: (refusal: Refusal, vocabulary: Vocabulary, language: Language)? = nil
  ) {
    kind = .refusal
    self.consultation = consultation
    func naming(_ refusal: Refusal) -> @Sendable (String?) -> Refusal {
      { id in
        var named = refusal
        named.profile = id
        return named
      }
    }
    let (own, other) = (naming(refusal), naming(shown?.refusal ?? refusal))
    let (words, language) = (shown?.vocabulary ?? vocabulary, shown?.language ?? .english)
    outcome = { .refusal(RefusalJSON(vocabulary).value(own($0))) }
    let isShown = refusal.isShown || consultation.form == .fhir
    render = { isShown ? PrintedAnswer(other($0), consultation.form, style, words, $1, in: language) : nil }
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
