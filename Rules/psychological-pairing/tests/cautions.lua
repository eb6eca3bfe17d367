-- Each conditional caution: shown if true, shown with what is not known, and left out if false.

local not_asked = { absent = "not-asked" }

local no_flags = {
  cauda_equina = false, progressive_motor_deficit = false, fracture = false,
  malignancy = false, infection = false, inflammatory = false,
}

-- What leads to each pairing, added to an untroubled worker.
local leading_to = {
  ["exercise"]                               = {},
  ["exercise+pain-education"]                = { fear = { fabq_physical_activity = 20 } },
  ["exercise+behavioural-therapy"]           = { goal = { primary = "pain" } },
  ["exercise+cognitive-behavioural-therapy"] = { cognition = { pcs = 40 } },
}

local function patient_with(...)
  local profile = {
    patient   = { age = 44 },
    pain      = { region = "lumbar", duration_weeks = 60, specific_cause = false },
    red_flags = no_flags,
    surgery   = { spinal = false },
    fear      = { fabq_physical_activity = 6 },
    cognition = { pcs = 10 },
    mood      = { phq_2 = 0, suicidal_ideation_disclosed = false },
    risk      = { start_back_total = 4, start_back_psychosocial = 1 },
    work      = { status = "employed-full-time", absence_weeks = 0 },
    goal      = { primary = "function" },
  }
  for index = 1, select("#", ...) do
    for group, facts in pairs((select(index, ...))) do
      for name, value in pairs(facts) do profile[group][name] = value end
    end
  end
  return profile
end

-- `not_said` is a part of the caution that must not occur; `said` one that must. "(Not known" follows an open answer.
local function caution(name, pairing, changes, said, not_said)
  test("caution-" .. name .. "-with-" .. string.sub(pairing, 1)) {
    given  = patient_with(leading_to[pairing], changes),
    expect = { primary = pairing, cautions = { said }, not_cautions = { not_said } },
  }
end

-- After spinal surgery, and by age: the same for every pairing

local wound     = "reassess for wound change."
local clearance = "any limits before loading."
local falls     = "osteoporosis and falls before loading."
local open      = " (Not known"

local surgery = {
  none              = { surgery = { spinal = false } },
  cleared           = { surgery = { spinal = true, weeks_since = 60, cleared_for_exercise = true } },
  not_cleared       = { surgery = { spinal = true, weeks_since = 60, cleared_for_exercise = false } },
  clearance_unknown = { surgery = { spinal = true, weeks_since = 60 } },
}

for pairing in pairs(leading_to) do
  caution("no-surgery", pairing, surgery.none, nil, wound)
  caution("surgery", pairing, surgery.cleared, wound, wound .. open)

  caution("no-surgery-no-clearance", pairing, surgery.none, nil, clearance)
  caution("cleared", pairing, surgery.cleared, nil, clearance)
  caution("not-cleared", pairing, surgery.not_cleared, clearance, clearance .. open)
  caution("clearance-not-known", pairing, surgery.clearance_unknown, clearance, clearance .. open)
  caution("not-cleared-without-surgery", pairing,
    { surgery = { spinal = false, cleared_for_exercise = false } }, nil, clearance)

  caution("aged-69", pairing, { patient = { age = 69 } }, nil, falls)
  caution("aged-70", pairing, { patient = { age = 70 } }, falls)
  caution("aged-71", pairing, { patient = { age = 71 } }, falls)
end

-- Pain education after surgery

local damage = "do not say that pain means no damage until tissue limits are known."

caution("damage-without-surgery", "exercise+pain-education", surgery.none, nil, damage)
caution("damage-after-surgery", "exercise+pain-education", surgery.cleared, damage, damage .. open)

-- CBT: fear after surgery, by whichever scale was taken

local fear_after = "Fear after surgery on the lower back"
local fears = {
  { "fabq-14", { fabq_physical_activity = 14 } },
  { "fabq-15", { fabq_physical_activity = 15 }, true },
  { "tsk-17-37", { fabq_physical_activity = not_asked, tsk_17 = 37 } },
  { "tsk-17-38", { fabq_physical_activity = not_asked, tsk_17 = 38 }, true },
  { "tsk-11-25", { fabq_physical_activity = not_asked, tsk_11 = 25 } },
  { "tsk-11-26", { fabq_physical_activity = not_asked, tsk_11 = 26 }, true },
  { "no-scale", { fabq_physical_activity = not_asked } },
}

for _, case in ipairs(fears) do
  local name, fear, is_high = case[1], case[2], case[3]
  caution("fear-after-surgery-" .. name, "exercise+cognitive-behavioural-therapy",
    { fear = fear, surgery = surgery.cleared.surgery }, is_high and fear_after, not is_high and fear_after)
  caution("fear-without-surgery-" .. name, "exercise+cognitive-behavioural-therapy", { fear = fear }, nil, fear_after)
end

-- CBT: mood, worry, and still being at work

local cbt = "exercise+cognitive-behavioural-therapy"

local function mood(name, scores, said, not_said)
  if scores.phq_2 == nil then scores.phq_2 = not_asked end
  caution(name, cbt, { mood = scores }, said, not_said)
end

-- The bands, on every pairing: only what is known to be so

local severe, moderate, mild = "PHQ-9 of 20 or more", "have mood assessed", "no pairing here treats depression"
local anxious = "GAD-7 of 15 or more"
local bands = {
  { "9", { phq_9 = 9 }, nil, mild }, { "10", { phq_9 = 10 }, mild, moderate }, { "14", { phq_9 = 14 }, mild, moderate },
  { "15", { phq_9 = 15 }, moderate, mild }, { "19", { phq_9 = 19 }, moderate, severe }, { "20", { phq_9 = 20 }, severe, moderate },
  { "GAD-7 of 14", { gad_7 = 14 }, nil, anxious }, { "GAD-7 of 15", { gad_7 = 15 }, anxious, severe },
  { "GAD-7 of 15 and a low PHQ-9", { phq_9 = 3, gad_7 = 15 }, anxious, mild },
  { "20 without the words for GAD-7", { phq_9 = 20, gad_7 = 14 }, severe, anxious },
  { "20 and a low GAD-7", { phq_9 = 20, gad_7 = 3 }, severe, moderate },
  { "a low PHQ-9 and a low GAD-7", { phq_9 = 3, gad_7 = 3 }, nil, severe },
  { "no screen", { gad_7 = not_asked }, nil, severe }, { "no GAD-7", { gad_7 = not_asked }, nil, anxious }, { "no PHQ-9", { gad_7 = 3 }, nil, mild },
}
for pairing in pairs(leading_to) do
  for _, band in ipairs(bands) do
    local scores = { phq_2 = not_asked, phq_9_item_9 = 0 }
    for name, value in pairs(band[2]) do scores[name] = value end
    local leads = (scores.phq_9 or 0) >= 10 and "exercise+cognitive-behavioural-therapy" or pairing
    test("mood-" .. band[1] .. "-with-" .. pairing) {
      given  = patient_with(leading_to[pairing], { mood = scores }),
      expect = { primary = leads, cautions = { band[3] }, not_cautions = { band[4] } },
    }
  end
end

-- Severe mood is said where nothing is recommended, too; the other bands are about pairings
for _, band in ipairs(bands) do
  local scores = { phq_2 = not_asked, phq_9_item_9 = 0 }
  for name, value in pairs(band[2]) do scores[name] = value end
  local expected = { decision = "out-of-scope", not_cautions = { severe, anxious } }
  if band[3] == severe or band[3] == anxious then
    expected = { decision = "out-of-scope", cautions = { band[3] }, not_cautions = { moderate } }
  end
  test("mood-" .. band[1] .. "-outside-the-scope") {
    given  = patient_with { pain = { duration_weeks = 11 }, mood = scores },
    expect = expected,
  }
end

local limits = "the implant's limits"
for pairing in pairs(leading_to) do
  caution("stimulator-not-known", pairing, surgery.none, nil, limits)
  caution("a-stimulator", pairing,
    { surgery = { spinal = true, weeks_since = 60, procedure = "fusion", spinal_cord_stimulator = true } }, limits)
  caution("stimulation", pairing,
    { surgery = { spinal = false, weeks_since = 60, procedure = "spinal-cord-stimulation", spinal_cord_stimulator = false } }, limits)
  caution("no-stimulator", pairing,
    { surgery = { spinal = true, weeks_since = 60, procedure = "fusion", spinal_cord_stimulator = false } }, nil, limits)
end

local watch = "look for signs of a haematoma and of infection"
for pairing in pairs(leading_to) do
  caution("watch-without-surgery", pairing, surgery.none, nil, watch)
  caution("watch-12-weeks-after-surgery", pairing, { surgery = { spinal = true, weeks_since = 12 } }, watch)
  caution("watch-13-weeks-after-surgery", pairing, { surgery = { spinal = true, weeks_since = 13 } }, nil, watch)
  caution("watch-12-weeks-after-a-stimulator", pairing,
    { surgery = { spinal = false, weeks_since = 12, spinal_cord_stimulator = true } }, watch)
end

local worry = "calls for a GAD-7, if not yet taken."
mood("gad-7-of-9", { gad_7 = 9 }, nil, worry)
mood("gad-7-of-10", { gad_7 = 10 }, worry, worry .. open)
mood("gad-7-of-11", { gad_7 = 11 }, worry)
mood("gad-7-of-9-prevails-over-gad-2", { gad_7 = 9, gad_2 = 3 }, nil, worry)
mood("gad-7-of-10-prevails-over-gad-2", { gad_7 = 10, gad_2 = 0 }, worry)
mood("gad-2-of-2", { gad_2 = 2 }, nil, worry)
mood("gad-2-of-3", { gad_2 = 3 }, worry, worry .. open)
mood("gad-2-of-4", { gad_2 = 4 }, worry)
mood("no-screen-for-worry", {}, worry .. open)

local screen = "items overlap with chronic pain."
mood("phq-9-of-9", { phq_9 = 9, phq_9_item_9 = 0 }, nil, screen)
mood("phq-9-of-10", { phq_9 = 10, phq_9_item_9 = 0 }, screen, screen .. open)
mood("phq-9-of-11", { phq_9 = 11, phq_9_item_9 = 0 }, screen)
mood("phq-9-of-9-prevails-for-the-screen", { phq_9 = 9, phq_9_item_9 = 0, phq_2 = 6 }, nil, screen)
mood("phq-9-of-10-prevails-for-the-screen", { phq_9 = 10, phq_9_item_9 = 0, phq_2 = 0 }, screen)
mood("phq-2-of-2", { phq_2 = 2 }, nil, screen)
mood("phq-2-of-3", { phq_2 = 3, suicide_enquiry = "asked-none" }, screen, screen .. open)
mood("phq-2-of-4", { phq_2 = 4, suicide_enquiry = "asked-none" }, screen)
mood("no-phq", {}, screen .. open)

local at_work = "nothing here is a reason to advise absence."
caution("full-time", cbt, { work = { status = "employed-full-time", absence_weeks = 0 } }, at_work, at_work .. open)
caution("part-time", cbt, { work = { status = "employed-part-time", absence_weeks = 0 } }, at_work)
caution("unemployed", cbt, { work = { status = "unemployed", absence_weeks = 0 } }, nil, at_work)
caution("one-week-off", cbt, { work = { absence_weeks = 1 } }, nil, at_work)
caution("weeks-off-not-known", cbt, { work = { absence_weeks = not_asked } }, at_work .. open)
caution("unemployed-and-weeks-off-not-known", cbt,
  { work = { status = "unemployed", absence_weeks = not_asked } }, nil, at_work)
caution("status-not-known", cbt, { work = { status = not_asked } }, at_work .. open)

-- What holds whatever is recommended is said where nothing is: outside the scope, and before what is needed was asked.
local signs = "reassess for new neurological signs or fever"
local not_cleared = "has not cleared exercise"

local function beside_no_pairing(name, facts, said, not_said)
  test("always-outside-the-scope-" .. name) {
    given  = patient_with({ pain = { region = "other" } }, { surgery = facts }),
    expect = { decision = "out-of-scope", cautions = { signs, said }, not_cautions = { not_said } },
  }
  test("always-without-a-goal-" .. name) {
    given  = patient_with({ goal = { primary = not_asked } }, { surgery = facts }),
    expect = { decision = "need-data", cautions = { signs, said }, not_cautions = { not_said } },
  }
end

beside_no_pairing("without-surgery", { spinal = false }, nil, clearance)
beside_no_pairing("not-operated-nor-in-the-first-weeks", { spinal = false }, nil, watch)
beside_no_pairing("surgery-not-known", { spinal = not_asked }, nil, clearance)
beside_no_pairing("12-weeks-after-surgery", { spinal = true, weeks_since = 12 }, watch)
beside_no_pairing("13-weeks-after-surgery", { spinal = true, weeks_since = 13 }, nil, watch)
beside_no_pairing("clearance-not-known", { spinal = true, weeks_since = 60 }, clearance, not_cleared)
beside_no_pairing("cleared", { spinal = true, weeks_since = 60, cleared_for_exercise = true }, nil, clearance)
beside_no_pairing("not-cleared", { spinal = true, weeks_since = 60, cleared_for_exercise = false }, not_cleared)
beside_no_pairing("a-stimulator", { spinal = true, weeks_since = 60, spinal_cord_stimulator = true }, limits)
beside_no_pairing("no-stimulator", { spinal = true, weeks_since = 60, spinal_cord_stimulator = false }, nil, limits)
