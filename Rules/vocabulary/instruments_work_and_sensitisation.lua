-- Work ability, and the screen for features of central sensitisation. Both are context: no rule depends on them.

instrument "was" {
  title  = "Work Ability Score (first item of the Work Ability Index)",
  items  = 1, range = { 0, 10 },
  scores = { { fact = work.ability, items = "all" } },
  better = "higher",
  items_may_be_shown = false,
  licence  = "Finnish Institute of Occupational Health (recalled); reuse of the wording unclear. Score only.",
  citation = "El Fassi M et al. BMC Public Health 2013;13:305",
  note     = "Never used alone: it tells poorly who will come to draw a " ..
             "disability pension (area under the curve 0.67).",
}

instrument "csi" {
  title  = "Central Sensitization Inventory, part A",
  items  = 25, range = { 0, 4 },
  scores = { { fact = sensitisation.csi, items = "all" } },
  better = "lower",
  items_may_be_shown = false,
  licence  = "PRIDE Research Foundation; free for clinical use (recalled). Scores only.",
  citation = "Mayer TG et al. Pain Pract 2012;12:276-285",
  note     = "Part B is not scored. A score does not confirm central sensitisation.",
}
