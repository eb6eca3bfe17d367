public import PlumblineEngine
internal import PlumblineFHIR
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON
public import PlumblinePresentation
public import PlumblineText

/// The formats of an answer.
public enum AnswerForm: String, Sendable, Hashable, CaseIterable {
  /// On one screen.
  case text
  /// All of it, as text.
  case full
  case json, markdown, html
  /// A Bundle in FHIR R4.
  case fhir
  /// To the treating team or who referred the patient, as Markdown.
  case letter
  /// The same, as a page that prints well.
  case letterPage = "letter-html"
  /// The page for the patient alone.
  case patient
  /// The options, to look at together.
  case aid
}

/// An answer as printed, and as its record keeps it.
public struct PrintedAnswer: Sendable {
  public let printed: [UInt8]
  /// The text without emphasis; nil if the answer is JSON.
  public let kept: String?

  /// The guidelines' answers, with what they say about their record.
  ///
  /// - Parameter intake: how the profile was read from a record; nil if it was written by hand.
  public init(
    _ joint: JointDecision, _ form: AnswerForm, _ style: Style, _ guidelines: Guidelines,
    _ recording: Recording, intake: JSONValue? = nil
  ) {
    let report = JointReport(guidelines, note: intake.flatMap { RecordNote($0, guidelines.vocabulary) })
    switch form {
    case .json: self.init(JointDecisionJSON(guidelines).value(joint), recording)
    case .fhir: self.init(GuidanceBundle(joint, guidelines, recording, intake: intake).value)
    case .markdown: self.init(report.markdown(joint, recording))
    case .html: self.init(report.html(joint, recording))
    case .letter: self.init(report.letter(joint, recording))
    case .letterPage: self.init(report.letterPage(joint, recording))
    case .patient: self.init(report.patientPage(joint))
    case .aid: self.init(report.aid(joint))
    case .text: self.init(style) { report.text(joint, recording, style: $0) }
    case .full: self.init(style) { report.text(joint, recording, style: $0, isFull: true) }
    }
  }

  /// A refusal, with what it says about its record.
  public init(
    _ refusal: Refusal, _ form: AnswerForm, _ style: Style, _ vocabulary: Vocabulary, _ recording: Recording,
    in language: Language = .english
  ) {
    let report = RefusalReport(vocabulary, in: language)
    switch form {
    case .json: self.init(RefusalJSON(vocabulary).value(refusal), recording)
    case .fhir: self.init(RefusalBundle(refusal, vocabulary, recording).value)
    case .markdown, .letter: self.init(report.markdown(refusal, recording))
    case .patient, .aid: self.init(report.html(refusal, recording, isAskedForPatient: true))
    case .html, .letterPage: self.init(report.html(refusal, recording))
    case .text, .full: self.init(style) { report.text(refusal, recording, style: $0) }
    }
  }

  /// Shows a page with stops that are on record above it, and what changed at its end, but before what is for the patient; what is recorded
  /// stays the answer alone.
  func showing(_ view: BesideAnswer) -> PrintedAnswer {
    var page = String(decoding: printed, as: UTF8.self)
    let end = page.firstRange(of: "<section class=\"patient\"") ?? page.ranges(of: "</body>").last
    if let since = view.since, let end { page.insert(contentsOf: since.html.text + "\n", at: end.lowerBound) }
    if let stops = view.stops, let main = page.firstRange(of: "<main>") {
      page.insert(contentsOf: "\n" + stops.html.text, at: main.upperBound)
    }
    return PrintedAnswer(printed: Array(page.utf8), kept: kept)
  }

  private init(printed: [UInt8], kept: String?) { (self.printed, self.kept) = (printed, kept) }

  private init(_ json: JSONValue, _ recording: Recording) {
    printed = DecisionJSON.line(json, status: recording.status, record: recording.record)
    kept = nil
  }

  private init(_ bundle: JSONValue) {
    printed = bundle.canonicalLine
    kept = String(decoding: printed, as: UTF8.self)
  }

  private init(_ text: String) {
    printed = Array(text.utf8)
    kept = text
  }

  /// Text that is kept without bold, whether or not it is shown in bold.
  private init(_ style: Style, _ text: (Style) -> String) {
    var plain = style
    plain.isBold = false
    let kept = text(plain)
    printed = Array((style.isBold ? text(style) : kept).utf8)
    self.kept = kept
  }
}

extension RecordNote {
  /// What an intake summary says, with the labels of the vocabulary in which the answer is shown.
  init?(_ intake: JSONValue, _ vocabulary: Vocabulary) {
    func labels(_ names: [String]) -> [String] {
      Set(names).sorted().map { name in vocabulary.index(of: name).map { vocabulary[$0].label } ?? name }
    }
    self.init(
      contradicted: labels(
        (intake["conflicts"]?.arrayValue ?? []).flatMap { $0["facts"]?.arrayValue ?? [] }.compactMap(
          \.stringValue)),
      asked: labels(
        (intake["report"]?["cautions"]?.arrayValue ?? []).compactMap { $0["fact"]?.stringValue }))
  }
}
