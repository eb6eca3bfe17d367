internal import PlumblineGuideline

/// A text that a pack says to a clinician or a patient, with its place.
struct Utterance: Sendable {
  /// The declaration's word, and its name without the pack.
  var word: String
  var name: String
  var field: String
  var text: String
  var place: Place
  /// The evidence behind the text: that of the rule, or of the rules that recommend the pairing.
  var claimed: [EvidenceItem] = []
  /// The facts that its condition reads; nil if it has no condition.
  var asked: Set<Fact.Index>?

  /// Every text of the checked packs in their own words, so not the citations of sources: what is shown, and what explains a pack
  /// to other authors.
  static func all(in subject: Subject) -> [Utterance] {
    let guideline = subject.guideline
    let backing = Backing(of: guideline)
    let shown = guideline.sentences.map {
      Utterance(word: $0.word, name: $0.name, field: $0.field, text: $0.text, place: $0.place)
    }
    return (shown + manifests(guideline) + notes(guideline)).filter {
      !$0.text.isEmpty && subject.isOwn($0.place)
    }.map { backing.added(to: $0) }
  }

  private static func manifests(_ guideline: Guideline) -> [Utterance] {
    guideline.packs.flatMap { pack in
      [("title", pack.title), ("purpose", pack.purpose)].map {
        Utterance(word: "pack", name: pack.id, field: $0.0, text: $0.1, place: pack.place)
      }
    }
  }

  private static func notes(_ guideline: Guideline) -> [Utterance] {
    guideline.everyRule.map {
      Utterance(word: $0.word, name: $0.ownName, field: "note", text: $0.note ?? "", place: $0.place)
    }
      + guideline.vocabulary.facts.map {
        Utterance(word: "fact", name: $0.name, field: "note", text: $0.note ?? "", place: $0.place)
      }
  }
}

/// What stands behind the texts of each declaration.
private struct Backing {
  /// A declaration. Its place is not enough: a function may make several on one line.
  private struct Key: Hashable {
    var word: String
    var name: String
    var pack: String
  }

  private var claimed: [Key: [EvidenceItem]] = [:]
  private var asked: [Key: Set<Fact.Index>] = [:]

  init(of guideline: Guideline) {
    func items(_ names: [String]) -> [EvidenceItem] { names.compactMap { guideline.evidence[$0] } }
    for rule in guideline.everyRule {
      let key = Key(word: rule.word, name: rule.ownName, pack: rule.place.pack)
      claimed[key] = items(rule.claims)
      asked[key] = rule.when?.facts
    }
    for gate in guideline.stops + guideline.gates {
      asked[Key(word: gate.word, name: gate.ownName, pack: gate.place.pack)] = gate.facts
    }
    for veto in guideline.vetoes {
      asked[Key(word: veto.word, name: veto.ownName, pack: veto.place.pack)] = veto.when.facts
    }
    for one in guideline.conflicts {
      asked[Key(word: "conflict", name: one.ownName, pack: one.place.pack)] = one.when.facts
    }
    for option in guideline.options {
      claimed[Key(word: "option", name: option.name, pack: option.place.pack)] =
        items(option.evidence + option.temperedBy)
    }
    for pairing in guideline.pairings.values {
      let key = Key(word: "pairing", name: pairing.name.description, pack: pairing.place.pack)
      claimed[key] = guideline.everyRule.filter {
        $0.recommends == pairing.name || pairing.isJoined(from: $0.recommends)
      }
      .flatMap { items($0.claims) }
    }
  }

  func added(to utterance: Utterance) -> Utterance {
    let key = Key(word: utterance.word, name: utterance.name, pack: utterance.place.pack)
    var utterance = utterance
    utterance.claimed = claimed[key] ?? []
    utterance.asked = asked[key]
    return utterance
  }
}
