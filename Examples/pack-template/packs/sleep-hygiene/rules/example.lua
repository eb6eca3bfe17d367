-- What is recommended, for whom, and on what evidence. Every line that says EXAMPLE is invented: replace it.

source "sleep-hygiene-example" {
  citation = "EXAMPLE, not a publication: written by `plumbline new` on 2026-11-20. Cite what you have read.",
}

-- One item for each outcome at each time of measurement. Leave `certainty_seen`, and `seen` of an effect, out
-- unless you have seen the rating or the figure at its source: it is then shown as recalled.
evidence "sleep-hygiene-example/sleep-hygiene/function/not-stated" {
  source       = "sleep-hygiene-example",
  intervention = "EXAMPLE: what was given",
  comparator   = "EXAMPLE: what it was compared with",
  outcome      = "function", timepoint = "not-stated",
  certainty    = "not-stated",
  population   = {
    { says = "EXAMPLE: who was studied", when = sleep_hygiene.example_score :at_least(5) },
  },
}

rule "example" {
  title     = "EXAMPLE score (sleep-hygiene) of 5 or more",
  when      = sleep_hygiene.example_score :at_least(5),   -- EXAMPLE: a cut-off without a source
  recommend = "exercise+sleep-hygiene",
  role      = "alternative",   -- or, to join the first answer: slot = "…", rank = 1
  strength  = "conditional",
  claims    = { "sleep-hygiene-example/sleep-hygiene/function/not-stated" },
  because   = "EXAMPLE: why this follows; the answer was {sleep_hygiene.example_score}.",
  sources   = { "sleep-hygiene-example" },
}
