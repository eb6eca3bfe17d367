-- The patient and the pain.

fact "patient.age" {
  type     = "integer", range = { 0, 120 }, unit = "a",
  label    = "Age",
  question = "How old is the patient, in years?",
  can_change = false,
}

fact "pain.region" {
  type     = "code",
  codes    = { "lumbar", "thoracic", "cervical", "other" },
  labels   = { lumbar = "lower back", thoracic = "mid back", cervical = "neck", other = "elsewhere" },
  label    = "Main site of pain",
  question = "Where is the main pain: lower back, mid back, neck, or elsewhere?",
  note     = "The trials behind the psychological pairings studied the lower back. Mid back and neck are " ..
             "accepted, and certainty is lowered for them.",
  can_change = false,
}

fact "pain.duration_weeks" {
  type     = "integer", range = { 0, 5200 }, unit = "wk",
  label    = "Duration of pain",
  question = "For how many whole weeks has this pain been present?",
  note     = "Pain of 12 weeks or more is called chronic here: week 12 is inside.",
}

fact "pain.specific_cause" {
  type     = "boolean",
  label    = "Specific cause",
  question = "Has a specific disease or injury been found that explains the pain?",
  note     = "Earlier spinal surgery is a fact of its own and is not a specific cause here.",
  can_change = false,
}

fact "pain.intensity" {
  type     = "integer", range = { 0, 10 },
  label    = "NRS",
  question = "How strong is the pain on average, from 0 (none) to 10 (worst imaginable)?",
  coding   = {
    { system = "LOINC", code = "72514-3", display = "Pain severity 0-10 verbal numeric", confirmed = true },
  },
  note     = "Ask for the average, and say over which period; current and worst pain give other numbers.",
}

fact "pain.radicular_dominant" {
  type     = "boolean",
  label    = "Dominant radicular pain",
  question = "Is the leg or arm pain of nerve-root type worse than the pain in the back or neck?",
  note     = "Leg pain alone is not enough: the Ho 2022 trials took people with or without it.",
}
