internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblinePresentation

/// What a decision proposes, as a RequestGroup: the pairings with their parts, or what to do about stops and gates.
///
/// R4 has each action hold actions or name a resource (`rqg-1`), so the innermost ones name drafts: a ServiceRequest for a part, a
/// MedicationRequest for a medicine, a Task for what to do now.
struct RequestWriter {
  let guideline: Guideline
  let decision: Decision
  /// Whether another guideline's stop comes first.
  let isHeldBack: Bool

  private var key: String { "requests/\(guideline.domain.name)" }
  private var tasks: [(id: String, title: String, because: String, action: String, urgency: Gate.Urgency?)] {
    decision.alerts.map { ($0.id, $0.title, $0.because, $0.action, $0.urgency) }
      + decision.gates.map { ($0.id, $0.title, $0.because, $0.action, nil) }
  }

  var isEmpty: Bool { decision.recommendations.isEmpty && tasks.isEmpty }

  /// Adds the RequestGroup, and the drafts that it names.
  func add(to writer: inout BundleWriter) {
    if isEmpty { return }
    var actions: [JSONValue] = []
    var drafts: [Draft] = []
    for task in tasks { actions.append(action(task, &drafts, writer)) }
    if !decision.recommendations.isEmpty {
      actions.append([
        "title": .string(guideline.domain.title), "groupingBehavior": "logical-group",
        "selectionBehavior": "at-most-one",
        "action": .array(
          decision.recommendations.enumerated().map { action($1, $0, &drafts, writer) }),
      ])
    }
    writer.add(
      "RequestGroup", key,
      [
        "instantiatesCanonical": [.string(FHIRName.guideline(guideline.domain.name))],
        "status": isHeldBack ? "on-hold" : "draft", "intent": "proposal",
        "priority": decision.alerts.first.map { Self.priority($0.urgency) } ?? .null,
        "subject": writer.subject,
        "authoredOn": writer.day, "author": BundleWriter.author, "action": .array(actions),
      ])
    for draft in drafts { writer.add(draft.type, draft.key, draft.members) }
  }

  /// A resource that an action names.
  private struct Draft {
    var type: String
    var key: String
    var members: JSONValue
  }

  // MARK: stops and gates

  private func action(
    _ task: (id: String, title: String, because: String, action: String, urgency: Gate.Urgency?),
    _ drafts: inout [Draft], _ writer: BundleWriter
  ) -> JSONValue {
    let code = BundleWriter.concept(FHIRName.finding, task.id, task.title)
    let priority = task.urgency.map(Self.priority) ?? .null
    let own = "\(key)/task/\(task.id)"
    drafts.append(
      Draft(
        type: "Task", key: own,
        members: [
          "status": "draft", "intent": "proposal", "priority": priority, "code": code,
          "description": .string(task.action.isEmpty ? task.title : task.action),
          "focus": task.urgency == nil ? .null : writer.reference("stop/\(task.id)"), "for": writer.subject,
          "authoredOn": writer.day, "reasonCode": ["text": .string(task.because)],
        ]))
    return [
      "title": .string(task.title), "description": .string(task.because),
      "textEquivalent": .string(task.action),
      "priority": priority, "code": [code], "resource": writer.reference(own),
    ]
  }

  /// R4's priorities in the order of urgencies: stat, asap, urgent.
  static func priority(_ urgency: Gate.Urgency) -> JSONValue {
    switch urgency {
    case .emergency: "stat"
    case .sameDay: "asap"
    case .urgent: "urgent"
    }
  }

  // MARK: pairings

  private func action(
    _ recommendation: Decision.Recommendation, _ number: Int, _ drafts: inout [Draft], _ writer: BundleWriter
  ) -> JSONValue {
    let own = "\(key)/\(number)"
    let isFirst = recommendation.role == .primary
    let parts = recommendation.pairing.parts.map {
      action(ofPart: $0, of: recommendation, "\(own)/part/\($0)", &drafts, writer)
    }
    let others = recommendation.actions.enumerated().map {
      action($1, "\(own)/action/\($0)", &drafts, writer)
    }
    return [
      "prefix": .string("\(number + 1)"), "title": .string(recommendation.title),
      "description": .string(
        ([isFirst ? "First choice." : "Alternative.", Words.strength(recommendation.strength)]
          + recommendation.because + recommendation.passedOver.map { "\($0.title). \($0.because)" }).joined(
            separator: " ")),
      "textEquivalent": .string((recommendation.what + recommendation.cautions).joined(separator: " ")),
      "code": [
        BundleWriter.concept(FHIRName.pairing, recommendation.pairing.description, recommendation.title)
      ],
      "documentation": .array(documentation(recommendation)), "groupingBehavior": "logical-group",
      "selectionBehavior": "all", "precheckBehavior": isFirst ? "yes" : "no",
      "action": .array(parts + others),
    ]
  }

  private func action(
    ofPart part: String, of recommendation: Decision.Recommendation, _ own: String, _ drafts: inout [Draft],
    _ writer: BundleWriter
  ) -> JSONValue {
    let words = guideline.domain.words(ofPart: part)
    let code = BundleWriter.concept(FHIRName.part, part, words)
    drafts.append(draft("ServiceRequest", own, code: code, because: recommendation.because, writer))
    let strength = recommendation.parts.first { $0.part == part }?.strength
    return [
      "title": .string(words), "description": strength.map { .string(Words.strength($0)) } ?? .null,
      "code": [code],
      "resource": writer.reference(own),
    ]
  }

  /// An action of a pack, coded only by what is confirmed.
  private func action(
    _ action: Pairing.Action, _ own: String, _ drafts: inout [Draft], _ writer: BundleWriter
  ) -> JSONValue {
    let codings = action.coding.filter(\.confirmed).map {
      BundleWriter.coding(CodeSystem.uri($0.system) ?? $0.system, $0.code, $0.display)
    }
    let code: JSONValue = ["coding": .array(codings), "text": .string(action.says)]
    let details = [
      action.dose.map { "Dose: \($0)." }, action.frequency.map { "How often: \($0)." },
      action.monitor.map { "Monitor: \($0)." }, action.reviewAfter.map { "Review after \($0)." },
    ].compactMap { $0 }
    let isMedicine = action.kind == .medication
    drafts.append(
      draft(
        isMedicine ? "MedicationRequest" : "ServiceRequest", own, code: code, notes: details,
        isMedicine: isMedicine, writer))
    return [
      "title": .string(action.says), "textEquivalent": .string(details.joined(separator: " ")),
      "code": [code],
      "documentation": .array(
        action.sources.compactMap { guideline.sources[$0]?.artifact(as: "citation") }),
      "resource": writer.reference(own),
    ]
  }

  private func draft(
    _ type: String, _ own: String, code: JSONValue, because: [String] = [], notes: [String] = [],
    isMedicine: Bool = false, _ writer: BundleWriter
  ) -> Draft {
    Draft(
      type: type, key: own,
      members: DraftRequest.members(
        code: code, subject: writer.subject, day: writer.day, because: because, notes: notes,
        isMedicine: isMedicine, isHeldBack: isHeldBack))
  }

  // MARK: evidence

  /// The claims of a pairing with their sources, and what tempers them.
  private func documentation(_ recommendation: Decision.Recommendation) -> [JSONValue] {
    let options = decision.options.filter {
      $0.pairings.contains(recommendation.pairing)
        && ($0.standing == .recommended || $0.standing == .alternative)
    }
    var seen: Set<String> = []
    let claims =
      recommendation.claims.map { ($0, "") }
      + options.flatMap(\.temperedBy).map { ($0, "It tempers this: ") }
    return claims.filter { seen.insert($0.0.evidence.name).inserted }.compactMap { claim, prefix in
      guideline.sources[claim.evidence.source]?.artifact(
        as: "justification", saying: prefix + Words.sentence(claim))
    }
  }
}
