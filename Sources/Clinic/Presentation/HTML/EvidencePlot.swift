internal import PlumblineEngine
package import PlumblineGuideline
internal import PlumblineJSON
package import PlumblineText

/// The effects of evidence with their intervals, drawn (SVG): one figure for each measure, direction and
/// comparator, since effects are never compared across them.
package struct EvidencePlot {
  /// A scale, shared by effects that may be drawn together.
  struct Scale: Hashable {
    var measure: String
    var better: EvidenceItem.Effect.Better
    var comparator: String
  }

  /// One item in the figure.
  package struct Row {
    var item: EvidenceItem
    var certainty: Certainty
    /// The heading above its line, once for the rows that share it; nil if none is needed.
    var heading: String?

    package init(_ item: EvidenceItem, certainty: Certainty, heading: String?) {
      self.item = item
      self.certainty = certainty
      self.heading = heading
    }
  }

  private let language: Language
  private let rows: [(row: Row, effect: EvidenceItem.Effect)]
  private let scale: Scale
  private let low: Double
  private let high: Double
  private let null: Double

  /// Returns a figure for each scale on which the claims have an effect.
  static func all(_ claims: [Claim], in language: Language) -> [EvidencePlot] {
    all(claims.map { Row($0.evidence, certainty: $0.certainty, heading: nil) }, in: language)
  }

  /// Returns a figure for each scale, in order of first occurrence.
  package static func all(_ items: [Row], in language: Language = .english) -> [EvidencePlot] {
    var scales: [Scale] = []
    var rows: [Scale: [(row: Row, effect: EvidenceItem.Effect)]] = [:]
    for row in items {
      guard let effect = row.item.effect else { continue }
      let scale = Scale(
        measure: effect.measure, better: effect.better, comparator: row.item.comparator)
      if rows[scale] == nil { scales.append(scale) }
      rows[scale, default: []].append((row, effect))
    }
    return scales.map { EvidencePlot($0, rows[$0] ?? [], language) }
  }

  private init(_ scale: Scale, _ rows: [(row: Row, effect: EvidenceItem.Effect)], _ language: Language) {
    self.language = language
    self.scale = scale
    self.rows = rows
    let isRatio = ["OR", "RR", "HR"].contains(scale.measure)
    null = isRatio ? 1 : 0
    var ends: [Double] = [isRatio ? 1 : 0]
    for row in rows { ends += [row.effect.low.doubleValue, row.effect.high.doubleValue] }
    let span = max((ends.max() ?? 1) - (ends.min() ?? 0), 0.1)
    low = (ends.min() ?? 0) - span * 0.06
    high = (ends.max() ?? 1) + span * 0.06
  }

  /// The words for what was compared with the comparator: the treatment, if the rows name it.
  private var studied: String {
    rows.contains { $0.row.heading != nil } ? language("the treatment") : language("the pairing")
  }

  /// Narrow enough that a phone shows its letters at their size; each row has its words above its line.
  private static let (left, right, width) = (8.0, 372.0, 380.0)
  /// The height of a row, and of the heading above it.
  private static let (rowHeight, headingHeight) = (54.0, 18.0)

  private func x(_ value: Double) -> Double {
    Self.left + (value - low) / (high - low) * (Self.right - Self.left)
  }

  /// The figure with its caption; a screen reader gets the same numbers in words.
  package var figure: HTML {
    var bottom = 16.0
    var above: String?
    let marks = rows.map { row in
      let heading = row.row.heading == above ? nil : row.row.heading
      above = row.row.heading
      if heading != nil { bottom += Self.headingHeight }
      defer { bottom += Self.rowHeight }
      return mark(row, heading, y: bottom + Self.rowHeight - 10)
    }
    let (one, other) = (language("favours comparison"), language("favours {what}", ["what": studied]))
    let favours = scale.better == .higher ? (one, other) : (other, one)
    return """
      <figure>
      <svg viewBox="0 0 \(Self.number(Self.width)) \(Self.number(bottom + 44))" role="img" aria-label="\(words)">
      <line class="null" x1="\(Self.number(x(null)))" y1="8" x2="\(Self.number(x(null)))" y2="\(Self.number(bottom))"/>
      <line class="rule" x1="\(Self.number(Self.left))" y1="\(Self.number(bottom))" x2="\(Self.number(Self.right))" y2="\(Self.number(bottom))"/>
      \(ticks(bottom))
      \(marks)
      <text class="faint" x="0" y="\(Self.number(bottom + 36))">← \(favours.0)</text>
      <text class="faint" x="\(Self.number(Self.width))" y="\(Self.number(bottom + 36))" text-anchor="end">\(favours.1) →</text>
      </svg>
      <figcaption>\(language("{measure} with its interval, against {comparator}. The dashed line is {value}, no difference.", ["measure": scale.measure, "comparator": scale.comparator, "value": "\(Int(null))"]))</figcaption>
      </figure>
      """
  }

  private func mark(
    _ row: (row: Row, effect: EvidenceItem.Effect), _ heading: String?, y: Double
  ) -> HTML {
    let item = row.row.item
    let (from, to, at) = (
      x(row.effect.low.doubleValue), x(row.effect.high.doubleValue), x(row.effect.value.doubleValue)
    )
    let heading: HTML =
      heading.map {
        "<text class=\"heading\" x=\"0\" y=\"\(Self.number(y - Self.headingHeight))\">\($0)</text>\n"
      } ?? ""
    return """
      \(heading)<text x="0" y="\(Self.number(y - 30))">\(Words.subject(item, in: language))</text>
      <text class="faint" x="0" y="\(Self.number(y - 14))">\(certainty(row.row))\(row.effect.seen == nil ? language(", figure recalled") : "")</text>
      <line class="interval" x1="\(Self.number(from))" y1="\(Self.number(y))" x2="\(Self.number(to))" y2="\(Self.number(y))"/>
      <rect class="point" x="\(Self.number(at - 5))" y="\(Self.number(y - 5))" width="10" height="10"/>
      <text x="\(Self.number(Self.width))" y="\(Self.number(y - 30))" text-anchor="end">\(Words.estimate(row.effect, in: language))</text>
      """
  }

  private func certainty(_ row: Row) -> String {
    language("certainty {level}", ["level": language(row.certainty.words)])
  }

  private func ticks(_ bottom: Double) -> [HTML] {
    let step = [0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50].first { (high - low) / $0 <= 7 } ?? 100
    return stride(from: (low / step).rounded(.up) * step, through: high, by: step).map { value in
      """
      <line class="rule" x1="\(Self.number(x(value)))" y1="\(Self.number(bottom))" x2="\(Self.number(x(value)))" y2="\(Self.number(bottom + 4))"/>
      <text class="faint" x="\(Self.number(x(value)))" y="\(Self.number(bottom + 18))" text-anchor="middle">\(language.number(Self.number(value)))</text>
      """
    }
  }

  /// The figure in words.
  private var words: String {
    let rows = rows.map { row in
      "\(row.row.heading.map { "\($0): " } ?? "")\(Words.subject(row.row.item, in: language)): \(Words.estimate(row.effect, in: language)), \(certainty(row.row))"
    }
    let side =
      scale.better == .higher
      ? language("higher favours {what}", ["what": studied])
      : language("lower favours {what}", ["what": studied])
    let scale = language(
      "{measure} against {comparator}, {value} is no difference, {side}.",
      [
        "measure": scale.measure, "comparator": scale.comparator, "value": "\(Int(null))", "side": side,
      ])
    return "\(scale) \(rows.joined(separator: ". "))."
  }

  /// Returns a coordinate or a tick with at most two digits after the point.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return sign + (rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)")
  }
}
