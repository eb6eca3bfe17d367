extension DutchWords {
  /// What the whole answer, its Markdown and its page say around the packs' texts.
  static let pages: [String: String] = [
    // The head and the foot
    "Profile {id}, as of {day}": "Profiel {id}, per {day}",
    "Profile without an id, as of {day}": "Profiel zonder nummer, per {day}",
    "{count} guidelines": "{count} richtlijnen",
    "Guideline: {title}": "Richtlijn: {title}",
    "Packs: {packs}.": "Pakketten: {packs}.",
    "NOT RECORDED: note this answer by other means":
      "NIET VASTGELEGD: noteer dit antwoord op een andere manier",
    "NOT ANALYSED: working out which unanswered questions could change this answer would exceed the budget of an answer. Every open question that the guideline reads is kept as one that could.":
      "NIET GEANALYSEERD: uitzoeken welke onbeantwoorde vragen dit antwoord kunnen veranderen, kost meer dan een antwoord mag kosten. Elke open vraag die de richtlijn leest, geldt als een vraag die dat kan.",

    // Stops
    "Stop": "Stop",
    "Stops": "Stops",
    "DO NOW": "NU DOEN",
    "Do now:": "Nu te doen:",
    "emergency": "spoed",
    "same day": "dezelfde dag",
    "urgent": "dringend",
    "ASK AT ONCE (not answered, and more urgent)": "VRAAG METEEN (niet beantwoord, en dringender)",
    "Act on this first. No pairing is shown while a stop is true.":
      "Handel hier eerst naar. Zolang een stop geldt, wordt geen combinatie getoond.",
    "No pairing now.": "Nu geen combinatie.",
    "This guideline does not cover this patient. No pairing is shown.":
      "Deze richtlijn is niet bedoeld voor deze patiënt. Er wordt geen combinatie getoond.",

    // A refusal
    "POSSIBLE STOP": "MOGELIJKE STOP",
    "Possible stop": "Mogelijke stop",
    "Ask again: {questions}": "Vraag opnieuw: {questions}",
    "Ask again now:": "Vraag nu opnieuw:",
    "Ask again now: {questions}": "Vraag nu opnieuw: {questions}",
    "REFUSED: nothing else was decided": "GEWEIGERD: verder is er niets beslist",
    "Stop; nothing else was decided": "Stop; verder is er niets beslist",
    "Possible stop; nothing else was decided": "Mogelijke stop; verder is er niets beslist",
    "A question to ask first; nothing else was decided":
      "Een vraag die eerst komt; verder is er niets beslist",
    " (listed on standard error)": " (genoemd op de standaardfoutuitvoer)",
    "1 problem": "1 probleem",
    "{count} problems": "{count} problemen",
    "The profile has {problems}, so no pairing is shown.":
      "Het profiel heeft {problems}, dus wordt geen combinatie getoond.",
    "The packs have {problems}, so no pairing is shown.":
      "De pakketten hebben {problems}, dus wordt geen combinatie getoond.",
    "No stop is true in what could be read, which does not rule one out.":
      "In wat kon worden gelezen, geldt geen stop; dat sluit er geen uit.",
    "The stops above were found in what could be read; there may be more.":
      "De stops hierboven zijn gevonden in wat kon worden gelezen; er kunnen er meer zijn.",
    "The stops above are from the packs that do load.":
      "De stops hierboven komen uit de pakketten die wel laden.",
    "Not settled in what could be read: {stops}.": "Niet uitgeklaard in wat kon worden gelezen: {stops}.",
    "An answer cannot be read ({facts}); it may be a yes.":
      "Een antwoord kan niet worden gelezen ({facts}); het kan een ja zijn.",
    "The answer sheet that holds it cannot be read ({facts}); an answer on it may be a yes.":
      "Het antwoordblad waar het op staat, kan niet worden gelezen ({facts}); een antwoord daarop kan een ja zijn.",
    "Something other than no is answered under a name that is not known. Ask which sign is meant, and record it as one of: {facts}.":
      "Onder een naam die niet bekend is, is iets anders dan nee geantwoord. Vraag welk teken bedoeld is, en leg het vast als een van: {facts}.",
    "Answers contradict each other ({facts}); a positive answer is possible.":
      "Antwoorden spreken elkaar tegen ({facts}); een positief antwoord is mogelijk.",
    "There is no page for the patient. What follows is for the clinician.":
      "Er is geen blad voor de patiënt. Wat volgt, is voor de zorgverlener.",

    // The recommendation
    "Note:": "Let op:",
    "1 rule could not be decided because these are missing: {facts}.":
      "1 regel kon niet worden beslist omdat dit ontbreekt: {facts}.",
    "{count} rules could not be decided because these are missing: {facts}.":
      "{count} regels konden niet worden beslist omdat dit ontbreekt: {facts}.",
    "Offer: {strong}. Consider: {others}.": "Bied aan: {strong}. Overweeg: {others}.",
    "To do": "Te doen",
    "By part": "Per onderdeel",
    "All reasons": "Alle redenen",
    "What decided": "Wat besliste",
    "For the patient": "Voor de patiënt",
    "Alternatives": "Alternatieven",
    "Passed over: {reason}": "Overgeslagen: {reason}",
    "Cautions: {cautions}": "Waarschuwingen: {cautions}",
    "Conflicting findings": "Tegenstrijdige bevindingen",
    "{title} (outranked by {first})": "{title} (na {first})",
    "Medication": "Medicatie",
    "Procedure": "Ingreep",
    "Referral": "Verwijzing",
    "Programme": "Programma",
    "Measurement": "Meting",
    "Education": "Voorlichting",
    ", not confirmed": ", niet bevestigd",
    "dose: {dose}": "dosis: {dose}",
    "how often: {often}": "hoe vaak: {often}",
    "monitor: {what}": "volg op: {what}",
    "review after {time}": "bekijk opnieuw na {time}",

    // Evidence
    "Evidence": "Bewijs",
    "Evidence ({certainty})": "Bewijs ({certainty})",
    "certainty is trust in the studied result, not this patient's chance of benefit":
      "zekerheid is vertrouwen in het onderzochte resultaat, niet de kans van deze patiënt op baat",
    "{measure}, with its interval; {legend}.": "{measure}, met het interval; {legend}.",
    "{mark} is {value}, no difference": "{mark} is {value}, geen verschil",
    "right favours the pairing": "rechts is in het voordeel van de combinatie",
    "left favours the pairing": "links is in het voordeel van de combinatie",
    "Studied{against}.": "Onderzocht{against}.",
    "Against {comparator}.": "Tegenover {comparator}.",
    "{figure}, higher favours the pairing": "{figure}, hoger is in het voordeel van de combinatie",
    "{figure}, lower favours the pairing": "{figure}, lager is in het voordeel van de combinatie",
    "outcome": "uitkomst",
    "when": "wanneer",
    "effect": "effect",
    "certainty for this patient": "zekerheid voor deze patiënt",
    "steps": "stappen",
    "Outcome": "Uitkomst",
    "When": "Wanneer",
    "Effect": "Effect",
    "Certainty": "Zekerheid",
    "What is claimed, one outcome at one time a row":
      "Wat wordt beweerd, één uitkomst op één tijdstip per rij",
    " (recalled)": " (uit het geheugen)",
    "It claims no evidence.": "Het beroept zich op geen bewijs.",
    "Certainty: {claims}.": "Zekerheid: {claims}.",
    "{claim} for this patient": "{claim} voor deze patiënt",
    "How each certainty came about": "Hoe elke zekerheid tot stand kwam",
    "The evidence's own rating.": "De eigen beoordeling van het bewijs.",
    "The evidence's own rating, recalled and not confirmed at its source.":
      "De eigen beoordeling van het bewijs, uit het geheugen en niet bevestigd bij de bron.",
    "A rating that is not confirmed counts as moderate at most.":
      "Een beoordeling die niet bevestigd is, telt hoogstens als matig.",
    "No rating was published or seen; that is not the same as a low one.":
      "Er is geen beoordeling gepubliceerd of gezien; dat is niet hetzelfde als een lage.",
    "The rating is recalled, not confirmed at its source; such a rating counts as moderate at most.":
      "De beoordeling is uit het geheugen, niet bevestigd bij de bron; zo'n beoordeling telt hoogstens als matig.",
    "The figure is recalled, not confirmed at its source.":
      "Het cijfer is uit het geheugen, niet bevestigd bij de bron.",
    "Studied in people with {people}; this patient differs: one level lower.":
      "Onderzocht bij mensen met {people}; deze patiënt verschilt: één niveau lager.",
    "Studied in people with {people}; not known for this patient: one level lower.":
      "Onderzocht bij mensen met {people}; niet bekend voor deze patiënt: één niveau lager.",
    "Studied in people with {people}; this patient differs.":
      "Onderzocht bij mensen met {people}; deze patiënt verschilt.",
    "Studied in people with {people}; not known for this patient.":
      "Onderzocht bij mensen met {people}; niet bekend voor deze patiënt.",
    "Not known whether this patient has {people}; if not, one level lower.":
      "Niet bekend of dit voor deze patiënt geldt: {people}; zo niet, één niveau lager.",
    "Further differences do not lower it: two levels are the most.":
      "Verdere verschillen verlagen het niet: twee niveaus is het meest.",
    "the treatment": "de behandeling",
    "the pairing": "de combinatie",
    "favours comparison": "voordeel van de vergelijking",
    "favours {what}": "voordeel van {what}",
    "higher favours {what}": "hoger is in het voordeel van {what}",
    "lower favours {what}": "lager is in het voordeel van {what}",
    ", figure recalled": ", cijfer uit het geheugen",
    "{measure} with its interval, against {comparator}. The dashed line is {value}, no difference.":
      "{measure} met het interval, tegenover {comparator}. De streepjeslijn is {value}, geen verschil.",
    "{measure} against {comparator}, {value} is no difference, {side}.":
      "{measure} tegenover {comparator}, {value} is geen verschil, {side}.",

    // What follows, what is open, where it is from
    "Follows from other answers": "Volgt uit andere antwoorden",
    "{finding}, since {reasons}.": "{finding}, want {reasons}.",
    "no other value is possible": "geen andere waarde is mogelijk",
    "{fact} is {value}": "{fact} is {value}",
    "year": "jaar", "years": "jaar", "month": "maand", "months": "maanden", "week": "week",
    "weeks": "weken", "day": "dag", "days": "dagen", "hour": "uur", "hours": "uur",
    "Unanswered, and able to change this answer": "Niet beantwoord, en kan dit antwoord veranderen",
    "Unanswered, and able to change this answer ({count} of {all})":
      "Niet beantwoord, en kan dit antwoord veranderen ({count} van {all})",
    "Could change {parts}.": "Kan dit veranderen: {parts}.",
    "the decision": "de beslissing",
    "the alternatives": "de alternatieven",
    "certainty": "de zekerheid",
    "And {count} more: {facts}.": "En nog {count}: {facts}.",
    "{facts} and 1 other": "{facts} en nog 1",
    "{facts} and {count} others": "{facts} en nog {count}",
    "Then: does this guideline cover the patient, and what is needed to choose":
      "Daarna: is deze richtlijn bedoeld voor de patiënt, en wat is nodig om te kiezen",
    "Later, for the choice between pairings ({count})": "Later, voor de keuze tussen combinaties ({count})",
    "Not asked here; counts if you know it: {facts}.":
      "Hier niet gevraagd; telt mee als u het weet: {facts}.",
    "From the record": "Uit het dossier",
    "was {value}, too old": "was {value}, te oud",
    "observed {day}": "vastgesteld op {day}",
    "given as {value}": "opgegeven als {value}",

    // The tree of comparisons
    "Why, comparison by comparison": "Waarom, vergelijking voor vergelijking",
    "What else was evaluated": "Wat nog meer is bekeken",
    "Gate": "Voorwaarde",
    "Rule": "Regel",
    "Advice against": "Afrading",
    "Passing over": "Overslaan",
    "Contraindication": "Contra-indicatie",
    "Conflict": "Tegenstrijdigheid",
    "all of these": "al deze",
    "at least one of these": "ten minste een van deze",
    "none of these": "geen van deze",
    "the first of these that is known": "de eerste van deze die bekend is",
    "at least one of these, by those that are known":
      "ten minste een van deze, volgens die welke bekend zijn",
    "{fact}, required {wanted}": "{fact}, vereist {wanted}",
    "{result} (worked out from {facts})": "{result} (afgeleid uit {facts})",
    "one of these is known: {facts}": "een van deze is bekend: {facts}",
    "{value} or more": "{value} of meer",
    "{value} or less": "{value} of minder",
    "above {value}": "boven {value}",
    "below {value}": "onder {value}",
    "anything but {value}": "alles behalve {value}",
    "a range": "een bereik",
    " or ": " of ",

    // Several guidelines
    "Between the guidelines": "Tussen de richtlijnen",
    "CONTRADICTION": "TEGENSPRAAK",
    "Agreement": "Overeenstemming",
    "Repeated": "Herhaald",
    "NO DECISION: {failure}. The other guidelines' answers stand; this one says nothing.":
      "GEEN BESLISSING: {failure}. De antwoorden van de andere richtlijnen staan; deze zegt niets.",
    "A stop is true: nothing that is named here starts before it is dealt with.":
      "Er geldt een stop: niets van wat hier staat, begint voordat die is afgehandeld.",
    "{one} recommends {parts}, but {other} stops ({reason}). Act on the stop; start none of this before it is dealt with.":
      "{one} beveelt {parts} aan, maar {other} stopt ({reason}). Handel naar de stop; begin niets hiervan voordat die is afgehandeld.",
    "{one} recommends {parts}, but {other} says to wait ({reason}). Settle that before it starts.":
      "{one} beveelt {parts} aan, maar {other} zegt te wachten ({reason}). Regel dat voordat het begint.",
    "{one} recommends {parts}, but {other} advises against it ({reason}). Decide which one applies.":
      "{one} beveelt {parts} aan, maar {other} raadt het af ({reason}). Beslis welke van de twee geldt.",
    "{one} offers {parts}, but {other} advises against it ({reason}). Decide which one applies.":
      "{one} biedt {parts} aan, maar {other} raadt het af ({reason}). Beslis welke van de twee geldt.",
    "{one} and {other} both advise against {parts}.": "{one} en {other} raden allebei {parts} af.",
    "{one} and {other} both name {parts}, each on sources of its own. Plan it once.":
      "{one} en {other} noemen allebei {parts}, elk op eigen bronnen. Plan het één keer.",
    "{one} and {other} both name {parts}, on the same source: that is one piece of evidence, not two. Plan it once.":
      "{one} en {other} noemen allebei {parts}, op dezelfde bron: dat is één stuk bewijs, geen twee. Plan het één keer.",
  ]
}
