pack "vocabulary" {
  version   = "1.0.0",
  title     = "Vocabulary: facts and questionnaires for persistent spinal pain",
  purpose   = "The words that the other packs share: each fact with its unit, range and " ..
              "question, and each questionnaire with its scoring. It recommends nothing. " ..
              "Scores describe a patient; none of them is a diagnosis.",
  authors   = { "Plumbline contributors" },
  review_by = "2027-11-20",
}
