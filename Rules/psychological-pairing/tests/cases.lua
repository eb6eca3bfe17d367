-- Each cut-off on both sides, and the order of partners.

local not_asked = { absent = "not-asked" }

local no_flags = {
  cauda_equina = false, progressive_motor_deficit = false, fracture = false,
  malignancy = false, infection = false, inflammatory = false,
}

-- An untroubled worker, changed in a few places.
local function patient_with(changes)
  local profile = {
    patient   = { age = 44 },
    pain      = { region = "lumbar", duration_weeks = 60, specific_cause = false, intensity = 5,
                  radicular_dominant = false },
    red_flags = no_flags,
    surgery   = { spinal = false },
    fear      = { fabq_physical_activity = 6, fabq_work = 10 },
    cognition = { pcs = 10 },
    mood      = { phq_2 = 0, suicidal_ideation_disclosed = false },
    risk      = { start_back_total = 2, start_back_psychosocial = 1 },
    work      = { status = "employed-full-time", absence_weeks = 0 },
    goal      = { primary = "function" },
  }
  for group, facts in pairs(changes) do
    for name, value in pairs(facts) do profile[group][name] = value end
  end
  return profile
end

local pe_post     = "ho-2022/pain-education/function/post-intervention"
local pe_mid      = "ho-2022/pain-education/function/mid-term"

-- Each cut-off on both sides

local alone, cbt = "exercise", "exercise+cognitive-behavioural-therapy"
local education, behavioural = "exercise+pain-education", "exercise+behavioural-therapy"

local both_sides = {
  { "fabq-pa-14",  { fear = { fabq_physical_activity = 14 } },                           alone },
  { "fabq-pa-15",  { fear = { fabq_physical_activity = 15 } },                           education },
  { "tsk-17-37",   { fear = { fabq_physical_activity = not_asked, tsk_17 = 37 } },       alone },
  { "tsk-17-38",   { fear = { fabq_physical_activity = not_asked, tsk_17 = 38 } },       education },
  { "tsk-11-25",   { fear = { fabq_physical_activity = not_asked, tsk_11 = 25 } },       alone },
  { "tsk-11-26",   { fear = { fabq_physical_activity = not_asked, tsk_11 = 26 } },       education },
  { "pcs-30",      { cognition = { pcs = 30 } },                                         alone },
  { "pcs-31",      { cognition = { pcs = 31 } },                                         cbt },
  { "phq-9-9",     { mood = { phq_9 = 9,  phq_9_item_9 = 0 } },                          alone },
  { "phq-9-10",    { mood = { phq_9 = 10, phq_9_item_9 = 0 } },                          cbt },
  { "phq-9-12",    { mood = { phq_9 = 12, phq_9_item_9 = 0 } },                          cbt },
  { "start-back-psychosocial-3", { risk = { start_back_total = 6, start_back_psychosocial = 3 } },    alone },
  { "start-back-psychosocial-4", { risk = { start_back_total = 6, start_back_psychosocial = 4 } },    cbt },
  { "fabq-w-34",   { fear = { fabq_work = 34 } },                                        alone },
  { "fabq-w-35",   { fear = { fabq_work = 35 } },                                        cbt },
  { "absence-0",   { goal = { primary = "return-to-work" }, work = { absence_weeks = 0 } }, alone },
  { "absence-1",   { goal = { primary = "return-to-work" }, work = { absence_weeks = 1 } }, cbt },
  { "absence-without-a-work-goal", { work = { absence_weeks = 20 } },                    alone },
  { "pain-goal",   { goal = { primary = "pain" } },                                      behavioural },
}

for _, case in ipairs(both_sides) do
  test(case[1]) { given = patient_with(case[2]), expect = { decision = "recommend", primary = case[3] } }
end

-- Mood in two steps

test "phq-2-below-3-stands-for-not-raised" {
  given  = patient_with { mood = { phq_2 = 2 } },
  expect = { decision = "recommend", primary = alone },
}

test "phq-2-of-3-waits-for-the-phq-9" {
  given  = patient_with { mood = { phq_2 = 3, suicide_enquiry = "asked-none" } },
  expect = { decision = "recommend", primary = alone, missing = { "mood.phq_9" } },
}

test "phq-9-prevails-over-a-low-phq-2" {
  given  = patient_with { mood = { phq_2 = 1, phq_9 = 11, phq_9_item_9 = 0 } },
  expect = { decision = "recommend", primary = cbt },
}

test "phq-9-prevails-over-a-high-phq-2" {
  given  = patient_with { mood = { phq_2 = 4, phq_9 = 8, phq_9_item_9 = 0 } },
  expect = { decision = "recommend", primary = alone },
}

test "a raised PHQ-9 waits for the question about suicidal thoughts, and then chooses" {
  given = patient_with { mood = { phq_9 = 12 } },
  cases = {
    { name = "not asked", expect = { decision = "need-data", gates = { "red-flags/suicide-question" } } },
    { name = "asked, none", given = { mood = { suicide_enquiry = "asked-none" } }, expect = { decision = "recommend", primary = cbt } },
    { name = "disclosed", given = { mood = { suicide_enquiry = "disclosed" } }, expect = { decision = "stop" } },
  },
}

-- Order of partners

test "pain-goal-with-high-fear" {
  given  = patient_with { goal = { primary = "pain" }, fear = { fabq_physical_activity = 18 } },
  expect = { decision = "recommend", primary = behavioural, alternatives = { education } },
}

-- For a pain goal, alternatives go by their certainty for pain: moderate before low.
test "pain-goal-with-high-fear-and-catastrophising" {
  given  = patient_with {
    goal = { primary = "pain" }, fear = { fabq_physical_activity = 18 }, cognition = { pcs = 35 },
  },
  expect = { decision = "recommend", primary = cbt, alternatives = { behavioural, education } },
}

test "one-high-fear-scale-is-enough" {
  given  = patient_with { fear = { fabq_physical_activity = 10, tsk_17 = 40 } },
  expect = {
    decision = "recommend",
    primary  = education,
    rules    = { "psychological-pairing/pain-education-for-fear-of-movement" },
  },
}

test "low-start-back-with-high-pcs-is-reported" {
  given  = patient_with { cognition = { pcs = 31 } },
  expect = { primary = cbt, conflicts = { "psychological-pairing/low-risk-with-high-catastrophising" } },
}

-- Certainty falls with each difference between the patient and the people studied.

local further_away = {   -- pain education on function: to mid-term, and when the sessions end
  { "neck-pain",               { pain = { region = "cervical" } },                            "very-low", "low" },
  { "radicular-pain",          { pain = { radicular_dominant = true } },                      "very-low", "low" },
  { "no-radicular-pain",       { pain = { radicular_dominant = false } },                     "low", "moderate" },
  { "neck-and-radicular-pain", { pain = { region = "cervical", radicular_dominant = true } }, "very-low", "very-low" },
  { "earlier-spinal-surgery",  { surgery = { spinal = true, weeks_since = 60 } },             "very-low", "low" },
}

for _, case in ipairs(further_away) do
  local profile = patient_with(case[2])
  profile.fear.fabq_physical_activity = 20
  test("certainty-with-" .. case[1]) {
    given  = profile,
    expect = { primary = education, certainty = { [pe_mid] = case[3], [pe_post] = case[4] } },
  }
end

test "unknown-radicular-pain-asks-and-loses-nothing" {
  given  = patient_with { fear = { fabq_physical_activity = 20 }, pain = { radicular_dominant = not_asked } },
  expect = {
    primary   = education,
    certainty = { [pe_mid] = "low", [pe_post] = "moderate" },
    missing   = { "pain.radicular_dominant" },
  },
}

-- What was tried, and what can be had here

local steps = {
  { "CBT did not help, fear is high", { cognition = { pcs = 40 }, fear = { fabq_physical_activity = 20 } },
    { cbt_tried = "did-not-help" }, education, {} },
  { "CBT helped", { cognition = { pcs = 40 }, fear = { fabq_physical_activity = 20 } }, { cbt_tried = "helped" }, cbt, {} },
  { "CBT was not tried", { cognition = { pcs = 40 }, fear = { fabq_physical_activity = 20 } }, { cbt_tried = "not-tried" }, cbt, {} },
  { "CBT did not help, nothing else matches", { cognition = { pcs = 40 } },
    { cbt_tried = "did-not-help" }, cbt, { "psychological-pairing/cbt-did-not-help" } },
  { "CBT cannot be had, nothing else matches", { cognition = { pcs = 40 } },
    { cbt_available = false }, cbt, { "psychological-pairing/cbt-not-available" } },
  { "CBT can be had", { cognition = { pcs = 40 } }, { cbt_available = true }, cbt, {} },
  { "pain education did not help", { fear = { fabq_physical_activity = 20 } },
    { pain_education_tried = "did-not-help" }, education, { "psychological-pairing/pain_education-did-not-help" } },
  { "pain education helped", { fear = { fabq_physical_activity = 20 } }, { pain_education_tried = "helped" }, education, {} },
  { "pain education cannot be had", { fear = { fabq_physical_activity = 20 } },
    { pain_education_available = false }, education, { "psychological-pairing/pain_education-not-available" } },
  { "pain education can be had", { fear = { fabq_physical_activity = 20 } }, { pain_education_available = true }, education, {} },
  { "behavioural therapy did not help", { goal = { primary = "pain" } },
    { behavioural_therapy_tried = "did-not-help" }, behavioural, { "psychological-pairing/behavioural_therapy-did-not-help" } },
  { "behavioural therapy helped", { goal = { primary = "pain" } }, { behavioural_therapy_tried = "helped" }, behavioural, {} },
  { "behavioural therapy cannot be had, FABQ-W is high", { goal = { primary = "pain" }, fear = { fabq_work = 40 } },
    { behavioural_therapy_available = false }, cbt, { "psychological-pairing/behavioural_therapy-not-available" } },
  { "behavioural therapy can be had", { goal = { primary = "pain" } }, { behavioural_therapy_available = true }, behavioural, {} },
}
for _, step in ipairs(steps) do
  local given = patient_with(step[2])
  given.treatment = step[3]
  local passed = step[5]
  if step[1] == "CBT did not help, fear is high" then passed = { "psychological-pairing/cbt-did-not-help" } end
  test(step[1]) { given = given, expect = { decision = "recommend", primary = step[4], passed_over = passed } }
end

-- A measure of fear is needed only where it could choose.

test "without a measure of fear" {
  given = patient_with { fear = { fabq_physical_activity = { absent = "not-asked" } } },
  cases = {
    { name = "it is needed", expect = { decision = "need-data", gates = { "psychological-pairing/fear-measure" } } },
    { name = "not for a pain goal", given = { goal = { primary = "pain" } }, expect = { decision = "recommend", primary = behavioural } },
    { name = "not with high catastrophising", given = { cognition = { pcs = 31 } }, expect = { decision = "recommend", primary = cbt } },
    { name = "with catastrophising at its limit", given = { cognition = { pcs = 30 } }, expect = { decision = "need-data" } },
    { name = "needed if every score is low", given = { mood = { phq_9 = 3, phq_9_item_9 = 0 } }, expect = { decision = "need-data" } },
    { name = "needed if CBT did not help", given = { cognition = { pcs = 31 }, treatment = { cbt_tried = "did-not-help" } }, expect = { decision = "need-data" } },
    { name = "not if CBT helped", given = { cognition = { pcs = 31 }, treatment = { cbt_tried = "helped" } }, expect = { decision = "recommend", primary = cbt } },
    { name = "needed if CBT cannot be had", given = { cognition = { pcs = 31 }, treatment = { cbt_available = false } }, expect = { decision = "need-data" } },
    { name = "not if it can", given = { cognition = { pcs = 31 }, treatment = { cbt_available = true } }, expect = { decision = "recommend", primary = cbt } },
    { name = "needed if no score is high, whether or not CBT was tried",
      given = { cognition = { pcs = 10 }, mood = { phq_9 = 3, phq_9_item_9 = 0 }, risk = { start_back_total = 2, start_back_psychosocial = 1 },
                treatment = { cbt_tried = "not-tried", cbt_available = true } },
      expect = { decision = "need-data", gates = { "psychological-pairing/fear-measure" } } },
    { name = "not with high catastrophising, whatever the goal", given = { cognition = { pcs = 31 }, goal = { primary = { absent = "not-asked" } } },
      expect = { decision = "need-data", gates = { "red-flags/goal" } } },
    { name = "not at high risk", given = { risk = { start_back_total = 6, start_back_psychosocial = 4 } }, expect = { decision = "recommend", primary = cbt } },
    { name = "not with a raised PHQ-9", given = { mood = { phq_9 = 10, phq_9_item_9 = 0 } }, expect = { decision = "recommend", primary = cbt } },
  },
}

-- A range of a scale of fear answers it where all of it falls on one side

local fear_ranges = {
  { "TSK-17 of 38 or more",  { tsk_17 = { at_least = 38 } },                            "recommend" },
  { "TSK-17 of 37 or more",  { tsk_17 = { at_least = 37 } },                            "need-data" },
  { "TSK-17 of 37 or less",  { tsk_17 = { at_most = 37 } },                             "recommend" },
  { "TSK-17 of 38 or less",  { tsk_17 = { at_most = 38 } },                             "need-data" },
  { "TSK-11 of 26 or more",  { tsk_11 = { at_least = 26 } },                            "recommend" },
  { "TSK-11 of 25 or more",  { tsk_11 = { at_least = 25 } },                            "need-data" },
  { "TSK-11 of 25 or less",  { tsk_11 = { at_most = 25 } },                             "recommend" },
  { "TSK-11 of 26 or less",  { tsk_11 = { at_most = 26 } },                             "need-data" },
  { "FABQ-PA of 15 or more", { fabq_physical_activity = { at_least = 15 } },            "recommend" },
  { "FABQ-PA of 14 or more", { fabq_physical_activity = { at_least = 14 } },            "need-data" },
  { "FABQ-PA of 14 or less", { fabq_physical_activity = { at_most = 14 } },             "recommend" },
  { "FABQ-PA of 15 or less", { fabq_physical_activity = { at_most = 15 } },             "need-data" },
}
for _, case in ipairs(fear_ranges) do
  local fear = { fabq_physical_activity = not_asked }
  for name, value in pairs(case[2]) do fear[name] = value end
  local expect = { decision = case[3] }
  if case[3] == "need-data" then expect.gates = { "psychological-pairing/fear-measure" } end
  test("fear-range: " .. case[1]) { given = patient_with { fear = fear }, expect = expect }
end
