property "everyone in scope is offered therapeutic exercise" {
  given = all {
    patient.age :at_least(45), joint.pain_with_activity :is(true), joint.morning_stiffness :at_most(30),
    oa_flags.hot_swollen_joint :is(false), oa_flags.rapid_worsening :is(false), oa_flags.trauma :is(false),
    joint.site :is_one_of { "knee", "hip", "hand", "other" },
  },
  always = { offers = "exercise" },
}

property "no oral drug is offered to a patient for whom it is unsuitable" {
  given = treatment.oral_nsaid :is "unsuitable",
  never = { offers = "oral-nsaid" },
}

property "no oral drug before a topical one was tried or ruled out" {
  given = treatment.topical_nsaid :is_one_of { "not-tried", "helped" },
  never = { offers = "oral-nsaid" },
}

property "nothing is certain where no rating was seen" {
  never = { certainty_above = "very-low" },
}

property "an unsuitable drug is ruled out, whatever the ladder says" {
  overrules = { "exercise+oral-nsaid" },
}
