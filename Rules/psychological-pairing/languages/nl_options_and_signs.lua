-- What the second edition adds: options, signs, notices and what comes after.

catalogue "nl" {
  translator = "Plumbline contributors",

  sentences = {
    ["low back pain (whether people with spinal surgery took part is not known to us)"] =
      "lage rugpijn (of mensen met een wervelkolomoperatie meededen, is ons niet bekend)",
    ["no spinal cord stimulator (whether others took part is not known to us)"] =
      "geen ruggenmergstimulator (of anderen meededen, is ons niet bekend)",
    ["has a spinal cord stimulator"] =
      "heeft een ruggenmergstimulator",
    ["We do not know whether people with a spinal cord stimulator, as you have, took part in those studies."] =
      "We weten niet of er in die onderzoeken ook mensen waren met een stimulator in de rug, zoals u.",
    ["no figure seen"] =
      "geen cijfer gezien",
    ["less"] =
      "minder",
    ["slightly better"] =
      "iets beter",
    ["slightly less"] =
      "iets minder",
    ["little or no difference"] =
      "weinig of geen verschil",
    ["behavioural approaches"] =
      "gedragsmatige benaderingen",
    ["each other"] =
      "elkaar",
    ["Exercise by itself, built up step by step."] =
      "Oefenen zonder iets ernaast, stap voor stap opgebouwd.",
    ["Pain education"] =
      "Pijneducatie",
    ["Exercise, and sessions about how pain works."] =
      "Oefenen, en sessies over hoe pijn werkt.",
    ["Behavioural therapy"] =
      "Gedragstherapie",
    ["Exercise, and a plan to take up again, step by step, what pain has got in the way of."] =
      "Oefenen, en een plan om stap voor stap weer op te pakken wat door de pijn is blijven liggen.",
    ["Cognitive behavioural therapy"] =
      "Cognitieve gedragstherapie",
    ["Exercise, and sessions that work on thoughts, worries and habits that come with pain."] =
      "Oefenen, en praten over wat u denkt, over zorgen en over wat u doet bij pijn.",
    ["Mindfulness"] =
      "Mindfulness",
    ["Learning to notice what you feel, moment by moment, without judging it."] =
      "Leren opmerken wat u voelt, van moment tot moment, zonder oordeel.",
    ["It was in the network, with acceptance and commitment therapy; its figures were not available, so nothing is claimed."] =
      "Het zat in het netwerk, samen met acceptance and commitment therapy; de cijfers waren niet beschikbaar, dus er wordt niets over beweerd.",
    ["Counselling"] =
      "Counseling",
    ["Talks in which somebody listens and helps you to find your own way."] =
      "Gesprekken waarin iemand luistert en u helpt om uw eigen weg te vinden.",
    ["It was in the network; its figures were not available, so nothing is claimed."] =
      "Het zat in het netwerk; de cijfers waren niet beschikbaar, dus er wordt niets over beweerd.",
    ["Combined psychological therapies"] =
      "Gecombineerde psychologische therapieën",
    ["Two or more of these together."] =
      "Twee of meer hiervan samen.",
    ["They were in the network; their figures were not available, so nothing is claimed."] =
      "Ze zaten in het netwerk; de cijfers waren niet beschikbaar, dus er wordt niets over beweerd.",
    ["In the first 12 weeks after spinal surgery or a procedure for a stimulator: look for signs of a haematoma and of infection."] =
      "In de eerste 12 weken na een wervelkolomoperatie of een ingreep voor een stimulator: let op tekenen van een hematoom en van infectie.",
    ["Your surgical team has not said yet that you can exercise. Do not start before it does."] =
      "Uw chirurgische team heeft nog niet gezegd dat u mag oefenen. Begin er niet mee voordat het dat zegt.",
    ["After spinal surgery: the surgical team has not cleared exercise. No loading before it does."] =
      "Na een wervelkolomoperatie: het chirurgische team heeft oefenen niet vrijgegeven. Geen belasting voordat het dat doet.",
    ["Exercise, together with sessions about how pain works and what it does and does not tell you about your body. Your pain is real. Studies of people with long-lasting low back pain suggest that with both you may be able to do more than with physiotherapy alone, when the sessions end and for some months after. It may be different for you, so we will look together at how it goes."] =
      "Oefenen, samen met sessies over hoe pijn werkt en wat pijn u wel en niet zegt over uw lichaam. Uw pijn is echt. Onderzoek bij mensen met langdurige lage rugpijn wijst erop dat u met allebei misschien meer kunt dan met fysiotherapie alleen, als de sessies eindigen en nog enkele maanden daarna. Bij u kan het anders zijn, dus we kijken samen hoe het gaat.",
    ["Fear after surgery on the lower back: in one trial of 86 people with high fear, cognitive behavioural physiotherapy from week 6 beat education on pain and disability three months on (Archer 2016; no published rating)."] =
      "Angst na een operatie aan de lage rug: in één onderzoek bij 86 mensen met veel angst deed cognitief-gedragsmatige fysiotherapie vanaf week 6 het na drie maanden beter dan educatie voor pijn en beperkingen (Archer 2016; geen gepubliceerde beoordeling).",
    ["No answer so far points to a partner for exercise. This holds only for the answers given."] =
      "Geen antwoord wijst tot nu toe op een partner voor oefenen. Dat geldt alleen voor de gegeven antwoorden.",
  },
}
