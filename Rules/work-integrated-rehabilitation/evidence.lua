-- One claim, without an effect: the abstract gives a rating but no figure.

evidence "callens-2025/work-integrated-rehabilitation/return-to-work/mixed" {
  source         = "callens-2025",
  intervention   = "rehabilitation that is personalised and takes in the patient's work",
  comparator     = "mixed comparisons, or none",
  outcome        = "return-to-work",
  timepoint      = "mixed",
  certainty      = "low",
  certainty_seen = "abstract of the review",
  population     = {
    -- Without surgery the evidence is indirect: one level lower.
    { says = "chronic spinal pain after spinal surgery", when = surgery.spinal :is(true) },
  },
  note           = "Six studies, most without a comparison group; the only randomised trial found no " ..
                   "difference between groups.",
}
