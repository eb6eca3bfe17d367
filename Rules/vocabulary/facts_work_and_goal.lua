-- Work, and what the patient wants most.

local work_statuses = {
  { system = "SNOMED CT", code = "160903007", display = "Full-time employment", confirmed = true, value = "employed-full-time" },
  { system = "SNOMED CT", code = "160904001", display = "Part-time employment", confirmed = true, value = "employed-part-time" },
  { system = "SNOMED CT", code = "73438004", display = "Unemployed", confirmed = true, value = "unemployed" },
  { system = "SNOMED CT", code = "741062008", display = "Not in labor force", confirmed = true, value = "not-in-labour-force" },
  { system = "SNOMED CT", code = "224459001", display = "On sick leave from work", confirmed = false, value = "on-sick-leave" },
  { system = "SNOMED CT", code = "105493001", display = "Retired", confirmed = false, value = "retired" },
  { system = "SNOMED CT", code = "65853000", display = "Student", confirmed = false, value = "student" },
}

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
  -- A job title (11341-5) is no status, and "employed" does not say how much.
  fhir     = {
    max_age = 180, ongoing = true,
    observation = {
      { system = "LOINC", code = "74165-2", display = "History of employment status NIOSH", confirmed = true },
      { system = "LOINC", code = "67875-5", display = "Employment status - current", confirmed = true },
    },
    condition = work_statuses,
    values = {
      { system = "v3-ObservationValue", code = "Employed", display = "Employed", confirmed = true, asks = true },
      { system = "v3-ObservationValue", code = "Unemployed", display = "Unemployed", confirmed = true, value = "unemployed" },
      { system = "v3-ObservationValue", code = "NotInLaborForce", display = "Not in labor force", confirmed = true,
        value = "not-in-labour-force" },
      { system = "http://terminology.hl7.org/CodeSystem/PHOccupationalDataForHealthODH", code = "Employed", display = "Employed",
        confirmed = true, asks = true },
      { system = "http://terminology.hl7.org/CodeSystem/PHOccupationalDataForHealthODH", code = "Unemployed", display = "Unemployed",
        confirmed = true, value = "unemployed" },
      { system = "http://terminology.hl7.org/CodeSystem/PHOccupationalDataForHealthODH", code = "NotInLaborForce",
        display = "Not in labor force", confirmed = true, value = "not-in-labour-force" },
      table.unpack(work_statuses),
    },
  },
}

fact "work.absence_weeks" {
  type     = "integer", range = { 0, 5200 }, unit = "wk",
  label    = "Absence from work",
  question = "For how many whole weeks has the patient been off work because of this pain?",
  fhir     = { max_age = "visit" },
}

fact "work.job_available" {
  type     = "boolean",
  label    = "Job still open",
  question = "Is there a job to go back to?",
  fhir     = { max_age = "visit" },
}

fact "work.ability" {
  type     = "integer", range = { 0, 10 },
  label    = "Work ability score",
  question = "How does the patient rate present work ability against its lifetime best (0 to 10, higher is better)?",
  note     = "Context only: on its own it tells poorly who will come to draw a disability pension.",
  fhir     = { max_age = 90 },
}

fact "work.employer_contact_consent" {
  type     = "boolean",
  label    = "Consent to contact the employer",
  question = "Does the patient agree to contact with the employer?",
  fhir     = { max_age = "visit" },
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
  fhir     = { max_age = "visit", unordered = true },
}
