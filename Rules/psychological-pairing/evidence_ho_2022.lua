-- The network meta-analysis on which the pairings rest. A positive SMD favours the pairing.
-- If the abstract rates a group of pairings with a range, the lower end is given. A missing `seen` means: recalled.

local physiotherapy_alone = "physiotherapy care alone, mainly structured exercise"

-- A stimulator counts where it is known: nobody's certainty is lower because it was not asked about. After spinal surgery it counts
-- with that, once.
local no_stimulator = any {
  surgery.spinal :is(true),
  first_known {
    none { any_known { surgery.procedure :is "spinal-cord-stimulation", surgery.spinal_cord_stimulator :is(true) } },
    surgery.spinal :is(false),
  },
}

-- The population of the trials. Chronic and non-specific pain are gates, so they are not repeated.
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

-- Pain education

evidence "ho-2022/pain-education/function/post-intervention" {
  source       = "ho-2022",
  intervention = "pain education with physiotherapy care",
  comparator   = physiotherapy_alone,
  outcome      = "function",
  timepoint    = "post-intervention",
  certainty    = "moderate",
  effect       = { measure = "SMD", value = 0.62, ci = { 0.08, 1.17 }, better = "higher",
                   seen = "news reprint of the paper; point estimate also in the PubMed record" },
  population   = people_studied,
  note         = "The lower limit is close to no effect.",
}

evidence "ho-2022/pain-education/function/mid-term" {
  source       = "ho-2022",
  intervention = "pain education with physiotherapy care",
  comparator   = physiotherapy_alone,
  outcome      = "function",
  timepoint    = "mid-term",
  certainty    = "low",
  effect       = { measure = "SMD", value = 0.63, ci = { 0.25, 1.00 }, better = "higher",
                   seen = "news reprint of the paper" },
  population   = people_studied,
  note         = "6 to under 12 months. Reported as the most sustained effect on function.",
}

evidence "ho-2022/pain-education/pain/post-intervention" {
  source       = "ho-2022",
  intervention = "pain education with physiotherapy care",
  comparator   = physiotherapy_alone,
  outcome      = "pain",
  timepoint    = "post-intervention",
  certainty    = "low",
  effect       = { measure = "SMD", value = 0.91, ci = { 0.37, 1.45 }, better = "higher" },
  population   = people_studied,
}

evidence "ho-2022/pain-education/fear-avoidance/not-stated" {
  source       = "ho-2022",
  intervention = "pain education with physiotherapy care",
  comparator   = physiotherapy_alone,
  outcome      = "fear-avoidance",
  timepoint    = "not-stated",
  certainty    = "not-stated",
  finding      = "no figure seen",
  population   = people_studied,
  note         = "A news article on the paper says that pain education was the most " ..
                 "sustained for avoidant behaviour. No figure and no rating were " ..
                 "available. Fear may fall; it is not claimed that it goes.",
}

-- Cognitive behavioural therapy

evidence "ho-2022/cognitive-behavioural-therapy/function/post-intervention" {
  source       = "ho-2022",
  intervention = "cognitive behavioural therapy with physiotherapy care",
  comparator   = physiotherapy_alone,
  outcome      = "function",
  timepoint    = "post-intervention",
  certainty    = "moderate",
  effect       = { measure = "SMD", value = 1.01, ci = { 0.58, 1.44 }, better = "higher", seen = "PubMed record" },
  population   = people_studied,
}

evidence "ho-2022/cognitive-behavioural-therapy/pain/post-intervention" {
  source       = "ho-2022",
  intervention = "cognitive behavioural therapy with physiotherapy care",
  comparator   = physiotherapy_alone,
  outcome      = "pain",
  timepoint    = "post-intervention",
  certainty    = "low",
  effect       = { measure = "SMD", value = 0.92, ci = { 0.43, 1.42 }, better = "higher" },
  population   = people_studied,
}

-- Behavioural therapy

evidence "ho-2022/behavioural-therapy/pain/post-intervention" {
  source       = "ho-2022",
  intervention = "behavioural therapy with physiotherapy care",
  comparator   = physiotherapy_alone,
  outcome      = "pain",
  timepoint    = "post-intervention",
  certainty    = "low",
  effect       = { measure = "SMD", value = 1.08, ci = { 0.22, 1.94 }, better = "higher" },
  population   = people_studied,
}

evidence "ho-2022/behavioural-therapy/pain/mid-term" {
  source       = "ho-2022",
  intervention = "behavioural therapy with physiotherapy care",
  comparator   = physiotherapy_alone,
  outcome      = "pain",
  timepoint    = "mid-term",
  -- check: allow high-certainty-unconfirmed because it is known, noted here, and shown as moderate at most
  certainty    = "high",
  effect       = { measure = "SMD", value = 1.01, ci = { 0.41, 1.60 }, better = "higher" },
  population   = people_studied,
  note         = "6 to under 12 months. Recalled as high; unconfirmed, so it is never shown above moderate.",
}
