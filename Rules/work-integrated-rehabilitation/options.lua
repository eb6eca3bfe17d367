-- Beside the psychological partners; the order is the domain's. It claims what Callens 2025 rates, and no figure.

option "work-integrated-rehabilitation" {
  title       = "Work-integrated rehabilitation",
  pairings    = { "exercise+work-integrated-rehabilitation" },
  evidence    = {
    "callens-2025/work-integrated-rehabilitation/return-to-work/mixed",
    "callens-2025/work-integrated-rehabilitation/staying-at-work/mixed",
  },
  tempered_by = { "rizzo-2025/multidisciplinary-therapies/function/mixed", "rizzo-2025/multidisciplinary-therapies/pain/mixed" },
  for_patient = "Exercise, and help that looks at your own work and how it could be made to fit.",
  burden      = "In two of the studies it took five days, and four weeks. Which studies the review took in is inferred.",
  note        = "The only randomised trial among its six studies (its identity is inferred) found no difference between groups.",
  sources     = { "callens-2025", "porteau-cassard-1999", "ibrahim-2019" },
}

-- For a patient who refuses contact with the employer: shown only then.
option "work-focused-rehabilitation" {
  title       = "Work-focused rehabilitation",
  pairings    = { "exercise+work-focused-rehabilitation" },
  if_matched  = true,
  evidence    = {
    -- check: allow option-shows-another-treatment because the programmes were studied as a whole, and the pairing says what is left out
    "callens-2025/work-integrated-rehabilitation/return-to-work/mixed",
    -- check: allow option-shows-another-treatment because the programmes were studied as a whole, and the pairing says what is left out
    "callens-2025/work-integrated-rehabilitation/staying-at-work/mixed",
  },
  tempered_by = { "rizzo-2025/multidisciplinary-therapies/function/mixed", "rizzo-2025/multidisciplinary-therapies/pain/mixed" },
  for_patient = "Exercise, and help that looks at your own work. Nobody speaks with your employer.",
  burden      = "In two of the studies it took five days, and four weeks. Which studies the review took in is inferred.",
  note        = "Without employer contact. The only randomised trial among the six studies (its identity is inferred) found no difference between groups.",
  sources     = { "callens-2025", "porteau-cassard-1999", "ibrahim-2019" },
}
