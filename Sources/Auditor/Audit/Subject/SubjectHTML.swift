internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineText

extension SubjectBundle {
  /// The bundle as one page that a person can read.
  public var html: String {
    let body: HTML = """
      <header>
      <p class="kicker">What is held about one patient</p>
      <h1>\(given)</h1>
      <p class="soft">\(records.count.counted("record")) in the ledger \(origin), on \(clock(made)). Searched as \(search.names.sorted().joined(separator: ", ")).</p>
      </header>
      <main>
      \(list("Not searched", limits))
      \(list("Written differently: perhaps the same person, and not included", search.near.map(near)))
      \(list("Held: nothing of this patient is erased until it is released", holds.map(change)))
      \(list("Erased before", erasures.map(change)))
      \(records.map(section))
      \(list("Who signed these records", signatures.map { "record \($0.record): \($0.signature.line)" }))
      \(list("Who read these records", accesses.map(read)))
      <p class="soft">\(Self.beyond)</p>
      </main>
      """
    return HTMLPage(title: "What is held about \(given)", style: Self.style, body: body).text
  }

  private static let style = """
    pre { white-space: pre-wrap; overflow-wrap: anywhere; }
    table { border-collapse: collapse; }
    th, td { text-align: left; padding: .1rem 1rem .1rem 0; vertical-align: top; }
    """

  private func list(_ title: String, _ lines: [String]) -> HTML {
    if lines.isEmpty { return "" }
    return """
      <section>
      <h2>\(title)</h2>
      <ul>
      \(lines.map { line -> HTML in "<li>\(line)</li>" })
      </ul>
      </section>
      """
  }

  private func near(_ near: SubjectSearch.Near) -> String {
    "\u{201C}\(Escaping.terminal(near.id))\u{201D}, which differs in \(difference(near.id)): "
      + near.records.map { "record \($0)" }.joined(separator: ", ")
  }

  /// When and why payloads were erased, or held.
  private func change(_ record: ReadRecord) -> String {
    let parts = ["reason", "authority", "by"].compactMap { key in
      record.payload?[key]?.stringValue.map { "\(key) \($0)" }
    }
    return "\(clock(record.leaf.time)), record \(record.index): \(parts.joined(separator: "; "))"
  }

  private func read(_ access: RecordedAccess) -> String {
    let who = access.by ?? access.account.map { "account \($0)" } ?? "nobody named"
    return "\(clock(access.time)): \(who), with \(access.command)"
      + (access.reason.map { ", for: \($0)" } ?? "")
  }

  private func section(_ record: ReadRecord) -> HTML {
    let payload = record.payload ?? .null
    let facts = (payload["profile"] ?? .null).recordedAnswers
    return """
      <section>
      <h2>\(Self.title(record, payload))</h2>
      <p class="soft">Record \(name(record)), \(clock(record.leaf.time)), \(record.leaf.engine)</p>
      <table>
      \(Self.said(payload).map(row))
      </table>
      \(if: !facts.isEmpty, "<h3>What was known</h3>\n<table>\n\(facts.map { row(($0.name, Self.words($0.value))) })\n</table>")
      \(if: payload["answer"]?["text"] != nil, "<h3>The answer as it was shown</h3>\n<pre>\(payload["answer"]?["text"]?.stringValue ?? "")</pre>")
      </section>
      """
  }

  private func row(_ row: (String, String)) -> HTML {
    "<tr><th scope=\"row\">\(row.0)</th><td>\(row.1)</td></tr>"
  }

  private static func title(_ record: ReadRecord, _ payload: JSONValue) -> String {
    switch record.leaf.kind {
    case .decision: "Answer for \(payload["as_of"]?.stringValue ?? "a day that is not recorded")"
    case .refusal: "A profile that was refused"
    case .failure: "An answer that could not be given"
    case .override: "Override of record \(payload["about"]?.canonicalText ?? "?")"
    case .outcome: "Outcome of record \(payload["about"]?.canonicalText ?? "?")"
    case .amendment: "Amendment of record \(payload["about"]?.canonicalText ?? "?")"
    case .signature, .erasure, .recovery, .import, .access, .hold: record.leaf.kind.rawValue
    }
  }

  /// What a payload says apart from the profile, in words.
  private static func said(_ payload: JSONValue) -> [(String, String)] {
    var rows: [(String, String)] = []
    let names = [
      ("by", "Asked or reported by"), ("purpose", "Purpose"), ("reason_code", "Reason"),
      ("reason", "What was wrong"),
      ("instead", "Done instead"),
      ("outcome", "Outcome"), ("chosen", "Chosen"), ("done", "Done"), ("note", "Note"),
    ]
    for (key, name) in names { if let text = payload[key]?.stringValue { rows.append((name, text)) } }
    if let number = payload["by_record"]?.canonicalText { rows.append(("Replaced by record", number)) }
    for fact in (payload["scores"] ?? .null).recordedFacts {
      rows.append(("Score \(fact.name)", words(fact.value)))
    }
    if let reason = payload["failure"]?["reason"]?.stringValue { rows.append(("Why not", reason)) }
    for alert in payload["refusal"]?["alerts"]?.arrayValue ?? [] { rows.append(("Stop", title(alert))) }
    for answer in payload["decision"]?.answersOfGuidelines ?? [] {
      if let decision = answer["decision"]?.stringValue { rows.append(("Decision", decision)) }
      for alert in answer["alerts"]?.arrayValue ?? [] { rows.append(("Stop", title(alert))) }
      for advice in answer["recommendations"]?.arrayValue ?? [] {
        let role = advice["role"]?.stringValue ?? "advice"
        let because = advice["because"]?.stringValue.map { ". \($0)" } ?? ""
        rows.append((role.prefix(1).uppercased() + role.dropFirst(), title(advice) + because))
      }
      let packs = (answer["guideline"]?["packs"]?.arrayValue ?? []).compactMap { pack in
        pack["id"]?.stringValue.map { "\($0) \(pack["version"]?.stringValue ?? "")" }
      }
      if !packs.isEmpty { rows.append(("Packs", packs.joined(separator: ", "))) }
    }
    return rows
  }

  private static func title(_ part: JSONValue) -> String {
    part["title"]?.stringValue ?? part["pairing"]?.stringValue ?? part["id"]?.stringValue ?? ""
  }

  private static func words(_ value: JSONValue) -> String { value.stringValue ?? value.canonicalText }
}
