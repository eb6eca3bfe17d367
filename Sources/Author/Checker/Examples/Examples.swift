internal import PlumblineText

/// Parts for the examples of findings: a rule, an evidence item and a manifest without findings, in which single fields are
/// changed.
enum Examples {
  /// A rule for much pain; a field given as "" is left out.
  ///
  /// - Parameter place: the place of its pairing in the answer.
  static func rule(
    _ changes: KeyValuePairs<String, String> = [:], name: String = "walking-for-pain",
    place: (name: String, value: String) = slot("pain", rank: 1)
  ) -> String {
    written(
      "rule \"\(name)\"",
      [
        ("title", "\"Much pain: pair exercise with walking\","), ("when", "pain.intensity :at_least(7),"),
        ("recommend", "\"exercise+walking\","), place,
        ("strength", "\"conditional\","), ("claims", "{ \"trial-2020/walking/function/mid-term\" },"),
        ("because", "\"Pain is {pain.intensity} of 10.\","), ("sources", "{ \"trial-2020\" },"),
      ], changes)
  }

  static func slot(_ slot: String, rank: Int) -> (name: String, value: String) {
    ("slot", "\"\(slot)\", rank = \(rank),")
  }

  /// The rule with another condition.
  static func rule(_ when: String, name: String = "walking-for-pain", slot: String = "pain") -> String {
    rule(
      ["title": "\"Pair exercise with walking\",", "when": "\(when),", "because": holds], name: name,
      place: self.slot(slot, rank: 1))
  }

  /// The rationale of examples that are about their condition.
  static let holds = "\"The condition of this example holds.\","

  /// A test that makes the rule true; `more` is given beside the pain.
  static func test(_ more: String = "", primary: String = "exercise+walking") -> String {
    """
    test "much pain" {
      given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 8 }\(more) },
      expect = { primary = "\(primary)" },
    }
    """
  }

  /// The rule with a sentence as its rationale.
  static func saying(_ sentence: String, isMistake: Bool = false) -> FindingKind.Example {
    .init(rule(["because": "\"\(sentence)\"," + (isMistake ? mark : "")]), tests: test())
  }

  /// Evidence on pain, without a finding.
  static func evidence(
    _ changes: KeyValuePairs<String, String> = [:], name: String = evidenceName, mark: String = ""
  ) -> String {
    written(
      "evidence \"\(name)\"",
      [
        ("source", "\"trial-2020\","), ("intervention", "\"exercise with walking\","),
        ("comparator", "\"exercise alone\","), ("outcome", "\"pain\","), ("timepoint", "\"mid-term\","),
        ("certainty", "\"low\","), ("certainty_seen", "\"the article, table 3\","), ("population", "{},"),
      ], changes, mark: mark)
  }

  static let evidenceName = "trial-2020/walking/pain/mid-term"

  /// An evidence item, and a rule that claims it.
  static func claimed(
    _ changes: KeyValuePairs<String, String>, name: String = evidenceName
  ) -> FindingKind.Example {
    .init(
      evidence(changes, name: name), around: rule(["claims": "{ \"\(name)\" },"]), tests: test())
  }

  /// A source, and a rule that rests on it.
  static func source(_ changes: KeyValuePairs<String, String>) -> FindingKind.Example {
    .init(
      written(
        "source \"guide-2019\"",
        [
          ("citation", "\"Guide G. Walking for back pain. 2019.\","),
          ("doi", "\"10.1000/example.2019\","),
        ], changes), around: rule(["sources": "{ \"trial-2020\", \"guide-2019\" },"]), tests: test())
  }

  /// A whole manifest of the example's pack; `around` is the rest of the pack.
  static func manifest(
    _ changes: KeyValuePairs<String, String>, around: String = "", tests: String = "", mark: String = ""
  ) -> FindingKind.Example {
    .init(
      written(
        "pack \"example\"",
        [
          ("version", "\"1.0.0\","), ("title", "\"Walking beside exercise\","),
          ("purpose", "\"Supports clinical judgement and does not replace it.\","),
          ("authors", "{ \"A. Author\" },"), ("developer", "\"The example clinic\","),
          ("funding", "\"none\","),
          ("released", "\"2026-01-31\","),
          (
            "uses",
            "{\n    race = false, ethnicity = false, language = false, sexual_orientation = false, gender_identity = false,\n    sex = false, date_of_birth = \"age in years\", social_determinants = false, health_status = \"pain\",\n  },"
          ),
          ("review_by", "\"2028-01-31\","), ("requires", allRequired),
        ], changes, mark: mark), around: around, tests: tests)
  }

  static let allRequired = "{ vocabulary = \"1.0\", [\"red-flags\"] = \"1.0\", common = \"1.0\" },"

  /// Advice against a part: the least that a pack can advise.
  static let veto = """
    advise_against "no-strength-in-old-age" {
      title   = "Strength training above 80",
      against = "strength",
      when    = patient.age :at_least(80),
      because = "The review studied no older people.",
      sources = { "review-2021" },
    }
    """

  static let vetoTest = """
    test "old age" {
      given  = { patient = { age = 84 }, red_flags = { fracture = false }, body = { weight = 130 } },
      expect = { decision = "recommend", primary = "exercise" },
    }
    """

  /// In a catalogue of an example: where the tests put the sentences that are not shown.
  static let otherSentences = "-- and the pack's other sentences"
  static let otherSentencesForClinicians = "-- and the pack's other sentences, but for those for patients"

  /// The mark on the line of a mistake.
  static let mark = " -- ←"

  static func written(
    _ head: String, _ fields: [(name: String, value: String)], _ changes: KeyValuePairs<String, String>,
    mark: String = ""
  ) -> String {
    var lines = fields
    for (name, value) in changes {
      if let index = lines.firstIndex(where: { $0.name == name }) {
        lines[index].value = value
      } else {
        lines.append((name, value))
      }
    }
    lines.removeAll { $0.value.isEmpty }
    let width = lines.map(\.name.count).max() ?? 0
    let body = lines.map { "  \($0.name.leftAligned(in: width)) = \($0.value)\n" }
    return "\(head) {\(mark)\n\(body.joined())}"
  }
}
