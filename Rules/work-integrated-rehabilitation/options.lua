-- Beside the psychological partners; the order is the domain's. It claims what Callens 2025 rates, and no figure.

option "work-integrated-rehabilitation" {
  title       = "Work-integrated rehabilitation",
  pairings    = { "exercise+work-integrated-rehabilitation", "exercise+work-focused-rehabilitation" },
  evidence    = {
    "callens-2025/work-integrated-rehabilitation/return-to-work/mixed",
    "callens-2025/work-integrated-rehabilitation/staying-at-work/mixed",
  },
  tempered_by = { "rizzo-2025/multidisciplinary-therapies/function/mixed", "rizzo-2025/multidisciplinary-therapies/pain/mixed" },
  for_patient = "Exercise, and help that looks at your own work and how it could be made to fit.",
  note        = "The only randomised trial among its six studies found no difference between groups.",
  sources     = { "callens-2025" },
}
