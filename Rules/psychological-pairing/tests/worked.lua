-- The worked cases of the policy.

local no_flags = {
  cauda_equina = false, progressive_motor_deficit = false, fracture = false,
  malignancy = false, infection = false, inflammatory = false,
}

local pe_post     = "ho-2022/pain-education/function/post-intervention"
local pe_mid      = "ho-2022/pain-education/function/mid-term"
local pe_fear     = "ho-2022/pain-education/fear-avoidance/not-stated"
local cbt_post    = "ho-2022/cognitive-behavioural-therapy/function/post-intervention"
local bt_post     = "ho-2022/behavioural-therapy/pain/post-intervention"
local bt_mid      = "ho-2022/behavioural-therapy/pain/mid-term"
local ex_pain     = "rizzo-2025/exercise/pain/mixed"
local ex_function = "rizzo-2025/exercise/function/mixed"
local work_mixed  = "callens-2025/work-integrated-rehabilitation/return-to-work/mixed"

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
