-- What is promised for every patient, whatever else is known or not. `plumbline prove` proves it.

property "CBT is never offered with a sign of suicide risk" {
  given = any {
    mood.phq_9_item_9                 :at_least(1),
    mood.suicide_enquiry              :is "disclosed",
    mood.suicidal_ideation_disclosed  :is(true),
  },
  never = { offers = "cognitive-behavioural-therapy" },
}

property "no claim is more than moderately certain" {
  never   = { certainty_above = "moderate" },
  because = "No rating above moderate has been confirmed at its source.",
}

property "after spinal surgery no claim is more than low in certainty" {
  given   = surgery.spinal :is(true),
  never   = { certainty_above = "low" },
  because = "Whether people with spinal surgery took part in the trials is not known to us: their exclusions were not confirmed.",
}

property "nothing is recommended strongly" {
  never = { strength = "strong" },
}

property "with a pain goal and no high score, behavioural therapy comes first" {
  given = all {
    goal.primary                  :is "pain",
    cognition.pcs                 :at_most(30),
    mood.phq_9                    :below(10),
    risk.start_back_psychosocial  :below(4),
    fear.fabq_work                :at_most(34),
  },
  deciding = "recommend",
  always   = { primary = "exercise+behavioural-therapy" },
}

local distress = any { cognition.pcs :above(30), mood.phq_9 :at_least(10), risk.start_back_psychosocial :at_least(4) }

property "with a pain goal, or where CBT leads, no measure of fear chooses the primary pairing" {
  given = any {
    goal.primary :is "pain",
    all {
      distress,
      first_known {
        none { any_known { treatment.cbt_tried :is "did-not-help", treatment.cbt_available :is(false) } },
        goal.primary :is_not "pain",
      },
    },
  },
  deciding = "recommend",
  same     = "primary",
  whatever = { fear.fabq_physical_activity, fear.tsk_17, fear.tsk_11 },
  because  = "So the gate demands one of nobody else.",
}

property "the intensity of the pain does not choose the pairing" {
  same     = "answer",
  whatever = { pain.intensity },
}

property "an adult's age does not change the answer" {
  given    = patient.age :at_least(18),
  same     = "answer",
  whatever = { patient.age },
}

property "no scale of disability or self-efficacy changes the answer" {
  same     = "answer",
  whatever = { disability.odi, disability.rmdq, self_efficacy.pseq },
}
