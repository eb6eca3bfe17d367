-- Patients on whom a small change of the pack would show, found by `plumbline test --mutate`.

local no_flags = {
  cauda_equina = false, fracture = false, infection = false, inflammatory = false, malignancy = false,
  progressive_motor_deficit = false,
}

test "gate red-flags/surgery-six-to-eleven-weeks: change 1" {
  given = { pain = { duration_weeks = 12, region = "lumbar" }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal_cord_stimulator = false } },
  expect = { decision = "need-data", gates = { "red-flags/surgery", "red-flags/surgery-six-to-eleven-weeks", "red-flags/surgery-under-six-weeks" } },
}
test "gate red-flags/surgery-under-six-weeks: change 1" {
  given = { pain = { duration_weeks = 12, region = "lumbar" }, patient = { age = 18 }, red_flags = no_flags, surgery = { weeks_since = 0 } },
  expect = { decision = "defer", gates = { "red-flags/surgery-under-six-weeks" } },
}
test "gate red-flags/surgery-under-six-weeks: change 2" {
  given = { pain = { duration_weeks = 12, region = "lumbar" }, patient = { age = 18 }, red_flags = no_flags, surgery = { weeks_since = 1 } },
  expect = { decision = "defer", gates = { "red-flags/surgery-under-six-weeks" } },
}
test "gate red-flags/suicide-risk: change 1" {
  given = { mood = { phq_9 = 1, suicidal_ideation_disclosed = false } },
  expect = { decision = "need-data", cautions = { "Possible suicide risk: not settled (PHQ-9 item 9, Suicide enquiry)" } },
}
