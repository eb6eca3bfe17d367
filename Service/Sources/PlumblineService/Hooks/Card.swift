internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblinePresentation

/// A card of CDS Hooks, as a record system shows it. No member of it is null or empty.
struct Card: Sendable {
  var summary: String
  var indicator: CardReport.Indicator
  /// GitHub-flavoured Markdown.
  var detail: String
  var references: [CardReport.Reference] = []
  /// The name by which feedback finds the record; nil if there is none.
  var uuid: String?
  /// What a clinician may take over, part by part: drafts, which the record system makes and a person orders or not.
  var suggestions: [DraftRequest] = []
  /// The answer, as `plumbline recommend --format json` prints it.
  var answer: [UInt8]?

  static let sourceLabel = "Plumbline"
  /// The member of a card's extension that holds the answer.
  static let answerKey = "urn:plumbline:answer"

  /// - Parameter address: where clients call the service, whose pages say more of it; nil if it was not told.
  func json(from address: String?) -> JSONValue {
    let source =
      [JSONMember("label", .string(Self.sourceLabel))]
      + (address.map { [JSONMember("url", .string("\($0)/"))] } ?? [])
    var members: [JSONMember] = [
      JSONMember("summary", .string(summary)), JSONMember("indicator", .string(indicator.rawValue)),
      JSONMember("source", .object(source)), JSONMember("detail", .string(detail)),
    ]
    if !references.isEmpty {
      members.append(
        JSONMember(
          "links",
          .array(
            references.map {
              // Clients exist that take no link without its last member.
              [
                "label": .string($0.label), "url": .string($0.url), "type": "absolute",
                "autoLaunchable": false,
              ]
            }))
      )
    }
    if let uuid, !suggestions.isEmpty {
      members += [
        JSONMember("suggestions", .array(suggestions.enumerated().map { suggestion($1, $0, of: uuid) })),
        JSONMember("selectionBehavior", "any"),
      ]
    }
    if let uuid {
      members += [JSONMember("uuid", .string(uuid)), JSONMember("overrideReasons", Self.overrideReasons)]
    }
    if let answer {
      let text = JSONValue.string(String(decoding: answer, as: UTF8.self))
      members.append(JSONMember("extension", .object([JSONMember(Self.answerKey, text)])))
    }
    return .object(members)
  }

  private func suggestion(_ draft: DraftRequest, _ number: Int, of card: String) -> JSONValue {
    [
      "label": .string(draft.title), "uuid": .string(CardName.suggestion(number, of: card)),
      "isRecommended": true,
      "actions": [
        [
          "type": "create", "description": .string("Draft a request: \(draft.title)"),
          "resource": draft.resource,
        ]
      ],
    ]
  }

  private static let overrideReasons = JSONValue.array(
    OverrideReason.all.map { reason in
      [
        "code": .string(reason.code), "system": .string(OverrideReason.system),
        "display": .string(reason.display),
      ]
    })
}

extension Card {
  /// The card of what was found, once it is settled what it says of its record.
  ///
  /// - Parameters:
  ///   - recording: what it says of its record.
  ///   - printed: the answer in Markdown.
  ///   - patient: whose chart is open, by its id in the record; nil if nothing may be suggested.
  ///   - gaps: what is not known of the record, sentence by sentence.
  init(
    _ outcome: Desk.Finding.Shown, _ intake: Intake?, _ recording: Recording, _ printed: PrintedAnswer?,
    uuid: String?, patient: String?, gaps: [String], _ guidelines: Guidelines
  ) {
    let report = CardReport(guidelines)
    detail = printed.map { String(decoding: $0.printed, as: UTF8.self) } ?? ""
    self.uuid = uuid
    switch outcome {
    case .decided(let joint):
      summary = report.summary(joint, recording)
      indicator = report.indicator(joint)
      references = report.references(joint)
      if let patient { suggestions = DraftRequest.all(joint, guidelines, patient: patient) }
      answer = DecisionJSON.line(
        JointDecisionJSON(guidelines).value(joint), status: recording.status, record: recording.record)
    case .refused(let refusal, let vocabulary):
      summary = report.summary(refusal, recording)
      indicator = report.indicator(refusal)
      answer = DecisionJSON.line(
        RefusalJSON(vocabulary).value(refusal), status: recording.status, record: recording.record)
    }
    if detail.isEmpty { detail = summary + "\n" }
    if answer?.last == 0x0A { answer?.removeLast() }
    let notes = gaps + (intake.map(Self.notes) ?? [])
    if !notes.isEmpty {
      detail += "\n## The record\n\n" + notes.map { "- \($0)\n" }.joined()
    }
  }

  /// What an answer must say of the record that it was read from: no value is in it.
  private static func notes(_ intake: Intake) -> [String] {
    let contradicted = Set(intake.conflicts.flatMap(\.facts)).sorted()
    let asked = Set(intake.report.cautions.map(\.fact)).sorted()
    var notes: [String] = []
    if !contradicted.isEmpty {
      notes.append(
        "It contradicts itself, so this counts as unknown: \(contradicted.joined(separator: ", ")).")
    }
    if !asked.isEmpty {
      notes.append("It raises questions that it does not answer: \(asked.joined(separator: ", ")).")
    }
    return notes + intake.report.notes.map { "\($0)." }
  }
}
