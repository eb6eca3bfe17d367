-- What lets the next row lead, and where a measure of fear is needed.

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

local alone, cbt = "exercise", "exercise+cognitive-behavioural-therapy"
local education, behavioural = "exercise+pain-education", "exercise+behavioural-therapy"

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
    { name = "not at high risk", given = { risk = { start_back_total = 6, start_back_psychosocial = 4 } }, expect = { decision = "recommend", primary = cbt } },
    { name = "not with a raised PHQ-9", given = { mood = { phq_9 = 10, phq_9_item_9 = 0 } }, expect = { decision = "recommend", primary = cbt } },
  },
}
