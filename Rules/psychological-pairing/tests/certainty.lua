-- Who each item's trials studied: the certainty of every claim, for patients like them and for others.

local not_asked = { absent = "not-asked" }

local function patient_with(...)
  local profile = {
    patient   = { age = 44 },
    pain      = { region = "lumbar", duration_weeks = 60, specific_cause = false, radicular_dominant = false },
    red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                  malignancy = false, infection = false, inflammatory = false },
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

-- One row for each claim: what leads to it, and its certainty with no difference, one, and two.
local claims = {
  { "ho-2022/pain-education/function/post-intervention", { fear = { fabq_physical_activity = 20 } },
    "moderate", "low", "very-low" },
  { "ho-2022/pain-education/function/mid-term", { fear = { fabq_physical_activity = 20 } },
    "low", "very-low", "very-low" },
  { "ho-2022/pain-education/pain/post-intervention",
    { fear = { fabq_physical_activity = 20 }, goal = { primary = "pain" } }, "low", "very-low", "very-low" },
  { "ho-2022/pain-education/fear-avoidance/not-stated", { fear = { fabq_physical_activity = 20 } },
    "not-stated", "not-stated", "not-stated" },
  { "ho-2022/cognitive-behavioural-therapy/function/post-intervention", { cognition = { pcs = 40 } },
    "moderate", "low", "very-low" },
  { "ho-2022/cognitive-behavioural-therapy/pain/post-intervention", { cognition = { pcs = 40 } },
    "low", "very-low", "very-low" },
  { "ho-2022/behavioural-therapy/pain/post-intervention", { goal = { primary = "pain" } },
    "low", "very-low", "very-low" },
  { "ho-2022/behavioural-therapy/pain/mid-term", { goal = { primary = "pain" } },
    "moderate", "low", "very-low" },
  { "rizzo-2025/exercise/pain/mixed", {}, "moderate", "low", "very-low" },
  { "rizzo-2025/exercise/function/mixed", {}, "moderate", "low", "very-low" },
}

-- One row for each patient: the number of differences from the people studied.
local patients = {
  { "like-them",                {},                                                                  0 },
  { "mid-back-pain",            { pain = { region = "thoracic" } },                                  1 },
  { "neck-pain",                { pain = { region = "cervical" } },                                  1 },
  { "spinal-surgery",           { surgery = { spinal = true, weeks_since = 60 } },                   1 },
  { "a-stimulator",             { surgery = { weeks_since = 60, spinal_cord_stimulator = true } },   1 },
  { "stimulation",              { surgery = { weeks_since = 60, procedure = "spinal-cord-stimulation" } }, 1 },
  { "stimulation-not-known",    { surgery = { weeks_since = 60, procedure = "spinal-cord-stimulation", spinal_cord_stimulator = not_asked } }, 1 },
  { "a-fusion",                 { surgery = { spinal = true, weeks_since = 60, procedure = "fusion" } }, 1 },
  { "no-stimulator",            { surgery = { spinal_cord_stimulator = false } },                    0 },
  { "surgery-and-a-stimulator", { surgery = { spinal = true, weeks_since = 60, spinal_cord_stimulator = true } }, 1 },
  { "neck-pain-and-a-stimulator", { pain = { region = "cervical" }, surgery = { weeks_since = 60, spinal_cord_stimulator = true } }, 2 },
  { "radicular-pain",           { pain = { radicular_dominant = true } },                            1 },
  { "radicular-pain-not-known", { pain = { radicular_dominant = not_asked } },                       0 },
  { "neck-and-radicular-pain",  { pain = { region = "cervical", radicular_dominant = true } },       2 },
  { "neck-pain-after-surgery",  { pain = { region = "cervical" }, surgery = { spinal = true, weeks_since = 60 } }, 2 },
}

for _, claim in ipairs(claims) do
  for _, patient in ipairs(patients) do
    test("certainty-of-" .. string.sub(claim[1], 1) .. "-" .. patient[1]) {
      given  = patient_with(claim[2], patient[2]),
      expect = { decision = "recommend", certainty = { [claim[1]] = claim[3 + patient[3]] } },
    }
  end
end
