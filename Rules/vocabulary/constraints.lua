-- What no profile can be. A score cannot be smaller than a part of itself.
-- (Time since surgery without surgery is refused too: see `only_when` in facts_surgery.lua.)

constraint "phq-9-holds-its-item-9" {
  holds   = mood.phq_9 :at_least(mood.phq_9_item_9),
  because = "Item 9 is part of the PHQ-9 total, so the total cannot be smaller.",
}

constraint "start-back-holds-its-psychosocial-part" {
  holds   = risk.start_back_total :at_least(risk.start_back_psychosocial),
  because = "The psychosocial part is part of the STarT Back total, so the total cannot be smaller.",
}
