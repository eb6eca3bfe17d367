source "nice-ng136" {
  citation = "National Institute for Health and Care Excellence. Hypertension in adults: diagnosis and management. " ..
             "NICE guideline NG136. 2019",
  url      = "https://www.nice.org.uk/guidance/ng136",
  note     = "Seen at its source: the scope, and that other guidelines cover kidney disease, type 1 diabetes and pregnancy where treatment " ..
             "differs. Thresholds, targets, signs and steps were seen in secondary sources that cite it, which agree; they are not " ..
             "confirmed at their source.",
}
source "gp-reasoning" {
  citation = "gpreasoning.uk. Confirmed hypertension: ongoing management, citing NICE NG136 and CKS 2026",
  url      = "https://gpreasoning.uk/tools/management/hypertension.html",
  note     = "A secondary source, used for the interval between steps only.",
}

local severe = any { bp.systolic :at_least(180), bp.diastolic :at_least(120) }

stop "severe-with-signs" {
  title   = "Severe hypertension with signs of danger",
  urgency = "same-day",
  when    = all { severe, any { signs.retina :is(true), signs.life_threatening :is(true), signs.phaeochromocytoma :is(true) } },
  because = "The clinic pressure is severe (180/120 or more), and a sign of danger is present.",
  action  = "Refer for specialist assessment the same day.",
  sources = { "nice-ng136" },
}

exclude "under-18" {
  title   = "Under 18 years",
  stage   = "scope",
  when    = patient.age :below(18),
  because = "Age is {patient.age}: this is for adults.",
  action  = "Use guidance for children and young people.",
  sources = { "nice-ng136" },
}
exclude "other-guideline" {
  title   = "Another guideline sets target and treatment",
  stage   = "scope",
  when    = patient.conditions :includes_any_of "other-guideline",
  because = "Other conditions: {patient.conditions}. Targets or treatment differ there; for type 2 diabetes, what was seen of the " ..
            "target does not agree.",
  action  = "Use the guideline for that condition.",
  sources = { "nice-ng136" },
}

defer "severe" {
  title   = "Severe hypertension without a sign of danger",
  stage   = "severity",
  when    = severe,
  because = "The clinic pressure is severe (180/120 or more).",
  action  = "Look for organ damage as soon as possible, and start a medicine if there is any; if there is none, repeat the measurement " ..
            "within 7 days.",
  sources = { "nice-ng136" },
}

need_data "systolic" {
  title   = "The clinic systolic pressure is not known",
  stage   = "required-data",
  any_of  = { bp.systolic },
  because = "Every step depends on the clinic pressure.",
  action  = "Measure twice, and record both.",
  sources = { "nice-ng136" },
}
defer "too-early" {
  title   = "The last change is less than 4 weeks ago",
  stage   = "titration",
  when    = weeks_ago(treatment.changed_on) :below(4),
  because = "A medicine was last changed {treatment.changed_on}; its effect shows after about 4 weeks.",
  action  = "Measure again 4 weeks after the change.",
  if_unknown = "ask",
  if_unknown_because = "It is not known when a medicine was last changed.",
  sources = { "gp-reasoning" },
}
exclude "step-4" {
  title   = "Three medicines already",
  stage   = "titration",
  when    = all {
    patient.medicines :includes_any_of "ace-inhibitor-or-arb",
    patient.medicines :includes_all_of { "calcium-channel-blocker", "thiazide-like-diuretic" },
  },
  because = "The patient takes {patient.medicines}. A fourth medicine is not part of this example.",
  action  = "Check whether they are taken, confirm the pressure outside the clinic, and seek advice on resistant hypertension.",
  sources = { "nice-ng136" },
}
