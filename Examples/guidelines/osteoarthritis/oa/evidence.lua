-- What the guideline recommends, as evidence without a rating: neither ratings nor effects were seen, so none is stated.

local function recommended(treatment, intervention, outcome)
  evidence("nice-ng226/" .. treatment .. "/" .. outcome .. "/not-stated") {
    source       = "nice-ng226",
    intervention = intervention,
    comparator   = "not stated in what was seen of the guideline",
    outcome      = outcome, timepoint = "not-stated",
    certainty    = "not-stated",
    population   = {},
  }
end

recommended("exercise", "therapeutic exercise", "function")
recommended("weight-management", "weight management for people living with overweight or obesity", "function")
recommended("topical-nsaid", "a topical anti-inflammatory drug", "pain")
recommended("oral-nsaid", "an oral anti-inflammatory drug", "pain")
recommended("manual-therapy", "manual therapy alongside therapeutic exercise", "function")
recommended("injection", "an intra-articular corticosteroid injection", "pain")
