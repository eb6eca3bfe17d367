internal import PlumblineInterchange

/// A question that cannot be answered, although the packs and the profile are valid.
///
/// The descriptions never contain patient data.
public enum QuestionError: Error, Sendable, CustomStringConvertible {
  /// The day for which the answer should hold is not a day of the calendar.
  case notADay
  /// A name in the question is not a pairing: its place in the list, from 0; the nearest name; every name.
  case noSuchPairing(place: Int, nearest: String?, known: [String])
  /// Several guidelines are in force and none of them is named, or the name is not one of theirs.
  case noSuchGuideline(known: [String])
  /// The changes give the patient values that are impossible.
  case impossibleChange([Refusal.Problem])

  public var description: String {
    switch self {
    case .notADay: "the day must be written year-month-day, such as 2026-11-20"
    case .noSuchPairing(let place, let nearest, let known):
      "whyNot[\(place)]: unknown pairing; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "it must be one of \(known.joined(separator: ", "))")
    case .noSuchGuideline(let known):
      "by: name one of the guidelines in force: \(known.joined(separator: ", "))"
    case .impossibleChange(let problems):
      "whatIf: the profile cannot be changed in this way\n"
        + problems.map { ($0.path.isEmpty ? "" : "\($0.path): ") + $0.message }.joined(separator: "\n")
    }
  }

  static func pairings(_ names: [String], _ guideline: Guideline) throws(QuestionError) -> [PairingName] {
    var found: [PairingName] = []
    for (place, name) in names.enumerated() {
      do {
        found.append(try guideline.pairing(named: name))
      } catch {
        throw .noSuchPairing(
          place: place, nearest: error.nearest, known: guideline.pairings.keys.sorted().map(\.description))
      }
    }
    return found
  }

  static func changing(
    _ profile: Profile, _ changes: [String], _ vocabulary: Vocabulary, asOf day: Day
  ) throws(QuestionError) -> Profile {
    do {
      return try ProfileReader(vocabulary, asOf: day).changing(profile, changes)
    } catch {
      throw .impossibleChange(
        error.problems.map { Refusal.Problem(place: nil, path: $0.path, message: $0.message) })
    }
  }
}
