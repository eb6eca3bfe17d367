-- A fact that the shared vocabulary does not have. Remove this file if you need none.

fact "sleep_hygiene.example_score" {
  type     = "integer", range = { 0, 10 },
  label    = "EXAMPLE score (sleep-hygiene)",
  question = "EXAMPLE: what is asked, as it is asked, with its range (0 to 10)?",
}
