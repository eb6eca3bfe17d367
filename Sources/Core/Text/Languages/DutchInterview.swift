extension DutchWords {
  /// What the interview and the form at a terminal say.
  static let interview: [String: String] = [
    // Questions
    "Answer each question, or with: skip (not asked), unknown, declined, n/a.":
      "Beantwoord elke vraag, of met: skip (niet gevraagd), onbekend, geweigerd, n/a (niet van toepassing).",
    "undo takes the last answer back; answer ends with what is known; quit ends without an answer; help shows this again.":
      "undo neemt het laatste antwoord terug; answer eindigt met wat bekend is; quit eindigt zonder antwoord; help toont dit opnieuw.",
    "Say answer to end with this; what is still asked can only add to it.":
      "Typ answer om hiermee te eindigen; wat nog wordt gevraagd, kan er alleen iets aan toevoegen.",
    "Nothing else can change the answer.": "Niets anders kan het antwoord nog veranderen.",
    "Nothing else is left to ask. More exact answers could still change this one: {facts}.":
      "Er is niets meer te vragen. Preciezere antwoorden kunnen dit antwoord nog veranderen: {facts}.",
    "; and {count} more": "; en nog {count}",
    "The input ended. Questions that could still change the answer: {count}.":
      "De invoer is beëindigd. Vragen die het antwoord nog kunnen veranderen: {count}.",
    "There is no answer to take back.": "Er is geen antwoord om terug te nemen.",
    "Taken back: {facts}.": "Teruggenomen: {facts}.",
    "Did you mean '{code}'?": "Bedoelde u '{code}'?",
    "Please answer with {choices}.": "Antwoord met {choices}.",
    "yes or no": "ja of nee",
    "a number from the list, or the code": "een nummer uit de lijst, of de code",
    "That is not {choices}.": "Dat is niet: {choices}.",
    "That contradicts another answer: {because} Give another answer, or undo.":
      "Dat is in tegenspraak met een ander antwoord: {because} Geef een ander antwoord, of undo.",
    "whether anything is recommended": "of er iets wordt aanbevolen",
    "what is recommended": "wat er wordt aanbevolen",
    "the alternatives": "de alternatieven",
    "how certain the evidence is": "hoe zeker het bewijs is",
    "Can change {parts}; open: {count}.": "Kan veranderen {parts}; open: {count}.",
    // Drafts of the form
    "Of another day, and left out: {answers}. Stops and times are asked again. Enter: go on. ":
      "Van een andere dag, en weggelaten: {answers}. Stops en tijden worden opnieuw gevraagd. Enter: verder. ",
    "Nothing was typed, and nothing is kept.": "Er is niets getypt, en er wordt niets bewaard.",
    "Nothing is kept.": "Er wordt niets bewaard.",
    "NOT KEPT: the draft could not be written: {reason}":
      "NIET BEWAARD: het concept kon niet worden geschreven: {reason}",
    "The answers are kept in {path}; the next `plumbline recommend` offers them.":
      "De antwoorden zijn bewaard in {path}; de volgende `plumbline recommend` biedt ze aan.",
    "(no id)": "(zonder id)",
    "There is a draft of {day} {who}, {answers}. Go on with it, start again (removes it), keep it for later?":
      "Er is een concept van {day} {who}, {answers}. Verdergaan (g), opnieuw beginnen (s, verwijdert het), bewaren voor later (k)?",
    "Another form has taken it.": "Een ander formulier heeft het overgenomen.",

    "The answers so far are in {path}.": "De antwoorden tot nu toe staan in {path}.",
    "Nothing was kept.": "Er is niets bewaard.",
    "one of the answers listed": "een van de genoemde antwoorden",
    "a day, such as \"2026-03-02\", a month or a year, not after the day of the answer":
      "een dag, zoals \"2026-03-02\", een maand of een jaar, niet na de dag van het antwoord",
    ", or 16 months, 2 years, 2025-03": ", of 16 maanden, 2 jaar, 2025-03",
    "a whole number from {low} to {high}": "een geheel getal van {low} tot {high}",
    "a number from {low} to {high} in steps of {step}":
      "een getal van {low} tot {high} in stappen van {step}",
    ", in {unit}": ", in {unit}",
    "yes, no, unknown, declined": "ja, nee, onbekend, geweigerd",
    "; or 10..14, unknown, declined": "; of 10..14, onbekend, geweigerd",

    // Flags
    "Ask about each of these, and look for it. Answered together, they are read back by name.":
      "Vraag elk van deze na, en let erop. Samen beantwoord worden ze bij naam teruggelezen.",
    "none; or by number, as in: 3 yes, 4 unsure, rest no":
      "geen; of per nummer, zoals: 3 ja, 4 onbekend, overige nee",
    "Nothing was taken. Answer again: {choices}.": "Er is niets overgenomen. Antwoord opnieuw: {choices}.",
    "Is that right? yes or no.": "Klopt dat? ja of nee.",
    "Enter for {name}.": "Enter voor {name}.",
    "Who asked the patient? A name or a role.": "Wie heeft het de patiënt gevraagd? Een naam of een rol.",
    "A name has at most {count} bytes, no control characters, and is no answer.":
      "Een naam heeft ten hoogste {count} bytes, geen stuurtekens, en is geen antwoord.",
    "YES": "JA", "NOT KNOWN": "NIET BEKEND", "DECLINED": "GEWEIGERD", "N/A": "N.V.T.", "NO": "NEE",
    "NOT ASKED": "NIET GEVRAAGD",

    // The form
    "^D answers with this now.": "^D antwoordt hier nu mee.",
    "{title} ({number} of {all})": "{title} ({number} van {all})",
    "Read back": "Teruglezen",
    "Before the answer": "Vóór het antwoord",
    "Enter next  Left/Right choose  ^N/^P screen  ? help  ^D to the answer  ^C leave":
      "Enter verder  Links/Rechts kiezen  ^N/^P scherm  ? hulp  ^D antwoord  ^C weg",
    "Any key goes back": "Elke toets gaat terug",
    "Enter confirm  Esc answer one by one  ^C leave":
      "Enter bevestigen  Esc één voor één antwoorden  ^C weg",
    "Enter go on  ^D answer now  Esc back  Up/Down scroll  ^C leave":
      "Enter verder  ^D nu antwoorden  Esc terug  Op/Neer schuiven  ^C weg",
    "more below": "meer hieronder",
    "Patient id (optional)": "Patiëntnummer (mag leeg)",
    "None of these: press Space; then they are read back":
      "Geen van deze: druk op spatie; dan worden ze teruggelezen",
    "! see below": "! zie hieronder",
    "together": "samen",
    "A name for the record, such as a number of your file. It is printed in the answer.":
      "Een naam voor de vastlegging, zoals een dossiernummer. Die staat in het antwoord.",
    "Space answers no to all that are still open here. They are then read back by name, and you say who asked. Enter goes on and answers nothing.":
      "De spatiebalk antwoordt nee op alles wat hier nog open is. Daarna worden ze bij naam teruggelezen, en zegt u wie het heeft gevraagd. Enter gaat verder en beantwoordt niets.",
    "another field": "een ander veld",
    "the next answer to choose": "het volgende antwoord om te kiezen",
    "the next field, or the next screen": "het volgende veld, of het volgende scherm",
    "the next screen, the one before (or Page Down, Page Up)":
      "het volgende scherm, het vorige (of Page Down, Page Up)",
    "empty the field": "het veld leegmaken",
    "to the answer (or F10)": "naar het antwoord (of F10)",
    "leave; a draft is kept, unless --no-draft was given":
      "weggaan; een concept wordt bewaard, behalve met --no-draft",
    "An empty field is not asked, and never a no.": "Een leeg veld is niet gevraagd, en nooit een nee.",
    "Read this back. Is it so?": "Lees dit terug. Is het zo?",
    "Who asked (a name or a role{known})": "Wie heeft het gevraagd (een naam of een rol{known})",
    "To fix first: Enter goes to the first. ^D answers all the same: that is refused, and shows the stops that are true.":
      "Eerst verbeteren: Enter gaat naar het eerste. ^D antwoordt toch: dat wordt geweigerd, en toont de stops die waar zijn.",
    "Other answers that stops read": "Andere antwoorden die een stop leest",
    "Answered": "Beantwoord",
    "Not asked, and never read as no": "Niet gevraagd, en nooit als nee gelezen",
    "Of what is open, this could still change the answer":
      "Van wat open is, kan dit het antwoord nog veranderen",
    "Enter: the answer.": "Enter: het antwoord.",
    "Enter: to what has to be fixed.": "Enter: naar wat verbeterd moet worden.",
    "Answered together, read back, asked by {name}.":
      "Samen beantwoord, teruggelezen, gevraagd door {name}.",
    "not understood": "niet begrepen",
    "Each of them is answered already.": "Elk ervan is al beantwoord.",
    "Say who asked: a name or a role, of at most {count} bytes. If it is not right, press Esc.":
      "Zeg wie het heeft gevraagd: een naam of een rol, van ten hoogste {count} bytes. Klopt het niet, druk dan op Esc.",
    "Confirm with Enter, or go back with Esc.": "Bevestig met Enter, of ga terug met Esc.",
    "Patient id: {reason}": "Patiëntnummer: {reason}",
    "{fact}: what is typed is not {choices}": "{fact}: wat is getypt, is niet: {choices}",
    "# begins a comment in a profile; write it without":
      "# begint een opmerking in een profiel; schrijf het zonder",
    "A field holds at most {count} bytes.": "Een veld bevat ten hoogste {count} bytes.",
    "Erase what is typed (Ctrl-U) to choose.": "Wis wat is getypt (Ctrl-U) om te kiezen.",
  ]
}
