-- Worked cases first, then each cut-off on both sides.

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
local pe_fear     = "ho-2022/pain-education/fear-avoidance/not-stated"
local cbt_post    = "ho-2022/cognitive-behavioural-therapy/function/post-intervention"
local bt_post     = "ho-2022/behavioural-therapy/pain/post-intervention"
local bt_mid      = "ho-2022/behavioural-therapy/pain/mid-term"
local ex_pain     = "rizzo-2025/exercise/pain/mixed"
local ex_function = "rizzo-2025/exercise/function/mixed"
local work_mixed  = "callens-2025/work-integrated-rehabilitation/return-to-work/mixed"

-- Worked cases

test "v01-high-fear-function-goal" {
  given = {
    id         = "V01",
    patient    = { age = 44 },
    pain       = { region = "lumbar", duration_weeks = 60, specific_cause = false, intensity = 5 },
    surgery    = { spinal = false },
    red_flags  = no_flags,
    fear       = { fabq_physical_activity = 20, fabq_work = 14, tsk_17 = 46 },
    cognition  = { pcs = 18 },
    mood       = { phq_2 = 1, gad_2 = 1 },
    work       = { status = "employed-full-time", absence_weeks = 0 },
    goal       = { primary = "function" },
    disability = { odi = 34 },
  },
  expect = {
    decision  = "recommend",
    primary   = "exercise+pain-education",
    certainty = { [pe_mid] = "low", [pe_post] = "moderate", [pe_fear] = "not-stated" },
    missing   = { "mood.phq_9" },
    because   = "FABQ-PA 20",
  },
}

test "v02-pain-goal-fear-not-high" {
  given = {
    id         = "V02",
    patient    = { age = 52 },
    pain       = { region = "lumbar", duration_weeks = 90, specific_cause = false, intensity = 8 },
    surgery    = { spinal = false },
    red_flags  = no_flags,
    fear       = { fabq_physical_activity = 12, tsk_17 = 36 },
    cognition  = { pcs = 22 },
    mood       = { phq_2 = 2 },
    work       = { status = "employed-full-time", absence_weeks = 0 },
    goal       = { primary = "pain" },
    disability = { odi = 38 },
  },
  expect = {
    decision  = "recommend",
    primary   = "exercise+behavioural-therapy",
    certainty = { [bt_mid] = "moderate", [bt_post] = "low" },
  },
}

test "v04-low-risk-low-distress" {
  given = {
    id         = "V04",
    patient    = { age = 31 },
    pain       = { region = "lumbar", duration_weeks = 20, specific_cause = false, intensity = 3 },
    surgery    = { spinal = false },
    red_flags  = no_flags,
    risk       = { start_back_total = 2, start_back_psychosocial = 1 },
    fear       = { fabq_physical_activity = 6, tsk_17 = 28 },
    cognition  = { pcs = 8 },
    mood       = { phq_2 = 0 },
    work       = { status = "employed-full-time", absence_weeks = 0 },
    goal       = { primary = "function" },
    disability = { odi = 14 },
  },
  expect = {
    decision  = "recommend",
    primary   = "exercise",
    certainty = { [ex_pain] = "moderate", [ex_function] = "moderate" },
  },
}

-- Items 1, 3 and 4 make 3; items 5, 6, 7 and 9 (bothersomeness 3 counts 1) make 4. Total 7, high risk.
test "v05-start-back-high-risk" {
  given = {
    id          = "V05",
    patient     = { age = 48 },
    pain        = { region = "lumbar", duration_weeks = 30, specific_cause = false, intensity = 7 },
    surgery     = { spinal = false },
    red_flags   = no_flags,
    instruments = { start_back = { 1, 0, 1, 1, 1, 1, 1, 0, 3 } },
    fear        = { fabq_physical_activity = 19, tsk_17 = 44 },
    cognition   = { pcs = 33 },
    mood        = { phq_2 = 2, gad_2 = 4 },
    work        = { status = "employed-full-time", absence_weeks = 1 },
    goal        = { primary = "function" },
    disability  = { odi = 48 },
  },
  expect = {
    decision     = "recommend",
    primary      = "exercise+cognitive-behavioural-therapy",
    alternatives = { "exercise+pain-education" },
    certainty    = { [cbt_post] = "moderate", [pe_mid] = "low" },
    because      = "STarT Back psychosocial part 4",
    cautions     = { "calls for a GAD-7" },
  },
}

test "v15-fear-about-work-only" {
  given = {
    id         = "V15",
    patient    = { age = 49 },
    pain       = { region = "lumbar", duration_weeks = 48, specific_cause = false, intensity = 5 },
    surgery    = { spinal = false },
    red_flags  = no_flags,
    fear       = { fabq_physical_activity = 6, fabq_work = 38, tsk_17 = 29 },
    cognition  = { pcs = 14 },
    mood       = { phq_2 = 1 },
    work       = { ability = 6, status = "employed-full-time", absence_weeks = 0 },
    goal       = { primary = "stay-at-work" },
    disability = { odi = 26 },
  },
  expect = {
    decision     = "recommend",
    primary      = "exercise+cognitive-behavioural-therapy",
    alternatives = { "exercise+work-integrated-rehabilitation" },
    certainty    = { [cbt_post] = "moderate", [work_mixed] = "very-low" },
    conflicts    = { "psychological-pairing/work-fear-without-movement-fear" },
    cautions     = { "nothing here is a reason to advise absence" },
  },
}

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
  given  = patient_with { mood = { phq_2 = 3, suicide_enquiry = "none" } },
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
    { name = "asked, none", given = { mood = { suicide_enquiry = "none" } }, expect = { decision = "recommend", primary = cbt } },
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
