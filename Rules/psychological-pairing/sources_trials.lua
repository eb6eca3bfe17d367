-- Reviews of trials.

source "ho-2022" {
  citation = "Ho EK-Y et al. Psychological interventions for chronic, non-specific low back pain: systematic " ..
             "review with network meta-analysis. BMJ 2022;376:e067718",
  doi      = "10.1136/bmj-2021-067718",
  note     = "97 trials, 13 136 people, 17 treatments, searched to 31 January 2021; compared with " ..
             "physiotherapy care alone. Inconsistency in short- and mid-term function and short-term pain was " ..
             "reported as resolved in sensitivity analyses. Every quality rating and every pain figure used " ..
             "here is recalled and not confirmed. No study looked at pain education with physiotherapy at 12 " ..
             "months or later. Figures for mindfulness, counselling, combined approaches, quality of life, " ..
             "compliance and harms were not available: nothing is inferred from that. Exclusions in detail, " ..
             "such as earlier surgery, were not confirmed.",
}

source "rizzo-2025" {
  citation = "Rizzo RRN et al. Non-pharmacological and non-surgical treatments for low back pain: overview of " ..
             "Cochrane reviews. 2025",
  doi      = "10.1002/14651858.CD014691.pub2",
  note     = "Read on a summary page. Psychological therapies against usual care: " ..
             "probably slightly less pain, probably little or no difference in function. " ..
             "It tempers the large effects of the network in Ho 2022.",
}

source "yang-2022" {
  citation = "Cognitive behavioural therapy for chronic low back pain: " ..
             "meta-analysis. Pain Res Manag 2022;2022:4276175",
  doi      = "10.1155/2022/4276175",
  note     = "The record seen did not show the authors; the short name is not confirmed. Heterogeneity was " ..
             "very high (I2 94 to 96 per cent). At 12 months the interval for pain touched no effect, so " ..
             "nothing is claimed there. Negative values favour CBT, the opposite of Ho 2022.",
}

source "henschke-2010" {
  citation = "Henschke N et al. Behavioural treatment for chronic low-back pain. Cochrane Database of " ..
             "Systematic Reviews 2010",
  doi      = "10.1002/14651858.CD002014.pub3",
  note     = "Little or no difference between operant, cognitive and combined behavioural therapy (moderate). " ..
             "Negative values favour treatment.",
}

source "richmond-2015" {
  citation = "Richmond H et al. PLoS One 2015",
  doi      = "10.1371/journal.pone.0134192",
  note     = "Cognitive behavioural approaches against other active treatment, in low back pain mostly of more " ..
             "than 6 weeks. Its figures are long-term, with no rating found, and no benefit is claimed at 12 " ..
             "months or more: none is used.",
}

source "kamper-2015" {
  citation = "Kamper SJ et al. Multidisciplinary biopsychosocial " ..
             "rehabilitation for chronic low back pain. BMJ 2015;350:h444",
  doi      = "10.1136/bmj.h444",
  note     = "That the review exists was confirmed; its figures and ratings are recalled only, so none is used.",
}
