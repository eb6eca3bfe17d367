property "severe pressure with a sign of danger stops, whatever else is known" {
  given = all {
    any { bp.systolic :at_least(180), bp.diastolic :at_least(120) },
    any { signs.retina :is(true), signs.life_threatening :is(true), signs.phaeochromocytoma :is(true) },
  },
  always = { decision = "stop" },
}
property "nothing is recommended while the pressure is severe" {
  given = any { bp.systolic :at_least(180), bp.diastolic :at_least(120) },
  never = { decision = "recommend" },
}
property "nothing is recommended to people whom another guideline covers" {
  given = patient.conditions :includes_any_of "other-guideline",
  never = { decision = "recommend" },
}
property "a medicine was not changed within 4 weeks of another change" {
  given = weeks_ago(treatment.changed_on) :below(4),
  never = { decision = "recommend" },
}
