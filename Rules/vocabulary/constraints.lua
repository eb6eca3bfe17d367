-- What no profile can contain. A score cannot be smaller than a part of itself.
-- (Time since surgery without surgery is refused too: see `only_when` in facts_surgery.lua.)

constraint "phq-9-holds-its-item-9" {
  holds   = mood.phq_9 :at_least(mood.phq_9_item_9),
  because = "Item 9 is part of the PHQ-9 total, so the total cannot be smaller.",
}

-- PHQ-9 without item 9 is at most PHQ-2 and 18, so at most 24.
constraint "phq-9-reaches-no-further-without-its-item-9" {
  holds = any {
    mood.phq_9_item_9  :at_least(1),
    none {
      mood.phq_9  :at_least(25),
      all { mood.phq_2 :at_most(0), mood.phq_9 :at_least(19) },
      all { mood.phq_2 :at_most(1), mood.phq_9 :at_least(20) },
      all { mood.phq_2 :at_most(2), mood.phq_9 :at_least(21) },
      all { mood.phq_2 :at_most(3), mood.phq_9 :at_least(22) },
      all { mood.phq_2 :at_most(4), mood.phq_9 :at_least(23) },
      all { mood.phq_2 :at_most(5), mood.phq_9 :at_least(24) },
    },
  },
  because = "The PHQ-9 total is too high for its item 9 to be 0.",
}

constraint "start-back-holds-its-psychosocial-part" {
  holds   = risk.start_back_total :at_least(risk.start_back_psychosocial),
  because = "The psychosocial part is part of the STarT Back total, so the total cannot be smaller.",
}
