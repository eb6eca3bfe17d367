pack "work-integrated-rehabilitation" {
  version   = "1.0.0",
  title     = "Adding work-integrated rehabilitation to exercise",
  purpose   = "For clinicians who have assessed an adult with chronic spinal pain whose work is at stake, " ..
              "above all after spinal surgery. The review behind it found only low-certainty evidence and no " ..
              "effect that can be quoted. It supports clinical judgement and does not replace it.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  -- psychological-pairing holds the partners that join this one, exercise alone, and some of the sources.
  requires  = { vocabulary = "1.0", ["red-flags"] = "1.0", ["psychological-pairing"] = "1.0" },
}
