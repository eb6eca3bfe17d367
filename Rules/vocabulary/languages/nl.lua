-- The sentences of the pack 'vocabulary', each with its translation. A sentence that changes in the pack must be translated again.
-- `plumbline check` finds what is missing, stale, or has other numbers. Documentation/Languages.md says how to sign it.

catalogue "nl" {
  translator = "Plumbline contributors",   -- machine-assisted; no clinician has signed it

  sentences = {
    -- constraint phq-9-is-the-sum-of-its-items
    ["The PHQ-9 total is the PHQ-2, item 9 and six more answers of 0 to 3."] =
      "Het totaal van de PHQ-9 is de PHQ-2, vraag 9 en nog zes antwoorden van 0 tot 3.",

    -- constraint gad-7-is-the-sum-of-its-items
    ["The GAD-7 total is the GAD-2 and five more answers of 0 to 3."] =
      "Het totaal van de GAD-7 is de GAD-2 en nog vijf antwoorden van 0 tot 3.",

    -- constraint start-back-is-the-sum-of-its-items
    ["The STarT Back total is its psychosocial part and four more answers of 0 or 1."] =
      "Het totaal van de STarT Back is het psychosociale deel en nog vier antwoorden van 0 of 1.",

    -- constraint an-operation-is-spinal-surgery
    ["A patient who had an operation on the spine had spinal surgery."] =
      "Een patiënt die aan de wervelkolom is geopereerd, heeft een wervelkolomoperatie gehad.",

    -- fact fear.fabq_physical_activity
    ["FABQ-PA"] =
      "FABQ-PA",
    ["What is the FABQ physical activity score (items 2 to 5, 0 to 24)?"] =
      "Wat is de FABQ-score voor lichamelijke activiteit (vragen 2 tot 5, 0 tot 24)?",
    ["people with chronic low back pain"] =
      "mensen met chronische lage rugpijn",

    -- fact fear.fabq_work
    ["FABQ-W"] =
      "FABQ-W",
    ["What is the FABQ work score (items 6, 7, 9 to 12 and 15, 0 to 42)?"] =
      "Wat is de FABQ-score voor werk (vragen 6, 7, 9 tot 12 en 15, 0 tot 42)?",

    -- fact fear.tsk_17
    ["TSK-17"] =
      "TSK-17",
    ["What is the Tampa Scale total, 17-item version (17 to 68)?"] =
      "Wat is het totaal van de Tampa-schaal, versie met 17 vragen (17 tot 68)?",
    ["people with chronic pain"] =
      "mensen met chronische pijn",

    -- fact fear.tsk_11
    ["TSK-11"] =
      "TSK-11",
    ["What is the Tampa Scale total, 11-item version (11 to 44)?"] =
      "Wat is het totaal van de Tampa-schaal, versie met 11 vragen (11 tot 44)?",

    -- fact cognition.pcs
    ["PCS"] =
      "PCS",
    ["What is the Pain Catastrophizing Scale total (0 to 52)?"] =
      "Wat is het totaal van de Pain Catastrophizing Scale (0 tot 52)?",
    ["people with low back pain"] =
      "mensen met lage rugpijn",

    -- fact mood.phq_2
    ["PHQ-2"] =
      "PHQ-2",
    ["What is the PHQ-2 total (0 to 6)?"] =
      "Wat is het totaal van de PHQ-2 (0 tot 6)?",

    -- fact mood.phq_9
    ["PHQ-9"] =
      "PHQ-9",
    ["What is the PHQ-9 total (0 to 27)?"] =
      "Wat is het totaal van de PHQ-9 (0 tot 27)?",

    -- fact mood.phq_9_item_9
    ["PHQ-9 item 9"] =
      "PHQ-9 vraag 9",
    ["What was the answer to PHQ-9 item 9, thoughts of being better off dead or of self-harm (0 to 3)?"] =
      "Lees het antwoord op PHQ-9 vraag 9 af van het formulier: welk cijfer staat daar (0 tot 3)?",

    -- fact mood.gad_2
    ["GAD-2"] =
      "GAD-2",
    ["What is the GAD-2 total (0 to 6)?"] =
      "Wat is het totaal van de GAD-2 (0 tot 6)?",

    -- fact mood.gad_7
    ["GAD-7"] =
      "GAD-7",
    ["What is the GAD-7 total (0 to 21)?"] =
      "Wat is het totaal van de GAD-7 (0 tot 21)?",

    -- fact mood.suicide_enquiry
    ["Suicide enquiry"] =
      "Vraag naar zelfmoordgedachten",
    ["Asked about suicidal thoughts at this visit: disclosed, or none?"] =
      "Bij dit bezoek gevraagd naar zelfmoordgedachten: gemeld, of geen?",
    ["disclosed"] =
      "gemeld",
    ["asked, none"] =
      "gevraagd, geen",

    -- fact mood.suicidal_ideation_disclosed
    ["Suicidal thoughts disclosed"] =
      "Zelfmoordgedachten gemeld",
    ["Has the patient disclosed suicidal thoughts, by any route?"] =
      "Heeft de patiënt zelfmoordgedachten gemeld, op welke manier ook?",

    -- fact sensitisation.csi
    ["CSI"] =
      "CSI",
    ["What is the Central Sensitization Inventory score, part A (0 to 100)?"] =
      "Wat is de score op deel A van de Central Sensitization Inventory (0 tot 100)?",

    -- fact patient.age
    ["Age"] =
      "Leeftijd",
    ["How old is the patient, in years?"] =
      "Hoe oud is de patiënt, in jaren?",

    -- fact pain.region
    ["Main site of pain"] =
      "Plaats van de meeste pijn",
    ["Where is the main pain: lower back, mid back, neck, or elsewhere?"] =
      "Waar zit de meeste pijn: onderrug, middenrug, nek of elders?",
    ["lower back"] =
      "onderrug",
    ["mid back"] =
      "middenrug",
    ["neck"] =
      "nek",
    ["elsewhere"] =
      "elders",

    -- fact pain.duration_weeks
    ["Duration of pain"] =
      "Duur van de pijn",
    ["For how many whole weeks has this pain been present?"] =
      "Hoeveel hele weken bestaat deze pijn al?",

    -- fact pain.specific_cause
    ["Specific cause"] =
      "Specifieke oorzaak",
    ["Has a specific disease or injury been found that explains the pain?"] =
      "Is er een specifieke ziekte of een specifiek letsel gevonden dat de pijn verklaart?",

    -- fact pain.intensity
    ["NRS"] =
      "NRS",
    ["How strong is the pain on average, from 0 (none) to 10 (worst imaginable)?"] =
      "Hoe sterk is de pijn gemiddeld, van 0 (geen) tot 10 (de ergst denkbare)?",

    -- fact pain.radicular_dominant
    ["Dominant radicular pain"] =
      "Overheersende radiculaire pijn",
    ["Is the leg or arm pain of nerve-root type worse than the pain in the back or neck?"] =
      "Is de pijn in been of arm, van het type zenuwwortelpijn, erger dan de pijn in rug of nek?",

    -- fact red_flags.cauda_equina
    ["Cauda equina features"] =
      "Kenmerken van het cauda-equinasyndroom",
    ["Is any of these new: saddle or genital numbness, retention, incontinence or altered urinary sensation, bowel incontinence, pain down both legs, sexual dysfunction?"] =
      "Is een van deze klachten nieuw: doof gevoel in het zitvlak (rijbroekgebied) of aan de geslachtsdelen, niet of niet goed kunnen plassen (retentie), urineverlies of anders aanvoelen van het plassen, verlies van ontlasting, pijn in beide benen, seksuele functiestoornis?",

    -- fact red_flags.progressive_motor_deficit
    ["Progressive motor deficit"] =
      "Toenemende motorische uitval",
    ["Is there worsening weakness, a change in walking, or new clumsiness of the hands?"] =
      "Is er toenemende zwakte, een verandering in het lopen, of nieuwe onhandigheid van de handen?",

    -- fact red_flags.fracture
    ["Suspected fracture"] =
      "Vermoeden van fractuur",
    ["Weighing these together, do you suspect a fracture: major trauma; minor trauma with osteoporosis, steroids or age 70 or more; sudden severe pain; new deformity?"] =
      "Vermoedt u een fractuur, als u deze samen weegt: ernstig trauma; licht trauma bij osteoporose, corticosteroïden of een leeftijd van 70 of meer; plotse hevige pijn; nieuwe vervorming?",

    -- fact red_flags.malignancy
    ["Suspected malignancy"] =
      "Vermoeden van maligniteit",
    ["Weighing these together, do you suspect malignancy: past cancer, unexplained weight loss, unremitting night pain, no response to care?"] =
      "Vermoedt u een maligniteit, als u deze samen weegt: kanker in het verleden, onverklaard gewichtsverlies, aanhoudende nachtelijke pijn, geen verbetering door behandeling?",

    -- fact red_flags.infection
    ["Suspected spinal infection"] =
      "Vermoeden van infectie van de wervelkolom",
    ["Weighing these together, do you suspect spinal infection: fever, rigors, immunosuppression, injecting drug use, exposure to tuberculosis, all the more after recent spinal surgery?"] =
      "Vermoedt u een infectie van de wervelkolom, als u deze samen weegt: koorts, koude rillingen, verminderde afweer, injecterend drugsgebruik, blootstelling aan tuberculose, en des te meer na een recente wervelkolomoperatie?",

    -- fact red_flags.inflammatory
    ["Inflammatory pattern"] =
      "Ontstekingspatroon",
    ["Is there a new inflammatory pattern, or one that nobody has looked into: onset before 45 and over 3 months, morning stiffness over 30 minutes, waking in the second half of the night, better with movement; uveitis, psoriasis, inflammatory bowel disease?"] =
      "Is er een nieuw ontstekingspatroon, of een dat nog niemand heeft beoordeeld: begin vóór 45 jaar en langer dan 3 maanden, ochtendstijfheid langer dan 30 minuten, wakker worden in de tweede helft van de nacht, beter bij bewegen; uveïtis, psoriasis, inflammatoire darmziekte?",

    -- fact risk.start_back_total
    ["STarT Back total"] =
      "Totaal STarT Back",
    ["What is the STarT Back total (0 to 9)?"] =
      "Wat is het totaal van de STarT Back (0 tot 9)?",

    -- fact risk.start_back_psychosocial
    ["STarT Back psychosocial part"] =
      "Psychosociaal deel STarT Back",
    ["What is the STarT Back psychosocial part (items 5 to 9, 0 to 5)?"] =
      "Wat is het psychosociale deel van de STarT Back (vragen 5 tot 9, 0 tot 5)?",

    -- fact risk.orebro_short
    ["Örebro short form"] =
      "Örebro, korte versie",
    ["What is the Örebro short form total (1 to 100)?"] =
      "Wat is het totaal van de korte versie van de Örebro (1 tot 100)?",

    -- fact disability.odi
    ["ODI"] =
      "ODI",
    ["What is the Oswestry Disability Index (0 to 100 per cent)?"] =
      "Wat is de Oswestry Disability Index (0 tot 100 procent)?",

    -- fact disability.rmdq
    ["RMDQ"] =
      "RMDQ",
    ["What is the Roland-Morris Disability Questionnaire total (0 to 24)?"] =
      "Wat is het totaal van de Roland-Morris Disability Questionnaire (0 tot 24)?",

    -- fact self_efficacy.pseq
    ["PSEQ"] =
      "PSEQ",
    ["What is the Pain Self-Efficacy Questionnaire total (0 to 60, higher is better)?"] =
      "Wat is het totaal van de Pain Self-Efficacy Questionnaire (0 tot 60, hoger is beter)?",
    ["people with musculoskeletal disorders"] =
      "mensen met aandoeningen van het bewegingsapparaat",
  },
}
