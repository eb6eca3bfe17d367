internal import PlumblineDifference
internal import PlumblineEngine
internal import PlumblineJSON
internal import PlumblineText

/// How one guideline answers differently from another: what is proved, which answers change from what to what, a made-up patient, the cause and
/// its line for each, and the version that follows.
struct GuidelineComparison {
  /// As `plumbline diff --format json` prints it.
  let value: JSONValue
  /// Its place on the page, from 1.
  let number: Int
  let language: Language

  var html: HTML {
    """
    <section><h2>\(title(language("What is proved")))</h2>
    \(verdict)
    \(stays)
    </section>
    \(section(language("Answers that change"), "answer", ofAnswer: true))
    \(section(language("Beside the answer"), "beside", ofAnswer: false))
    \(if: value["asked_for_every_patient"]?.boolValue == false, "<p>\(language("Questions were compared for the examples only, not for every patient."))</p>")
    \(versions)
    \(words)
    """
  }

  private func title(_ text: String) -> String {
    value["guideline_id"]?.stringValue.map { "\(text): \($0)" } ?? text
  }

  // MARK: what is proved

  private var undecided: [String] { texts(value, "undecided") }

  private var verdict: HTML {
    let ways = classes(ofAnswer: true).count { $0["confirmed"]?.boolValue == true }
    let beside = classes(ofAnswer: false).count { $0["confirmed"]?.boolValue == true }
    let also =
      beside == 0
      ? "" : language("Ways in which what is shown beside answers changes: {count}.", ["count": "\(beside)"])
    let items: [HTML] = undecided.map { "<li>\($0)</li>" }
    return """
      <p class="\(value["verdict"]?.stringValue == "no-answer-changes" ? "done" : "now")"><strong>\(headline(ways))</strong></p>
      <p>\(language("Every legal profile that either accepts is covered. For each way both were run on the patient that is shown, who is made up.")) \(also)</p>
      \(if: !items.isEmpty, "<h3>\(language("Not decided"))</h3><ul lang=\"en\">\(items)</ul>")
      """
  }

  private func headline(_ ways: Int) -> String {
    switch value["verdict"]?.stringValue {
    case "no-answer-changes":
      language("No patient’s answer changes: this is proved for every legal profile.")
    case "answers-change" where ways == 1: language("Answers change in 1 way.")
    case "answers-change": language("Answers change in {count} ways.", ["count": "\(ways)"])
    case _ where undecided.count == (value["scoring"]?.arrayValue ?? []).count:
      language(
        "For the same values no patient’s answer changes: this is proved for every legal profile. But profiles or records may be read as other values."
      )
    default: language("Not decided: it could not be shown that answers change, nor that none does.")
    }
  }

  /// How many of the latest recorded profiles keep their answer.
  private var stays: HTML {
    let counts = value["ledger"] ?? .null
    let (patients, changed, beside) = (
      count(counts, "patients"), count(counts, "changed"), count(counts, "beside")
    )
    if patients == 0 { return "" }
    var rows = [
      (language("The answer stays"), patients - changed - beside),
      (language("The answer stays, and something beside it changes"), beside),
      (language("The answer changes"), changed),
    ]
    let unread = count(counts, "unreadable") + count(counts, "failed")
    if unread > 0 { rows.append((language("Could not be decided by both"), unread)) }
    return """
      <div class="table"><table><caption>\(language("The {count} latest recorded profiles, decided by both", ["count": "\(patients + unread)"]))</caption>
      <tbody>\(rows.map { "<tr><th scope=\"row\">\($0)</th><td>\($1)</td></tr>" as HTML })</tbody></table></div>
      """
  }

  // MARK: what changes

  private func classes(ofAnswer isOfAnswer: Bool) -> [JSONValue] {
    (value["classes"]?.arrayValue ?? []).filter { $0["of_answer"]?.boolValue == isOfAnswer }
  }

  /// Those that share a patient and a cause, in their order.
  private func groups(_ classes: [JSONValue]) -> [[JSONValue]] {
    var places: [JSONValue: Int] = [:]
    var groups: [[JSONValue]] = []
    for one in classes {
      let key: JSONValue = [
        "example": one["example"] ?? .null, "causes": one["causes"] ?? .null,
        "together": one["causes_together"] ?? .null,
      ]
      if let place = places[key] {
        groups[place].append(one)
      } else {
        places[key] = groups.count
        groups.append([one])
      }
    }
    return groups
  }

  private func section(_ title: String, _ mark: String, ofAnswer isOfAnswer: Bool) -> HTML {
    let groups = groups(classes(ofAnswer: isOfAnswer))
    if groups.isEmpty { return "" }
    let patients = count(value["ledger"] ?? .null, "patients")
    let rows: [HTML] = groups.enumerated().flatMap { place, group in
      group.map { one in
        """
        <tr><th scope="row"><a href="#\(id(mark, place))" lang="en">\(what(one))</a></th><td lang="en">\(text(one, "before"))</td><td lang="en">\(text(one, "after"))</td>\(if: patients > 0, "<td>\(count(one, "in_ledger"))</td>")</tr>
        """
      }
    }
    let names =
      [language("What"), language("From"), language("To")]
      + (patients > 0 ? [language("Recorded profiles")] : [])
    return """
      <section><h2>\(self.title(title))</h2>
      <div class="table"><table><thead><tr>\(names.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
      <tbody>\(rows)</tbody></table></div>
      \(groups.enumerated().map { region($1, id(mark, $0)) })
      </section>
      """
  }

  private func id(_ mark: String, _ place: Int) -> String { "\(mark)-\(number)-\(place + 1)" }

  /// One way, or several that share a patient and a cause: the patient, both answers, and the cause with its line.
  private func region(_ group: [JSONValue], _ id: String) -> HTML {
    let first = group.first ?? .null
    let heads: [HTML] = group.map {
      "<h3 lang=\"en\">\(what($0)): \(text($0, "before")) → \(text($0, "after"))\($0["confirmed"]?.boolValue == true ? "" : " (may be)")</h3>"
    }
    let known = text(first, "example_words")
    return """
      <article class="panel change" id="\(id)">
      \(heads)
      <table><tbody>
      <tr><th scope="row">\(language("For example"))</th><td>\(known.isEmpty ? language("a patient of whom nothing is known") : known)
      <details><summary>\(language("Profile"))</summary><pre>\((first["example"] ?? .null).canonicalText)</pre></details></td></tr>
      <tr><th scope="row">\(language("Before"))</th><td lang="en">\(decision(first["decision_before"]))</td></tr>
      <tr><th scope="row">\(language("After"))</th><td lang="en">\(decision(first["decision_after"]))</td></tr>
      <tr><th scope="row">\(language("Because"))</th><td>\(causes(first))</td></tr>
      </tbody></table></article>
      """
  }

  private func decision(_ value: JSONValue?) -> String {
    value?["summary"]?.stringValue ?? "refused: this guideline does not read the profile"
  }

  private func causes(_ one: JSONValue) -> HTML {
    let causes = one["causes"]?.arrayValue ?? []
    if causes.isEmpty { return "\(language("It could not be traced to a declaration."))" }
    let items: [HTML] = causes.map { cause in
      "<li lang=\"en\">\(text(cause, "declaration")): \(quoting(text(cause, "words")))<br><code>\(place(cause))</code></li>"
    }
    let heading =
      causes.count == 1
      ? ""
      : one["causes_together"]?.boolValue == true
        ? language("All of these together:") : language("Each of these alone:")
    return "\(heading)<ul>\(items)</ul>"
  }

  // MARK: versions and words

  private var versions: HTML {
    let rows: [HTML] = (value["versions"]?.arrayValue ?? []).map { version in
      let isEnough = version["enough"]?.boolValue == true
      let isDecided = version["decided"]?.boolValue == true
      let verdict: HTML =
        isEnough
        ? "<td>\(language("enough"))</td>"
        : "<td class=\"stop\"><strong>\(language("TOO SMALL"))</strong></td>"
      let unless = isDecided ? "" : language("unless less is shown to be enough")
      return """
        <tr><th scope="row">\(text(version, "pack"))</th><td>\(text(version, "before"))</td><td>\(text(version, "says"))</td><td>\(text(version, "needed")) \(unless)</td>\(verdict)</tr>
        """
    }
    if rows.isEmpty { return "" }
    let names = [
      language("Pack"), language("Was"), language("Says"), language("Must be at least"), language("Verdict"),
    ]
    return """
      <section><h2>\(title(language("Which version follows")))</h2>
      <div class="table"><table><thead><tr>\(names.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
      <tbody>\(rows)</tbody></table></div></section>
      """
  }

  /// Changes of words and figures only.
  private var words: HTML {
    let changes = value["words"]?.arrayValue ?? []
    if changes.isEmpty { return "" }
    let items: [HTML] = changes.map { change in
      let fields = texts(change, "fields")
      let what = fields.isEmpty ? text(change, "how") : fields.joined(separator: ", ")
      return "<li>\(text(change, "declaration")): \(what) <code>\(place(change))</code></li>"
    }
    return """
      <details><summary>\(title(language("Words and figures only"))) (\(changes.count))</summary><ul lang="en">\(items)</ul></details>
      """
  }

  // MARK: parts

  private func what(_ one: JSONValue) -> String {
    guard let kind = AnswerChange.Kind(rawValue: text(one, "kind")) else { return text(one, "kind") }
    return AnswerChange(kind, text(one, "subject"), "", "").what
  }

  private func place(_ one: JSONValue) -> String {
    func place(_ key: String) -> String? {
      guard let file = one[key]?["file"]?.stringValue else { return nil }
      return "\(file):\(count(one[key] ?? .null, "line"))"
    }
    return switch (place("old"), place("new")) {
    case (let old?, let new?): old == new ? new : "\(old) → \(new)"
    case (let old?, nil): "\(old), \(language("removed"))"
    case (nil, let new?): "\(new), \(language("new"))"
    case (nil, nil): ""
    }
  }

  /// A sentence in which what stands between backquotes is code.
  private func quoting(_ sentence: String) -> HTML {
    let parts: [HTML] = sentence.split(separator: "`", omittingEmptySubsequences: false).enumerated().map {
      $0.isMultiple(of: 2) ? "\(String($1))" : "<code>\(String($1))</code>"
    }
    return parts.reduce("") { "\($0)\($1)" }
  }

  private func text(_ one: JSONValue, _ key: String) -> String { one[key]?.stringValue ?? "" }

  private func texts(_ one: JSONValue, _ key: String) -> [String] {
    (one[key]?.arrayValue ?? []).compactMap(\.stringValue)
  }

  private func count(_ one: JSONValue, _ key: String) -> Int { one[key]?.numberValue?.intValue ?? 0 }
}
