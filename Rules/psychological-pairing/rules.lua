-- Which psychological approach goes with exercise. The first by rank that is true and not vetoed joins the pairing.
-- The order and the matching are policy. To try another cut-off, change its number here and run the tests.

-- By whichever scale was taken.
local high_fear = any_known {
  fear.fabq_physical_activity :at_least(15),   -- convention
  fear.tsk_17                 :above(37),      -- convention
  fear.tsk_11                 :above(25),      -- not verified
}

-- Mood in two steps. A PHQ-9 decides if it was taken. Without one, a PHQ-2 below 3 counts as "not raised",
-- and a PHQ-2 of 3 or more leaves the question open, because only the PHQ-9 can answer it.
local phq_9_raised = mood.phq_9 :at_least(10)
local mood_raised  = first_known {
  phq_9_raised,
  all { mood.phq_2 :at_least(3), phq_9_raised },
}

local work_goal = goal.primary :is_one_of { "return-to-work", "stay-at-work" }

-- A PHQ-9 of 10 or more counts here only once suicidal thoughts are settled: until then a gate asks, and a yes stops.
local distress_or_high_risk = any {
  cognition.pcs                 :above(30),
  mood_raised,
  risk.start_back_psychosocial  :at_least(4),      -- high risk; the total is then at least 4 too
}

-- The first row leads: it is true, and CBT is not passed over as far as is known.
local another_goal = goal.primary :is_not "pain"
-- The last line is true wherever the first is: whether CBT was tried counts as no while it is not known.
local cbt_leads = all {
  distress_or_high_risk,
  first_known {
    none { any_known { treatment.cbt_tried :is "did-not-help", treatment.cbt_available :is(false) } },
    any { cognition.pcs :above(30), phq_9_raised, risk.start_back_psychosocial :at_least(4) },
  },
}

-- A range answers it, too, if all of it falls on one side.
local fear_is_on_one_side = any {
  all { fear.fabq_physical_activity :was_a_range(), fear.fabq_physical_activity :at_least(15) },
  all { fear.fabq_physical_activity :was_a_range(), fear.fabq_physical_activity :below(15) },
  all { fear.tsk_17 :was_a_range(), fear.tsk_17 :above(37) },
  all { fear.tsk_17 :was_a_range(), fear.tsk_17 :at_most(37) },
  all { fear.tsk_11 :was_a_range(), fear.tsk_11 :above(25) },
  all { fear.tsk_11 :was_a_range(), fear.tsk_11 :at_most(25) },
}

-- FABQ-W is left out: it asks about work, and says nothing about fear of movement in general.
need_data "fear-measure" {
  stage   = "required-data",
  title   = "No measure of fear of movement",
  any_of  = { fear.fabq_physical_activity, fear.tsk_17, fear.tsk_11 },
  when    = all { another_goal, none { cbt_leads }, none { fear_is_on_one_side } },
  because = "Fear of movement is one of the things that the choice turns on.",
  action  = "Take one of these: FABQ (physical activity part), TSK-17 or TSK-11.",
  sources = { "plumbline-policy" },
}

rule "cognitive-behavioural-therapy-for-distress-or-high-risk" {
  title     = "Catastrophising, low mood or high risk: pair exercise with CBT",
  when      = distress_or_high_risk,
  recommend = "exercise+cognitive-behavioural-therapy",
  slot      = "psychological", rank = 1,
  strength  = "conditional",
  claims    = {
    "ho-2022/cognitive-behavioural-therapy/function/post-intervention",
    "ho-2022/cognitive-behavioural-therapy/pain/post-intervention",
  },
  because   = "One or more of these is raised: PCS {cognition.pcs} (high: above 30), PHQ-9 {mood.phq_9} " ..
              "(high: 10 or more), STarT Back psychosocial part {risk.start_back_psychosocial} (high: 4 or more). " ..
              "CBT works on thoughts and mood as well as behaviour. The scores are screens and diagnose nothing; " ..
              "STarT Back was not made to choose a therapy.",
  sources   = { "ho-2022", "sullivan-1995", "kroenke-2001", "kroenke-2003", "hill-2008" },
}

rule "pain-education-for-fear-of-movement" {
  title     = "High fear of movement and a goal other than pain: pair exercise with pain education",
  when      = all { high_fear, goal.primary :is_not "pain" },
  recommend = "exercise+pain-education",
  slot      = "psychological", rank = 2,
  strength  = "conditional",
  claims    = {
    "ho-2022/pain-education/function/mid-term",
    "ho-2022/pain-education/function/post-intervention",
    "ho-2022/pain-education/fear-avoidance/not-stated",
  },
  because   = "Fear of movement is high by at least one scale (FABQ-PA {fear.fabq_physical_activity}, TSK-17 " ..
              "{fear.tsk_17}, TSK-11 {fear.tsk_11}), and the goal is {goal.primary}. In chronic non-specific low " ..
              "back pain, pain education was reported to hold its effect on function longest. The claims are " ..
              "for function; none is made for work. The TSK-11 cut-off (above 25) is not verified.",
  sources   = { "ho-2022", "waddell-1993", "tampa-1991", "woby-2005" },
  note      = "The cut-off for TSK-11 (above 25) is not verified.",
}

rule "behavioural-therapy-for-a-pain-goal" {
  title     = "Less pain is the goal: pair exercise with behavioural therapy",
  when      = goal.primary :is "pain",
  recommend = "exercise+behavioural-therapy",
  slot      = "psychological", rank = 3,
  strength  = "conditional",
  claims    = {
    "ho-2022/behavioural-therapy/pain/mid-term",
    "ho-2022/behavioural-therapy/pain/post-intervention",
  },
  because   = "The goal is less pain. In chronic non-specific low back pain, behavioural therapy was reported to do " ..
              "most for pain at 6 to under 12 months. The intervals of the pairings overlap, and a Cochrane " ..
              "review found little or no difference between behavioural approaches.",
  sources   = { "ho-2022", "henschke-2010" },
}

rule "pain-education-beside-a-pain-goal" {
  title     = "High fear of movement and a pain goal: pain education as an alternative",
  when      = all { high_fear, goal.primary :is "pain" },
  recommend = "exercise+pain-education",
  role      = "alternative",
  strength  = "conditional",
  claims    = {
    "ho-2022/pain-education/pain/post-intervention",
    "ho-2022/pain-education/function/mid-term",
    "ho-2022/pain-education/function/post-intervention",
    "ho-2022/pain-education/fear-avoidance/not-stated",
  },
  because   = "The goal is less pain, but fear of movement is high by at least one scale (FABQ-PA " ..
              "{fear.fabq_physical_activity}, TSK-17 {fear.tsk_17}, TSK-11 {fear.tsk_11}), which pain " ..
              "education addresses.",
  sources   = { "ho-2022", "waddell-1993", "tampa-1991", "woby-2005" },
  note      = "The cut-off for TSK-11 (above 25) is not verified.",
}

rule "cognitive-behavioural-therapy-for-work-concerns" {
  title     = "Fear about work, or absence with a work goal, without spinal surgery: pair exercise with CBT",
  when      = all {
    surgery.spinal :is(false),
    any {
      fear.fabq_work :above(34),   -- convention
      all { work_goal, work.absence_weeks :at_least(1) },
    },
  },
  recommend = "exercise+cognitive-behavioural-therapy",
  slot      = "psychological", rank = 4,
  strength  = "conditional",
  claims    = {
    "ho-2022/cognitive-behavioural-therapy/function/post-intervention",
    "ho-2022/cognitive-behavioural-therapy/pain/post-intervention",
  },
  because   = "Either fear about work is high (FABQ-W {fear.fabq_work}; high: above 34), or the goal is work " ..
              "after time off (goal: {goal.primary}; weeks off: {work.absence_weeks}). CBT addresses " ..
              "beliefs and problem solving. The claim is for function; none is made for work.",
  sources   = { "ho-2022", "waddell-1993" },
}

-- What was tried without help, or cannot be had here, lets the next true row lead. If no other is true it still leads, and says so.
local function steps(part, name, in_words)
  pass_over(name .. "-did-not-help") {
    title   = in_words .. " was tried and did not help",
    part    = part,
    when    = treatment[name .. "_tried"] :is "did-not-help",
    because = "This patient's answers point to it.",
    action  = "Talk over what was tried, and how, before it is repeated.",
    sources = { "plumbline-policy" },
  }
  pass_over(name .. "-not-available") {
    title   = in_words .. " is not available here",
    part    = part,
    when    = treatment[name .. "_available"] :is(false),
    because = "This patient's answers point to it.",
    action  = "Refer to a service that offers it.",
    sources = { "plumbline-policy" },
  }
end

steps("pain-education",                 "pain_education",       "Pain education")
steps("behavioural-therapy",            "behavioural_therapy",  "Behavioural therapy")
steps("cognitive-behavioural-therapy",  "cbt",                  "CBT")

otherwise "exercise-alone" {
  title     = "No partner found: exercise alone",
  recommend = "exercise",
  strength  = "conditional",
  claims    = { "rizzo-2025/exercise/pain/mixed", "rizzo-2025/exercise/function/mixed" },
  because   = "No answer so far points to a partner for exercise. This holds only for the answers given.",
  sources   = { "rizzo-2025", "apta-2021", "who-2023", "acp-2017" },
}
