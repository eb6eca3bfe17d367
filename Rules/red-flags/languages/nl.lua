-- The sentences of the pack 'red-flags', each with its translation. A sentence that changes in the pack must be translated again.
-- `plumbline check` finds what is missing, stale, or has other numbers. Documentation/Languages.md says how to sign it.

catalogue "nl" {
  translator = "Plumbline contributors",   -- machine-assisted; no clinician has signed it

  sentences = {
    -- domain chronic-back-pain
    ["Chronic back pain"] =
      "Chronische rugpijn",
    ["suicide question"] =
      "vraag naar zelfmoordgedachten",
    ["adult and region"] =
      "volwassenen en plaats van de pijn",
    ["acute"] =
      "acuut",
    ["recent surgery"] =
      "recente operatie",
    ["specific cause"] =
      "specifieke oorzaak",
    ["required data"] =
      "vereiste gegevens",
    ["function"] =
      "functioneren",
    ["pain"] =
      "pijn",
    ["fear-avoidance"] =
      "angst en vermijding",
    ["return to work"] =
      "terugkeer naar werk",
    ["staying at work"] =
      "aan het werk blijven",
    ["work ability"] =
      "werkvermogen",
    ["quality of life"] =
      "kwaliteit van leven",
    ["just after treatment"] =
      "vlak na behandeling",
    ["2 to <6 months"] =
      "2 tot <6 maanden",
    ["6 to <12 months"] =
      "6 tot <12 maanden",
    ["12 months or more"] =
      "12 maanden of later",
    ["This matches to pairings studied in groups; that a profile predicts response was not tested."] =
      "Dit past antwoorden bij combinaties die in groepen zijn onderzocht; dat een profiel de respons voorspelt, is niet getoetst.",
    ["behavioural therapy"] =
      "gedragstherapie",
    ["cognitive behavioural therapy"] =
      "cognitieve gedragstherapie",
    ["exercise"] =
      "oefentherapie",
    ["pain education"] =
      "pijneducatie",
    ["work focused rehabilitation"] =
      "werkgerichte revalidatie",
    ["work integrated rehabilitation"] =
      "werkgeïntegreerde revalidatie",

    -- need_data suicide-question
    ["Suicidal thoughts are not settled"] =
      "Zelfmoordgedachten: nog niet duidelijk",
    ["PHQ-9 {mood.phq_9}, PHQ-2 {mood.phq_2}; asked about suicidal thoughts: {mood.suicide_enquiry}; PHQ-9 item 9: {mood.phq_9_item_9}. With a raised score, or an answer that was declined or is not exact, the question comes first."] =
      "PHQ-9 {mood.phq_9}, PHQ-2 {mood.phq_2}; gevraagd naar zelfmoordgedachten: {mood.suicide_enquiry}; PHQ-9 vraag 9: {mood.phq_9_item_9}. Bij een verhoogde score, of als een antwoord werd geweigerd of niet precies is, komt deze vraag eerst.",

    -- exclude under-eighteen
    ["Under 18"] =
      "Jonger dan 18",
    ["The trials behind this guideline studied adults."] =
      "De studies achter deze richtlijn onderzochten volwassenen.",
    ["Assess and treat by guidance for children and young people."] =
      "Onderzoek en behandel volgens richtlijnen voor kinderen en jongeren.",

    -- exclude pain-elsewhere
    ["Main pain is not in the spine"] =
      "De meeste pijn zit niet in de wervelkolom",
    ["This guideline covers pain of the lower back, mid back and neck."] =
      "Deze richtlijn gaat over pijn in de onderrug, de middenrug en de nek.",
    ["Use guidance for the part of the body that hurts most."] =
      "Gebruik een richtlijn voor het lichaamsdeel dat het meest pijn doet.",

    -- exclude acute-pain
    ["Pain for less than 12 weeks"] =
      "Pijn korter dan 12 weken",
    ["The evidence here is about chronic pain and does not carry over to a shorter spell. High scores now mark a risk of a longer course; they do not make the pain chronic."] =
      "Het bewijs gaat hier over chronische pijn en geldt niet voor een kortere episode. Hoge scores wijzen nu op een risico op een langer beloop; ze maken de pijn niet chronisch.",
    ["Advise staying active and self-management. Explain which new signs need care at once. Review at 12 weeks, or earlier if things get worse."] =
      "Adviseer om actief te blijven en zelf met de klachten om te gaan. Leg uit bij welke nieuwe signalen meteen hulp nodig is. Zie de patiënt terug na 12 weken, of eerder als het erger wordt.",

    -- need_data surgery
    ["Whether there was spinal surgery is not known"] =
      "Niet bekend of er een wervelkolomoperatie is geweest",
    ["The wait after surgery, the evidence and the choice turn on it."] =
      "De wachttijd na een operatie, het bewijs en de keuze hangen ervan af.",
    ["Ask whether the patient ever had surgery on the spine, and when."] =
      "Vraag of de patiënt ooit aan de wervelkolom is geopereerd, en wanneer.",

    -- defer surgery-under-six-weeks
    ["Spinal surgery, or a procedure for a stimulator, less than 6 weeks ago"] =
      "Wervelkolomoperatie, of ingreep voor een stimulator, minder dan 6 weken geleden",
    ["Early recovery follows the surgical team's protocol."] =
      "Het vroege herstel volgt het protocol van het operatieteam.",

    -- defer surgery-six-to-eleven-weeks
    ["Spinal surgery, or a procedure for a stimulator, 6 to 11 weeks ago"] =
      "Wervelkolomoperatie, of ingreep voor een stimulator, 6 tot 11 weken geleden",

    -- exclude specific-cause
    ["A specific cause explains the pain"] =
      "Een specifieke oorzaak verklaart de pijn",
    ["The trials studied non-specific pain."] =
      "De studies onderzochten aspecifieke pijn.",
    ["Treat the cause by its own guidance."] =
      "Behandel de oorzaak volgens de richtlijn die daarvoor geldt.",

    -- need_data goal
    ["The patient's goal is not known"] =
      "Het doel van de patiënt is niet bekend",
    ["The pairing follows what matters most to the patient."] =
      "De combinatie volgt wat voor de patiënt het belangrijkst is.",
    ["Ask what matters most: better function, less pain, return to work, or staying at work."] =
      "Vraag wat het belangrijkst is: beter functioneren, minder pijn, terugkeer naar werk, of aan het werk blijven.",

    -- need_data work-status
    ["Work status is not known"] =
      "De werksituatie is niet bekend",
    ["Work status decides whether rehabilitation built around work can apply."] =
      "De werksituatie bepaalt of revalidatie rond het werk van toepassing kan zijn.",
    ["Ask about work, and about time off work."] =
      "Vraag naar het werk, en naar afwezigheid van het werk.",

    -- stop cauda-equina
    ["Possible cauda equina syndrome"] =
      "Mogelijk cauda-equinasyndroom",
    ["A new feature of cauda equina syndrome is present. A long history of pain does not rule it out."] =
      "Er is een nieuw kenmerk van het cauda-equinasyndroom. Een lange voorgeschiedenis van pijn sluit het niet uit.",
    ["Send for emergency assessment by the local route. No exercise starts until this is cleared. Do not wait for questionnaires."] =
      "Verwijs met spoed voor onderzoek, volgens de lokale afspraken. Start geen oefentherapie tot hiervoor groen licht is gegeven. Wacht niet op vragenlijsten.",

    -- stop progressive-motor-deficit
    ["Progressive motor deficit or possible myelopathy"] =
      "Toenemende motorische uitval of mogelijke myelopathie",
    ["Weakness, walking or hand function is getting worse."] =
      "De zwakte neemt toe, of het lopen of de handfunctie verslechtert.",
    ["Arrange emergency spinal assessment now. No exercise starts until this is cleared."] =
      "Regel nu met spoed onderzoek van de wervelkolom. Start geen oefentherapie tot hiervoor groen licht is gegeven.",

    -- stop infection
    ["Possible spinal infection"] =
      "Mogelijke infectie van de wervelkolom",
    ["Spinal infection is suspected."] =
      "Er is een vermoeden van een infectie van de wervelkolom.",
    ["Arrange medical assessment the same day, as an emergency if the patient is acutely unwell. Hold exercise: none starts until this is cleared."] =
      "Regel dezelfde dag nog medisch onderzoek, met spoed als de patiënt acuut ziek is. Pauzeer oefentherapie: start er geen tot hiervoor groen licht is gegeven.",

    -- stop suicide-risk
    ["Possible suicide risk"] =
      "Mogelijk zelfmoordrisico",
    ["PHQ-9 item 9: {mood.phq_9_item_9} (total {mood.phq_9}, of which PHQ-2 {mood.phq_2}). Asked about suicidal thoughts: {mood.suicide_enquiry}; disclosed by any route: {mood.suicidal_ideation_disclosed}. An item 9 above 0, a total that cannot be reached without it, or a disclosure calls for an assessment of risk; none of them says how great the risk is."] =
      "PHQ-9 vraag 9: {mood.phq_9_item_9} (totaal {mood.phq_9}, waarvan PHQ-2 {mood.phq_2}). Gevraagd naar zelfmoordgedachten: {mood.suicide_enquiry}; op welke manier ook gemeld: {mood.suicidal_ideation_disclosed}. Een antwoord op vraag 9 boven 0, een totaal dat zonder die vraag niet kan worden bereikt, of gemelde zelfmoordgedachten vragen om een beoordeling van het risico; geen ervan zegt hoe groot het risico is.",
    ["Talk with the patient and assess the risk today, before the patient leaves. If danger is immediate, call the emergency services and do not leave the patient alone. Give the patient the local crisis contacts. Record the outcome, supports and current treatment. Choose treatment without this guideline until a new sitting: an answer is not entered lower to get on."] =
      "Praat met de patiënt en beoordeel het risico vandaag, voordat de patiënt vertrekt. Bel bij onmiddellijk gevaar de hulpdiensten en laat de patiënt niet alleen. Geef de patiënt de lokale crisiscontacten. Noteer de uitkomst, de steun en de huidige behandeling. Kies de behandeling zonder deze richtlijn tot een nieuwe afname: een antwoord wordt niet lager ingevoerd om verder te kunnen.",
    ["A missing answer is not a no: ask about suicidal thoughts, and take the PHQ-9 where it fits."] =
      "Een ontbrekend antwoord is geen nee: vraag naar zelfmoordgedachten, en neem de PHQ-9 af waar dat past.",

    -- stop fracture
    ["Possible spinal fracture"] =
      "Mogelijke wervelfractuur",
    ["A spinal fracture is suspected."] =
      "Er is een vermoeden van een wervelfractuur.",
    ["Arrange urgent medical assessment. Hold exercise and loading: none starts until a fracture is ruled out."] =
      "Regel dringend medisch onderzoek. Pauzeer oefentherapie en belasting: start geen van beide voordat een fractuur is uitgesloten.",

    -- stop malignancy
    ["Possible spinal malignancy"] =
      "Mogelijke maligniteit van de wervelkolom",
    ["Malignancy is suspected."] =
      "Er is een vermoeden van een maligniteit.",
    ["Refer urgently by the local route. With signs of pressure on the cord, treat it as an emergency. Hold exercise: none starts until this is cleared."] =
      "Verwijs dringend volgens de lokale afspraken. Behandel het bij tekenen van druk op het ruggenmerg als een spoedgeval. Pauzeer oefentherapie: start er geen tot hiervoor groen licht is gegeven.",

    -- stop inflammatory
    ["Possible inflammatory spinal disease"] =
      "Mogelijke ontstekingsziekte van de wervelkolom",
    ["The pattern suggests inflammatory disease such as axial spondyloarthritis that nobody has looked into, and is not covered by this guideline."] =
      "Het patroon wijst op een ontstekingsziekte zoals axiale spondyloartritis die nog niemand heeft beoordeeld, en die niet onder deze richtlijn valt.",
    ["Refer to rheumatology; no exercise programme starts until this is cleared. If the disease is known and under care, answer no here, and yes to the specific cause."] =
      "Verwijs naar de reumatoloog; start geen oefenprogramma tot hiervoor groen licht is gegeven. Is de ziekte bekend en onder behandeling, antwoord hier dan nee, en ja bij de specifieke oorzaak.",
  },
}
