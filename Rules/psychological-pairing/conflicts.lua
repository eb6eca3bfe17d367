-- Scores that disagree. They are reported beside the answer, never added or averaged.

conflict "low-risk-with-high-catastrophising" {
  title   = "STarT Back is low while PCS is high",
  when    = all {
    risk.start_back_total :at_most(3),
    cognition.pcs         :above(30),
  },
  because = "STarT Back puts the patient at low risk, yet catastrophising is high. Go through both with the " ..
            "patient before settling on a pairing.",
  sources = { "hill-2008", "sullivan-1995" },
}

conflict "work-fear-without-movement-fear" {
  title   = "FABQ-W is high while FABQ-PA and the Tampa scale are low",
  when    = all {
    fear.fabq_work              :above(34),
    fear.fabq_physical_activity :below(15),
    none { any_known { fear.tsk_17 :above(37), fear.tsk_11 :above(25) } },   -- by whichever version was taken
  },
  because = "Fear seems to be about work rather than movement in general. Ask about job demands, support from " ..
            "the employer and any claim. The two parts of the FABQ are not added.",
  sources = { "waddell-1993", "tampa-1991", "woby-2005" },
}

conflict "fear-scales-differ" {
  title   = "FABQ-PA and the Tampa scale disagree about fear of movement",
  when    = any {
    all { fear.fabq_physical_activity :at_least(15),
          none { any_known { fear.tsk_17 :above(37), fear.tsk_11 :above(25) } } },
    all { fear.fabq_physical_activity :below(15),
          any_known { fear.tsk_17 :above(37), fear.tsk_11 :above(25) } },
  },
  because = "One scale is above its cut-off and the other is not. The cut-offs are conventions: ask the patient " ..
            "which movements are feared before settling on a pairing.",
  sources = { "waddell-1993", "tampa-1991", "woby-2005" },
}
