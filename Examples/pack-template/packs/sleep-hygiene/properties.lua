-- What is promised for every patient, whatever else is known or not. `plumbline prove` proves it, or shows a patient.

property "EXAMPLE: a low score is never the reason for sleep-hygiene" {
  given = sleep_hygiene.example_score :below(5),
  never = { offers = "sleep-hygiene" },
}
