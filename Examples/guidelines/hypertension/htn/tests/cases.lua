-- A patient with two readings, no other condition, and a known list of medicines.
local function readings(first, second)
  return { readings = {
    { value = first, observed = "2026-11-20" }, { value = second, observed = "2026-11-20" },
  }, complete = true }
end

local function patient_with(age, more)
  local given = {
    patient = {
      age = age, black_african_or_caribbean = false,
      medicines = { codes = {}, complete = true }, conditions = { codes = {}, complete = true },
    },
    bp = { systolic_readings = readings(152, 148), diastolic_readings = readings(88, 86), measured_outside = false },
    signs = { retina = false, life_threatening = false, phaeochromocytoma = false },
  }
  for group, facts in pairs(more or {}) do
    given[group] = given[group] or {}
    for name, value in pairs(facts) do given[group][name] = value end
  end
  return given
end

test "two raised readings are confirmed outside the clinic first" {
  given  = patient_with(50), as_of = "2026-11-20",
  expect = { decision = "recommend", primary = "lifestyle-advice+monitoring", because = "148 over 86" },
}

test "raised by the diastolic pressure alone, or not known whether it was confirmed" {
  given = patient_with(50), as_of = "2026-11-20",
  cases = {
    { name = "128 over 92", given = { bp = { systolic_readings = readings(128, 130), diastolic_readings = readings(92, 94) } },
      expect = { primary = "lifestyle-advice+monitoring" } },
    { name = "not known", given = { bp = { measured_outside = { absent = "not-asked" } } },
      expect = { primary = "lifestyle-advice", missing = { "bp.measured_outside" } } },
  },
}

test "of two readings the lower one counts" {
  given  = patient_with(50, { bp = { systolic_readings = readings(152, 138) } }), as_of = "2026-11-20",
  expect = { decision = "recommend", primary = "lifestyle-advice" },
}

test "one reading says only that the clinic pressure is not higher" {
  given  = patient_with(50, { bp = { systolic_readings = { { value = 152, observed = "2026-11-20" } } } }), as_of = "2026-11-20",
  expect = { decision = "need-data", missing = { "bp.systolic" } },
}

-- The first medicine.

local function confirmed(age, more)
  local given = patient_with(age, { bp = { measured_outside = true, daytime_systolic = 142, daytime_diastolic = 84 },
                                    risk = { ten_year = 12 } })
  for group, facts in pairs(more or {}) do
    for name, value in pairs(facts) do given[group][name] = value end
  end
  return given
end
local unknown = { absent = "unknown" }
local with_a, with_c = "lifestyle-advice+ace-inhibitor-or-arb", "lifestyle-advice+calcium-channel-blocker"

test "the first medicine by age and origin" {
  given = confirmed(54), as_of = "2026-11-20",
  cases = {
    { name = "54", expect = { primary = with_a } },
    { name = "55", given = { patient = { age = 55 } }, expect = { primary = with_c } },
    { name = "African-Caribbean origin", given = { patient = { black_african_or_caribbean = true } }, expect = { primary = with_c } },
    { name = "origin not known", given = { patient = { black_african_or_caribbean = unknown } },
      expect = { primary = "lifestyle-advice", missing = { "patient.black_african_or_caribbean" } } },
    { name = "79", given = { patient = { age = 79 } }, expect = { primary = with_c } },
    { name = "80 and stage 1", given = { patient = { age = 80 } }, expect = { primary = "lifestyle-advice" } },
  },
}

-- Both first medicines depend on the same things; the age chooses between them.
for _, first in ipairs { { age = 50, gets = with_a }, { age = 60, gets = with_c } } do
  test("whether a medicine is started, at " .. first.age) {
    given = confirmed(first.age), as_of = "2026-11-20",
    cases = {
      { name = "stage 1 and a risk of 12 %", expect = { primary = first.gets } },
      { name = "a risk of 9.9 %", given = { risk = { ten_year = 9.9 } }, expect = { primary = "lifestyle-advice" } },
      { name = "a risk that is not known", given = { risk = { ten_year = unknown } },
        expect = { primary = "lifestyle-advice", missing = { "risk.ten_year" } } },
      { name = "cardiovascular disease, low risk",
        given = { risk = { ten_year = 4 }, patient = { conditions = { codes = { "cardiovascular-disease" }, complete = true } } },
        expect = { primary = first.gets } },
      { name = "organ damage, low risk",
        given = { risk = { ten_year = 4 }, patient = { conditions = { codes = { "target-organ-damage" }, complete = true } } },
        expect = { primary = first.gets } },
      { name = "low risk, and both conditions not known",
        given = { risk = { ten_year = 4 }, patient = { conditions = { codes = {}, without = {
          "pregnancy", "type-1-diabetes", "type-2-diabetes", "chronic-kidney-disease" } } } },
        expect = { primary = "lifestyle-advice",
                   missing = { "patient.conditions.cardiovascular-disease", "patient.conditions.target-organ-damage" } } },
      { name = "the diastolic pressure alone",
        given = { bp = { systolic_readings = readings(130, 131), diastolic_readings = readings(92, 93), daytime_systolic = 130, daytime_diastolic = 86 } },
        expect = { primary = first.gets } },
      { name = "normal outside the clinic", given = { bp = { daytime_systolic = 134, daytime_diastolic = 84 } },
        expect = { primary = "lifestyle-advice" } },
      { name = "not yet known outside the clinic", given = { bp = { daytime_systolic = unknown, daytime_diastolic = unknown } },
        expect = { primary = "lifestyle-advice", missing = { "bp.daytime_systolic" } } },
      { name = "normal in the clinic", given = { bp = { systolic_readings = readings(139, 144) } }, expect = { primary = "lifestyle-advice" } },
      { name = "stage 2 by the systolic pressure, low risk",
        given = { bp = { systolic_readings = readings(166, 164), daytime_systolic = 154 }, risk = { ten_year = 4 } },
        expect = { primary = first.gets } },
      { name = "stage 2 by the diastolic pressure, low risk",
        given = { bp = { diastolic_readings = readings(104, 101), daytime_diastolic = 96 }, risk = { ten_year = 4 } },
        expect = { primary = first.gets } },
      { name = "stage 2 in the clinic alone, low risk",
        given = { bp = { systolic_readings = readings(166, 164) }, risk = { ten_year = 4 } }, expect = { primary = "lifestyle-advice" } },
      { name = "stage 2 outside the clinic alone, low risk", given = { bp = { daytime_systolic = 154 }, risk = { ten_year = 4 } },
        expect = { primary = "lifestyle-advice" } },
    },
  }
end

-- The next medicine, by those that are taken.
local regimes = {
  { takes = { "arb" }, gets = with_c },
  { takes = { "ace-inhibitor" }, gets = with_c },
  { takes = { "calcium-channel-blocker" }, gets = with_a },
  { takes = { "thiazide-like-diuretic" }, gets = with_a },
  { takes = { "arb", "thiazide-like-diuretic" }, gets = with_c },
  { takes = { "ace-inhibitor", "calcium-channel-blocker" }, gets = "lifestyle-advice+thiazide-like-diuretic" },
  { takes = { "arb", "calcium-channel-blocker" }, gets = "lifestyle-advice+thiazide-like-diuretic" },
}
for _, regime in ipairs(regimes) do
  test("the next medicine after " .. table.concat(regime.takes, " and ")) {
    given  = patient_with(60, { patient = { medicines = { codes = regime.takes, complete = true } } }), as_of = "2026-11-20",
    expect = { decision = "recommend" },
    cases  = {
      { name = "148 over 86", expect = { primary = regime.gets } },
      { name = "139 over 86", given = { bp = { systolic_readings = readings(139, 144) } }, expect = { primary = "lifestyle-advice" } },
      { name = "139 over 90", given = { bp = { systolic_readings = readings(139, 144), diastolic_readings = readings(90, 90) } },
        expect = { primary = regime.gets } },
      { name = "148, at 80", given = { patient = { age = 80 } }, expect = { primary = "lifestyle-advice" } },
      { name = "150, at 80", given = { patient = { age = 80 }, bp = { systolic_readings = readings(150, 151) } },
        expect = { primary = regime.gets } },
      { name = "148, under an agreed target of 150", given = { bp = { agreed_target = 150 } }, expect = { primary = "lifestyle-advice" } },
      { name = "139, over an agreed target of 130", given = { bp = { agreed_target = 130, systolic_readings = readings(139, 144) } },
        expect = { primary = regime.gets } },
    },
  }
end

local medicines = { "ace-inhibitor", "arb", "calcium-channel-blocker", "thiazide-like-diuretic" }
for _, open in ipairs(medicines) do
  local others = {}
  for _, name in ipairs(medicines) do if name ~= open then table.insert(others, name) end end
  test("no medicine, but of one it is not known: " .. open) {
    given  = confirmed(60, { patient = { medicines = { codes = {}, without = others } } }), as_of = "2026-11-20",
    expect = { primary = "lifestyle-advice", missing = { "patient.medicines." .. open } },
  }
  -- What is taken already is not started, at the target of whoever takes it.
  for _, age in ipairs { 50, 60 } do
    test("at the agreed target with " .. open .. ", at " .. age) {
      given  = confirmed(age, { patient = { medicines = { codes = { open }, complete = true } }, bp = { agreed_target = 160 } }),
      as_of  = "2026-11-20",
      expect = { decision = "recommend", primary = "lifestyle-advice" },
    }
  end
end

test "an ACE inhibitor with an ARB" {
  given = patient_with(60), as_of = "2026-11-20",
  cases = {
    { name = "both", given = { patient = { medicines = { codes = { "ace-inhibitor", "arb" }, complete = true } } },
      expect = { primary = with_c, conflicts = { "htn/ace-inhibitor-and-arb" } } },
    { name = "one, and the other not known",
      given = { patient = { medicines = { codes = { "arb" }, without = { "calcium-channel-blocker", "thiazide-like-diuretic" } } } },
      expect = { primary = with_c, conflicts = {} } },
  },
}

test "a list that may be incomplete never counts as a no" {
  given  = patient_with(60, { patient = { medicines = { codes = { "arb", "calcium-channel-blocker" } } } }), as_of = "2026-11-20",
  expect = { decision = "need-data", missing = { "patient.medicines.thiazide-like-diuretic" } },
}
