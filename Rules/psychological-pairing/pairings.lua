-- What each pairing consists of, and its cautions. Cautions are recalled or policy.

-- As the rules have it, by whichever scale was taken.
local high_fear = any_known {
  fear.fabq_physical_activity :at_least(15),   -- convention
  fear.tsk_17                 :above(37),      -- convention
  fear.tsk_11                 :above(25),      -- not verified
}

-- Shown unless the condition is false, so an unanswered question shows them too. What holds whatever is recommended stands with every
-- answer: new signs, the first weeks after surgery, clearance, and the limits of an implant.
local exercise_cautions = {
  { says = "Stop exercise and reassess for new neurological signs or fever. Hold it with an unstable heart condition.", placement = "watch",
    always = true },
  { says = "In the first 12 weeks after spinal surgery or a procedure for a stimulator: look for signs of a haematoma and of infection.",
    when = surgery.weeks_since :at_most(12), if_unknown = "hide", placement = "watch", always = true },
  { says = "After spinal surgery: reassess for wound change.",
    when = surgery.spinal :is(true), placement = "watch" },
  { says = "After spinal surgery: ask the surgical team about clearance, " ..
           "fusion status and any limits before loading.",
    when = all { surgery.spinal :is(true), first_known { surgery.cleared_for_exercise :is(false), surgery.spinal :is(true) } },
    if_unknown = "hide", placement = "watch", always = true },
  { says = "With a spinal cord stimulator: keep to the implant's limits on movement and loading, as the implanting team states them.",
    when = any { surgery.spinal_cord_stimulator :is(true), surgery.procedure :is "spinal-cord-stimulation" },
    if_unknown = "hide", placement = "watch", always = true },
  { says = "After spinal surgery: the surgical team has not cleared exercise. No loading before it does.",
    for_patient = "Your surgical team has not said yet that you can exercise. Do not start before it does.",
    when = surgery.cleared_for_exercise :is(false), if_unknown = "hide", placement = "above_evidence", always = true },
  { says = "Aged 70 or more: ask about osteoporosis and falls before loading.",
    when = patient.age :at_least(70) },
}

-- On every pairing and with every answer, since it is about the patient. The bands are recalled.
local severe_mood = {
  { says = "PHQ-9 of 20 or more (a screen): arrange an assessment of mood and risk before or beside any pairing. An item 9 of 0 does not " ..
           "rule out suicidal thoughts: ask in words. Hold or adapt exposure and graded activity.",
    when = mood.phq_9 :at_least(20), if_unknown = "hide", placement = "above_evidence", always = true },
  { says = "GAD-7 of 15 or more (a screen): arrange an assessment of mood and risk before or beside any pairing. Hold or adapt exposure " ..
           "and graded activity.",
    when = mood.gad_7 :at_least(15), if_unknown = "hide", placement = "above_evidence", always = true },
}
-- Not beside exercise alone: with a PHQ-9 of 10 or more CBT is matched.
local raised_mood = {
  { says = "PHQ-9 of 15 to 19 (a screen): have mood assessed.",
    when = mood.phq_9 :between(15, 19), if_unknown = "hide", placement = "watch" },
  { says = "PHQ-9 of 10 to 14 (a screen): no pairing here treats depression.",
    when = mood.phq_9 :between(10, 14), if_unknown = "hide", placement = "quiet" },
}

local pairing_cautions = {
  raised_mood[1], raised_mood[2],
  "A 2025 Cochrane overview found, for psychological therapies against usual care, probably slightly less pain " ..
  "and little or no difference in function.",
  "No benefit is claimed at 12 months or later, and harms were little reported: none recorded does not mean none.",
}

local function cautions(own, shared)
  local list = {}
  for _, caution in ipairs(severe_mood)       do table.insert(list, caution) end
  for _, caution in ipairs(own)               do table.insert(list, caution) end
  for _, caution in ipairs(shared)            do table.insert(list, caution) end
  for _, caution in ipairs(exercise_cautions) do table.insert(list, caution) end
  return list
end

-- What each part adds, for `explain`. A statement without sources is inferred.

local exercise_adds = {
  says = "Exercise therapy, against no treatment or usual care, probably gives less pain and slightly better function.",
  sources = { "rizzo-2025" },
}

-- Every figure of the network compares a pairing with physiotherapy care, never with its partner alone.
local function lost_without_exercise(partner)
  return {
    says = "The trials gave " .. partner .. " together with physiotherapy care, mainly structured exercise. Without " ..
           "it none of their figures would apply.",
    sources = { "ho-2022" },
  }
end

local function lost_without_partner(what)
  return {
    says = "Exercise keeps its own evidence. Lost is " .. what .. ". Whether this patient would miss it more than " ..
           "another was not tested.",
    sources = { "rizzo-2025", "ho-2022" },
  }
end

pairing "exercise" {
  title    = "Exercise alone",
  what     = "A structured exercise programme, agreed with the patient and built up step by step.",
  cautions = cautions({
    "Explain which new signs need care at once, and review at 12 weeks.",
  }, {}),
  for_patient = "A programme of exercise, built up at a pace that suits you. Studies of people with " ..
                "long-lasting low back pain suggest that it probably eases pain and helps people to do " ..
                "slightly more. It may be different for you, so we will look together at how it goes.",
  sources  = { "rizzo-2025", "apta-2021", "who-2023", "acp-2017" },
  adds     = { exercise = exercise_adds },
}

pairing "exercise+pain-education" {
  title    = "Exercise with pain education",
  what     = "A structured exercise programme, with sessions that improve understanding of pain and help the " ..
             "patient to look again at beliefs about it.",
  cautions = cautions({
    "Not to be given alone: pain education goes with exercise.",
    { says = "Fear after surgery on the lower back: in one trial of 86 people with high fear, cognitive behavioural physiotherapy from week 6 " ..
             "beat education on pain and disability three months on (Archer 2016; no published rating).",
      when = all { surgery.spinal :is(true), high_fear }, if_unknown = "hide" },
    { says = "After spinal surgery: do not say that pain means no damage until tissue limits are known.",
      when = surgery.spinal :is(true), placement = "watch" },
    "Fit the sessions to language and reading level. Listen first: some patients feel disbelieved.",
  }, pairing_cautions),
  for_patient = "Exercise, together with sessions about how pain works and what it does and does not " ..
                "tell you about your body. Your pain is real. Studies of people with long-lasting " ..
                "low back pain suggest that with both you may be able to do more than with " ..
                "physiotherapy alone, when the sessions end and for some months after. It may be " ..
                "different for you, so we will look together at how it goes.",
  sources  = { "ho-2022", "rizzo-2025", "apta-2021", "who-2023", "archer-2016" },
  adds     = {
    exercise = exercise_adds,
    ["pain-education"] = {
      says = "An understanding of pain and a new look at beliefs about it. Against physiotherapy care alone, better " ..
             "function was found just after treatment and at 6 to under 12 months; for avoidance, words but no figure.",
      sources = { "ho-2022" },
    },
  },
  lost_without = {
    exercise = lost_without_exercise("pain education"),
    ["pain-education"] = lost_without_partner("work on beliefs about pain, and the better function that " ..
      "was found with it"),
  },
}

pairing "exercise+behavioural-therapy" {
  title    = "Exercise with behavioural therapy",
  what     = "A structured exercise programme, with behavioural methods such as graded activity or graded " ..
             "exposure that build up healthy behaviour and remove what reinforces pain behaviour. With work on " ..
             "thoughts added, it is CBT.",
  cautions = cautions({
    { says = "Hold or adapt with active trauma symptoms or untreated severe depression.", placement = "watch" },
    { says = "Exposure must not override real limits of the tissues. Watch for an early flare of pain, and for drop-out.",
      placement = "watch" },
  }, pairing_cautions),
  for_patient = "Exercise, together with a plan that brings back, step by step, activities that pain " ..
                "has got in the way of. Studies of people with long-lasting low back pain suggest " ..
                "that with both you may have less pain than with physiotherapy alone, when the " ..
                "sessions end and for some months after. Pain may flare at first. It may be " ..
                "different for you, so we will look together at how it goes.",
  sources  = { "ho-2022", "rizzo-2025", "henschke-2010", "who-2023", "acp-2017" },
  adds     = {
    exercise = exercise_adds,
    ["behavioural-therapy"] = {
      says = "It builds up healthy behaviour and removes what reinforces pain behaviour. Against physiotherapy care " ..
             "alone, less pain was found (figures recalled); between behavioural approaches, little or no difference.",
      sources = { "ho-2022", "henschke-2010" },
    },
  },
  lost_without = {
    exercise = lost_without_exercise("behavioural therapy"),
    ["behavioural-therapy"] = lost_without_partner("work on pain behaviour, and the lower pain that was " ..
      "found with it"),
  },
}

pairing "exercise+cognitive-behavioural-therapy" {
  title    = "Exercise with cognitive behavioural therapy",
  what     = "A structured exercise programme, with behavioural methods and work on unhelpful thoughts, " ..
             "emotions and problem solving, by a therapist trained in it.",
  cautions = cautions({
    { says = "Check first for active suicidality, psychosis, severe cognitive impairment and untreated substance " ..
             "dependence: if present, treat or refer before CBT.", placement = "watch" },
    { says = "Fear after surgery on the lower back: in one trial of 86 people with high fear, cognitive behavioural physiotherapy from week 6 " ..
             "beat education on pain and disability three months on (Archer 2016; no published rating).",
      when = all { surgery.spinal :is(true), high_fear }, if_unknown = "hide" },
    { says = "GAD-2 and GAD-7 are screens, not diagnoses; a GAD-2 of 3 or more calls for a GAD-7, if not yet taken.",
      when = first_known { mood.gad_7 :at_least(10), mood.gad_2 :at_least(3) } },
    { says = "PHQ-9 is a screen, not a diagnosis; its fatigue, sleep and " ..
             "concentration items overlap with chronic pain.",
      when = first_known { mood.phq_9 :at_least(10), mood.phq_2 :at_least(3) } },
    { says = "Still at work: nothing here is a reason to advise absence.",
      when = all { work.status :is_one_of { "employed-full-time", "employed-part-time" }, work.absence_weeks :is(0) } },
  }, pairing_cautions),
  for_patient = "Exercise, together with sessions that work on the thoughts, worries and habits that come with " ..
                "lasting pain. This does not mean that the pain is in your head. Studies of people with " ..
                "long-lasting low back pain suggest that with both you may be able to do more, when the " ..
                "sessions end, than with physiotherapy alone. It may be different for you, so we will look " ..
                "together at how it goes.",
  sources  = { "ho-2022", "rizzo-2025", "who-2023", "acp-2017", "archer-2016" },
  adds     = {
    exercise = exercise_adds,
    ["cognitive-behavioural-therapy"] = {
      says = "Work on unhelpful thoughts, emotions and problem solving, beside behaviour. Against physiotherapy care " ..
             "alone, better function was found just after treatment.",
      sources = { "ho-2022" },
    },
  },
  lost_without = {
    exercise = lost_without_exercise("CBT"),
    ["cognitive-behavioural-therapy"] = lost_without_partner("work on thoughts and mood, and the better function that " ..
      "was found with it just after treatment"),
  },
}
