pack "psychological-pairing" {
  version   = "1.0.0",
  title     = "Pairing exercise with a psychological approach in chronic spinal pain",
  purpose   = "For clinicians who have assessed an adult with chronic, non-specific spinal pain: names what to " ..
              "pair with exercise, and how certain the evidence is for each claim. Matching a pairing to a " ..
              "patient's scores is inference that the trials did not test. It supports clinical judgement and " ..
              "does not replace it.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  requires  = { vocabulary = "1.0", ["red-flags"] = "1.0" },
}
