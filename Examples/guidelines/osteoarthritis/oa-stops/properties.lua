property "each flag stops, whatever else is known" {
  given = any { oa_flags.hot_swollen_joint :is(true), oa_flags.rapid_worsening :is(true), oa_flags.trauma :is(true) },
  always = { decision = "stop" },
}

property "nothing is recommended outside the clinical diagnosis" {
  given = any { patient.age :below(45), joint.pain_with_activity :is(false), joint.morning_stiffness :above(30) },
  never = { decision = "recommend" },
}
