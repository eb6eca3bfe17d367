-- What the guideline recommends, as evidence without a rating: neither ratings nor effects were seen, so none is stated.

local function recommended(treatment, intervention)
  evidence("nice-ng136/" .. treatment .. "/blood-pressure/not-stated") {
    source       = "nice-ng136",
    intervention = intervention,
    comparator   = "not stated in what was seen of the guideline",
    outcome      = "blood-pressure", timepoint = "not-stated",
    certainty    = "not-stated",
    population   = {},
  }
end

recommended("lifestyle-advice", "advice on lifestyle")
recommended("monitoring", "ambulatory or home monitoring of blood pressure, to confirm the diagnosis")
recommended("ace-inhibitor-or-arb", "an ACE inhibitor or an ARB")
recommended("calcium-channel-blocker", "a calcium-channel blocker")
recommended("thiazide-like-diuretic", "a thiazide-like diuretic")
