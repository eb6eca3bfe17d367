-- The manifest, for those who must judge this pack. Every line that says EXAMPLE is invented: replace it.
-- The pack language: Documentation/Pack-language.md. To list what is left: grep -rn EXAMPLE .

pack "sleep-hygiene" {
  version   = "0.1.0",
  title     = "EXAMPLE: what this pack is about, in a few words",
  purpose   = "EXAMPLE: for whom, about which patients, and what it does not decide. It supports clinical " ..
              "judgement and does not replace it.",
  authors   = { "EXAMPLE: your name" },
  review_by = "2027-11-20",   -- after this day every answer carries a caution
  requires  = { vocabulary = "2.0", ["red-flags"] = "2.0", ["psychological-pairing"] = "2.0" },

  -- The source attributes of 45 CFR 170.315(b)(11)(iv)(A). For each kind of data: false, or how it is used.
  developer = "EXAMPLE: who turned the guideline into this pack",
  funding   = "EXAMPLE: who funded that",
  released  = "2026-11-20",
  uses      = {
    race = false, ethnicity = false, language = false,
    sexual_orientation = false, gender_identity = false, sex = false,
    date_of_birth = false, social_determinants = false,
    health_status = "EXAMPLE: the score in facts.lua",
  },
}
