-- The question about suicidal thoughts: what settles it, and where it comes first.

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
    { name = "a disclosure stops against an enquiry", given = { mood = { suicide_enquiry = "asked-none", suicidal_ideation_disclosed = true } },
      expect = { decision = "stop" } },
    { name = "an item 9 above 0 stops against an enquiry", given = { mood = { phq_9_item_9 = 2, suicide_enquiry = "asked-none" } },
      expect = { decision = "stop" } },
  },
}

local question = "red-flags/suicide-question"
local unsettled = {
  { "nothing was taken",                   { phq_9 = not_asked },                                                       "recommend", true },
  { "an old no settles nothing",           { suicidal_ideation_disclosed = false },                  "recommend", true },
  { "an item 9 of 0 settles it",           { phq_9_item_9 = 0 },                                     "recommend", false },
  { "an enquiry settles it",               { suicide_enquiry = "asked-none" },                             "recommend", false },
  { "a PHQ-2 of 2 passes",                 { phq_2 = 2 },                                            "recommend", true },
  { "a PHQ-2 of 3 asks first",             { phq_2 = 3 },                                            "need-data", true },
  { "a PHQ-2 of 4 asks first",             { phq_2 = 4 },                                            "need-data", true },
  { "a PHQ-2 of 3 with an enquiry passes", { phq_2 = 3, suicide_enquiry = "asked-none" },                  "recommend", false },
  { "a PHQ-9 of 9 passes",                 { phq_9 = 9 },                                            "recommend", true },
  { "a PHQ-9 of 9 decides over a PHQ-2",   { phq_9 = 9, phq_2 = 3 },                                 "recommend", true },
  { "a PHQ-9 of 10 asks first",            { phq_9 = 10 },                                           "need-data", true },
  { "a PHQ-9 of 11 asks first",            { phq_9 = 11 },                                           "need-data", true },
  { "a PHQ-9 of 9 to 14 asks first",      { phq_9 = { between = { 9, 14 } } },                      "need-data", true },
  { "a PHQ-9 of 9 to 14, PHQ-2 of 2",     { phq_9 = { between = { 9, 14 } }, phq_2 = 2 },           "need-data", true },
  { "a PHQ-9 of 3 to 14",                 { phq_9 = { between = { 3, 14 } } },                      "need-data", true },
  { "a PHQ-9 of at most 10",              { phq_9 = { at_most = 10 } },                             "need-data", true },
  { "a PHQ-9 of 3 to 9 passes",           { phq_9 = { between = { 3, 9 } } },                       "recommend", true },
  { "a PHQ-9 of 10 to 14",                { phq_9 = { between = { 10, 14 } } },                     "need-data", true },
  { "a PHQ-9 of 9 to 14 with an enquiry", { phq_9 = { between = { 9, 14 } }, suicide_enquiry = "asked-none", phq_2 = 2 }, "recommend", false },
  { "a PHQ-9 of 3 to 9 decides over a PHQ-2 of 3", { phq_9 = { between = { 3, 9 } }, phq_2 = 3 },   "recommend", true },
  { "a PHQ-2 of 2 to 4",                  { phq_2 = { between = { 2, 4 } } },                       "need-data", true },
  { "a PHQ-2 of 3 to 4",                  { phq_2 = { between = { 3, 4 } } },                       "need-data", true },
  { "a PHQ-2 of at most 2 passes",        { phq_2 = { at_most = 2 } },                              "recommend", true },
  { "a PHQ-2 of 2 to 4, PHQ-9 of 9",      { phq_2 = { between = { 2, 4 } }, phq_9 = 9 },            "recommend", true },
  { "a PHQ-2 of 2 to 4, PHQ-9 of 10",     { phq_2 = { between = { 2, 4 } }, phq_9 = 10 },           "need-data", true },
  { "an enquiry that may be a disclosure asks first", { suicide_enquiry = { one_of = { "disclosed", "none" } } }, "need-data", true },
  { "also beside an old no",              { suicide_enquiry = { one_of = { "disclosed", "none" } }, suicidal_ideation_disclosed = false }, "need-data", true },
  { "nor beside an item 9 of 0",          { suicide_enquiry = { one_of = { "disclosed", "none" } }, phq_9_item_9 = 0 }, "recommend", true },
  { "an enquiry that may be a disclosure, PHQ-9 of 10", { suicide_enquiry = { one_of = { "disclosed", "none" } }, phq_9 = 10 }, "need-data", true },
  { "an old no beside a PHQ-9 of 5 settles nothing", { suicidal_ideation_disclosed = false, phq_9 = 5 }, "recommend", true },
  { "an item 9 of 0 or 1 asks first",     { phq_9_item_9 = { at_most = 1 }, suicidal_ideation_disclosed = false }, "need-data", true },
  { "an item 9 of 0 to 3 asks first",     { phq_9_item_9 = { between = { 0, 3 } } },                "need-data", true },
  { "nor beside an enquiry",              { phq_9_item_9 = { at_most = 1 }, suicide_enquiry = "asked-none" }, "recommend", true },
  { "an item 9 of 1 or 2 stops",          { phq_9_item_9 = { between = { 1, 2 } }, suicide_enquiry = "asked-none" }, "stop", false },
  { "a PHQ-9 of 10 with an item 9 passes", { phq_9 = 10, phq_9_item_9 = 0 },                         "recommend", false },
  { "a declined item 9 asks first",        { phq_9_item_9 = declined },                              "need-data", true },
  { "a declined item 9 asks first beside a PHQ-9 of 5", { phq_9 = 5, phq_9_item_9 = declined },      "need-data", true },
  { "a declined item 9, then an enquiry",  { phq_9_item_9 = declined, suicide_enquiry = "asked-none" },    "recommend", false },
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

-- Printed first all the same: it is a notice of every answer.
test "the question hides neither a wait nor whom the guideline covers" {
  given  = patient_with { mood = { phq_9 = 15, phq_9_item_9 = not_asked }, pain = { duration_weeks = 4 } },
  expect = { decision = "out-of-scope", gates = { "red-flags/acute-pain" } },
}
