internal import PlumblineGuideline
internal import PlumblineInterview
internal import PlumblineText

/// The field of one fact: how it is asked, what is allowed, what was entered, and what is wrong with that.
struct FactField {
  let fact: Fact
  let typed: String
  var problems: [String] = []
  var isFlag = false
  let language: Language
  /// What was known of it at an earlier answer; nil if nothing is shown of that.
  var earlier: EarlierNote?
  /// What the field's name begins with.
  var prefix = FactField.prefix

  static let prefix = "fact:"

  private var id: String { "f-\(fact.name)" }
  private var name: String { prefix + fact.name }
  private var described: String {
    "\(id)-hint" + (earlier == nil ? "" : " \(id)-before") + (problems.isEmpty ? "" : " \(id)-problem")
  }

  var html: HTML {
    switch fact.kind {
    case .boolean:
      return chips(
        [("yes", language("yes").capitalisedFirst), ("no", language("no").capitalisedFirst)]
          + Array(reasons.prefix(2)))
    case .code(let codes) where codes.count <= 5:
      return chips(codes.map { ($0, (fact.labels[$0] ?? $0).capitalisedFirst) } + Array(reasons.prefix(2)))
    case .code(let codes): return list(codes.map { ($0, (fact.labels[$0] ?? $0).capitalisedFirst) } + reasons)
    case .integer, .decimal: return text
    }
  }

  private var reasons: [(String, String)] {
    [
      ("unknown", language("Not known")), ("declined", language("Declined")),
      ("n/a", language("Does not apply")),
    ]
  }

  private var isWrong: Bool { !problems.isEmpty }

  private var problem: HTML {
    isWrong ? "<p class=\"problem\" id=\"\(id)-problem\">\(problems.joined(separator: " "))</p>" : ""
  }

  /// What was known before, and the tick that uses it again. An answer of today takes its place.
  private var before: HTML {
    guard let earlier else { return "" }
    let use: HTML = """
      <label class="check"><input type="checkbox" name="carry" value="\(fact.name)"> <span>\(language("Still so: use it"))<span class="unseen"> (\(fact.label))</span></span></label>
      """
    return """
      <div class="before" id="\(id)-before">\(earlier.words)\(if: earlier.stillCounts && typed.isEmpty, use)\(if: !earlier.stillCounts, " <em>\(language("Ask again."))</em>")</div>
      """
  }

  private func chips(_ values: [(value: String, words: String)]) -> HTML {
    var all = [("", language("Not asked"))] + values
    if !all.contains(where: { $0.0 == typed }) { all.append((typed, typed)) }
    let chips: [HTML] = all.map { value, words in
      """
      <label class="\(value.isEmpty ? "blank" : "")"><input type="radio" name="\(name)" value="\(value)"\(value == typed ? " checked" : "")> \(words)</label>
      """
    }
    return """
      <fieldset class="field\(isFlag ? " flag" : "")\(isWrong ? " wrong" : "")" id="\(id)" aria-describedby="\(described)">
      <legend>\(fact.label)</legend>
      <p class="hint" id="\(id)-hint">\(fact.question)</p>
      \(before)
      <div class="choices">\(chips)</div>
      \(problem)
      </fieldset>
      """
  }

  private func list(_ values: [(value: String, words: String)]) -> HTML {
    var all = [("", language("Not asked"))] + values
    if !all.contains(where: { $0.0 == typed }) { all.append((typed, typed)) }
    let options: [HTML] = all.map { value, words in
      "<option value=\"\(value)\"\(value == typed ? " selected" : "")>\(words)</option>"
    }
    return """
      <div class="field\(isWrong ? " wrong" : "")">
      <label for="\(id)">\(fact.label)</label>
      <p class="hint" id="\(id)-hint">\(fact.question)</p>
      \(before)
      <select id="\(id)" name="\(name)" aria-describedby="\(described)"\(isWrong ? " aria-invalid=\"true\"" : "")>\(options)</select>
      \(problem)
      </div>
      """
  }

  private var text: HTML {
    let allowed = [
      isSaid ? "" : range, fact.unit == "wk" ? "\(language("or")) \(language(FormWords.times))" : "",
    ]
    .filter { !$0.isEmpty }.joined(separator: "; ")
    let (number, unit) = parted
    return """
      <div class="field\(isWrong ? " wrong" : "")">
      <label for="\(id)">\(fact.label)</label>
      <p class="hint" id="\(id)-hint">\(fact.question)\(if: !allowed.isEmpty, " <span class=\"allowed\">(\(allowed))</span>")</p>
      \(before)
      <div class="amount"><input type="text" id="\(id)" name="\(name)" value="\(number)" aria-describedby="\(described)"\(isWrong ? " aria-invalid=\"true\"" : "") autocomplete="off" spellcheck="false"\(fact.unit == nil ? " inputmode=\"decimal\"" : "")>\(units(unit))</div>
      \(problem)
      </div>
      """
  }

  /// The number, and the unit that is chosen beside it: its own, unless what was typed ends with another one.
  private var parted: (number: String, unit: String) {
    for unit in fact.conversions.map(\.unit) where typed.hasSuffix(" \(unit)") {
      return (typed.dropLast(unit.count).trimmed, unit)
    }
    return (typed, fact.unit ?? "")
  }

  /// The units that the vocabulary converts, to choose from.
  private func units(_ chosen: String) -> HTML {
    if fact.takenUnits.count < 2 || fact.isDate { return "" }
    let options: [HTML] = fact.takenUnits.map { "<option\($0 == chosen ? " selected" : "")>\($0)</option>" }
    return """
      <select name="\(SeriesField.units)\(fact.name)" aria-label="\(language("Unit")): \(fact.label)">\(options)</select>
      """
  }

  /// Whether the question says the range itself.
  private var isSaid: Bool { fact.grid.map { fact.question.contains("\($0.low) to \($0.high)") } ?? false }

  /// "17 to 68", "0 to 120 years".
  private var range: String {
    guard !fact.isDate, let grid = fact.grid else { return fact.allowed }
    let unit = ["a": "years", "wk": "weeks"][fact.unit ?? ""] ?? fact.unit
    return "\(grid.low)\(language(" to "))\(grid.high)" + (unit.map { " \(language($0))" } ?? "")
  }
}

/// What a field says of an earlier answer.
struct EarlierNote {
  /// "44, on 2026-03-02 (38 weeks ago)."
  var words: String
  var stillCounts: Bool
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
