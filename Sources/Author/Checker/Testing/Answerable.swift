internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// What the answers of a guideline can show at all.
struct Answerable {
  struct Remark {
    /// What to look for in the test's text.
    var name: String
    var words: String
  }

  struct Verdict {
    var idle: [Remark] = []
    var impossible: [Remark] = []
    /// Whether no part of it can fail.
    var alwaysHolds = false
    /// Whether it is an empty list, which expects nothing and is harmless beside others.
    var isEmpty = false
  }

  private let guideline: Guideline
  private let recommended: Set<PairingName>
  private let claimed: Set<String>
  /// All words that cautions can contain.
  private let cautionWords: String

  init(_ guideline: Guideline) {
    self.guideline = guideline
    recommended = Set(guideline.everyRule.map(\.recommends))
    claimed = Set(guideline.everyRule.flatMap(\.claims))
    var texts = [
      "Not answered The answer can rule this out Not known not settled Adapted at this site became approved by review date reviewed passed was due pack yes no"
    ]
    for pairing in guideline.pairings.values {
      texts += pairing.cautions.map(\.says) + pairing.contraindications.map(\.because)
    }
    for gate in guideline.stops + guideline.gates { texts += [gate.title, gate.asksWhenUnknown ?? ""] }
    texts += guideline.vetoes.map(\.title)
    for fact in guideline.vocabulary.facts { texts += [fact.label] + fact.labels.values }
    for one in guideline.adaptations { texts += [one.reason, one.approvedBy, one.approvedOn.description] }
    for pack in guideline.packs { texts += [pack.id, pack.title, pack.reviewBy?.description ?? ""] }
    cautionWords = texts.joined(separator: "\n")
  }

  func verdict(on member: JSONMember, given: JSONValue) -> Verdict {
    let texts = (member.value.arrayValue ?? []).compactMap(\.stringValue)
    let field = member.key
    switch field {
    case "decision":
      return oneOf(Decision.Disposition.allCases.map(\.rawValue), member, "decision")
    case "strength": return oneOf(Strength.allCases.map(\.rawValue), member, "strength")
    case "primary":
      guard let name = member.value.stringValue else { return Verdict() }
      return Verdict(impossible: canBeShown(name) ? [] : [unshown(name)])
    case "alternatives":
      return Verdict(impossible: texts.filter { !canBeShown($0) }.map(unshown))
    case "not_recommended": return each(texts, field) { canBeShown($0) ? nil : "nothing recommends '\($0)'" }
    case "gates": return known(texts, (guideline.stops + guideline.gates).map(\.id), "gate")
    case "alerts": return known(texts, guideline.stops.map(\.id), "stop")
    case "rules": return known(texts, guideline.everyRule.map(\.id), "rule")
    case "conflicts":
      return known(texts.filter { !$0.contains(" ") }, guideline.conflicts.map(\.id), "conflict")
    case "missing":
      let facts = guideline.vocabulary.facts.map(\.name)
      var verdict = known(texts, facts, "fact")
      if texts.isEmpty { verdict = empty(field) }
      return verdict
    case "not_missing":
      return each(texts, field) { name in
        guard let index = guideline.vocabulary.index(of: name) else { return "no fact is called '\(name)'" }
        if guideline.vocabulary[index].computation != nil {
          return "'\(name)' is computed, and never asked for"
        }
        return Self.isGiven(name, given) ? "'\(name)' is given, so it is never missing" : nil
      }
    case "cautions":
      if texts.isEmpty { return empty(field) }
      return Verdict(
        impossible: texts.filter { !canBeCaution($0) }.map {
          .init(name: $0, words: "a caution that no pack has: '\($0)'")
        })
    case "not_cautions":
      return each(texts, field) { canBeCaution($0) ? nil : "no caution can contain '\($0)'" }
    case "certainty": return certainty(member.value)
    case "because":
      return member.value.stringValue == ""
        ? Verdict(idle: [.init(name: field, words: "`because` is empty")], alwaysHolds: true) : Verdict()
    default: return Verdict()
    }
  }

  // MARK: parts

  private func empty(_ field: String) -> Verdict {
    Verdict(idle: [.init(name: field, words: "`\(field)` is empty")], alwaysHolds: true, isEmpty: true)
  }

  private func each(_ texts: [String], _ field: String, _ whyIdle: (String) -> String?) -> Verdict {
    if texts.isEmpty { return empty(field) }
    let idle = texts.compactMap { text in whyIdle(text).map { Remark(name: text, words: $0) } }
    return Verdict(idle: idle, alwaysHolds: idle.count == texts.count)
  }

  private func known(_ texts: [String], _ names: [String], _ what: String) -> Verdict {
    let unknown = texts.filter { !names.contains($0) }
    return Verdict(
      impossible: unknown.map { name in
        let hint = didYouMean(name, names)
        return Remark(name: name, words: "the \(what) '\(name)', which is in no pack\(hint)")
      })
  }

  private func oneOf(_ allowed: [String], _ member: JSONMember, _ what: String) -> Verdict {
    guard let text = member.value.stringValue, !allowed.contains(text) else { return Verdict() }
    return Verdict(
      impossible: [
        .init(name: text, words: "the \(what) '\(text)'; it is one of \(allowed.joined(separator: ", "))")
      ])
  }

  private func certainty(_ value: JSONValue) -> Verdict {
    guard let members = value.objectValue else { return Verdict() }
    let unclaimed = members.filter { !claimed.contains($0.key) }.map {
      Remark(name: $0.key, words: "a certainty of '\($0.key)', which no rule claims")
    }
    let levels = Set(Certainty.allCases.map(\.rawValue))
    let wrong = members.compactMap { member -> Remark? in
      guard let text = member.value.stringValue, !levels.contains(text) else { return nil }
      return Remark(name: text, words: "the certainty '\(text)', which is not one of GRADE's")
    }
    return Verdict(impossible: unclaimed + wrong)
  }

  /// Whether rules recommend a pairing, by itself or joined.
  private func canBeShown(_ name: String) -> Bool {
    let wanted = guideline.domain.pairing(name)
    let parts = recommended.filter { Set($0.parts).isSubset(of: wanted.parts) }
    return parts.reduce(into: Set<String>()) { $0.formUnion($1.parts) } == Set(wanted.parts)
      && wanted.description == name || (recommended.isEmpty && name == guideline.domain.base)
      || (guideline.otherwise == nil && name == guideline.domain.base)
  }

  private func unshown(_ name: String) -> Remark {
    let names = recommended.map(\.description).sorted()
    let hint = didYouMean(name, names)
    return Remark(name: name, words: "the pairing '\(name)', which nothing recommends\(hint)")
  }

  /// Whether every word of a text occurs in the words of cautions, so that some caution may contain it.
  private func canBeCaution(_ text: String) -> Bool {
    text.split { !$0.isLetter }.filter { $0.count > 3 }.allSatisfy { cautionWords.contains($0) }
  }

  private static func isGiven(_ name: String, _ given: JSONValue) -> Bool {
    let path = name.split(separator: ".").map(String.init)
    var value: JSONValue? = given
    for part in path { value = value?.objectValue?.first { $0.key == part }?.value }
    guard let value else { return false }
    if case .object = value { return false }
    return value != .null
  }
}
