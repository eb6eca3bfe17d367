-- Fear of movement and catastrophising. Every item is needed: a missing answer never counts as zero.

instrument "fabq" {
  title   = "Fear-Avoidance Beliefs Questionnaire",
  items   = 16, range = { 0, 6 },
  scores  = {
    { fact = fear.fabq_physical_activity, items = { 2, 3, 4, 5 } },
    { fact = fear.fabq_work,              items = { 6, 7, 9, 10, 11, 12, 15 } },
  },
  better  = "lower",
  items_may_be_shown = false,
  licence  = "Journal copyright (1993); described as free to use by RehabMeasures. Scores only.",
  citation = "Waddell G et al. Pain 1993;52:157-168",
  note     = "Items 1, 8, 13, 14 and 16 are not scored. There is no total: the two parts are never added.",
}

instrument "tsk_17" {
  title   = "Tampa Scale for Kinesiophobia, 17 items",
  items   = 17, range = { 1, 4 },
  reverse = { 4, 8, 12, 16 },
  scores  = { { fact = fear.tsk_17, items = "all" } },
  better  = "lower",
  items_may_be_shown = false,
  licence  = "Unpublished scale of 1991; rights unclear (recalled). Scores only.",
  citation = "Miller RP, Kori SH, Todd DD. 1991",
}

instrument "tsk_11" {
  title   = "Tampa Scale for Kinesiophobia, 11 items",
  items   = 11, range = { 1, 4 },
  scores  = { { fact = fear.tsk_11, items = "all" } },
  better  = "lower",
  items_may_be_shown = false,
  licence  = "As for the 17-item scale: rights unclear (recalled). Scores only.",
  citation = "Woby SR et al. Pain 2005;117:137-144",
  note     = "No item is reversed: the reversed ones were dropped.",
}

instrument "pcs" {
  title   = "Pain Catastrophizing Scale",
  items   = 13, range = { 0, 4 },
  scores  = { { fact = cognition.pcs, items = "all" } },
  better  = "lower",
  items_may_be_shown = false,
  licence  = "Copyright Sullivan (user manual, 1995-2009). Scores only.",
  citation = "Sullivan MJL et al. Psychol Assess 1995;7:524-532",
}
