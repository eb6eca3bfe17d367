-- The worked cases of the policy.

local no_flags = {
  cauda_equina = false, progressive_motor_deficit = false, fracture = false,
  malignancy = false, infection = false, inflammatory = false,
}

test "v11-acute-pain-with-high-fear" {
  given = {
    id        = "V11",
    patient   = { age = 36 },
    pain      = { region = "lumbar", duration_weeks = 5, specific_cause = false, intensity = 7 },
    surgery   = { spinal = false },
    red_flags = no_flags,
    fear      = { fabq_physical_activity = 22, tsk_17 = 48 },
    risk      = { start_back_total = 6, start_back_psychosocial = 4 },
    work      = { status = "employed-full-time", absence_weeks = 1 },
    goal      = { primary = "pain" },
  },
  expect = { decision = "out-of-scope" },
}

test "v12-cauda-equina-with-very-high-fear" {
  given = {
    id        = "V12",
    patient   = { age = 43 },
    pain      = { region = "lumbar", duration_weeks = 80, specific_cause = false, intensity = 9 },
    surgery   = { spinal = false },
    red_flags = { cauda_equina = true, progressive_motor_deficit = false, fracture = false,
                  malignancy = false, infection = false, inflammatory = false },
    notes     = "new saddle numbness; urinary retention since yesterday; bilateral leg pain",
    fear      = { fabq_physical_activity = 24, tsk_17 = 55 },
    goal      = { primary = "pain" },
  },
  expect = { decision = "stop", alerts = { "red-flags/cauda-equina" } },
}

test "v14-key-data-missing" {
  given = {
    id      = "V14",
    patient = { age = 55 },
    pain    = { region = "lumbar", duration_weeks = 52, specific_cause = false, intensity = 6 },
  },
  expect = {
    decision = "need-data",
    missing  = { "red_flags.cauda_equina", "red_flags.progressive_motor_deficit", "red_flags.fracture",
                 "red_flags.malignancy", "red_flags.infection", "red_flags.inflammatory",
                 "surgery.spinal", "work.status", "goal.primary" },
  },
}

test "v16-inflammatory-pattern-at-29" {
  given = {
    id        = "V16",
    patient   = { age = 29 },
    pain      = { region = "lumbar", duration_weeks = 50, specific_cause = false, intensity = 6 },
    surgery   = { spinal = false },
    red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                  malignancy = false, infection = false, inflammatory = true },
    notes     = "morning stiffness over 30 minutes; wakes second half of " ..
                "night; better with movement; uveitis last year",
    fear      = { fabq_physical_activity = 16 },
    goal      = { primary = "pain" },
  },
  expect = { decision = "stop", alerts = { "red-flags/inflammatory" } },
}

test "v17-suicidal-thoughts" {
  given = {
    id        = "V17",
    patient   = { age = 45 },
    pain      = { region = "lumbar", duration_weeks = 100, specific_cause = false, intensity = 7 },
    surgery   = { spinal = false },
    red_flags = no_flags,
    fear      = { fabq_physical_activity = 20 },
    mood      = { phq_9 = 21, phq_9_item_9 = 2, gad_7 = 16 },
    work      = { status = "unemployed" },
    goal      = { primary = "pain" },
  },
  expect = { decision = "stop", alerts = { "red-flags/suicide-risk" } },
}
