public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// The answer on one screen, at most 30 lines at 100 columns unless a caution would be cut: what is urgent, the decision, why, the
/// options, what to watch, and the one next question. The full answer has the rest.
public struct BriefReport {
  /// The lines of a screen.
  public static let lines = 30

  /// How much room there is for what the full answer has, too.
  struct Room {
    /// The lines of the reasons beyond their first sentences.
    var linesOfReasons = 3
    /// Whether sentences share lines, and claims of what does not lead are left out.
    var isTight = false
    /// Whether the options are named of which nothing is claimed.
    var namesOthers = true

    /// From the first that fits to what is always said.
    static let all = [
      Room(), Room(linesOfReasons: 2), Room(linesOfReasons: 1), Room(linesOfReasons: 0, isTight: true),
      Room(linesOfReasons: 0, isTight: true, namesOthers: false),
    ]
  }

  let guideline: Guideline
  let style: Style
  private let note: RecordNote?
  private var language: Language { guideline.language }
  private var vocabulary: Vocabulary { guideline.vocabulary }

  public init(_ guideline: Guideline, style: Style, note: RecordNote? = nil) {
    self.guideline = guideline
    self.note = note
    self.style = style
  }

  /// A recommendation, or what is needed for one, on one screen; any other answer, which is short, in full.
  public func text(_ decision: Decision, _ recording: Recording) -> String {
    if decision.disposition != .recommend, decision.disposition != .needData {
      return TextReport(guideline, style: style, note: note).text(decision, recording)
    }
    var page = Page(style)
    for room in Room.all {
      page = screen(decision, recording, room)
      if page.lines.count <= Self.lines { break }
    }
    return page.text
  }

  private func screen(_ decision: Decision, _ recording: Recording, _ room: Room) -> Page {
    var page = Page(style)
    let dot = style.isPlain ? "-" : "·"
    let who = decision.profile.map { Escaping.terminal($0) } ?? language("patient without an id")
    page.line(
      "Plumbline \(dot) \(who) \(dot) \(language("as of {day}", ["day": decision.asOf.description])) \(dot) "
        + language("all of it: --full"))
    body(decision, &page, room)
    if let note { page.paragraph(note.sentence(in: language), first: "", rest: "") }
    if let disclaimer = guideline.domain.disclaimer, decision.primary != nil {
      page.paragraph(disclaimer, first: "", rest: "")
    }
    page.paragraph(recording.words(in: language) + " " + language(Words.judgement), first: "", rest: "")
    return page
  }

  /// Adds a recommendation, from what is urgent to the next question; or the questions that come first.
  func body(_ decision: Decision, _ page: inout Page, _ room: Room = Room()) {
    let notices = NoticeSection(decision: decision, vocabulary: vocabulary, language: language)
    notices.first(on: &page)
    guard let primary = decision.primary else {
      NeededQuestions(decision: decision, guideline: guideline, language: language).set(on: &page)
      return
    }
    headline(primary, decision, &page, isTight: room.isTight)
    for notice in notices.says(.aboveEvidence) {
      page.paragraph(
        notice, first: page.style.bold(language("NOTE")) + "  ",
        rest: "".leftAligned(in: language("NOTE").count + 2))
    }
    reasons(primary, &page, lines: room.linesOfReasons)
    let words = OptionWords(decision: decision, vocabulary: vocabulary, language: language)
    if words.compared.isEmpty {
      EvidenceSection(primary.claims, style, in: language).set(on: &page)
    } else {
      OptionsGrid(words: words, style: style, room: room).set(on: &page)
    }
    others(decision, primary, words, &page)
    watch(decision, primary, &page)
    next(decision, &page, isTight: room.isTight)
  }

  // MARK: parts

  private func headline(
    _ primary: Decision.Recommendation, _ decision: Decision, _ page: inout Page, isTight: Bool
  ) {
    let isForNow = TextReport.isForNow(decision, guideline)
    let title = isForNow ? language("{title}, for now", ["title": primary.title]) : primary.title
    let kicker = language("RECOMMEND") + "  "
    let strength = language(
      primary.strength == .strong ? "Strong recommendation." : "Conditional: decide with the patient.")
    let fits = kicker.count + title.count + strength.count + 2 <= style.width
    if fits {
      page.line(style.bold(kicker + Escaping.terminal(title) + ".") + " " + strength)
    } else {
      let rest = "".leftAligned(in: kicker.count)
      for line in Wrapping.lines(Escaping.terminal(title) + ".", to: style.width, first: kicker, rest: rest) {
        page.line(style.bold(line))
      }
    }
    var lines = fits ? [] : [strength]
    lines += [PartWords.strengths(primary, in: guideline)].compactMap { $0 } + PartWords.passedOver(primary)
    lines += PopulationWords.sentences(primary.claims, in: guideline)
    lines += decision.conflicts.map {
      language("Conflict: {title}.", ["title": $0.title]) + " \($0.because)"
    }
    let notices = NoticeSection(decision: decision, vocabulary: vocabulary, language: language)
    let quiet = notices.says(.quiet).joined(separator: " ")
    if !quiet.isEmpty { lines.append(quiet) }
    // Where room is scarce, sentences share their lines.
    for line in isTight && !lines.isEmpty ? [lines.joined(separator: " ")] : lines { page.paragraph(line) }
  }

  /// Adds the reasons with the patient's values: the first sentence of each, and further ones while there is room.
  private func reasons(_ primary: Decision.Recommendation, _ page: inout Page, lines most: Int) {
    let first = language("Why") + "  "
    let rest = String(repeating: " ", count: first.count)
    let all = primary.because.map(Sentences.split)
    var shown = all.compactMap(\.first)
    func lines(_ sentences: [String]) -> Int {
      Wrapping.lines(sentences.joined(separator: " "), to: style.width, first: first, rest: rest).count
    }
    for sentence in all.flatMap({ $0.dropFirst() }) where lines(shown + [sentence]) <= most {
      shown.append(sentence)
    }
    page.paragraph(shown.joined(separator: " "), first: first, rest: rest)
  }

  /// Adds what is to do, and the alternatives and the advice against that no option shows.
  private func others(
    _ decision: Decision, _ primary: Decision.Recommendation, _ words: OptionWords, _ page: inout Page
  ) {
    for action in PartWords.actions(primary, in: language) { page.paragraph(action) }
    let shown = words.compared
    for other in decision.recommendations
    where other.role == .alternative && !shown.contains(where: { $0.pairings.contains(other.pairing) }) {
      page.paragraph(
        ([
          language("Alternative: {title}.", ["title": other.title(in: guideline)]),
          Words.certainty(of: other, in: language),
        ]
          + PartWords.passedOver(other).map { language("Passed over: {reason}", ["reason": $0]) }).joined(
            separator: " "))
    }
    let ruledOut = shown.filter { $0.standing == .advisedAgainst }.flatMap(\.pairings)
    var said: Set<String> = []
    for veto in decision.advisedAgainst
    where said.insert(veto.title).inserted
      && !ruledOut.contains(where: { $0.parts.contains(veto.part) || $0.description == veto.part })
    {
      page.paragraph(language("Advised against: {title}.", ["title": veto.title]))
    }
  }

  private func watch(_ decision: Decision, _ primary: Decision.Recommendation, _ page: inout Page) {
    var shown = decision.otherCautions + primary.watch
    let said = Set(primary.watch + decision.notices.map(\.says))
    let others = primary.cautions.count { !said.contains($0) }
    if others > 0 {
      shown.append(
        others == 1
          ? language("1 general caution is in the full answer.")
          : language("{count} general cautions are in the full answer.", ["count": "\(others)"]))
    }
    if shown.isEmpty { return }
    let first = language("Watch") + "  "
    page.paragraph(
      shown.joined(separator: " "), first: first, rest: String(repeating: " ", count: first.count))
  }

  private func next(_ decision: Decision, _ page: inout Page, isTight: Bool) {
    if !decision.isAnalysed { page.paragraph(language(Words.notAnalysed), first: "", rest: "") }
    guard let missing = decision.missing.first else {
      page.paragraph(
        language("No unanswered question here would change this answer; your own findings may."), first: "",
        rest: "")
      return
    }
    let first = language("Ask next") + "  "
    page.paragraph(
      vocabulary[missing.fact].question, first: first, rest: String(repeating: " ", count: first.count))
    let leading = decision.missing.filter { !$0.leadsTo.isEmpty }
    var rest: [String] = []
    if !leading.isEmpty {
      rest.append(
        language(
          "Could change the first choice: {facts}",
          ["facts": leads(leading, decision).joined(separator: "; ")]))
    }
    let others = decision.missing.count - 1 - leading.count { $0.fact != missing.fact }
    if others > 0, !isTight {
      rest.append(
        leading.isEmpty
          ? language("{count} more could change something else here", ["count": "\(others)"])
          : language("the rest: {count} more", ["count": "\(others)"]))
    }
    if !rest.isEmpty { page.paragraph(rest.joined(separator: "; ").capitalisedOnce + ".") }
  }

  /// The unanswered facts by the choice to which they lead.
  private func leads(_ leading: [MissingFact], _ decision: Decision) -> [String] {
    var choices: [String] = []
    var facts: [String: [String]] = [:]
    for missing in leading {
      for pairing in missing.leadsTo {
        let choice = title(pairing, beside: decision.primary?.pairing)
        if facts[choice] == nil { choices.append(choice) }
        let label = vocabulary[missing.fact].label
        if !(facts[choice] ?? []).contains(label) { facts[choice, default: []].append(label) }
      }
    }
    return choices.map { choice in
      language(
        "{facts} (to {choice})", ["facts": (facts[choice] ?? []).joined(separator: ", "), "choice": choice])
    }
  }

  /// A pairing by its options that the present one does not have, or else by its title.
  private func title(_ pairing: PairingName, beside present: PairingName?) -> String {
    func has(_ option: TreatmentOption, _ pairing: PairingName?) -> Bool {
      option.pairings.contains { own in
        let parts = own.parts.filter { $0 != guideline.domain.base }
        return own == pairing || !parts.isEmpty && parts.allSatisfy { pairing?.parts.contains($0) ?? false }
      }
    }
    let new = guideline.options.filter { has($0, pairing) && !has($0, present) }.map(\.title)
    return new.isEmpty
      ? guideline.pairings[pairing]?.title ?? pairing.description : new.joined(separator: ", ")
  }
}
