import Difference
import Engine
import Guideline
import JSON

/// What a comparison found, put together for reading: changes that share an example and a cause stand together.
struct DiffReport {
  /// How many of a row of patients are touched.
  struct Counted {
    /// `cohort`, `ledger`.
    var name: String
    /// What is numbered in it: a line, a record.
    var unit: String
    var census: Census

    func words(_ change: AnswerChange) -> String { words(census.counts[change] ?? 0) }

    /// `12 of 500 in the cohort (2.4 %)`.
    func words(_ count: Int) -> String {
      "\(count) of \(census.patients) in the \(name)" + (census.patients > 0 ? " (\(percent(count)) %)" : "")
    }

    /// With one digit behind the point, rounded half up.
    func percent(_ count: Int) -> String {
      let tenths = (count * 2000 + census.patients) / max(2 * census.patients, 1)
      return "\(tenths / 10).\(tenths % 10)"
    }
  }

  /// Changes that one patient shows and one cause makes.
  struct Group {
    var classes: [GuidelineDifference.Class]
    var first: GuidelineDifference.Class { classes[0] }
  }

  let difference: GuidelineDifference
  let names: (old: String, new: String)
  var cohort: Counted?
  var history: Counted?

  var counted: [Counted] { [cohort, history].compactMap { $0 } }

  func groups(ofAnswer isOfAnswer: Bool) -> [Group] {
    struct Key: Hashable {
      var example: JSONValue
      var causes: Causes
    }
    var places: [Key: Int] = [:]
    var groups: [Group] = []
    for one in difference.classes where one.change.kind.isOfAnswer == isOfAnswer {
      let key = Key(example: one.example, causes: one.causes)
      if let place = places[key] {
        groups[place].classes.append(one)
      } else {
        places[key] = groups.count
        groups.append(Group(classes: [one]))
      }
    }
    return groups
  }

  /// The verdict in a sentence, and what is left open.
  var headline: String {
    let changes = difference.classes.filter { $0.change.kind.isOfAnswer && $0.isConfirmed }
    let beside = difference.classes.count { !$0.change.kind.isOfAnswer && $0.isConfirmed }
    let also = beside == 0 ? "" : " What stands beside answers changes in \(Self.counted(beside, "way"))."
    switch difference.verdict {
    case .noAnswerChanges:
      return "No patient's answer changes: proved for every legal profile." + also
    case .answersChange:
      let open = difference.undecided.isEmpty ? "" : " Not everything is decided: see below."
      return "Answers change in \(Self.counted(changes.count, "way"))." + also + open
    case .notDecided:
      return "Not decided: neither that answers change nor that none does could be shown." + also
    }
  }

  static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  /// Whether the command may end well.
  func passes(version requiresVersion: Bool, change isChangeRefused: Bool) -> Bool {
    if requiresVersion, difference.versions.contains(where: { !$0.isEnough }) { return false }
    return !isChangeRefused || difference.verdict == .noAnswerChanges
  }

  /// `psychological-pairing 1.0.0 → at least 2.0.0 (says 1.0.1)`.
  func words(_ version: VersionVerdict, arrow: String) -> String {
    var words =
      "\(version.pack) \(version.before) \(arrow) at least \(version.needed) (says \(version.after))"
    if version.change == .none {
      words = "\(version.pack) \(version.before): nothing that it declares changed"
    }
    if !version.isDecided { words += ", as long as it is not decided that less is enough" }
    return words + (version.isEnough ? "" : ": TOO SMALL")
  }

  /// A decision in a few words.
  static func words(_ decision: Decision?) -> String {
    guard let decision else { return "refused: this guideline does not read the profile" }
    switch decision.disposition {
    case .recommend:
      return decision.recommendations.map { recommendation in
        "\(recommendation.role == .primary ? "recommend" : "alternative") \(recommendation.pairing) (\(recommendation.strength.rawValue))"
      }.joined(separator: "; ")
    case .stop:
      return "stop: " + decision.alerts.map { "\($0.id) (\($0.urgency.rawValue))" }.joined(separator: ", ")
    default:
      let gates = decision.gates.map(\.id).joined(separator: ", ")
      return decision.disposition.rawValue + (gates.isEmpty ? "" : ": \(gates)")
    }
  }

  /// Where a cause stands, in the old and the new guideline.
  static func place(_ before: Place?, _ after: Place?, arrow: String) -> String {
    switch (before, after) {
    case (let before?, let after?): before == after ? "\(after)" : "\(before) \(arrow) \(after)"
    case (let before?, nil): "\(before), gone"
    case (nil, let after?): "\(after), new"
    case (nil, nil): ""
    }
  }
}

extension AnswerChange {
  /// What changes: `certainty of ho-2022/…`, `alert red-flags/fracture`.
  var what: String {
    switch kind {
    case .accepted: "profiles with \(subject)"
    case .decision: "decision"
    case .primary: "primary pairing"
    case .role, .strength, .claims, .certainty: "\(kind.rawValue) of \(subject)"
    case .alternative: "pairing \(subject)"
    case .alert, .conflict, .caution: "\(kind.rawValue) \(subject)"
    case .advisedAgainst: "advice against \(subject)"
    case .asked: "question \(subject)"
    }
  }

  /// `certainty of ho-2022/…: low → moderate`.
  func line(arrow: String) -> String { "\(what): \(before) \(arrow) \(after)" }
}

extension Causes {
  /// Declarations that one line changes alike stand together.
  struct Line: Hashable {
    var words: String
    var before: Place?
    var after: Place?
    var keys: [DeclarationKey] = []
  }

  var lines: [Line] {
    var lines: [Line] = []
    for cause in causes {
      let place = lines.firstIndex {
        $0.words == cause.words && $0.before == cause.before && $0.after == cause.after
      }
      if let place {
        lines[place].keys.append(cause.key)
      } else {
        lines.append(
          Line(words: cause.words, before: cause.before, after: cause.after, keys: [cause.key]))
      }
    }
    return lines
  }
}

extension Causes.Line {
  /// `rule a, rule b: …`.
  var sentence: String { keys.map(\.description).joined(separator: ", ") + ": \(words)" }
}
