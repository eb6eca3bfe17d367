-- An example of another field of care. It has not been reviewed by a clinician: do not use it for patients.

pack "oa" {
  version   = "0.1.0",
  title     = "EXAMPLE, unreviewed: treating osteoarthritis, step by step",
  purpose   = "Shows a ladder of treatments: exercise for everyone, weight management where it applies, then drugs, each only after the " ..
              "one before it did not help or is unsuitable. It supports clinical judgement and does not replace it.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  requires  = { ["oa-vocabulary"] = "0.1", ["oa-stops"] = "0.1" },
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-29",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth = false, social_determinants = false,
    health_status = "the joint, weight, and what was tried bear on the choice",
  },
}
