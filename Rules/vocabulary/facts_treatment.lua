-- What was tried, and what can be had here. Unknown changes nothing, so none of it is asked for.

local function available(name, label, in_words)
  fact("treatment." .. name .. "_available") {
    type     = "boolean",
    label    = label .. " available",
    question = "Is " .. in_words .. " available here?",
    asked    = false,
  }
end

local function treatment(name, label, in_words)
  fact("treatment." .. name .. "_tried") {
    type     = "code",
    codes    = { "not-tried", "helped", "did-not-help" },
    labels   = { ["not-tried"] = "not tried", ["did-not-help"] = "tried, did not help" },
    label    = label .. " tried",
    question = "Has the patient tried " .. in_words .. ", and did it help?",
    asked    = false,
  }
  available(name, label, in_words)
end

treatment("pain_education",       "Pain education",       "pain education")
treatment("behavioural_therapy",  "Behavioural therapy",  "behavioural therapy")
treatment("cbt",                  "CBT",                  "cognitive behavioural therapy")
available("work_rehabilitation",  "Work rehabilitation",  "rehabilitation that takes in the patient's work")
