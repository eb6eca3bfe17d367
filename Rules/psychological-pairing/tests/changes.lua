-- Patients on whom a small change of the pack would show, found by `plumbline test --mutate`.

local no_flags = {
  cauda_equina = false, fracture = false, infection = false, inflammatory = false, malignancy = false,
  progressive_motor_deficit = false,
}

test "gate psychological-pairing/fear-measure: change 1" {
  given = { mood = { phq_9 = 9 }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal = false }, treatment = { cbt_tried = "not-tried" } },
  expect = { decision = "need-data", gates = { "psychological-pairing/fear-measure", "red-flags/goal" } },
}
test "gate psychological-pairing/fear-measure: change 2" {
  given = { mood = { phq_2 = 3, suicide_enquiry = "asked-none" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal = false }, treatment = { cbt_tried = "not-tried" } },
  expect = { decision = "need-data", gates = { "psychological-pairing/fear-measure", "red-flags/goal" } },
}
test "gate psychological-pairing/fear-measure: change 3" {
  given = { pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 7 }, surgery = { spinal = false }, treatment = { cbt_tried = "not-tried" } },
  expect = { decision = "need-data", gates = { "psychological-pairing/fear-measure", "red-flags/goal" } },
}
test "gate psychological-pairing/fear-measure: change 4" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { spinal = false } },
  expect = { decision = "recommend", gates = {}, primary = "exercise+cognitive-behavioural-therapy", strength = "conditional", rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk" }, strong_parts = {} },
}
test "gate psychological-pairing/fear-measure: change 5" {
  given = { pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { spinal = false }, treatment = { cbt_tried = "not-tried" } },
  expect = { decision = "need-data", gates = { "red-flags/goal" } },
}
