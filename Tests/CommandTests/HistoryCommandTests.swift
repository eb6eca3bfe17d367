import PlumblineJSON
import PlumblineTestSupport
import Testing

/// A patient's answers over time, from the command line.
struct HistoryCommandTests {
  /// A folder with a ledger, and answers to one patient on several days.
  private struct Desk: ~Copyable {
    let scratch = Scratch()
    var path: String { scratch.path + "/ledger.sqlite" }

    static func profile(tsk: Int, _ more: String = "") -> String {
      Command.contents("\(Shipped.examples)/high-fear.json")
        .replacing("\"tsk_17\": 44", with: "\"tsk_17\": \(tsk)")
        .replacing("{ \"id\": \"EX-01\",", with: "{ \"id\": \"EX-01\",\(more)")
    }

    func recommend(_ profile: String, _ day: String, _ more: [String] = []) -> Command.Result {
      Command.plumbline(
        ["recommend", "-", "--as-of", day, "--rules", Shipped.rules, "--ledger", path] + more, input: profile)
    }

    func audit(_ arguments: [String], input: String = "") -> Command.Result {
      Command.plumbline(["audit"] + arguments + ["--ledger", path], input: input)
    }

    func history(_ more: [String] = [], of id: String = "EX-01") -> Command.Result {
      Command.plumbline(
        ["history", "--patient", "-", "--rules", Shipped.rules, "--ledger", path] + more, input: id + "\n")
    }
  }

  // MARK: since the last answer

  @Test(arguments: ["text", "markdown", "html"])
  func `an answer says what changed since the last one, and its record stays the answer alone`(format: String)
    throws
  {
    let desk = Desk()
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-06-01")
    let answer = desk.recommend(Desk.profile(tsk: 35), "2026-11-20", ["--format", format])
    #expect(answer.code == 0)
    #expect(answer.error == "")
    #expect(answer.output.contains("Since the answer of 2026-06-01 (record plumbline"))
    #expect(answer.output.contains("TSK-17 44 → 35"))
    #expect(answer.output.contains(" −9, beyond measurement error (MDC95 8.53, Eiger B et al 2022)"))
    let shown = desk.audit(["show", "1"]).output
    #expect(!shown.contains("Since the answer of"))
    if format == "html" {
      #expect(answer.output.hasSuffix("</body>\n</html>\n"))
      // The patient's own page is not the place for it.
      let patient = try #require(answer.output.firstRange(of: "<section class=\"patient\""))
      let view = try #require(answer.output.firstRange(of: "Since the answer of"))
      #expect(view.lowerBound < patient.lowerBound)
    } else {
      let heading = format == "text" ? "\nSince the answer" : "\n## Since the answer"
      let view = try #require(answer.output.firstRange(of: heading))
      #expect(shown.hasSuffix("\n\n" + answer.output[..<view.lowerBound]))
    }
  }

  @Test
  func `the answer's JSON, an answer without a record, and one of the same day are as without a history`() {
    let desk = Desk()
    let first = desk.recommend(Desk.profile(tsk: 44), "2026-06-01", ["--no-record"])
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-06-01")
    for more in [["--format", "json"], ["--no-record"]] {
      let answer = desk.recommend(Desk.profile(tsk: 35), "2026-11-20", more)
      #expect(!answer.output.contains("Since the answer of"), "\(more)")
    }
    #expect(desk.recommend(Desk.profile(tsk: 44), "2026-06-01", ["--no-record"]).output == first.output)
    #expect(!desk.recommend(Desk.profile(tsk: 35), "2026-06-01").output.contains("Since the answer of"))
  }

  @Test func `a stop is shown alone: nothing is compared, whatever the ledger holds`() {
    let desk = Desk()
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-06-01")
    let flag = Desk.profile(tsk: 35).replacing("\"cauda_equina\": false", with: "\"cauda_equina\": true")
    for format in ["text", "html", "markdown"] {
      let stop = desk.recommend(flag, "2026-11-20", ["--format", format, "--exit-code"])
      #expect(stop.code == 10)
      #expect(stop.error == "")
      #expect(!stop.output.contains("Since the answer of"))
    }
  }

  @Test func `an answer stands if the history cannot be read, and says so`() {
    let desk = Desk()
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-06-01")
    _ = desk.recommend("{\"id\": \"other\"}", "2026-06-01")
    _ = Command.run(
      "/usr/bin/sqlite3",
      [
        desk.path,
        "DROP TRIGGER record_is_fixed; UPDATE record SET sealed = zeroblob(length(sealed)) WHERE idx = 0",
      ])
    // The schema is checked by `verify` alone; an answer needs its right edge.
    for format in ["text", "html"] {
      let answer = desk.recommend(Desk.profile(tsk: 35), "2026-11-20", ["--format", format])
      #expect(answer.code == 0, "\(answer.error)")
      #expect(answer.output.contains("pain education"))
      #expect(
        answer.error.contains("what the ledger knows of this patient is not shown; the answer stands: "))
    }
    let history = desk.history()
    #expect(history.code == 0)
    #expect(history.output.contains("record 0 is damaged, and left out"))
  }

  // MARK: history

  @Test func `a history in Dutch has Dutch labels and words, what was recorded as it was, and the same JSON`()
  {
    let scratch = Scratch()
    let file = "\(scratch.path)/visits.json"
    scratch.write(
      "visits.json",
      """
      {"fear": {"tsk_17": 36}, "mood": {"phq_9_item_9": 1}, "visits": [
        {"observed": "2026-03-02", "fear": {"tsk_17": 44}}]}
      """)
    func history(_ more: String...) -> Command.Result {
      Command.plumbline(["history", file, "--as-of", "2026-11-20", "--rules", Shipped.rules] + more)
    }
    let text = history("--language", "nl")
    #expect(text.code == 0, "\(text.error)")
    let words = text.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("Scores in de tijd"))
    #expect(words.contains("−8 sinds 2026-03-02, binnen de meetfout (MDC95"))
    #expect(words.contains("PHQ-9 vraag 9 [EN: PHQ-9 item 9]"))
    #expect(words.contains("[EN: No answer here is one of today: red flags,"))
    #expect(history("--language", "nl", "--format", "html").output.contains("<html lang=\"nl\">"))
    #expect(history("--language", "nl", "--format", "json").code == 64)
  }

  @Test func `history shows scores, answers, and what came of them, in every format`() throws {
    let desk = Desk()
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-03-02")
    _ = desk.recommend(Desk.profile(tsk: 30), "2026-06-01")
    _ = desk.audit(["override", "0", "--reason", "prefers-alternative", "--instead", "exercise"])
    let outcome = desk.audit(
      [
        "outcome", "0", "--result", "stopped", "--done", "3 sessions", "--scores", "-", "--as-of",
        "2026-04-15",
      ],
      input: "fear.tsk_17 = 40\n")
    #expect(outcome.code == 0, "\(outcome.error)")
    let text = desk.history(["--plain"])
    #expect(text.code == 0, "\(text.error)")
    #expect(text.output.contains("TSK-17                44 (2026-03-02), 40 (2026-04-15), 30 (2026-06-01)"))
    #expect(text.output.contains("-10 since 2026-04-15, beyond measurement error"))
    #expect(
      text.output.contains("outcome 2026-04-15: stopped (it was begun and ended early); done: 3 sessions"))
    #expect(text.output.contains("overridden "))
    #expect(desk.history().output.contains("▅▄▃") || desk.history().output.contains("▅▄▂"))
    let json = try JSONReader.read(desk.history(["--format", "json"]).output).value
    #expect(json["answers"]?.arrayValue?.count == 2)
    let html = desk.history(["--format", "html"]).output
    #expect(html.contains("role=\"img\" aria-label=\"TSK-17: 44 (2026-03-02)"))
    #expect(desk.audit(["verify"]).code == 0)
    #expect(desk.audit(["replay", "--all"]).output.contains("not answers: 6 "))
  }

  @Test(
    arguments: [
      (["history", "--patient", "EX-01"], 65), (["history"], 64),
      (["history", "x.json", "--patient", "-"], 64),
    ] as [([String], Int32)])
  func `a patient is never an argument, and one of patient and profile is needed`(
    arguments: [String], code: Int32
  ) {
    let desk = Desk()
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-03-02")
    let result = Command.plumbline(arguments + ["--rules", Shipped.rules, "--ledger", desk.path])
    #expect(result.code == code)
    #expect(!result.error.contains("EX-01"))
  }

  @Test func `a patient without records is an error that does not repeat the id`() throws {
    let desk = Desk()
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-03-02")
    let result = desk.history(of: "Anna-Example")
    #expect(result.code == 65)
    #expect(result.output == "")
    #expect(!result.error.contains("Anna"))
    let line = try #require(result.error.split(separator: "\n").first).dropFirst("plumbline: ".count)
    #expect(ErrorForm.faults(in: String(line)) == [])
  }

  @Test func `without the signing key an id finds nothing, and a pseudonym does`() throws {
    let desk = Desk()
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-03-02")
    let name = try #require(desk.audit(["list"]).output.firstMatch(of: #/P-[0-9a-f]{20}/#)).output
    _ = Command.run("/bin/rm", [desk.path + ".key"])
    let refused = desk.history()
    #expect(refused.code == 65)
    #expect(refused.error.contains("give the pseudonym, P-…"))
    let found = Command.plumbline(
      ["history", "--patient", String(name), "--rules", Shipped.rules, "--ledger", desk.path])
    #expect(found.code == 0, "\(found.error)")
  }

  @Test func `after an erasure nothing of the patient is left in a history`() {
    let desk = Desk()
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-03-02")
    _ = desk.audit(["outcome", "0", "--result", "followed", "--as-of", "2026-04-01"])
    _ = desk.audit(["erase", "--patient", "-", "--reason", "asked"], input: "EX-01\n")
    #expect(desk.history().code == 65)
    let shown = desk.audit(["show", "1"]).output
    #expect(shown.contains("erased by record 2, "))
  }

  // MARK: visits of a profile

  @Test func `a profile with earlier visits gives the same answer as without, and shows them itself`() {
    let desk = Desk()
    let visits = #" "visits": [{"observed": "2026-03-02", "fear": {"tsk_17": 50}, "mood": {"phq_9": 20}}],"#
    let (with, without) = (
      desk.recommend(Desk.profile(tsk: 44, visits), "2026-11-20", ["--no-record"]),
      desk.recommend(Desk.profile(tsk: 44), "2026-11-20", ["--no-record"])
    )
    #expect(with.output == without.output)
    #expect(with.code == 0)
    let history = Command.plumbline(
      ["history", "-", "--rules", Shipped.rules, "--as-of", "2026-11-20", "--plain"],
      input: Desk.profile(tsk: 44, visits))
    #expect(history.code == 0, "\(history.error)")
    #expect(history.output.contains("50 (2026-03-02), 44 (2026-11-20)"))
    #expect(history.output.contains("-6 since 2026-03-02, within measurement error"))
  }

  @Test func `a red flag of an earlier visit is refused, and stops nobody; one of today stops`() {
    let desk = Desk()
    func visit(_ day: String) -> String {
      #" "visits": [{"observed": "\#(day)", "red_flags": {"cauda_equina": true}}],"#
    }
    let earlier = desk.recommend(Desk.profile(tsk: 44, visit("2026-03-02")), "2026-11-20")
    #expect(earlier.code == 65)
    #expect(earlier.output == "")
    #expect(earlier.error.contains("visits[0].red_flags.cauda_equina: a stop reads it, so it counts only"))
    let today = desk.recommend(
      Desk.profile(tsk: 44, visit("2026-11-20")).replacing("\"cauda_equina\": false, ", with: ""),
      "2026-11-20")
    #expect(today.code == 21)
  }

  // MARK: outcome and show

  @Test func `the codes of an outcome are listed, and a wrong one is named with the nearest`() {
    let desk = Desk()
    #expect(
      desk.audit(["outcome", "--list"]).output.contains("alternative-chosen  something else was chosen"))
    _ = desk.recommend(Desk.profile(tsk: 44), "2026-03-02")
    let wrong = desk.audit(["outcome", "0", "--result", "folowed"])
    #expect(wrong.code == 64)
    #expect(wrong.error.contains("did you mean 'followed'?"))
    #expect(desk.audit(["outcome", "0"]).code == 64)
    #expect(desk.audit(["outcome", "--result", "followed"]).code == 64)
    #expect(desk.audit(["outcome", "0", "--result", "alternative-chosen"]).code == 64)
    #expect(desk.audit(["outcome", "9", "--result", "followed"]).code == 65)
    let older = desk.audit(["outcome", "0", "--result", "followed", "--as-of", "2026-03-01"])
    #expect(older.code == 65)
    let flag = desk.audit(
      ["outcome", "0", "--result", "stopped", "--scores", "-"], input: "red_flags.fracture = yes\n")
    #expect(flag.code == 65)
    #expect(flag.error.contains("here it would stop nothing"))
    #expect(desk.audit(["list"]).output.split(separator: "\n").count == 1)
  }

  @Test func `show prints the profile, names what came later, and says how to ask why`() throws {
    let desk = Desk()
    let answer = desk.recommend(Desk.profile(tsk: 44), "2026-03-02")
    _ = desk.audit(["override", "0", "--reason", "prefers-alternative", "--by", "dr-b"])
    _ = desk.audit(["outcome", "0", "--result", "followed", "--as-of", "2026-04-01"])
    let shown = desk.audit(["show", "0"]).output
    #expect(shown.contains("\n  fear.tsk_17 = 44\n"))
    #expect(shown.contains("\noverridden in record 1, "))
    #expect(shown.contains(" by dr-b: prefers-alternative\n"))
    #expect(shown.contains("\noutcome in record 2, "))
    #expect(shown.contains("\nwhy: plumbline explain --record 0\n"))
    #expect(shown.hasSuffix("\n\n" + answer.output))
    let json = try JSONReader.read(desk.audit(["show", "0", "--format", "json"]).output).value
    #expect(json["overrides"] == [1])
    #expect(json["outcomes"] == [2])
    #expect(json["erased_by"] == .null)
  }
}
