-- The last cautions are worded as in psychological-pairing, so that a joined pairing shows each only once.

-- The bands, worded as in psychological-pairing, so that a joined pairing shows each only once.
local severe_mood = {
  says = "PHQ-9 of 20 or more (a screen): arrange an assessment of mood and risk before or beside any pairing. An item 9 of 0 does not " ..
         "rule out suicidal thoughts: ask in words. Hold or adapt exposure and graded activity.",
  when = mood.phq_9 :at_least(20), if_unknown = "hide", placement = "above_evidence", always = true,
}
local severe_worry = {
  says = "GAD-7 of 15 or more (a screen): arrange an assessment of mood and risk before or beside any pairing. Hold or adapt exposure " ..
         "and graded activity.",
  when = mood.gad_7 :at_least(15), if_unknown = "hide", placement = "above_evidence", always = true,
}
local moderate_mood = { says = "PHQ-9 of 15 to 19 (a screen): have mood assessed.", when = mood.phq_9 :between(15, 19), if_unknown = "hide", placement = "watch" }
local mild_mood = { says = "PHQ-9 of 10 to 14 (a screen): no pairing here treats depression.", when = mood.phq_9 :between(10, 14), if_unknown = "hide", placement = "quiet" }

local function rehabilitation(part, fields)
  pairing("exercise+" .. part) {
    title    = fields.title,
    what     = fields.what,
  cautions = {
    severe_mood, severe_worry, moderate_mood, mild_mood,
    "Work-integrated rehabilitation has no effect that can be quoted: most studies had no comparison group.",
    { says = "Weigh hazards of the job and pressure from litigation. Watch for too early a return, and for loss of the job.",
      placement = "watch" },
    { says = fields.contact, placement = "watch" },
    { says = "Still at work: nothing here is a reason to advise absence.",
      when = all { work.status :is_one_of { "employed-full-time", "employed-part-time" }, work.absence_weeks :is(0) } },
    { says = "No job to go back to, or not known: talk through what return to work would mean.",
      when = work.job_available :is(false) },
    { says = "With a spinal cord stimulator: the only trial found is a protocol without results.",
      when = all {
        surgery.spinal :is(true),
        any { surgery.spinal_cord_stimulator :is(true), surgery.procedure :is "spinal-cord-stimulation" },
      }, if_unknown = "hide" },
    { says = "After spinal surgery: ask the surgical team about clearance, " ..
             "fusion status and any limits before loading.",
      when = all { surgery.spinal :is(true), first_known { surgery.cleared_for_exercise :is(false), surgery.spinal :is(true) } },
    if_unknown = "hide", placement = "watch", always = true },
    { says = "After spinal surgery: the surgical team has not cleared exercise. No loading before it does.",
      for_patient = "Your surgical team has not said yet that you can exercise. Do not start before it does.",
      when = surgery.cleared_for_exercise :is(false), if_unknown = "hide", placement = "above_evidence", always = true },
    { says = "The same pain persisted or came back after the operation: PSPS type 2.",
      when = surgery.pain_since :is(true), if_unknown = "hide", placement = "quiet" },
    { says = "Aged 70 or more: ask about osteoporosis and falls before loading.",
      when = patient.age :at_least(70) },
    { says = "Stop exercise and reassess for new neurological signs or fever. Hold it with an unstable heart condition.", placement = "watch",
    always = true },
    { says = "In the first 12 weeks after spinal surgery or a procedure for a stimulator: look for signs of a haematoma and of infection.",
      when = surgery.weeks_since :at_most(12), if_unknown = "hide", placement = "watch", always = true },
    { says = "After spinal surgery: reassess for wound change.",
      when = surgery.spinal :is(true), placement = "watch" },
    "No benefit is claimed at 12 months or later, and harms were little reported: none recorded does not mean none.",
  },
  -- As single studies gave it; the review found none of them better than another. Its studies are before-and-after comparisons, but one.
  delivery = {
    { says = "One study of the review (its six studies are inferred from its references): a back school of five days. Another: four weeks " ..
             "of multidisciplinary rehabilitation.",
      sources = { "porteau-cassard-1999", "ibrahim-2019" } },
  },
  for_patient = fields.for_patient,
  sources  = { "callens-2025", "apta-2021" },
  adds     = {
    exercise = {
      says = "In chronic low back pain exercise should be used; after surgery on the lower back it can be used, " ..
             "which is a weaker word.",
      sources = { "apta-2021" },
    },
    [part] = {
      says = "The patient's own work: its tasks and demands, and an agreed plan. Programmes that are personalised and " ..
             "take in the patient's work seem most suitable, on low-certainty evidence; no effect can be quoted.",
      sources = { "callens-2025" },
    },
  },
  lost_without = {
    exercise = {
      says = "Not known: the programmes were studied as a whole.",
      sources = { "callens-2025" },
    },
    [part] = {
      says = "The link between treatment and the patient's own work. Talking about work, and about what keeps the " ..
             "patient from it, needs no programme.",
    },
  },
  }
end

local composition = "What it may consist of, as the review names it: back school, self-care, functional restoration, multidisciplinary " ..
                    "rehabilitation, physiotherapy, digital care programmes. Listed is not shown to work, and none was shown better " ..
                    "than another."

rehabilitation("work-integrated-rehabilitation", {
  title       = "Exercise with work-integrated rehabilitation",
  what        = "A structured exercise programme within rehabilitation that is fitted to the patient and takes in " ..
                "the patient's own work: its tasks and demands, and a plan for going back or staying on that the " ..
                "patient agrees with. " .. composition,
  contact     = "Agree with the patient what may be told to the employer, and keep the rest confidential.",
  for_patient = "Exercise, together with rehabilitation that looks at your own work: what it asks of you, and " ..
                "how going back or staying on could be made to fit. We do not yet know well how much this " ..
                "helps with work. Nobody will speak with your employer unless you agree.",
})

rehabilitation("work-focused-rehabilitation", {
  title       = "Exercise with work-focused rehabilitation, without employer contact",
  what        = "A structured exercise programme within rehabilitation that is fitted to the patient and takes in " ..
                "the patient's own work as the patient tells it: tasks and demands, and a plan that the patient agrees with. " ..
                "Left out are talks with the employer and changes at the workplace. " .. composition,
  contact     = "Nobody contacts the employer. Whether the studied programmes needed the employer is not known.",
  for_patient = "Exercise, together with rehabilitation that looks at your own work: what it asks of you, and " ..
                "how going back or staying on could be made to fit. We do not yet know well how much this " ..
                "helps with work. Nobody will speak with your employer.",
})
