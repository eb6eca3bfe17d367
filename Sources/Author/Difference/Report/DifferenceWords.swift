public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

extension GuidelineDifference {
  /// Changes that one patient shows and one cause makes.
  public struct Group: Sendable {
    public var classes: [Class]
    public var first: Class { classes[0] }
  }

  /// The classes, put together for reading: those that share an example and a cause stand together.
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

  /// The verdict in a sentence, and what is left open.
  public var headline: String {
    let changes = classes.filter { $0.change.kind.isOfAnswer && $0.isConfirmed }
    let beside = classes.count { !$0.change.kind.isOfAnswer && $0.isConfirmed }
    let also = beside == 0 ? "" : " What stands beside answers changes in \(beside.counted("way"))."
    switch verdict {
    case .noAnswerChanges:
      return "No patient's answer changes: proved for every legal profile." + also
    case .answersChange:
      let open = undecided.isEmpty ? "" : " Not everything is decided: see below."
      return "Answers change in \(changes.count.counted("way"))." + also + open
    case .notDecided:
      return "Not decided: neither that answers change nor that none does could be shown." + also
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

  /// Where a cause stands, in the old and the new guideline.
  public static func place(_ before: Place?, _ after: Place?, arrow: String) -> String {
    switch (before, after) {
    case (let before?, let after?): before == after ? "\(after)" : "\(before) \(arrow) \(after)"
    case (let before?, nil): "\(before), gone"
    case (nil, let after?): "\(after), new"
    case (nil, nil): ""
    }
  }
}

extension VersionVerdict {
  /// `psychological-pairing 1.0.0 → at least 2.0.0 (says 1.0.1)`.
  public func words(arrow: String) -> String {
    var words = "\(pack) \(before) \(arrow) at least \(needed) (says \(after))"
    if change == .none { words = "\(pack) \(before): nothing that it declares changed" }
    if !isDecided { words += ", as long as it is not decided that less is enough" }
    return words + (isEnough ? "" : ": TOO SMALL")
  }
}

extension VersionVerdict {
  /// What is wrong with a version that is too small.
  public var tooSmall: String {
    let why = isDecided ? "\(change.rawValue) change" : "change that may be major"
    return
      "pack '\(pack)' says \(after) and follows \(before) with a \(why): it must be \(needed) at least (plumbline diff says whose answers change)"
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
    case .asked: "question \(subject)"
    }
  }

  /// `certainty of ho-2022/…: low → moderate`.
  public func line(arrow: String) -> String { "\(what): \(before) \(arrow) \(after)" }
}

extension Causes {
  /// Declarations that one line changes alike stand together.
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
