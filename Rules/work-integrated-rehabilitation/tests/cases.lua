-- Work after spinal surgery, and work without it.

local work_mixed = "callens-2025/work-integrated-rehabilitation/return-to-work/mixed"
local pe_post    = "ho-2022/pain-education/function/post-intervention"
local pe_mid     = "ho-2022/pain-education/function/mid-term"

local with_work  = "exercise+work-integrated-rehabilitation"

local not_asked = { absent = "not-asked" }

local no_flags = {
  cauda_equina = false, progressive_motor_deficit = false, fracture = false,
  malignancy = false, infection = false, inflammatory = false,
}

-- Off work after a fusion, untroubled by fear, changed in a few places.
local function patient_with(changes)
  local profile = {
    patient   = { age = 46 },
    pain      = { region = "lumbar", duration_weeks = 70, specific_cause = false, intensity = 6,
                  radicular_dominant = false },
    red_flags = no_flags,
    surgery   = { spinal = true, procedure = "fusion", weeks_since = 80, spinal_cord_stimulator = false,
                  cleared_for_exercise = true },
    fear      = { fabq_physical_activity = 8, fabq_work = 20 },
    cognition = { pcs = 12 },
    mood      = { phq_9 = 3, phq_9_item_9 = 0, suicidal_ideation_disclosed = false },
    risk      = { start_back_total = 3, start_back_psychosocial = 1 },
    work      = { status = "on-sick-leave", absence_weeks = 20, job_available = true, employer_contact_consent = true },
    goal      = { primary = "return-to-work" },
  }
  for group, facts in pairs(changes) do
    for name, value in pairs(facts) do profile[group][name] = value end
  end
  return profile
end

-- Worked cases

test "v06-off-work-after-fusion" {
  given = {
    id         = "V06",
    patient    = { age = 46 },
    pain       = { region = "lumbar", duration_weeks = 70, specific_cause = false, intensity = 6 },
    surgery    = { spinal = true, procedure = "fusion", weeks_since = 80 },
    red_flags  = no_flags,
    fear       = { fabq_physical_activity = 13, fabq_work = 31, tsk_17 = 36 },
    cognition  = { pcs = 20 },
    mood       = { phq_2 = 1 },
    work       = { ability = 3, status = "on-sick-leave", absence_weeks = 30, job_available = true },
    goal       = { primary = "return-to-work" },
    disability = { odi = 44 },
  },
  expect = {
    decision  = "recommend",
    primary   = with_work,
    certainty = { [work_mixed] = "low" },
    missing   = { "work.employer_contact_consent" },
    cautions  = { "ask the surgical team about clearance" },
  },
}

test "v08-retired-after-laminectomy" {
  given = {
    id         = "V08",
    patient    = { age = 71 },
    pain       = { region = "lumbar", duration_weeks = 150, specific_cause = false, intensity = 6 },
    surgery    = { spinal = true, procedure = "laminectomy", weeks_since = 160 },
    red_flags  = no_flags,
    fear       = { fabq_physical_activity = 18, tsk_17 = 42 },
    cognition  = { pcs = 19 },
    mood       = { phq_2 = 1 },
    work       = { status = "retired" },
    goal       = { primary = "function" },
    disability = { odi = 40 },
  },
  expect = {
    decision     = "recommend",
    primary      = "exercise+pain-education",
    alternatives = {},
    certainty    = { [pe_mid] = "very-low", [pe_post] = "low" },
    cautions     = { "ask about osteoporosis and falls" },
  },
}

-- Both slots: a partner for work, and one for fear

test "work-and-fear-join" {
  given  = patient_with { fear = { fabq_physical_activity = 20 } },
  expect = {
    decision  = "recommend",
    primary   = "exercise+work-integrated-rehabilitation+pain-education",
    certainty = { [work_mixed] = "low", [pe_mid] = "very-low", [pe_post] = "low" },
    rules     = { "psychological-pairing/pain-education-for-fear-of-movement",
                  "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery" },
  },
}

-- Each condition on both sides

local both_sides = {
  { "after-surgery-off-work",         {},                                              with_work },
  { "twelve-weeks-after-surgery",     { surgery = { weeks_since = 12 } },              with_work },
  { "off-work-for-1-week",            { work = { absence_weeks = 1 } },                with_work },
  { "off-work-for-0-weeks",           { work = { status = "employed-full-time", absence_weeks = 0 } }, with_work },
  { "to-stay-at-work-after-absence",  { goal = { primary = "stay-at-work" } },         with_work },
  { "off-work-with-another-goal",     { goal = { primary = "function" } },             "exercise" },
  { "unemployed-with-a-work-goal",    { work = { status = "unemployed" } },            with_work },
  { "retired-with-a-work-goal",       { work = { status = "retired" } },               "exercise" },
  { "student-with-a-work-goal",       { work = { status = "student" } },               "exercise" },
  { "not-in-labour-force-work-goal",  { work = { status = "not-in-labour-force" } },   "exercise" },
  { "no-consent-to-contact",          { work = { employer_contact_consent = false } }, "exercise+work-focused-rehabilitation" },
}

for _, case in ipairs(both_sides) do
  test(case[1]) { given = patient_with(case[2]), expect = { decision = "recommend", primary = case[3] } }
end

-- Eleven weeks after surgery the pathway waits.
test "eleven-weeks-after-surgery" {
  given  = patient_with { surgery = { weeks_since = 11 } },
  expect = { decision = "defer" },
}

-- Consent not asked about: the pairing stays, and the question is asked.
test "consent-not-asked" {
  given  = patient_with { work = { employer_contact_consent = not_asked } },
  expect = { primary = with_work, missing = { "work.employer_contact_consent" } },
}

-- A refusal removes the contact, not the work.
test "no-consent-leaves-pain-education" {
  given  = patient_with { fear = { fabq_physical_activity = 20 }, work = { employer_contact_consent = false } },
  expect = { decision = "recommend", primary = "exercise+work-focused-rehabilitation+pain-education" },
}

-- Without surgery: an alternative, one level lower

local no_surgery = { spinal = false, procedure = not_asked, weeks_since = not_asked, cleared_for_exercise = not_asked }

test "without-surgery-it-is-an-alternative" {
  given  = patient_with { surgery = no_surgery },
  expect = {
    decision     = "recommend",
    primary      = "exercise+cognitive-behavioural-therapy",
    alternatives = { with_work },
    certainty    = { [work_mixed] = "very-low" },
  },
}

test "without-surgery-and-without-consent" {
  given  = patient_with { surgery = no_surgery, work = { employer_contact_consent = false } },
  expect = { decision = "recommend", primary = "exercise+cognitive-behavioural-therapy",
             alternatives = { "exercise+work-focused-rehabilitation" } },
}
