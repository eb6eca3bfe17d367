-- Where the cut-offs come from. Most are conventions: a site may change them with `adapt`.

source "waddell-1993" {
  citation = "Waddell G et al. Pain 1993;52:157-168",
  note     = "The FABQ. The paper gives no cut-off. 15 or more on physical activity and above 34 on work are " ..
             "conventions from secondary sources.",
}

source "tampa-1991" {
  citation = "Miller RP, Kori SH, Todd DD. The Tampa Scale. 1991 (unpublished)",
  note     = "Above 37 on the 17-item version is a convention in chronic low back pain; that it goes back to " ..
             "Vlaeyen 1995 is recalled.",
}

source "woby-2005" {
  citation = "Woby SR et al. Pain 2005;117:137-144",
  note     = "The 11-item Tampa Scale has no agreed cut-off. Above 25 was seen in one public implementation, " ..
             "and that it goes back to this paper is not verified.",
}

source "sullivan-1995" {
  citation = "Sullivan MJL et al. Psychol Assess 1995;7:524-532",
  note     = "The PCS. Above 30 is called clinically relevant (RehabMeasures summary of the manual). The " ..
             "manual itself may say 30 or more (recalled).",
}

source "hill-2008" {
  citation = "Hill JC et al. Arthritis Rheum 2008;59:632-641",
  note     = "The STarT Back tool: total of 3 or less is low risk; psychosocial part of 4 or more is high. It " ..
             "foretells the course in primary care and was not made to choose a therapy.",
}

source "kroenke-2003" {
  citation = "Kroenke K et al. Med Care 2003;41:1284-1292",
  note     = "The PHQ-2. 3 or more is a positive screen (sensitivity 83 per cent, specificity 92 per cent).",
}
