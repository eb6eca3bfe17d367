-- Fear of movement, catastrophising, mood, anxiety, sensitisation. The scales are licensed: record scores.

fact "fear.fabq_physical_activity" {
  type     = "integer", range = { 0, 24 },
  label    = "FABQ-PA",
  question = "What is the FABQ physical activity score (items 2 to 5, 0 to 24)?",
  note     = "15 or more is a common convention for high; the 1993 paper " ..
             "gives no cut-off. FABQ has no combined total.",
  measurement_error = { value = 3.69, kind = "MDC95", source = "monticone-2020", seen = "abstract",
                        population = "people with chronic low back pain" },
  fhir     = { max_age = 90 },
}

fact "fear.fabq_work" {
  type     = "integer", range = { 0, 42 },
  label    = "FABQ-W",
  question = "What is the FABQ work score (items 6, 7, 9 to 12 and 15, 0 to 42)?",
  note     = "Above 34 is a convention. Ask it only of people with a current or recent job; otherwise it does " ..
             "not apply, which is not the same as zero.",
  measurement_error = { value = 5.95, kind = "MDC95", source = "monticone-2020", seen = "abstract",
                        population = "people with chronic low back pain" },
  fhir     = { max_age = 90 },
}

fact "fear.tsk_17" {
  type     = "integer", range = { 17, 68 },
  label    = "TSK-17",
  question = "What is the Tampa Scale total, 17-item version (17 to 68)?",
  note     = "Above 37 is a convention in chronic low back pain. Items 4, 8, 12 and 16 are reversed before adding.",
  measurement_error = { value = 8.53, kind = "MDC95", source = "eiger-2022", seen = "abstract",
                        population = "people with chronic pain" },
  fhir     = { max_age = 90 },
}

fact "fear.tsk_11" {
  type     = "integer", range = { 11, 44 },
  label    = "TSK-11",
  question = "What is the Tampa Scale total, 11-item version (11 to 44)?",
  note     = "No agreed cut-off. Not proportional to TSK-17: never convert one into the other.",
  measurement_error = { value = 5.82, kind = "MDC95", source = "eiger-2022", seen = "abstract",
                        population = "people with chronic pain" },
  fhir     = { max_age = 90 },
}

fact "cognition.pcs" {
  type     = "integer", range = { 0, 52 },
  label    = "PCS",
  question = "What is the Pain Catastrophizing Scale total (0 to 52)?",
  note     = "Not the physical component score of the SF-12 or SF-36, which is also called PCS.",
  measurement_error = { value = 4.6, kind = "SEM", source = "fernandes-2012", seen = "abstract",
                        population = "people with low back pain" },
  fhir     = { max_age = 90 },
}

fact "mood.phq_2" {
  type     = "integer", range = { 0, 6 },
  label    = "PHQ-2",
  question = "What is the PHQ-2 total (0 to 6)?",
  note     = "It lacks the self-harm item. 3 or more is a positive screen: take the PHQ-9. The panel is " ..
             "55757-9; one public repository swaps the two codes.",
  fhir     = {
    max_age = 30,
    observation = {
      { system = "LOINC", code = "55758-7", display = "PHQ-2 total", confirmed = true },
    },
  },
}

fact "mood.phq_9" {
  type     = "integer", range = { 0, 27 },
  label    = "PHQ-9",
  question = "What is the PHQ-9 total (0 to 27)?",
  note     = "A screen, not a diagnosis. Its fatigue, sleep and concentration items overlap with chronic pain.",
  fhir     = {
    max_age = 30,
    observation = {
      { system = "LOINC", code = "44261-6", display = "PHQ-9 total", confirmed = true },
    },
  },
}

fact "mood.phq_9_item_9" {
  type     = "integer", range = { 0, 3 },
  label    = "PHQ-9 item 9",
  question = "What was the answer to PHQ-9 item 9, thoughts of being better off dead or of self-harm (0 to 3)?",
  note     = "Any answer above 0 calls for a risk assessment the same day. A missing answer is never a zero.",
  fhir     = { max_age = "visit" },
}

fact "mood.gad_2" {
  type     = "integer", range = { 0, 6 },
  label    = "GAD-2",
  question = "What is the GAD-2 total (0 to 6)?",
  note     = "3 or more is a positive screen: take the GAD-7. No code for its total is known; 70272-0 is that of the PHQ-4.",
  fhir     = { max_age = 30 },
}

fact "mood.gad_7" {
  type     = "integer", range = { 0, 21 },
  label    = "GAD-7",
  question = "What is the GAD-7 total (0 to 21)?",
  fhir     = {
    max_age = 30,
    observation = {
      { system = "LOINC", code = "70274-6", display = "GAD-7 total", confirmed = true },
    },
  },
}

fact "mood.suicide_enquiry" {
  type     = "code",
  codes    = { "disclosed", "asked-none" },
  labels   = { ["asked-none"] = "asked, none" },
  also_written = { none = "asked-none", declined = "asked-declined" },
  label    = "Suicide enquiry",
  question = "Asked about suicidal thoughts at this visit: disclosed, or none?",
  note     = "Only an answer of this visit counts. Declined, and not asked, are ways of being absent, and neither is a no.",
  fhir     = { max_age = "visit" },
}

fact "mood.suicidal_ideation_disclosed" {
  type     = "boolean",
  label    = "Suicidal thoughts disclosed",
  question = "Has the patient disclosed suicidal thoughts, by any route?",
  asked    = false,
  note     = "A yes stops. A no settles nothing: it does not say that anybody asked. The enquiry does.",
  fhir     = {
    max_age = "visit",
    condition = {
      { system = "ICD-10-CM", code = "R45.851", display = "Suicidal ideations", confirmed = false },
      { system = "SNOMED CT", code = "6471006", display = "Suicidal thoughts", confirmed = false },
    },
  },
}

fact "sensitisation.csi" {
  type     = "integer", range = { 0, 100 },
  label    = "CSI",
  question = "What is the Central Sensitization Inventory score, part A (0 to 100)?",
  note     = "40 or more is a positive screen. It does not confirm central sensitisation. Part B is not scored.",
  fhir     = { max_age = 90 },
}
