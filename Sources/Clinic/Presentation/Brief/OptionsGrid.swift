internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The options side by side as lines of text: for each its claims with their certainty for this patient, and where it stands.
///
/// The order is the domain's, never that of effects, and evidence that tempers the claims stands in the same table.
struct OptionsGrid {
  let words: OptionWords
  let style: Style
  /// Whether what the full answer has is left out: notes, what is only named, and the claims of what is advised against.
  var isTight = false
  private var language: Language { words.language }

  private struct Widths {
    var name = 0
    var outcome = 0
    var effect = 0
  }

  func set(on page: inout Page) {
    if words.compared.isEmpty { return }
    let comparator = words.commonComparator
    let heading = style.bold(language("Options, in a fixed order"))
    page.line(
      heading
        + (comparator.map { language(", against {comparator}", ["comparator": Escaping.terminal($0)]) } ?? "")
    )
    let widths = widths()
    for option in words.compared { set(option, widths, comparator, on: &page) }
    for claim in words.tempering {
      row(
        "\(style.isPlain ? "~" : "≈") \(claim.evidence.intervention.capitalisedOnce)", claim, widths,
        on: &page)
      page.paragraph(
        words.against(claim) + language(": tempers the claims above"), first: "    ", rest: "    ")
    }
    if !isTight { for note in words.notes { page.paragraph(note) } }
    if !words.named.isEmpty, !isTight {
      let names = words.named.map(\.title).joined(separator: ", ")
      page.paragraph(language("Named, nothing claimed: {names}.", ["names": names]))
    }
    page.paragraph(notes())
  }

  private func set(_ option: Decision.Option, _ widths: Widths, _ comparator: String?, on page: inout Page) {
    let mark = mark(option.standing)
    if isTight, option.standing == .advisedAgainst {
      page.paragraph(
        language("{option}: {standing}", ["option": option.title, "standing": words.standing(option)]),
        first: "\(mark) ", rest: "    ")
      return
    }
    let all = words.claims(option)
    let claims = isTight && option.standing == .alternative ? Array(all.prefix(1)) : all
    for (number, claim) in claims.enumerated() {
      row(number == 0 ? "\(mark) \(option.title)" : "", claim, widths, on: &page)
    }
    if claims.isEmpty { page.line("\(mark) \(Escaping.terminal(option.title))") }
    var others: Set<String> = []
    let differing = claims.filter {
      $0.evidence.comparator != comparator || $0.evidence.effect?.better == .lower
    }.map(words.against).filter {
      others.insert($0).inserted
    }
    let before = differing.map { $0 + "; " }.joined()
    let standing = words.standing(option, within: style.width - before.count - 4)
    page.paragraph(before + standing, first: "    ", rest: "    ")
  }

  /// Adds a claim in columns.
  private func row(_ name: String, _ claim: Claim, _ widths: Widths, on page: inout Page) {
    let cells = [
      (name, widths.name), (words.outcome(claim), widths.outcome), (words.effect(claim), widths.effect),
    ]
    let fixed = cells.map { Escaping.terminal($0).leftAligned(in: $1 + 1) }.joined()
    page.line(fixed + Escaping.terminal(words.certainty(claim)))
  }

  private func widths() -> Widths {
    var widths = Widths()
    for option in words.compared {
      widths.name = max(widths.name, option.title.count + 2)
      for claim in words.claims(option) + words.tempering {
        widths.outcome = max(widths.outcome, words.outcome(claim).count)
        widths.effect = max(widths.effect, words.effect(claim).count)
      }
    }
    return widths
  }

  private func mark(_ standing: Decision.Option.Standing) -> String {
    switch standing {
    case .recommended: style.isPlain ? ">" : "▸"
    case .alternative: "+"
    case .advisedAgainst: style.isPlain ? "x" : "✗"
    case .undecided: "?"
    case .passedOver, .notMatched, .named: " "
    }
  }

  /// What the columns mean.
  private func notes() -> String {
    let claims = words.compared.flatMap(words.claims) + words.tempering
    let isRecalled = claims.contains {
      $0.evidence.effect.map { $0.seen == nil } ?? false
        || $0.evidence.certaintySeen == nil && $0.evidence.certainty != .notStated
    }
    let measures = Set(claims.compactMap(\.evidence.effect?.measure)).sorted().joined(separator: ", ")
    return (measures.isEmpty ? "" : "\(measures); ")
      + language("certainty is trust in the studied result, not a chance of benefit.")
      + (isRecalled ? language(" * Recalled, not confirmed.") : "")
  }
}
