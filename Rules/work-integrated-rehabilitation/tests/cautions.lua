-- Each caution of work-integrated rehabilitation: shown if true, shown with what is not known, and left out if false.

local not_asked = { absent = "not-asked" }

local function patient_with(...)
  local profile = {
    patient   = { age = 46 },
    pain      = { region = "lumbar", duration_weeks = 90, specific_cause = false },
    red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                  malignancy = false, infection = false, inflammatory = false },
    fear      = { fabq_physical_activity = 8 },
    work      = { employer_contact_consent = true, job_available = true },
    goal      = { primary = "return-to-work" },
  }
  for index = 1, select("#", ...) do
    for group, facts in pairs((select(index, ...))) do
      if profile[group] == nil then profile[group] = {} end
      for name, value in pairs(facts) do profile[group][name] = value end
    end
  end
  return profile
end

-- After surgery the pairing is the answer; without surgery, an alternative beside CBT.
local after   = { surgery = { spinal = true, weeks_since = 80, procedure = "fusion", spinal_cord_stimulator = false,
                              cleared_for_exercise = true }, work = { status = "on-sick-leave", absence_weeks = 20 } }
local without = { surgery = { spinal = false }, fear = { fabq_work = 40 },
                  work = { status = "employed-full-time", absence_weeks = 0 } }

local function caution(name, base, changes, said, not_said)
  test("caution-" .. name) {
    given  = patient_with(base, changes),
    expect = { decision = "recommend", cautions = { said }, not_cautions = { not_said } },
  }
  -- The same for a patient who refuses contact with the employer.
  test("caution-without-contact-" .. name) {
    given  = patient_with(base, changes, { work = { employer_contact_consent = false } }),
    expect = { decision = "recommend", cautions = { said }, not_cautions = { not_said } },
  }
end

local open      = " (Not known"
local at_work   = "nothing here is a reason to advise absence."
local no_job    = "talk through what return to work would mean."
local stimulator = "the only trial found is a protocol without results."
local clearance = "any limits before loading."
local falls     = "osteoporosis and falls before loading."
local wound     = "reassess for wound change."

-- CBT, which stands beside it without surgery, has the caution about absence too: its own condition is the same.
caution("full-time-at-work", without, {}, at_work, at_work .. open)
caution("part-time-at-work", without, { work = { status = "employed-part-time" } }, at_work)
caution("on-leave-for-0-weeks", without, { work = { status = "on-sick-leave" } }, nil, at_work)
caution("full-time-1-week-off", without, { work = { absence_weeks = 1 } }, nil, at_work)
caution("weeks-off-not-known", without, { work = { absence_weeks = not_asked } }, at_work .. open)
caution("on-leave-weeks-not-known", without, { work = { status = "on-sick-leave", absence_weeks = not_asked } }, nil, at_work)

caution("status-not-known", without, { work = { status = not_asked } }, at_work .. open)
caution("unemployed-0-weeks", without, { work = { status = "unemployed" } }, nil, at_work)

local watch = "look for signs of a haematoma and of infection"
caution("watch-12-weeks-after-surgery", after, { surgery = { weeks_since = 12 } }, watch)
caution("watch-13-weeks-after-surgery", after, { surgery = { weeks_since = 13 } }, nil, watch)

caution("no-job", after, { work = { job_available = false } }, no_job, no_job .. open)
caution("a-job", after, {}, nil, no_job)
caution("job-not-known", after, { work = { job_available = not_asked } }, no_job .. open)

caution("no-stimulator", after, {}, nil, stimulator)
caution("a-stimulator", after, { surgery = { spinal_cord_stimulator = true } }, stimulator, stimulator .. open)
caution("stimulation-as-procedure", after, { surgery = { procedure = "spinal-cord-stimulation" } }, stimulator, stimulator .. open)
caution("stimulator-not-known", after, { surgery = { spinal_cord_stimulator = not_asked } }, nil, stimulator)
caution("procedure-not-known", after, { surgery = { procedure = not_asked } }, nil, stimulator)
caution("no-surgery-no-stimulator", without, { surgery = { spinal_cord_stimulator = false } }, nil, stimulator)
caution("a-stimulator-without-surgery", without, { surgery = { spinal_cord_stimulator = true, weeks_since = 80 } }, nil, stimulator)

caution("cleared", after, {}, nil, clearance)
caution("not-cleared", after, { surgery = { cleared_for_exercise = false } }, clearance, clearance .. open)
caution("clearance-not-known", after, { surgery = { cleared_for_exercise = not_asked } }, clearance, clearance .. open)
caution("not-cleared-without-surgery", without, { surgery = { cleared_for_exercise = false } }, nil, clearance)

caution("aged-69", after, { patient = { age = 69 } }, nil, falls)
caution("aged-70", after, { patient = { age = 70 } }, falls)
caution("aged-71", after, { patient = { age = 71 } }, falls)

caution("after-surgery", after, {}, wound, wound .. open)
caution("without-surgery", without, {}, nil, wound)

local psps = "PSPS type 2"
caution("pain-came-back", after, { surgery = { pain_since = true } }, psps, psps .. open)
caution("pain-did-not-come-back", after, { surgery = { pain_since = false } }, nil, psps)
caution("pain-since-not-known", after, { surgery = { pain_since = not_asked } }, nil, psps)

-- The bands of mood, as on every pairing
local severe, moderate, mild = "PHQ-9 of 20 or more", "have mood assessed", "no pairing here treats depression"
local worry = "GAD-7 of 15 or more"
local bands = {
  { "9", { phq_9 = 9 }, nil, mild }, { "10", { phq_9 = 10 }, mild, moderate }, { "14", { phq_9 = 14 }, mild, moderate },
  { "15", { phq_9 = 15 }, moderate, mild }, { "19", { phq_9 = 19 }, moderate, severe }, { "20", { phq_9 = 20 }, severe, moderate },
  { "20 and a low GAD-7", { phq_9 = 20, gad_7 = 3 }, severe, moderate }, { "GAD-7 of 14", { gad_7 = 14 }, nil, worry },
  { "GAD-7 of 15", { gad_7 = 15 }, worry, severe }, { "GAD-7 of 15 and a low PHQ-9", { phq_9 = 3, gad_7 = 15 }, worry, mild },
  { "20 without the words for GAD-7", { phq_9 = 20, gad_7 = 14 }, severe, worry },
  { "a low PHQ-9 and a low GAD-7", { phq_9 = 3, gad_7 = 3 }, nil, severe }, { "no screen", {}, nil, severe }, { "no GAD-7", {}, nil, worry },
}
for _, band in ipairs(bands) do
  local scores = { phq_9_item_9 = 0 }
  for name, value in pairs(band[2]) do scores[name] = value end
  caution("mood-" .. band[1], after, { mood = scores }, band[3], band[4])
end
