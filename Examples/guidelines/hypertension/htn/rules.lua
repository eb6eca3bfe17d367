-- Names: A is an ACE inhibitor or an ARB, C a calcium-channel blocker, D a thiazide-like diuretic.
local takes_a = patient.medicines :includes_any_of "ace-inhibitor-or-arb"
local takes_c = patient.medicines :includes "calcium-channel-blocker"
local takes_d = patient.medicines :includes "thiazide-like-diuretic"
local takes_none = none { takes_a, takes_c, takes_d }

-- The target: under 140/90, from 80 years 150/90, or what was agreed.
local over_target = any {
  first_known {
    bp.over_agreed_target :at_least(0),
    any {
      all { patient.age :below(80), bp.systolic :at_least(140) },
      all { patient.age :at_least(80), bp.systolic :at_least(150) },
    },
  },
  bp.diastolic :at_least(90),
}

local raised   = any { bp.systolic :at_least(140), bp.diastolic :at_least(90) }
local stage_1  = any { bp.daytime_systolic :at_least(135), bp.daytime_diastolic :at_least(85) }
local stage_2  = all {
  any { bp.systolic :at_least(160), bp.diastolic :at_least(100) },
  any { bp.daytime_systolic :at_least(150), bp.daytime_diastolic :at_least(95) },
}
-- From 80 years, a medicine for stage 1 is a matter of judgement, and not part of this example.
local treat_stage_1 = all {
  stage_1, any { patient.conditions :includes_any_of "treat-stage-1", risk.ten_year :at_least(10) },
}
local prefers_c = any { patient.age :at_least(55), patient.black_african_or_caribbean :is(true) }

local function step(name, rank, part, title, when, because)
  rule(name) {
    title = title, when = when, recommend = "lifestyle-advice+" .. part,
    slot = "next", rank = rank, strength = "conditional",
    claims = { "nice-ng136/" .. part .. "/blood-pressure/not-stated" },
    because = because, sources = { "nice-ng136" },
  }
end

step("confirm", 1, "monitoring", "Raised in the clinic, no medicine: confirm outside the clinic",
  all { raised, takes_none, bp.measured_outside :is(false) },
  "The clinic pressure is {bp.systolic} over {bp.diastolic}, and it was not measured outside the clinic.")
step("step-3", 2, "thiazide-like-diuretic", "A and C, and over the target: add D",
  all { over_target, takes_a, takes_c, none { takes_d } },
  "The clinic pressure is {bp.systolic} over {bp.diastolic} with {patient.medicines}.")
step("step-2-from-a", 3, "calcium-channel-blocker", "A, and over the target: add C",
  all { over_target, takes_a, none { takes_c } },
  "The clinic pressure is {bp.systolic} over {bp.diastolic} with {patient.medicines}.")
step("step-2-from-c", 4, "ace-inhibitor-or-arb", "C or D, and over the target: add A",
  all { over_target, any { takes_c, takes_d }, none { takes_a } },
  "The clinic pressure is {bp.systolic} over {bp.diastolic} with {patient.medicines}.")
step("step-1-c", 5, "calcium-channel-blocker", "Confirmed, 55 or over or of Black African or African-Caribbean origin: C",
  all { raised, any { stage_2, all { treat_stage_1, patient.age :below(80) } }, takes_none, prefers_c },
  "Hypertension is confirmed ({bp.daytime_systolic} over {bp.daytime_diastolic} outside the clinic), and no medicine is taken.")
step("step-1-a", 6, "ace-inhibitor-or-arb", "Confirmed, under 55: A",
  all { raised, any { stage_2, treat_stage_1 }, takes_none, none { prefers_c } },
  "Hypertension is confirmed ({bp.daytime_systolic} over {bp.daytime_diastolic} outside the clinic), and no medicine is taken.")

otherwise "lifestyle-advice" {
  title     = "Advice on lifestyle for everyone",
  recommend = "lifestyle-advice",
  strength  = "conditional",
  claims    = { "nice-ng136/lifestyle-advice/blood-pressure/not-stated" },
  because   = "Advice on lifestyle is for everyone with suspected or diagnosed hypertension.",
  sources   = { "nice-ng136" },
}

conflict "ace-inhibitor-and-arb" {
  title   = "An ACE inhibitor together with an ARB",
  when    = patient.medicines :includes_all_of "ace-inhibitor-or-arb",
  because = "The patient takes {patient.medicines}. The two are not combined to treat hypertension.",
  sources = { "nice-ng136" },
}
