-- The rule on both sides of its cut-off, and unanswered. The patient is one whom every stop and gate lets through.
-- Write what the rule means, not what it happens to do: `plumbline test` shows if they differ.

local answers = {
  goal = { primary = "pain" },
  pain = { duration_weeks = 12, region = "lumbar", specific_cause = false },
  patient = { age = 18 },
  red_flags = { cauda_equina = false, fracture = false, infection = false, inflammatory = false, malignancy = false, progressive_motor_deficit = false },
  surgery = { spinal = false },
}

test "example: on both sides of the cut-off" {
  given    = answers,
  boundary = sleep_hygiene.example_score,
  expect   = {
    [4] = { decision = "recommend", not_recommended = { "exercise+sleep-hygiene" } },
    [5] = { decision = "recommend", certainty = { ["sleep-hygiene-example/sleep-hygiene/function/not-stated"] = "not-stated" } },
  },
}

test "example: not answered" {
  given  = answers,
  expect = { decision = "recommend", not_recommended = { "exercise+sleep-hygiene" }, missing = { "sleep_hygiene.example_score" } },
}
