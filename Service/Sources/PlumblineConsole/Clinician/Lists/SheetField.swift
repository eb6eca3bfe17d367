internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// The items of a questionnaire, from whose answers its scores follow: each blank, which is not answered.
struct SheetField {
  let instrument: Instrument
  let vocabulary: Vocabulary
  /// The line of a profile with its answers; nil if there are none.
  let typed: String?
  var problems: [String] = []
  let language: Language

  static let (marker, items) = ("sheet", "item:")
  /// The member of a profile that holds every questionnaire.
  static let member = "instruments."

  private var id: String { "f-\(Self.member)\(instrument.name)" }

  var html: HTML {
    let answers = Self.answers(typed)
    let rows: [HTML] = (1...instrument.itemCount).map { item in
      """
      <li><label>\(words(item)) <input type="text" name="\(Self.items)\(instrument.name):\(item)" value="\(answers[item] ?? "")" inputmode="numeric"></label></li>
      """
    }
    let isOpen = typed != nil || !problems.isEmpty
    return """
      <details class="field listed\(problems.isEmpty ? "" : " wrong")" id="\(id)"\(isOpen ? " open" : "")><summary>\(language("{title}: item by item", ["title": instrument.title]))</summary>
      <p class="hint">\(rule) \(instrument.note ?? "")</p>
      <input type="hidden" name="\(Self.marker)" value="\(instrument.name)">
      <ol class="items">\(rows)</ol>
      \(if: !problems.isEmpty, "<p class=\"problem\">\(problems.joined(separator: " "))</p>")
      </details>
      """
  }

  private var common: Instrument.ItemRange? { instrument.ranges.first }

  private var rule: String {
    let scores = instrument.scales.map { vocabulary[$0.fact].label }.joined(separator: ", ")
    let values: KeyValuePairs = [
      "scores": scores, "count": "\(instrument.itemCount)", "enough": "\(instrument.enough)",
      "low": "\(common?.low ?? 0)", "high": "\(common?.high ?? 0)",
    ]
    return instrument.enough == instrument.itemCount
      ? language(
        "Instead of {scores}: the answers to all {count} items, each from {low} to {high}. What is blank is not answered.",
        values)
      : language(
        "Instead of {scores}: the answers to at least {enough} of the {count} items, each from {low} to {high}. What is blank is not answered.",
        values)
  }

  /// The wording where its licence allows, else the number; with the range where it is the item's own.
  private func words(_ item: Int) -> String {
    let own = instrument.ranges[item - 1]
    let range = own == common ? "" : " (\(own.low)\(language(" to "))\(own.high))"
    let wording =
      instrument.text.isEmpty ? language("Item {number}", ["number": "\(item)"]) : instrument.text[item - 1]
    return wording + range
  }

  /// What was entered for each item, by its number.
  private static func answers(_ line: String?) -> [Int: String] {
    let members = line.flatMap { try? JSONReader.read($0).value.objectValue } ?? []
    return members.reduce(into: [:]) { all, member in
      guard let item = Int(member.key) else { return }
      all[item] = member.value.stringValue ?? member.value.canonicalText
    }
  }

  /// The line of a profile with what was entered; nil if everything is blank. What is no number is refused where the profile is read.
  static func line(_ entered: [(name: String, value: String)]) -> String? {
    let members = entered.filter { !$0.value.isEmpty }.map { item, value in
      JSONMember(item, Int(value).map { .number($0) } ?? .string(value))
    }
    return members.isEmpty ? nil : VisitFacts.line(.object(members))
  }
}
