-- Scoring, tested on the facts that it fills: no rule is needed.

local function filled_in(forms) return { instruments = forms } end

-- Items 2 to 5 make 16. The unscored items (1, 8, 13, 14, 16) are all 6 and must not count.
test "fabq-adds-the-physical-activity-items" {
  given  = filled_in { fabq = { 6, 4, 4, 4, 4,  1, 1, 6, 1, 1, 1, 1,  6, 6, 1, 6 } },
  expect = { facts = { ["fear.fabq_physical_activity"] = 16, ["fear.fabq_work"] = 7 } },
}

-- Items 6, 7, 9 to 12 and 15 make 35, with item 11 counted.
test "fabq-adds-the-work-items" {
  given  = filled_in { fabq = { 0, 1, 1, 1, 1,  5, 5, 0, 5, 5, 5, 5,  0, 0, 5, 0 } },
  expect = { facts = { ["fear.fabq_work"] = 35, ["fear.fabq_physical_activity"] = 4 } },
}

-- Thirteen items of 2 make 26; four reversed items of 1 count 4 each: 42. Unreversed it would be 30, not high.
test "tsk-17-reverses-four-items" {
  given  = filled_in { tsk_17 = { 2, 2, 2, 1,  2, 2, 2, 1,  2, 2, 2, 1,  2, 2, 2, 1,  2 } },
  expect = { facts = { ["fear.tsk_17"] = 42 } },
}

test "tsk-11-adds-all-items-as-they-are" {
  given  = filled_in { tsk_11 = { 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2 } },
  expect = { facts = { ["fear.tsk_11"] = 28, ["fear.tsk_17"] = "not-asked" } },
}

test "pcs-adds-all-items" {
  given  = filled_in { pcs = { 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2 } },
  expect = { facts = { ["cognition.pcs"] = 31 } },
}

-- Bothersomeness of 2 ("moderately") does not count, so the psychosocial part stays at 3.
test "start-back-item-9-counts-from-3-on" {
  given  = filled_in { start_back = { 1, 0, 1, 1, 1, 1, 1, 0, 2 } },
  expect = { facts = { ["risk.start_back_psychosocial"] = 3, ["risk.start_back_total"] = 6 } },
}

test "phq-9-fills-its-item-9" {
  given  = filled_in { phq_9 = { 0, 0, 0, 0, 0, 0, 0, 0, 1 } },
  expect = { facts = { ["mood.phq_9_item_9"] = 1, ["mood.phq_9"] = 1 } },
}

test "phq-9-adds-all-items, and its first two are the PHQ-2" {
  given  = filled_in { phq_9 = { 1, 1, 2, 2, 1, 1, 1, 1, 0 } },
  expect = { facts = { ["mood.phq_9"] = 10, ["mood.phq_2"] = 2, ["mood.phq_9_item_9"] = 0 } },
}

-- The laws of one sitting: what the totals leave of an item that was not recorded.
test "a PHQ-9 of 25 leaves no 0 for item 9" {
  given  = { mood = { phq_9 = 25 } },
  expect = { facts = { ["mood.phq_9_item_9"] = "at least 1" } },
}

test "a PHQ-9 of 0 means that item 9 is 0" {
  given  = { mood = { phq_9 = 0 } },
  expect = { facts = { ["mood.phq_9_item_9"] = 0, ["mood.phq_2"] = 0 } },
}

test "a STarT Back total of 8 is high risk" {
  given  = { risk = { start_back_total = 8 } },
  expect = { facts = { ["risk.start_back_psychosocial"] = "at least 4" } },
}
