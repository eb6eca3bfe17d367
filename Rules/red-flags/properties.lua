-- What is promised for every patient, whatever else is known or not. `plumbline prove` proves it.

property "a red flag that is present stops, whatever else is known or not" {
  given = any {
    red_flags.cauda_equina               :is(true),
    red_flags.progressive_motor_deficit  :is(true),
    red_flags.infection                  :is(true),
    red_flags.fracture                   :is(true),
    red_flags.malignancy                 :is(true),
    red_flags.inflammatory               :is(true),
  },
  always  = { decision = "stop" },
  because = "An unanswered question never hides a red flag that is present.",
}

property "a sign of suicide risk stops" {
  given = any {
    mood.phq_9_item_9                 :at_least(1),
    mood.suicide_enquiry              :is "disclosed",
    mood.suicidal_ideation_disclosed  :is(true),
  },
  always = { decision = "stop", alert = "suicide-risk" },
}

property "a PHQ-9 total that needs a positive item 9 stops, whether or not item 9 is recorded" {
  given = any {
    mood.phq_9 :at_least(25),
    all { mood.phq_2 :at_most(0), mood.phq_9 :at_least(19) },
    all { mood.phq_2 :at_most(3), mood.phq_9 :at_least(22) },
    all { mood.phq_2 :at_most(5), mood.phq_9 :at_least(24) },
  },
  always = { decision = "stop", alert = "suicide-risk" },
}

property "nothing is recommended unless every red flag was asked about and is absent" {
  deciding = "recommend",
  same     = "answer",
  whatever = {
    red_flags.cauda_equina, red_flags.progressive_motor_deficit, red_flags.infection,
    red_flags.fracture, red_flags.malignancy, red_flags.inflammatory,
  },
  because = "If one of them may differ, only one answer to it leads to a recommendation.",
}

property "nothing is recommended under 18" {
  given = patient.age :below(18),
  never = { decision = "recommend" },
}

property "nothing is recommended for pain elsewhere" {
  given = pain.region :is "other",
  never = { decision = "recommend" },
}

property "nothing is recommended for pain of less than 12 weeks" {
  given = pain.duration_weeks :below(12),
  never = { decision = "recommend" },
}

property "nothing is recommended in the first 12 weeks after spinal surgery or a stimulator" {
  given = surgery.weeks_since :below(12),
  never = { decision = "recommend" },
}

property "nothing is recommended if a specific cause explains the pain" {
  given = pain.specific_cause :is(true),
  never = { decision = "recommend" },
}

property "knowing more never turns a stop into anything else" {
  knowing_more = { from = { decision = "stop" }, always = { decision = "stop" } },
}

property "knowing more never turns out of scope or defer into a recommendation" {
  knowing_more = {
    from  = { decision = { "out-of-scope", "defer" } },
    never = { decision = "recommend" },
  },
}

property "without a work goal, or without spinal surgery, work status does not choose the primary pairing" {
  given    = any { none { goal.primary :is_one_of { "return-to-work", "stay-at-work" } }, surgery.spinal :is(false) },
  deciding = "recommend",
  same     = "primary",
  whatever = { work.status },
  because  = "So the gate demands it of nobody else.",
}

property "knowing more keeps a recommendation, except for mood, a stimulator, and CBT that is out of reach" {
  knowing_more = {
    from   = { decision = "recommend" },
    always = { decision = "recommend" },
    except = {
      mood.phq_9_item_9, mood.suicide_enquiry, mood.suicidal_ideation_disclosed, mood.phq_9, mood.phq_2,
      surgery.procedure, surgery.spinal_cord_stimulator, surgery.weeks_since, treatment.cbt_tried, treatment.cbt_available,
    },
  },
  because = "These may be unanswered in a recommendation: a raised score asks for the enquiry first, and a stimulator of which " ..
            "nothing was known has a wait of its own. If CBT is out of reach, a measure of fear may choose what leads instead. Everything else that gates look at has been answered.",
}
