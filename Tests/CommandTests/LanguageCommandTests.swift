import PlumblineTestSupport
import Testing

/// `--language`: what is shown changes, and nothing else.
struct LanguageCommandTests {
  private static let day = ["--as-of", "2026-11-20", "--rules", Shipped.rules]

  private func recommend(_ name: String, _ more: String...) -> Command.Result {
    Command.plumbline(
      ["recommend", "\(Shipped.examples)/\(name).json", "--no-record"] + Self.day + more)
  }

  @Test(arguments: ["text", "markdown", "html"])
  func `a stop is shown in Dutch and in English`(format: String) {
    let result = recommend("red-flag", "--language", "nl", "--format", format)
    #expect(result.code == 0 && result.error == "")
    let words = result.output.split { $0.isWhitespace }.joined(separator: " ").replacing("\\-", with: "-")
    #expect(words.contains("Mogelijk cauda-equinasyndroom"))
    #expect(words.contains("Possible cauda equina syndrome"))
    #expect(words.contains("Send for emergency assessment by the local route."))
    #expect(words.contains("niet nagekeken door een met naam genoemde clinicus"))
  }

  private func explain(_ file: String, _ more: [String], rules: [String] = [], input: String = "")
    -> Command.Result
  {
    Command.plumbline(
      ["explain", file, "--language", "nl"] + Self.day + rules.flatMap { ["--rules", $0] } + more,
      input: input)
  }

  @Test(arguments: ["text", "markdown"])
  func `an explanation is in Dutch, and a stop in it in English too`(format: String) {
    let result = explain("\(Shipped.examples)/red-flag.json", ["--format", format])
    #expect(result.code == 0 && result.error == "")
    let words = result.output.split { $0.isWhitespace }.joined(separator: " ").replacing("\\", with: "")
    #expect(words.contains("Wat besliste"))
    #expect(words.contains("STOP: Mogelijk cauda-equinasyndroom [EN: STOP: Possible cauda equina syndrome]"))
    #expect(words.contains("niet nagekeken door een met naam genoemde clinicus"))
  }

  @Test func `why not and what if are in Dutch`() {
    let file = "\(Shipped.examples)/high-fear.json"
    let why = explain(file, ["--why-not", "cognitive-behavioural-therapy"])
    #expect(
      why.output.contains("1   PCS: 31 of meer, in plaats van 21 (afkappunt: boven 30). Dan: eerste keuze."))
    let what = explain(file, ["--what-if", "fear.tsk_17=30"])
    #expect(what.output.contains("WAT ALS: TSK-17 44 wordt 30"))
    #expect(what.code == 0 && why.code == 0 && what.error + why.error == "")
  }

  @Test func `an explanation in JSON takes no language`() {
    let result = explain("\(Shipped.examples)/red-flag.json", ["--format", "json"])
    #expect(result.code == 64 && result.output == "")
    #expect(result.error.contains("leave out --language"))
  }

  @Test func `of several guidelines each is explained in Dutch, as far as its packs are translated`() {
    let others = ["hypertension", "osteoarthritis"].map { "\(Shipped.examples)/guidelines/\($0)" }
    let result = explain("\(Shipped.examples)/guidelines/back-and-knee.json", [], rules: others)
    #expect(result.code == 0, "\(result.error)")
    #expect(result.output.contains("Chronische rugpijn\nPlumbline"))
    #expect(result.output.contains("Wat elk deel bijdraagt"))
    #expect(result.output.contains("staan er in het Engels"))
  }

  @Test func `a profile that cannot be explained is refused in Dutch`() {
    let result = explain("-", [], input: #"{"red_flags": {"cauda_equina": true}, "patient": {"age": 900}}"#)
    #expect(result.code == 21)
    #expect(result.output.contains("GEWEIGERD") && result.output.contains("Possible cauda equina syndrome"))
  }

  @Test func `a language that does not exist names those that do`() {
    let result = recommend("red-flag", "--language", "fr")
    #expect(result.code == 64)
    #expect(result.error.contains("no language 'fr'; choose one of en, nl"))
  }

  @Test func `JSON is the same in every language, so it takes none`() {
    let result = recommend("red-flag", "--language", "nl", "--format", "json")
    #expect(result.code == 64 && result.output == "")
    #expect(result.error.contains("leave out --language"))
    #expect(recommend("red-flag", "--language", "en", "--format", "json").code == 0)
  }

  @Test func `the record keeps the decision in its own language, and what was shown as it was`() {
    let scratch = Scratch()
    let ledger = "\(scratch.path)/ledger.sqlite"
    let answer = Command.plumbline(
      ["recommend", "\(Shipped.examples)/high-fear.json", "--ledger", ledger, "--language", "nl"] + Self.day)
    #expect(answer.code == 0, "\(answer.error)")
    let shown = Command.plumbline([
      "audit", "export", "--format", "ndjson", "--with-payload", "--ledger", ledger,
    ])
    #expect(shown.code == 0, "\(shown.error)")
    #expect(shown.output.contains("Exercise with pain education"))
    #expect(shown.output.contains("Oefentherapie met pijneducatie"))
    let replay = Command.plumbline(["audit", "replay", "--all", "--ledger", ledger])
    #expect(replay.output.contains("identical: 1"))
    #expect(replay.code == 0, "\(replay.output)\(replay.error)")
  }

  @Test func `packs without a catalogue are shown in their own language, loudly`() {
    let scratch = Scratch()
    let copied = Command.run("/bin/cp", ["-r", Shipped.rules, "\(scratch.path)/Rules"])
    #expect(copied.code == 0)
    _ = Command.run("/bin/rm", ["-r", "\(scratch.path)/Rules/red-flags/languages"])
    scratch.write("Rules/vocabulary/languages/nl.lua", "catalogue")
    let result = Command.plumbline([
      "recommend", "\(Shipped.examples)/red-flag.json", "--no-record", "--as-of", "2026-11-20", "--language",
      "nl", "--rules", "\(scratch.path)/Rules",
    ])
    #expect(result.code == 0)
    #expect(result.output.contains("STOP  SPOED [EN: EMERGENCY]  Possible cauda equina syndrome"))
    #expect(result.output.contains("staan er in het Engels"))
    #expect(result.error.contains("not translated: vocabulary/languages/nl.lua"))
  }

  @Test func `a profile to fill in asks in Dutch, and is read as any other`() {
    let template = Command.plumbline(["new", "profile", "--language", "nl", "--rules", Shipped.rules])
    #expect(template.output.contains("# patient.age = (een geheel getal van 0 tot 120)"))
    #expect(template.output.contains("tot 5200), of 16 maanden, 2 jaar, 2025-03"))
    #expect(template.code == 0)
    #expect(
      template.output.contains("# Wat is de werksituatie van de patiënt? (employed full time: voltijds"))
    let filled = template.output.replacing(
      "# work.status = employed full time |", with: "work.status = retired #")
    #expect(filled != template.output)
  }

  @Test func `an interview asks in Dutch, and takes ja and nee`() {
    let result = Command.plumbline(
      ["interview", "--no-record", "--language", "nl"] + Self.day, input: "1 ja, 2 nee\nquit\n")
    // Its own words, too: what can be typed, a stop's first words in both languages, what is left to ask.
    for words in [
      "Beantwoord elke vraag", "geen; of per nummer", "STOP  SPOED [EN: EMERGENCY]", "NU DOEN [EN: DO NOW]",
      "Kan veranderen", "Er is niets bewaard.",
    ] {
      #expect(result.error.contains(words), "\(words): \(result.error)")
    }
    #expect(!result.error.contains("Answer each question"))
    #expect(result.code == 0, "\(result.error)")
    #expect(result.error.contains("1  Kenmerken van het cauda-equinasyndroom"))
  }

  @Test func `a catalogue to translate holds what there is, and loads`() {
    let result = Command.plumbline([
      "new", "language", "nl", "--in", "\(Shipped.rules)/red-flags", "--rules", Shipped.rules,
    ])
    #expect(result.code == 0)
    #expect(result.error.contains("0 sentences are to be translated"))
    #expect(result.output.contains("Mogelijk cauda-equinasyndroom"))
  }

  @Test func `who translates back sees no English`() {
    let result = Command.plumbline([
      "new", "language", "nl", "--blind", "--in", "\(Shipped.rules)/red-flags", "--rules", Shipped.rules,
    ])
    #expect(result.code == 0)
    #expect(result.output.contains("Mogelijk cauda-equinasyndroom"))
    #expect(!result.output.contains("Possible"))
  }
}
