-- The patient and the pain.

fact "patient.age" {
  type     = "integer", range = { 0, 120 }, unit = "a",
  label    = "Age",
  question = "How old is the patient, in years?",
  fhir     = { patient = "age", max_age = "lasting" },
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
  fhir     = {
    max_age = "lasting", unordered = true,
    condition = {
      { system = "SNOMED CT", code = "278860009", display = "Chronic low back pain", confirmed = true, value = "lumbar" },
      { system = "SNOMED CT", code = "279039007", display = "Low back pain", confirmed = false, value = "lumbar" },
      { system = "SNOMED CT", code = "1121000119107", display = "Chronic neck pain", confirmed = true, value = "cervical" },
      { system = "SNOMED CT", code = "134407002", display = "Chronic back pain", confirmed = false, asks = true },
      { system = "ICD-10-CM", code = "M54.50", display = "Low back pain, unspecified", confirmed = false, value = "lumbar" },
      { system = "ICD-10-CM", code = "M54.59", display = "Other low back pain", confirmed = false, value = "lumbar" },
      { system = "ICD-10-CM", code = "M54.2", display = "Cervicalgia", confirmed = false, value = "cervical" },
      { system = "ICD-10-CM", code = "M54.6", display = "Pain in thoracic spine", confirmed = false, value = "thoracic" },
    },
  },
  can_change = false,
}

fact "pain.duration_weeks" {
  type     = "integer", range = { 0, 5200 }, unit = "wk",
  label    = "Duration of pain",
  question = "For how many whole weeks has this pain been present?",
  note     = "Pain of 12 weeks or more is called chronic here: week 12 is inside.",
  fhir     = { max_age = "visit", unordered = true, onset_of = pain.region },
}

fact "pain.specific_cause" {
  type     = "boolean",
  label    = "Specific cause",
  question = "Has a specific disease or injury been found that explains the pain?",
  note     = "Earlier spinal surgery is a fact of its own and is not a specific cause here.",
  fhir     = { max_age = "visit" },
  can_change = false,
}

fact "pain.intensity" {
  type     = "integer", range = { 0, 10 },
  label    = "NRS",
  question = "How strong is the pain on average, from 0 (none) to 10 (worst imaginable)?",
  -- 38214-3 is in millimetres or up to 100, 75261-8 from 1 to 5, and 75893-8 is an item of another scale: none of them is read.
  fhir     = {
    max_age = 30,
    observation = {
      { system = "LOINC", code = "72514-3", display = "Pain severity 0-10 verbal numeric", confirmed = true },
      { system = "LOINC", code = "38208-5", display = "Pain severity - Reported", confirmed = true },
    },
  },
  note     = "Ask for the average, and say over which period; current and worst pain give other numbers.",
}

fact "pain.radicular_dominant" {
  type     = "boolean",
  label    = "Dominant radicular pain",
  question = "Is the leg or arm pain of nerve-root type worse than the pain in the back or neck?",
  note     = "Leg pain alone is not enough: the Ho 2022 trials took people with or without it.",
  -- A radiculopathy does not say which pain is worse.
  fhir     = {
    max_age = "visit",
    condition = {
      { system = "ICD-10-CM", code = "M54.16", display = "Radiculopathy, lumbar region", confirmed = false, asks = true },
    },
  },
}
