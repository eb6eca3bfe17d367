-- Work, and what the patient wants most.

fact "work.status" {
  type     = "code",
  codes    = { "employed-full-time", "employed-part-time", "on-sick-leave", "unemployed",
               "disability", "retired", "student", "not-in-labour-force" },
  labels   = {
    ["employed-full-time"]  = "employed full time",
    ["employed-part-time"]  = "employed part time",
    ["on-sick-leave"]       = "on sick leave",
    ["disability"]          = "on a disability benefit",
    ["not-in-labour-force"] = "not in the labour force",
  },
  label    = "Work status",
  question = "What is the patient's work status?",
  coding   = {
    { system = "LOINC",     code = "74165-2",   display = "History of employment status NIOSH", confirmed = true },
    { system = "SNOMED CT", code = "224459001", display = "On sick leave from work",            confirmed = true },
  },
  note     = "74165-2 names the question; 224459001 names one of the answers.",
}

fact "work.absence_weeks" {
  type     = "integer", range = { 0, 5200 }, unit = "wk",
  label    = "Absence from work",
  question = "For how many whole weeks has the patient been off work because of this pain?",
}

fact "work.job_available" {
  type     = "boolean",
  label    = "Job still open",
  question = "Is there a job to go back to?",
}

fact "work.ability" {
  type     = "integer", range = { 0, 10 },
  label    = "Work ability score",
  question = "How does the patient rate present work ability against its lifetime best (0 to 10, higher is better)?",
  note     = "Context only: on its own it tells poorly who will come to draw a disability pension.",
}

fact "work.employer_contact_consent" {
  type     = "boolean",
  label    = "Consent to contact the employer",
  question = "Does the patient agree to contact with the employer?",
}

fact "goal.primary" {
  type     = "code",
  codes    = { "function", "pain", "return-to-work", "stay-at-work" },
  labels   = {
    ["function"]       = "better function",
    ["pain"]           = "less pain",
    ["return-to-work"] = "return to work",
    ["stay-at-work"]   = "staying at work",
  },
  label    = "Main goal",
  question = "What matters most to the patient: better function, less pain, return to work, or staying at work?",
  goal_outcomes = {
    ["function"]       = "function",
    ["pain"]           = "pain",
    ["return-to-work"] = "return-to-work",
    ["stay-at-work"]   = "staying-at-work",
  },
}
