internal import PlumblineGuideline
internal import PlumblineText

/// A form as lines of text, for a terminal of any size.
public struct FormView: Sendable {
  /// At most as many as the terminal has, none longer than it is wide; the first is the heading.
  public let lines: [String]
  /// Where the cursor stands, from 0; nil if it is not shown.
  public let cursor: (line: Int, column: Int)?

  /// The columns of a field's label on a wide terminal, and of what is typed into it.
  private static func labelWidth(_ width: Int) -> Int { min(28, width * 3 / 8) }
  private static func fieldWidth(_ width: Int) -> Int { min(20, width / 4) }
  /// The lines below the fields: a rule, the question, the message.
  private static let paneHeight = 9

  public init(_ form: Form, columns: Int, rows: Int) {
    let width = max(20, columns)
    let keys = Self.fit(Self.keys(form.mode, form.language), width)
    let stops = Self.stops(form, width, rows)
    let above = stops.count + 2
    let content: (lines: [String], cursor: (Int, Int)?)
    switch form.mode {
    case .fields: content = Self.fields(form, width, rows - above)
    case .help: content = (Self.help(form, width), nil)
    case .readBack: content = Self.readBack(form, width)
    case .summary:
      let all = FormSummary(form, width).lines
      let most = max(1, rows - above - 1)
      content = (Array(all.dropFirst(min(form.scrolled, max(0, all.count - most)))), nil)
    }
    var shown =
      [Self.heading(form, width)] + stops.map { Self.fit($0, width) } + [""]
      + content.lines.map { Self.fit($0, width) }
    shown = Array(shown.prefix(max(1, rows - 1)))
    while shown.count < rows - 1 { shown.append("") }
    if rows > 1 { shown.append(keys) }
    lines = shown
    cursor = content.cursor.flatMap { line, column in
      line + above < rows - 1 ? (line + above, min(column, width - 1)) : nil
    }
  }

  private static func fit(_ line: String, _ width: Int) -> String { String(line.prefix(width)) }

  /// The stops that are true so far, on every screen; at most a third of it.
  private static func stops(_ form: Form, _ width: Int, _ rows: Int) -> [String] {
    let lines = form.interview.alerts(form.profile).flatMap {
      StopLines($0, width: width, in: form.language).lines
    }
    let language = form.language
    return lines.isEmpty
      ? [] : lines.prefix(max(2, rows / 3)) + [language.both("^D answers with this now.")]
  }

  private static func heading(_ form: Form, _ width: Int) -> String {
    let language = form.language
    let title =
      switch form.mode {
      case .fields, .help:
        language(
          "{title} ({number} of {all})",
          [
            "title": form.screens[form.screen].titles.map { language($0) }.joined(separator: ", "),
            "number": "\(form.screen + 1)",
            "all": "\(form.screens.count)",
          ])
      case .readBack: language("Read back")
      case .summary: language("Before the answer")
      }
    let id = form.id.isEmpty ? "" : "   \(Escaping.terminal(form.id))"
    let answers =
      form.answers == 1 ? language("1 answer") : language("{count} answers", ["count": "\(form.answers)"])
    return fit("\(Escaping.terminal(title))   \(answers)\(id)", width)
  }

  private static func keys(_ mode: Form.Mode, _ language: Language) -> String {
    switch mode {
    case .fields:
      language("Enter next  Left/Right choose  ^N/^P screen  ? help  ^D to the answer  ^C leave")
    case .help: language("Any key goes back")
    case .readBack: language("Enter confirm  Esc answer one by one  ^C leave")
    case .summary: language("Enter go on  ^D answer now  Esc back  Up/Down scroll  ^C leave")
    }
  }

  // MARK: fields

  private static func fields(_ form: Form, _ width: Int, _ height: Int) -> ([String], (Int, Int)?) {
    let rows = form.screens[form.screen].rows
    let visible = max(1, min(rows.count, height - 1 - paneHeight))
    let first = max(0, min(form.row - visible / 2, rows.count - visible))
    var lines = rows[first..<(first + visible)].map { line(form, $0, width) }
    if visible < rows.count {
      lines[visible - 1] += first + visible < rows.count ? "  (\(form.language("more below")))" : ""
    }
    let cursor =
      form.focus == .noneOfThese
      ? 0 : labelWidth(width) + 4 + min(typed(form, form.focus).count, fieldWidth(width) - 1)
    let pane = pane(form, width)
    return (lines + pane, (form.row - first, cursor))
  }

  private static func typed(_ form: Form, _ row: FormScreen.Row) -> String {
    switch row {
    case .id: form.id
    case .fact(let fact): form.texts[fact] ?? ""
    case .noneOfThese: ""
    }
  }

  private static func line(_ form: Form, _ row: FormScreen.Row, _ width: Int) -> String {
    let mark = row == form.focus ? "> " : "  "
    let language = form.language
    let label =
      switch row {
      case .id: language("Patient id (optional)")
      case .fact(let fact): form.vocabulary[fact].label
      case .noneOfThese: language("None of these: press Space; then they are read back")
      }
    if row == .noneOfThese { return mark + label }
    let field = String(Escaping.terminal(typed(form, row)).suffix(fieldWidth(width) - 1))
    return mark + fit(Escaping.terminal(label), labelWidth(width)).leftAligned(in: labelWidth(width)) + " ["
      + field.leftAligned(in: fieldWidth(width)) + "] " + status(form, row)
  }

  /// What is known of a field, in words.
  private static func status(_ form: Form, _ row: FormScreen.Row) -> String {
    let language = form.language
    guard case .fact(let fact) = row else { return form.id.isEmpty ? language("none") : "" }
    guard let state = form.state(fact) else { return language("! see below") }
    return words(state, form.vocabulary[fact], in: language)
      + (form.together.contains(fact) ? " (\(language("together")))" : "")
  }

  static func words(_ state: FactState, _ fact: Fact, in language: Language) -> String {
    let unit = fact.isDate ? "" : fact.unitInWords.map { " \(language($0))" } ?? ""
    func words(_ value: FactValue) -> String { fact.words(for: value, in: language) }
    let text =
      switch state {
      case .absent(let reason): language(reason.words)
      case .known(let value): words(value) + (fact.grid == nil ? "" : unit)
      case .within(.numbers(let low, let high)):
        language("{low} to {high}", ["low": words(.number(low)), "high": words(.number(high))]) + unit
      case .within(.values(let values)): values.map(words).joined(separator: " \(language("or")) ")
      }
    return Escaping.terminal(text)
  }

  /// The question of the field in focus, how it is answered, and what is wrong with it.
  private static func pane(_ form: Form, _ width: Int) -> [String] {
    let language = form.language
    var lines = [String(repeating: "-", count: width)]
    switch form.focus {
    case .id:
      lines += wrapped(
        language("A name for the record, such as a number of your file. It is printed in the answer."), width)
    case .noneOfThese:
      lines += wrapped(
        language.both(
          "Space answers no to all that are still open here. They are then read back by name, and you say who asked. Enter goes on and answers nothing."
        ), width)
    case .fact(let fact):
      lines += wrapped(form.vocabulary[fact].question, width)
      lines += wrapped(FormWords.howToAnswer(form.vocabulary[fact], in: language), width)
    }
    if let message = message(form) { lines += wrapped("! \(message)", width) }
    return lines
  }

  private static func message(_ form: Form) -> String? {
    if let complaint = form.complaint { return complaint }
    guard let problem = form.problems.first(where: { $0.row == form.focus }) else { return nil }
    guard case .fact(let fact) = form.focus, form.state(fact) == nil else { return problem.words }
    let near = form.texts[fact].flatMap { TypedAnswer.nearestCode($0, of: form.vocabulary[fact]) }
    let language = form.language
    return language(
      "That is not {choices}.", ["choices": FormWords.allowed(form.vocabulary[fact], in: language)])
      + (near.map { " " + language("Did you mean '{code}'?", ["code": $0]) } ?? "")
  }

  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    Wrapping.lines(Escaping.terminal(text), to: width, breaksWords: true)
  }

  // MARK: over the fields

  private static func help(_ form: Form, _ width: Int) -> [String] {
    let language = form.language
    var lines: [String] = []
    if case .fact(let fact) = form.focus {
      let fact = form.vocabulary[fact]
      lines += [Escaping.terminal(fact.label), ""] + wrapped(fact.question, width)
      if let note = fact.note { lines += [""] + wrapped(note, width) }
      lines += [""] + wrapped(FormWords.howToAnswer(fact, in: language), width)
    }
    let keys = [
      ("Up, Down, Tab", language("another field")), ("Left, Right", language("the next answer to choose")),
      ("Enter", language("the next field, or the next screen")),
      ("Ctrl-N, Ctrl-P", language("the next screen, the one before (or Page Down, Page Up)")),
      ("Ctrl-U", language("empty the field")), ("Ctrl-D", language("to the answer (or F10)")),
      ("Ctrl-C", language("leave; a draft is kept, unless --no-draft was given")),
    ]
    return lines + [""] + wrapped(language.both("An empty field is not asked, and never a no."), width)
      + keys.map { $0.leftAligned(in: 20) + $1 }
  }

  private static func readBack(_ form: Form, _ width: Int) -> ([String], (Int, Int)?) {
    let language = form.language
    let flags = form.screens[form.screen].flags?.facts ?? []
    var lines = wrapped(language.both("Read this back. Is it so?"), width) + [""]
    lines +=
      FlagWords(flags.map { ($0, form.state($0) ?? .absent(.unknown)) }, form.vocabulary, in: language).lines
    let known = form.known.map { "; Tab: \(Escaping.terminal($0.prefix(30).description))" } ?? ""
    let who = language("Who asked (a name or a role{known})", ["known": known])
    lines += ["", "> \(who): \(Escaping.terminal(String(form.askedBy.suffix(40))))"]
    let at = (lines.count - 1, lines[lines.count - 1].count)
    if let complaint = form.complaint { lines += [""] + wrapped("! \(complaint)", width) }
    return (lines, at)
  }
}
