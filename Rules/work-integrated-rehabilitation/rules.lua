-- When work-integrated rehabilitation joins exercise. All of it is policy on low-certainty evidence.

local work_goal     = goal.primary :is_one_of { "return-to-work", "stay-at-work" }
local outside_work  = work.status :is_one_of { "retired", "student", "not-in-labour-force" }
local without_work  = work.status :is_one_of { "on-sick-leave", "disability", "unemployed" }
local off_work      = any { work.absence_weeks :at_least(1), without_work }
-- Off work by sickness: being without a job is no reason for an alternative.
local off_sick      = any { work.absence_weeks :at_least(1), work.status :is_one_of { "on-sick-leave", "disability" } }
-- A job, and no absence that is known: what is not known promises no return to work.
local at_work       = all {
  none { without_work },
  first_known { work.absence_weeks :below(1), work.status :is_one_of { "employed-full-time", "employed-part-time" } },
}
local not_off_sick  = all {
  none { work.status :is_one_of { "on-sick-leave", "disability" } },
  first_known { work.absence_weeks :below(1), work.status :is_one_of { "employed-full-time", "employed-part-time", "unemployed" } },
}
local poor_ability  = work.ability :at_most(5)   -- "poor"; configurable by `adapt`
local after_surgery = all { surgery.spinal :is(true), surgery.weeks_since :at_least(12) }

local return_claim = "callens-2025/work-integrated-rehabilitation/return-to-work/mixed"
local stay_claim   = "callens-2025/work-integrated-rehabilitation/staying-at-work/mixed"

local with_contact    = "exercise+work-integrated-rehabilitation"
local without_contact = "exercise+work-focused-rehabilitation"

local surgery_words = "Whether this pain persisted or came back after the operation: {surgery.pain_since}. "
local after_words   = ", {surgery.weeks_since} weeks after the last procedure on the spine ({surgery.procedure}). "
local review_words  = "The review asked about people with chronic pain after spinal surgery (PSPS type 2, \"failed back surgery syndrome\"); most of its " ..
                      "studies appear to be of mixed low back pain. " ..
                      "Rehabilitation that is personalised and takes in the patient's work seems most suitable, on low-certainty " ..
                      "evidence."

-- Each is said twice: with contact to the employer and, for a patient who refuses it, without. The first is ruled out by the refusal,
-- so the second leads.
local function both(name, fields)
  for _, form in ipairs { { suffix = "", recommend = with_contact, step = 0 },
                          { suffix = "-without-employer-contact", recommend = without_contact, step = 10 } } do
    local rule_fields = {}
    for key, value in pairs(fields) do rule_fields[key] = value end
    rule_fields.recommend = form.recommend
    rule_fields.strength  = "conditional"
    if fields.rank then rule_fields.rank = fields.rank + form.step end
    if form.step > 0 then rule_fields.when = all { fields.when, work.employer_contact_consent :is(false) } end
    -- check: allow claim-for-another-pairing because the programmes were studied as a whole, and the pairing says what is left out
    -- check: allow goal-unanswered because beside another goal it is an alternative, and its claim is about work
    -- check: allow population-contradicted because the review rates return to work only, and the certainty is lower for it
    rule(name .. form.suffix)(rule_fields)
  end
end

-- Its own slot: it joins the psychological partner, if there is one.
both("work-integrated-rehabilitation-after-spinal-surgery", {
  title   = "Off work after spinal surgery, with a work goal: add rehabilitation that takes in work",
  when    = all { after_surgery, work_goal, none { outside_work }, off_work },
  slot    = "work", rank = 1,
  claims  = { return_claim },
  because = "The goal is {goal.primary}, and the patient is off work ({work.status}; weeks: {work.absence_weeks})" .. after_words ..
            surgery_words .. review_words,
  sources = { "callens-2025", "christelis-2021" },
})

both("work-integrated-rehabilitation-to-stay-at-work", {
  title   = "At work after spinal surgery, with a work goal: add rehabilitation that takes in work",
  when    = all { after_surgery, work_goal, none { outside_work }, at_work },
  slot    = "work", rank = 2,
  claims  = { stay_claim },
  because = "The goal is {goal.primary} ({work.status}; weeks off: {work.absence_weeks})" .. after_words .. "The review rates return " ..
            "to work only, so for staying at work the certainty is lower still. " .. surgery_words .. review_words,
  sources = { "callens-2025", "christelis-2021" },
})

both("work-integrated-rehabilitation-beside-another-goal", {
  title   = "Off work after spinal surgery, with another goal: an alternative",
  when    = all { after_surgery, none { work_goal }, none { outside_work }, off_sick },
  role    = "alternative",
  claims  = { return_claim },
  because = "The goal is {goal.primary}, but the patient is off work ({work.status}; weeks: {work.absence_weeks})" .. after_words ..
            surgery_words .. review_words,
  sources = { "callens-2025", "christelis-2021" },
})

both("work-integrated-rehabilitation-for-poor-work-ability", {
  title   = "Poor work ability after spinal surgery, with another goal: an alternative",
  when    = all { after_surgery, none { work_goal }, none { outside_work }, not_off_sick, poor_ability },
  role    = "alternative",
  claims  = { stay_claim },
  because = "The goal is {goal.primary}, but work ability is {work.ability} (poor: 5 or less)" .. after_words .. surgery_words ..
            review_words,
  sources = { "callens-2025", "christelis-2021" },
})

both("work-integrated-rehabilitation-without-spinal-surgery", {
  title   = "Fear about work, or absence with a work goal, without spinal surgery: an alternative",
  when    = all {
    surgery.spinal :is(false),
    any {
      fear.fabq_work :above(34),   -- convention, as in psychological-pairing
      all { work_goal, work.absence_weeks :at_least(1) },
    },
  },
  role    = "alternative",
  claims  = { return_claim },
  because = "Fear about work is high (FABQ-W {fear.fabq_work}; high: above 34), or the goal is work after time off " ..
            "({goal.primary}; weeks off: {work.absence_weeks}). The evidence is indirect: the review asked about people after " ..
            "spinal surgery; most of its studies appear to be of mixed low back pain.",
  sources = { "callens-2025", "waddell-1993" },
})

advise_against "no-consent-to-contact-the-employer" {
  title   = "Contact with the employer: the patient refuses it",
  against = "work-integrated-rehabilitation",
  when    = work.employer_contact_consent :is(false),
  if_unknown_because = "Ask first: a refusal changes it to work-focused rehabilitation, without employer contact.",
  for_patient = "You do not want us to speak with your employer.",
  because = "Nobody contacts the employer. Work tasks and the work goal are still worked on with the patient alone. Ask again if " ..
            "the patient wishes.",
  sources = { "plumbline-policy" },
}

local function outside(name, part)
  advise_against(name) {
    title   = "Rehabilitation that takes in work: the patient is retired, a student, or not in the labour force",
    against = part,
    when    = outside_work,
    for_patient = "You do not work now, and are not looking for work.",
    because = "There is no work to build the rehabilitation around. If the " ..
              "patient does want work, look at the status again.",
    sources = { "plumbline-policy" },
  }
end
outside("outside-the-labour-force", "work-integrated-rehabilitation")
outside("outside-the-labour-force-without-employer-contact", "work-focused-rehabilitation")

local function not_available(name, part)
  pass_over(name) {
    title   = "Rehabilitation that takes in work is not available here",
    part    = part,
    when    = treatment.work_rehabilitation_available :is(false),
    because = "This patient's answers point to it.",
    action  = "Refer to a service that offers it.",
    sources = { "plumbline-policy" },
  }
end
not_available("work-rehabilitation-not-available", "work-integrated-rehabilitation")
not_available("work-focused-rehabilitation-not-available", "work-focused-rehabilitation")

conflict "at-work-with-the-goal-of-return" {
  title   = "The goal is return to work, and the patient is at work",
  when    = all {
    goal.primary :is "return-to-work",
    work.status :is_one_of { "employed-full-time", "employed-part-time" },
    work.absence_weeks :is(0),
  },
  because = "The record says {work.status} with no absence. Ask which it is: return to work, or staying at work.",
  sources = { "plumbline-policy" },
}
