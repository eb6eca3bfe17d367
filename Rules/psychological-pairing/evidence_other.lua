-- Evidence besides Ho 2022. Exercise alone rests on the Cochrane overview; the rest tempers the picture, unclaimed.

-- A stimulator counts where it is known: nobody's certainty is lower because it was not asked about. After spinal surgery it counts
-- with that, once.
local no_stimulator = any {
  surgery.spinal :is(true),
  first_known {
    none { any_known { surgery.procedure :is "spinal-cord-stimulation", surgery.spinal_cord_stimulator :is(true) } },
    surgery.spinal :is(false),
  },
}

-- These reviews studied chronic low back pain. What they do not say about surgery or radicular pain is not assumed:
-- the same criteria are applied as to Ho 2022 (policy).
local people_studied = {
  { says = "pain in the lower back", when = pain.region :is "lumbar",
    differs     = "has the main pain outside the lower back",
    for_patient = "Those studies were of people with pain in the lower back. Your main pain is elsewhere, so they may fit you less." },
  { says = "low back pain (whether people with spinal surgery took part is not known to us)", when = surgery.spinal :is(false),
    differs     = "has had spinal surgery",
    for_patient = "We do not know whether people who have had an operation on the spine, as you have, took part in those studies." },
  { says = "no spinal cord stimulator (whether others took part is not known to us)", when = no_stimulator,
    differs     = "has a spinal cord stimulator",
    for_patient = "We do not know whether people with a spinal cord stimulator, as you have, took part in those studies." },
  { says = "no dominant radicular pain", when = pain.radicular_dominant :is(false), if_unknown = "ask",
    differs     = "has leg or arm pain of the nerve-root type that is worse than the back or neck pain",
    for_patient = "In those studies people had mostly back pain. Your leg or arm pain is worse, so they may fit you less." },
}

-- Cochrane overview. It gives directions and ratings; no pooled figure was seen.

local overview_page = "summary page of the overview (secondary)"

evidence "rizzo-2025/exercise/pain/mixed" {
  source         = "rizzo-2025",
  intervention   = "exercise therapy",
  comparator     = "no treatment or usual care",
  outcome        = "pain",
  timepoint      = "mixed",
  certainty      = "moderate",
  certainty_seen = overview_page,
  finding        = "less",
  population     = people_studied,
  note           = "Probably less pain.",
}

evidence "rizzo-2025/exercise/function/mixed" {
  source         = "rizzo-2025",
  intervention   = "exercise therapy",
  comparator     = "no treatment or usual care",
  outcome        = "function",
  timepoint      = "mixed",
  certainty      = "moderate",
  certainty_seen = overview_page,
  finding        = "slightly better",
  population     = people_studied,
  note           = "Probably slightly better function.",
}

evidence "rizzo-2025/psychological-therapies/pain/mixed" {
  source         = "rizzo-2025",
  intervention   = "psychological therapies",
  comparator     = "usual care",
  outcome        = "pain",
  timepoint      = "mixed",
  certainty      = "moderate",
  certainty_seen = overview_page,
  finding        = "slightly less",
  population     = people_studied,
  note           = "Probably slightly less pain.",
}

evidence "rizzo-2025/psychological-therapies/function/mixed" {
  source         = "rizzo-2025",
  intervention   = "psychological therapies",
  comparator     = "usual care",
  outcome        = "function",
  timepoint      = "mixed",
  certainty      = "moderate",
  certainty_seen = overview_page,
  finding        = "little or no difference",
  population     = people_studied,
  note           = "Probably little or no difference.",
}

evidence "rizzo-2025/multidisciplinary-therapies/pain/mixed" {
  source         = "rizzo-2025",
  intervention   = "multidisciplinary therapies",
  comparator     = "usual care",
  outcome        = "pain",
  timepoint      = "mixed",
  certainty      = "moderate",
  certainty_seen = overview_page,
  finding        = "less",
  population     = people_studied,
  note           = "Probably less pain.",
}

evidence "rizzo-2025/multidisciplinary-therapies/function/mixed" {
  source         = "rizzo-2025",
  intervention   = "multidisciplinary therapies",
  comparator     = "usual care",
  outcome        = "function",
  timepoint      = "mixed",
  certainty      = "moderate",
  certainty_seen = overview_page,
  finding        = "slightly better",
  population     = people_studied,
  note           = "Probably slightly better function.",
}

-- Meta-analysis of CBT. Negative favours CBT. The record does not say whether the differences are standardised.

evidence "yang-2022/cognitive-behavioural-therapy/pain/post-intervention" {
  source         = "yang-2022",
  intervention   = "CBT at the same time as another treatment",
  comparator     = "comparator arms of the pooled trials",
  outcome        = "pain",
  timepoint      = "post-intervention",
  certainty      = "low",
  certainty_seen = "GRADE, Table 3 of the paper",
  effect         = { measure = "pooled difference", value = -0.67, ci = { -1.21, -0.13 }, better = "lower",
                     seen = "Table 3 of the paper" },
  population     = people_studied,
}

evidence "yang-2022/cognitive-behavioural-therapy/function/post-intervention" {
  source         = "yang-2022",
  intervention   = "CBT at the same time as another treatment",
  comparator     = "comparator arms of the pooled trials",
  outcome        = "function",
  timepoint      = "post-intervention",
  certainty      = "moderate",
  certainty_seen = "GRADE, Table 3 of the paper",
  effect         = { measure = "pooled difference", value = -0.81, ci = { -1.35, -0.27 }, better = "lower",
                     seen = "Table 3 of the paper" },
  population     = people_studied,
  note           = "Measured as disability.",
}

evidence "yang-2022/cognitive-behavioural-therapy/fear-avoidance/post-intervention" {
  source         = "yang-2022",
  intervention   = "CBT, alone or beside another treatment",
  comparator     = "mixed comparators",
  outcome        = "fear-avoidance",
  timepoint      = "post-intervention",
  certainty      = "low",
  certainty_seen = "GRADE, Table 3 of the paper",
  effect         = { measure = "pooled difference", value = -1.24, ci = { -2.25, -0.23 }, better = "lower",
                     seen = "Table 3 of the paper" },
  population     = people_studied,
  note           = "5 studies, 505 people.",
}

-- Cochrane review of behavioural treatment. Negative favours treatment.

evidence "henschke-2010/operant-therapy/pain/short-term" {
  source         = "henschke-2010",
  intervention   = "operant therapy",
  comparator     = "waiting list",
  outcome        = "pain",
  timepoint      = "short-term",
  certainty      = "moderate",
  certainty_seen = "abstract of the review",
  effect         = { measure = "SMD", value = -0.43, ci = { -0.75, -0.11 }, better = "lower",
                     seen = "abstract of the review" },
  population     = people_studied,
}

evidence "henschke-2010/behavioural-treatment/pain/short-term" {
  source         = "henschke-2010",
  intervention   = "behavioural treatment",
  comparator     = "usual care",
  outcome        = "pain",
  timepoint      = "short-term",
  certainty      = "moderate",
  certainty_seen = "abstract of the review",
  effect         = { measure = "MD", value = -5.18, ci = { -9.79, -0.57 }, better = "lower",
                     seen = "abstract of the review" },
  population     = people_studied,
  note           = "On a scale of 0 to 100. No difference later on, as far as the abstract was seen.",
}

evidence "henschke-2010/behavioural-approaches/pain/not-stated" {
  source         = "henschke-2010",
  intervention   = "behavioural approaches",
  comparator     = "each other",
  outcome        = "pain",
  timepoint      = "not-stated",
  certainty      = "moderate",
  certainty_seen = "abstract of the review",
  finding        = "little or no difference",
  population     = people_studied,
}
