pack "red-flags" {
  version   = "2.0.0",
  title     = "Red flags and gates: who must be seen to first, and whom the guideline covers",
  purpose   = "Stops the pathway for signs of serious disease or suicide risk, and lets through " ..
              "only adults with chronic, non-specific spinal pain. For clinicians who have " ..
              "assessed the patient: it supports their judgement and replaces neither history " ..
              "nor examination. A missing answer is never read as a no.",
  authors   = { "Plumbline contributors" },
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-20",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth       = "age in whole years: under 18 is outside",
    social_determinants = "work status must be known after spinal surgery with a work goal, and decides nothing here",
    health_status       = "signs of serious disease, PHQ-9 with its item 9 and PHQ-2, site and duration of pain, specific cause " ..
                          "and spinal surgery stop or exclude; a score for fear of movement must be known",
  },
  review_by = "2027-11-20",
  requires  = { vocabulary = "2.0" },
}
