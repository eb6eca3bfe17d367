internal import PlumblineGuideline
internal import PlumblineText

/// The book's chapters, in the order of reading; each is one page.
enum Chapter: String, CaseIterable {
  case index, decision, gates, rules, pairings, evidence, vocabulary, tests, gaps, versions, packs

  var file: String { "\(rawValue).html" }

  /// In the list of chapters.
  var name: String {
    switch self {
    case .index: "Contents"
    case .decision: "Decision"
    case .gates: "Stops and gates"
    default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }

  var title: String {
    switch self {
    case .index: "The guideline in force"
    case .decision: "How a decision is made"
    case .gates: "Stops and gates"
    case .rules: "Rules in words"
    case .pairings: "Pairings"
    case .evidence: "Evidence"
    case .vocabulary: "Vocabulary"
    case .tests: "Tests and what they cover"
    case .gaps: "Gaps"
    case .versions: "Versions by what changed for patients"
    case .packs: "Packs and who answers for them"
    }
  }

  /// A summary of the chapter, for the contents.
  var says: String {
    switch self {
    case .index: ""
    case .decision: "The path of every profile through stops, stages and rules, drawn and in words."
    case .gates: "What is settled before any rule: when, why, how urgently, and what to do."
    case .rules: "When each rule is true, what follows, on which evidence, and which patients it reaches."
    case .pairings: "What each consists of, its cautions, and the words for the patient."
    case .evidence: "What was studied, in whom, the effects with their intervals, and the sources."
    case .vocabulary: "Every fact, how it is asked, where it is used, and the questionnaires behind it."
    case .tests: "The packs' own tests, and the parts of the guideline that they exercise."
    case .gaps: "The patients who get only the fallback, and those who get no answer yet."
    case .versions: "For each version, the patients whose answers it changed."
    case .packs: "Versions, digests, authors, and what each pack says about itself."
    }
  }
}

/// A place of the book that can be linked to.
enum Target {
  case gate(String)
  /// Also advice against, and conflicts: they share their names with rules.
  case rule(String)
  case pairing(PairingName)
  case evidence(String)
  case source(String)
  case fact(String)
  case instrument(String)
  case pack(String)

  private var parts: (chapter: Chapter, kind: String, name: String) {
    switch self {
    case .gate(let id): (.gates, "gate", id)
    case .rule(let id): (.rules, "rule", id)
    case .pairing(let name): (.pairings, "pairing", name.description)
    case .evidence(let name): (.evidence, "evidence", name)
    case .source(let name): (.evidence, "source", name)
    case .fact(let name): (.vocabulary, "fact", name)
    case .instrument(let name): (.vocabulary, "instrument", name)
    case .pack(let id): (.packs, "pack", id)
    }
  }

  var chapter: Chapter { parts.chapter }

  /// The anchor within its page; names contain no blanks.
  var anchor: String {
    "\(parts.kind)-\(parts.name.replacing("/", with: ".").replacing("+", with: "."))"
  }

  func link(_ text: String) -> HTML { "<a href=\"\(chapter.file)#\(anchor)\">\(text)</a>" }
}
