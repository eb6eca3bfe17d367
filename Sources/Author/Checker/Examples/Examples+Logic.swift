/// What the examples of the findings about logic share.
extension Examples {
  /// A rule without a finding, over the frame's facts.
  static let painRule = rule()

  /// Its test.
  static let painTest = """
    test "much pain is 7 or more" {
      boundary = pain.intensity,
      given    = { patient = { age = 40 }, red_flags = { fracture = false } },
      expect   = { [6] = { primary = "exercise" }, [7] = { primary = "exercise+walking" } },
    }
    """

  /// A manifest with all 13 source attributes that requires what the examples name.
  static let frameManifest = """
    pack "example" {
      version   = "1.0.0",
      title     = "Walking beside exercise",
      purpose   = "For clinicians who have assessed an adult with persistent pain. It supports their judgement and does not replace it.",
      authors   = { "A. Author" },
      review_by = "2028-01-31",
      requires  = { vocabulary = "1.0", ["red-flags"] = "1.0", common = "1.0" },
      developer = "A. Author, for the example clinic",
      funding   = "none",
      released  = "2026-01-31",
      revised   = "2026-02-28",
      uses      = {
        race = false, ethnicity = false, language = false, sexual_orientation = false, gender_identity = false,
        sex = false, date_of_birth = "age in years, from patient.age", social_determinants = "work, from work.status",
        health_status = "pain, fear of movement and mood, from the patient's answers",
      },
    }
    """

  /// A rule for strength training.
  static func strength(_ when: String, rank: Int) -> String {
    rule(
      [
        "title": "\"Pair exercise with strength training\",", "when": "\(when),",
        "recommend": "\"exercise+strength\",", "claims": "{ \"review-2021/strength/pain/mid-term\" },",
        "because": holds, "sources": "{ \"review-2021\" },",
      ], name: "strength-for-severe-pain", place: slot("pain", rank: rank))
  }

  /// An alternative that recommends what the frame's own rule does.
  static func alternative(_ when: String) -> String {
    rule(
      ["title": "\"Walking as an alternative\",", "when": "\(when),", "because": holds],
      name: "walking-as-well", place: ("role", "\"alternative\","))
  }

  static let vetoInLowMood = """
    advise_against "walking-in-low-mood" {
      title   = "No walking for now",
      against = "walking",
      when    = mood.phq_9 :at_least(10),
      because = "The condition of this example holds.",
      sources = { "trial-2020" },
    }
    """

  static func gate(_ word: String, _ name: String, stage: String, when: String) -> String {
    """
    \(word) "\(name)" {
      stage   = "\(stage)",
      title   = "Outside of this guideline",
      when    = \(when),
      because = "The trial did not study them.",
      action  = "Use guidance that was made for them.",
      sources = { "trial-2020" },
    }
    """
  }

  static func conflict(_ when: String) -> String {
    """
    conflict "mood-and-pain" {
      title   = "Mood and pain point apart",
      when    = \(when),
      because = "The two scales do not agree.",
      sources = { "trial-2020" },
    }
    """
  }

  /// A pairing with a caution under a condition.
  static func caution(_ when: String) -> String {
    """
    pairing "exercise+stretching" {
      title       = "Exercise and stretching",
      what        = "Exercise, and stretching on most days.",
      for_patient = "You exercise, and you stretch on most days.",
      sources     = { "trial-2020" },
      cautions    = {
        { says = "Start with a few minutes.", when = \(when) },
      },
    }
    """
  }

  /// The evidence and the rule that complete that pairing to a pack.
  static let stretching = """
    evidence "trial-2020/stretching/function/mid-term" {
      source       = "trial-2020",
      intervention = "exercise with stretching", comparator = "exercise alone",
      outcome      = "function", timepoint = "mid-term",
      certainty    = "low", certainty_seen = "the article, table 3",
      effect       = { measure = "SMD", value = 0.3, ci = { 0.1, 0.5 }, better = "higher", seen = "the article, table 3" },
      population   = { { says = "pain in the lower back", when = pain.region :is "lumbar" } },
    }


    """
    + rule(
      [
        "title": "\"Much pain: pair exercise with stretching\",", "recommend": "\"exercise+stretching\",",
        "claims": "{ \"trial-2020/stretching/function/mid-term\" },",
      ], name: "stretching-for-pain")

  /// Evidence with a population.
  static func population(_ when: String) -> String {
    """
    evidence "trial-2020/walking/pain/mid-term" {
      source       = "trial-2020",
      intervention = "exercise with walking", comparator = "exercise alone",
      outcome      = "pain", timepoint = "mid-term",
      certainty    = "low", certainty_seen = "the article, table 3",
      effect       = { measure = "MD", value = -0.8, ci = { -1.4, -0.2 }, better = "lower", seen = "the article, table 3" },
      population   = {
        { says = "the age of the people studied", when = \(when) },
      },
    }
    """
  }

  /// A rule that claims it.
  static let strolling = rule(["claims": "{ \"\(evidenceName)\" },"])
}

extension String {
  /// Returns the text with the mark of an example at the end of each line that contains these words.
  func marked(_ words: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains(words) ? line + " -- ←" : String(line)
    }.joined(separator: "\n")
  }
}
