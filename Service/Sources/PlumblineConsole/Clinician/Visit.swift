internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineGuideline

/// One visit of one patient: what is known, and what was answered. It lives in the session's memory, under a name that means nothing.
struct Visit: Sendable {
  /// Random, so that an address says nothing of a patient.
  let id: String
  /// How often it was kept. A copy that is older than what is kept is not: two requests at a time lose nothing of each other.
  var revision = 0
  var facts = VisitFacts()
  var answer: ConsoleAnswer?
  /// What is not known of a record because it could not be read, sentence by sentence.
  var gaps: [String] = []
  /// The text that was pasted and could not be read; empty otherwise.
  var pasted = ""
  /// The profile that was refused, as far as it is kept, so that it can be said in another language; empty otherwise.
  var refused: [UInt8] = []
  /// The flags that were answered together, by group: they count once they are read back and confirmed.
  var together: [(group: String, flags: [String])] = []
  /// Where it goes on after they are confirmed.
  var goesOn = ConsoleRoute.visit
  /// What is tried and not recorded.
  var hypothesis: Hypothesis?
  /// The facts that the interview asked about and that were passed over.
  var skipped: Set<String> = []
  /// What the interview asked about, so that it can be taken back.
  var asked: [[String]] = []
  /// What earlier answers knew, to look at and to take from; nil if it does not begin from any.
  var earlier: EarlierAnswers?
  /// What was reported of the answer, in words.
  var reported: [String] = []

  /// A value that is tried, and what it would lead to.
  struct Hypothesis: Sendable {
    var fact: String
    var value: String
    /// What is wrong with it; empty if it was decided.
    var problems: [String]
    var profile: Profile?
    var joint: JointDecision?
  }

  init() { id = String(Secret.make().prefix(32)) }

  /// Whether a stop is true: then it is acted on, and nothing else is weighed.
  var isStopped: Bool { !(answer?.decided?.alerts.isEmpty ?? true) }

  /// Whether its pages are shown ahead of others: a stop is true, or may be in what could not be read.
  var isUrgent: Bool { isStopped || answer?.refused?.isShown ?? false }

  /// The patient's id, if one was given.
  var patient: String? { facts["id"].flatMap { $0.isEmpty ? nil : $0 } }
}
