internal import PlumblineGuideline
internal import PlumblineJSON

/// The check for effects whose figures do not support the claim that rests on them.
enum Effects: Check {
  static let includesNone = FindingKind(
    "effect-includes-none", .warning,
    "a claim rests on an effect whose interval includes no effect, and no `note` says so",
    reason: """
      An interval that contains 0 (for a difference) or 1 (for a ratio) is compatible with no effect at all. Say so in the \
      item's `note` ("the interval includes no effect"), where the reader sees the figure.
      """,
    mistake: Examples.claimed([
      "effect":
        "{ measure = \"SMD\", value = 0.4, ci = { -0.1, 0.9 }, better = \"higher\", seen = \"table 3\" }, -- ←"
    ]),
    fix: Examples.claimed([
      "note": "\"The interval includes no effect.\",",
      "effect":
        "{ measure = \"SMD\", value = 0.4, ci = { -0.1, 0.9 }, better = \"higher\", seen = \"table 3\" },",
    ]))

  static let favoursOther = FindingKind(
    "effect-favours-comparator", .warning,
    "a claim rests on an effect that favours the comparator",
    reason: """
      The figure lies on the side that `better` calls worse. Either `better` or the sign is wrong, or the study argues against \
      the recommendation.
      """,
    mistake: Examples.claimed([
      "effect":
        "{ measure = \"SMD\", value = 0.4, ci = { 0.1, 0.7 }, better = \"lower\", seen = \"table 3\" }, -- ←"
    ]),
    fix: Examples.claimed([
      "effect":
        "{ measure = \"SMD\", value = -0.4, ci = { -0.7, -0.1 }, better = \"lower\", seen = \"table 3\" },"
    ]))

  static let impossible = FindingKind(
    "effect-impossible", .error,
    "a ratio is zero or negative",
    reason: """
      An odds ratio, a risk ratio or a hazard ratio is above 0. A negative figure is the logarithm of a ratio, or a difference \
      with the wrong `measure`.
      """,
    mistake: Examples.claimed([
      "effect":
        "{ measure = \"odds ratio\", value = 0.4, ci = { -0.1, 0.9 }, better = \"lower\", seen = \"table 3\" }, -- ←"
    ]),
    fix: Examples.claimed([
      "effect":
        "{ measure = \"odds ratio\", value = 0.4, ci = { 0.2, 0.9 }, better = \"lower\", seen = \"table 3\" },"
    ]))

  static let kinds = [includesNone, favoursOther, impossible]

  /// The kind of a figure, and so its value if there is no effect.
  private enum Measure {
    case difference, ratio

    init?(_ name: String) {
      let words = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
      if !words.isDisjoint(with: ["ratio", "or", "rr", "hr", "irr", "ror", "smr"])
        || words == ["relative", "risk"]
      {
        self = .ratio
      } else if !words.isDisjoint(with: [
        "difference", "differences", "smd", "md", "wmd", "rd", "arr", "hedges", "cohen",
      ]) {
        self = .difference
      } else {
        return nil
      }
    }

    var none: ExactNumber { self == .ratio ? ExactNumber(1) : ExactNumber(0) }
  }

  private static let saysSo: [Phrase] = [
    "no|null|without effect|difference|benefit",
    "includes|include|crosses|cross|touches|touch|touched|spans|holds ~2 0|1|zero|one|no|null",
    "not ~2 significant|distinguished|excluded", "compatible with",
    "imprecise|imprecision|uncertain|inconclusive",
    "may ~2 none|nothing", "little or no", "cannot be ~1 excluded|told",
  ]

  static func findings(in subject: Subject) -> [Finding] {
    let guideline = subject.guideline
    return guideline.evidence.values.filter { subject.isOwn($0.place) }.compactMap { item in
      guard let effect = item.effect, let measure = Measure(effect.measure) else { return nil }
      func finding(_ kind: FindingKind, _ message: String) -> Finding {
        let at = subject.location(item.place, of: "evidence", named: item.name, field: "effect")
        return Finding(kind, at: at, message)
      }
      let figures = "\(effect.value) (\(effect.low) to \(effect.high))"
      if measure == .ratio, effect.low <= ExactNumber(0) {
        return finding(
          impossible,
          "the effect of '\(item.name)' is a ratio (\(effect.measure)) of \(figures): a ratio is above 0")
      }
      let rules = guideline.everyRule.filter { $0.claims.contains(item.name) }
      guard !rules.isEmpty else { return nil }
      let none = measure.none
      let isWorse = effect.better == .higher ? effect.value < none : effect.value > none
      if isWorse {
        return finding(
          favoursOther,
          "the effect of '\(item.name)' is \(figures), where \(effect.better.rawValue) is better and \(none) is no effect: it favours \(item.comparator)"
        )
      }
      guard effect.low <= none, none <= effect.high else { return nil }
      let texts = [item.note ?? ""] + rules.flatMap { [$0.because, $0.note ?? ""] }
      let isSaid = texts.flatMap(Clause.all).contains { clause in saysSo.contains { $0.isIn(clause) } }
      return isSaid
        ? nil
        : finding(
          includesNone,
          "the interval of '\(item.name)' (\(effect.low) to \(effect.high)) includes no effect, and no `note` says so"
        )
    }
  }
}
