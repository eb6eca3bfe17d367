-- "Offer" is a strong recommendation here, "may be considered" a conditional one. The ladder: `did-not-help` and `unsuitable` lead to the next step; what is not known never does.
local no_topical = treatment.topical_nsaid :is_one_of { "did-not-help", "unsuitable" }
local no_oral    = treatment.oral_nsaid :is_one_of { "did-not-help", "unsuitable" }

rule "weight-management" {
  title     = "Overweight: weight management",
  when      = body.overweight :is(true),
  recommend = "exercise+weight-management",
  slot      = "weight", rank = 1,
  -- check: allow strong-on-low-certainty because the guideline says "offer"; the rating behind it was not seen
  strength  = "strong",
  claims    = { "nice-ng226/weight-management/function/not-stated" },
  because   = "The patient is living with overweight or obesity. Exercise and weight management are the core treatments.",
  sources   = { "nice-ng226" },
}

rule "topical-nsaid" {
  title     = "Knee: a topical NSAID first",
  when      = all { joint.site :is "knee", none { no_topical } },
  recommend = "exercise+topical-nsaid",
  slot      = "drug", rank = 1,
  -- check: allow strong-on-low-certainty because the guideline says "offer"; the rating behind it was not seen
  strength  = "strong",
  claims    = { "nice-ng226/topical-nsaid/pain/not-stated" },
  because   = "For the knee a topical NSAID is the first drug to offer.",
  sources   = { "nice-ng226" },
}

rule "oral-nsaid" {
  title     = "Topical NSAID without success: an oral NSAID",
  when      = all { no_topical, treatment.oral_nsaid :is_not "did-not-help" },
  recommend = "exercise+oral-nsaid",
  slot      = "drug", rank = 2,
  strength  = { exercise = "strong", ["oral-nsaid"] = "conditional" },
  claims    = { "nice-ng226/oral-nsaid/pain/not-stated" },
  because   = "Topical NSAID: {treatment.topical_nsaid}. The next step is an oral NSAID, with protection of the stomach.",
  sources   = { "nice-ng226" },
}

rule "topical-nsaid-elsewhere" {
  title     = "Another joint: a topical NSAID may be considered",
  when      = all { joint.site :is_not "knee", none { no_topical } },
  recommend = "exercise+topical-nsaid",
  role      = "alternative",
  strength  = "conditional",
  claims    = { "nice-ng226/topical-nsaid/pain/not-stated" },
  because   = "For a joint other than the knee a topical NSAID may be considered.",
  sources   = { "nice-ng226" },
}

rule "manual-therapy" {
  title     = "Hip or knee: manual therapy may be considered",
  when      = joint.site :is_one_of { "hip", "knee" },
  recommend = "exercise+manual-therapy",
  slot      = "manual", rank = 1,
  -- check: allow strong-on-low-certainty because the guideline says "offer"; the rating behind it was not seen
  strength  = { exercise = "strong", ["manual-therapy"] = "conditional" },
  claims    = {
    exercise           = { "nice-ng226/exercise/function/not-stated" },
    ["manual-therapy"] = { "nice-ng226/manual-therapy/function/not-stated" },
  },
  because   = "Manual therapy may be considered for hip and knee, alongside therapeutic exercise.",
  sources   = { "nice-ng226" },
}

rule "injection" {
  title     = "Drugs without success: an injection may be considered",
  when      = all { no_topical, no_oral },
  recommend = "exercise+injection",
  role      = "alternative",
  strength  = "conditional",
  claims    = { "nice-ng226/injection/pain/not-stated" },
  because   = "Topical NSAID: {treatment.topical_nsaid}; oral NSAID: {treatment.oral_nsaid}. An injection may be considered.",
  sources   = { "nice-ng226" },
}

otherwise "exercise" {
  title     = "Therapeutic exercise for everyone",
  recommend = "exercise",
  -- check: allow strong-on-low-certainty because the guideline says "offer"; the rating behind it was not seen
  strength  = "strong",
  claims    = { "nice-ng226/exercise/function/not-stated" },
  because   = "Therapeutic exercise is a core treatment of osteoarthritis.",
  sources   = { "nice-ng226" },
}

pass_over "no-weight-management-here" {
  title   = "Weight management is not available here",
  part    = "weight-management",
  when    = treatment.weight_management_available :is(false),
  because = "It remains a core treatment for this patient.",
  action  = "Refer to a service that offers it.",
}

do_not_offer "glucosamine" {
  title   = "No glucosamine",
  because = "There is no strong evidence of benefit; say so if the patient asks.",
  sources = { "nice-ng226" },
}

do_not_offer "strong-opioids" {
  title   = "No strong opioids",
  because = "The risks outweigh the benefits; say so if the patient asks.",
  sources = { "nice-ng226" },
}
