internal import PlumblineGuideline
internal import PlumblineText

/// The field of a list of codes: what is there is ticked, and what holds of the others is said apart.
struct SetField {
  let set: FactSet
  let vocabulary: Vocabulary
  let typed: String?
  var problems: [String] = []
  let language: Language

  static let (marker, ticks, rest) = ("list", "in:", "rest:")
  /// How many codes are ticked; of a longer list the names are typed.
  private static let mostTicked = 40

  private var id: String { "f-\(set.name)" }
  private var answer: ListAnswer { ListAnswer(typed, of: set) }

  var html: HTML {
    """
    <fieldset class="field listed\(problems.isEmpty ? "" : " wrong")" id="\(id)" aria-describedby="\(id)-hint\(problems.isEmpty ? "" : " \(id)-problem")">
    <legend>\(set.label)</legend>
    <p class="hint" id="\(id)-hint">\(set.question)</p>
    <input type="hidden" name="\(Self.marker)" value="\(set.name)">
    \(set.members.count <= Self.mostTicked ? ticks : names)
    <fieldset class="rest"><legend>\(language("What is not named here"))</legend><div class="choices">\(others)</div></fieldset>
    \(single)
    \(if: !problems.isEmpty, "<p class=\"problem\" id=\"\(id)-problem\">\(problems.joined(separator: " "))</p>")
    </fieldset>
    """
  }

  private var ticks: HTML {
    let answer = answer
    let known: [HTML] = set.members.map { member in
      """
      <label><input type="checkbox" name="\(Self.ticks)\(set.name)" value="\(member.code)"\(answer.codes.contains(member.code) ? " checked" : "")> \(words(member))</label>
      """
    }
    // What is no code of the list stays to be seen, and to be taken out.
    let strangers: [HTML] = answer.codes.filter { set.member($0) == nil }.map { code in
      "<label><input type=\"checkbox\" name=\"\(Self.ticks)\(set.name)\" value=\"\(code)\" checked> \(code)</label>"
    }
    return "<div class=\"choices\">\(known + strangers)</div>"
  }

  private var names: HTML {
    let all: [HTML] = set.members.map { "<li>\(words($0)) <code>\($0.code)</code></li>" }
    let named = answer.codes.map { "\($0)\n" }.joined()
    return """
      <textarea name="\(Self.ticks)\(set.name)" aria-label="\(set.label)" spellcheck="false">
      \(named)</textarea>
      <details><summary>\(language("{count} names, one on a line", ["count": "\(set.members.count)"]))</summary><ul>\(all)</ul></details>
      """
  }

  private var others: HTML {
    let chosen = answer.rest(set)
    let all: [HTML] = ListAnswer.Rest.allCases.map { rest in
      """
      <label class="\(rest == .notAsked ? "blank" : "")"><input type="radio" name="\(Self.rest)\(set.name)" value="\(rest.rawValue)"\(rest == chosen ? " checked" : "")> \(words(rest))</label>
      """
    }
    return HTML(all)
  }

  private func words(_ rest: ListAnswer.Rest) -> String {
    switch rest {
    case .notAsked: language("Was not asked")
    case .notThere: language("Is not there: the list is complete")
    case .unknown: language("Is not known")
    case .declined: language("Was declined")
    }
  }

  /// What was said of single codes otherwise than by a tick.
  private var single: HTML {
    let answer = answer
    guard answer.rest(set) == .notAsked else { return "" }
    let absent = set.members.filter { !answer.without.contains($0.code) && answer.absent[$0.code] != nil }
    let without = set.members.filter { answer.without.contains($0.code) }
    let lines = [
      (without, language("Not there: {names}.", ["names": without.map(words).joined(separator: ", ")])),
      (absent, language("Without an answer: {names}.", ["names": absent.map(words).joined(separator: ", ")])),
    ].filter { !$0.0.isEmpty }.map(\.1)
    return lines.isEmpty ? "" : "<p class=\"hint\">\(lines.joined(separator: " "))</p>"
  }

  private func words(_ member: FactSet.Member) -> String {
    let label = vocabulary[member.fact].label
    let own = label.hasPrefix("\(set.label): ") ? String(label.dropFirst(set.label.count + 2)) : label
    return own.capitalisedFirst
  }
}
