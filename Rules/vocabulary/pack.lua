pack "vocabulary" {
  version   = "2.0.0",
  title     = "Vocabulary: facts and questionnaires for persistent spinal pain",
  purpose   = "The words that the other packs share: each fact with its unit, range and " ..
              "question, and each questionnaire with its scoring. It recommends nothing. " ..
              "Scores describe a patient; none of them is a diagnosis.",
  authors   = { "Plumbline contributors" },
  developer = "Plumbline contributors",
  funding   = "not stated by the contributors",
  released  = "2026-11-20",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth       = "age in whole years is a fact; no date of birth is asked for",
    social_determinants = "work status, absence from work and whether there is a job to return to are facts",
    health_status       = "scores for pain, fear, mood, risk, disability and confidence, signs of serious " ..
                          "disease, and spinal surgery are facts",
  },
  review_by = "2027-11-20",
}
