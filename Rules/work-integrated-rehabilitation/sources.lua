source "callens-2025" {
  citation = "Callens J et al. Does rehabilitation improve work participation in patients with chronic spinal " ..
             "pain after spinal surgery: a systematic review. J Rehabil Med 2025;57:jrm25156",
  doi      = "10.2340/jrm.v57.25156",
  note     = "Abstract only. 1,289 records, 48 full texts, 6 publications; modified Downs and Black checklist, " ..
             "GRADE, PROSPERO CRD42022346091. Rehabilitation for return to work was supported only by " ..
             "low-certainty evidence; programmes that are personalised and take in the patient's work \"seem\" " ..
             "most suitable. No pooled effect.",
}

-- The six studies. They were identified from the order of the review's references.
-- Most compare before and after in mixed chronic low back pain. Such figures are not effects and are not claimed.

source "porteau-cassard-1999" {
  citation = "Porteau-Cassard L et al. Rev Rhum Engl Ed 1999;66:477-483",
  note     = "Inclusion in the review is inferred. Retrospective, 144 people, five-day " ..
             "back school, no comparison group; 44 lost to follow-up between day 5 and " ..
             "month 6. The share with earlier surgery was not found.",
}

source "burke-1994" {
  citation = "Burke SA, Harms-Constas CK, Aden PS. Spine 1994;19:1880-1885",
  note     = "Inclusion in the review is inferred. Prospective, 11 centres, functional restoration in 303 " ..
             "people against 94 who did not enter. Return to work was reported to improve whether or not there " ..
             "had been surgery; rates not found.",
}

source "poulain-2010" {
  citation = "Poulain C et al. Eur Spine J 2010;19:1153-1161",
  doi      = "10.1007/s00586-010-1361-6",
  note     = "Inclusion in the review is inferred. Prospective cohort, 105 people, functional restoration, no " ..
             "comparison group. The share with earlier surgery was not found.",
}

source "tavares-figueiredo-2016" {
  citation = "Tavares Figueiredo I et al. Ann Phys Rehabil Med 2016;59:289-293",
  note     = "Inclusion in the review is inferred. Retrospective, 104 people, functional restoration with " ..
             "self-care aims, no comparison group. The share with earlier surgery was not found.",
}

source "ibrahim-2019" {
  citation = "Ibrahim ME et al. BMC Musculoskelet Disord 2019;20:439",
  doi      = "10.1186/s12891-019-2831-6",
  note     = "Inclusion in the review is inferred. Prospective cohort, 201 people, four weeks of " ..
             "multidisciplinary rehabilitation, no comparison group; 53.3 per cent reached 18 months.",
}

source "cui-2023" {
  citation = "Cui D et al. NPJ Digit Med 2023;6:121",
  doi      = "10.1038/s41746-023-00870-3",
  note     = "Inclusion in the review is inferred. The only randomised trial of the six: 70 people with a " ..
             "digital programme, 70 with physiotherapy. No difference in disability or in lost productivity.",
}

-- Beyond the review

source "opera-2022" {
  citation = "Moens M et al. Personalised rehabilitation to improve return to work in PSPS type 2 after spinal " ..
             "cord stimulation: the OPERA study protocol. Trials 2022;23:974",
  doi      = "10.1186/s13063-022-06895-5",
  note     = "A protocol: 112 people planned, 14 weeks of rehabilitation for return to work after spinal cord " ..
             "stimulation. No results were found, so nothing is claimed from it.",
}

source "kishino-2000" {
  citation = "Kishino ND et al. J Occup Rehabil 2000;10:235-239",
  doi      = "10.1023/A:1026670503948",
  note     = "43 people with earlier surgery and 25 without, after functional restoration: return to work was " ..
             "reported as comparable. Small and observational.",
}

source "christelis-2021" {
  citation = "Christelis N et al. 2021 (persistent spinal pain syndrome)",
  doi      = "10.1093/pm/pnab015",
  note     = "Proposes PSPS in place of failed back surgery syndrome. That type 2 means pain after spinal " ..
             "surgery is recalled.",
}
