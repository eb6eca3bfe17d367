extension Frame {
  static let vocabulary = """
    pack "vocabulary" { version = "1.0.0", title = "Vocabulary", purpose = "Facts.", authors = { "A. Author" } }

    fact "patient.age" { type = "integer", range = { 0, 120 }, unit = "a", label = "Age", question = "How old?" }
    fact "pain.intensity" { type = "integer", range = { 0, 10 }, label = "Pain", question = "How much does it hurt?" }
    fact "pain.duration_weeks" { type = "integer", range = { 0, 5200 }, unit = "wk", label = "Duration", question = "For how many weeks?" }
    fact "pain.region" { type = "code", codes = { "lumbar", "cervical", "other" }, label = "Site", question = "Where?" }
    fact "fear.tsk_17" { type = "integer", range = { 17, 68 }, label = "TSK-17", question = "TSK-17?" }
    fact "fear.fabq" { type = "integer", range = { 0, 24 }, label = "FABQ", question = "FABQ?" }
    fact "mood.phq_9" { type = "integer", range = { 0, 27 }, label = "PHQ-9", question = "PHQ-9?" }
    fact "mood.phq_9_item_9" { type = "integer", range = { 0, 3 }, label = "PHQ-9 item 9", question = "Item 9?" }
    fact "body.weight" { type = "decimal", range = { 0, 300 }, step = 0.5, unit = "kg", label = "Weight", question = "Weight?" }
    fact "goal.primary" {
      type = "code", codes = { "function", "pain", "return-to-work" }, label = "Goal", question = "What matters most?",
      goal_outcomes = { ["function"] = "function", pain = "pain", ["return-to-work"] = "return-to-work" },
    }
    fact "work.status" { type = "code", codes = { "employed", "on-sick-leave", "retired" }, label = "Work", question = "Work?" }
    fact "surgery.spinal" { type = "boolean", label = "Surgery", question = "Surgery?" }
    fact "surgery.weeks_since" {
      type = "integer", range = { 0, 5200 }, unit = "wk", label = "Since surgery", question = "Weeks?",
      only_when = surgery.spinal :is(true),
    }
    fact "red_flags.fracture" { type = "boolean", label = "Fracture", question = "Fracture?" }

    constraint "item-within-total" {
      holds   = mood.phq_9 :at_least(mood.phq_9_item_9),
      because = "A total is never below one of its items.",
    }
    """

  static let redFlags = """
    pack "red-flags" {
      version = "1.0.0", title = "Stops", purpose = "Stops.", authors = { "A. Author" }, requires = { vocabulary = "1.0" },
    }

    stop "fracture" {
      title = "Fracture", urgency = "same-day", when = red_flags.fracture :is(true),
      because = "A fracture is seen to first.", action = "Send the patient to be seen today.",
    }

    exclude "under-eighteen" {
      stage = "adult-and-region", title = "Under 18", when = patient.age :below(18),
      because = "The trials studied adults.", action = "Use guidance for children.",
    }
    """

  static let common = """
    pack "common" {
      version = "1.0.0", title = "Common", purpose = "What several packs share.", authors = { "A. Author" },
      requires = { vocabulary = "1.0", ["red-flags"] = "1.0" },
    }

    source "review-2021" { citation = "Reviewer R. Strength training: a review. Journal 2021;2:1-10.", doi = "10.1000/example.2021" }

    evidence "review-2021/strength/pain/mid-term" {
      source = "review-2021", intervention = "exercise with strength training", comparator = "exercise alone",
      outcome = "pain", timepoint = "mid-term", certainty = "low", certainty_seen = "the article, table 1",
      population = {},
    }

    evidence "review-2021/strength/function/mid-term" {
      source = "review-2021", intervention = "exercise with strength training", comparator = "exercise alone",
      outcome = "function", timepoint = "mid-term", certainty = "moderate", certainty_seen = "the article, table 1",
      population = {},
    }

    pairing "exercise+strength" { title = "Strength", what = "Strength training.", for_patient = "You train your strength." }
    pairing "exercise+breathing" { title = "Breathing", what = "Breathing exercises.", for_patient = "You learn to breathe calmly." }

    rule "strength-for-weight" {
      title = "Strength", when = body.weight :at_least(120), recommend = "exercise+strength", slot = "common", rank = 1,
      strength = "conditional",
      claims = { "review-2021/strength/pain/mid-term", "review-2021/strength/function/mid-term" }, because = "Weight.",
      sources = { "review-2021" },
    }
    """
}
