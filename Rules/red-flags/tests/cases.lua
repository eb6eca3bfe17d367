-- Stops and gates. Each case changes an untroubled adult in a few places.

local not_asked = { absent = "not-asked" }

local function patient_with(changes)
  local profile = {
    patient   = { age = 40 },
    pain      = { region = "lumbar", duration_weeks = 40, specific_cause = false, intensity = 4,
                  radicular_dominant = false },
    red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                  malignancy = false, infection = false, inflammatory = false },
    surgery   = { spinal = false },
    fear      = { fabq_physical_activity = 6, fabq_work = 10 },
    cognition = { pcs = 10 },
    mood      = { phq_9 = 3, phq_9_item_9 = 0, suicidal_ideation_disclosed = false },
    risk      = { start_back_total = 2, start_back_psychosocial = 1 },
    work      = { status = "employed-full-time", absence_weeks = 0 },
    goal      = { primary = "function" },
  }
  for group, facts in pairs(changes) do
    for name, value in pairs(facts) do profile[group][name] = value end
  end
  return profile
end

-- An unanswered flag blocks, but never hides one that is true.

test "one-flag-unanswered" {
  given  = patient_with { red_flags = { fracture = not_asked } },
  expect = { decision = "need-data", missing = { "red_flags.fracture" } },
}

test "one-flag-unanswered-beside-a-true-one" {
  given  = patient_with { red_flags = { fracture = not_asked, infection = true } },
  expect = { decision = "stop", alerts = { "red-flags/infection" } },
}

test "the-most-urgent-alert-comes-first" {
  given  = patient_with { red_flags = { cauda_equina = true, fracture = true, infection = true } },
  expect = {
    decision = "stop",
    alerts   = { "red-flags/cauda-equina", "red-flags/infection", "red-flags/fracture" },
  },
}

test "a-progressive-motor-deficit-stops" {
  given  = patient_with { red_flags = { progressive_motor_deficit = true } },
  expect = { decision = "stop", alerts = { "red-flags/progressive-motor-deficit" } },
}

test "suspected-malignancy-stops" {
  given  = patient_with { red_flags = { malignancy = true } },
  expect = { decision = "stop", alerts = { "red-flags/malignancy" } },
}

-- Suicide risk: the one stop that may ask

-- A PHQ-9 total that its other items cannot reach says that item 9 is above 0, recorded or not.
local function phq_without_item_9(total, phq_2)
  return patient_with {
    mood = { phq_9 = total, phq_2 = phq_2, phq_9_item_9 = not_asked },
  }
end

test "a-total-of-25-stops-with-item-9-blank" {
  given  = phq_without_item_9(25, nil),
  expect = { decision = "stop", alerts = { "red-flags/suicide-risk" } },
}

test "a-total-of-24-says-nothing-of-item-9, so the question comes first" {
  given  = phq_without_item_9(24, nil),
  expect = { decision = "need-data", gates = { "red-flags/suicide-question" }, missing = { "mood.suicide_enquiry" } },
}

for phq_2 = 0, 6 do
  test("phq-9-of-19-above-a-phq-2-of-" .. phq_2 .. "-stops-with-item-9-blank") {
    given  = phq_without_item_9(phq_2 + 19, phq_2),
    expect = { decision = "stop", alerts = { "red-flags/suicide-risk" } },
  }
  test("phq-9-of-18-above-a-phq-2-of-" .. phq_2 .. "-says-nothing-of-item-9") {
    given  = phq_without_item_9(phq_2 + 18, phq_2),
    expect = { decision = "need-data", gates = { "red-flags/suicide-question" } },
  }
end

test "item-9-above-zero-stops" {
  given  = patient_with { mood = { phq_9_item_9 = 1 } },
  expect = { decision = "stop", alerts = { "red-flags/suicide-risk" } },
}

test "disclosure-stops-whatever-item-9-says" {
  given  = patient_with { mood = { suicidal_ideation_disclosed = true } },
  expect = { decision = "stop", alerts = { "red-flags/suicide-risk" } },
}

test "suicide-risk-not-asked-passes-with-a-caution" {
  given  = patient_with {
    mood = { phq_9 = not_asked, phq_9_item_9 = not_asked, suicidal_ideation_disclosed = not_asked },
  },
  expect = {
    decision = "recommend",
    missing  = { "mood.phq_9_item_9", "mood.suicide_enquiry" },
    cautions = { "A missing answer is not a no" },
  },
}

-- Each gate on both sides of its limit

local both_sides = {
  { "a-child-of-17-is-outside",     { patient = { age = 17 } },                            "out-of-scope" },
  { "an-adult-of-18-is-inside",     { patient = { age = 18 } },                            "recommend" },
  { "pain-elsewhere-is-outside",    { pain    = { region = "other" } },                    "out-of-scope" },
  { "week-11-is-outside",           { pain    = { duration_weeks = 11 } },                 "out-of-scope" },
  { "week-12-is-inside",            { pain    = { duration_weeks = 12 } },                 "recommend" },
  { "surgery-5-weeks-ago-waits",    { surgery = { spinal = true, weeks_since = 5 } },      "defer" },
  { "surgery-6-weeks-ago-waits",    { surgery = { spinal = true, weeks_since = 6 } },      "defer" },
  { "surgery-8-weeks-ago-waits",    { surgery = { spinal = true, weeks_since = 8 } },      "defer" },
  { "surgery-11-weeks-ago-waits",   { surgery = { spinal = true, weeks_since = 11 } },     "defer" },
  { "surgery-12-weeks-ago-is-in",   { surgery = { spinal = true, weeks_since = 12 } },     "recommend" },
  { "clearance-lifts-no-wait",      { surgery = { spinal = true, weeks_since = 8,
                                                  cleared_for_exercise = true } },         "defer" },
  { "specific-cause-is-outside",    { pain    = { specific_cause = true } },               "out-of-scope" },
}

for _, case in ipairs(both_sides) do
  test(case[1]) { given = patient_with(case[2]), expect = { decision = case[3] } }
end

test "the-two-waits-after-surgery-meet-at-week-6" {
  boundary = surgery.weeks_since,
  given    = patient_with { surgery = { spinal = true } },
  expect   = {
    [5] = { decision = "defer", gates = { "red-flags/surgery-under-six-weeks" } },
    [6] = { decision = "defer", gates = { "red-flags/surgery-six-to-eleven-weeks" } },
  },
}

-- Facts that must be known

local needed = {
  { "needs-the-age",               { patient = { age = not_asked } },               "patient.age" },
  { "needs-the-region",            { pain    = { region = not_asked } },            "pain.region" },
  { "needs-the-duration",          { pain    = { duration_weeks = not_asked } },    "pain.duration_weeks" },
  { "needs-the-specific-cause",    { pain    = { specific_cause = not_asked } },    "pain.specific_cause" },
  { "needs-to-know-of-surgery",    { surgery = { spinal = not_asked } },            "surgery.spinal" },
  { "needs-the-date-of-surgery",   { surgery = { spinal = true } },                 "surgery.weeks_since" },
  { "needs-the-goal",              { goal    = { primary = not_asked } },           "goal.primary" },
  { "needs-a-fear-measure",        { fear    = { fabq_physical_activity = not_asked } },
                                                                                    "fear.fabq_physical_activity" },
}

for _, case in ipairs(needed) do
  test(case[1]) { given = patient_with(case[2]), expect = { decision = "need-data", missing = { case[3] } } }
end

-- Work status is needed after spinal surgery with a work goal, and nowhere else.
local operated = { spinal = true, weeks_since = 40 }
for _, case in ipairs {
  { "with a goal of return, after surgery", "return-to-work", operated, "need-data" },
  { "with a goal of staying, after surgery", "stay-at-work", operated, "need-data" },
  { "with another goal, after surgery", "function", operated, "recommend" },
  { "with a work goal, without surgery", "return-to-work", { spinal = false }, "recommend" },
} do
  test("work-status-not-known " .. case[1]) {
    given  = patient_with { work = { status = not_asked }, goal = { primary = case[2] }, surgery = case[3] },
    expect = { decision = case[4] },
  }
end

-- Any one fear measure is enough.
test "fabq-alone-is-enough"   { given = patient_with {}, expect = { decision = "recommend" } }
test "tsk-17-alone-is-enough" {
  given  = patient_with { fear = { fabq_physical_activity = not_asked, tsk_17 = 30 } },
  expect = { decision = "recommend" },
}
test "tsk-11-alone-is-enough" {
  given  = patient_with { fear = { fabq_physical_activity = not_asked, tsk_11 = 20 } },
  expect = { decision = "recommend" },
}

-- Each stop by itself, whatever else is unanswered, and all that are true together

local every_stop = {
  { "cauda_equina",              "red-flags/cauda-equina" },
  { "progressive_motor_deficit", "red-flags/progressive-motor-deficit" },
  { "infection",                 "red-flags/infection" },
  { "fracture",                  "red-flags/fracture" },
  { "malignancy",                "red-flags/malignancy" },
  { "inflammatory",              "red-flags/inflammatory" },
}

for _, stop in ipairs(every_stop) do
  test(stop[2] .. " stops by itself") {
    given  = { red_flags = { [stop[1]] = true } },
    expect = { decision = "stop", alerts = { stop[2] } },
  }
end

test "stops come most urgent first" {
  given  = { red_flags = { malignancy = true, infection = true, progressive_motor_deficit = true } },
  expect = {
    decision = "stop",
    alerts   = { "red-flags/progressive-motor-deficit", "red-flags/infection", "red-flags/malignancy" },
  },
}

-- A stimulator counts for the wait after surgery

test "a stimulator" {
  given = patient_with {},
  cases = {
    { name = "8 weeks ago", given = { surgery = { spinal_cord_stimulator = true, weeks_since = 8 } }, expect = { decision = "defer" } },
    { name = "3 weeks ago", given = { surgery = { spinal_cord_stimulator = true, weeks_since = 3 } },
      expect = { decision = "defer", gates = { "red-flags/surgery-under-six-weeks" } } },
    { name = "12 weeks ago", given = { surgery = { spinal_cord_stimulator = true, weeks_since = 12 } }, expect = { decision = "recommend" } },
    { name = "as the procedure, 8 weeks ago", given = { surgery = { procedure = "spinal-cord-stimulation", weeks_since = 8 } }, expect = { decision = "defer" } },
    { name = "at an unknown time", given = { surgery = { spinal_cord_stimulator = true } },
      expect = { decision = "need-data", missing = { "surgery.weeks_since" } } },
    { name = "a date alone, 8 weeks ago", given = { surgery = { spinal = not_asked, weeks_since = 8 } }, expect = { decision = "defer" } },
    { name = "a date alone, 20 weeks ago", given = { surgery = { spinal = not_asked, weeks_since = 20 } },
      expect = { decision = "need-data", gates = { "red-flags/surgery" }, missing = { "surgery.spinal" } } },
    { name = "none", given = { surgery = { spinal_cord_stimulator = false } }, expect = { decision = "recommend" } },
    { name = "none, and surgery not asked about", given = { surgery = { spinal = not_asked, spinal_cord_stimulator = false } },
      expect = { decision = "need-data", missing = { "surgery.spinal" } } },
    { name = "another procedure, and surgery not asked about", given = { surgery = { spinal = not_asked, procedure = not_asked } },
      expect = { decision = "need-data", missing = { "surgery.spinal" } } },
  },
}

-- Several codes of the work status answer it where the choice takes them alike

local several = {
  { "without work",                { "unemployed", "disability" },                  "recommend" },
  { "outside the labour force",    { "retired", "student" },                        "recommend" },
  { "at work",                     { "employed-full-time", "employed-part-time" },  "recommend" },
  { "at work, or on leave",        { "employed-full-time", "on-sick-leave" },       "need-data" },
  { "without work, or outside it", { "unemployed", "retired" },                     "need-data" },
}
for _, case in ipairs(several) do
  local expect = { decision = case[3] }
  if case[3] == "need-data" then expect.gates = { "red-flags/work-status" } end
  test("work-status: " .. case[1]) {
    given  = patient_with {
      surgery = { spinal = true, weeks_since = 60 }, goal = { primary = "return-to-work" },
      work = { status = { one_of = case[2] }, absence_weeks = not_asked },
    },
    expect = expect,
  }
end
