-- Spinal surgery, and the questions that follow from it.

fact "surgery.spinal" {
  type     = "boolean",
  label    = "Spinal surgery",
  question = "Has the patient ever had surgery on the spine?",
  coding   = {
    { system = "ICD-10-CM", code = "M96.1", display = "Postlaminectomy syndrome NEC", confirmed = true },
  },
  note     = "Pain that persists or returns after spinal surgery is what PSPS type 2 describes (the type " ..
             "numbers are recalled). It does not say that the surgery caused the pain.",
  can_change = false,
}

fact "surgery.procedure" {
  type     = "code",
  codes    = { "discectomy", "laminectomy", "fusion", "spinal-cord-stimulation", "other" },
  labels   = { ["spinal-cord-stimulation"] = "spinal cord stimulation" },
  label    = "Procedure",
  question = "What was the most recent spinal operation?",
  coding   = {
    { system = "SNOMED CT", code = "178625001", display = "Primary lumbar microdiscectomy",      confirmed = true },
    { system = "SNOMED CT", code = "387731002", display = "Laminectomy",                         confirmed = true },
    { system = "SNOMED CT", code = "55705006",  display = "Spinal fusion",                       confirmed = true },
    { system = "SNOMED CT", code = "42515009",  display = "Excision of intervertebral disc",     confirmed = false },
  },
  note     = "Each code names one of the answers. 42515009 was seen in one project only: check it before use.",
  -- Leads of a stimulator are placed in people who were never operated on.
  only_when = any { surgery.spinal :is(true), surgery.procedure :is "spinal-cord-stimulation" },
  can_change = false,
}

fact "surgery.weeks_since" {
  type      = "integer", range = { 0, 5200 }, unit = "wk",
  label     = "Time since surgery",
  question  = "How many whole weeks ago was the most recent spinal operation?",
  only_when = surgery.spinal :is(true),
}

fact "surgery.spinal_cord_stimulator" {
  type     = "boolean",
  label    = "Spinal cord stimulator",
  question = "Does the patient have a spinal cord stimulator?",
}

fact "surgery.cleared_for_exercise" {
  type     = "boolean",
  label    = "Cleared for exercise",
  question = "Has the surgical team cleared the patient for exercise?",
  note     = "Clearance is shown as a caution if it is not known. It never shortens the wait after surgery.",
}
