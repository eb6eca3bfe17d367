-- An example of another field of care. It has not been reviewed by a clinician: do not use it for patients.

pack "oa-vocabulary" {
  version   = "0.1.0",
  title     = "EXAMPLE, unreviewed: facts about osteoarthritis of a joint",
  purpose   = "Shows how another field declares its facts. It decides nothing.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-29",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth = "age in whole years is a fact; no date of birth is asked for",
    social_determinants = false,
    health_status = "signs at the joint, weight, and what was tried are facts",
  },
}
