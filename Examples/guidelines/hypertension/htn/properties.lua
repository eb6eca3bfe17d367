property "an ACE inhibitor or ARB is offered to nobody who takes one" {
  given = patient.medicines :includes_any_of "ace-inhibitor-or-arb",
  never = { offers = "ace-inhibitor-or-arb" },
}
property "no medicine is offered to anyone under every target" {
  given = all { bp.systolic :below(100), bp.diastolic :below(90) },
  always = { primary = "lifestyle-advice" },
  deciding = "recommend",
}
property "whoever takes nothing gets no diuretic first" {
  given = patient.medicines :includes_none_of { "ace-inhibitor", "arb", "calcium-channel-blocker", "thiazide-like-diuretic" },
  never = { offers = "thiazide-like-diuretic" },
}
property "at a target of its own, the age does not decide" {
  given = all {
    bp.over_agreed_target :below(0), bp.diastolic :below(90),
    patient.medicines :includes_any_of { "ace-inhibitor", "arb", "calcium-channel-blocker" },
  },
  always = { primary = "lifestyle-advice" },
  deciding = "recommend",
}
property "nothing is certain where no rating was seen" {
  never = { certainty_above = "very-low" },
}
