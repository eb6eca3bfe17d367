-- An example of another field of care. It has not been reviewed by a clinician: do not use it for patients.

pack "oa-stops" {
  version   = "0.1.0",
  title     = "EXAMPLE, unreviewed: who is seen to first, and whom the example covers",
  purpose   = "Stops for signs that point to another disease of the joint, and lets through only people whose osteoarthritis can be " ..
              "diagnosed without imaging. A missing answer is never read as a no.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  requires  = { ["oa-vocabulary"] = "0.1" },
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-29",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth = "age in whole years: under 45 is outside",
    social_determinants = false,
    health_status = "signs at the joint stop, exclude, or must be known",
  },
}
