internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The options side by side as lines of text: for each its claims with their certainty for this patient, and where it stands.
///
/// The order is the domain's, never that of effects, and evidence that tempers the claims stands in the same table.
struct OptionsGrid {
  let words: OptionWords
  let style: Style
  var room = BriefReport.Room()
  private var language: Language { words.language }

  /// The columns that an outcome has at least.
  private static let narrowest = 20

  private struct Widths {
    var name = 0
    var outcome = 0
    var effect = 0
  }

  func set(on page: inout Page) {
    if words.compared.isEmpty { return }
    let comparator = words.commonComparator
    heading(comparator, on: &page)
    let widths = widths()
    for option in words.compared { set(option, widths, comparator, on: &page) }
    for claim in words.tempering {
      row(
        "\(style.isPlain ? "~" : "≈") \(claim.evidence.intervention.capitalisedOnce)", claim, widths,
        on: &page)
      page.paragraph(
        words.against(claim) + language(": tempers the claims above"), first: "    ", rest: "    ")
    }
    var below = words.notes
    if !words.named.isEmpty, room.namesOthers {
      let names = words.named.map(\.title).joined(separator: ", ")
      below.append(language("Named, nothing claimed: {names}.", ["names": names]))
    }
    below.append(notes())
    // Where room is scarce, sentences share their lines.
    for line in room.isTight ? [below.joined(separator: " ")] : below { page.paragraph(line) }
  }

  /// Adds what the options were compared with: beside the heading, or below it where the line would be too long.
  private func heading(_ comparator: String?, on page: inout Page) {
    let heading = language("Options, in a fixed order")
    let against = comparator.map { language(", against {comparator}", ["comparator": Escaping.terminal($0)]) }
    if heading.count + (against ?? "").count <= style.width {
      page.line(style.bold(heading) + (against ?? ""))
    } else {
      page.line(style.bold(heading))
      page.paragraph(language("against {comparator}", ["comparator": comparator ?? ""]))
    }
  }

  private func set(_ option: Decision.Option, _ widths: Widths, _ comparator: String?, on page: inout Page) {
    let mark = mark(option.standing)
    if room.isTight, option.standing == .advisedAgainst {
      page.paragraph(
        language("{option}: {standing}", ["option": option.title, "standing": words.standing(option)]),
        first: "\(mark) ", rest: "    ")
      return
    }
    let all = words.claims(option)
    let claims = room.isTight && option.standing == .alternative ? Array(all.prefix(1)) : all
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

  /// Adds a claim in columns; an outcome that is wider than its column continues below.
  private func row(_ name: String, _ claim: Claim, _ widths: Widths, on page: inout Page) {
    let outcome = Wrapping.lines(Escaping.terminal(words.outcome(claim)), to: widths.outcome)
    let cells = [
      (Escaping.terminal(name), widths.name), (outcome[0], widths.outcome),
      (Escaping.terminal(words.effect(claim)), widths.effect),
    ]
    let fixed = cells.map { $0.leftAligned(in: $1 + 1) }.joined()
    page.line(fixed + Escaping.terminal(words.certainty(claim)))
    for more in outcome.dropFirst() { page.line("".leftAligned(in: widths.name + 1) + more) }
  }

  private func widths() -> Widths {
    var widths = Widths()
    var certainty = 0
    for option in words.compared {
      widths.name = max(widths.name, option.title.count + 2)
      for claim in words.claims(option) + words.tempering {
        widths.outcome = max(widths.outcome, words.outcome(claim).count)
        widths.effect = max(widths.effect, words.effect(claim).count)
        certainty = max(certainty, words.certainty(claim).count)
      }
    }
    let rest = style.width - widths.name - widths.effect - certainty - 3
    widths.outcome = min(widths.outcome, max(Self.narrowest, rest))
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
