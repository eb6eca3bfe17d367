-- Pairings and rules in Dutch. What is said at the head of nl.lua holds here too.

catalogue "nl" {
  translator = "Plumbline contributors",   -- machine-assisted; no clinician has signed it

  sentences = {
    -- pairing exercise
    ["Exercise alone"] =
      "Alleen oefentherapie",
    ["A structured exercise programme, agreed with the patient and built up step by step."] =
      "Een gestructureerd oefenprogramma, afgesproken met de patiënt en stap voor stap opgebouwd.",
    ["A programme of exercise, built up at a pace that suits you. Studies of people with long-lasting low back pain suggest that it probably eases pain and helps people to do slightly more. It may be different for you, so we will look together at how it goes."] =
      "U krijgt een oefenprogramma. We bouwen het op in een tempo dat bij u past. Studies bij mensen met langdurige lage rugpijn wijzen erop dat oefenen de pijn waarschijnlijk verlicht. Ook kunnen mensen dan waarschijnlijk iets meer doen. Bij u kan dat anders zijn. Daarom kijken we samen hoe het gaat.",
    ["PHQ-9 of 20 or more (a screen): arrange an assessment of mood and risk before or beside any pairing. An item 9 of 0 does not rule out suicidal thoughts: ask in words. Hold or adapt exposure and graded activity."] =
      "PHQ-9 van 20 of meer (screening): regel een beoordeling van stemming en risico vóór of naast elke combinatie. Vraag 9 met antwoord 0 sluit zelfmoordgedachten niet uit: vraag ernaar in woorden. Pauzeer exposure en graded activity of pas ze aan.",
    ["GAD-7 of 15 or more (a screen): arrange an assessment of mood and risk before or beside any pairing. Hold or adapt exposure and graded activity."] =
      "GAD-7 van 15 of meer (screening): regel een beoordeling van stemming en risico vóór of naast elke combinatie. Pauzeer exposure en graded activity of pas ze aan.",
    ["Explain which new signs need care at once, and review at 12 weeks."] =
      "Leg uit bij welke nieuwe signalen meteen hulp nodig is, en zie de patiënt terug na 12 weken.",
    ["Stop exercise and reassess for new neurological signs or fever. Hold it with an unstable heart condition."] =
      "Stop met oefenen en beoordeel opnieuw bij nieuwe neurologische tekenen of koorts. Pauzeer het bij een instabiele hartaandoening.",
    ["After spinal surgery: reassess for wound change."] =
      "Na een wervelkolomoperatie: beoordeel opnieuw als de wond verandert.",
    ["After spinal surgery: ask the surgical team about clearance, fusion status and any limits before loading."] =
      "Na een wervelkolomoperatie: vraag het operatieteam naar groen licht, de toestand van de fusie en eventuele grenzen voordat u belast.",
    ["With a spinal cord stimulator: keep to the implant's limits on movement and loading, as the implanting team states them."] =
      "Bij een ruggenmergstimulator: blijf binnen de grenzen van het implantaat voor beweging en belasting, zoals het implanterende team die aangeeft.",
    ["Aged 70 or more: ask about osteoporosis and falls before loading."] =
      "Bij 70 jaar of ouder: vraag naar osteoporose en vallen voordat u belast.",
    ["Exercise therapy, against no treatment or usual care, probably gives less pain and slightly better function."] =
      "Oefentherapie geeft, vergeleken met geen behandeling of gebruikelijke zorg, waarschijnlijk minder pijn en iets beter functioneren.",

    -- pairing exercise+pain-education
    ["Exercise with pain education"] =
      "Oefentherapie met pijneducatie",
    ["A structured exercise programme, with sessions that improve understanding of pain and help the patient to look again at beliefs about it."] =
      "Een gestructureerd oefenprogramma, met sessies die het begrip van pijn vergroten en de patiënt helpen om opnieuw te kijken naar opvattingen erover.",
    ["Not to be given alone: pain education goes with exercise."] =
      "Niet alleen geven: pijneducatie hoort bij oefentherapie.",
    ["After spinal surgery: do not say that pain means no damage until tissue limits are known."] =
      "Na een wervelkolomoperatie: zeg niet dat pijn geen schade betekent voordat de grenzen van het weefsel bekend zijn.",
    ["Fit the sessions to language and reading level. Listen first: some patients feel disbelieved."] =
      "Stem de sessies af op taal en leesniveau. Luister eerst: sommige patiënten voelen zich niet geloofd.",
    ["PHQ-9 of 15 to 19 (a screen): have mood assessed."] =
      "PHQ-9 van 15 tot 19 (screening): laat de stemming beoordelen.",
    ["PHQ-9 of 10 to 14 (a screen): no pairing here treats depression."] =
      "PHQ-9 van 10 tot 14 (screening): geen combinatie hier behandelt een depressie.",
    ["A 2025 Cochrane overview found, for psychological therapies against usual care, probably slightly less pain and little or no difference in function."] =
      "Een Cochrane-overzicht uit 2025 vond voor psychologische therapieën, vergeleken met gebruikelijke zorg, waarschijnlijk iets minder pijn en weinig of geen verschil in functioneren.",
    ["No benefit is claimed at 12 months or later, and harms were little reported: none recorded does not mean none."] =
      "Voor 12 maanden of later wordt geen voordeel beweerd, en nadelen zijn weinig gerapporteerd: geen gemelde nadelen betekent niet dat er geen zijn.",
    ["An understanding of pain and a new look at beliefs about it. Against physiotherapy care alone, better function was found just after treatment and at 6 to under 12 months; for avoidance, words but no figure."] =
      "Begrip van pijn en een nieuwe kijk op opvattingen erover. Vergeleken met alleen fysiotherapeutische zorg werd beter functioneren gevonden vlak na de behandeling en na 6 tot minder dan 12 maanden; voor vermijding woorden maar geen cijfer.",
    ["The trials gave pain education together with physiotherapy care, mainly structured exercise. Without it none of their figures would apply."] =
      "In de studies werd pijneducatie samen met fysiotherapeutische zorg gegeven, vooral gestructureerde oefentherapie. Zonder die zorg zou geen van de cijfers gelden.",
    ["Exercise keeps its own evidence. Lost is work on beliefs about pain, and the better function that was found with it. Whether this patient would miss it more than another was not tested."] =
      "Oefentherapie houdt haar eigen bewijs. Verloren gaat het werken aan opvattingen over pijn, en het betere functioneren dat ermee werd gevonden. Of deze patiënt dat meer zou missen dan een ander, is niet getoetst.",

    -- pairing exercise+behavioural-therapy
    ["Exercise with behavioural therapy"] =
      "Oefentherapie met gedragstherapie",
    ["A structured exercise programme, with behavioural methods such as graded activity or graded exposure that build up healthy behaviour and remove what reinforces pain behaviour. With work on thoughts added, it is CBT."] =
      "Een gestructureerd oefenprogramma, met gedragsmatige methoden zoals graded activity of graded exposure, die gezond gedrag opbouwen en wegnemen wat pijngedrag versterkt. Komt er werk aan gedachten bij, dan is het CGT.",
    ["Exercise, together with a plan that brings back, step by step, activities that pain has got in the way of. Studies of people with long-lasting low back pain suggest that with both you may have less pain than with physiotherapy alone, when the sessions end and for some months after. Pain may flare at first. It may be different for you, so we will look together at how it goes."] =
      "U doet oefeningen en volgt een plan. Met dat plan pakt u stap voor stap activiteiten weer op waar de pijn in de weg zat. Studies bij mensen met langdurige lage rugpijn wijzen erop dat u met allebei misschien minder pijn hebt dan met alleen fysiotherapie. Dat geldt aan het einde van de sessies en nog enkele maanden daarna. De pijn kan in het begin toenemen. Bij u kan het anders zijn. Daarom kijken we samen hoe het gaat.",
    ["Hold or adapt with active trauma symptoms or untreated severe depression."] =
      "Pauzeer of pas aan bij actieve traumaklachten of een onbehandelde ernstige depressie.",
    ["Exposure must not override real limits of the tissues. Watch for an early flare of pain, and for drop-out."] =
      "Exposure mag niet over echte grenzen van het weefsel heen gaan. Let op een vroege opflakkering van de pijn, en op afhaken.",
    ["It builds up healthy behaviour and removes what reinforces pain behaviour. Against physiotherapy care alone, less pain was found (figures recalled); between behavioural approaches, little or no difference."] =
      "Het bouwt gezond gedrag op en neemt weg wat pijngedrag versterkt. Vergeleken met alleen fysiotherapeutische zorg werd minder pijn gevonden (cijfers uit de herinnering); tussen gedragsmatige aanpakken weinig of geen verschil.",
    ["Exercise keeps its own evidence. Lost is work on pain behaviour, and the lower pain that was found with it. Whether this patient would miss it more than another was not tested."] =
      "Oefentherapie houdt haar eigen bewijs. Verloren gaat het werken aan pijngedrag, en de mindere pijn die ermee werd gevonden. Of deze patiënt dat meer zou missen dan een ander, is niet getoetst.",
    ["The trials gave behavioural therapy together with physiotherapy care, mainly structured exercise. Without it none of their figures would apply."] =
      "In de studies werd gedragstherapie samen met fysiotherapeutische zorg gegeven, vooral gestructureerde oefentherapie. Zonder die zorg zou geen van de cijfers gelden.",

    -- pairing exercise+cognitive-behavioural-therapy
    ["Exercise with cognitive behavioural therapy"] =
      "Oefentherapie met cognitieve gedragstherapie",
    ["A structured exercise programme, with behavioural methods and work on unhelpful thoughts, emotions and problem solving, by a therapist trained in it."] =
      "Een gestructureerd oefenprogramma, met gedragsmatige methoden en werk aan niet-helpende gedachten, emoties en het oplossen van problemen, door een therapeut die daarin is opgeleid.",
    ["Exercise, together with sessions that work on the thoughts, worries and habits that come with lasting pain. This does not mean that the pain is in your head. Studies of people with long-lasting low back pain suggest that with both you may be able to do more, when the sessions end, than with physiotherapy alone. It may be different for you, so we will look together at how it goes."] =
      "U doet oefeningen en krijgt sessies. Daarin werkt u aan de gedachten, zorgen en gewoonten die bij langdurige pijn horen. Dit betekent niet dat de pijn tussen uw oren zit. Studies bij mensen met langdurige lage rugpijn wijzen erop dat u met allebei misschien meer kunt doen, aan het einde van de sessies, dan met alleen fysiotherapie. Bij u kan dat anders zijn. Daarom kijken we samen hoe het gaat.",
    ["Check first for active suicidality, psychosis, severe cognitive impairment and untreated substance dependence: if present, treat or refer before CBT."] =
      "Ga eerst na of er actieve suïcidaliteit, psychose, een ernstige cognitieve stoornis of onbehandelde middelenafhankelijkheid is: zo ja, behandel of verwijs vóór CGT.",
    ["GAD-2 and GAD-7 are screens, not diagnoses; a GAD-2 of 3 or more calls for a GAD-7, if not yet taken."] =
      "GAD-2 en GAD-7 zijn screenings, geen diagnoses; een GAD-2 van 3 of meer vraagt om een GAD-7, als die nog niet is afgenomen.",
    ["PHQ-9 is a screen, not a diagnosis; its fatigue, sleep and concentration items overlap with chronic pain."] =
      "De PHQ-9 is een screening, geen diagnose; de vragen over vermoeidheid, slaap en concentratie overlappen met chronische pijn.",
    ["Still at work: nothing here is a reason to advise absence."] =
      "Nog aan het werk: niets hier is een reden om verzuim te adviseren.",
    ["Work on unhelpful thoughts, emotions and problem solving, beside behaviour. Against physiotherapy care alone, better function was found just after treatment."] =
      "Werk aan niet-helpende gedachten, emoties en het oplossen van problemen, naast het gedrag. Vergeleken met alleen fysiotherapeutische zorg werd vlak na de behandeling beter functioneren gevonden.",
    ["Exercise keeps its own evidence. Lost is work on thoughts and mood, and the better function that was found with it just after treatment. Whether this patient would miss it more than another was not tested."] =
      "Oefentherapie houdt haar eigen bewijs. Verloren gaat het werken aan gedachten en stemming, en het betere functioneren dat er vlak na de behandeling mee werd gevonden. Of deze patiënt dat meer zou missen dan een ander, is niet getoetst.",
    ["The trials gave CBT together with physiotherapy care, mainly structured exercise. Without it none of their figures would apply."] =
      "In de studies werd CGT samen met fysiotherapeutische zorg gegeven, vooral gestructureerde oefentherapie. Zonder die zorg zou geen van de cijfers gelden.",

    -- need_data fear-measure
    ["No measure of fear of movement"] =
      "Geen meting van bewegingsangst",
    ["Fear of movement is one of the things that the choice turns on."] =
      "Bewegingsangst is een van de zaken waarvan de keuze afhangt.",
    ["Take one of these: FABQ (physical activity part), TSK-17 or TSK-11."] =
      "Neem een van deze af: FABQ (deel lichamelijke activiteit), TSK-17 of TSK-11.",

    -- rule cognitive-behavioural-therapy-for-distress-or-high-risk
    ["Catastrophising, low mood or high risk: pair exercise with CBT"] =
      "Catastroferen, sombere stemming of hoog risico: combineer oefentherapie met CGT",
    ["One or more of these is raised: PCS {cognition.pcs} (high: above 30), PHQ-9 {mood.phq_9} (high: 10 or more), STarT Back psychosocial part {risk.start_back_psychosocial} (high: 4 or more). CBT works on thoughts and mood as well as behaviour. The scores are screens and diagnose nothing; STarT Back was not made to choose a therapy."] =
      "Een of meer hiervan is verhoogd: PCS {cognition.pcs} (hoog: boven 30), PHQ-9 {mood.phq_9} (hoog: 10 of meer), psychosociaal deel van de STarT Back {risk.start_back_psychosocial} (hoog: 4 of meer). CGT werkt aan gedachten en stemming en ook aan gedrag. De scores zijn screeningen en stellen geen diagnose; de STarT Back is niet gemaakt om een therapie te kiezen.",

    -- rule pain-education-for-fear-of-movement
    ["High fear of movement and a goal other than pain: pair exercise with pain education"] =
      "Veel bewegingsangst en een ander doel dan pijn: combineer oefentherapie met pijneducatie",
    ["Fear of movement is high by at least one scale (FABQ-PA {fear.fabq_physical_activity}, TSK-17 {fear.tsk_17}, TSK-11 {fear.tsk_11}), and the goal is {goal.primary}. In chronic non-specific low back pain, pain education was reported to hold its effect on function longest. The claims are for function; none is made for work. The TSK-11 cut-off (above 25) is not verified."] =
      "De bewegingsangst is hoog volgens ten minste één schaal (FABQ-PA {fear.fabq_physical_activity}, TSK-17 {fear.tsk_17}, TSK-11 {fear.tsk_11}), en het doel is: {goal.primary}. Bij chronische aspecifieke lage rugpijn hield het effect van pijneducatie op het functioneren volgens de publicatie het langst aan. Wat hier wordt beweerd, gaat over functioneren; over werk wordt niets beweerd. Het afkappunt van de TSK-11 (boven 25) is niet geverifieerd.",

    -- rule behavioural-therapy-for-a-pain-goal
    ["Less pain is the goal: pair exercise with behavioural therapy"] =
      "Minder pijn is het doel: combineer oefentherapie met gedragstherapie",
    ["The goal is less pain. In chronic non-specific low back pain, behavioural therapy was reported to do most for pain at 6 to under 12 months. The intervals of the pairings overlap, and a Cochrane review found little or no difference between behavioural approaches."] =
      "Het doel is minder pijn. Bij chronische aspecifieke lage rugpijn deed gedragstherapie volgens de publicatie het meest voor pijn na 6 tot minder dan 12 maanden. De intervallen van de combinaties overlappen, en een Cochrane-review vond weinig of geen verschil tussen gedragsmatige aanpakken.",

    -- rule pain-education-beside-a-pain-goal
    ["High fear of movement and a pain goal: pain education as an alternative"] =
      "Veel bewegingsangst en pijn als doel: pijneducatie als alternatief",
    ["The goal is less pain, but fear of movement is high by at least one scale (FABQ-PA {fear.fabq_physical_activity}, TSK-17 {fear.tsk_17}, TSK-11 {fear.tsk_11}), which pain education addresses."] =
      "Het doel is minder pijn, maar de bewegingsangst is hoog volgens ten minste één schaal (FABQ-PA {fear.fabq_physical_activity}, TSK-17 {fear.tsk_17}, TSK-11 {fear.tsk_11}), en daar richt pijneducatie zich op.",

    -- rule cognitive-behavioural-therapy-for-work-concerns
    ["Fear about work, or absence with a work goal, without spinal surgery: pair exercise with CBT"] =
      "Angst over het werk, of afwezigheid met werk als doel, zonder wervelkolomoperatie: combineer oefentherapie met CGT",
    ["Either fear about work is high (FABQ-W {fear.fabq_work}; high: above 34), or the goal is work after time off (goal: {goal.primary}; weeks off: {work.absence_weeks}). CBT addresses beliefs and problem solving. The claim is for function; none is made for work."] =
      "Ofwel is de angst over het werk hoog (FABQ-W {fear.fabq_work}; hoog: boven 34), ofwel is werk het doel na een periode van afwezigheid (doel: {goal.primary}; weken afwezig: {work.absence_weeks}). CGT richt zich op opvattingen en het oplossen van problemen. Wat hier wordt beweerd, gaat over functioneren; over werk wordt niets beweerd.",

    -- pass_over behavioural_therapy-did-not-help
    ["Behavioural therapy was tried and did not help"] =
      "Gedragstherapie is geprobeerd en hielp niet",
    ["This patient's answers point to it."] =
      "Hierop wijzen de antwoorden van deze patiënt.",
    ["Talk over what was tried, and how, before it is repeated."] =
      "Bespreek wat er is geprobeerd, en hoe, voordat het wordt herhaald.",

    -- pass_over cbt-did-not-help
    ["CBT was tried and did not help"] =
      "CGT is geprobeerd en hielp niet",

    -- pass_over pain_education-did-not-help
    ["Pain education was tried and did not help"] =
      "Pijneducatie is geprobeerd en hielp niet",

    -- pass_over behavioural_therapy-not-available
    ["Behavioural therapy is not available here"] =
      "Gedragstherapie is hier niet beschikbaar",
    ["Refer to a service that offers it."] =
      "Verwijs naar een dienst die het aanbiedt.",

    -- pass_over cbt-not-available
    ["CBT is not available here"] =
      "CGT is hier niet beschikbaar",

    -- pass_over pain_education-not-available
    ["Pain education is not available here"] =
      "Pijneducatie is hier niet beschikbaar",

    -- otherwise exercise-alone
    ["No partner found: exercise alone"] =
      "Geen partner gevonden: alleen oefentherapie",
  },
}
