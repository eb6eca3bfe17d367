extension DutchWords {
  /// What a patient's history says around what was recorded.
  static let history: [String: String] = [
    "History": "Geschiedenis",
    "History of {patient}": "Geschiedenis van {patient}",
    "Earlier visits of a profile": "Eerdere bezoeken van een profiel",
    "Scores over time": "Scores in de tijd",
    "Answers that counted only on their day": "Antwoorden die alleen op hun dag telden",
    "Answers, and what came of them": "Antwoorden, en wat eruit volgde",
    "Beyond measurement error: without a real change, two values differ by so much in fewer than 5 of 100 repeats. That makes a change neither important nor the effect of a treatment.":
      "Groter dan de meetfout: zonder echte verandering verschillen twee waarden in minder dan 5 van 100 herhalingen zoveel. Daarmee is een verandering nog niet belangrijk, en nog niet het effect van een behandeling.",
    "Within measurement error: the two values cannot be distinguished, so this is neither better nor worse.":
      "Binnen de meetfout: de twee waarden zijn niet te onderscheiden, dus dit is niet beter en niet slechter.",
    "No answer here is one of today: red flags, and whatever else a stop reads, are asked again at each visit.":
      "Geen antwoord hier is er een van vandaag: alarmsignalen, en wat een stop verder leest, worden bij elk bezoek opnieuw gevraagd.",
    "record {name}": "vastgelegd als {name}",
    "changed since the answer before: {changes}": "veranderd sinds het vorige antwoord: {changes}",
    "Note: {note}.": "Let op: {note}.",
    "from the profile": "uit het profiel",
    "1 answer": "1 antwoord",
    "{count} answers": "{count} antwoorden",
    "{what}, of {day}": "{what}, van {day}",
    "{what}, from {first} to {last}": "{what}, van {first} tot {last}",
    "a version that is not in force": "een versie die niet geldt",
    ", after 1 other value that day": ", na 1 andere waarde op die dag",
    ", after {count} other values that day": ", na {count} andere waarden op die dag",
    "1 earlier value, then ": "1 eerdere waarde, dan ",
    "{count} earlier values, then ": "{count} eerdere waarden, dan ",
    "Measurement error as it was found in {people}.": "De meetfout zoals gevonden bij {people}.",
    "no change": "geen verandering",
    "{change} since {day}": "{change} sinds {day}",
    "{change} is worked out, because a range is no single value":
      "{change} berekend, want een bereik is niet één waarde",
    "{change}, beyond measurement error": "{change}, groter dan de meetfout",
    "{change}, within measurement error": "{change}, binnen de meetfout",
    "{change}, no measurement error known": "{change}, geen meetfout bekend",
    "{change}, a rise, which is never called measurement error":
      "{change}, een stijging, die nooit meetfout heet",
    "{change}; each is an answer of its day": "{change}; elk is een antwoord van zijn dag",

    // Stops on record
    "A STOP IS ON RECORD that this answer does not have":
      "ER IS EEN STOP VASTGELEGD die dit antwoord niet heeft",
    "Earlier today (record {record}): {title}. {action}":
      "Eerder vandaag (vastgelegd als {record}): {title}. {action}",
    "On {day} (record {record}): {title}. {action}": "Op {day} (vastgelegd als {record}): {title}. {action}",

    // Since the last answer
    "Since the answer of {day} (record {record})": "Sinds het antwoord van {day} (vastgelegd als {record})",
    "no score and no other answer changed that is compared here":
      "geen score en geen ander antwoord dat hier vergeleken wordt, is veranderd",
    "the guideline changed: {packs}": "de richtlijn is veranderd: {packs}",
    "the advice for the earlier answers changed with the guideline: {changes}":
      "het advies bij de vorige antwoorden is met de richtlijn veranderd: {changes}",
    "the advice is the same": "het advies is hetzelfde",
    "what was answered since changed no advice": "wat sindsdien is geantwoord, heeft geen advies veranderd",
    "the advice changed: {changes}": "het advies is veranderd: {changes}",
    "why: see `plumbline explain --record {record}` beside today's answer":
      "waarom: zie `plumbline explain --record {record}` naast het antwoord van vandaag",
    ", by {facts}": ", door {facts}",
    "and": "en",
    "because of {causes}": "door {causes}",
    "; and 1 more rule": "; en nog 1 regel",
    "; and {count} more rules": "; en nog {count} regels",
    "the answers of that day are not compared, because the packs of that day no longer read them":
      "de antwoorden van die dag worden niet vergeleken, want de pakketten van die dag lezen ze niet meer",
    "{fact} was another version of its scale on that day, so it is not compared":
      "{fact} was die dag een andere versie van de schaal, en wordt dus niet vergeleken",
    "the advice is not compared, because the earlier answer cannot be read":
      "het advies wordt niet vergeleken, want het vorige antwoord kan niet worden gelezen",
    "the guideline changed since, and does not read the earlier answers: which of the two changed the advice is not known":
      "de richtlijn is sindsdien veranderd, en leest de vorige antwoorden niet: welke van de twee het advies veranderde, is niet bekend",
    "{pack}, with another content": "{pack}, met een andere inhoud",
    "none": "geen",
    "true": "waar", "false": "onwaar", "unknown": "onbekend", "not evaluated": "niet beoordeeld",
    "{what} of {subject}": "{what} van {subject}",
    "disposition": "beslissing", "alerts": "stops", "primary": "eerste keuze",
    "alternatives": "alternatieven", "strength": "sterkte",
    "composed differently": "anders samengesteld", "as recorded": "zoals vastgelegd",
  ]
}
