internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// What stands above every answer, as JSON: the alerts, and the cautions that come before the evidence.
extension DecisionJSON {
  static func alert(_ alert: Decision.Alert) -> JSONValue {
    [
      "id": .string(alert.id), "urgency": .string(alert.urgency.rawValue), "title": .string(alert.title),
      "because": .string(alert.because), "action": .string(alert.action),
      "sources": .array(alert.sources.map { .string($0) }),
    ]
  }

  static func notices(_ notices: [Decision.Notice], _ vocabulary: Vocabulary) -> JSONValue {
    .array(
      notices.map { notice in
        [
          "id": .string(notice.id), "placement": .string(notice.placement.rawValue),
          "title": .text(notice.title), "says": .string(notice.says), "action": .text(notice.action),
          "asks": .strings(notice.asks.map { vocabulary[$0].name }),
        ]
      })
  }
}
