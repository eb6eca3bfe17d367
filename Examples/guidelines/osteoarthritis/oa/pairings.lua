pairing "exercise" {
  title       = "Therapeutic exercise",
  what        = "Exercise fitted to the person: strengthening the muscles around the joint, and general aerobic fitness.",
  cautions    = { "The joint may hurt more at first; say so before it happens." },
  for_patient = "You exercise the muscles around your joint, and your whole body. It may hurt a little more at first.",
  sources     = { "nice-ng226" },
}

pairing "exercise+weight-management" {
  title       = "Therapeutic exercise with weight management",
  what        = "Exercise, and support to lose weight.",
  for_patient = "You exercise, and you get support to lose weight.",
  sources     = { "nice-ng226" },
}

pairing "exercise+topical-nsaid" {
  title       = "Therapeutic exercise with a topical NSAID",
  what        = "Exercise, and an anti-inflammatory drug on the skin over the joint, at the lowest dose that works, for the shortest time.",
  for_patient = "You exercise, and you put a gel on the joint to ease the pain.",
  sources     = { "nice-ng226" },
}

pairing "exercise+oral-nsaid" {
  title       = "Therapeutic exercise with an oral NSAID",
  what        = "Exercise, and an anti-inflammatory drug by mouth, at the lowest dose that works, for the shortest time, with a drug that " ..
                "protects the stomach.",
  actions     = {
    { kind = "medication", says = "An NSAID by mouth", dose = "the lowest that works, for the shortest time",
      sources = { "nice-ng226" } },
    { kind = "medication", says = "A drug that protects the stomach, beside it", sources = { "nice-ng226" } },
  },
  cautions    = { "Weigh stomach, kidneys, liver, heart and vessels, pregnancy, other medicines and diseases before prescribing." },
  contraindications = {
    { when = treatment.oral_nsaid :is "unsuitable", because = "An oral NSAID is recorded as unsuitable for this patient." },
  },
  for_patient = "You exercise, and you take a tablet against the pain, with another one that protects your stomach.",
  sources     = { "nice-ng226" },
}

pairing "exercise+manual-therapy" {
  title       = "Therapeutic exercise with manual therapy",
  what        = "Exercise, and mobilising or massaging the joint by hand; never without the exercise.",
  for_patient = "You exercise, and a therapist works on your joint by hand.",
  sources     = { "nice-ng226" },
}

pairing "exercise+injection" {
  title       = "Therapeutic exercise with an injection into the joint",
  what        = "Exercise, and a corticosteroid injected into the joint, which helps for a short time only.",
  for_patient = "You exercise, and an injection into the joint eases the pain for some weeks.",
  sources     = { "nice-ng226" },
}
