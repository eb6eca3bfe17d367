public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// The explanations of all guidelines' answers, one after the other; the one whose stop is true comes first.
public struct JointExplanation {
  private let guidelines: Guidelines
  public private(set) var explained: [(guideline: Guideline, explanation: Explanation)] = []
  /// Why a guideline has no explanation, in words.
  public private(set) var failures: [String] = []

  public init(_ guidelines: Guidelines) { self.guidelines = guidelines }

  /// Adds a guideline's explanation, or why there is none.
  public mutating func add(_ result: Result<Explanation, any Error>, of guideline: Guideline) {
    switch result {
    case .success(let explanation):
      let isStop = !explanation.why.decision.alerts.isEmpty
      let place = isStop ? explained.firstIndex { $0.explanation.why.decision.alerts.isEmpty } : nil
      explained.insert((guideline, explanation), at: place ?? explained.count)
    case .failure(let error):
      let own = isSingle ? "" : " of '\(guideline.domain.name)'"
      failures.append("no explanation\(own): \(error)")
    }
  }

  public var isEmpty: Bool { explained.isEmpty }
  /// Whether one guideline is in force.
  public var isSingle: Bool { guidelines.members.count == 1 }

  public func text(style: Style) -> String {
    explained.map { guideline, explanation in
      let heading = isSingle ? "" : style.bold(Escaping.terminal(guideline.domain.title)) + "\n"
      return heading + ExplanationReport(guideline).text(explanation, style: style)
    }.joined(separator: "\n")
  }

  /// The explanations as a part of a page, and why a guideline has none.
  public var html: HTML {
    let parts: [HTML] = explained.map { guideline, explanation in
      let heading: HTML = isSingle ? "" : "<p class=\"kicker\">\(guideline.domain.title)</p>"
      return "\(heading)\n\(ExplanationReport(guideline).html(explanation))"
    }
    return "\(parts)\n\(failures.map { "<p class=\"now\">\($0)</p>" as HTML })"
  }

  public var markdown: String {
    explained.map { guideline, explanation in
      let heading = isSingle ? "" : "*\(Escaping.markdown(guideline.domain.title))*\n\n"
      return heading + ExplanationReport(guideline).markdown(explanation)
    }.joined(separator: "\n")
  }
}
