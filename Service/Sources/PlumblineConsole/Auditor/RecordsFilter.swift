internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineLedger
internal import PlumblineText

/// Which records are wanted, as the commands' filters have them.
struct RecordsFilter {
  let session: Session
  let given: FormFields
  var isCounting = false

  /// Reads a filter, and what is wrong with it.
  static func read(_ given: FormFields) -> (filter: RecordFilter, problems: [String]) {
    var filter = RecordFilter()
    var problems: [String] = []
    if let text = given.text("decision") {
      filter.decision = Decision.Disposition(rawValue: text)
      if filter.decision == nil { problems.append("Decision is none of those to choose from: choose one.") }
    }
    if let text = given.text("kind") {
      filter.kind = RecordKind(rawValue: text)
      if filter.kind == nil { problems.append("Kind is none of those to choose from: choose one.") }
    }
    filter.rule = given.text("rule")
    filter.pairing = given.text("pairing")
    filter.person = given.text("person")
    if let text = given.text("after") {
      filter.after = UTCTime(text)
      if filter.after == nil { problems.append("From is no day: write it like 2026-11-20.") }
    }
    if let text = given.text("before") {
      filter.before = UTCTime(text)
      if filter.before == nil { problems.append("Before is no day: write it like 2026-11-20.") }
    }
    filter.isOverridden = given["overridden"] == "yes"
    return (filter, problems)
  }

  var html: HTML {
    let language = session.language
    let action = (isCounting ? ConsoleRoute.statistics : .records).rawValue
    return """
      <form class="panel" method="get" action="\(action)">
      <div class="choose">
      \(choice("decision", language("Decision"), Decision.Disposition.allCases.map(\.rawValue)))
      \(if: !isCounting, choice("kind", language("Kind"), RecordKind.allCases.map(\.rawValue)))
      \(text("rule", language("Rule, stop or gate")))
      \(text("pairing", language("Pairing")))
      \(text("person", language("By")))
      \(text("after", language("From (day)")))
      \(text("before", language("Before (day)")))
      <label class="check"><input type="checkbox" name="overridden" value="yes"\(given["overridden"] == "yes" ? " checked" : "")> \(language("Only what was not followed"))</label>
      <button>\(language(isCounting ? "Count" : "Find"))</button>
      </div></form>
      \(if: !isCounting, ofPatient)
      """
  }

  private var ofPatient: HTML {
    """
    <form class="panel" method="post" action="\(ConsoleRoute.records.rawValue)" autocomplete="off">\(session.hidden)
    <div class="choose"><div><label for="patient">\(session.language("Patient id or pseudonym"))</label><input type="text" id="patient" name="patient" autocomplete="off"></div>
    <button class="second">\(session.language("Find this patient’s records"))</button></div></form>
    """
  }

  private func choice(_ name: String, _ label: String, _ values: [String]) -> HTML {
    let options: [HTML] = ([""] + values).map { value in
      "<option value=\"\(value)\"\(given[name] == value ? " selected" : "")>\(value.isEmpty ? session.language("any") : value)</option>"
    }
    return
      "<div><label for=\"\(name)\">\(label)</label><select id=\"\(name)\" name=\"\(name)\">\(options)</select></div>"
  }

  private func text(_ name: String, _ label: String) -> HTML {
    "<div><label for=\"\(name)\">\(label)</label><input type=\"text\" id=\"\(name)\" name=\"\(name)\" value=\"\(given[name])\"></div>"
  }
}
