-- The question about suicidal thoughts, and a stimulator. Each case changes an untroubled adult in a few places.

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

-- What settles the question, what does not, and where it must be settled first

local declined = { absent = "asked-declined" }
local function mood(changes)
  local given = patient_with {}
  given.mood = changes
  return given
end

test "the question about suicidal thoughts" {
  given = patient_with {},
  cases = {
    { name = "an enquiry with a disclosure stops", given = { mood = { suicide_enquiry = "disclosed" } },
      expect = { decision = "stop", alerts = { "red-flags/suicide-risk" } } },
    { name = "a disclosure stops against an enquiry", given = { mood = { suicide_enquiry = "none", suicidal_ideation_disclosed = true } },
      expect = { decision = "stop" } },
    { name = "an item 9 above 0 stops against an enquiry", given = { mood = { phq_9_item_9 = 2, suicide_enquiry = "none" } },
      expect = { decision = "stop" } },
  },
}

local question = "red-flags/suicide-question"
local unsettled = {
  { "nothing was taken",                   { phq_9 = not_asked },                                                       "recommend", true },
  { "an old no settles nothing",           { suicidal_ideation_disclosed = false },                  "recommend", true },
  { "an item 9 of 0 settles it",           { phq_9_item_9 = 0 },                                     "recommend", false },
  { "an enquiry settles it",               { suicide_enquiry = "none" },                             "recommend", false },
  { "a PHQ-2 of 2 passes",                 { phq_2 = 2 },                                            "recommend", true },
  { "a PHQ-2 of 3 asks first",             { phq_2 = 3 },                                            "need-data", true },
  { "a PHQ-2 of 4 asks first",             { phq_2 = 4 },                                            "need-data", true },
  { "a PHQ-2 of 3 with an enquiry passes", { phq_2 = 3, suicide_enquiry = "none" },                  "recommend", false },
  { "a PHQ-9 of 9 passes",                 { phq_9 = 9 },                                            "recommend", true },
  { "a PHQ-9 of 9 decides over a PHQ-2",   { phq_9 = 9, phq_2 = 3 },                                 "recommend", true },
  { "a PHQ-9 of 10 asks first",            { phq_9 = 10 },                                           "need-data", true },
  { "a PHQ-9 of 11 asks first",            { phq_9 = 11 },                                           "need-data", true },
  { "a PHQ-9 of 9 to 14 asks first",      { phq_9 = { between = { 9, 14 } } },                      "need-data", true },
  { "a PHQ-9 of 9 to 14, PHQ-2 of 2",     { phq_9 = { between = { 9, 14 } }, phq_2 = 2 },           "recommend", true },
  { "a PHQ-9 of 10 with an item 9 passes", { phq_9 = 10, phq_9_item_9 = 0 },                         "recommend", false },
  { "a declined item 9 asks first",        { phq_9_item_9 = declined },                              "need-data", true },
  { "a declined item 9 asks first beside a PHQ-9 of 5", { phq_9 = 5, phq_9_item_9 = declined },      "need-data", true },
  { "a declined item 9, then an enquiry",  { phq_9_item_9 = declined, suicide_enquiry = "none" },    "recommend", false },
  { "a declined enquiry asks first",       { suicide_enquiry = declined },                           "need-data", true },
  { "a declined enquiry, and an item 9",   { suicide_enquiry = declined, phq_9_item_9 = 0 },         "recommend", false },
  { "a PHQ-9 of 0 settles item 9",         { phq_9 = 0 },                                            "recommend", false },
}
for _, case in ipairs(unsettled) do
  local expect = { decision = case[3] }
  if case[3] == "need-data" then expect.gates = { question } end
  if case[4] then expect.cautions = { "Possible suicide risk: not settled" }
  else expect.not_cautions = { "Possible suicide risk: not settled" } end
  test("suicide-question: " .. case[1]) { given = mood(case[2]), expect = expect }
end

test "the question comes before whom the guideline covers" {
  given  = patient_with { mood = { phq_9 = 15, phq_9_item_9 = not_asked }, pain = { duration_weeks = 4 } },
  expect = { decision = "need-data", gates = { question } },
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
