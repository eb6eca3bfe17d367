-- Screening for a poor course, disability, and confidence in managing. Only for self-efficacy is higher better.

fact "risk.start_back_total" {
  type     = "integer", range = { 0, 9 },
  label    = "STarT Back total",
  question = "What is the STarT Back total (0 to 9)?",
  note     = "0 to 3 is low risk. It says how the pain is likely to go; it does not choose the therapy.",
  fhir     = {
    max_age = 90,
    observation = {
      { system = "LOINC", code = "91351-7", display = "STarT Back total", confirmed = true },
    },
  },
}

fact "risk.start_back_psychosocial" {
  type     = "integer", range = { 0, 5 },
  label    = "STarT Back psychosocial part",
  question = "What is the STarT Back psychosocial part (items 5 to 9, 0 to 5)?",
  note     = "4 or more is high risk; a total of 4 or more with a psychosocial part of 3 or less is medium.",
  fhir     = {
    max_age = 90,
    observation = {
      { system = "LOINC", code = "91350-9", display = "STarT Back distress subscore, items 5 to 9", confirmed = true },
    },
  },
}

fact "risk.orebro_short" {
  type     = "integer", range = { 1, 100 },
  label    = "Örebro short form",
  question = "What is the Örebro short form total (1 to 100)?",
  note     = "50 or more marked a higher risk of long-term work " ..
             "disability in people with recent pain. Cut-offs vary.",
  fhir     = { max_age = 90 },
}

fact "disability.odi" {
  type     = "decimal", range = { 0, 100 }, step = 0.01, unit = "%",
  label    = "ODI",
  question = "What is the Oswestry Disability Index (0 to 100 per cent)?",
  note     = "The printed bands leave gaps, at 20.5 for example; anything above 20 counts as moderate.",
  -- LOINC calls it a percentage and bands it in points of 50.
  fhir     = {
    max_age = 90,
    observation = {
      { system = "LOINC", code = "97909-6", display = "Oswestry disability index score", confirmed = true, bare_above = 50 },
    },
  },
}

fact "disability.rmdq" {
  type     = "integer", range = { 0, 24 },
  label    = "RMDQ",
  question = "What is the Roland-Morris Disability Questionnaire total (0 to 24)?",
  fhir     = { max_age = 90 },
}

fact "self_efficacy.pseq" {
  type     = "integer", range = { 0, 60 },
  label    = "PSEQ",
  question = "What is the Pain Self-Efficacy Questionnaire total (0 to 60, higher is better)?",
  note     = "It runs the other way from most scales here: a high score is good.",
  measurement_error = { value = 11.52, kind = "MDC95", source = "dube-2021", seen = "abstract",
                        population = "people with musculoskeletal disorders" },
  fhir     = { max_age = 90 },
}
