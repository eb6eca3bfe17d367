-- Without an effect: the abstract gives a rating but no figure, and rates return to work only.

local function rated(outcome, certainty, seen, population, note)
  evidence("callens-2025/work-integrated-rehabilitation/" .. outcome .. "/mixed") {
    source         = "callens-2025",
    intervention   = "rehabilitation that is personalised and takes in the patient's work",
    comparator     = "mixed comparisons, or none",
    outcome        = outcome,
    timepoint      = "mixed",
    certainty      = certainty,
    certainty_seen = seen,
    finding        = "no figure pooled",
    population     = population,
    note           = note,
  }
end

-- Without surgery the evidence is indirect: one level lower.
local after_surgery = {
  says = "chronic spinal pain after spinal surgery", when = surgery.spinal :is(true),
  differs     = "has not had spinal surgery",
  for_patient = "What we know about rehabilitation and work comes from a review of people after an operation on the spine, which you have not had.",
}
rated("return-to-work", "low", "abstract of the review", { after_surgery },
  "Six studies, most without a comparison group; the only randomised trial (its identity is inferred) found no difference between groups.")
-- The rating is for return to work: for staying at work it is one level lower, for everybody to whom it is shown.
rated("staying-at-work", "very-low", "abstract of the review, less one level by policy", {
  after_surgery,
  { says    = "time off work (the review rates return to work only)",
    -- check: allow population-never-met because it says how the people at work to whom this is claimed differ
    when    = work.absence_weeks :at_least(1),
    differs = "is at work" },
}, "The abstract rates return to work only; low minus one (policy).")
