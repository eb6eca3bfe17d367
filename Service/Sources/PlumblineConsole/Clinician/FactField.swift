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
  /// What the field's name begins with.
  var prefix = FactField.prefix

  static let prefix = "fact:"

  private var id: String { "f-\(fact.name)" }
  private var name: String { prefix + fact.name }
  private var described: String { "\(id)-hint" + (problems.isEmpty ? "" : " \(id)-problem") }

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
    return """
      <div class="field\(isWrong ? " wrong" : "")">
      <label for="\(id)">\(fact.label)</label>
      <p class="hint" id="\(id)-hint">\(fact.question)\(if: !allowed.isEmpty, " <span class=\"allowed\">(\(allowed))</span>")</p>
      <input type="text" id="\(id)" name="\(name)" value="\(typed)" aria-describedby="\(described)"\(isWrong ? " aria-invalid=\"true\"" : "") autocomplete="off" spellcheck="false"\(fact.unit == nil ? " inputmode=\"decimal\"" : "")>
      \(problem)
      </div>
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

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
