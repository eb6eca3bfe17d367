-- What other guidelines say, and how current they are. None of them sets or raises a certainty here.

source "nice-ng59" {
  citation = "NICE guideline NG59. Low back pain and sciatica in over 16s. 2016, updated 2020",
  note     = "Check before citing. One secondary source, a public evidence map of August 2026, " ..
             "reports that NICE withdrew its recommendations on psychological therapy and " ..
             "combined programmes on 29 July 2026. The text before that (recalled): consider " ..
             "psychological therapy only within a package that includes exercise.",
}

source "who-2023" {
  citation = "WHO guideline for non-surgical management of chronic primary low back pain in adults. 2023",
  note     = "Exercise may be offered (conditional, low). Education may be offered (conditional, very low). " ..
             "Operant therapy and CBT may be offered (certainty recalled: very low). Workplace interventions " ..
             "and surgical care are outside it.",
}

source "acp-2017" {
  citation = "Qaseem A et al. Ann Intern Med 2017;166:514-530",
  doi      = "10.7326/M16-2367",
  note     = "First choices in chronic low back pain: exercise and multidisciplinary rehabilitation " ..
             "(moderate), operant therapy and CBT (low), among others. Strong recommendation.",
}

source "apta-2021" {
  citation = "George SZ et al. J Orthop Sports Phys Ther 2021;51:CPG1-CPG60",
  doi      = "10.2519/jospt.2021.0304",
  note     = "Exercise should be used in chronic low back pain; general exercise can be used after lumbar " ..
             "surgery, a weaker word. Pain neuroscience education goes alongside other treatment, not alone. " ..
             "Two of the letter grades are recalled.",
}

source "va-dod-2022" {
  citation = "VA/DoD guideline on low back pain. 2022",
  note     = "Weak recommendations for CBT, exercise and multidisciplinary care (recalled, not confirmed).",
}
