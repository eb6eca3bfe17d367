public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

extension GuidelineDifference {
  /// Changes that share a patient and a cause.
  public struct Group: Sendable {
    public var classes: [Class]
    public var first: Class { classes[0] }
  }

  /// Returns the classes grouped for reading: those that share an example and a cause.
  public func groups(ofAnswer isOfAnswer: Bool) -> [Group] {
    struct Key: Hashable {
      var example: JSONValue
      var causes: Causes
    }
    var places: [Key: Int] = [:]
    var groups: [Group] = []
    for one in classes where one.change.kind.isOfAnswer == isOfAnswer {
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

  /// The verdict as a sentence, and what is undecided.
  public var headline: String {
    let changes = classes.filter { $0.change.kind.isOfAnswer && $0.isConfirmed }
    let beside = classes.count { !$0.change.kind.isOfAnswer && $0.isConfirmed }
    let also = beside == 0 ? "" : " What is shown beside answers changes in \(beside.counted("way"))."
    switch verdict {
    case .noAnswerChanges:
      return "No patient's answer changes: proved for every legal profile." + also
    case .answersChange:
      let open = undecided.isEmpty ? "" : " Not everything is decided; see below."
      return "Answers change in \(changes.count.counted("way"))." + also + open
    case .notDecided where isProvedForSameValues:
      return
        "For the same values no patient's answer changes: proved for every legal profile. But profiles or records may be read as other values, and then be answered differently; see below."
        + also
    case .notDecided:
      return "Not decided: it could not be shown that answers change, nor that none does." + also
    }
  }

  /// A decision in a few words.
  public static func words(_ decision: Decision?) -> String {
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

  /// The place of a cause, in the old and the new guideline.
  public static func place(_ before: Place?, _ after: Place?, arrow: String) -> String {
    switch (before, after) {
    case (let before?, let after?): before == after ? "\(after)" : "\(before) \(arrow) \(after)"
    case (let before?, nil): "\(before), removed"
    case (nil, let after?): "\(after), new"
    case (nil, nil): ""
    }
  }
}

extension VersionVerdict {
  /// `psychological-pairing 1.0.0 → at least 2.0.0 (says 1.0.1)`.
  public func words(arrow: String) -> String {
    var words = "\(pack) \(before) \(arrow) at least \(needed) (says \(after))"
    if change == .none { words = "\(pack) \(before): no declaration changed" }
    if !isDecided { words += ", unless less is shown to be enough" }
    return words + (isEnough ? "" : ": TOO SMALL")
  }
}

extension VersionVerdict {
  /// What is wrong with a version that is too small.
  public var tooSmall: String {
    let why = isDecided ? "\(change.rawValue) change" : "change that may be major"
    return
      "pack '\(pack)' has version \(after) after \(before), with a \(why): it must be at least \(needed); `plumbline diff` shows whose answers change"
  }
}

extension AnswerChange {
  /// What changes: `certainty of ho-2022/…`, `alert red-flags/fracture`.
  public var what: String {
    switch kind {
    case .accepted: "profiles with \(subject)"
    case .decision: "decision"
    case .primary: "primary pairing"
    case .role, .strength, .claims, .certainty: "\(kind.rawValue) of \(subject)"
    case .alternative: "pairing \(subject)"
    case .alert, .conflict, .caution: "\(kind.rawValue) \(subject)"
    case .advisedAgainst: "advice against \(subject)"
    case .passedOver: "passing over by \(subject)"
    case .asked: "question \(subject)"
    }
  }

  /// `certainty of ho-2022/…: low → moderate`.
  public func line(arrow: String) -> String { "\(what): \(before) \(arrow) \(after)" }
}

extension Causes {
  /// Declarations that one line changes in the same way are listed together.
  public struct Line: Sendable, Hashable {
    public var words: String
    public var before: Place?
    public var after: Place?
    public var keys: [DeclarationKey] = []
  }

  public var lines: [Line] {
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
  public var sentence: String { keys.map(\.description).joined(separator: ", ") + ": \(words)" }
}
