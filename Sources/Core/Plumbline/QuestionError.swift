internal import PlumblineInterchange

/// A question that cannot be answered, though the packs and the profile are as they should be.
///
/// The descriptions hold nothing of a patient.
public enum QuestionError: Error, Sendable, CustomStringConvertible {
  /// The day for which the answer should hold is no day of the calendar.
  case notADay
  /// A name that was asked about is no pairing: the place in the list, from 0; the nearest name; every name.
  case noSuchPairing(place: Int, nearest: String?, known: [String])
  /// Other values that the patient cannot have.
  case impossibleChange([Refusal.Problem])

  public var description: String {
    switch self {
    case .notADay: "the day for which an answer holds is written year-month-day, 2026-11-20"
    case .noSuchPairing(let place, let nearest, let known):
      "whyNot[\(place)]: no such pairing; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "there are: \(known.joined(separator: ", "))")
    case .impossibleChange(let problems):
      "whatIf: the profile cannot be changed so\n"
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
    _ profile: Profile, _ changes: [String], _ guideline: Guideline
  ) throws(QuestionError) -> Profile {
    do {
      return try ProfileReader(guideline.vocabulary).changing(profile, changes)
    } catch {
      throw .impossibleChange(
        error.problems.map { Refusal.Problem(place: nil, path: $0.path, message: $0.message) })
    }
  }
}
