package import PlumblineJSON
internal import PlumblineTransparency

/// The parts of a payload that the database repeats so that records can be found, derived only from the payload.
///
/// Erasing a payload erases them. `audit verify` recomputes each of them.
struct DerivedColumns: Sendable, Hashable {
  /// The record that an override, an outcome, an amendment or a signature is about.
  var about: Int?
  /// The patient's pseudonym.
  var patient: String?
  /// The person who asked.
  var person: String?
  /// The disposition; `refused` if there is none because the input was refused.
  var decision: String?
  /// The primary pairing; of several guidelines, those of all that recommend: `exercise+x exercise+y`.
  var pairing: String?
  /// The certainties of the primary pairing's claims: `low moderate`.
  var certainties: String?
  /// What was true in the trace, or among the stops of a refusal: `red-flags/cauda-equina`.
  var fired: String?
  /// What could not be decided, and what was missing: `pack/rule=fact,fact`.
  var undecided: String?
  /// The coded reason of an override, the code of an outcome, the number of the record that an amendment puts in another's place, or the
  /// meaning of a signature and, after a blank, its line in the signed note without the mark.
  var reason: String?

  static let names = [
    "about", "patient", "person", "decision", "pairing", "certainties", "fired", "undecided", "reason",
  ]

  /// The place of `patient` among them.
  static let patientColumn = 1

  /// The values as strings, in the order of ``names``.
  var texts: [String?] {
    [about.map(String.init), patient, person, decision, pairing, certainties, fired, undecided, reason]
  }

  init() {}

  /// The columns of a payload.
  init(_ payload: JSONValue) {
    about = payload["about"]?.numberValue?.intValue
    patient = payload["patient"]?.stringValue
    person = payload["by"]?.stringValue
    reason =
      (payload["reason_code"] ?? payload["outcome"])?.stringValue
      ?? payload["by_record"]?.numberValue?.intValue.map(String.init) ?? Self.signature(payload)
    if let refusal = payload["refusal"] {
      decision = refusal["decision"]?.stringValue
      fired = Self.joined(refusal["alerts"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? [])
    }
    guard let answers = payload["decision"]?.answersOfGuidelines else { return }
    let dispositions = answers.compactMap { $0["decision"]?.stringValue }
    decision = Self.byUrgency.first(where: dispositions.contains) ?? dispositions.first
    let primaries = answers.compactMap { answer in
      answer["recommendations"]?.arrayValue?.first { $0["role"]?.stringValue == "primary" }
    }
    // While a stop is true, nothing is recommended, whatever another guideline says.
    if decision != "stop", !primaries.isEmpty {
      pairing = Self.joined(primaries.compactMap { $0["pairing"]?.stringValue })
      certainties = Self.joined(Set(primaries.flatMap { Self.texts(in: $0["claims"], "certainty") }).sorted())
    }
    fired = Self.joined(
      answers.flatMap { $0["trace"]?.arrayValue ?? [] }.filter { $0["truth"]?.stringValue == "true" }
        .compactMap { $0["rule"]?.stringValue })
    undecided = Self.joined(
      answers.flatMap { Self.needs(of: $0["gates"], "id") + Self.needs(of: $0["undecided"], "rule") })
  }

  /// Decisions, the one that calls for action first: an answer of several guidelines is found by its most urgent one.
  private static let byUrgency = ["stop", "defer", "need-data", "recommend", "out-of-scope", "failed"]

  private static func signature(_ payload: JSONValue) -> String? {
    guard let meaning = payload["meaning"]?.stringValue else { return nil }
    let line = payload["signature"]?.stringValue?.split(separator: "\n").last ?? ""
    return line.hasPrefix(NoteSignature.mark)
      ? "\(meaning) \(line.dropFirst(NoteSignature.mark.count))" : meaning
  }

  private static func texts(in list: JSONValue?, _ key: String) -> [String] {
    list?.arrayValue?.compactMap { $0[key]?.stringValue } ?? []
  }

  private static func needs(of list: JSONValue?, _ name: String) -> [String] {
    list?.arrayValue?.compactMap { entry in
      let facts = entry["needs"]?.arrayValue?.compactMap(\.stringValue) ?? []
      guard let id = entry[name]?.stringValue, !facts.isEmpty else { return nil }
      return "\(id)=\(facts.joined(separator: ","))"
    } ?? []
  }

  private static func joined(_ words: [String]) -> String { words.joined(separator: " ") }
}

extension JSONValue {
  /// The decisions in an answer as a record keeps it: one for each guideline, or the answer itself if there is one guideline.
  package var answersOfGuidelines: [JSONValue] { self["decisions"]?.arrayValue ?? [self] }
}
