internal import PlumblineGuideline
internal import PlumblineText

/// The rows of a series of readings: a value, its unit and its day each. Blank rows are left out; there are always some more.
struct SeriesField {
  let series: FactSeries
  let typed: String?
  var problems: [String] = []
  /// The day of the answer, after which there is no reading.
  let today: Day
  let language: Language

  static let (marker, values, units, days, whole) = ("series", "value:", "unit:", "day:", "whole:")
  private static let (leastRows, moreRows) = (4, 3)

  private var id: String { "f-\(series.name)" }

  var html: HTML {
    let answer = SeriesAnswer(typed)
    let count = max(Self.leastRows, answer.rows.count + Self.moreRows)
    let rows: [HTML] = (0..<count).map { place in
      row(place < answer.rows.count ? answer.rows[place] : SeriesAnswer.Row(), number: place + 1)
    }
    let range = language("{low} to {high}", ["low": "\(series.low)", "high": "\(series.high)"])
    return """
      <fieldset class="field listed\(problems.isEmpty ? "" : " wrong")" id="\(id)" aria-describedby="\(id)-hint\(problems.isEmpty ? "" : " \(id)-problem")">
      <legend>\(series.label)</legend>
      <p class="hint" id="\(id)-hint">\(series.question) <span class="allowed">(\(range)\(series.unit.map { " " + $0 } ?? ""))</span> \(language("More rows come once these are full and sent."))</p>
      <input type="hidden" name="\(Self.marker)" value="\(series.name)">
      <div class="readings">\(rows)</div>
      <label class="check"><input type="checkbox" name="\(Self.whole)\(series.name)" value="yes"\(answer.isComplete ? " checked" : "")> \(language("There are no other readings"))</label>
      \(if: !problems.isEmpty, "<p class=\"problem\" id=\"\(id)-problem\">\(problems.joined(separator: " "))</p>")
      </fieldset>
      """
  }

  private func row(_ row: SeriesAnswer.Row, number: Int) -> HTML {
    func named(_ part: String) -> String {
      language("{what}, reading {number}", ["what": part, "number": "\(number)"])
    }
    // A browser would leave out a day that it cannot read; it stays as it was written.
    let isDay = row.day.isEmpty || Day(row.day) != nil
    return """
      <div class="reading">
      <input type="text" name="\(Self.values)\(series.name)" value="\(row.value)" aria-label="\(named(language("Value")))" inputmode="decimal" autocomplete="off">
      \(unit(row, named(language("Unit"))))
      <input type="\(isDay ? "date" : "text")" name="\(Self.days)\(series.name)" value="\(row.day)"\(isDay ? " max=\"\(today.description)\"" : "") aria-label="\(named(language("Day")))" autocomplete="off">
      </div>
      """
  }

  private func unit(_ row: SeriesAnswer.Row, _ label: String) -> HTML {
    let units = (series.unit.map { [$0] } ?? []) + series.conversions.map(\.unit)
    let all = units + (row.unit.isEmpty || units.contains(row.unit) ? [] : [row.unit])
    if all.count < 2 {
      return
        "<input type=\"hidden\" name=\"\(Self.units)\(series.name)\" value=\"\"><span>\(all.first ?? "")</span>"
    }
    let chosen = row.unit.isEmpty ? series.unit : row.unit
    let options: [HTML] = all.map {
      "<option\($0 == chosen ? " selected" : "")>\($0)</option>"
    }
    return
      "<select name=\"\(Self.units)\(series.name)\" aria-label=\"\(label)\">\(options)</select>"
  }
}
