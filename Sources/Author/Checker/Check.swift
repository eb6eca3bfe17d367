/// A check for a few related kinds of findings; one file each.
protocol Check: SendableMetatype {
  /// The kinds that it can find.
  static var kinds: [FindingKind] { get }

  static func findings(in subject: Subject) -> [Finding]
}

/// Everything that `check` looks for, besides what loading refuses.
public enum Checks {
  static let all: [any Check.Type] = [
    ConstantConditions.self,
    RedundantClauses.self,
    Forms.self,
    IdleGates.self,
    IdleRules.self,
    IdleWords.self,
    ScriptRuns.self,
    WithoutOtherwise.self,
    Units.self,
    Conversions.self,
    UnusedFacts.self,
    Citations.self,
    Sources.self,
    Grade.self,
    ClaimFit.self,
    OptionFit.self,
    Effects.self,
    Confirmation.self,
    RecordCodes.self,
    CodeForms.self,
    RecordMeanings.self,
    CutOffs.self,
    StatedCutOffs.self,
    StatedTruth.self,
    StatedRanges.self,
    StatedReadings.self,
    ActionDoses.self,
    TurnedAdvice.self,
    TitleNames.self,
    StatedCertainty.self,
    AdaptedCutOffs.self,
    Scores.self,
    Promises.self,
    ForbiddenClaims.self,
    ScoreAsDiagnosis.self,
    Rationales.self,
    Placeholders.self,
    Labels.self,
    Dates.self,
    Attributes.self,
    Requirements.self,
    TestExpectations.self,
    Untested.self,
    Translations.self,
  ]

  /// Every kind of finding, by code.
  public static let kinds =
    (all.flatMap { $0.kinds } + LoadProblems.kinds + Allowances.kinds
    + [VersionBehind.kind, BetweenGuidelines.kind]).sorted { $0.code < $1.code }

  public static func kind(_ code: String) -> FindingKind? { kinds.first { $0.code == code } }

  /// Returns everything that is found in packs that load, by place.
  public static func findings(in subject: Subject) -> [Finding] {
    Set(all.flatMap { $0.findings(in: subject) }).sorted()
  }
}
