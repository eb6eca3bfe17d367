-- Signs of serious disease. "No" means asked about and looked for; an unanswered flag stays unanswered.
-- The features in the questions are recalled and not checked against the IFOMPT framework.

-- From a record, a no is an answer of this visit to this question, by a clinician. A diagnosis may say yes, or raise the question: a
-- family such as S32.0- was recalled, and whether it is what the question means is for a clinician.

local recalled = "The features listed are recalled, not checked at source. Weigh them together, and examine."

fact "red_flags.cauda_equina" {
  type     = "boolean",
  label    = "Cauda equina features",
  question = "Is any of these new: saddle or genital numbness, retention, incontinence or altered urinary " ..
             "sensation, bowel incontinence, pain down both legs, sexual dysfunction?",
  note     = recalled .. " Here any one new feature is enough. " ..
             "The codes record the syndrome; the question asks for features.",
  fhir     = {
    max_age = "visit", by_clinician = true,
    condition = {
      { system = "SNOMED CT", code = "192970008", display = "Cauda equina syndrome", confirmed = false },
      { system = "ICD-10-CM", code = "G83.4", display = "Cauda equina syndrome", confirmed = false },
    },
  },
}

fact "red_flags.progressive_motor_deficit" {
  type     = "boolean",
  label    = "Progressive motor deficit",
  question = "Is there worsening weakness, a change in walking, or new clumsiness of the hands?",
  note     = recalled,
  fhir     = { max_age = "visit", by_clinician = true },
}

fact "red_flags.fracture" {
  type     = "boolean",
  label    = "Suspected fracture",
  question = "Weighing these together, do you suspect a fracture: major trauma; minor trauma with osteoporosis, " ..
             "steroids or age 70 or more; sudden severe pain; new deformity?",
  note     = recalled,
  fhir     = {
    max_age = "visit", by_clinician = true,
    condition = {
      { system = "ICD-10-CM", code = "M84.48X-", display = "Pathological fracture, other site", confirmed = false, asks = true },
      { system = "ICD-10-CM", code = "S32.0-", display = "Fracture of lumbar vertebra", confirmed = false, asks = true },
      { system = "ICD-10-CM", code = "M80.08-", display = "Osteoporotic fracture of vertebra", confirmed = false, asks = true },
    },
  },
}

fact "red_flags.malignancy" {
  type     = "boolean",
  label    = "Suspected malignancy",
  question = "Weighing these together, do you suspect malignancy: past cancer, unexplained weight " ..
             "loss, unremitting night pain, no response to care?",
  note     = recalled,
  fhir     = {
    max_age = "visit", by_clinician = true,
    condition = {
      { system = "ICD-10-CM", code = "C79.51", display = "Secondary malignant neoplasm of bone", confirmed = false },
    },
  },
}

fact "red_flags.infection" {
  type     = "boolean",
  label    = "Suspected spinal infection",
  question = "Weighing these together, do you suspect spinal infection: fever, rigors, immunosuppression, " ..
             "injecting drug use, exposure to tuberculosis, all the more after recent spinal surgery?",
  note     = recalled,
  fhir     = {
    max_age = "visit", by_clinician = true,
    condition = {
      { system = "ICD-10-CM", code = "M46.2-", display = "Osteomyelitis of vertebra", confirmed = false, asks = true },
      { system = "ICD-10-CM", code = "M46.4-", display = "Discitis", confirmed = false, asks = true },
    },
  },
}

fact "red_flags.inflammatory" {
  type     = "boolean",
  label    = "Inflammatory pattern",
  question = "Is there a new inflammatory pattern, or one that nobody has looked into: onset before 45 and over 3 months, " ..
             "morning stiffness over 30 minutes, waking in the second half of the night, better with movement; uveitis, " ..
             "psoriasis, inflammatory bowel disease?",
  note     = recalled .. " The IFOMPT framework does not cover inflammatory disease. Known disease under care is a no here, and " ..
             "a yes to the specific cause.",
  fhir     = {
    max_age = "visit", by_clinician = true,
    condition = {
      { system = "ICD-10-CM", code = "M45.-", display = "Ankylosing spondylitis", confirmed = false, asks = true },
    },
  },
}
