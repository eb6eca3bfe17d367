local function patient(changes)
  local given = {
    patient   = { age = 60 },
    joint     = { site = "knee", pain_with_activity = true, morning_stiffness = 10 },
    body      = { overweight = false },
    oa_flags  = { hot_swollen_joint = false, rapid_worsening = false, trauma = false },
    treatment = { topical_nsaid = "not-tried", oral_nsaid = "not-tried" },
    goal      = { primary = "less-pain" },
  }
  for group, facts in pairs(changes) do
    for name, value in pairs(facts) do given[group][name] = value end
  end
  return given
end

test "the knee: a topical NSAID is offered beside exercise, and manual therapy may be considered" {
  given  = patient {},
  expect = { primary = "exercise+manual-therapy+topical-nsaid", rules = { "oa/topical-nsaid", "oa/manual-therapy" },
             strength = "conditional", strong_parts = { "exercise", "topical-nsaid" }, alternatives = {} },
}

test "overweight: both core treatments and the drug, in one recommendation" {
  given  = patient { body = { overweight = true } },
  expect = { primary = "exercise+manual-therapy+topical-nsaid+weight-management",
             strong_parts = { "exercise", "topical-nsaid", "weight-management" }, passed_over = {} },
}

test "the next step, if the topical drug did not help" {
  given  = patient { treatment = { topical_nsaid = "did-not-help" } },
  expect = { primary = "exercise+manual-therapy+oral-nsaid", strong_parts = { "exercise" }, because = "tried, did not help" },
}

test "the next step, if the topical drug is unsuitable" {
  given  = patient { treatment = { topical_nsaid = "unsuitable" } },
  expect = { primary = "exercise+manual-therapy+oral-nsaid" },
}

test "a drug that helped is kept" {
  given  = patient { treatment = { topical_nsaid = "helped" } },
  expect = { primary = "exercise+manual-therapy+topical-nsaid" },
}

test "an unsuitable oral drug is never offered; an injection may be considered" {
  given  = patient { treatment = { topical_nsaid = "did-not-help", oral_nsaid = "unsuitable" } },
  expect = { primary = "exercise+manual-therapy", not_recommended = { "exercise+oral-nsaid" },
             alternatives = { "exercise+injection" } },
}

test "neither drug helped" {
  given  = patient { treatment = { topical_nsaid = "did-not-help", oral_nsaid = "did-not-help" } },
  expect = { primary = "exercise+manual-therapy" },
}

test "the hip: manual therapy and a topical drug may be considered" {
  given  = patient { joint = { site = "hip" } },
  expect = { primary = "exercise+manual-therapy", strong_parts = { "exercise" },
             alternatives = { "exercise+topical-nsaid" } },
}

test "the hand: no manual therapy" {
  given  = patient { joint = { site = "hand" } },
  expect = { primary = "exercise", not_recommended = { "exercise+manual-therapy" } },
}

test "what was tried is asked for, since it would change the answer" {
  given  = { patient = { age = 60 }, joint = { site = "knee", pain_with_activity = true, morning_stiffness = 10 },
             oa_flags = { hot_swollen_joint = false, rapid_worsening = false, trauma = false } },
  expect = { decision = "recommend", primary = "exercise+manual-therapy",
             missing = { "body.overweight", "treatment.topical_nsaid" } },
}

test "the hip, and a topical drug that did not help" {
  given  = patient { joint = { site = "hip" }, treatment = { topical_nsaid = "did-not-help" } },
  expect = { primary = "exercise+manual-therapy+oral-nsaid", not_recommended = { "exercise+topical-nsaid" } },
}

test "an oral drug that did not help does not skip the topical one" {
  given  = patient { treatment = { oral_nsaid = "did-not-help" } },
  expect = { primary = "exercise+manual-therapy+topical-nsaid", not_recommended = { "exercise+injection" } },
}

test "what is not known leads to no next step" {
  given  = { patient = { age = 45 }, joint = { site = "hip", pain_with_activity = true, morning_stiffness = 1 },
             oa_flags = { hot_swollen_joint = false, rapid_worsening = false, trauma = false },
             treatment = { topical_nsaid = "did-not-help" } },
  expect = { primary = "exercise+manual-therapy", alternatives = {},
             missing = { "treatment.oral_nsaid" } },
}

test "weight management that is not available stays recommended, with the reason" {
  given  = patient { body = { overweight = true }, treatment = { weight_management_available = false } },
  expect = { primary = "exercise+manual-therapy+topical-nsaid+weight-management",
             passed_over = { "oa/no-weight-management-here" } },
}

test "weight management that is available passes over nothing" {
  given  = patient { body = { overweight = true }, treatment = { weight_management_available = true } },
  expect = { primary = "exercise+manual-therapy+topical-nsaid+weight-management", passed_over = {} },
}
