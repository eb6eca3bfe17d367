pack "red-flags" {
  version   = "1.0.0",
  title     = "Red flags and gates: who must be seen to first, and whom the guideline covers",
  purpose   = "Stops the pathway for signs of serious disease or suicide risk, and lets through " ..
              "only adults with chronic, non-specific spinal pain. For clinicians who have " ..
              "assessed the patient: it supports their judgement and replaces neither history " ..
              "nor examination. A missing answer is never read as a no.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
  requires  = { vocabulary = "1.0" },
}
