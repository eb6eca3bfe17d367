public import PlumblineGuideline
public import PlumblineText

/// Guidelines in another language: the same decisions in other words, and what is known of these words.
///
/// What is decided and recorded stays in the source language. A view is made afterwards, so that no translation can hold back a stop.
public struct LanguageView: Sendable {
  public let language: Language
  /// The guidelines that decide.
  public let source: JointEvaluator
  /// The same guidelines in the language.
  public let evaluator: JointEvaluator
  public let catalogues: [Catalogue]
  /// The sentences that stand in the source language.
  public let untranslated: [Guideline.Untranslated]
  /// The catalogues that cannot be read, and why.
  public let problems: [PackProblem]

  /// - Parameters:
  ///   - catalogues: of all packs in force, in the language.
  ///   - problems: what kept others from being read.
  public init(
    _ source: JointEvaluator, in language: Language, by catalogues: [Catalogue], problems: [PackProblem] = []
  ) {
    self.source = source
    self.language = language
    self.catalogues = catalogues
    self.problems = problems
    let (guidelines, left) = source.guidelines.translated(by: catalogues, in: language)
    untranslated = left
    evaluator = source.speaking(language, guidelines)
  }

  /// Reads the catalogues from the packs' folders.
  public init(_ source: JointEvaluator, in language: Language) {
    let folders = source.guidelines.members.flatMap(\.folders)
    let unique = Dictionary(folders.map { ($0.name + $0.digest, $0) }) { first, _ in first }
    let (catalogues, problems) = CatalogueReader.catalogues(
      in: Array(unique.values), of: source.guidelines.packs, language: language.code)
    self.init(source, in: language, by: catalogues, problems: problems)
  }

  /// `sha256:…` over the digests of all catalogues, in the order of their packs: which words an answer was given in.
  public var digest: String { Catalogue.digest(of: catalogues) }

  /// Whether a named clinician has signed every catalogue, and the program's own sentences.
  public var isReviewed: Bool {
    language.isReviewed && !catalogues.isEmpty && catalogues.allSatisfy(\.isReviewed)
  }

  /// What an answer must say of its translation: who reviewed it, by which catalogues, and what is left in the source language.
  public var notices: [String] {
    let named = String(digest.prefix("sha256:".count + 12))
    let who = Set(catalogues.compactMap(\.review?.by)).sorted().joined(separator: ", ")
    var notices = [
      isReviewed
        ? language("Translated (catalogue {digest}); reviewed by {who}.", ["digest": named, "who": who])
        : language.both(
          "Translated (catalogue {digest}), and not reviewed by a named clinician: what bears on safety stands in English too.",
          ["digest": named])
    ]
    let left = Set(untranslated.map(\.sentence.text)).count
    if left > 0 {
      notices.append(
        language(
          "{count} sentences of the packs have no translation that fits and stand in English.",
          ["count": "\(left)"]))
    }
    return notices
  }

  /// Returns an answer in this language, with the notices first among its cautions.
  ///
  /// - Throws: ``Departed`` if the translated guideline answers otherwise, which it cannot: then the answer must be shown as it is.
  public func answer(_ joint: JointDecision, for profile: Profile) throws -> JointDecision {
    var view = joint
    let evaluators = Dictionary(
      zip(source.evaluators, evaluator.evaluators).map { ($0.guideline.domain.name, ($0, $1)) }
    ) { first, _ in first }
    for index in joint.parts.indices {
      guard case .decided(let decision) = joint.parts[index].outcome,
        let (plain, spoken) = evaluators[joint.parts[index].guideline]
      else { continue }
      guard try plain.signature(profile) == spoken.signature(profile) else {
        throw Departed(guideline: joint.parts[index].guideline, language: language.code)
      }
      var reworded = try spoken.reworded(decision, profile)
      reworded.cautions = notices + reworded.cautions
      if !isReviewed {
        for place in reworded.recommendations.indices {
          reworded.recommendations[place].forPatient.append(
            language.both("This text was translated. No clinician has reviewed the translation yet."))
        }
      }
      view.parts[index].outcome = .decided(reworded)
    }
    return view
  }

  /// Returns an explanation in this language, and the guideline whose words it is in.
  ///
  /// - Parameters:
  ///   - explanation: of the guideline's own answer for `profile`.
  ///   - guideline: in its own language.
  ///   - changed: the profile of its "what if"; nil if it has none.
  /// - Throws: ``Departed`` if the translated guideline answers otherwise, which it cannot: then the explanation must be shown as it is; the
  ///   error of a failing script.
  public func explanation(
    _ explanation: Explanation, of guideline: Guideline, for profile: Profile, changed: Profile? = nil
  ) throws -> (guideline: Guideline, explanation: Explanation) {
    let name = guideline.domain.name
    let pair = zip(source.evaluators, evaluator.evaluators).first { $0.0.guideline.domain.name == name }
    guard let (plain, spoken) = pair else { throw Departed(guideline: name, language: language.code) }
    for profile in [profile, changed].compactMap(\.self) {
      guard try plain.signature(profile) == spoken.signature(profile) else {
        throw Departed(guideline: name, language: language.code)
      }
    }
    let day = explanation.why.decision.asOf
    var reworded = Explanation(why: try spoken.why(profile, asOf: day))
    reworded.whyNot = try explanation.whyNot.map { try spoken.reworded($0, for: profile) }
    reworded.whatIf = try changed.map { try spoken.whatIf(profile, $0, asOf: day) }
    return (spoken.guideline, reworded)
  }

  /// A translated guideline that decides otherwise than its source.
  public struct Departed: Error, CustomStringConvertible {
    public let guideline: String
    public let language: String

    public var description: String {
      "the guideline '\(guideline)' decides otherwise in '\(language)' than in its own language, so its answer is shown in its own; report this as a defect"
    }
  }
}

extension JointEvaluator {
  /// Returns the same evaluators with other words.
  ///
  /// - Parameter guidelines: the same guidelines, translated.
  func speaking(_ language: Language, _ guidelines: Guidelines) -> JointEvaluator {
    JointEvaluator(
      guidelines,
      zip(evaluators, guidelines.members).map { $0.speaking(language, $1.guideline) })
  }
}

extension Evaluator {
  /// Returns a decision that was made for a profile in this evaluator's words. What is missing is not worked out again.
  func reworded(_ decision: Decision, _ profile: Profile) throws -> Decision {
    let (knowledge, selection) = try selected(profile)
    var reworded = wording(knowledge, selection).decision(asOf: decision.asOf)
    reworded.profile = decision.profile
    reworded.missing = decision.missing
    reworded.isAnalysed = decision.isAnalysed
    reworded.notAsked = decision.notAsked
    return reworded
  }
}
