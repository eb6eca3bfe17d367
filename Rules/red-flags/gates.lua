-- Who the guideline covers. Stages run in a fixed order; a missing answer that is needed blocks.

-- Adults with pain of the spine

exclude "under-eighteen" {
  stage   = "adult-and-region",
  title   = "Under 18",
  when    = patient.age :below(18),
  because = "The trials behind this guideline studied adults.",
  action  = "Assess and treat by guidance for children and young people.",
  sources = { "plumbline-policy" },
}

exclude "pain-elsewhere" {
  stage   = "adult-and-region",
  title   = "Main pain is not in the spine",
  when    = pain.region :is "other",
  because = "This guideline covers pain of the lower back, mid back and neck.",
  action  = "Use guidance for the part of the body that hurts most.",
  sources = { "plumbline-policy" },
}

-- Chronic pain: week 12 is inside

exclude "acute-pain" {
  stage   = "acute",
  title   = "Pain for less than 12 weeks",
  when    = pain.duration_weeks :below(12),
  because = "The evidence here is about chronic pain and does not carry over to a shorter spell. High scores " ..
            "now mark a risk of a longer course; they do not make the pain chronic.",
  action  = "Advise staying active and self-management. Explain which new signs need care at once. Review at " ..
            "12 weeks, or earlier if things get worse.",
  sources = { "plumbline-policy" },
}

-- Recent spinal surgery. Clearance by the surgical team does not lift either wait.
-- Surgery with an unknown date blocks, and so does not knowing whether there was any surgery.

defer "surgery-under-six-weeks" {
  stage   = "recent-surgery",
  title   = "Spinal surgery less than 6 weeks ago",
  when    = all {
    surgery.spinal       :is(true),
    surgery.weeks_since  :below(6),
  },
  because = "Early recovery follows the surgical team's protocol.",
  action  = "Follow the surgical team's protocol. Report fever, wound change or new neurological signs to them " ..
            "at once. Return to this guideline from week 12 if pain persists.",
  sources = { "plumbline-policy" },
}

defer "surgery-six-to-eleven-weeks" {
  stage   = "recent-surgery",
  title   = "Spinal surgery 6 to 11 weeks ago",
  when    = all {
    surgery.spinal       :is(true),
    surgery.weeks_since  :between(6, 11),
  },
  because = "This is still recovery from surgery, and pain now cannot be called persistent after it.",
  action  = "Stay on the local post-operative pathway. If fear of movement is high, tell that team. Return to " ..
            "this guideline from week 12 if pain persists.",
  sources = { "plumbline-policy", "archer-2016" },
}

-- Non-specific pain

exclude "specific-cause" {
  stage   = "specific-cause",
  title   = "A specific cause explains the pain",
  when    = pain.specific_cause :is(true),
  because = "The trials studied non-specific pain.",
  action  = "Treat the cause by its own guidance.",
  sources = { "plumbline-policy" },
}

-- What is required to choose a pairing

need_data "goal" {
  stage   = "required-data",
  title   = "The patient's goal is not known",
  any_of  = { goal.primary },
  because = "The pairing follows what matters most to the patient.",
  action  = "Ask what matters most: better function, less pain, return to work, or staying at work.",
  sources = { "plumbline-policy" },
}

need_data "work-status" {
  stage   = "required-data",
  title   = "Work status is not known",
  any_of  = { work.status },
  because = "Work status decides whether rehabilitation built around work can apply.",
  action  = "Ask about work, and about time off work.",
  sources = { "plumbline-policy" },
}

-- FABQ-W is left out: it asks about work, and says nothing about fear of movement in general.
need_data "fear-measure" {
  stage   = "required-data",
  title   = "No measure of fear of movement",
  any_of  = { fear.fabq_physical_activity, fear.tsk_17, fear.tsk_11 },
  because = "Fear of movement is one of the things that the choice turns on.",
  action  = "Take one of these: FABQ (physical activity part), TSK-17 or TSK-11.",
  sources = { "plumbline-policy" },
}
