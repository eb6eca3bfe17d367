-- Findings that disagree: each comparison on both sides, and without a scale.

local not_asked = { absent = "not-asked" }

local low_risk = "psychological-pairing/low-risk-with-high-catastrophising"
local work     = "psychological-pairing/work-fear-without-movement-fear"
local scales   = "psychological-pairing/fear-scales-differ"

local function patient_with(changes)
  local profile = {
    patient   = { age = 44 },
    pain      = { region = "lumbar", duration_weeks = 60, specific_cause = false },
    red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                  malignancy = false, infection = false, inflammatory = false },
    surgery   = { spinal = false },
    work      = { status = "employed-full-time", absence_weeks = 0 },
    goal      = { primary = "function" },
  }
  for group, facts in pairs(changes) do
    if profile[group] == nil then profile[group] = {} end
    for name, value in pairs(facts) do profile[group][name] = value end
  end
  return profile
end

local function found(name, changes, conflicts)
  test("conflict-" .. name) {
    given = patient_with(changes), expect = { decision = "recommend", conflicts = conflicts },
  }
end

-- STarT Back low, PCS high

local function risk(total, pcs)
  return { fear = { tsk_17 = 30 }, risk = { start_back_total = total, start_back_psychosocial = 0 }, cognition = { pcs = pcs } }
end

found("total-2-pcs-31", risk(2, 31), { low_risk })
found("total-3-pcs-31", risk(3, 31), { low_risk })
found("total-4-pcs-31", risk(4, 31), {})
found("total-3-pcs-30", risk(3, 30), {})
found("total-3-pcs-32", risk(3, 32), { low_risk })
found("total-4-pcs-30", risk(4, 30), {})
found("total-not-known-pcs-31", risk(not_asked, 31), {})
found("total-3-pcs-not-known", risk(3, not_asked), {})

-- FABQ-PA against the Tampa scale: by whichever version was taken

local function fear(pa, tsk_17, tsk_11, fabq_work)
  return { fear = { fabq_physical_activity = pa, tsk_17 = tsk_17, tsk_11 = tsk_11, fabq_work = fabq_work } }
end

found("pa-14-tsk-17-36",  fear(14, 36),      {})
found("pa-14-tsk-17-37",  fear(14, 37),      {})
found("pa-14-tsk-17-38",  fear(14, 38),      { scales })
found("pa-14-tsk-17-39",  fear(14, 39),      { scales })
found("pa-15-tsk-17-36",  fear(15, 36),      { scales })
found("pa-15-tsk-17-37",  fear(15, 37),      { scales })
found("pa-15-tsk-17-38",  fear(15, 38),      {})
found("pa-15-tsk-17-39",  fear(15, 39),      {})
found("pa-13-tsk-17-38",  fear(13, 38),      { scales })
found("pa-16-tsk-17-37",  fear(16, 37),      { scales })
found("pa-14-tsk-11-24",  fear(14, nil, 24), {})
found("pa-14-tsk-11-25",  fear(14, nil, 25), {})
found("pa-14-tsk-11-26",  fear(14, nil, 26), { scales })
found("pa-15-tsk-11-24",  fear(15, nil, 24), { scales })
found("pa-15-tsk-11-25",  fear(15, nil, 25), { scales })
found("pa-15-tsk-11-26",  fear(15, nil, 26), {})
found("pa-14-both-tampa-low",           fear(14, 30, 20), {})
found("pa-14-only-tsk-17-high",         fear(14, 40, 20), { scales })
found("pa-14-only-tsk-11-high",         fear(14, 30, 30), { scales })
found("pa-15-both-tampa-low",           fear(15, 30, 20), { scales })
found("pa-15-only-tsk-17-high",         fear(15, 40, 20), {})
found("pa-15-only-tsk-11-high",         fear(15, 30, 30), {})
found("pa-15-no-tampa",                 fear(15),         {})
found("pa-14-no-tampa",                 fear(14),         {})
found("no-pa-tampa-high",               fear(nil, 40),    {})
found("no-pa-tampa-low",                fear(nil, 30),    {})

-- FABQ-W high, both other scales low

found("fabq-w-34-others-low",           fear(14, 37, nil, 34), {})
found("fabq-w-35-others-low",           fear(14, 37, nil, 35), { work })
found("fabq-w-36-others-low",           fear(14, 37, nil, 36), { work })
found("fabq-w-35-pa-13",                fear(13, 37, nil, 35), { work })
found("fabq-w-35-pa-15",                fear(15, 38, nil, 35), {})
found("fabq-w-35-pa-15-tampa-low",      fear(15, 37, nil, 35), { scales })
found("fabq-w-35-tsk-17-38",            fear(14, 38, nil, 35), { scales })
found("fabq-w-35-tsk-11-25",            fear(14, nil, 25, 35), { work })
found("fabq-w-35-tsk-11-26",            fear(14, nil, 26, 35), { scales })
found("fabq-w-35-only-tsk-11-high",     fear(14, 30, 26, 35),  { scales })
found("fabq-w-35-only-tsk-17-high",     fear(14, 38, 20, 35),  { scales })
found("fabq-w-35-both-tampa-low",       fear(14, 37, 25, 35),  { work })
found("fabq-w-35-no-tampa",             fear(14, nil, nil, 35), {})
found("fabq-w-35-no-pa",                fear(nil, 37, nil, 35), {})
found("fabq-w-not-known",               fear(14, 37), {})
