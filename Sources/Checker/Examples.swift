/// What examples of several kinds of findings share.
enum Examples {
  /// A rule without fault over the frame's words.
  static let painRule = """
    rule "walking-for-pain" {
      title     = "Much pain: pair exercise with walking",
      when      = pain.intensity :at_least(7),
      recommend = "exercise+walking",
      slot      = "pain", rank = 1,
      strength  = "conditional",
      claims    = { "trial-2020/walking/function/mid-term" },
      because   = "Pain is {pain.intensity} of 10.",
      sources   = { "trial-2020" },
    }
    """

  /// Its test.
  static let painTest = """
    test "much pain is 7 or more" {
      boundary = pain.intensity,
      given    = { patient = { age = 40 }, red_flags = { fracture = false } },
      expect   = { [6] = { primary = "exercise" }, [7] = { primary = "exercise+walking" } },
    }
    """

  /// The same rule around another condition, as an example shows it.
  static func rule(_ when: String, name: String = "walking-for-pain", slot: String = "pain") -> String {
    """
    rule "\(name)" {
      title     = "Pair exercise with walking",
      when      = \(when),
      recommend = "exercise+walking",
      slot      = "\(slot)", rank = 1,
      strength  = "conditional",
      claims    = { "trial-2020/walking/function/mid-term" },
      because   = "The condition of this example holds.",
      sources   = { "trial-2020" },
    }
    """
  }

  /// A manifest with all 13 source attributes, that requires what the examples name.
  static let manifest = """
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
}

extension String {
  /// The text with the mark of an example at the end of each line that contains these words.
  func marked(_ words: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains(words) ? line + " -- ←" : String(line)
    }.joined(separator: "\n")
  }
}
