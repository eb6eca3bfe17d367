internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineLedger
internal import PlumblinePresentation
internal import PlumblineText

/// What became of an answer: not followed, or what came of it. Each is recorded beside the answer.
extension Exchange {
  func report() async throws -> ConsoleReply {
    var visit = try visit()
    guard let answer = visit.answer, answer.decided != nil else {
      return .to(ConsoleRoute.facts.path(visit.id))
    }
    guard request.method == .post else {
      return show(language("Report back"), reportPage(visit, []), of: visit)
    }
    guard let name = answer.recording.record.flatMap({ RecordName($0) }) else {
      return show(
        language("Report back"), reportPage(visit, ["The answer has no record yet."]), of: visit, status: 422)
    }
    var problems: [String] = []
    let (by, note, time, day) = (session.person.name, fields.text("note"), desk.time, desk.day)
    for text in [note, fields.text("instead"), fields.text("done")] where (text?.utf8.count ?? 0) > 4_096 {
      problems.append("A text has at most 4096 bytes.")
    }
    do {
      if fields["kind"] == "override" {
        let reason = OverrideReason(fields["reason"])
        if reason == nil { problems.append("Choose the reason why it was not followed.") }
        guard problems.isEmpty else {
          return show(language("Report back"), reportPage(visit, problems), of: visit, status: 422)
        }
        let instead = fields.text("instead")
        _ = try await desk.ledger { ledger in
          let request = OverrideRequest(
            about: try Self.index(of: name, in: ledger), reason: reason, instead: instead, note: note, by: by)
          return try ledger.override(request, time: time, engine: Evaluator.version)
        }
        visit.reported.append(
          language("Recorded: not followed ({reason}).", ["reason": reason?.display ?? ""]))
      } else {
        let code = OutcomeCode(rawValue: fields["outcome"])
        let (chosen, done) = (fields.text("chosen"), fields.text("done"))
        if code == nil { problems.append("Choose what came of it.") }
        if code == .alternativeChosen, chosen == nil { problems.append("Say what was chosen.") }
        guard let code, problems.isEmpty else {
          return show(language("Report back"), reportPage(visit, problems), of: visit, status: 422)
        }
        _ = try await desk.ledger { ledger in
          let request = OutcomeRequest(
            about: try Self.index(of: name, in: ledger), code: code, day: day, chosen: chosen, done: done,
            note: note, by: by)
          return try ledger.outcome(request, time: time, engine: Evaluator.version)
        }
        visit.reported.append(language("Recorded: {what}.", ["what": language(code.words)]))
      }
    } catch let fault as OverrideRequest.Fault {
      return show(language("Report back"), reportPage(visit, [fault.description]), of: visit, status: 422)
    } catch let fault as OutcomeRequest.Fault {
      return show(language("Report back"), reportPage(visit, [fault.description]), of: visit, status: 422)
    }
    try keep(&visit)
    return .to(ConsoleRoute.visit.path(visit.id))
  }

  private static func index(of name: RecordName, in ledger: Ledger) throws -> Int {
    let index = try ledger.origin() == name.origin ? name.index : try ledger.index(of: name)
    guard let index else { throw LedgerError.noSuchRecord("\(name)") }
    return index
  }

  private func reportPage(_ visit: Visit, _ problems: [String]) -> HTML {
    let groups: [HTML] = OverrideReason.all.filter { $0.group == nil }.map { group in
      let codes: [HTML] = OverrideReason.all.filter { $0.group == group.code || $0.code == group.code }.map {
        reason in
        "<option value=\"\(reason.code)\"\(reason.code == fields["reason"] ? " selected" : "")>\(reason.display)</option>"
      }
      return "<optgroup label=\"\(group.display)\">\(codes)</optgroup>"
    }
    let outcomes: [HTML] = OutcomeCode.allCases.map { code in
      "<label><input type=\"radio\" name=\"outcome\" value=\"\(code.rawValue)\"\(code.rawValue == fields["outcome"] ? " checked" : "")> \(language(code.words).capitalisedFirst)</label>"
    }
    let action = ConsoleRoute.report.path(visit.id)
    return """
      <h1>\(language("Report back"))</h1>
      \(if: !problems.isEmpty, "<section class=\"problems\" role=\"alert\"><ul>\(problems.map { "<li>\(language($0))</li>" as HTML })</ul></section>")
      <form class="panel" method="post" action="\(action)" autocomplete="off">\(session.hidden)<input type="hidden" name="kind" value="override">
      <h2>\(language("It was not followed"))</h2>
      <p><label for="reason">\(language("Reason"))</label><br><select id="reason" name="reason"><option value="">\(language("Choose"))</option>\(groups)</select></p>
      <p><label for="instead">\(language("Done instead"))</label><br><input type="text" id="instead" name="instead" value="\(fields["instead"])"></p>
      <p><label for="note">\(language("Note"))</label><br><input type="text" id="note" name="note" value="\(fields["note"])"></p>
      <p class="actions"><button>\(language("Record it"))</button></p></form>
      <form class="panel" method="post" action="\(action)" autocomplete="off">\(session.hidden)<input type="hidden" name="kind" value="outcome">
      <h2>\(language("What came of it"))</h2>
      <fieldset class="field"><legend>\(language("Outcome"))</legend><div class="choices">\(outcomes)</div></fieldset>
      <p><label for="chosen">\(language("What was chosen"))</label><br><input type="text" id="chosen" name="chosen" value="\(fields["chosen"])"></p>
      <p><label for="done">\(language("What was done"))</label><br><input type="text" id="done" name="done" value="\(fields["done"])"></p>
      <p><label for="note2">\(language("Note"))</label><br><input type="text" id="note2" name="note"></p>
      <p class="actions"><button>\(language("Record it"))</button></p></form>
      """
  }

  // MARK: history

  /// The patient's answers over time; that they were read is recorded first.
  func history() async throws -> ConsoleReply {
    let visit = try visit()
    guard let patient = visit.patient else { throw ConsoleFault.notThere }
    let evaluator = desk.evaluator
    let (language, by, time) = (language, session.person.name, desk.time)
    let vocabulary = try await view(of: evaluator)?.evaluator.vocabulary
    let found = try await desk.reading { place in
      var shelf = GuidelineShelf(try Ledger.open(place, for: .reading))
      return try PatientHistory(
        of: patient, in: Ledger.open(place, for: .reading), inForce: evaluator.guidelines, &shelf)
    }
    guard let found else {
      return show(
        language("History"),
        "<h1>\(language("History"))</h1>\n<p>\(language("Nothing is recorded of this patient yet."))</p>",
        of: visit)
    }
    let opened = found.opened
    _ = try await desk.ledger { ledger in
      try ledger.note(
        AccessRequest("history", opened, reason: nil, by: by, account: nil), time: time,
        engine: Evaluator.version)
    }
    return show(
      language("History"), "<h1>\(language("History"))</h1>\n\(found.part(in: language, vocabulary))",
      of: visit)
  }
}
