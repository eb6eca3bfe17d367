-- Scoring, tested through the guideline's answer. Each case starts from an untroubled patient.

local function patient_who_filled_in(forms)
  return {
    patient   = { age = 40 },
    pain      = { region = "lumbar", duration_weeks = 40, specific_cause = false, intensity = 4,
                  radicular_dominant = false },
    red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                  malignancy = false, infection = false, inflammatory = false },
    surgery   = { spinal = false },
    mood      = { suicidal_ideation_disclosed = false },
    work      = { status = "employed-full-time", absence_weeks = 0 },
    goal      = { primary = "function" },
    instruments = forms,
  }
end

local calm_fabq = { 0, 1, 1, 1, 1,  1, 1, 0, 1, 1, 1, 1,  0, 0, 1, 0 }

-- Items 2 to 5 make 16. The unscored items (1, 8, 13, 14, 16) are all 6 and must not count.
test "fabq-adds-the-physical-activity-items" {
  given  = patient_who_filled_in { fabq = { 6, 4, 4, 4, 4,  1, 1, 6, 1, 1, 1, 1,  6, 6, 1, 6 } },
  expect = { decision = "recommend", primary = "exercise+pain-education", because = "FABQ-PA 16" },
}

-- Items 6, 7, 9 to 12 and 15 make 35, with item 11 counted.
test "fabq-adds-the-work-items" {
  given  = patient_who_filled_in { fabq = { 0, 1, 1, 1, 1,  5, 5, 0, 5, 5, 5, 5,  0, 0, 5, 0 } },
  expect = { decision = "recommend", primary = "exercise+cognitive-behavioural-therapy", because = "FABQ-W 35" },
}

-- Thirteen items of 2 make 26; four reversed items of 1 count 4 each: 42. Unreversed it would be 30, not high.
test "tsk-17-reverses-four-items" {
  given  = patient_who_filled_in { tsk_17 = { 2, 2, 2, 1,  2, 2, 2, 1,  2, 2, 2, 1,  2, 2, 2, 1,  2 } },
  expect = { decision = "recommend", primary = "exercise+pain-education", because = "TSK-17 42" },
}

test "tsk-11-adds-all-items-as-they-are" {
  given  = patient_who_filled_in { tsk_11 = { 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2 } },
  expect = { decision = "recommend", primary = "exercise+pain-education", because = "TSK-11 28" },
}

test "pcs-adds-all-items" {
  given  = patient_who_filled_in { fabq = calm_fabq, pcs = { 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2 } },
  expect = { decision = "recommend", primary = "exercise+cognitive-behavioural-therapy", because = "PCS 31" },
}

-- Bothersomeness of 2 ("moderately") does not count, so the psychosocial part stays at 3.
test "start-back-item-9-counts-from-3-on" {
  given  = patient_who_filled_in { fabq = calm_fabq, start_back = { 1, 0, 1, 1, 1, 1, 1, 0, 2 } },
  expect = { decision = "recommend", primary = "exercise" },
}

test "phq-9-fills-its-item-9" {
  given  = patient_who_filled_in { fabq = calm_fabq, phq_9 = { 0, 0, 0, 0, 0, 0, 0, 0, 1 } },
  expect = { decision = "stop", alerts = { "red-flags/suicide-risk" } },
}

test "phq-9-adds-all-items" {
  given  = patient_who_filled_in { fabq = calm_fabq, phq_9 = { 1, 1, 2, 2, 1, 1, 1, 1, 0 } },
  expect = { decision = "recommend", primary = "exercise+cognitive-behavioural-therapy", because = "PHQ-9 10" },
}
