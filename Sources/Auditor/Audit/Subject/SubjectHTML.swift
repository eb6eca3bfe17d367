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
    return HTMLPage(title: "What is held about \(given)", style: RecordParts.style, body: body).text
  }

  private func list(_ title: String, _ lines: [String]) -> HTML {
    RecordParts.section(title, RecordParts.list(lines))
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
    let parts = RecordParts(record)
    return """
      <section>
      <h2>\(parts.title)</h2>
      <p class="soft">Record \(name(record)), \(clock(record.leaf.time)), \(record.leaf.engine)</p>
      \(parts.said)
      \(if: !parts.known.text.isEmpty, "<h3>What was known</h3>\n\(parts.known)")
      \(if: parts.shown != nil, "<h3>The answer as it was shown</h3>\n\(parts.shown ?? "")")
      </section>
      """
  }
}
