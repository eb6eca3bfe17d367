domain "osteoarthritis" {
  title      = "Osteoarthritis",
  base       = "exercise",
  stages     = { "diagnosis", "required-data" },
  outcomes   = {
    { name = "pain", eased = { "pain" } },
    { name = "function", improved = { "function|functioning" } },
  },
  -- No timepoints: none was stated in what was seen of the guideline.
  flags      = "oa_flags",
  disclaimer = "EXAMPLE, unreviewed: made to show another field of care, and not for use with patients.",
}
