-- What the second edition adds: options, signs, notices and what comes after.

catalogue "nl" {
  translator = "Plumbline contributors",

  sentences = {
    ["doing more in daily life"] =
      "meer kunnen in het dagelijks leven",
    ["less pain"] =
      "minder pijn",
    ["less fear of moving"] =
      "minder angst om te bewegen",
    ["going back to work"] =
      "weer aan het werk gaan",
    ["being able to do your work"] =
      "uw werk kunnen doen",
    ["a better life as a whole"] =
      "een beter leven in het algemeen",
    ["6 weeks"] =
      "6 weken",
    ["12 weeks"] =
      "12 weken",
    ["6 months"] =
      "6 maanden",
    ["just after the sessions"] =
      "vlak na de sessies",
    ["some months after"] =
      "een paar maanden later",
    ["half a year or more after"] =
      "een half jaar of langer erna",
    ["a year or more after"] =
      "een jaar of langer erna",
    ["Ask about suicidal thoughts now, in your own words, and record the answer. If the patient does not answer, judge the risk in other ways, and choose treatment without this guideline."] =
      "Vraag nu naar zelfmoordgedachten, in uw eigen woorden, en leg het antwoord vast. Antwoordt de patiënt niet, schat het risico dan op een andere manier in, en kies de behandeling zonder deze richtlijn.",
    ["Follow the surgical team's protocol: load only as cleared, within the limits of tissues and implant. Look for signs of a haematoma and of infection: report new weakness, numbness, bladder or bowel trouble, fever or wound change to them at once. Return to this guideline from week 12 if pain persists."] =
      "Volg het protocol van het chirurgische team: belast alleen zoals vrijgegeven, binnen de grenzen van weefsels en implantaat. Let op tekenen van een hematoom en van infectie: meld nieuwe zwakte, gevoelloosheid, problemen met blaas of darmen, koorts of een veranderde wond meteen aan dat team. Keer vanaf week 12 terug naar deze richtlijn als de pijn aanhoudt.",
    ["This is still recovery after the procedure."] =
      "Dit is nog herstel na de ingreep.",
    ["Stay on the local post-operative pathway. Look for signs of a haematoma and of infection: report new weakness, numbness, bladder or bowel trouble, fever or wound change to the surgical team at once. Load only as cleared, within the limits of tissues and implant. If fear of movement is high, tell that team. Return to this guideline from week 12 if pain persists."] =
      "Blijf op het lokale traject na de operatie. Let op tekenen van een hematoom en van infectie: meld nieuwe zwakte, gevoelloosheid, problemen met blaas of darmen, koorts of een veranderde wond meteen aan het chirurgische team. Belast alleen zoals vrijgegeven, binnen de grenzen van weefsels en implantaat. Is de bewegingsangst groot, meld dat dan aan dat team. Keer vanaf week 12 terug naar deze richtlijn als de pijn aanhoudt.",
    ["You go numb between your legs. You cannot pass water, you cannot hold it, or it feels different. You cannot hold your stools. Sex feels different. The pain goes down both legs."] =
      "U wordt gevoelloos tussen uw benen. U kunt niet plassen, u kunt uw plas niet ophouden, of plassen voelt anders. U kunt uw ontlasting niet ophouden. Seks voelt anders. De pijn trekt in beide benen.",
    ["Your legs or hands get weaker. You walk less well than before. Your hands get clumsy."] =
      "Uw benen of handen worden zwakker. U loopt minder goed dan eerst. Uw handen worden onhandig.",
    ["You have a fever or the shivers, and your back or neck hurts more."] =
      "U hebt koorts of koude rillingen, en uw rug of nek doet meer pijn.",
    ["Suicidal thoughts: enquiry: {mood.suicide_enquiry}; PHQ-9 item 9: {mood.phq_9_item_9}."] =
      "Zelfmoordgedachten: gesprek erover: {mood.suicide_enquiry}; PHQ-9 vraag 9: {mood.phq_9_item_9}.",
    ["You think that you would be better off dead, or you think of hurting yourself; if you might do it now, call the emergency number at once."] =
      "U denkt dat u beter dood zou kunnen zijn, of u denkt eraan uzelf iets aan te doen; als u dat nu misschien zou doen, bel dan meteen het noodnummer van de hulpdiensten.",
    ["Suicidal thoughts: a PHQ-9 was taken, and its item 9 is not recorded. Read item 9 off the form."] =
      "Zelfmoordgedachten: een PHQ-9 is afgenomen, en vraag 9 ervan is niet vastgelegd. Lees vraag 9 van het formulier af.",
    ["Your operation or treatment of the spine was not long ago. Follow what your surgical team says. Call them at once if your wound changes, if you get a fever, if you feel weak or numb, or if you have trouble with your bladder or bowels."] =
      "Uw operatie of ingreep aan de rug was nog niet lang geleden. Volg wat uw chirurgische team zegt. Bel het meteen als uw wond verandert, als u koorts krijgt, als u zwakte of een doof gevoel krijgt, of als plassen of poepen niet goed gaat.",
    ["Your pain has lasted for less than 12 weeks. Keep moving as well as you can. Come back after 12 weeks, or sooner if it gets worse."] =
      "U hebt nu minder dan 12 weken pijn. Blijf zo goed mogelijk bewegen. Kom terug na 12 weken, of eerder als het erger wordt.",
    ["Suicidal thoughts: {mood.suicide_enquiry}."] =
      "Zelfmoordgedachten: {mood.suicide_enquiry}.",
    ["You have had a fall or a crash, or there is a sudden sharp pain, and your back or neck hurts a lot more."] =
      "U bent gevallen of hebt een ongeluk gehad, of er is een plotse scherpe pijn, en uw rug of nek doet veel meer pijn.",
    ["You lose weight and do not know why. The pain keeps you awake all night, and nothing helps."] =
      "U valt af en weet niet waarom. De pijn houdt u de hele nacht wakker, en niets helpt.",
    ["Your back is stiff for more than half an hour each morning, and it wakes you late in the night."] =
      "Uw rug is elke ochtend meer dan een half uur stijf, en u wordt er laat in de nacht wakker van.",
  },
}
