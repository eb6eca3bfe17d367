source "nice-ng226" {
  citation = "National Institute for Health and Care Excellence. Osteoarthritis in over 16s: diagnosis and management. " ..
             "NICE guideline NG226. 2022",
  url      = "https://www.nice.org.uk/guidance/ng226",
  note     = "Seen at its source: 1.1.1 and 1.1.2 (diagnosis) and 1.2.2 (core treatments). The other recommendations were seen in a " ..
             "secondary source that cites it, and are not confirmed at their source.",
}
source "nice-cg177" {
  citation = "National Clinical Guideline Centre. Osteoarthritis: care and management in adults. NICE clinical guideline CG177. 2014",
  url      = "https://www.nice.org.uk/guidance/cg177",
  note     = "The earlier guideline, replaced by NG226. The list of atypical features is recalled and not confirmed at its source.",
}

stop "hot-swollen-joint" {
  title   = "Hot swollen joint: septic arthritis or another inflammation possible",
  urgency = "same-day",
  when    = oa_flags.hot_swollen_joint :is(true),
  because = "A hot swollen joint is not typical of osteoarthritis and may be another disease, an infection among them.",
  action  = "Assess the joint today; do not start treatment for osteoarthritis.",
  sources = { "nice-cg177" },
}

stop "rapid-worsening" {
  title   = "Symptoms that worsen rapidly: another diagnosis possible",
  urgency = "urgent",
  when    = oa_flags.rapid_worsening :is(true),
  because = "Rapid worsening is not typical of osteoarthritis and may point to another disease.",
  action  = "Look for another diagnosis; imaging has its place here.",
  sources = { "nice-cg177" },
}

stop "trauma" {
  title   = "Symptoms after an injury: another diagnosis possible",
  urgency = "urgent",
  when    = oa_flags.trauma :is(true),
  because = "Symptoms that follow an injury may have another cause than osteoarthritis.",
  action  = "Look for an injury of the joint before treating osteoarthritis.",
  sources = { "nice-cg177" },
}

exclude "under-45" {
  title   = "Under 45 years",
  stage   = "diagnosis",
  when    = patient.age :below(45),
  because = "Age is {patient.age}: the clinical diagnosis without imaging is for people of 45 or over.",
  action  = "Establish the diagnosis in another way.",
  sources = { "nice-ng226" },
}

exclude "no-pain-with-activity" {
  title   = "Pain that is not related to activity",
  stage   = "diagnosis",
  when    = joint.pain_with_activity :is(false),
  because = "The clinical diagnosis without imaging is for pain that is related to activity.",
  action  = "Look for another cause of the pain.",
  sources = { "nice-ng226" },
}

exclude "long-morning-stiffness" {
  title   = "Long morning stiffness",
  stage   = "diagnosis",
  when    = joint.morning_stiffness :above(30),
  because = "Morning stiffness lasts {joint.morning_stiffness}; in the clinical diagnosis it lasts no longer than 30 minutes, if there is any.",
  action  = "Consider inflammatory arthritis.",
  sources = { "nice-ng226" },
}

need_data "joint" {
  title   = "The joint is not known",
  stage   = "required-data",
  any_of  = { joint.site },
  because = "Which drug is offered depends on the joint.",
  action  = "Ask which joint troubles the patient most.",
  sources = { "nice-ng226" },
}
