-- Who the guideline covers. Stages run in a fixed order; a missing answer that is needed blocks.

-- Suicidal thoughts: needed where a score is raised, or an answer was declined. Neither part is ever unknown, so that nobody is
-- held back who took no scale: that this rewards not taking one is a hazard that the safety page lists.
-- A range that may reach the limit counts: what it straddles is asked.
local phq_9 = mood.phq_9 :at_least(10)
local phq_2 = mood.phq_2 :at_least(3)
local raised = any {
  first_known { phq_9, phq_2, mood.phq_9_item_9 :was_declined() },
  all { mood.phq_9 :was_a_range(), phq_9 },
  all { mood.phq_2 :was_a_range(), first_known { phq_9, phq_2 } },
}

need_data "suicide-question" {
  stage   = "suicide-question",
  settles = "suicide-risk",
  title   = "Suicidal thoughts are not settled",
  any_of  = { mood.suicide_enquiry, mood.phq_9_item_9 },
  when    = any {
    raised, mood.phq_9_item_9 :was_declined(), mood.suicide_enquiry :was_declined(),
    -- Several answers that hold a yes and a no: what they straddle is asked.
    mood.phq_9_item_9 :was_a_range(), mood.suicide_enquiry :was_a_range(),
  },
  because = "PHQ-9 {mood.phq_9}, PHQ-2 {mood.phq_2}; asked about suicidal thoughts: {mood.suicide_enquiry}; PHQ-9 item 9: {mood.phq_9_item_9}. " ..
            "With a raised score, or an answer that was declined or is not exact, the question comes first.",
  action  = "Ask about suicidal thoughts now, in your own words, and record the answer. If the patient does not answer, judge the risk in other ways, " ..
            "and choose treatment without this guideline.",
  sources = { "plumbline-policy" },
}

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
  for_patient = "Your pain has lasted for less than 12 weeks. Keep moving as well as you can. Come back after 12 weeks, or sooner if it gets worse.",
  when    = pain.duration_weeks :below(12),
  because = "The evidence here is about chronic pain and does not carry over to a shorter spell. High scores " ..
            "now mark a risk of a longer course; they do not make the pain chronic.",
  action  = "Advise staying active and self-management. Explain which new signs need care at once. Review at " ..
            "12 weeks, or earlier if things get worse.",
  sources = { "plumbline-policy" },
}

-- Recent spinal surgery. Clearance by the surgical team does not lift either wait.
-- Surgery with an unknown date blocks, and so does not knowing whether there was any surgery. A stimulator counts as a procedure
-- where it is known, and so does a date alone; nobody is held back because a stimulator was not asked about.
local operated = surgery.spinal :is(true)
local procedure = any {
  operated,
  first_known {
    any_known {
      surgery.procedure               :is "spinal-cord-stimulation",
      surgery.spinal_cord_stimulator  :is(true),
      -- check: allow comparison-always-holds because a known time says that there was a procedure
      surgery.weeks_since             :at_least(0),
    },
    operated,
  },
}

-- A date alone says that there was a procedure, and not which.
need_data "surgery" {
  stage   = "recent-surgery",
  title   = "Whether there was spinal surgery is not known",
  any_of  = { surgery.spinal },
  because = "The wait after surgery, the evidence and the choice turn on it.",
  action  = "Ask whether the patient ever had surgery on the spine, and when.",
  sources = { "plumbline-policy" },
}

defer "surgery-under-six-weeks" {
  stage   = "recent-surgery",
  title   = "Spinal surgery, or a procedure for a stimulator, less than 6 weeks ago",
  when    = all { procedure, surgery.weeks_since :below(6) },
  for_patient = "Your operation or treatment of the spine was not long ago. Follow what your surgical team says. Call them at once if your wound changes, if you " ..
                "get a fever, if you feel weak or numb, or if you have trouble with your bladder or bowels.",
  because = "Early recovery follows the surgical team's protocol.",
  action  = "Follow the surgical team's protocol: load only as cleared, within the limits of tissues and implant. Look for signs of a haematoma and of infection: report new weakness, numbness, " ..
            "bladder or bowel trouble, fever or wound change to them at once. Return to this guideline from week 12 if pain persists.",
  sources = { "plumbline-policy" },
}

defer "surgery-six-to-eleven-weeks" {
  stage   = "recent-surgery",
  title   = "Spinal surgery, or a procedure for a stimulator, 6 to 11 weeks ago",
  when    = all { procedure, surgery.weeks_since :between(6, 11) },
  for_patient = "Your operation or treatment of the spine was not long ago. Follow what your surgical team says. Call them at once if your wound changes, if you " ..
                "get a fever, if you feel weak or numb, or if you have trouble with your bladder or bowels.",
  because = "This is still recovery after the procedure.",
  action  = "Stay on the local post-operative pathway. Look for signs of a haematoma and of infection: report new weakness, " ..
            "numbness, bladder or bowel trouble, fever or wound change to the surgical team at once. Load only as cleared, within the limits of tissues and implant. If fear of movement is high, tell that team. " ..
            "Return to this guideline from week 12 if pain persists.",
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

-- Several codes answer it, too, if the choice takes all of them alike: outside work, without work, or at work.
local status_is_alike = any {
  all { work.status :was_a_range(), work.status :is_one_of { "retired", "student", "not-in-labour-force" } },
  all { work.status :was_a_range(), work.status :is_one_of { "on-sick-leave", "disability", "unemployed" } },
  all { work.status :was_a_range(), work.status :is_one_of { "employed-full-time", "employed-part-time" } },
}

-- Work status decides the primary pairing only after spinal surgery with a work goal; else it decides an alternative, and is asked for.
need_data "work-status" {
  stage   = "required-data",
  title   = "Work status is not known",
  any_of  = { work.status },
  when    = all { goal.primary :is_one_of { "return-to-work", "stay-at-work" }, surgery.spinal :is(true), none { status_is_alike } },
  because = "Work status decides whether rehabilitation built around work can apply.",
  action  = "Ask about work, and about time off work.",
  sources = { "plumbline-policy" },
}
