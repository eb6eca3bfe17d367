source "ifompt-2020" {
  citation = "IFOMPT 2020. Framework for red flags of potential serious spinal pathology",
  doi      = "10.2519/jospt.2020.9971",
  note     = "Covers cauda equina syndrome, fracture, malignancy and infection, and finds no high-quality " ..
             "evidence for the diagnostic accuracy of most red flags. Only the abstract was read: the features " ..
             "named in this pack are recalled, not taken from it.",
}

source "kroenke-2001" {
  citation = "Kroenke K et al. J Gen Intern Med 2001;16:606-613",
  note     = "The PHQ-9. A total of 10 or more is a positive screen. That any answer above 0 to item 9 calls " ..
             "for a risk assessment is a clinical rule (recalled), not a finding of the paper.",
}

source "archer-2016" {
  citation = "Archer KR et al. J Pain 2016;17:76-89",
  doi      = "10.1016/j.jpain.2015.09.013",
  note     = "Randomised trial, 86 people with high fear of movement before laminectomy with or " ..
             "without fusion. Physiotherapy with a cognitive behavioural basis, begun 6 weeks " ..
             "after surgery, did better than education on pain and disability at 3 months. One " ..
             "small trial, of recovery and not of lasting pain.",
}

source "plumbline-policy" {
  citation = "Plumbline clinical policy, November 2026",
  note     = "A design choice of the guideline's authors, not evidence.",
}
