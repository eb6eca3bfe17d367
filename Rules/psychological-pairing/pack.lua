pack "psychological-pairing" {
  version   = "2.0.0",
  title     = "Pairing exercise with a psychological approach in chronic spinal pain",
  purpose   = "For clinicians who have assessed an adult with chronic, non-specific spinal pain: names what to " ..
              "pair with exercise, and how certain the evidence is for each claim. Matching a pairing to a " ..
              "patient's scores is inference that the trials did not test. It supports clinical judgement and " ..
              "does not replace it.",
  authors   = { "Plumbline contributors" },
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-20",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth       = "age in whole years: at 70 or more a caution is shown",
    social_determinants = "absence from work bears on the choice, and work status on a caution",
    health_status       = "scores for fear, catastrophising, mood and risk, site of pain, radicular pain and " ..
                          "spinal surgery bear on the choice and on certainty",
  },
  review_by = "2027-11-20",
  requires  = { vocabulary = "2.0", ["red-flags"] = "2.0" },
}
