-- What no profile can contain, and what its numbers force: a total of 25 on the PHQ-9 needs an answer above 0 to its item 9.
-- They hold for answers of one sitting. (Time since surgery without surgery is refused too: see `only_when` in
-- facts_surgery.lua.)

-- The PHQ-9 has nine items of 0 to 3; the PHQ-2 is the first two of them, and six are left besides item 9.
constraint "phq-9-is-the-sum-of-its-items" {
  holds   = mood.phq_9 - mood.phq_2 - mood.phq_9_item_9 :between(0, 18),
  because = "The PHQ-9 total is the PHQ-2, item 9 and six more answers of 0 to 3.",
}

constraint "gad-7-is-the-sum-of-its-items" {
  holds   = mood.gad_7 - mood.gad_2 :between(0, 15),
  because = "The GAD-7 total is the GAD-2 and five more answers of 0 to 3.",
}

constraint "start-back-is-the-sum-of-its-items" {
  holds   = risk.start_back_total - risk.start_back_psychosocial :between(0, 4),
  because = "The STarT Back total is its psychosocial part and four more answers of 0 or 1.",
}

-- A stimulator is left out: leads are placed in people who were never operated on.
constraint "an-operation-is-spinal-surgery" {
  holds = any {
    surgery.spinal :is(true),
    none { surgery.procedure :is_one_of { "discectomy", "laminectomy", "fusion", "other" } },
  },
  because = "A patient who had an operation on the spine had spinal surgery.",
}
