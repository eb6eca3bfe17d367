pack "work-integrated-rehabilitation" {
  version   = "2.0.0",
  title     = "Adding work-integrated rehabilitation to exercise",
  purpose   = "For clinicians who have assessed an adult with chronic spinal pain whose work is at stake, " ..
              "above all after spinal surgery. The review behind it found only low-certainty evidence and no " ..
              "effect that can be quoted. It supports clinical judgement and does not replace it.",
  authors   = { "Plumbline contributors" },
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-20",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth       = "age in whole years: at 70 or more a caution is shown",
    social_determinants = "work status, absence from work, whether there is a job to return to, and consent to " ..
                          "contact with the employer bear on the choice",
    health_status       = "spinal surgery and fear about work bear on the choice",
  },
  review_by = "2027-11-20",
  -- psychological-pairing holds the partners that join this one, exercise alone, and some of the sources.
  requires  = { vocabulary = "2.0", ["red-flags"] = "2.0", ["psychological-pairing"] = "2.0" },
}
