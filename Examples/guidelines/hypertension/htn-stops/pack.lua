-- An example of another field of care. It has not been reviewed by a clinician: do not use it for patients.

pack "htn-stops" {
  version   = "0.1.0",
  title     = "EXAMPLE, unreviewed: who is seen the same day, and whom the example covers",
  purpose   = "Stops for severe hypertension with signs of danger, and lets through only people whom this part of the guideline is about. A " ..
              "missing answer is never read as a no.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  requires  = { ["htn-vocabulary"] = "0.1" },
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-29",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth = "age in whole years: under 18 is outside, and the target depends on it",
    social_determinants = false,
    health_status = "readings, medicines and other conditions stop, exclude, or must be known",
  },
}
