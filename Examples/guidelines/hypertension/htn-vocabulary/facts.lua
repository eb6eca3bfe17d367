fact "patient.age" {
  type = "integer", range = { 0, 120 }, unit = "a", label = "Age", question = "How old is the patient, in years?",
  can_change = false,
}
fact "patient.black_african_or_caribbean" {
  type = "boolean", label = "Black African or African-Caribbean family origin",
  question = "Is the patient of Black African or African-Caribbean family origin?",
  can_change = false,
}

-- Some records hold kilopascals; mm[Hg] is how UCUM writes what people write as mmHg.
local function units(step)
  return {
    { from = "mmHg", times = 1, step = step, because = "the same unit, as people write it" },
    { from = "kPa", times = 7.500616, step = step, because = "1 mmHg is 133.322387415 Pa" },
  }
end

-- The clinic pressure is the lower of the last two readings.
local function pressure(name, words, low, high)
  fact("bp." .. name .. "_readings") {
    type = "series", range = { low, high }, unit = "mm[Hg]", converts = units(1),
    label = "Clinic " .. words .. " readings", question = "Which " .. words .. " pressures were measured in the clinic?",
  }
end
pressure("systolic", "systolic", 50, 300)
pressure("diastolic", "diastolic", 20, 200)

fact "bp.systolic" {
  type = "integer", range = { 50, 300 }, unit = "mm[Hg]", converts = units(),
  label = "Clinic systolic pressure",
  question = "What is the clinic systolic pressure, the lower of the last two readings?",
  from = { series = bp.systolic_readings, take = "lowest", last = 2 },
}
fact "bp.diastolic" {
  type = "integer", range = { 20, 200 }, unit = "mm[Hg]", converts = units(),
  label = "Clinic diastolic pressure",
  question = "What is the clinic diastolic pressure, the lower of the last two readings?",
  from = { series = bp.diastolic_readings, take = "lowest", last = 2 },
}
fact "bp.measured_outside" {
  type = "boolean", label = "Measured outside the clinic",
  question = "Was blood pressure measured outside the clinic, by ambulatory or home monitoring?",
}
fact "bp.daytime_systolic" {
  type = "integer", range = { 50, 300 }, unit = "mm[Hg]", converts = units(),
  label = "Average systolic pressure outside the clinic",
  question = "What is the average systolic pressure by ambulatory (daytime) or home monitoring?",
  only_when = bp.measured_outside :is(true),
}
fact "bp.daytime_diastolic" {
  type = "integer", range = { 20, 200 }, unit = "mm[Hg]", converts = units(),
  label = "Average diastolic pressure outside the clinic",
  question = "What is the average diastolic pressure by ambulatory (daytime) or home monitoring?",
  only_when = bp.measured_outside :is(true),
}
fact "bp.agreed_target" {
  type = "integer", range = { 100, 180 }, unit = "mm[Hg]", converts = units(),
  label = "Agreed systolic target",
  question = "Was another target agreed with the patient? Below which clinic systolic pressure?",
}
fact "bp.over_agreed_target" {
  type = "integer", range = { -130, 200 }, unit = "mm[Hg]", label = "Clinic systolic pressure over the agreed target",
  question = "By how much is the clinic systolic pressure over the agreed target? (below it: negative)",
  is = bp.systolic - bp.agreed_target,
}

fact "signs.retina" {
  type = "boolean", label = "Retinal haemorrhage or papilloedema", question = "Is there retinal haemorrhage or papilloedema?",
}
fact "signs.life_threatening" {
  type = "boolean", label = "Life-threatening symptoms",
  question = "Are there life-threatening symptoms, such as new confusion, chest pain, signs of heart failure, or acute kidney injury?",
}
fact "signs.phaeochromocytoma" {
  type = "boolean", label = "Suspected phaeochromocytoma",
  question = "Is a phaeochromocytoma suspected, for example by labile pressure, headache, palpitations, pallor or sweating?",
}

fact "patient.medicines" {
  type = "set", label = "Medicines for blood pressure", question = "Which medicines for blood pressure does the patient take?",
  codes = { "ace-inhibitor", "arb", "calcium-channel-blocker", "thiazide-like-diuretic" },
  labels = { ["ace-inhibitor"] = "an ACE inhibitor", arb = "an ARB", ["calcium-channel-blocker"] = "a calcium-channel blocker",
             ["thiazide-like-diuretic"] = "a thiazide-like diuretic" },
  value_sets = { ["ace-inhibitor-or-arb"] = { "ace-inhibitor", "arb" } },
  member_question = "Does the patient take {member}?",
}
fact "patient.conditions" {
  type = "set", label = "Other conditions", question = "Which of these does the patient have?",
  codes = { "pregnancy", "type-1-diabetes", "type-2-diabetes", "chronic-kidney-disease", "cardiovascular-disease",
            "target-organ-damage" },
  labels = { ["type-1-diabetes"] = "type 1 diabetes", ["type-2-diabetes"] = "type 2 diabetes",
             ["chronic-kidney-disease"] = "chronic kidney disease", ["cardiovascular-disease"] = "established cardiovascular disease",
             ["target-organ-damage"] = "target organ damage" },
  value_sets = { ["other-guideline"] = { "pregnancy", "type-1-diabetes", "type-2-diabetes", "chronic-kidney-disease" },
                 ["treat-stage-1"] = { "cardiovascular-disease", "target-organ-damage" } },
  member_question = "Does this apply: {member}?",
}
fact "risk.ten_year" {
  type = "decimal", range = { 0, 100 }, step = 0.1, unit = "%", label = "10-year cardiovascular risk",
  question = "What is the estimated 10-year risk of cardiovascular disease?",
}
fact "treatment.changed_on" {
  type = "date", label = "Last change of a medicine for blood pressure",
  question = "When was a medicine for blood pressure last started or changed?",
}
