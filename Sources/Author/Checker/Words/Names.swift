internal import PlumblineGuideline

extension Guideline {
  /// Every rule, and the recommendation if none is true.
  var everyRule: [Rule] { rules + (otherwise.map { [$0] } ?? []) }
}

extension Rule {
  /// The word that declares it.
  var word: String { role == .otherwise ? "otherwise" : "rule" }
  var ownName: String { id.withoutPack }
}

extension Gate {
  /// The word that declares it.
  var word: String {
    switch kind {
    case .stop: "stop"
    case .defer: "defer"
    case .exclude: "exclude"
    case .needData: "need_data"
    }
  }

  var ownName: String { id.withoutPack }
}

extension Veto {
  var ownName: String { id.withoutPack }
}

extension Conflict {
  var ownName: String { id.withoutPack }
}

extension Pairing {
  /// Whether another pairing can be a part of this one when slots are joined.
  func isJoined(from other: PairingName) -> Bool {
    other != name && Set(other.parts).isSubset(of: name.parts)
  }
}

extension String {
  /// `name` of `pack/name`.
  fileprivate var withoutPack: String {
    firstIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }
}

extension Subject {
  /// The rules of the checked packs, `otherwise` included.
  var ownRules: [Rule] { guideline.everyRule.filter { isOwn($0.place) } }

  func location(_ rule: Rule, field: String) -> Finding.Location {
    location(rule.place, of: rule.word, named: rule.ownName, field: field)
  }

  /// The location of a rule's claim of an evidence item.
  func location(_ rule: Rule, claiming claim: String) -> Finding.Location {
    location(rule.place, of: rule.word, named: rule.ownName, field: "claims", quoting: claim, isLocal: false)
  }
}
