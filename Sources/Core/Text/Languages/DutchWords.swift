/// The program's own sentences in Dutch, by the English sentence in the source.
enum DutchWords {
  /// What the engine says in an answer.
  static let answer: [String: String] = [
    // Values
    "yes": "ja",
    "no": "nee",
    "today": "vandaag",
    "1 day ago": "1 dag geleden",
    "{count} days ago": "{count} dagen geleden",
    "{count} weeks ago": "{count} weken geleden",
    "at least {value}": "ten minste {value}",
    "at most {value}": "ten hoogste {value}",
    "{low} to {high}": "{low} tot {high}",
    "{list} or {last}": "{list} of {last}",
    "{list} and {last}": "{list} en {last}",
    "none of those asked about": "geen van de gevraagde",
    "not asked": "niet gevraagd",
    "not known": "niet bekend",
    "asked, not answered": "gevraagd, niet beantwoord",
    "not applicable": "niet van toepassing",
    "too old": "te oud",

    // Levels of GRADE, strengths and urgencies: see the glossary
    "high": "hoog",
    "moderate": "matig",
    "low": "laag",
    "very low": "zeer laag",
    "not stated": "niet vermeld",
    "strong": "sterk",
    "conditional": "conditioneel",
    "EMERGENCY": "SPOED",
    "SAME DAY": "DEZELFDE DAG",
    "URGENT": "DRINGEND",
    "mixed times": "diverse tijdstippen",
    "time not stated": "tijdstip niet vermeld",

    // Sentences around the packs' texts
    "Not answered: {facts}.": "Niet beantwoord: {facts}.",
    "Not answered: {facts}. The answer can rule this out ({title}).":
      "Niet beantwoord: {facts}. Het antwoord kan dit uitsluiten ({title}).",
    "Not answered: {facts}. The answer can rule this out: {because}":
      "Niet beantwoord: {facts}. Het antwoord kan dit uitsluiten: {because}",
    "Ask before anything else is decided.": "Vraag dit na voordat iets anders wordt beslist.",
    "{title}: not settled ({facts}). {why}": "{title}: niet uitgeklaard ({facts}). {why}",
    "{caution} (Not known: {facts}.)": "{caution} (Niet bekend: {facts}.)",
    "Pack {pack} {version} was due for review by {day}: its content may be out of date.":
      "Pakket {pack} {version} moest uiterlijk op {day} worden herzien: de inhoud kan verouderd zijn.",
    "Two rules recommend different pairings for one slot":
      "Twee regels bevelen voor dezelfde plaats verschillende combinaties aan",
    "{rule} and {other} hold the same rank in slot '{slot}' and are both true; the first by name was taken.":
      "{rule} en {other} hebben dezelfde rang op plaats '{slot}' en gelden allebei; de eerste in alfabetische volgorde is gekozen.",
    "No rule of the packs in force was chosen for this patient.":
      "Geen regel van de geldende pakketten is voor deze patiënt gekozen.",
    "Adapted at this site: {label} {from} became {to} ({reason}; approved by {who}, {day}).":
      "Aangepast in deze praktijk: {label} {from} werd {to} ({reason}; goedgekeurd door {who}, {day}).",

    // A profile to fill in: what is typed stays as it is
    "Delete the # before what you know. What stays commented is not asked, and never a no.":
      "Verwijder het # voor wat u weet. Waar een # blijft staan, is niet gevraagd, en dat is nooit een nee.",
    "A value may be a range (10..14, ..3), or: unknown, declined, n/a.":
      "Een waarde is yes (ja), no (nee) of wat er staat; ook een bereik (10..14, ..3), of: unknown (niet bekend), declined (geweigerd), n/a (niet van toepassing).",

    "The page for the patient has a reading ease of {score} (Flesch-Douma; 60 to 70 is normal, more is easier).":
      "Het blad voor de patiënt heeft een leesgemak van {score} (Flesch-Douma; 60 tot 70 is normaal, hoger is makkelijker).",

    // Contacts
    "Emergency: {contact}": "Spoed: {contact}",
    "If you think of suicide: {contact}": "Als u aan zelfdoding denkt: {contact}",
    "The team that treats you: {contact}": "Het team dat u behandelt: {contact}",
    "No emergency contact is set for this site: write it here before you hand this over.":
      "Voor deze praktijk is geen spoedcontact ingesteld: schrijf het hier voordat u dit meegeeft.",
    "No contact for thoughts of suicide is set for this site: write it here before you hand this over.":
      "Voor deze praktijk is geen contact bij gedachten aan zelfdoding ingesteld: schrijf het hier voordat u dit meegeeft.",
    "No contact of the team is set for this site: write it here before you hand this over.":
      "Voor deze praktijk is geen contact van het team ingesteld: schrijf het hier voordat u dit meegeeft.",

    // What an answer in Dutch says of itself
    "Translated (catalogue {digest}), and not reviewed by a named clinician: what bears on safety stands in English too.":
      "Vertaald (catalogus {digest}), en niet nagekeken door een met naam genoemde clinicus: wat de veiligheid raakt, staat er ook in het Engels.",
    "Translated (catalogue {digest}); reviewed by {who}.":
      "Vertaald (catalogus {digest}); nagekeken door {who}.",
    "{count} sentences of the packs have no translation that fits and stand in English.":
      "{count} zinnen van de pakketten hebben geen passende vertaling en staan er in het Engels.",
    "This text was translated. No clinician has reviewed the translation yet.":
      "Deze tekst is vertaald. De vertaling is nog niet nagekeken door een clinicus.",
  ]
}
