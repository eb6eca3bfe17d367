-- An example of another field of care. It has not been reviewed by a clinician: do not use it for patients.

pack "htn-vocabulary" {
  version   = "0.1.0",
  title     = "EXAMPLE, unreviewed: facts about blood pressure",
  purpose   = "Shows facts that are lists, dates, series of readings, and differences. It decides nothing.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-29",
  uses      = {
    race = false, ethnicity = "family origin is a fact", language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth = "age in whole years is a fact; no date of birth is asked for",
    social_determinants = false,
    health_status = "readings, medicines and other conditions are facts",
  },
}
