local none_listed = { codes = {}, complete = true }
local conditions  = { "pregnancy", "type-1-diabetes", "type-2-diabetes", "chronic-kidney-disease", "cardiovascular-disease",
                      "target-organ-damage" }
local medicines   = { "ace-inhibitor", "arb", "calcium-channel-blocker", "thiazide-like-diuretic" }

local function patient_with(systolic, diastolic)
  return {
    patient = { age = 60, black_african_or_caribbean = false, medicines = none_listed, conditions = none_listed },
    bp = { systolic = systolic, diastolic = diastolic, measured_outside = false },
    signs = { retina = false, life_threatening = false, phaeochromocytoma = false },
  }
end

-- A list of which everything is known but one code.
local function all_but(codes, code, listed)
  local without = {}
  for _, other in ipairs(codes) do
    local is_listed = false
    for _, name in ipairs(listed) do is_listed = is_listed or name == other end
    if other ~= code and not is_listed then table.insert(without, other) end
  end
  return { codes = listed, without = without }
end

test "severe hypertension" {
  given  = patient_with(184, 100), as_of = "2026-11-20",
  cases  = {
    { name = "without signs", expect = { decision = "defer", gates = { "htn-stops/severe" } } },
    { name = "by the diastolic pressure alone", given = { bp = { systolic = 150, diastolic = 120 } },
      expect = { decision = "defer", gates = { "htn-stops/severe" } } },
    { name = "by the diastolic pressure alone, with a sign",
      given = { bp = { systolic = 150, diastolic = 120 }, signs = { life_threatening = true } },
      expect = { decision = "stop", alerts = { "htn-stops/severe-with-signs" } } },
    { name = "just below, with a sign", given = { bp = { systolic = 179, diastolic = 119 }, signs = { phaeochromocytoma = true } },
      expect = { decision = "recommend" } },
    { name = "one pressure unknown", given = { bp = { systolic = 150, diastolic = { absent = "not-asked" } } },
      expect = { decision = "need-data", missing = { "bp.diastolic" } } },
    { name = "the other unknown", given = { bp = { systolic = { absent = "not-asked" }, diastolic = 90 } },
      expect = { decision = "need-data", missing = { "bp.systolic" } } },
  },
}

for _, sign in ipairs { "retina", "life_threatening", "phaeochromocytoma" } do
  test("severe hypertension, and what is known of " .. sign) {
    given  = patient_with(184, 100), as_of = "2026-11-20",
    cases  = {
      { name = "present", given = { signs = { [sign] = true } },
        expect = { decision = "stop", alerts = { "htn-stops/severe-with-signs" } } },
      { name = "not looked for", given = { signs = { [sign] = { absent = "not-asked" } } },
        expect = { decision = "need-data", missing = { "signs." .. sign } } },
    },
  }
end

test "whom the example covers" {
  given  = patient_with(150, 92), as_of = "2026-11-20",
  cases  = {
    { name = "an adult", expect = { decision = "recommend" } },
    { name = "17 years", given = { patient = { age = 17 } }, expect = { decision = "out-of-scope", gates = { "htn-stops/under-18" } } },
    { name = "age not known", given = { patient = { age = { absent = "unknown" } } },
      expect = { decision = "need-data", missing = { "patient.age" } } },
    { name = "conditions not known", given = { patient = { conditions = { codes = {} } } }, expect = { decision = "need-data" } },
  },
}

for _, condition in ipairs { "pregnancy", "type-1-diabetes", "type-2-diabetes", "chronic-kidney-disease" } do
  test("another guideline covers " .. condition) {
    given  = patient_with(150, 92), as_of = "2026-11-20",
    cases  = {
      { name = "listed", given = { patient = { conditions = { codes = { condition }, complete = true } } },
        expect = { decision = "out-of-scope", gates = { "htn-stops/other-guideline" } } },
      { name = "not listed in an incomplete list", given = { patient = { conditions = all_but(conditions, condition, {}) } },
        expect = { decision = "need-data", missing = { "patient.conditions." .. condition } } },
    },
  }
end

for _, first in ipairs { "ace-inhibitor", "arb" } do
  local three = { first, "calcium-channel-blocker", "thiazide-like-diuretic" }
  test("three medicines with " .. first) {
    given  = patient_with(150, 92), as_of = "2026-11-20",
    cases  = {
      { name = "all three", given = { patient = { medicines = { codes = three, complete = true } } },
        expect = { decision = "out-of-scope", gates = { "htn-stops/step-4" } } },
    },
  }
  for place, left_out in ipairs(three) do
    local two = { three[place % 3 + 1], three[(place + 1) % 3 + 1] }
    test(first .. " and the others, and what is known of " .. left_out) {
      given  = patient_with(150, 92), as_of = "2026-11-20",
      cases  = {
        { name = "not taken", given = { patient = { medicines = { codes = two, complete = true } } },
          expect = { decision = "recommend" } },
        { name = "not known", given = { patient = { medicines = all_but(medicines, left_out, two) } },
          expect = { decision = "need-data", missing = { "patient.medicines." .. left_out } } },
      },
    }
  end
end

test "four weeks after a change" {
  given  = patient_with(150, 92), as_of = "2026-11-20",
  cases  = {
    { name = "27 days", given = { treatment = { changed_on = "2026-10-24" } },
      expect = { decision = "defer", gates = { "htn-stops/too-early" } } },
    { name = "28 days", given = { treatment = { changed_on = "2026-10-23" } }, expect = { decision = "recommend" } },
    { name = "some day in October", given = { treatment = { changed_on = "2026-10" } },
      expect = { decision = "recommend", cautions = { "not known when a medicine was last changed" } } },
    { name = "some day in September", given = { treatment = { changed_on = "2026-09" } },
      expect = { decision = "recommend", not_cautions = { "not known when a medicine was last changed" } } },
    { name = "some day in November", given = { treatment = { changed_on = "2026-11" } }, expect = { decision = "defer" } },
    { name = "not known", expect = { decision = "recommend", cautions = { "not known when a medicine was last changed" } } },
  },
}
