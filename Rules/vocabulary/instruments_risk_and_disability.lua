-- Risk of a poor course, disability, self-efficacy.

instrument "start_back" {
  title  = "Keele STarT Back Screening Tool, 9 items",
  items  = 9, range = { 0, 1 },
  item_ranges   = { [9] = { 0, 4 } },
  positive_from = { [9] = 3 },          -- bothersomeness counts 1 from "very much" on
  scores = {
    { fact = risk.start_back_total,        items = "all" },
    { fact = risk.start_back_psychosocial, items = { 5, 6, 7, 8, 9 } },
  },
  better = "lower",
  items_may_be_shown = false,
  licence  = "Copyright Keele University; the site points to legal terms, and electronic use needs a licence " ..
             "(recalled). Scores only.",
  citation = "Hill JC et al. Arthritis Rheum 2008;59:632-641",
  note     = "Items 1 to 8: agree 1, disagree 0. Item 9: 0 not at all, 1 " ..
             "slightly, 2 moderately, 3 very much, 4 extremely.",
  fhir     = { panel = { { system = "LOINC", code = "91349-1", display = "STarT Back panel", confirmed = true } } },
}

instrument "orebro_short" {
  title  = "Örebro Musculoskeletal Pain Screening Questionnaire, short form",
  items  = 10, range = { 0, 10 },
  item_ranges = { [1] = { 1, 10 } },
  reverse     = { 3, 4, 8 },
  scores = { { fact = risk.orebro_short, items = "all" } },
  better = "lower",
  items_may_be_shown = false,
  licence  = "Copyright of the authors; reuse of the items unclear. Scores only.",
  citation = "Linton SJ, Nicholas M, MacDonald S. Spine 2011;36:1891-1895",
  note     = "The reversed items were seen in one implementation only. Validated mainly in recent pain.",
}

instrument "odi" {
  title  = "Oswestry Disability Index, version 2.1a",
  items  = 10, range = { 0, 5 },
  answered_at_least = 8,                -- policy: the published rule lets the denominator fall, without saying how far
  scores = { { fact = disability.odi, items = "all", as = "percent" } },
  better = "lower",
  items_may_be_shown = false,
  licence  = "Rights agent: Mapi Research Trust; fees may apply, also to computer use. Scores only.",
  citation = "Fairbank JC, Pynsent PB. Spine 2000;25:2940-2952",
  fhir     = { panel = { { system = "LOINC", code = "97908-8", display = "ODI panel", confirmed = true } } },
}

instrument "rmdq" {
  title  = "Roland-Morris Disability Questionnaire",
  items  = 24, range = { 0, 1 },
  scores = { { fact = disability.rmdq, items = "all" } },
  better = "lower",
  items_may_be_shown = true,
  licence  = "No permission needed in the form printed in Roland and Fairbank 2000.",
  citation = "Roland M, Morris R. Spine 1983;8:141-144; Roland M, Fairbank J. Spine 2000;25:3115-3124",
  note     = "The items are left out here because their wording was not checked. All 24 answers are asked for: " ..
             "a statement that does not apply is answered 0, not left empty.",
}

instrument "pseq" {
  title  = "Pain Self-Efficacy Questionnaire",
  items  = 10, range = { 0, 6 },
  scores = { { fact = self_efficacy.pseq, items = "all" } },
  better = "higher",
  items_may_be_shown = false,
  licence  = "Copyright Nicholas; electronic use needs permission (recalled). Scores only.",
  citation = "Nicholas MK. Eur J Pain 2007;11:153-163",
}
