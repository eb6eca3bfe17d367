extension DutchWords {
  /// What the screen, the page and what is handed over say.
  static let screens: [String: String] = [
    // The screen
    "patient without an id": "patiënt zonder nummer",
    "as of {day}": "per {day}",
    "all of it: --full": "alles: --full",
    "NOTE": "LET OP",
    "{title}, for now": "{title}, voorlopig",
    "RECOMMEND": "AANBEVOLEN",
    "Recommend": "Aanbevolen",
    "NEED DATA": "GEGEVENS NODIG",
    "Strong recommendation.": "Sterke aanbeveling.",
    "Conditional: decide with the patient.": "Conditioneel: beslis samen met de patiënt.",
    "Conditional recommendation: decide with the patient.":
      "Conditionele aanbeveling: beslis samen met de patiënt.",
    "Studied by {sources} in people with {people}; this patient {differences}.":
      "Onderzocht door {sources} bij mensen met {people}; deze patiënt {differences}.",
    "{list}, and {last}": "{list}, en {last}",
    "differs in this: {people}": "verschilt hierin: {people}",
    "{absence}, by other answers {value}": "{absence}, volgens andere antwoorden {value}",
    "Conflict: {title}.": "Tegenstrijdig: {title}.",
    "Why": "Waarom",
    "Watch": "Let op",
    "1 general caution is in the full answer.": "1 algemene waarschuwing staat in het volledige antwoord.",
    "{count} general cautions are in the full answer.":
      "{count} algemene waarschuwingen staan in het volledige antwoord.",
    "No unanswered question here would change this answer; your own findings may.":
      "Geen onbeantwoorde vraag hier zou dit antwoord veranderen; uw eigen bevindingen kunnen dat wel.",
    "Ask next": "Vraag nu",
    "Ask first": "Vraag eerst",
    "ASK FIRST": "VRAAG EERST",
    "Ask first: {title}.": "Vraag eerst: {title}.",
    "Could change the first choice: {facts}": "Kan de eerste keuze veranderen: {facts}",
    "{count} more could change something else here": "nog {count} kunnen hier iets anders veranderen",
    "the rest: {count} more": "de rest: nog {count}",
    "{facts} (to {choice})": "{facts} (naar {choice})",
    "Ask first: a yes to any of these stops here": "Vraag eerst: een ja op een van deze vragen stopt hier",
    "One of these answers it:": "Een van deze vragen is genoeg:",
    "Or, to be able to choose: {facts}.": "Of, om te kunnen kiezen: {facts}.",
    "Then: {facts}.": "Daarna: {facts}.",
    "Later, for the choice between pairings: {facts}.": "Later, voor de keuze tussen combinaties: {facts}.",
    "It supports a clinician's judgement and does not replace assessment.":
      "Het ondersteunt het oordeel van een zorgverlener en vervangt geen onderzoek.",
    "No pairing can be given yet: an unanswered question is not a no.":
      "Er kan nog geen combinatie worden gegeven: een onbeantwoorde vraag is geen nee.",

    // Options
    "Options, in a fixed order": "Mogelijkheden, in vaste volgorde",
    ", against {comparator}": ", tegenover {comparator}",
    "against {comparator}": "tegenover {comparator}",
    "Against {comparator}, where no other is named. The last words are the certainty.":
      "Tegenover {comparator}, waar niets anders staat. De laatste woorden zijn de zekerheid.",
    ": tempers the claims above": ": tempert wat hierboven staat",
    "tempers the claims above": "tempert wat hierboven staat",
    "Named, nothing claimed: {names}.": "Genoemd, zonder uitspraak over werking: {names}.",
    "certainty is trust in the studied result, not a chance of benefit.":
      "zekerheid is vertrouwen in het onderzochte resultaat, geen kans op baat.",
    "Certainty is trust in the studied result, not a chance of benefit.":
      "Zekerheid is vertrouwen in het onderzochte resultaat, geen kans op baat.",
    " * Recalled, not confirmed.": " * Uit het geheugen, niet bevestigd.",
    "* Recalled, not confirmed.": "* Uit het geheugen, niet bevestigd.",
    "no partner is matched by the answers so far":
      "de antwoorden wijzen tot nu toe niet op een behandeling ernaast",
    "matched by {facts}": "past bij {facts}",
    "an alternative, matched by {facts}": "een alternatief, past bij {facts}",
    "matched, and passed over: {reason}": "past, maar wordt overgeslagen: {reason}",
    "advised against: {reason}": "afgeraden: {reason}",
    "cannot be decided without {facts}": "kan niet worden beslist zonder {facts}",
    "leads only where no partner is matched": "alleen eerste keuze als er geen behandeling naast past",
    "not matched: {facts}": "past niet: {facts}",
    "named; nothing is claimed": "genoemd, zonder uitspraak over werking",
    "no figure available": "geen cijfer beschikbaar",
    "{facts}, and {count} more": "{facts}, en nog {count}",

    ", lower is better": ", lager is beter",
    "The studies compared them with {comparator}, where nothing else is said.":
      "De onderzoeken vergeleken met {comparator}, waar niets anders staat.",
    " (compared with {comparator})": " (vergeleken met {comparator})",
    "at different times": "op verschillende momenten",
    "the time is not said": "het moment staat er niet bij",
    "{title}: not settled.": "{title}: niet uitgeklaard.",
    "{group}: answered together, not read back.": "{group}: samen beantwoord, niet teruggelezen.",
    "{fact}: {value}, converted from {given}.": "{fact}: {value}, omgerekend uit {given}.",
    "The notes were not read.": "De notities zijn niet gelezen.",
    "DEFER": "WACHTEN", "STOP": "STOP", "OUT OF SCOPE": "BUITEN DE RICHTLIJN",
    "The record contradicts itself: {facts}.": "Het dossier spreekt zichzelf tegen: {facts}.",
    "The record raises a question: {facts}.": "Het dossier roept een vraag op: {facts}.",
    "Not recorded (--no-record).": "Niet vastgelegd (--no-record).",
    "Not recorded: the ledger could not be written in time.":
      "Niet vastgelegd: het logboek kon niet op tijd worden geschreven.",
    "Record {name}.": "Vastgelegd als {name}.",

    "Alternative: {title}.": "Alternatief: {title}.",
    "Advised against: {title}.": "Afgeraden: {title}.",

    "{option}: {standing}": "{option}: {standing}",

    // The letter
    "About {who}": "Betreft {who}",
    "your patient": "uw patiënt",
    "Do now: {action}": "Nu te doen: {action}",
    "Findings": "Bevindingen",
    "No: {facts}.": "Nee: {facts}.",
    "Not known: {facts}.": "Niet bekend: {facts}.",
    "Dear colleague,": "Geachte collega,",
    "Cautions": "Waarschuwingen",
    "Advised against": "Afgeraden",
    "Findings that contradict each other": "Tegenstrijdige bevindingen",
    "Not known, and able to change this": "Niet bekend, en kan dit veranderen",
    "On {day} this patient's answers were matched with a guideline ({field}). It recommends: {title}. {strength}":
      "Op {day} zijn de antwoorden van deze patiënt naast een richtlijn gelegd ({field}). Die beveelt aan: {title}. {strength}",
    "On {day} this patient's answers called for action before any treatment is chosen. Nothing else is recommended until that is done.":
      "Op {day} vroegen de antwoorden van deze patiënt om handelen voordat een behandeling wordt gekozen. Tot dat gedaan is, wordt niets anders aanbevolen.",
    "On {day} the guideline ({field}) gives no pairing for now.":
      "Op {day} geeft de richtlijn ({field}) voorlopig geen combinatie.",
    "On {day} the guideline ({field}) did not cover this patient.":
      "Op {day} was de richtlijn ({field}) niet bedoeld voor deze patiënt.",
    "On {day} the guideline ({field}) could not give a pairing: an unanswered question is not a no.":
      "Op {day} kon de richtlijn ({field}) geen combinatie geven: een onbeantwoorde vraag is geen nee.",
    "What it consists of": "Waaruit het bestaat",
    "Option": "Mogelijkheid",
    "What was found": "Wat is gevonden",
    "Against": "Tegenover",
    "Certainty for this patient": "Zekerheid voor deze patiënt",
    "Standing": "Plaats",
    "Plan": "Plan",
    "Sources": "Bronnen",
    "Written with {engine}, packs {packs}.": "Geschreven met {engine}, pakketten {packs}.",
    "Signed:": "Handtekening:",
    "Who gives it, how many sessions and what a session holds: not stated in the sources at hand.":
      "Wie het geeft, hoeveel sessies en wat een sessie inhoudt: niet vermeld in de bronnen die er zijn.",
    "Look again after {times} (policy).": "Kijk opnieuw na {times} (beleid).",
    "Take again: {score}": "Opnieuw afnemen: {score}",
    "Take again, with no measurement error known: {scores}.":
      "Opnieuw afnemen, zonder bekende meetfout: {scores}.",
    "{score} (now {value})": "{score} (nu {value})",
    "a change above {value} is beyond measurement error ({words}), which does not make it important.":
      "een verandering boven {value} is groter dan de meetfout ({words}); daarmee is die verandering nog niet belangrijk.",
    "Ask again at every visit, since a stop reads them: {scores}. A rise is never an error of measurement.":
      "Vraag bij elk bezoek opnieuw, omdat een stop ze leest: {scores}. Een stijging is nooit een meetfout.",
    " to ": " tot ",

    // The patient's page
    "For you: what we talked about": "Voor u: wat we hebben besproken",
    "This page is for you. Take it home, and bring your questions.":
      "Dit blad is voor u. Neem het mee naar huis en breng uw vragen mee.",
    "What else there is": "Wat er nog meer is",
    "Get help at once, day or night, if any of this is new:":
      "Vraag meteen hulp, dag en nacht, als een van deze dingen nieuw is:",
    "Call the same day if any of this is new:": "Bel dezelfde dag als een van deze dingen nieuw is:",
    "Do not wait for your next visit. Call us if any of this is new:":
      "Wacht niet op uw volgende afspraak. Bel ons als een van deze dingen nieuw is:",
    "You may have tried some of this before, or it may be hard to get here. Tell us, and we look for a way together.":
      "Misschien hebt u hiervan al iets geprobeerd, of is het hier moeilijk te krijgen. Zeg het ons, dan zoeken we samen een weg.",
    "Whom to call:": "Wie u belt:",
    "What comes next": "Hoe het verder gaat",
    "After {time} we look together at how it goes.": "Na {time} kijken we samen hoe het gaat.",
    "Your next visit:": "Uw volgende afspraak:",
    "You decide together with the person who treats you. You can ask what else there is, and you can say no.":
      "U beslist samen met uw behandelaar. U mag vragen wat er nog meer is, en u mag nee zeggen.",
    "Not settled: {title}. It turns on {facts}.": "Nog niet duidelijk: {title}. Het hangt af van {facts}.",
    "It is too soon to choose a treatment. We look again, and then we choose together.":
      "Het is te vroeg om een behandeling te kiezen. We kijken later opnieuw, en dan kiezen we samen.",
    "The guide that we looked at is not made for you. We look together for what can help.":
      "De richtlijn die we bekeken, is niet voor u gemaakt. We zoeken samen wat kan helpen.",
    "We cannot choose a treatment yet. First we have more to ask you, and then we choose together.":
      "We kunnen nog geen behandeling kiezen. Eerst willen we u meer vragen, en dan kiezen we samen.",
    "For you: what comes first": "Voor u: wat eerst komt",
    "You need help at once. Do not wait.": "U hebt meteen hulp nodig. Wacht niet.",
    "You need help today. Do not wait until tomorrow.": "U hebt vandaag hulp nodig. Wacht niet tot morgen.",
    "You need help soon. Do not wait for your next visit.":
      "U hebt snel hulp nodig. Wacht niet op uw volgende afspraak.",
    "It is about signs like these:": "Het gaat om klachten zoals deze:",
    "Do not start {treatment} until you hear that you can.":
      "Begin niet met {treatment} tot u hoort dat het mag.",
    "We choose no treatment before this is looked at.":
      "We kiezen geen behandeling voordat hiernaar is gekeken.",

    // The aid for the talk
    "Choosing together": "Samen kiezen",
    "There is nothing to choose from yet. First comes what the clinician's answer says.":
      "Er valt nog niets te kiezen. Eerst komt wat in het antwoord voor de zorgverlener staat.",
    "There is nothing to choose from now: the clinician's answer says what comes first.":
      "Er valt nu niets te kiezen: het antwoord voor de zorgverlener zegt wat eerst komt.",
    "These are the ways that we looked at. The order means nothing. Studies tell us about groups of people; nobody can say in advance what will happen to you.":
      "Dit zijn de mogelijkheden die we hebben bekeken. De volgorde betekent niets. Onderzoek gaat over groepen mensen; niemand kan vooraf zeggen hoe het bij u zal gaan.",
    "How sure the studies are: {dots} is very sure, {dot} is hardly sure.":
      "Hoe zeker het onderzoek is: {dots} is heel zeker, {dot} is nauwelijks zeker.",
    "There are others, too": "Er zijn er nog meer",
    "We have no figures for these, so nothing is said about how well they work.":
      "Hiervoor hebben we geen cijfers, dus we zeggen niets over hoe goed ze werken.",
    "What matters to you": "Wat voor u telt",
    "What do you want to be able to do again?": "Wat wilt u weer kunnen?",
    "What have you tried, and how was it?": "Wat hebt u geprobeerd, en hoe was dat?",
    "What would make one of these hard for you?": "Wat zou een van deze dingen voor u moeilijk maken?",
    "What do you want to ask?": "Wat wilt u vragen?",
    "This fits what you told us.": "Dit past bij wat u ons hebt verteld.",
    "This fits what you told us, too.": "Dit past ook bij wat u ons hebt verteld.",
    "This would fit, but you tried it, or it is hard to get here.":
      "Dit zou passen, maar u hebt het geprobeerd, of het is hier moeilijk te krijgen.",
    "Not for you now.": "Nu niet voor u.",
    "How much time it takes: the studies that we have do not say.":
      "Hoeveel tijd het kost: dat zegt het onderzoek dat we hebben niet.",
    "recalled, not confirmed": "uit het geheugen, niet bevestigd",
    "Other studies, of ways like this:": "Ander onderzoek, naar iets dat hierop lijkt:",
    "no clear difference": "geen duidelijk verschil",
    "studies point to this": "onderzoek wijst in deze richting",
    "studies point to the opposite": "onderzoek wijst op het omgekeerde",
    "not rated": "niet beoordeeld",
    "certainty {level}": "zekerheid {level}",
  ]
}
