public import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblinePresentation
public import PlumblineText

/// What changed since a patient's last answer of an earlier day, and why the advice did.
///
/// A view beside an answer: it is part of no decision and of no record. Answers that count only on their day are never in it.
public struct SinceLastAnswer: Sendable {
  /// A fact whose answer changed.
  struct Change: Sendable {
    var label: String
    var before: String
    var after: String
    /// nil for what is no scale.
    var scale: ScaleChange?
    var error: DetectableChange?
  }

  /// A rule or gate that came out differently.
  struct Cause: Sendable {
    var change: TruthChange
    var title: String?
    /// The labels of the changed facts that it reads.
    var facts: [String]
  }

  /// The day for which the earlier answer held.
  public let day: Day
  /// The name of its record.
  public let record: String
  /// The language of its sentences and titles; names of rules, packs and pairings are the same in every one.
  public let language: Language
  var changes: [Change] = []
  /// What the answer would have been then by today's packs, against what it was; empty if the packs and the engine are the same.
  var byGuideline: [AnswerShift] = []
  /// What the patient's answers changed, by today's packs.
  var byAnswers: [AnswerShift] = []
  var causes: [Cause] = []
  /// The packs that changed since: "psychological-pairing 2.0.0 → 2.1.0".
  var packs: [String] = []
  /// What could not be compared, and why.
  var notes: [String] = []

  init(of day: Day, record: String, in language: Language) {
    (self.day, self.record, self.language) = (day, record, language)
  }
}
