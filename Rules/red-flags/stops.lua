-- Every stop is evaluated before anything else. One that is true stops the pathway, whatever is unanswered.

stop "cauda-equina" {
  title   = "Possible cauda equina syndrome",
  urgency = "emergency",
  when    = red_flags.cauda_equina :is(true),
  because = "A new feature of cauda equina syndrome is present. A long history of pain does not rule it out.",
  action  = "Send for emergency assessment by the local route. No exercise starts until this is cleared. Do not wait for questionnaires.",
  signs   = "You go numb between your legs. You cannot pass water, you cannot hold it, or it feels different. You cannot hold your stools. Sex feels different. The pain goes down both legs.",
  sources = { "ifompt-2020" },
}

stop "progressive-motor-deficit" {
  title   = "Progressive motor deficit or possible myelopathy",
  urgency = "emergency",
  when    = red_flags.progressive_motor_deficit :is(true),
  because = "Weakness, walking or hand function is getting worse.",
  action  = "Arrange emergency spinal assessment now. No exercise starts until this is cleared.",
  signs   = "Your legs or hands get weaker. You walk less well than before. Your hands get clumsy.",
  sources = { "plumbline-policy" },
}

stop "infection" {
  title   = "Possible spinal infection",
  urgency = "same-day",
  when    = red_flags.infection :is(true),
  because = "Spinal infection is suspected.",
  action  = "Arrange medical assessment the same day, as an emergency if the patient is acutely unwell. Hold " ..
            "exercise: none starts until this is cleared.",
  signs   = "You have a fever or the shivers, and your back or neck hurts more.",
  sources = { "ifompt-2020" },
}

-- The only stop that may be passed while unknown, because it is often not asked about. The question is then asked, and where a score
-- or a refusal calls for it, it blocks: see the gate `suicide-question`. An item 9 of 0, or an enquiry with the answer "none",
-- settles it; an old no to "disclosed" settles nothing. If item 9 is not recorded, the PHQ-9 total may still force it.
-- A range of either that holds a yes leaves it open, whatever else was answered.
local item_9    = mood.phq_9_item_9    :at_least(1)
local disclosed = mood.suicide_enquiry :is "disclosed"

stop "suicide-risk" {
  title   = "Possible suicide risk",
  urgency = "same-day",
  when    = any {
    any_known {
      item_9, disclosed,
      -- An old no to it settles nothing: it is false only where item 9 is.
      any { mood.suicidal_ideation_disclosed :is(true), item_9 },
    },
    all { mood.phq_9_item_9    :was_a_range(), item_9 },
    all { mood.suicide_enquiry :was_a_range(), disclosed },
  },
  because = "PHQ-9 item 9: {mood.phq_9_item_9} (total {mood.phq_9}, of which PHQ-2 {mood.phq_2}). Asked about suicidal thoughts: " ..
            "{mood.suicide_enquiry}; disclosed by any route: {mood.suicidal_ideation_disclosed}. An item 9 above 0, a " ..
            "total that cannot be reached without it, or a disclosure calls for an assessment of risk; none of them says how " ..
            "great the risk is.",
  action  = "Talk with the patient and assess the risk today, before the patient leaves. If danger is immediate, " ..
            "call the emergency services and do not leave the patient alone. Give the patient the local crisis " ..
            "contacts. Record the outcome, supports and current treatment. Choose treatment without this guideline until a " ..
            "new sitting: an answer is not entered lower to get on.",
  signs   = "You think that you would be better off dead, or you think of hurting yourself; if you might do it now, call the emergency number at once.",
  sources = { "kroenke-2001", "plumbline-policy" },
  settled            = "Suicidal thoughts: enquiry: {mood.suicide_enquiry}; PHQ-9 item 9: {mood.phq_9_item_9}.",
  if_unknown         = "ask",
  -- Asked in words at this visit; but what is on the form is read off it.
  questions = {
    { fact = mood.phq_9_item_9, after = mood.phq_9,
      says = "Suicidal thoughts: a PHQ-9 was taken, and its item 9 is not recorded. Read item 9 off the form." },
    { fact = mood.suicide_enquiry, says = "Suicidal thoughts: {mood.suicide_enquiry}." },
  },
  if_unknown_because = "A missing answer is not a no: ask about suicidal thoughts, and take the PHQ-9 where it fits.",
}

stop "fracture" {
  title   = "Possible spinal fracture",
  urgency = "urgent",
  when    = red_flags.fracture :is(true),
  because = "A spinal fracture is suspected.",
  action  = "Arrange urgent medical assessment. Hold exercise and loading: none starts until a fracture is ruled out.",
  signs   = "You have had a fall or a crash, or there is a sudden sharp pain, and your back or neck hurts a lot more.",
  sources = { "ifompt-2020" },
}

stop "malignancy" {
  title   = "Possible spinal malignancy",
  urgency = "urgent",
  when    = red_flags.malignancy :is(true),
  because = "Malignancy is suspected.",
  action  = "Refer urgently by the local route. With signs of pressure on the cord, treat it as an emergency. Hold " ..
            "exercise: none starts until this is cleared.",
  signs   = "You lose weight and do not know why. The pain keeps you awake all night, and nothing helps.",
  sources = { "ifompt-2020" },
}

stop "inflammatory" {
  title   = "Possible inflammatory spinal disease",
  urgency = "urgent",
  when    = red_flags.inflammatory :is(true),
  because = "The pattern suggests inflammatory disease such as axial " ..
            "spondyloarthritis that nobody has looked into, and is not covered by this guideline.",
  action  = "Refer to rheumatology; no exercise programme starts until this is cleared. If the disease is known and under care, " ..
            "answer no here, and yes to the specific cause.",
  signs   = "Your back is stiff for more than half an hour each morning, and it wakes you late in the night.",
  sources = { "plumbline-policy" },
}
