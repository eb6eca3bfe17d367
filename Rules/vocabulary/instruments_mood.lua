-- Depression and anxiety. These may be shown word for word; the attribution below is part of the permission.

local attribution =
  "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational " ..
  "grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute."

local how_to_ask =
  "Over the last 2 weeks, how often have you been bothered by any of the following problems? " ..
  "0 not at all, 1 several days, 2 more than half the days, 3 nearly every day."

-- The answer list of LOINC (LL358-3), which the PHQ and the GAD share.
local answers = {
  { system = "LOINC", code = "LA6568-5", display = "Not at all", confirmed = true, value = 0 },
  { system = "LOINC", code = "LA6569-3", display = "Several days", confirmed = true, value = 1 },
  { system = "LOINC", code = "LA6570-1", display = "More than half the days", confirmed = true, value = 2 },
  { system = "LOINC", code = "LA6571-9", display = "Nearly every day", confirmed = true, value = 3 },
}

local little_interest = "Little interest or pleasure in doing things"
local feeling_down    = "Feeling down, depressed, or hopeless"
local nervous         = "Feeling nervous, anxious or on edge"
local cannot_stop     = "Not being able to stop or control worrying"

instrument "phq_9" {
  title   = "Patient Health Questionnaire, 9 items",
  items   = 9, range = { 0, 3 },
  scores  = {
    { fact = mood.phq_9,        items = "all" },
    { fact = mood.phq_2,        items = { 1, 2 } },
    { fact = mood.phq_9_item_9, items = { 9 } },
  },
  better  = "lower",
  items_may_be_shown = true,
  licence  = attribution,
  citation = "Kroenke K et al. J Gen Intern Med 2001;16:606-613",
  note     = how_to_ask .. " An answer above 0 to item 9 calls for a risk assessment the same day.",
  text     = {
    little_interest,
    feeling_down,
    "Trouble falling or staying asleep, or sleeping too much",
    "Feeling tired or having little energy",
    "Poor appetite or overeating",
    "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
    "Trouble concentrating on things, such as reading the newspaper or watching television",
    "Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or " ..
    "restless that you have been moving around a lot more than usual",
    "Thoughts that you would be better off dead or of hurting yourself in some way",
  },
  fhir     = {
    panel   = { { system = "LOINC", code = "44249-1", display = "PHQ-9 panel", confirmed = true } },
    items   = { "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8" },
    items_confirmed = true,
    answers = answers,
  },
}

instrument "phq_2" {
  title   = "Patient Health Questionnaire, first 2 items",
  items   = 2, range = { 0, 3 },
  scores  = { { fact = mood.phq_2, items = "all" } },
  better  = "lower",
  items_may_be_shown = true,
  licence  = attribution,
  citation = "Kroenke K et al. Med Care 2003;41:1284-1292",
  note     = how_to_ask .. " It does not contain the self-harm item.",
  text     = { little_interest, feeling_down },
  -- Its items have the codes of the PHQ-9's first two, by which they are read.
  fhir     = {
    panel   = { { system = "LOINC", code = "55757-9", display = "PHQ-2 panel", confirmed = true } },
    answers = answers,
  },
}

instrument "gad_7" {
  title   = "Generalised Anxiety Disorder questionnaire, 7 items",
  items   = 7, range = { 0, 3 },
  scores  = {
    { fact = mood.gad_7, items = "all" },
    { fact = mood.gad_2, items = { 1, 2 } },
  },
  better  = "lower",
  items_may_be_shown = true,
  licence  = attribution,
  citation = "Spitzer RL et al. Arch Intern Med 2006;166:1092-1097",
  note     = how_to_ask,
  text     = {
    nervous,
    cannot_stop,
    "Worrying too much about different things",
    "Trouble relaxing",
    "Being so restless that it is hard to sit still",
    "Becoming easily annoyed or irritable",
    "Feeling afraid as if something awful might happen",
  },
  fhir     = {
    panel   = { { system = "LOINC", code = "69737-5", display = "GAD-7 panel", confirmed = true } },
    items   = { "69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7" },
    items_confirmed = true,
    answers = answers,
  },
}

instrument "gad_2" {
  title   = "Generalised Anxiety Disorder questionnaire, first 2 items",
  items   = 2, range = { 0, 3 },
  scores  = { { fact = mood.gad_2, items = "all" } },
  better  = "lower",
  items_may_be_shown = true,
  licence  = attribution,
  citation = "Kroenke K et al. Ann Intern Med 2007;146:317-325",
  note     = how_to_ask,
  text     = { nervous, cannot_stop },
  fhir     = { answers = answers },
}
