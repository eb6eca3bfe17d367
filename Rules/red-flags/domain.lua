-- The field of care. The pack that declares it holds the safety stops: every pack that recommends requires it.

domain "chronic-back-pain" {
  title = "Chronic back pain",

  -- What every pairing begins with, and what comes next in its name; the rest follows by alphabet.
  base  = "exercise",
  parts = { "work-integrated-rehabilitation", "work-focused-rehabilitation" },

  -- The stages after the stops, in the order in which they are evaluated.
  -- The question about suicidal thoughts is printed first whatever is decided, and blocks a choice where a score or a refusal calls for it.
  stages = { "adult-and-region", "acute", "recent-surgery", "specific-cause", "suicide-question", "required-data" },

  -- What evidence measures. `check` compares what texts promise with what is claimed: by what gets better (`improved`), what gets
  -- less (`eased`), and by whole phrases.
  outcomes = {
    { name = "function", for_patient = "doing more in daily life", improved = { "function|functioning" }, eased = { "disability" } },
    { name = "pain", for_patient = "less pain", eased = { "pain" } },
    { name = "fear-avoidance", label = "fear-avoidance", for_patient = "less fear of moving", eased = { "fear|kinesiophobia", "avoidance" } },
    {
      name = "return-to-work", for_patient = "going back to work", improved = { "return|returns|returning to work" },
      eased = { "sick leave|absence", "sickness absence" },
      phrases = {
        "help|helps|get|gets|bring|brings|lets|enables ~3 back to|at work",
        "return|returns|returning ~1 patients|people|workers|them to work",
        "sooner|earlier|faster back to|at work", "earlier|faster|sooner return to work",
        "return|returns to work sooner|earlier|faster", "will|can ~2 return to work",
      },
    },
    { name = "staying-at-work", for_patient = "staying at work", improved = { "staying at work" }, phrases = { "stay|stays|remain|remains ~2 at work" } },
    { name = "work-ability", for_patient = "being able to do your work", improved = { "work ability", "ability to work" } },
    { name = "quality-of-life", for_patient = "a better life as a whole", improved = { "quality of life" } },
  },

  -- The partners that every recommendation shows side by side, in this order: never by effect.
  options = {
    "exercise-alone", "pain-education", "behavioural-therapy", "cognitive-behavioural-therapy",
    "work-integrated-rehabilitation", "work-focused-rehabilitation", "mindfulness", "counselling", "combined-psychological-therapies",
  },

  -- The windows of Ho 2022, in months from the end of treatment.
  timepoints = {
    { name = "post-intervention", for_patient = "just after the sessions", label = "just after treatment", from = 0 },
    { name = "short-term", for_patient = "some months after", label = "2 to <6 months", from = 2 },
    { name = "mid-term", for_patient = "half a year or more after", label = "6 to <12 months", from = 6 },
    { name = "long-term", for_patient = "a year or more after", label = "12 months or more", from = 12 },
  },

  -- When a patient is looked at again (policy).
  reassess = { "6 weeks", "12 weeks", "6 months" },

  -- Each fact of this group stops by itself; of the stops, only the one about suicide may pass while it is unknown, since it asks.
  flags   = "red_flags",
  may_ask = { "suicide-risk" },

  -- The order in which a clinician asks: by group; a fact before its group comes first in it.
  order = {
    "red_flags", "patient", "pain", "surgery.spinal", "surgery", "goal", "mood.phq_9", "mood", "fear", "cognition", "work.status",
    "work", "risk.start_back_psychosocial", "risk", "self_efficacy", "disability", "sensitisation", "treatment",
  },

  disclaimer = "This matches to pairings studied in groups; that a profile predicts response was not tested.",
}
