-- The sentences of the pack 'work-integrated-rehabilitation', each with its translation. A sentence that changes in the pack must be translated again.
-- `plumbline check` finds what is missing, stale, or has other numbers. Documentation/Languages.md says how to sign it.

catalogue "nl" {
  translator = "Plumbline contributors",   -- machine-assisted; no clinician has signed it

  sentences = {
    -- evidence callens-2025/work-integrated-rehabilitation/return-to-work/mixed
    ["rehabilitation that is personalised and takes in the patient's work"] =
      "revalidatie die op de persoon is afgestemd en het werk van de patiënt meeneemt",
    ["mixed comparisons, or none"] =
      "gemengde vergelijkingen, of geen",
    ["Six studies, most without a comparison group; the only randomised trial (its identity is inferred) found no difference between groups."] =
      "Zes studies, de meeste zonder vergelijkingsgroep; de enige gerandomiseerde studie (welke dat is, is afgeleid) vond geen verschil tussen de groepen.",
    ["chronic spinal pain after spinal surgery"] =
      "chronische pijn van de wervelkolom na een wervelkolomoperatie",
    ["has not had spinal surgery"] =
      "heeft geen wervelkolomoperatie gehad",
    ["What we know about rehabilitation and work comes from a review of people after an operation on the spine, which you have not had."] =
      "Wat we weten over revalidatie en werk, komt uit een overzicht van studies bij mensen na een operatie aan de rug of nek. Zo'n operatie hebt u niet gehad.",

    -- evidence callens-2025/work-integrated-rehabilitation/staying-at-work/mixed
    ["The abstract rates return to work only; low minus one (policy)."] =
      "Het abstract beoordeelt alleen terugkeer naar werk; laag min één (beleid).",
    ["time off work (the review rates return to work only)"] =
      "afwezigheid van het werk (de review beoordeelt alleen terugkeer naar werk)",
    ["is at work"] =
      "is aan het werk",

    -- pairing exercise+work-focused-rehabilitation
    ["Exercise with work-focused rehabilitation, without employer contact"] =
      "Oefentherapie met werkgerichte revalidatie, zonder contact met de werkgever",
    ["A structured exercise programme within rehabilitation that is fitted to the patient and takes in the patient's own work as the patient tells it: tasks and demands, and a plan that the patient agrees with. Left out are talks with the employer and changes at the workplace. What it may consist of, as the review names it: back school, self-care, functional restoration, multidisciplinary rehabilitation, physiotherapy, digital care programmes. Listed is not shown to work, and none was shown better than another."] =
      "Een gestructureerd oefenprogramma binnen revalidatie die op de patiënt is afgestemd en het eigen werk van de patiënt meeneemt, zoals de patiënt erover vertelt: taken en eisen, en een plan waarmee de patiënt akkoord gaat. Gesprekken met de werkgever en veranderingen op de werkplek horen er niet bij. Waaruit het kan bestaan, zoals de review het noemt: rugschool, zelfzorg, functioneel herstel, multidisciplinaire revalidatie, fysiotherapie, digitale zorgprogramma's. Van wat hier staat is niet aangetoond dat het werkt, en van geen ervan is aangetoond dat het beter is dan een ander.",
    ["PHQ-9 of 20 or more (a screen): arrange an assessment of mood and risk before or beside any pairing. An item 9 of 0 does not rule out suicidal thoughts: ask in words. Hold or adapt exposure and graded activity."] =
      "PHQ-9 van 20 of meer (screening): regel een beoordeling van stemming en risico vóór of naast elke combinatie. Vraag 9 met antwoord 0 sluit zelfmoordgedachten niet uit: vraag ernaar in woorden. Pauzeer exposure en graded activity of pas ze aan.",
    ["GAD-7 of 15 or more (a screen): arrange an assessment of mood and risk before or beside any pairing. Hold or adapt exposure and graded activity."] =
      "GAD-7 van 15 of meer (screening): regel een beoordeling van stemming en risico vóór of naast elke combinatie. Pauzeer exposure en graded activity of pas ze aan.",
    ["PHQ-9 of 15 to 19 (a screen): have mood assessed."] =
      "PHQ-9 van 15 tot 19 (screening): laat de stemming beoordelen.",
    ["PHQ-9 of 10 to 14 (a screen): no pairing here treats depression."] =
      "PHQ-9 van 10 tot 14 (screening): geen combinatie hier behandelt een depressie.",
    ["Work-integrated rehabilitation has no effect that can be quoted: most studies had no comparison group."] =
      "Voor werkgeïntegreerde revalidatie is er geen effect dat kan worden genoemd: de meeste studies hadden geen vergelijkingsgroep.",
    ["Weigh hazards of the job and pressure from litigation. Watch for too early a return, and for loss of the job."] =
      "Weeg de gevaren van het werk en de druk van een rechtszaak mee. Let op een te vroege terugkeer, en op verlies van de baan.",
    ["Nobody contacts the employer. Whether the studied programmes needed the employer is not known."] =
      "Niemand neemt contact op met de werkgever. Of de onderzochte programma's de werkgever nodig hadden, is niet bekend.",
    ["Still at work: nothing here is a reason to advise absence."] =
      "Nog aan het werk: niets hier is een reden om verzuim te adviseren.",
    ["No job to go back to, or not known: talk through what return to work would mean."] =
      "Geen baan om naar terug te keren, of niet bekend: bespreek wat terugkeer naar werk zou betekenen.",
    ["With a spinal cord stimulator: the only trial found is a protocol without results."] =
      "Bij een ruggenmergstimulator: de enige gevonden studie is een protocol zonder resultaten.",
    ["After spinal surgery: ask the surgical team about clearance, fusion status and any limits before loading."] =
      "Na een wervelkolomoperatie: vraag het operatieteam naar groen licht, de toestand van de fusie en eventuele grenzen voordat u belast.",
    ["Aged 70 or more: ask about osteoporosis and falls before loading."] =
      "Bij 70 jaar of ouder: vraag naar osteoporose en vallen voordat u belast.",
    ["Stop exercise and reassess for new neurological signs or fever. Hold it with an unstable heart condition."] =
      "Stop met oefenen en beoordeel opnieuw bij nieuwe neurologische tekenen of koorts. Pauzeer het bij een instabiele hartaandoening.",
    ["After spinal surgery: reassess for wound change."] =
      "Na een wervelkolomoperatie: beoordeel opnieuw als de wond verandert.",
    ["No benefit is claimed at 12 months or later, and harms were little reported: none recorded does not mean none."] =
      "Voor 12 maanden of later wordt geen voordeel beweerd, en nadelen zijn weinig gerapporteerd: geen gemelde nadelen betekent niet dat er geen zijn.",
    ["In chronic low back pain exercise should be used; after surgery on the lower back it can be used, which is a weaker word."] =
      "Bij chronische lage rugpijn moet oefentherapie worden gebruikt; na een operatie aan de onderrug kan ze worden gebruikt, en dat is een zwakker woord.",
    ["The patient's own work: its tasks and demands, and an agreed plan. Programmes that are personalised and take in the patient's work seem most suitable, on low-certainty evidence; no effect can be quoted."] =
      "Het eigen werk van de patiënt: de taken en eisen, en een afgesproken plan. Programma's die op de persoon zijn afgestemd en het werk van de patiënt meenemen, lijken het meest geschikt, op grond van bewijs van lage zekerheid; er is geen effect dat kan worden genoemd.",
    ["Not known: the programmes were studied as a whole."] =
      "Niet bekend: de programma's zijn als geheel onderzocht.",
    ["The link between treatment and the patient's own work. Talking about work, and about what keeps the patient from it, needs no programme."] =
      "De band tussen de behandeling en het eigen werk van de patiënt. Praten over werk, en over wat de patiënt ervan weerhoudt, heeft geen programma nodig.",

    -- pairing exercise+work-integrated-rehabilitation
    ["Exercise with work-integrated rehabilitation"] =
      "Oefentherapie met werkgeïntegreerde revalidatie",
    ["A structured exercise programme within rehabilitation that is fitted to the patient and takes in the patient's own work: its tasks and demands, and a plan for going back or staying on that the patient agrees with. What it may consist of, as the review names it: back school, self-care, functional restoration, multidisciplinary rehabilitation, physiotherapy, digital care programmes. Listed is not shown to work, and none was shown better than another."] =
      "Een gestructureerd oefenprogramma binnen revalidatie die op de patiënt is afgestemd en het eigen werk van de patiënt meeneemt: de taken en eisen, en een plan om terug te keren of te blijven werken waarmee de patiënt akkoord gaat. Waaruit het kan bestaan, zoals de review het noemt: rugschool, zelfzorg, functioneel herstel, multidisciplinaire revalidatie, fysiotherapie, digitale zorgprogramma's. Van wat hier staat is niet aangetoond dat het werkt, en van geen ervan is aangetoond dat het beter is dan een ander.",
    ["Agree with the patient what may be told to the employer, and keep the rest confidential."] =
      "Spreek met de patiënt af wat aan de werkgever mag worden verteld, en houd de rest vertrouwelijk.",

    -- rule work-integrated-rehabilitation-after-spinal-surgery
    ["Off work after spinal surgery, with a work goal: add rehabilitation that takes in work"] =
      "Niet aan het werk na een wervelkolomoperatie, met werk als doel: voeg revalidatie toe die het werk meeneemt",

    -- rule work-integrated-rehabilitation-beside-another-goal
    ["Off work after spinal surgery, with another goal: an alternative"] =
      "Niet aan het werk na een wervelkolomoperatie, met een ander doel: een alternatief",

    -- rule work-integrated-rehabilitation-for-poor-work-ability
    ["Poor work ability after spinal surgery, with another goal: an alternative"] =
      "Laag werkvermogen na een wervelkolomoperatie, met een ander doel: een alternatief",

    -- rule work-integrated-rehabilitation-to-stay-at-work
    ["At work after spinal surgery, with a work goal: add rehabilitation that takes in work"] =
      "Aan het werk na een wervelkolomoperatie, met werk als doel: voeg revalidatie toe die het werk meeneemt",

    -- rule work-integrated-rehabilitation-without-spinal-surgery
    ["Fear about work, or absence with a work goal, without spinal surgery: an alternative"] =
      "Angst over het werk, of afwezigheid met werk als doel, zonder wervelkolomoperatie: een alternatief",
    ["Fear about work is high (FABQ-W {fear.fabq_work}; high: above 34), or the goal is work after time off ({goal.primary}; weeks off: {work.absence_weeks}). The evidence is indirect: the review asked about people after spinal surgery; most of its studies appear to be of mixed low back pain."] =
      "De angst over het werk is hoog (FABQ-W {fear.fabq_work}; hoog: boven 34), of werk is het doel na een periode van afwezigheid ({goal.primary}; weken afwezig: {work.absence_weeks}). Het bewijs is indirect: de review ging over mensen na een wervelkolomoperatie; de meeste studies erin lijken over gemengde lage rugpijn te gaan.",

    -- advise_against no-consent-to-contact-the-employer
    ["Contact with the employer: the patient refuses it"] =
      "Contact met de werkgever: de patiënt weigert dit",
    ["Nobody contacts the employer. Work tasks and the work goal are still worked on with the patient alone. Ask again if the patient wishes."] =
      "Niemand neemt contact op met de werkgever. Aan werktaken en aan werk als doel wordt nog wel gewerkt, alleen met de patiënt. Vraag het opnieuw als de patiënt dat wenst.",

    -- advise_against outside-the-labour-force
    ["Rehabilitation that takes in work: the patient is retired, a student, or not in the labour force"] =
      "Revalidatie die het werk meeneemt: de patiënt is met pensioen, student, of niet op de arbeidsmarkt",
    ["There is no work to build the rehabilitation around. If the patient does want work, look at the status again."] =
      "Er is geen werk om de revalidatie omheen te bouwen. Kijk opnieuw naar de werksituatie als de patiënt toch wil werken.",

    -- pass_over work-focused-rehabilitation-not-available
    ["Rehabilitation that takes in work is not available here"] =
      "Revalidatie die het werk meeneemt, is hier niet beschikbaar",
    ["This patient's answers point to it."] =
      "Hierop wijzen de antwoorden van deze patiënt.",
    ["Refer to a service that offers it."] =
      "Verwijs naar een dienst die het aanbiedt.",

    -- conflict at-work-with-the-goal-of-return
    ["The goal is return to work, and the patient is at work"] =
      "Het doel is terugkeer naar werk, en de patiënt is aan het werk",
    ["The record says {work.status} with no absence. Ask which it is: return to work, or staying at work."] =
      "Volgens de gegevens: {work.status}, zonder afwezigheid. Vraag wat het is: terugkeer naar werk, of aan het werk blijven.",
  },
}
