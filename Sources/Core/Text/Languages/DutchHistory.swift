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
  ]
}
