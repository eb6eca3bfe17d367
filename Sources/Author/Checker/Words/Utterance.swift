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

  /// Every text of the checked packs in their own words, so not the citations of sources.
  static func all(in subject: Subject) -> [Utterance] {
    let guideline = subject.guideline
    var items: [Utterance] = []
    for pack in guideline.packs { items += texts(pack) }
    for rule in guideline.everyRule { items += texts(rule, guideline) }
    for gate in guideline.stops + guideline.gates { items += texts(gate) }
    for veto in guideline.vetoes { items += texts(veto) }
    for conflict in guideline.conflicts { items += texts(conflict) }
    for pairing in guideline.pairings.values { items += texts(pairing, guideline) }
    for option in guideline.options { items += texts(option, guideline) }
    for item in guideline.evidence.values { items += texts(item) }
    for fact in guideline.vocabulary.facts { items += texts(fact) }
    return items.filter { !$0.text.isEmpty && subject.isOwn($0.place) }
  }

  private static func texts(_ pack: Pack) -> [Utterance] {
    [("title", pack.title), ("purpose", pack.purpose)].map {
      Utterance(word: "pack", name: pack.id, field: $0.0, text: $0.1, place: pack.place)
    }
  }

  private static func texts(_ rule: Rule, _ guideline: Guideline) -> [Utterance] {
    let claimed = rule.claims.compactMap { guideline.evidence[$0] }
    return [("title", rule.title), ("because", rule.because), ("note", rule.note ?? "")].map {
      Utterance(
        word: rule.word, name: rule.ownName, field: $0.0, text: $0.1, place: rule.place, claimed: claimed,
        asked: rule.when?.facts)
    }
  }

  private static func texts(_ gate: Gate) -> [Utterance] {
    [
      ("title", gate.title), ("because", gate.because), ("action", gate.action),
      ("if_unknown_because", gate.asksWhenUnknown ?? ""),
    ].map {
      Utterance(
        word: gate.word, name: gate.ownName, field: $0.0, text: $0.1, place: gate.place,
        asked: gate.facts)
    }
  }

  private static func texts(_ veto: Veto) -> [Utterance] {
    [("title", veto.title), ("because", veto.because)].map {
      Utterance(
        word: veto.word, name: veto.ownName, field: $0.0, text: $0.1, place: veto.place,
        asked: veto.when.facts)
    }
  }

  private static func texts(_ conflict: Conflict) -> [Utterance] {
    [("title", conflict.title), ("because", conflict.because)].map {
      Utterance(
        word: "conflict", name: conflict.ownName, field: $0.0, text: $0.1, place: conflict.place,
        asked: conflict.when.facts)
    }
  }

  private static func texts(_ pairing: Pairing, _ guideline: Guideline) -> [Utterance] {
    let claimed = guideline.everyRule.filter {
      $0.recommends == pairing.name || pairing.isJoined(from: $0.recommends)
    }
    .flatMap(\.claims).compactMap { guideline.evidence[$0] }
    let fixed = [("title", pairing.title), ("what", pairing.what), ("for_patient", pairing.forPatient)]
    let others =
      pairing.cautions.map { ("cautions", $0.says) }
      + pairing.contraindications.map { ("contraindications", $0.because) }
      + statements("adds", pairing.rationale.adds) + statements("lost_without", pairing.rationale.lostWithout)
    return (fixed + others).map {
      Utterance(
        word: "pairing", name: pairing.name.description, field: $0.0, text: $0.1, place: pairing.place,
        claimed: claimed)
    }
  }

  private static func texts(_ option: TreatmentOption, _ guideline: Guideline) -> [Utterance] {
    let shown = (option.evidence + option.temperedBy).compactMap { guideline.evidence[$0] }
    return [
      ("title", option.title), ("for_patient", option.forPatient), ("burden", option.burden ?? ""),
      ("note", option.note ?? ""),
    ].map {
      Utterance(
        word: "option", name: option.name, field: $0.0, text: $0.1, place: option.place, claimed: shown)
    }
  }

  private static func statements(
    _ field: String, _ statements: [String: PairRationale.Statement]
  ) -> [(String, String)] {
    statements.sorted { $0.key < $1.key }.map { (field, $0.value.says) }
  }

  private static func texts(_ item: EvidenceItem) -> [Utterance] {
    [Utterance(word: "evidence", name: item.name, field: "note", text: item.note ?? "", place: item.place)]
  }

  private static func texts(_ fact: Fact) -> [Utterance] {
    [Utterance(word: "fact", name: fact.name, field: "note", text: fact.note ?? "", place: fact.place)]
  }
}
