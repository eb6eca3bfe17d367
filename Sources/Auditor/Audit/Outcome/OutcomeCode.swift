internal import PlumblineText

/// What came of an answer, as a code.
///
/// These five are this program's own: no code system of HL7 that we have read says them of a whole recommendation.
public enum OutcomeCode: String, Sendable, Hashable, CaseIterable {
  /// What was advised was chosen and done.
  case followed
  /// It was accepted in a record system; whether it was done is not known.
  case accepted
  /// Something else was chosen: an alternative of the answer, or another thing.
  case alternativeChosen = "alternative-chosen"
  /// The patient declined, and nothing of it was begun.
  case declined
  /// It was begun and ended early.
  case stopped

  /// The code in words.
  public var words: String {
    switch self {
    case .followed: "what was advised was chosen and done"
    case .accepted: "it was accepted in a record system; whether it was done is not known"
    case .alternativeChosen: "something else was chosen"
    case .declined: "the patient declined"
    case .stopped: "it was begun and ended early"
    }
  }

  /// The codes, each with its words, on a line each.
  public static var list: String {
    let width = allCases.map(\.rawValue.count).max() ?? 0
    return "What came of an answer\n"
      + allCases.map { "  \($0.rawValue.leftAligned(in: width))  \($0.words)\n" }.joined()
  }
}
