internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// The answer of a visit, and what is handed over.
extension Exchange {
  /// An answer in the language of the session.
  struct Spoken: Sendable {
    var joint: JointDecision
    var evaluator: JointEvaluator
    var report: JointReport { JointReport(evaluator.guidelines) }
  }

  /// The answer of a visit; nil if nothing was decided yet.
  func spokenAnswer(_ visit: Visit) async throws -> (answer: ConsoleAnswer, spoken: Spoken)? {
    guard let answer = visit.answer, let joint = answer.decided else { return nil }
    return (
      answer,
      try await speaking(joint, for: answer.profile, by: answer.evaluator, isUrgent: visit.isUrgent)
    )
  }

  /// Says an answer in the language of the session; as it is where its translation would decide otherwise.
  func speaking(
    _ joint: JointDecision, for profile: Profile, by evaluator: JointEvaluator, isUrgent: Bool = false
  ) async throws -> Spoken {
    let own = Spoken(joint: joint, evaluator: evaluator)
    guard let view = try await view(of: evaluator, isUrgent: isUrgent) else { return own }
    return try await said(isUrgent: isUrgent, else: own) {
      guard let other = try? view.answer(joint, for: profile) else {
        return own
      }
      return Spoken(joint: other, evaluator: view.evaluator)
    }
  }

  func showVisit() async throws -> ConsoleReply {
    let visit = try visit()
    return try await answerPage(visit)
  }

  func answerPage(_ visit: Visit) async throws -> ConsoleReply {
    guard let (answer, spoken) = try await spokenAnswer(visit) else {
      return .to(ConsoleRoute.facts.path(visit.id))
    }
    let page = AnswerPage(session: session, visit: visit, answer: answer, spoken: spoken)
    return show(language("Answer"), page.body, of: visit, width: .wide)
  }

  enum Sheet { case letter, patientPage, aid }

  /// What is handed over, as one sheet to print.
  func sheet(_ kind: Sheet) async throws -> ConsoleReply {
    let visit = try visit()
    guard let (answer, spoken) = try await spokenAnswer(visit) else {
      return .to(ConsoleRoute.facts.path(visit.id))
    }
    let (title, body): (String, HTML) =
      switch kind {
      case .letter: (language("Letter"), spoken.report.letterBody(spoken.joint, answer.recording))
      case .patientPage:
        (
          language("Patient’s page"),
          "<h1 class=\"unseen\">\(language("Patient’s page"))</h1>\n\(spoken.report.patientBody(spoken.joint))"
        )
      case .aid: (language("Decision aid"), "<div class=\"aid\">\(spoken.report.aidBody(spoken.joint))</div>")
      }
    return show(title, "<article class=\"sheet\">\(body)</article>\(printing)", of: visit)
  }

  /// The decision as the command's JSON, byte by byte.
  func decisionFile() async throws -> ConsoleReply {
    let visit = try visit()
    guard let answer = visit.answer, let joint = answer.decided else { throw ConsoleFault.closed }
    let bytes = try await work(isUrgent: visit.isUrgent) {
      PrintedAnswer(joint, .json, Style(), answer.evaluator.guidelines, answer.recording).printed
    }
    return .file(bytes, named: "decision.json", type: "application/json")
  }

  /// Why, with each comparison and its margin.
  func explanation() async throws -> ConsoleReply {
    let visit = try visit()
    guard let answer = visit.answer, answer.decided != nil else {
      return .to(ConsoleRoute.facts.path(visit.id))
    }
    let words = try await view(of: answer.evaluator, isUrgent: visit.isUrgent)
    let body = try await desk.study {
      var joint = JointExplanation(answer.evaluator.guidelines)
      for one in answer.evaluator.evaluators {
        joint.add(
          Result { Explanation(why: try one.why(answer.profile, asOf: answer.day)) }, of: one.guideline)
      }
      // What cannot be said in the language of the session stays in its own.
      if let words { try? joint.speak(by: words, for: answer.profile) }
      return joint.html
    }
    return show(
      language("Explanation"), "<article class=\"sheet\">\(body)</article>\(printing)", of: visit,
      width: .form)
  }
}

extension HTML {
  /// Lines of text, each escaped.
  init(lines text: String) {
    self.init(text.split(separator: "\n", omittingEmptySubsequences: false).map { "\(String($0))" as HTML })
  }
}
