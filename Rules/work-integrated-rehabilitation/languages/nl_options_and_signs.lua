-- What the second edition adds: options, signs, notices and what comes after.

catalogue "nl" {
  translator = "Plumbline contributors",

  sentences = {
    ["no figure pooled"] =
      "geen samengevoegd cijfer",
    ["Work-integrated rehabilitation"] =
      "Revalidatie gericht op werk",
    ["In two of the studies it took five days, and four weeks. Which studies the review took in is inferred."] =
      "In één onderzoek duurde het vijf dagen, in een ander vier weken. Welke onderzoeken in de review zitten, is afgeleid.",
    ["Exercise, and help that looks at your own work and how it could be made to fit."] =
      "Oefenen, en hulp die kijkt naar uw eigen werk en hoe het beter bij u kan passen.",
    ["The only randomised trial among its six studies (its identity is inferred) found no difference between groups."] =
      "Het enige gerandomiseerde onderzoek onder de zes studies (welk dat is, is afgeleid) vond geen verschil tussen de groepen.",
    ["Work-focused rehabilitation"] =
      "Werkrevalidatie zonder werkgever",
    ["Exercise, and help that looks at your own work. Nobody speaks with your employer."] =
      "Oefenen, en hulp die kijkt naar uw eigen werk. Niemand spreekt met uw werkgever.",
    ["Without employer contact. The only randomised trial among the six studies (its identity is inferred) found no difference between groups."] =
      "Zonder contact met de werkgever. Het enige gerandomiseerde onderzoek onder de zes studies (welk dat is, is afgeleid) vond geen verschil tussen de groepen.",
    ["Exercise, together with rehabilitation that looks at your own work: what it asks of you, and how going back or staying on could be made to fit. We do not yet know well how much this helps with work. Nobody will speak with your employer."] =
      "Oefenen, samen met revalidatie die kijkt naar uw eigen werk: wat het van u vraagt, en hoe teruggaan of blijven kan lukken. We weten nog niet goed hoeveel dit helpt bij het werk. Niemand spreekt met uw werkgever.",
    ["Your surgical team has not said yet that you can exercise. Do not start before it does."] =
      "Uw chirurgische team heeft nog niet gezegd dat u mag oefenen. Begin er niet mee voordat het dat zegt.",
    ["After spinal surgery: the surgical team has not cleared exercise. No loading before it does."] =
      "Na een wervelkolomoperatie: het chirurgische team heeft oefenen niet vrijgegeven. Geen belasting voordat het dat doet.",
    ["The same pain persisted or came back after the operation: PSPS type 2."] =
      "Dezelfde pijn bleef of kwam terug na de operatie: PSPS type 2.",
    ["In the first 12 weeks after spinal surgery or a procedure for a stimulator: look for signs of a haematoma and of infection."] =
      "In de eerste 12 weken na een wervelkolomoperatie of een ingreep voor een stimulator: let op tekenen van een hematoom en van infectie.",
    ["One study of the review (its six studies are inferred from its references): a back school of five days. Another: four weeks of multidisciplinary rehabilitation."] =
      "Eén onderzoek van de review (de zes studies zijn afgeleid uit de literatuurlijst): een rugschool van vijf dagen. Een ander: vier weken multidisciplinaire revalidatie.",
    ["Exercise, together with rehabilitation that looks at your own work: what it asks of you, and how going back or staying on could be made to fit. We do not yet know well how much this helps with work. Nobody will speak with your employer unless you agree."] =
      "Oefenen, samen met revalidatie die kijkt naar uw eigen werk: wat het van u vraagt, en hoe teruggaan of blijven kan lukken. We weten nog niet goed hoeveel dit helpt bij het werk. Niemand spreekt met uw werkgever zonder uw toestemming.",
    ["The goal is {goal.primary}, and the patient is off work ({work.status}; weeks: {work.absence_weeks}), {surgery.weeks_since} weeks after the last procedure on the spine ({surgery.procedure}). Whether this pain persisted or came back after the operation: {surgery.pain_since}. The review asked about people with chronic pain after spinal surgery (PSPS type 2, \"failed back surgery syndrome\"); most of its studies appear to be of mixed low back pain. Rehabilitation that is personalised and takes in the patient's work seems most suitable, on low-certainty evidence."] =
      "Het doel is {goal.primary}, en de patiënt werkt niet ({work.status}; weken: {work.absence_weeks}), {surgery.weeks_since} weken na de laatste ingreep aan de wervelkolom ({surgery.procedure}). Of deze pijn bleef of terugkwam na de operatie: {surgery.pain_since}. De review ging over mensen met chronische pijn na een wervelkolomoperatie (PSPS type 2, \"failed back surgery syndrome\"); de meeste studies lijken over gemengde lage rugpijn te gaan. Revalidatie die persoonlijk is en het werk van de patiënt meeneemt, lijkt het meest geschikt, op bewijs van lage zekerheid.",
    ["The goal is {goal.primary}, but the patient is off work ({work.status}; weeks: {work.absence_weeks}), {surgery.weeks_since} weeks after the last procedure on the spine ({surgery.procedure}). Whether this pain persisted or came back after the operation: {surgery.pain_since}. The review asked about people with chronic pain after spinal surgery (PSPS type 2, \"failed back surgery syndrome\"); most of its studies appear to be of mixed low back pain. Rehabilitation that is personalised and takes in the patient's work seems most suitable, on low-certainty evidence."] =
      "Het doel is {goal.primary}, maar de patiënt werkt niet ({work.status}; weken: {work.absence_weeks}), {surgery.weeks_since} weken na de laatste ingreep aan de wervelkolom ({surgery.procedure}). Of deze pijn bleef of terugkwam na de operatie: {surgery.pain_since}. De review ging over mensen met chronische pijn na een wervelkolomoperatie (PSPS type 2, \"failed back surgery syndrome\"); de meeste studies lijken over gemengde lage rugpijn te gaan. Revalidatie die persoonlijk is en het werk van de patiënt meeneemt, lijkt het meest geschikt, op bewijs van lage zekerheid.",
    ["The goal is {goal.primary}, but work ability is {work.ability} (poor: 5 or less), {surgery.weeks_since} weeks after the last procedure on the spine ({surgery.procedure}). Whether this pain persisted or came back after the operation: {surgery.pain_since}. The review asked about people with chronic pain after spinal surgery (PSPS type 2, \"failed back surgery syndrome\"); most of its studies appear to be of mixed low back pain. Rehabilitation that is personalised and takes in the patient's work seems most suitable, on low-certainty evidence."] =
      "Het doel is {goal.primary}, maar het werkvermogen is {work.ability} (laag: 5 of minder), {surgery.weeks_since} weken na de laatste ingreep aan de wervelkolom ({surgery.procedure}). Of deze pijn bleef of terugkwam na de operatie: {surgery.pain_since}. De review ging over mensen met chronische pijn na een wervelkolomoperatie (PSPS type 2, \"failed back surgery syndrome\"); de meeste studies lijken over gemengde lage rugpijn te gaan. Revalidatie die persoonlijk is en het werk van de patiënt meeneemt, lijkt het meest geschikt, op bewijs van lage zekerheid.",
    ["The goal is {goal.primary} ({work.status}; weeks off: {work.absence_weeks}), {surgery.weeks_since} weeks after the last procedure on the spine ({surgery.procedure}). The review rates return to work only, so for staying at work the certainty is lower still. Whether this pain persisted or came back after the operation: {surgery.pain_since}. The review asked about people with chronic pain after spinal surgery (PSPS type 2, \"failed back surgery syndrome\"); most of its studies appear to be of mixed low back pain. Rehabilitation that is personalised and takes in the patient's work seems most suitable, on low-certainty evidence."] =
      "Het doel is {goal.primary} ({work.status}; weken afwezig: {work.absence_weeks}), {surgery.weeks_since} weken na de laatste ingreep aan de wervelkolom ({surgery.procedure}). De review beoordeelt alleen terugkeer naar werk, dus voor aan het werk blijven is de zekerheid nog lager. Of deze pijn bleef of terugkwam na de operatie: {surgery.pain_since}. De review ging over mensen met chronische pijn na een wervelkolomoperatie (PSPS type 2, \"failed back surgery syndrome\"); de meeste studies lijken over gemengde lage rugpijn te gaan. Revalidatie die persoonlijk is en het werk van de patiënt meeneemt, lijkt het meest geschikt, op bewijs van lage zekerheid.",
    ["Ask first: a refusal changes it to work-focused rehabilitation, without employer contact."] =
      "Vraag het eerst: een weigering maakt er werkrevalidatie van, zonder contact met de werkgever.",
    ["You do not want us to speak with your employer."] =
      "U wilt niet dat we met uw werkgever spreken.",
    ["You do not work now, and are not looking for work."] =
      "U werkt nu niet, en u zoekt geen werk.",
  },
}
