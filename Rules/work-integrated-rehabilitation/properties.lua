-- What is promised for every patient, whatever else is known or not. `plumbline prove` proves it.

property "consent and the labour force come before any rule" {
  overrules = { "no-consent-to-contact-the-employer", "outside-the-labour-force" },
  because   = "The rules ask about work and surgery; these two are checked in one place.",
}

property "no patient outside the labour force is offered work-integrated rehabilitation" {
  given = work.status :is_one_of { "retired", "student", "not-in-labour-force" },
  never = { offers = "work-integrated-rehabilitation" },
}

property "no patient who refuses contact with the employer is offered it" {
  given = work.employer_contact_consent :is(false),
  never = { offers = "work-integrated-rehabilitation" },
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
