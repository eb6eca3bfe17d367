internal import PlumblineGuideline

/// A text with the condition that it describes.
struct ConditionText {
  /// The declaration's word, and its name without the pack.
  var word: String
  var name: String
  var field: String
  var text: String
  var condition: Condition
  var place: Place

  /// Whether a text says when the condition is true, and not what would be needed instead: a title does, and a reason with the
  /// patient's value.
  func says(when fact: Fact.Index, _ vocabulary: Vocabulary) -> Bool {
    let isSaid =
      field == "title" || field == "because" && text.contains("{\(vocabulary[fact].declaredName)}")
    return isSaid && !isUnderNone(fact)
  }

  /// Whether a `none` of the condition reads a fact.
  func isUnderNone(_ fact: Fact.Index) -> Bool {
    condition.nodes.contains { $0.node.combination == .noneOf && $0.node.facts.contains(fact) }
  }

  var isGateTitle: Bool { field == "title" && ["stop", "defer", "exclude", "need_data"].contains(word) }

  /// Every text of a guideline that stands beside a condition.
  static func all(of guideline: Guideline) -> [ConditionText] {
    var texts: [ConditionText] = []
    func add(
      _ word: String, _ name: String, _ said: [(String, String)], _ condition: Condition?, _ place: Place
    ) {
      guard let condition else { return }
      texts += said.map {
        ConditionText(word: word, name: name, field: $0.0, text: $0.1, condition: condition, place: place)
      }
    }
    for rule in guideline.rules {
      add(rule.word, rule.ownName, [("title", rule.title), ("because", rule.because)], rule.when, rule.place)
    }
    for gate in guideline.stops + guideline.gates {
      add(gate.word, gate.ownName, [("title", gate.title), ("because", gate.because)], gate.when, gate.place)
    }
    for veto in guideline.vetoes {
      add(veto.word, veto.ownName, [("title", veto.title), ("because", veto.because)], veto.when, veto.place)
    }
    for conflict in guideline.conflicts {
      let said = [("title", conflict.title), ("because", conflict.because)]
      add("conflict", conflict.ownName, said, conflict.when, conflict.place)
    }
    for pairing in guideline.pairings.values {
      let name = pairing.name.description
      for one in pairing.contraindications {
        add("pairing", name, [("contraindications", one.because)], one.when, pairing.place)
      }
      for one in pairing.cautions { add("pairing", name, [("cautions", one.says)], one.when, pairing.place) }
    }
    for item in guideline.evidence.values {
      for one in item.population {
        add("evidence", item.name, [("population", one.says)], one.when, item.place)
      }
    }
    for property in guideline.properties {
      add("property", property.name, [("name", property.name)], property.given, property.place)
    }
    return texts
  }
}

extension Subject {
  func location(_ text: ConditionText, quoting phrase: String) -> Finding.Location {
    location(text.place, of: text.word, named: text.name, field: text.field, quoting: phrase)
  }
}
