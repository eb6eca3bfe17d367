internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// One scale's values over time, drawn (SVG) over the scale's whole range, so that no change looks larger than it is.
struct ScalePlot {
  let scale: ScaleHistory
  let words: HistoryWords

  private static let (left, right, top, bottom) = (70.0, 620.0, 14.0, 84.0)

  static let style = """
    svg .course { fill: none; stroke: var(--mark); stroke-width: 2; }
    figure.scale { margin: .4rem 0 1.2rem; }
    """

  /// The figure, with the same values in words for those who cannot see it; empty without two single values.
  var figure: HTML {
    let points = self.points
    guard points.count > 1, let grid = scale.fact.grid, let first = scale.readings.first,
      let last = scale.readings.last
    else { return "" }
    let course = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
    return """
      <figure class="scale">
      <svg viewBox="0 0 700 112" role="img" aria-label="\(words.label(scale)): \(words.readings(scale))">
      <line class="rule" x1="\(Self.number(Self.left))" y1="\(Self.number(Self.top))" x2="\(Self.number(Self.right))" y2="\(Self.number(Self.top))"/>
      <line class="rule" x1="\(Self.number(Self.left))" y1="\(Self.number(Self.bottom))" x2="\(Self.number(Self.right))" y2="\(Self.number(Self.bottom))"/>
      <text class="faint" x="\(Self.number(Self.left - 8))" y="\(Self.number(Self.top + 4))" text-anchor="end">\(grid.high.description)</text>
      <text class="faint" x="\(Self.number(Self.left - 8))" y="\(Self.number(Self.bottom + 4))" text-anchor="end">\(grid.low.description)</text>
      <polyline class="course" points="\(course)"/>
      \(points.map { mark($0) })
      <text class="faint" x="\(Self.number(Self.left))" y="104">\(first.day.description)</text>
      <text class="faint" x="\(Self.number(Self.right))" y="104" text-anchor="end">\(last.day.description)</text>
      </svg>
      </figure>
      """
  }

  private struct Point {
    var x: Double
    var y: Double
    var says: String
  }

  private var points: [Point] {
    let days = scale.readings.map { Double($0.day.ordinal) }
    let (first, span) = (days.first ?? 0, max(1, (days.last ?? 0) - (days.first ?? 0)))
    return zip(scale.readings, days).compactMap { reading, day in
      scale.place(reading.state).map { place in
        Point(
          x: Self.left + (day - first) / span * (Self.right - Self.left),
          y: Self.bottom - place * (Self.bottom - Self.top), says: scale.words(reading.state))
      }
    }
  }

  private func mark(_ point: Point) -> HTML {
    """
    <circle class="point" cx="\(Self.number(point.x))" cy="\(Self.number(point.y))" r="5"/>
    <text x="\(Self.number(point.x + 8))" y="\(Self.number(point.y < Self.top + 20 ? point.y + 16 : point.y - 6))">\(point.says)</text>
    """
  }

  /// A coordinate to one decimal place.
  private static func number(_ value: Double) -> String { Int((value * 10).rounded()).decimal(places: 1) }
}
