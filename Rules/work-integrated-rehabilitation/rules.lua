-- When work-integrated rehabilitation joins exercise. All of it is policy on low-certainty evidence.

local work_goal     = goal.primary :is_one_of { "return-to-work", "stay-at-work" }
local off_work      = work.absence_weeks :at_least(1)
local outside_work  = work.status :is_one_of { "retired", "student", "not-in-labour-force" }

local claim = "callens-2025/work-integrated-rehabilitation/return-to-work/mixed"

-- Its own slot: it joins the psychological partner, if there is one.
rule "work-integrated-rehabilitation-after-spinal-surgery" {
  title     = "Off work after spinal surgery, with a work goal: add work-integrated rehabilitation",
  when      = all {
    surgery.spinal       :is(true),
    surgery.weeks_since  :at_least(12),
    work_goal,
    off_work,
    none { outside_work },
  },
  recommend = "exercise+work-integrated-rehabilitation",
  slot      = "work", rank = 1,
  strength  = "conditional",
  claims    = { claim },
  because   = "Pain persists after spinal surgery (weeks since: {surgery.weeks_since}), the goal is " ..
              "{goal.primary}, and the patient is or was off work (weeks: {work.absence_weeks}). " ..
              "Rehabilitation that is personalised and takes in the patient's work seems most suitable, by a review " ..
              "that found only low-certainty evidence.",
  sources   = { "callens-2025", "christelis-2021" },
}

rule "work-integrated-rehabilitation-without-spinal-surgery" {
  title     = "Fear about work, or absence with a work goal, without spinal surgery: an alternative",
  when      = all {
    surgery.spinal :is(false),
    any {
      fear.fabq_work :above(34),   -- convention, as in psychological-pairing
      all { work_goal, off_work },
    },
  },
  recommend = "exercise+work-integrated-rehabilitation",
  role      = "alternative",
  strength  = "conditional",
  claims    = { claim },
  because   = "Either fear about work is high (FABQ-W {fear.fabq_work}; high: above 34), or the goal is work " ..
              "after time off (goal: {goal.primary}; weeks off: {work.absence_weeks}). The evidence comes from " ..
              "people with spinal surgery, which this patient has not had, so it is indirect.",
  sources   = { "callens-2025", "waddell-1993" },
}

advise_against "no-consent-to-contact-the-employer" {
  title   = "Work-integrated rehabilitation: the patient refuses contact with the employer",
  against = "work-integrated-rehabilitation",
  when    = work.employer_contact_consent :is(false),
  because = "It is not offered without the patient's consent. Work tasks and the work goal can still be " ..
            "discussed with the patient alone. Ask again if the patient wishes.",
  sources = { "plumbline-policy" },
}

advise_against "outside-the-labour-force" {
  title   = "Work-integrated rehabilitation: the patient is retired, a student, or not in the labour force",
  against = "work-integrated-rehabilitation",
  when    = outside_work,
  because = "There is no work to build the rehabilitation around. If the " ..
            "patient does want work, look at the status again.",
  sources = { "plumbline-policy" },
}
