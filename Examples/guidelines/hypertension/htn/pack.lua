-- An example of another field of care. It has not been reviewed by a clinician: do not use it for patients.

pack "htn" {
  version   = "0.1.0",
  title     = "EXAMPLE, unreviewed: treating high blood pressure, step by step",
  purpose   = "Shows a target by age, and the next drug by what the patient takes. It supports clinical judgement and does not replace it.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  requires  = { ["htn-vocabulary"] = "0.1", ["htn-stops"] = "0.1" },
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-29",
  uses      = {
    race = false, ethnicity = "family origin bears on the first drug, as the guideline says", language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth = "age in whole years: the target and the first drug depend on it",
    social_determinants = false,
    health_status = "readings, medicines, risk and other conditions bear on the choice",
  },
}
