import Testing

@testable import PlumblineChecker

/// Sentences from packs of other fields that deserve no finding.
@Test(arguments: [
  // Blood pressure and the heart
  "Blood pressure is raised (average 162/94); the cut-off is a convention of the guideline.",
  "In adults under 80, exercise training lowered systolic pressure by a few points in short trials.",
  "Stop and seek help with chest pain; begin again only when a cardiologist says that it is safe.",
  "A supervised programme was compared with usual care after a heart attack.",
  "Ask about syncope before the first session, and watch for dizziness.",
  "Beta-blockers blunt the heart rate: use perceived exertion instead of heart rate.",
  "Replace the monitor's cuff once a year.", "Medication must not be stopped without asking the doctor.",
  // Diabetes and the kidney
  "HbA1c of 48 mmol/mol or more confirms diabetes when repeated.", "Check glucose before and after exercise.",
  "Hypoglycaemia may occur with insulin; carry glucose.", "Neuropathy: inspect the feet every day.",
  "An eGFR below 30 calls for a nephrologist.", "The effect on weight was small and of low certainty.",
  // Lungs
  "Pulmonary rehabilitation probably eases breathlessness, by a review of trials of 8 weeks.",
  "Do not replace the inhaler by exercise.", "Oxygen saturation below 88 per cent: stop.",
  // Mood
  "A PHQ-9 of 10 or more is a positive screen: ask about mood.", "Depression was an exclusion of the trials.",
  "People with a diagnosis of depression were studied.", "The scale measures severity; it does not diagnose.",
  "Exercise may help mood; how much is uncertain.", "Suicidal thoughts come first, whatever the score.",
  // Pregnancy, childhood, age
  "Pelvic floor training was studied in women who had given birth.",
  "Do not lie on the back for long after week 20.",
  "Make sure that the home is safe for exercise.",
  "Falls are common; a safe place to exercise is agreed first.",
  "Children were not studied; nothing is said of them.", "Safeguarding comes first.",
  // Cancer, stroke, brain
  "Earlier cancer that has been treated with curative intent is no reason to rest.",
  "Biopsy-proven disease is treated by its own guidance.",
  "After a stroke the pathway of the stroke unit is followed.",
  "Is the main pain in the head or the neck?", "The headache is on one side of the head.",
  "The cure rate of antibiotics was not studied.", "Secure the airway; procure an accurate scale.",
  // Missing answers
  "Where the question was not asked, ask it now.", "An absent reflex and normal power need a second look.",
  "Unknown allergies: ask before any drug.", "No answer yet: the question heads the list.",
  "If the pregnancy test is negative, go on.", "A missing value is unknown, and never zero.",
  // Judgement
  "It supports the clinician and does not replace an examination.",
  "Assessment by a physiotherapist comes first.",
  "Use clinical judgement.", "Clinical judgement cannot be replaced by a score.",
  "A second assessment is needed after six weeks.", "This is no substitute for an examination.",
  // Who responds
  "Whether people with high scores respond better is not known.",
  "The trial did not predict who would benefit.",
  "Those who respond to the first weeks go on.", "The response to training is measured with a walk test.",
  // Together
  "Exercise and diet were tested together and apart.", "The drugs have synergistic toxicity.",
  // Promises
  "No treatment is guaranteed to help.", "It may help; it may not.", "Results were inconclusive.",
  "The approach has not been proven to work.", "Success depends on practice.",
  "Nothing here is certain to help.",
  "Always work within the limits of pain.", "Be sure to help the patient up.",
  "Find a safe way to exercise at home.",
  "Agree on a safe form of exercise.", "Data are kept safe.",
  "Missing data are common and no imputation was done.",
  "An unknown allergy is no reason to stop.",
  "Side effects of the drug include drowsiness.", "Ask about unwanted effects at each visit.",
  "Risk factors are looked for first.", "Without treatment the risk rises.",
  "Exercise without pain is the aim.",
]) func `what other fields say is not reported`(_ sentence: String) {
  let clauses = Clause.all(in: sentence)
  let found = ForbiddenClaims.all.filter { claim in clauses.contains { claim.match(in: $0) != nil } }
  #expect(found.map(\.kind.code) == [], "\(sentence)")
}

/// The same claims as an author in another field would make them.
@Test(arguments: [
  ("claims-cure", "Metformin with exercise cures type 2 diabetes."),
  ("claims-cure", "Most patients are completely cured after eight weeks."),
  ("claims-cure", "Exercise offers a lasting cure for hypertension."),
  ("claims-cure", "Breathing training can cure asthma, and it is cheap."),
  ("claims-no-harm", "Resistance training is perfectly safe at any age."),
  ("claims-no-harm", "The programme has no adverse effects."),
  ("claims-no-harm", "Training is safe for all patients."), ("claims-no-harm", "Yoga is risk-free."),
  ("claims-no-harm", "It is free from side effects."), ("claims-no-harm", "Walking carries no risk."),
  ("claims-certainty", "This is guaranteed to lower your blood pressure."),
  ("claims-certainty", "Exercise is proven to prevent falls."),
  ("claims-certainty", "A tablet with proven cardiovascular benefit."),
  ("claims-certainty", "It works for everyone."),
  ("claims-certainty", "A proven treatment for migraine."), ("claims-certainty", "It is 100 % effective."),
  ("claims-certainty", "You will certainly feel better."),
  ("claims-prediction", "A low score predicts response to training."),
  ("claims-prediction", "Women with high scores are more likely to benefit."),
  ("claims-in-the-head", "Your symptoms are all in your head."),
  ("claims-synergy", "Diet and exercise have a synergistic effect."),
  ("reads-missing-as-no", "Unanswered questions count as no."),
  ("reads-missing-as-no", "If the pregnancy status is unknown, assume negative."),
  ("reads-missing-as-no", "A blank item is taken as zero."),
  ("reads-missing-as-no", "Missing data are treated as normal."),
  ("claims-to-replace-judgement", "The pathway replaces the doctor's assessment."),
  ("claims-to-replace-judgement", "Follow this instead of clinical judgement."),
  ("claims-to-replace-judgement", "There is no need for clinical judgement."),
]) func `a forbidden claim is found in any field`(_ code: String, _ sentence: String) {
  let clauses = Clause.all(in: sentence)
  let found = ForbiddenClaims.all.filter { claim in clauses.contains { claim.match(in: $0) != nil } }
  #expect(found.map(\.kind.code) == [code], "\(sentence)")
}
