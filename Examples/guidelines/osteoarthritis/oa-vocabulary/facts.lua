fact "patient.age" {
  type = "integer", range = { 0, 120 }, unit = "a", label = "Age", question = "How old is the patient, in years?",
  can_change = false,
}

fact "joint.site" {
  type = "code", codes = { "knee", "hip", "hand", "other" }, label = "Joint", question = "Which joint troubles the patient most?",
}

fact "joint.pain_with_activity" {
  type = "boolean", label = "Pain with activity", question = "Is the joint pain related to activity?",
}

fact "joint.morning_stiffness" {
  type = "integer", range = { 0, 600 }, unit = "min", label = "Morning stiffness",
  question = "For how many minutes is the joint stiff in the morning? (0: not at all)",
}

fact "body.overweight" {
  type = "boolean", label = "Overweight", question = "Is the patient living with overweight or obesity?",
}

-- Each of these stops by itself: the domain says so.
fact "oa_flags.hot_swollen_joint" {
  type = "boolean", label = "Hot swollen joint", question = "Is a joint hot and swollen?",
}
fact "oa_flags.rapid_worsening" {
  type = "boolean", label = "Rapid worsening", question = "Have the symptoms become worse rapidly?",
}
fact "oa_flags.trauma" {
  type = "boolean", label = "Recent trauma", question = "Did the symptoms follow an injury of the joint?",
}

fact "treatment.topical_nsaid" {
  type = "code", codes = { "not-tried", "helped", "did-not-help", "unsuitable" }, label = "Topical NSAID",
  labels = { ["not-tried"] = "not tried", ["did-not-help"] = "tried, did not help" },
  question = "Was a topical anti-inflammatory drug tried, and did it help?",
}
fact "treatment.oral_nsaid" {
  type = "code", codes = { "not-tried", "helped", "did-not-help", "unsuitable" }, label = "Oral NSAID",
  labels = { ["not-tried"] = "not tried", ["did-not-help"] = "tried, did not help" },
  question = "Was an oral anti-inflammatory drug tried, and did it help? " ..
             "(unsuitable: because of the stomach, kidneys, liver, heart and vessels, pregnancy or other medicines)",
}

fact "treatment.weight_management_available" {
  type = "boolean", label = "Weight management available", question = "Is support to manage weight available here?",
}

fact "goal.primary" {
  type = "code", codes = { "less-pain", "better-function" }, label = "Main goal",
  labels = { ["less-pain"] = "less pain", ["better-function"] = "better function" },
  question = "What matters most to the patient?",
  goal_outcomes = { ["less-pain"] = "pain", ["better-function"] = "function" },
}
