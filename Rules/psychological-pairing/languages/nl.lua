-- The sentences of the pack 'psychological-pairing', each with its translation. A sentence that changes in the pack must be translated again.
-- `plumbline check` finds what is missing, stale, or has other numbers. Documentation/Languages.md says how to sign it.

catalogue "nl" {
  translator = "Plumbline contributors",   -- machine-assisted; no clinician has signed it

  sentences = {
    -- conflict low-risk-with-high-catastrophising
    ["STarT Back is low while PCS is high"] =
      "De STarT Back is laag terwijl de PCS hoog is",
    ["STarT Back puts the patient at low risk, yet catastrophising is high. Go through both with the patient before settling on a pairing."] =
      "Volgens de STarT Back heeft de patiënt een laag risico, en toch is het catastroferen hoog. Neem beide door met de patiënt voordat u een combinatie kiest.",

    -- conflict work-fear-without-movement-fear
    ["FABQ-W is high while FABQ-PA and the Tampa scale are low"] =
      "De FABQ-W is hoog terwijl de FABQ-PA en de Tampa-schaal laag zijn",
    ["Fear seems to be about work rather than movement in general. Ask about job demands, support from the employer and any claim. The two parts of the FABQ are not added."] =
      "De angst lijkt over het werk te gaan en minder over bewegen in het algemeen. Vraag naar de eisen van het werk, de steun van de werkgever en een eventuele claim. De twee delen van de FABQ worden niet opgeteld.",

    -- conflict fear-scales-differ
    ["FABQ-PA and the Tampa scale disagree about fear of movement"] =
      "De FABQ-PA en de Tampa-schaal spreken elkaar tegen over bewegingsangst",
    ["One scale is above its cut-off and the other is not. The cut-offs are conventions: ask the patient which movements are feared before settling on a pairing."] =
      "De ene schaal ligt boven het afkappunt en de andere niet. De afkappunten zijn afspraken: vraag de patiënt voor welke bewegingen er angst is voordat u een combinatie kiest.",

    -- evidence ho-2022/pain-education/function/post-intervention
    ["pain education with physiotherapy care"] =
      "pijneducatie met fysiotherapeutische zorg",
    ["physiotherapy care alone, mainly structured exercise"] =
      "alleen fysiotherapeutische zorg, vooral gestructureerde oefentherapie",
    ["The lower limit is close to no effect."] =
      "De ondergrens ligt dicht bij geen effect.",
    ["SMD"] =
      "SMD",
    ["pain in the lower back"] =
      "pijn in de onderrug",
    ["has the main pain outside the lower back"] =
      "heeft de meeste pijn buiten de onderrug",
    ["Those studies were of people with pain in the lower back. Your main pain is elsewhere, so they may fit you less."] =
      "Aan die studies deden mensen met pijn in de onderrug mee. Uw pijn zit vooral elders. Daarom gelden ze misschien minder voor u.",
    ["has had spinal surgery"] =
      "heeft een wervelkolomoperatie gehad",
    ["We do not know whether people who have had an operation on the spine, as you have, took part in those studies."] =
      "We weten niet of er aan die studies ook mensen meededen die, zoals u, aan de rug of nek zijn geopereerd.",
    ["no dominant radicular pain"] =
      "geen overheersende radiculaire pijn",
    ["has leg or arm pain of the nerve-root type that is worse than the back or neck pain"] =
      "heeft pijn in been of arm van het type zenuwwortelpijn, die erger is dan de rug- of nekpijn",
    ["In those studies people had mostly back pain. Your leg or arm pain is worse, so they may fit you less."] =
      "In die studies hadden de mensen vooral rugpijn. Bij u is de pijn in been of arm erger. Daarom gelden ze misschien minder voor u.",

    -- evidence ho-2022/pain-education/function/mid-term
    ["6 to under 12 months. Reported as the most sustained effect on function."] =
      "6 tot minder dan 12 maanden. Gemeld als het langst aanhoudende effect op het functioneren.",

    -- evidence ho-2022/pain-education/fear-avoidance/not-stated
    ["A news article on the paper says that pain education was the most sustained for avoidant behaviour. No figure and no rating were available. Fear may fall; it is not claimed that it goes."] =
      "Een nieuwsartikel over de publicatie zegt dat pijneducatie bij vermijdend gedrag het langst aanhield. Er was geen cijfer en geen beoordeling beschikbaar. De angst kan dalen; er wordt niet beweerd dat ze verdwijnt.",

    -- evidence ho-2022/cognitive-behavioural-therapy/function/post-intervention
    ["cognitive behavioural therapy with physiotherapy care"] =
      "cognitieve gedragstherapie met fysiotherapeutische zorg",

    -- evidence ho-2022/behavioural-therapy/pain/post-intervention
    ["behavioural therapy with physiotherapy care"] =
      "gedragstherapie met fysiotherapeutische zorg",

    -- evidence ho-2022/behavioural-therapy/pain/mid-term
    ["6 to under 12 months. Recalled as high; unconfirmed, so it is never shown above moderate."] =
      "6 tot minder dan 12 maanden. In de herinnering hoog; niet bevestigd, dus nooit boven matig getoond.",

    -- evidence rizzo-2025/exercise/pain/mixed
    ["exercise therapy"] =
      "oefentherapie",
    ["no treatment or usual care"] =
      "geen behandeling of gebruikelijke zorg",
    ["Probably less pain."] =
      "Waarschijnlijk minder pijn.",

    -- evidence rizzo-2025/exercise/function/mixed
    ["Probably slightly better function."] =
      "Waarschijnlijk iets beter functioneren.",

    -- evidence rizzo-2025/psychological-therapies/pain/mixed
    ["psychological therapies"] =
      "psychologische therapieën",
    ["usual care"] =
      "gebruikelijke zorg",
    ["Probably slightly less pain."] =
      "Waarschijnlijk iets minder pijn.",

    -- evidence rizzo-2025/psychological-therapies/function/mixed
    ["Probably little or no difference."] =
      "Waarschijnlijk weinig of geen verschil.",

    -- evidence rizzo-2025/multidisciplinary-therapies/pain/mixed
    ["multidisciplinary therapies"] =
      "multidisciplinaire therapieën",

    -- evidence yang-2022/cognitive-behavioural-therapy/pain/post-intervention
    ["CBT at the same time as another treatment"] =
      "CGT tegelijk met een andere behandeling",
    ["comparator arms of the pooled trials"] =
      "vergelijkingsgroepen van de samengevoegde studies",
    ["pooled difference"] =
      "samengevoegd verschil",

    -- evidence yang-2022/cognitive-behavioural-therapy/function/post-intervention
    ["Measured as disability."] =
      "Gemeten als beperkingen.",

    -- evidence yang-2022/cognitive-behavioural-therapy/fear-avoidance/post-intervention
    ["CBT, alone or beside another treatment"] =
      "CGT, alleen of naast een andere behandeling",
    ["mixed comparators"] =
      "gemengde vergelijkingsgroepen",
    ["5 studies, 505 people."] =
      "5 studies, 505 mensen.",

    -- evidence henschke-2010/operant-therapy/pain/short-term
    ["operant therapy"] =
      "operante therapie",
    ["waiting list"] =
      "wachtlijst",

    -- evidence henschke-2010/behavioural-treatment/pain/short-term
    ["behavioural treatment"] =
      "gedragsmatige behandeling",
    ["On a scale of 0 to 100. No difference later on, as far as the abstract was seen."] =
      "Op een schaal van 0 tot 100. Later geen verschil, voor zover het abstract is gezien.",
    ["MD"] =
      "MD",
  },
}
