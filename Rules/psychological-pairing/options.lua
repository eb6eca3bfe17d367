-- The partners side by side, for every patient to whom something is recommended. The order is the domain's.
-- Evidence that tempers the picture stands beside the claims, with its own certainty. Nothing here is sorted by effect.

-- None of the sources at hand states what a partner asks of the patient, so no `burden` is given.

option "exercise-alone" {
  title       = "Exercise alone",
  pairings    = { "exercise" },
  evidence    = { "rizzo-2025/exercise/function/mixed", "rizzo-2025/exercise/pain/mixed" },
  for_patient = "Exercise by itself, built up step by step.",
  sources     = { "rizzo-2025" },
}

option "pain-education" {
  title       = "Pain education",
  pairings    = { "exercise+pain-education" },
  evidence    = {
    "ho-2022/pain-education/function/mid-term",
    "ho-2022/pain-education/function/post-intervention",
    "ho-2022/pain-education/pain/post-intervention",
    "ho-2022/pain-education/fear-avoidance/not-stated",
  },
  tempered_by = { "rizzo-2025/psychological-therapies/function/mixed", "rizzo-2025/psychological-therapies/pain/mixed" },
  for_patient = "Exercise, and sessions about how pain works.",
  sources     = { "ho-2022", "rizzo-2025" },
}

option "behavioural-therapy" {
  title       = "Behavioural therapy",
  pairings    = { "exercise+behavioural-therapy" },
  evidence    = {
    "ho-2022/behavioural-therapy/pain/mid-term",
    "ho-2022/behavioural-therapy/pain/post-intervention",
    "henschke-2010/operant-therapy/pain/short-term",
    "henschke-2010/behavioural-treatment/pain/short-term",
  },
  tempered_by = {
    "henschke-2010/behavioural-approaches/pain/not-stated",
    "rizzo-2025/psychological-therapies/function/mixed", "rizzo-2025/psychological-therapies/pain/mixed",
  },
  for_patient = "Exercise, and a plan to take up again, step by step, what pain has got in the way of.",
  sources     = { "ho-2022", "henschke-2010", "rizzo-2025" },
}

option "cognitive-behavioural-therapy" {
  title       = "Cognitive behavioural therapy",
  pairings    = { "exercise+cognitive-behavioural-therapy" },
  evidence    = {
    "ho-2022/cognitive-behavioural-therapy/function/post-intervention",
    "ho-2022/cognitive-behavioural-therapy/pain/post-intervention",
    "yang-2022/cognitive-behavioural-therapy/function/post-intervention",
    "yang-2022/cognitive-behavioural-therapy/pain/post-intervention",
    "yang-2022/cognitive-behavioural-therapy/fear-avoidance/post-intervention",
  },
  tempered_by = {
    "rizzo-2025/psychological-therapies/function/mixed", "rizzo-2025/psychological-therapies/pain/mixed",
    "henschke-2010/behavioural-approaches/pain/not-stated",
  },
  for_patient = "Exercise, and sessions that work on thoughts, worries and habits that come with pain.",
  sources     = { "ho-2022", "rizzo-2025", "yang-2022" },
}

option "mindfulness" {
  title       = "Mindfulness",
  for_patient = "Learning to notice what you feel, moment by moment, without judging it.",
  note        = "It was in the network, with acceptance and commitment therapy; its figures were not available, so nothing is claimed.",
  sources     = { "ho-2022" },
}

option "counselling" {
  title       = "Counselling",
  for_patient = "Talks in which somebody listens and helps you to find your own way.",
  note        = "It was in the network; its figures were not available, so nothing is claimed.",
  sources     = { "ho-2022" },
}

option "combined-psychological-therapies" {
  title       = "Combined psychological therapies",
  for_patient = "Two or more of these together.",
  note        = "They were in the network; their figures were not available, so nothing is claimed.",
  sources     = { "ho-2022" },
}
