-- What is promised for every patient, whatever else is known or not. `plumbline prove` proves it.

property "consent and the labour force come before any rule" {
  overrules = {
    "no-consent-to-contact-the-employer", "outside-the-labour-force", "outside-the-labour-force-without-employer-contact",
  },
  because   = "The rules ask about work and surgery; these two are checked in one place.",
}

property "no patient outside the labour force is offered work-integrated rehabilitation" {
  given = work.status :is_one_of { "retired", "student", "not-in-labour-force" },
  never = { offers = "work-integrated-rehabilitation" },
}

property "a refusal of contact with the employer always shows the form without it" {
  given = work.employer_contact_consent :is(false),
  never = { offers = "work-integrated-rehabilitation" },
}

property "no patient outside the labour force is offered the form without contact either" {
  given = work.status :is_one_of { "retired", "student", "not-in-labour-force" },
  never = { offers = "work-focused-rehabilitation" },
}

property "a patient at work is never shown the certainty of a return to work" {
  given    = all {
    surgery.spinal :is(true), goal.primary :is_one_of { "return-to-work", "stay-at-work" },
    work.status :is_one_of { "employed-full-time", "employed-part-time" }, work.absence_weeks :is(0),
  },
  deciding = "recommend",
  never    = { claims = "callens-2025/work-integrated-rehabilitation/return-to-work/mixed" },
}

property "without spinal surgery it is an alternative at most" {
  given = surgery.spinal :is(false),
  never = { primary = {
    "exercise+work-integrated-rehabilitation",
    "exercise+work-integrated-rehabilitation+behavioural-therapy",
    "exercise+work-integrated-rehabilitation+cognitive-behavioural-therapy",
    "exercise+work-integrated-rehabilitation+pain-education",
  } },
}

property "its claim is low in certainty at most" {
  given   = all { surgery.spinal :is(true), work.absence_weeks :at_least(1) },
  never   = { claims = "callens-2025/work-integrated-rehabilitation/return-to-work/mixed", certainty_above = "low" },
  because = "The review found only low-certainty evidence.",
}
