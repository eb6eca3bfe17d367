extension DutchWords {
  /// What the pages of the service say of versions of packs.
  static let versions: [String: String] = [
    "Whose answers change": "Wiens antwoorden veranderen",
    "Two versions of the packs are compared: which patients get another answer, why, at which line, and which version must follow. Every legal profile is covered; the patients shown are made up.":
      "Twee versies van de pakketten worden vergeleken: welke patiënten een ander antwoord krijgen, waarom, op welke regel, en welke versie moet volgen. Elk geldig profiel telt mee; de getoonde patiënten zijn verzonnen.",
    "Choose two different versions.": "Kies twee verschillende versies.",
    "Compare": "Vergelijk",
    "Compare again": "Vergelijk opnieuw",
    "Other versions": "Andere versies",
    "The packs on the disk are not those in force: they wait for the next reload.":
      "De pakketten op de schijf zijn niet die welke gelden: ze wachten op de volgende keer dat de dienst ze leest.",
    "The packs on the disk are those in force: none wait for a reload.":
      "De pakketten op de schijf zijn die welke gelden: er wachten geen andere.",
    "The packs on the disk cannot be read.": "De pakketten op de schijf kunnen niet worden gelezen.",
    "in force": "die welke gelden",
    "on the disk, for the next reload": "die op de schijf, voor de volgende keer",
    "From {old} to {new}.": "Van {old} naar {new}.",
    "Made at {time}.": "Gemaakt op {time}.",
    "Not finished yet.": "Nog niet klaar.",
    "So far it has taken {count} seconds. If it takes too long, it is given up, and the page says so.":
      "Tot nu toe duurt het {count} seconden. Duurt het te lang, dan wordt het opgegeven, en zegt de pagina dat.",
    "Look again": "Kijk opnieuw",
    "They could not be compared.": "Ze konden niet worden vergeleken.",
    "They are the same packs, byte for byte: nobody’s answer changes.":
      "Het zijn dezelfde pakketten, byte voor byte: niemands antwoord verandert.",
    "{name} is new: every patient gets its answer as well.":
      "{name} is nieuw: elke patiënt krijgt ook dat antwoord.",
    "{name} is gone: no patient gets its answer, nor its stops.":
      "{name} is weg: geen patiënt krijgt nog dat antwoord, en ook de stops niet.",
    "Recorded answers, decided again": "Vastgelegde antwoorden, opnieuw beslist",
    "The ledger could not be read, so no recorded answer was decided again.":
      "Het register kon niet worden gelezen, dus is geen vastgelegd antwoord opnieuw beslist.",
    "No answer is recorded yet.": "Er is nog geen antwoord vastgelegd.",
    "Of the {count} latest recorded answers, {changed} would be another answer.":
      "Van de {count} laatst vastgelegde antwoorden zouden er {changed} een ander antwoord zijn.",
    "The same answer in other words: {count}.": "Hetzelfde antwoord in andere woorden: {count}.",
    "What is proved": "Wat is bewezen",
    "Answers that change": "Antwoorden die veranderen",
    "Beside the answer": "Naast het antwoord",
    "Questions were compared for the examples only, not for every patient.":
      "Vragen zijn alleen voor de voorbeelden vergeleken, niet voor elke patiënt.",
    "Ways in which what is shown beside answers changes: {count}.":
      "Manieren waarop verandert wat naast antwoorden staat: {count}.",
    "Every legal profile that either accepts is covered. For each way both were run on the patient that is shown, who is made up.":
      "Elk geldig profiel dat een van beide aanneemt telt mee. Voor elke manier zijn beide uitgevoerd op de getoonde patiënt, die verzonnen is.",
    "Not decided": "Niet beslist",
    "No patient’s answer changes: this is proved for every legal profile.":
      "Van geen patiënt verandert het antwoord: dit is bewezen voor elk geldig profiel.",
    "Answers change in 1 way.": "Antwoorden veranderen op 1 manier.",
    "Answers change in {count} ways.": "Antwoorden veranderen op {count} manieren.",
    "For the same values no patient’s answer changes: this is proved for every legal profile. But profiles or records may be read as other values.":
      "Voor dezelfde waarden verandert van geen patiënt het antwoord: dit is bewezen voor elk geldig profiel. Maar profielen of dossiers kunnen als andere waarden worden gelezen.",
    "Not decided: it could not be shown that answers change, nor that none does.":
      "Niet beslist: niet aangetoond is dat antwoorden veranderen, en ook niet dat er geen verandert.",
    "The answer stays": "Het antwoord blijft",
    "The answer stays, and something beside it changes": "Het antwoord blijft, en iets ernaast verandert",
    "The answer changes": "Het antwoord verandert",
    "Could not be decided by both": "Kon niet door beide worden beslist",
    "The {count} latest recorded profiles, decided by both":
      "De {count} laatst vastgelegde profielen, door beide beslist",
    "What": "Wat",
    "From": "Van",
    "To": "Naar",
    "Recorded profiles": "Vastgelegde profielen",
    "For example": "Bijvoorbeeld",
    "a patient of whom nothing is known": "een patiënt van wie niets bekend is",
    "Profile": "Profiel",
    "Before": "Voordien",
    "After": "Daarna",
    "Because": "Omdat",
    "It could not be traced to a declaration.": "Het kon niet tot een declaratie worden herleid.",
    "All of these together:": "Al deze samen:",
    "Each of these alone:": "Elk van deze alleen:",
    "enough": "genoeg",
    "TOO SMALL": "TE KLEIN",
    "unless less is shown to be enough": "tenzij minder genoeg blijkt",
    "Was": "Was",
    "Says": "Zegt",
    "Must be at least": "Moet ten minste zijn",
    "Verdict": "Oordeel",
    "Which version follows": "Welke versie volgt",
    "Words and figures only": "Alleen woorden en cijfers",
    "removed": "verwijderd",
    "new": "nieuw",
  ]
}
