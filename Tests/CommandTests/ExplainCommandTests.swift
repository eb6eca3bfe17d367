import Glibc
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// The command as a person runs it: its sentences and exit codes.
struct ExplainCommandTests {
  private func explain(
    _ file: String, _ more: [String] = [], rules: [String] = [Shipped.rules], input: String = ""
  ) -> Command.Result {
    Command.plumbline(
      ["explain", file, "--as-of", "2026-11-20"] + rules.flatMap { ["--rules", $0] } + more, input: input)
  }

  private func example(_ name: String) -> String { "\(Shipped.examples)/\(name).json" }

  /// Returns the answer in one line, so that wrapped sentences can be found.
  private func words(_ result: Command.Result) -> String {
    #expect(result.code == 0, "\(result.error)")
    return result.output.split { $0.isWhitespace }.joined(separator: " ")
  }

  /// Returns an example with other answers: `"tsk_17": 44` becomes `"tsk_17": 41`.
  private func changed(_ name: String, _ changes: [(String, String)]) -> String {
    changes.reduce(Command.contents(example(name))) { text, change in
      #expect(text.contains(change.0))
      return text.replacing(change.0, with: change.1)
    }
  }

  // MARK: why

  @Test func `why shows each comparison with value, cut-off and margin, and by how much it missed`() {
    let text = words(explain(example("high-fear")))
    for sentence in [
      "RECOMMEND: Exercise with pain education (exercise+pain-education)",
      "✓ yes FABQ-PA 19 is at least 15, by 4", "✓ yes TSK-17 44 is above 37, by 7",
      "besides: TSK-11 not asked (required: above 25)",
      "✓ yes Main goal: better function (required: not less pain)",
      "pair exercise with CBT: PCS 21 is not above 30, by 9",
      "Open, passed with a caution: Possible suicide risk: PHQ-9 item 9 not asked (required: at least 1)",
      "Under 18: Age 47 years is not below 18 years, by 29 years",
      "function, 6 to <12 months: low.",
      "Not recorded: an explanation decides for this profile again and writes nothing.",
    ] { #expect(text.contains(sentence), "\(sentence)") }
  }

  @Test
  func `a margin inside the published measurement error is fragile, and the answer says whether it matters`()
  {
    let profile = changed(
      "high-fear", [("\"tsk_17\": 44", "\"tsk_17\": 41"), ("\"pcs\": 21", "\"pcs\": 27")])
    let text = words(explain("-", input: profile))
    #expect(text.contains("TSK-17 41 is above 37, by 4; FRAGILE"))
    #expect(text.contains("FABQ-PA 19 is at least 15, by 4 ✓"))
    #expect(
      text.contains(
        "TSK-17: a reading of 37 would leave the answer as it is (MDC95 8.53 in people with chronic pain; Eiger B et al 2022)"
      ))
    #expect(
      text.contains("PCS: a reading of 31 would change the answer (SEM 4.6 in people with low back pain"))
  }

  @Test func `a stop is explained by what is true, and waiting gates are shown as open`() {
    let text = words(explain(example("red-flag")))
    #expect(text.contains("STOP: Possible cauda equina syndrome"))
    #expect(text.contains("(stop, emergency) ✓ yes Cauda equina features: yes"))
    #expect(text.contains("Open: Possible spinal fracture: Suspected fracture: not asked"))
  }

  @Test func `what each part brings comes from every pairing that was joined, with its sources`() {
    let text = words(explain(example("after-fusion-off-work")))
    #expect(
      text.contains("What each part brings: Exercise with pain education and work-integrated rehabilitation"))
    #expect(text.contains("no effect can be quoted. [Callens J et al 2025]"))
    #expect(text.contains("none of their figures would apply. [Ho EK-Y et al 2022]"))
    #expect(text.contains("[no source: the pack's own inference]"))
  }

  @Test func `computed and scripted facts show what they read`() {
    let site = Scratch()
    ScriptedSite.write(site)
    let rules = [Shipped.rules, "\(site.path)/site"]
    let text = words(explain(example("high-fear"), rules: rules))
    #expect(text.contains("Strain 26 is not at least 40, by 14; worked out from PCS 21, NRS 5"))
    #expect(text.contains("The pain score is even (worked out by 'even pain' from NRS 5)"))
  }

  // MARK: why not

  @Test func `why not lists every minimal way, fewest facts first`() {
    let text = words(explain(example("high-fear"), ["--why-not", "cognitive-behavioural-therapy"]))
    for sentence in [
      "WHY NOT: Exercise with cognitive behavioural therapy (exercise+cognitive-behavioural-therapy)",
      "At present: RECOMMEND: Exercise with pain education",
      "nearest miss: PCS 21 is not above 30, by 9",
      "What would let it through (6 ways)",
      "1 PCS: 31 or more, in place of 21 (cut-off: above 30). Then: primary.",
      "2 FABQ-W: 35 or more, in place of 16 (cut-off: above 34). Then: alternative.",
      "4 Main goal: return to work or staying at work, in place of better function; and Absence from work: 1 week or "
        + "more, in place of 0 weeks (cut-off: at least 1 week). Then: alternative.",
      "5 PHQ-9: 10 (10 to 19) (not asked; cut-off: at least 10); and PHQ-9 item 9: 0 (not asked; cut-off: at least 1). "
        + "Then: primary.",
      "6 PHQ-9: 10 (10 to 19) (not asked; cut-off: at least 10); and Suicide enquiry: asked, none (not asked). Then: primary.",
      "There is no other way.",
    ] { #expect(text.contains(sentence), "\(sentence)") }
    let primary = words(
      explain(example("high-fear"), ["--why-not", "cognitive-behavioural-therapy", "--as", "primary"]))
    #expect(primary.contains("as the primary pairing"))
    #expect(!primary.contains("Then: alternative."))
  }

  @Test func `the bounds are reported if they are reached`() {
    let few = words(
      explain(example("high-fear"), ["--why-not", "cognitive-behavioural-therapy", "--most", "2"]))
    #expect(few.contains("(6 ways; the first 2 are shown)"))
    let one = words(
      explain(example("high-fear"), ["--why-not", "cognitive-behavioural-therapy", "--changes", "1"]))
    #expect(one.contains("(3 ways of at most 1 fact)"))
    #expect(one.contains("No way of at most 1 fact is left out; larger ones were not searched."))
    let none = words(
      explain(example("little-known"), ["--why-not", "behavioural-therapy", "--changes", "2"]))
    #expect(
      none.contains("No change of at most 2 facts is enough (proved); larger changes were not searched."))
  }

  @Test func `a red flag is a finding, not something to change`() {
    let text = words(explain(example("red-flag"), ["--why-not", "behavioural-therapy"]))
    #expect(text.contains("Act on this first."))
    #expect(
      text.contains("Cauda equina features: no, in place of yes (a finding, not something to change)"))
  }

  @Test func `the answer says what is shown already, what is never shown, and what cannot be worked out`() {
    let site = Scratch()
    ScriptedSite.write(site)
    let rules = [Shipped.rules, "\(site.path)/site"]
    let shown = words(explain(example("high-fear"), ["--why-not", "pain-education"]))
    #expect(shown.contains("It is in the primary pairing now: nothing stands in its way."))
    let never = words(explain(example("high-fear"), ["--why-not", "exercise+swimming"], rules: rules))
    #expect(never.contains("Nothing, for any patient: it is shown for no legal profile (proved)."))
    #expect(never.contains("Rule \"Never: swim\" can never be true"))
    let none = words(explain(example("high-fear"), ["--why-not", "exercise+yoga"], rules: rules))
    #expect(none.contains("Nothing: no rule of the packs in force recommends it."))
    let opaque = words(explain(example("high-fear"), ["--why-not", "exercise+rowing"], rules: rules))
    #expect(
      opaque.contains(
        "Not worked out, so nothing is claimed: script 'much' reads more combinations of values than can be tried."
      ))
    let seen = words(explain(example("high-fear"), ["--why-not", "exercise+walking"], rules: rules))
    #expect(seen.contains("NRS: 10 or more, in place of 5") || seen.contains("NRS: 10, in place of 5"))
  }

  @Test(arguments: [
    (
      "exercise+pain-educaton",
      "unknown pairing 'exercise+pain-educaton'; did you mean 'exercise+pain-education'?"
    ),
    ("chocolate", "unknown pairing 'chocolate'; choose one of exercise, exercise+behavioural-therapy"),
  ])
  func `an unknown pairing is bad input, with the nearest name`(name: String, message: String) {
    let result = explain(example("high-fear"), ["--why-not", name])
    #expect(result.code == 65)
    #expect(result.output == "")
    #expect(result.error.contains(message))
  }

  // MARK: what if

  @Test func `what if shows the changes side by side, and why`() {
    let result = explain(
      example("high-fear"), ["--what-if", "fear.tsk_17=30", "--what-if", "fear.fabq_physical_activity=10"])
    let text = words(result)
    #expect(text.contains("WHAT IF: FABQ-PA 19 becomes 10; TSK-17 44 becomes 30"))
    #expect(text.contains("pairing Exercise with pain education Exercise alone"))
    #expect(!text.contains("decision RECOMMEND"))
    #expect(
      text.contains(
        "Rule \"High fear of movement and a goal other than pain: pair exercise with pain education\": yes to no. "
          + "FABQ-PA 19 is at least 15, by 4, then FABQ-PA 10 is not at least 15, by 5"))
  }

  @Test func `a change without effect is reported as such`() {
    let text = words(explain(example("high-fear"), ["--what-if", "fear.tsk_17=absent:asked-declined"]))
    #expect(text.contains("TSK-17 44 becomes asked, not answered"))
    #expect(text.contains("The answer stays the same: RECOMMEND: Exercise with pain education"))
  }

  @Test(arguments: [
    (["fear.tsk17=30"], "fear.tsk17: unknown fact; did you mean 'fear.tsk_17'?"),
    (["fear.tsk_17=99"], "fear.tsk_17: a number out of range; it must be a whole number from 17 to 68"),
    (["fear.tsk_17=much"], "fear.tsk_17: must be a whole number from 17 to 68, not a string"),
    (["fear.tsk_17"], "'fear.tsk_17' is not a change; write FACT=VALUE, such as fear.tsk_17=30"),
    (["fear.tsk_17=30", "fear.tsk_17=31"], "fear.tsk_17: is changed more than once; give it one value"),
    (["goal.primary=money"], "goal.primary: a code that is not in the list"),
    (["surgery.spinal=perhaps"], "surgery.spinal: must be true or false, not a string"),
    (["mood.phq_9=absent:maybe"], "mood.phq_9: an absent fact is written"),
    (
      ["surgery.weeks_since=20"],
      "surgery.weeks_since: cannot have a value, given surgery.spinal; leave it out, or correct surgery.spinal"
    ),
    (["mood.phq_9=1", "mood.phq_9_item_9=2"], "contradict each other"),
  ])
  func `a change to an illegal profile is bad input`(changes: [String], message: String) {
    let result = explain(example("high-fear"), changes.flatMap { ["--what-if", $0] })
    #expect(result.code == 65)
    #expect(result.output == "")
    #expect(result.error.contains(message), "\(result.error)")
    #expect(result.error.contains("nothing was evaluated"))
  }

  // MARK: layout

  @Test func `it fits the page, and plain text is ASCII where the packs are`() {
    for more in [[], ["--why-not", "cognitive-behavioural-therapy"], ["--what-if", "surgery.spinal=yes"]] {
      let result = explain(example("high-fear"), more + ["--plain"])
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 100 }, "\(more)")
      #expect(result.output.utf8.allSatisfy { $0 < 128 }, "\(more)")
      #expect(result.output.contains("yes") || result.output.contains("no"))
    }
  }

  @Test func `hostile text of packs and profiles is escaped`() {
    let site = Scratch()
    ScriptedSite.write(site)
    let rules = [Shipped.rules, "\(site.path)/site"]
    let profile = changed(
      "high-fear",
      [
        ("\"EX-01\"", "\"\\u001b[31m<script>\""), ("\"pcs\": 21", "\"pcs\": 44"),
        ("\"intensity\": 5", "\"intensity\": 6"),
      ])
    let text = explain("-", rules: rules, input: profile).output
    #expect(text.contains("\\u{1b}[31m<script>"))
    #expect(!text.contains("\u{1b}"))
    let markdown = explain("-", ["--format", "markdown"], rules: rules, input: profile).output
    #expect(markdown.contains("It moves \\<b\\>all\\</b\\>."))
    #expect(!markdown.contains("<script>"))
    #expect(markdown.hasPrefix("Plumbline, "))
  }

  @Test func `nothing is recorded`() {
    let folder = Scratch()
    let ledger = "\(folder.path)/ledger.sqlite"
    let result = Command.run(
      "/usr/bin/env",
      [
        "PLUMBLINE_LEDGER=\(ledger)", "XDG_DATA_HOME=\(folder.path)", Command.plumbline, "explain",
        example("high-fear"), "--rules", Shipped.rules,
      ])
    #expect(result.code == 0)
    #expect(access(ledger, F_OK) != 0)
  }

  @Test func `a recorded answer is explained from its record`() {
    let folder = Scratch()
    let ledger = ["--ledger", "\(folder.path)/ledger.sqlite"]
    let rules = ["--rules", Shipped.rules]
    let answer = Command.plumbline(
      ["recommend", example("high-fear"), "--as-of", "2026-11-20"] + ledger + rules)
    #expect(answer.code == 0, "\(answer.error)")
    let own = explain(example("high-fear"))
    let recorded = Command.plumbline(["explain", "--record", "0"] + ledger + rules)
    #expect(recorded.output == own.output)
    #expect(recorded.error == "")
    let site = Scratch()
    ScriptedSite.write(site)
    let other = Command.plumbline(
      ["explain", "--record", "0"] + ledger + rules + ["--rules", "\(site.path)/site"])
    #expect(other.code == 0)
    #expect(other.error.contains("the packs in force are not those of record 0"))
    #expect(Command.plumbline(["explain", "--record", "7"] + ledger + rules).code == 65)
    #expect(Command.plumbline(["explain"] + rules).code == 64)
    #expect(
      Command.plumbline(["explain", example("high-fear"), "--record", "0"] + ledger + rules).code == 64)
  }
}
