internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineLedger
internal import PlumblineText
internal import PlumblineTransparency

/// Records for auditors: found, read, decided again, verified and counted.
extension Exchange {
  /// How many records a list shows.
  private static let most = 100

  func records() async throws -> ConsoleReply {
    // A patient's id stands in a body only; the other filters may stand in the address.
    let given = request.method == .post ? fields : FormFields(query: request.query)
    var (filter, problems) = RecordsFilter.read(given)
    let patient = request.method == .post ? given.text("patient") : nil
    // What cannot be read narrows nothing, and everything would look like what was asked for.
    let isReadable = problems.isEmpty
    let found = try await desk.reading { [filter] place in
      let ledger = try Ledger.open(place, for: .reading)
      var wanted = filter
      if let patient { try wanted.patient(patient, in: ledger) }
      var summaries: [RecordSummary] = []
      if isReadable { try RecordListing(wanted, limit: Self.most).each(in: ledger) { summaries.append($0) } }
      let stranger = isReadable && summaries.isEmpty ? try KnownNames.stranger(in: filter, of: ledger) : nil
      return (summaries: summaries, count: try ledger.count(), stranger: stranger)
    }
    if found.summaries.isEmpty, problems.isEmpty {
      problems.append(found.count == 0 ? "The ledger is empty." : "No record matches.")
      if found.count > 0, let stranger = found.stranger { problems.append("\(stranger).") }
    }
    filter.patients = nil
    let rows: [HTML] = found.summaries.reversed().map { record in
      """
      <tr><th scope="row"><a href="\(ConsoleRoute.record.path("\(record.index)"))">\(record.index)</a></th>\(Self.columns.map { cell($0, record) })</tr>
      """
    }
    return show(
      language("Records"),
      """
      <h1>\(language("Records"))</h1>
      \(RecordsFilter(session: session, given: given).html)
      \(problems.map { "<p role=\"status\">\(language($0))</p>" as HTML })
      \(if: !rows.isEmpty, table(rows))
      \(if: found.summaries.count == Self.most, "<p class=\"soft\">\(language("Only the newest {count} are shown.", ["count": "\(Self.most)"]))</p>")
      \(verifying)
      """, width: .wide)
  }

  private static let columns: [RecordColumn] = [
    .time, .kind, .decision, .pairing, .patient, .person, .remarks,
  ]

  private func cell(_ column: RecordColumn, _ record: RecordSummary) -> HTML {
    let text = column == .decision && record.isErased ? "erased" : column.text(record) ?? ""
    return "<td>\(text)</td>"
  }

  private func table(_ rows: [HTML]) -> HTML {
    let names = ["Record", "Time", "Kind", "Decision", "Pairing", "Patient", "By", "Remarks"]
    return """
      <div class="table"><table><caption>\(language("The newest first"))</caption>
      <thead><tr>\(names.map { "<th scope=\"col\">\(language($0))</th>" as HTML })</tr></thead><tbody>
      \(rows)
      </tbody></table></div>
      """
  }

  private var verifying: HTML {
    """
    <form class="panel" method="post" action="\(ConsoleRoute.verify.rawValue)">\(session.hidden)
    <h2>\(language("Verify the ledger"))</h2>
    <p>\(language("Every record is hashed again, and the tree is checked against its signed heads. Without a key or a checkpoint that was kept elsewhere, that is internal consistency only."))</p>
    <details><summary>\(language("A key or a checkpoint that was kept elsewhere"))</summary>
    <p><label for="key">\(language("Public key"))</label><br><input type="text" id="key" name="key" autocomplete="off" spellcheck="false"></p>
    <p><label for="since">\(language("Checkpoint"))</label><br><textarea id="since" name="since" spellcheck="false"></textarea></p></details>
    <p class="actions"><button class="second">\(language("Verify now"))</button></p></form>
    """
  }

  private func index() throws(ConsoleFault) -> Int {
    guard let index = Int(request.name), index >= 0, request.name.first != "+" else {
      throw ConsoleFault.notThere
    }
    return index
  }

  /// One record. That it is read is recorded before it is shown.
  func record() async throws -> ConsoleReply {
    let index = try index()
    let (time, by) = (desk.time, session.person.name)
    let (heading, body, kind) = try await desk.ledger { ledger in
      let record = try ledger.record(index)
      let own = RecordName(origin: try ledger.origin() ?? "", index: index)
      let report = RecordReport(
        record, named: record.leaf.from ?? own, later: try LaterRecords(of: record, in: ledger))
      if record.leaf.kind.isOfPatient, record.payload != nil {
        _ = try ledger.note(
          AccessRequest("show", [index], reason: nil, by: by, account: nil), time: time,
          engine: Evaluator.version)
      }
      return (report.heading, report.body(under: try ledger.head()), record.leaf.kind)
    }
    let isAnswer = kind == .decision || kind == .failure
    return show(
      language("Record {number}", ["number": "\(index)"]),
      """
      \(heading)
      <div class="actions">
      \(if: isAnswer, "<form method=\"post\" action=\"\(ConsoleRoute.replay.path("\(index)"))\">\(session.hidden)<button>\(language("Decide it again"))</button></form>")
      <a class="button second" href="\(ConsoleRoute.receipt.path("\(index)"))">\(language("Download its receipt"))</a>
      <a href="\(ConsoleRoute.records.rawValue)">\(language("All records"))</a></div>
      <div class="record">\(body)</div>
      """, width: .wide)
  }

  func receipt() async throws -> ConsoleReply {
    let index = try index()
    let bytes = try await desk.ledger { try $0.receipt(index).bytes }
    return .file(bytes, named: "record-\(index).receipt", type: "text/plain; charset=utf-8")
  }

  /// Decides a record again, with the packs that decided then.
  func replay() async throws -> ConsoleReply {
    let index = try index()
    let (text, isDifferent) = try await desk.reading { place in
      let ledger = try Ledger.open(place, for: .reading)
      var replay = Replay(GuidelineShelf(try Ledger.open(place, for: .reading)))
      let record = try ledger.record(index)
      let finding = try replay.replay(record)
      let day = record.payload.flatMap(DecisionPayload.init)?.asOf
      var isDifferent = false
      if case .different = finding { isDifferent = true }
      return (ReplayReport(record.leaf, asOf: day).text(finding), isDifferent)
    }
    if isDifferent {
      let (time, by) = (desk.time, session.person.name)
      _ = try await desk.ledger { ledger in
        try ledger.note(
          AccessRequest("replay", [index], reason: nil, by: by, account: nil), time: time,
          engine: Evaluator.version)
      }
    }
    return outcome("Decided again", text, isGood: !isDifferent, back: ConsoleRoute.record.path("\(index)"))
  }

  func verify() async throws -> ConsoleReply {
    var anchors = VerificationRequest()
    if let text = fields.text("key") {
      guard let key = VerifierKey(text) else {
        throw ConsoleFault(
          422, "The key cannot be read", "Write it as name+hash+base64, as the ledger's .pub file has it.")
      }
      anchors.key = key
    }
    if let text = fields.text("since") {
      guard let note = try? SignedNote(parsing: Array((text.replacing("\r\n", with: "\n") + "\n").utf8))
      else {
        throw ConsoleFault(
          422, "The checkpoint cannot be read", "Paste the whole file that plumbline audit checkpoint wrote.")
      }
      anchors.since = [note]
    }
    let (text, isSound) = try await desk.reading { [request = anchors] place in
      let result = try Ledger.verify(place, request)
      return (VerificationReport(result, request, path: "").text, result.isSound)
    }
    return outcome("Verified", text, isGood: isSound, back: ConsoleRoute.records.rawValue)
  }

  private func outcome(_ title: String, _ text: String, isGood: Bool, back: String) -> ConsoleReply {
    show(
      language(title),
      """
      <h1>\(language(title))</h1>
      <p class="\(isGood ? "done" : "now")"><strong>\(language(isGood ? "Nothing differs." : "Something differs: read what."))</strong></p>
      <pre class="report">\(HTML(lines: text))</pre>
      <p><a href="\(back)">\(language("Back"))</a></p>
      """)
  }

  func statistics() async throws -> ConsoleReply {
    let given = FormFields(query: request.query)
    let (filter, problems) = RecordsFilter.read(given)
    let (isReadable, language) = (problems.isEmpty, language)
    let body: HTML = try await desk.reading { place in
      let ledger = try Ledger.open(place, for: .reading)
      guard isReadable else { return "" }
      let figures = try RecordStatistics(of: ledger, filter)
      return """
        \(figures.part(in: language, opening: filter.rule))
        <section><h2>\(language("All counts"))</h2>
        <pre class="report">\(HTML(lines: StatsReport(figures, isPlain: false).text))</pre></section>
        """
    }
    return show(
      language("Statistics"),
      """
      <h1>\(language("Statistics"))</h1>
      \(RecordsFilter(session: session, given: given, isCounting: true).html)
      \(problems.map { "<p role=\"status\">\(language($0))</p>" as HTML })
      \(body)
      """, width: .wide)
  }
}
