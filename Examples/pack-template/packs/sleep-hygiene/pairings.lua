-- What goes with exercise: its parts joined by `+`, exercise first.
pairing "exercise+sleep-hygiene" {
  title       = "EXAMPLE: exercise with sleep-hygiene",
  what        = "EXAMPLE: what it consists of, as a clinician would say it.",
  cautions    = { "EXAMPLE: a warning." },
  for_patient = "EXAMPLE: the same in plain words, for the patient.",
}
