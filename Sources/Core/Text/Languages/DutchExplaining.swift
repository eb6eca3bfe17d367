extension DutchWords {
  /// What an explanation says: why, why not, and what if.
  static let explaining: [String: String] = [
    // The comparisons
    "open": "open",
    "not {value}": "alles behalve {value}",
    "{fact} is not {value}": "{fact} is niet {value}",
    "{fact} is within {range}": "{fact} ligt binnen {range}",
    "{fact} is not within {range}": "{fact} ligt niet binnen {range}",
    "{fact} is not at least {value}": "{fact} blijft onder {value}",
    "{fact} is not at most {value}": "{fact} komt boven {value}",
    "{fact} is not above {value}": "{fact} komt niet boven {value}",
    ", by {distance}": ", verschil {distance}",
    ", exactly at the cut-off": ", precies op het afkappunt",
    " (required: {wanted})": " (vereist: {wanted})",
    "; the cut-off was adapted at this site": "; het afkappunt is in deze praktijk aangepast",
    "; FRAGILE": "; BINNEN DE MEETFOUT",
    "; since {reasons}": "; want {reasons}",
    "; worked out from {facts}": "; afgeleid uit {facts}",
    "{error} in {people}; {source}": "{error} bij {people}; {source}",
    "; not confirmed at its source": "; niet bevestigd bij de bron",
    "{what} (worked out by '{script}' from {facts})": "{what} (door '{script}' afgeleid uit {facts})",
    "none of these is known: {facts}": "geen van deze is bekend: {facts}",
    "known: {facts}": "bekend: {facts}",
    "any of these": "ten minste een van deze",
    "the first of these that is known (another answer before it can turn this)":
      "de eerste van deze die bekend is (een antwoord op een eerdere kan dit nog omkeren)",
    "any of those that are known (another answer can turn this)":
      "ten minste een van de bekende (een antwoord op een andere kan dit nog omkeren)",
    "besides: {comparisons}": "verder: {comparisons}",
    "no source: the pack's own inference": "geen bron: eigen gevolgtrekking van het pakket",

    // Why
    "explanation": "uitleg",
    "Fragile: within the measurement error of a cut-off": "Binnen de meetfout van een afkappunt",
    "Against it, or open": "Wat ertegen pleit, of open is",
    ", not answered": ", niet beantwoord",
    "stop, {urgency}": "stop, {urgency}",
    "defer": "wachten",
    "out of scope": "buiten de richtlijn",
    "needed before a choice": "nodig voor een keuze",
    "No rule was chosen for the primary pairing, so the recommendation for that case is shown.":
      "Voor de eerste keuze is geen regel gekozen, dus staat hier de aanbeveling voor dat geval.",
    "Why: the rule that joined": "Waarom: de regel die de keuze bepaalde",
    "Why: the rules that joined": "Waarom: de regels die de keuze bepaalden",
    "slot {slot}, rank {rank}": "plaats {slot}, rang {rank}",
    "{fact}: a reading of {reading} would change the answer{error}.":
      "{fact}: met {reading} als uitslag zou het antwoord anders zijn{error}.",
    "{fact}: a reading of {reading} would leave the answer as it is{error}.":
      "{fact}: met {reading} als uitslag zou het antwoord hetzelfde zijn{error}.",
    "Advised against ({against}): {title}.": "Afgeraden ({against}): {title}.",
    "Could still rule it out ({against}), not answered: {title}.":
      "Kan dit nog uitsluiten ({against}), niet beantwoord: {title}.",
    "Passed over, yet no other rule of its slot is true: {title}.":
      "Overgeslagen, maar geen andere regel op die plaats geldt: {title}.",
    "Conflicting findings: {title}.": "Tegenstrijdige bevindingen: {title}.",
    "True, but outranked by \"{first}\": {rule}. It recommends {pairing}.":
      "Geldt, maar \"{first}\" gaat voor: {rule}. De regel beveelt aan: {pairing}.",
    "True, as an alternative: {rule}. It recommends {pairing}.":
      "Geldt, als alternatief: {rule}. De regel beveelt aan: {pairing}.",
    "Also true, for the same pairing: {rule}.": "Geldt ook, voor dezelfde combinatie: {rule}.",
    "True, but ruled out by \"{vetoes}\": {rule}. It recommends {pairing}.":
      "Geldt, maar is uitgesloten door \"{vetoes}\": {rule}. De regel beveelt aan: {pairing}.",
    "True, but passed over ({vetoes}), so that \"{next}\" leads: {rule}. It recommends {pairing}.":
      "Geldt, maar is overgeslagen ({vetoes}), zodat \"{next}\" voorgaat: {rule}. De regel beveelt aan: {pairing}.",
    "Not decided because these are missing: {facts}. {rule}. It would recommend {pairing}.":
      "Niet beslist omdat dit ontbreekt: {facts}. {rule}. De regel zou aanbevelen: {pairing}.",
    "Rules that are not true, nearest miss first":
      "Regels die niet gelden; wat het minst scheelde, staat eerst",
    "How certain ({meaning})": "Hoe zeker ({meaning})",
    "to": "naar",
    "Gates that did not decide ({count})": "Stops en voorwaarden die niet beslisten ({count})",
    "Open": "Open",
    "Open, passed with a caution": "Open, doorgelaten met een waarschuwing",
    "Answered, and not true: {titles}": "Beantwoord, en niet het geval: {titles}",
    "Contraindication of {pairing}": "Contra-indicatie voor {pairing}",

    // What each part brings
    "What each part brings: {pairing}": "Wat elk deel bijdraagt: {pairing}",
    "The packs do not say.": "De pakketten zeggen daar niets over.",
    "{part}: the packs do not say what it adds.": "{part}: de pakketten zeggen niet wat dit toevoegt.",
    "{part} adds": "wat {part} toevoegt",
    "without {part}": "zonder {part}",

    // Why not
    "as the primary pairing": "als eerste keuze",
    "as primary or alternative": "als eerste keuze of als alternatief",
    "WHY NOT: {pairing}, {place}": "WAAROM NIET: {pairing}, {place}",
    "At present: {answer}": "Nu: {answer}",
    "It is in the primary pairing now: nothing stands in its way.":
      "Dit zit nu in de eerste keuze: niets staat in de weg.",
    "It is an alternative now: nothing stands in its way.":
      "Dit is nu een alternatief: niets staat in de weg.",
    "It is in the primary pairing now, and passed over: {reasons}":
      "Dit zit nu in de eerste keuze, en wordt overgeslagen: {reasons}",
    "It is an alternative now, and passed over: {reasons}":
      "Dit is nu een alternatief, en wordt overgeslagen: {reasons}",
    "What stands in the way": "Wat in de weg staat",
    "What would let it through": "Waarmee het wel zou kunnen",
    "What would let it through ({ways})": "Waarmee het wel zou kunnen ({ways})",
    "Not worked out, so nothing is claimed: {reason}.":
      "Niet uitgerekend, dus er wordt niets beweerd: {reason}.",
    "Ruled out: {title}: {comparisons}": "Uitgesloten: {title}: {comparisons}",
    "No rule recommends it.": "Geen regel beveelt dit aan.",
    "Rule \"{rule}\" is true, but a rule of better rank wins the slot: \"{winner}\": {comparisons}":
      "Regel \"{rule}\" geldt, maar een regel met een betere rang gaat voor: \"{winner}\": {comparisons}",
    "Rule \"{rule}\" is true, but passed over by {vetoes}, so that \"{next}\" leads":
      "Regel \"{rule}\" geldt, maar wordt overgeslagen door {vetoes}, zodat \"{next}\" voorgaat",
    "Rule \"{rule}\" is true, but ruled out": "Regel \"{rule}\" geldt, maar is uitgesloten",
    "Rule \"{rule}\" is true, but a gate came first":
      "Regel \"{rule}\" geldt, maar een stop of voorwaarde kwam eerst",
    "Rule \"{rule}\" is true": "Regel \"{rule}\" geldt",
    "Rule \"{rule}\" cannot be decided without {facts}":
      "Regel \"{rule}\" kan niet worden beslist zonder {facts}",
    "Rule \"{rule}\" is not true; nearest miss: {comparisons}":
      "Regel \"{rule}\" geldt niet; wat het minst scheelt: {comparisons}",
    "1 fact": "1 gegeven",
    "{count} facts": "{count} gegevens",
    "No change of at most {facts} is enough (proved); larger changes were not searched.":
      "Geen verandering van hoogstens {facts} is genoeg (bewezen); naar grotere is niet gezocht.",
    "In each of these ways:": "Bij elk van deze manieren:",
    "; and ": "; en ",
    "{changes}. Then: {role}.": "{changes}. Dan: {role}.",
    "There is no other way.": "Er is geen andere manier.",
    "No way of at most {facts} is left out; larger ones were not searched.":
      "Geen manier van hoogstens {facts} is weggelaten; naar grotere is niet gezocht.",
    "Proved: in each way every change is needed, and nothing less is enough. {rest} The first number named is the nearest that works; a range holds while the other changes of its way are as first named. This shows how the guideline decides; it is not advice to change a finding.":
      "Bewezen: bij elke manier is elke verandering nodig, en minder is niet genoeg. {rest} Het getal dat eerst genoemd is, is het dichtstbijzijnde waarmee het kan; een bereik geldt zolang de andere veranderingen van die manier hun eerstgenoemde waarde hebben. Dit toont hoe de richtlijn beslist; het is geen advies om een bevinding te veranderen.",
    "1 way": "1 manier",
    "{count} ways": "{count} manieren",
    " of at most {facts}": " van hoogstens {facts}",
    "; the first {count} are shown": "; de eerste {count} staan hier",
    "alternative": "alternatief",
    "{role}, joined as {pairing}": "{role}, samengevoegd als {pairing}",
    ", in place of {value}": ", in plaats van {value}",
    "cut-off: {values}": "afkappunt: {values}",
    " (a finding, not something to change)": " (een bevinding, niet iets om te veranderen)",
    "any answer": "elk antwoord",
    "Nothing: no rule of the packs in force recommends it.":
      "Niets: geen regel van de geldende pakketten beveelt dit aan.",
    "No other answer to any question (proved). Only if a known fact were not known, which is not a change that care can make.":
      "Geen ander antwoord op welke vraag dan ook (bewezen). Alleen als een bekend gegeven niet bekend was, en dat kan zorg niet veranderen.",
    "Nothing, for any patient: it is shown for no legal profile (proved).":
      "Niets, bij geen enkele patiënt: bij geen enkel geldig profiel wordt dit getoond (bewezen).",
    "Rule \"{rule}\" can never be true": "Regel \"{rule}\" kan nooit gelden",
    "Rule \"{rule}\" is true only for patients whom a stop or gate holds back":
      "Regel \"{rule}\" geldt alleen voor patiënten die een stop of voorwaarde tegenhoudt",
    "Rule \"{rule}\" is ruled out by a veto whenever it is true":
      "Regel \"{rule}\" wordt telkens als die geldt door een bezwaar uitgesloten",
    "Rule \"{rule}\" never gets it shown: other rules outrank it, or it joins another pairing":
      "Regel \"{rule}\" leidt er nooit toe dat dit wordt getoond: andere regels gaan voor, of de regel sluit aan bij een andere combinatie",
    "there are more ways than the search can hold": "er zijn meer manieren dan de zoektocht aankan",
    "the guideline is larger than the search can hold": "de richtlijn is groter dan de zoektocht aankan",
    "script '{script}' fails for values that this patient does not have":
      "script '{script}' mislukt bij waarden die deze patiënt niet heeft",
    "script '{script}' reads more combinations of values than can be tried":
      "script '{script}' leest meer combinaties van waarden dan er kunnen worden geprobeerd",
    "the evaluator does not confirm what the search found, which is a defect":
      "de beslissing bevestigt niet wat de zoektocht vond, en dat is een fout in het programma",

    // What if
    "{fact} becomes {value}": "{fact} wordt {value}",
    "WHAT IF: nothing changed": "WAT ALS: er is niets veranderd",
    "WHAT IF: {changes}": "WAT ALS: {changes}",
    "The answer stays the same: {answer}": "Het antwoord blijft hetzelfde: {answer}",
    "The answer changes.": "Het antwoord verandert.",
    "What changes": "Wat verandert",
    "before": "voor",
    "after": "na",
    "decision": "beslissing",
    "gates": "voorwaarden",
    "pairing": "combinatie",
    "ruled out": "uitgesloten",
    "conflicts": "tegenstrijdig",
    "cautions": "waarschuwingen",
    "still missing": "ontbreekt nog",
    "undecided": "onbeslist",
    "{before}, then {after}": "{before}, daarna {after}",
    "{kind} \"{title}\": {from} to {to}. {comparisons}":
      "{kind} \"{title}\": van {from} naar {to}. {comparisons}",
    "Veto": "Bezwaar",
    "Caution": "Waarschuwing",
    "Studied in people with": "Onderzocht bij mensen met",

    // Around it
    "About this": "Over deze uitleg",
    "Not recorded: an explanation decides for this profile again and writes nothing. Packs: {packs}.":
      "Niet vastgelegd: een uitleg beslist opnieuw voor dit profiel en schrijft niets weg. Pakketten: {packs}.",

    // The smallest change of a scale beyond chance
    "{figure}, converted from {error} as {formula}": "{figure}, omgerekend uit {error} als {formula}",
    ", not confirmed at its source": ", niet bevestigd bij de bron",
  ]
}
