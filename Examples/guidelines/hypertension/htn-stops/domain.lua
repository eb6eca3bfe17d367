domain "hypertension" {
  title      = "Hypertension",
  base       = "lifestyle-advice",
  stages     = { "scope", "severity", "required-data", "titration" },
  outcomes   = { { name = "blood-pressure", label = "blood pressure", eased = { "blood pressure" } } },
  disclaimer = "EXAMPLE, unreviewed: made to show another field of care, and not for use with patients.",
}
