-- Surgery, treatments, work and goal in Dutch. What is said at the head of nl.lua holds here too.

catalogue "nl" {
  translator = "Plumbline contributors",   -- machine-assisted; no clinician has signed it

  sentences = {
    -- fact surgery.spinal
    ["Spinal surgery"] =
      "Wervelkolomoperatie",
    ["Has the patient ever had surgery on the spine?"] =
      "Is de patiënt ooit aan de wervelkolom geopereerd?",

    -- fact surgery.procedure
    ["Procedure"] =
      "Ingreep",
    ["What was the most recent spinal operation?"] =
      "Wat was de laatste wervelkolomoperatie?",
    ["discectomy"] =
      "discectomie",
    ["laminectomy"] =
      "laminectomie",
    ["fusion"] =
      "fusie",
    ["spinal cord stimulation"] =
      "ruggenmergstimulatie",
    ["other"] =
      "andere",

    -- fact surgery.weeks_since
    ["Time since surgery"] =
      "Tijd sinds de operatie",
    ["How many whole weeks ago was the most recent spinal operation, or procedure for a stimulator?"] =
      "Hoeveel hele weken geleden was de laatste wervelkolomoperatie, of ingreep voor een stimulator?",

    -- fact surgery.pain_since
    ["Pain since the operation"] =
      "Pijn sinds de operatie",
    ["Is this the same pain that persisted, or came back, after the spinal operation?"] =
      "Is dit dezelfde pijn, die na de wervelkolomoperatie bleef of terugkwam?",

    -- fact surgery.spinal_cord_stimulator
    ["Spinal cord stimulator"] =
      "Ruggenmergstimulator",
    ["Does the patient have a spinal cord stimulator, permanent or on trial?"] =
      "Heeft de patiënt een ruggenmergstimulator, blijvend of op proef?",

    -- fact surgery.cleared_for_exercise
    ["Cleared for exercise"] =
      "Groen licht voor oefentherapie",
    ["Has the surgical team cleared the patient for exercise?"] =
      "Heeft het operatieteam de patiënt groen licht gegeven voor oefentherapie?",

    -- fact treatment.behavioural_therapy_available
    ["Behavioural therapy available"] =
      "Gedragstherapie beschikbaar",
    ["Is behavioural therapy available here?"] =
      "Is gedragstherapie hier beschikbaar?",

    -- fact treatment.cbt_available
    ["CBT available"] =
      "CGT beschikbaar",
    ["Is cognitive behavioural therapy available here?"] =
      "Is cognitieve gedragstherapie hier beschikbaar?",

    -- fact treatment.pain_education_available
    ["Pain education available"] =
      "Pijneducatie beschikbaar",
    ["Is pain education available here?"] =
      "Is pijneducatie hier beschikbaar?",

    -- fact treatment.work_rehabilitation_available
    ["Work rehabilitation available"] =
      "Werkrevalidatie beschikbaar",
    ["Is rehabilitation that takes in the patient's work available here?"] =
      "Is revalidatie die het werk van de patiënt meeneemt hier beschikbaar?",

    -- fact treatment.behavioural_therapy_tried
    ["Behavioural therapy tried"] =
      "Gedragstherapie geprobeerd",
    ["Has the patient tried behavioural therapy, and did it help?"] =
      "Heeft de patiënt gedragstherapie geprobeerd, en hielp het?",
    ["not tried"] =
      "niet geprobeerd",
    ["helped"] =
      "hielp",
    ["tried, did not help"] =
      "geprobeerd, hielp niet",

    -- fact treatment.cbt_tried
    ["CBT tried"] =
      "CGT geprobeerd",
    ["Has the patient tried cognitive behavioural therapy, and did it help?"] =
      "Heeft de patiënt cognitieve gedragstherapie geprobeerd, en hielp het?",

    -- fact treatment.pain_education_tried
    ["Pain education tried"] =
      "Pijneducatie geprobeerd",
    ["Has the patient tried pain education, and did it help?"] =
      "Heeft de patiënt pijneducatie geprobeerd, en hielp het?",

    -- fact work.status
    ["Work status"] =
      "Werksituatie",
    ["What is the patient's work status?"] =
      "Wat is de werksituatie van de patiënt?",
    ["employed full time"] =
      "voltijds aan het werk",
    ["employed part time"] =
      "deeltijds aan het werk",
    ["on sick leave"] =
      "met ziekteverlof",
    ["unemployed"] =
      "werkloos",
    ["on a disability benefit"] =
      "met een arbeidsongeschiktheidsuitkering",
    ["retired"] =
      "met pensioen",
    ["student"] =
      "student",
    ["not in the labour force"] =
      "niet op de arbeidsmarkt",

    -- fact work.absence_weeks
    ["Absence from work"] =
      "Afwezigheid van het werk",
    ["For how many whole weeks has the patient been off work because of this pain?"] =
      "Hoeveel hele weken is de patiënt door deze pijn niet aan het werk?",

    -- fact work.job_available
    ["Job still open"] =
      "Baan nog beschikbaar",
    ["Is there a job to go back to?"] =
      "Is er een baan om naar terug te keren?",

    -- fact work.ability
    ["Work ability score"] =
      "Score werkvermogen",
    ["How does the patient rate present work ability against its lifetime best (0 to 10, higher is better)?"] =
      "Hoe beoordeelt de patiënt het huidige werkvermogen tegenover het beste ooit (0 tot 10, hoger is beter)?",

    -- fact work.employer_contact_consent
    ["Consent to contact the employer"] =
      "Toestemming voor contact met de werkgever",
    ["Does the patient agree to contact with the employer?"] =
      "Gaat de patiënt akkoord met contact met de werkgever?",

    -- fact goal.primary
    ["Main goal"] =
      "Belangrijkste doel",
    ["What matters most to the patient: better function, less pain, return to work, or staying at work?"] =
      "Wat is voor de patiënt het belangrijkst: beter functioneren, minder pijn, terugkeer naar werk, of aan het werk blijven?",
    ["better function"] =
      "beter functioneren",
    ["less pain"] =
      "minder pijn",
    ["return to work"] =
      "terugkeer naar werk",
    ["staying at work"] =
      "aan het werk blijven",
  },
}
