public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// The explanations of all guidelines' answers, one after the other; the one whose stop is true comes first.
public struct JointExplanation {
  private let guidelines: Guidelines
  public private(set) var explained: [(guideline: Guideline, explanation: Explanation)] = []
  /// Why a guideline has no explanation, in words.
  public private(set) var failures: [String] = []
  /// The same explanations in another language; empty if they are shown in their own.
  private var spoken: [(guideline: Guideline, explanation: Explanation)] = []
  /// What is said of the translation.
  private var notices: [String] = []

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

  /// Shows what was added in another language. What bears on safety stands in both until a named clinician has signed.
  ///
  /// - Parameters:
  ///   - profile: that of the explanations.
  ///   - changed: the profile of their "what if"; nil if they have none.
  /// - Throws: ``LanguageView/Departed``, or the error of a failing script; then they are shown in their own language.
  public mutating func speak(
    by view: LanguageView, for profile: Profile, changed: Profile? = nil
  ) throws {
    spoken = try explained.map { guideline, explanation in
      try view.explanation(explanation, of: guideline, for: profile, changed: changed)
    }
    notices = view.notices
  }

  public var isEmpty: Bool { explained.isEmpty }
  /// Whether one guideline is in force.
  public var isSingle: Bool { guidelines.members.count == 1 }

  public func text(style: Style) -> String {
    parts.map { title, blocks in
      let heading = isSingle ? "" : style.bold(Escaping.terminal(title)) + "\n"
      return heading + blocks.text(style)
    }.joined(separator: "\n")
  }

  /// The explanations as a part of a page, and why a guideline has none.
  public var html: HTML {
    let parts: [HTML] = parts.map { title, blocks in
      let heading: HTML = isSingle ? "" : "<p class=\"kicker\">\(title)</p>"
      return "\(heading)\n\(blocks.html)"
    }
    return "\(parts)\n\(failures.map { "<p class=\"now\">\($0)</p>" as HTML })"
  }

  public var markdown: String {
    parts.map { title, blocks in
      let heading = isSingle ? "" : "*\(Escaping.markdown(title))*\n\n"
      return heading + blocks.markdown
    }.joined(separator: "\n")
  }

  /// The title of each guideline, and its explanation.
  private var parts: [(title: String, blocks: ExplanationBlocks)] {
    guard !spoken.isEmpty else {
      return explained.map { ($0.domain.title, ExplanationReport(guideline: $0).blocks($1)) }
    }
    return zip(spoken, explained).map { own, source in
      let blocks = ExplanationReport(guideline: own.guideline).blocks(own.explanation, notices: notices)
      let english = notices.map { Bilingual($0)?.english ?? $0 }
      return (
        own.guideline.domain.title,
        blocks.beside(
          ExplanationReport(guideline: source.guideline).blocks(source.explanation, notices: english))
      )
    }
  }
}
