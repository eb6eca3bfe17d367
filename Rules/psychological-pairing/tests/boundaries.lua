-- What the worked cases leave open: each scale by itself, mood step by step, and surgery that was not asked about.

local not_asked = { absent = "not-asked" }

local alone, cbt = "exercise", "exercise+cognitive-behavioural-therapy"
local education, behavioural = "exercise+pain-education", "exercise+behavioural-therapy"

local untroubled = {
  patient   = { age = 44 },
  pain      = { region = "lumbar", duration_weeks = 60, specific_cause = false },
  red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                malignancy = false, infection = false, inflammatory = false },
  surgery   = { spinal = false },
  fear      = { fabq_physical_activity = 6 },
  work      = { status = "employed-full-time", absence_weeks = 0 },
  goal      = { primary = "function" },
}

-- A pain goal with high fear: pain education is the alternative, by whichever scale was taken

local beside = { primary = behavioural, alternatives = { education } }
local only   = { primary = behavioural, alternatives = {} }

test "pain-goal-fabq-pa" {
  given    = untroubled,
  cases    = {
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = 14 } }, expect = only },
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = 15 } }, expect = beside },
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = 16 } }, expect = beside },
  },
}

test "pain-goal-tampa" {
  given = untroubled,
  cases = {
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = not_asked, tsk_17 = 37 } }, expect = only },
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = not_asked, tsk_17 = 38 } }, expect = beside },
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = not_asked, tsk_17 = 39 } }, expect = beside },
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = not_asked, tsk_11 = 25 } }, expect = only },
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = not_asked, tsk_11 = 26 } }, expect = beside },
    { given = { goal = { primary = "pain" }, fear = { fabq_physical_activity = not_asked, tsk_11 = 27 } }, expect = beside },
    { name = "only TSK-17 is high", given = { goal = { primary = "pain" }, fear = { tsk_17 = 38, tsk_11 = 20 } }, expect = beside },
    { name = "only TSK-11 is high", given = { goal = { primary = "pain" }, fear = { tsk_17 = 30, tsk_11 = 26 } }, expect = beside },
    { name = "none is high", given = { goal = { primary = "pain" }, fear = { tsk_17 = 30, tsk_11 = 20 } }, expect = only },
  },
}

-- Mood: a PHQ-2 of 3 or more leaves the question to the PHQ-9

test "mood-by-the-phq-2" {
  given = untroubled,
  cases = {
    { name = "2", given = { mood = { phq_2 = 2, phq_9_item_9 = 0 } }, expect = { primary = alone } },
    { name = "3", given = { mood = { phq_2 = 3, phq_9_item_9 = 0 } }, expect = { primary = alone, missing = { mood.phq_9 } } },
    { name = "4", given = { mood = { phq_2 = 4, phq_9_item_9 = 0 } }, expect = { primary = alone, missing = { mood.phq_9 } } },
  },
}

-- Work: both goals, and surgery that was not asked about

test "absence-with-a-goal-of-work" {
  given = untroubled,
  cases = {
    { name = "to go back, a week off", given = { goal = { primary = "return-to-work" }, work = { absence_weeks = 1 } }, expect = { primary = cbt } },
    { name = "to go back, two weeks off", given = { goal = { primary = "return-to-work" }, work = { absence_weeks = 2 } }, expect = { primary = cbt } },
    { name = "to stay, a week off", given = { goal = { primary = "stay-at-work" }, work = { absence_weeks = 1 } }, expect = { primary = cbt } },
    { name = "to stay, none off", given = { goal = { primary = "stay-at-work" } }, expect = { primary = alone } },
  },
}

test "fear-about-work" {
  given    = untroubled,
  boundary = fear.fabq_work,
  expect   = {
    [34] = { primary = alone, alternatives = {} },
    [35] = { primary = cbt, alternatives = { "exercise+work-integrated-rehabilitation" } },
    [36] = { primary = cbt, alternatives = { "exercise+work-integrated-rehabilitation" } },
  },
}
