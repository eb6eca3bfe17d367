-- Spinal surgery, and the questions that follow from it.

fact "surgery.spinal" {
  type     = "boolean",
  label    = "Spinal surgery",
  question = "Has the patient ever had surgery on the spine?",
  -- Z98.1 (arthrodesis status) names no joint.
  fhir     = {
    max_age = "lasting",
    condition = {
      { system = "ICD-10-CM", code = "M96.1", display = "Postlaminectomy syndrome NEC", confirmed = true },
      { system = "ICD-10-CM", code = "Z98.1", display = "Arthrodesis status", confirmed = false, asks = true },
    },
    procedure = {
      { system = "SNOMED CT", code = "387731002", display = "Laminectomy", confirmed = true },
      { system = "SNOMED CT", code = "178625001", display = "Primary lumbar microdiscectomy", confirmed = true },
      { system = "SNOMED CT", code = "55705006", display = "Spinal fusion", confirmed = false },
      -- check: allow code-malformed because a project that writes it can mean nothing else; it is read, and marked
      { system = "SNOMED CT", code = "42515009", display = "Excision of intervertebral disc", confirmed = false },
    },
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
  asked    = false,
  fhir     = {
    max_age = "lasting",
    procedure = {
      { system = "SNOMED CT", code = "178625001", display = "Primary lumbar microdiscectomy", confirmed = true, value = "discectomy" },
      { system = "SNOMED CT", code = "387731002", display = "Laminectomy", confirmed = true, value = "laminectomy" },
      { system = "SNOMED CT", code = "55705006", display = "Spinal fusion", confirmed = false, value = "fusion" },
      -- check: allow code-malformed because a project that writes it can mean nothing else; it is read, and marked
      { system = "SNOMED CT", code = "42515009", display = "Excision of intervertebral disc", confirmed = false, value = "discectomy" },
      { system = "CPT", code = "63650", display = "Neurostimulator lead", confirmed = true, value = "spinal-cord-stimulation" },
      { system = "CPT", code = "63655", display = "Neurostimulator lead", confirmed = true, value = "spinal-cord-stimulation" },
    },
  },
  note     = "Each code names one of the answers. 42515009 was seen in one project only, and its check digit is wrong: " ..
             "SNOMED CT has no such concept.",
  -- Leads of a stimulator are placed in people who were never operated on.
  only_when = any { surgery.spinal :is(true), surgery.procedure :is "spinal-cord-stimulation" },
  can_change = false,
}

fact "surgery.weeks_since" {
  type      = "integer", range = { 0, 5200 }, unit = "wk",
  label     = "Time since surgery",
  question  = "How many whole weeks ago was the most recent spinal operation, or procedure for a stimulator?",
  fhir      = { max_age = "visit", performed_of = surgery.procedure },
  -- Of an operation, or of a stimulator; where nothing is known of a stimulator, of an operation.
  only_when = any {
    surgery.spinal :is(true),
    first_known {
      any_known { surgery.procedure :is "spinal-cord-stimulation", surgery.spinal_cord_stimulator :is(true) },
      surgery.spinal :is(true),
    },
  },
}

fact "surgery.pain_since" {
  type      = "boolean",
  label     = "Pain since the operation",
  question  = "Is this the same pain that persisted, or came back, after the spinal operation?",
  fhir      = { max_age = "visit" },
  note      = "Only then is the pain called PSPS type 2 here. It does not say that the operation caused it.",
  only_when = surgery.spinal :is(true),
}

fact "surgery.spinal_cord_stimulator" {
  type     = "boolean",
  label    = "Spinal cord stimulator",
  question = "Does the patient have a spinal cord stimulator, permanent or on trial?",
  asked    = false,
  note     = "Its placing counts for the wait of 12 weeks. By itself it is not the surgery that PSPS type 2 speaks of.",
  -- A device that is no longer active does not say that none is left.
  fhir     = {
    max_age = "visit",
    procedure = {
      { system = "CPT", code = "63650", display = "Neurostimulator lead", confirmed = true },
      { system = "CPT", code = "63655", display = "Neurostimulator lead", confirmed = true },
      { system = "CPT", code = "63685", display = "Neurostimulator generator", confirmed = true },
    },
  },
}

fact "surgery.cleared_for_exercise" {
  type     = "boolean",
  label    = "Cleared for exercise",
  question = "Has the surgical team cleared the patient for exercise?",
  note     = "Clearance is shown as a caution if it is not known. It never shortens the wait after surgery.",
  fhir     = { max_age = "visit" },
}
