import PlumblineChecker
import Testing

@testable import PlumblineChecker

/// The codes of the forbidden claims that a sentence makes.
private func claims(_ sentence: String) -> Set<String> {
  let clauses = Clause.all(in: sentence)
  return Set(
    ForbiddenClaims.all.filter { claim in
      !clauses.contains(where: claim.saysSo) && clauses.contains { claim.match(in: $0) != nil }
    }.map(\.kind.code))
}

@Test(arguments: [
  ("claims-cure", "Exercise cures back pain."),
  ("claims-cure", "This is a cure for back pain."),
  ("claims-cure", "You will be cured within weeks."),
  ("claims-cure", "Not only does it ease pain, it cures it."),
  ("claims-no-harm", "Exercise is safe."),
  ("claims-no-harm", "It is completely safe for everyone."),
  ("claims-no-harm", "There are no side effects."),
  ("claims-no-harm", "A treatment without any side-effects."),
  ("claims-no-harm", "It will not harm you."),
  ("claims-no-harm", "A safe and effective programme."),
  ("claims-no-harm", "This is a safe option in pregnancy."),
  ("claims-certainty", "Success is guaranteed."),
  ("claims-certainty", "Pain education has been proven to reduce fear."),
  ("claims-certainty", "It always works."),
  ("claims-certainty", "Its benefit is proven."),
  ("claims-certainty", "This will definitely help."),
  ("claims-certainty", "It is proven that walking helps."),
  ("claims-certainty", "It is well proven that walking helps."),
  ("claims-certainty", "Walking has proven effective."),
  ("claims-certainty", "It is proven."),
  ("claims-certainty", "Walking helps, and that has been proved."),
  ("claims-certainty", "Walking is clinically proven."),
  ("claims-certainty", "The trial proves the effect."),
  ("claims-certainty", "Studies have proven that it helps."),
  ("claims-certainty", "This proves that walking helps."),
  ("claims-certainty", "There is proof that walking eases pain."),
  ("claims-certainty", "One trial proves its benefit."),
  ("claims-prediction", "High fear predicts a better response to pain education."),
  ("claims-prediction", "Fearful patients respond best to exposure."),
  ("claims-prediction", "Patients with a high score benefit more from CBT."),
  ("claims-prediction", "It works best for people with high scores."),
  ("claims-in-the-head", "The pain is all in the head."),
  ("claims-in-the-head", "Your pain is in your mind."),
  ("claims-in-the-head", "The pain is imaginary."),
  ("claims-synergy", "Exercise and CBT work in synergy."),
  ("claims-synergy", "Together they are more than the sum of their parts."),
  ("claims-work-after-surgery", "After spinal surgery, work rehabilitation works."),
  ("claims-work-after-surgery", "Rehabilitation brings people back to work after fusion."),
  ("claims-for-others", "The results apply equally to neck pain."),
  ("claims-for-others", "It works just as well after surgery."),
  ("claims-for-others", "Expect the same effect after spinal surgery."),
  ("reads-missing-as-no", "A missing answer means no."),
  ("reads-missing-as-no", "If a flag was not asked about, treat it as negative."),
  ("reads-missing-as-no", "Unanswered items are scored as zero."),
  ("reads-missing-as-no", "If unknown, assume no red flag."),
  ("reads-missing-as-no", "If not answered, assume no."),
  ("reads-missing-as-no", "No answer means no."),
  ("reads-missing-as-no", "Assume that the patient does not have it."),
  ("reads-missing-as-no", "Assume that she is not pregnant."),
  ("reads-missing-as-no", "Assume the patient has no allergy."),
  ("reads-missing-as-no", "Until told, assume the patient hasn't fallen."),
  ("reads-missing-as-no", "Assume there is no red flag."),
  ("reads-missing-as-no", "Unless stated, there is no allergy."),
  ("reads-missing-as-no", "Unless stated otherwise, the patient has no allergy."),
  ("reads-missing-as-no", "Unless told otherwise, assume no."),
  ("reads-missing-as-no", "If the list is not complete, assume that none is taken."),
  ("reads-missing-as-no", "If it was not asked, you may assume no fracture."),
  ("claims-to-replace-judgement", "This answer replaces a physical examination."),
  ("claims-to-replace-judgement", "Use it instead of clinical judgement."),
  ("claims-to-replace-judgement", "It makes an assessment unnecessary."),
])
func `a forbidden claim is found`(_ code: String, _ sentence: String) {
  #expect(claims(sentence) == [code], "\(sentence)")
}

@Test(arguments: [
  // From the shipped packs.
  "This does not mean that the pain is in your head.",
  "No benefit is claimed at 12 months or later, and harms were little reported: none recorded does not mean none.",
  "The scores are screens and diagnose nothing; STarT Back was not made to choose a therapy.",
  "It supports clinical judgement and does not replace it.",
  "For clinicians who have assessed the patient: it supports their judgement and replaces neither history nor examination.",
  "A missing answer is never read as a no.", "A missing answer is not a no: ask about suicidal thoughts.",
  "Any answer above 0 calls for a risk assessment the same day. A missing answer is never a zero.",
  "Fear may fall; it is not claimed that it goes.",
  "We do not yet know well how much this helps people return to work.",
  "It lacks the self-harm item. 3 or more is a positive screen: take the PHQ-9.",
  "Cut-offs vary. It foretells the course in primary care and was not made to choose a therapy.",
  "Matching a pairing to a patient's scores is inference that the trials did not test.",
  "Rehabilitation that is personalised and takes in the patient's work seems most suitable after surgery, by a review that found only low-certainty evidence.",
  // Words that only look like a claim.
  "That it helps is not proven.", "No study proves that it works.", "The promise is proved by `prove`.",
  "The effect of a change is proved by `prove`.", "Its provenance is recorded.",
  "There is no proof that it helps.",
  "Whether it is proven that walking helps is disputed.", "Its benefit remains to be proven.",
  "Trials have proved hard to blind.", "Small studies prove little.", "Stretching may prove helpful.",
  "The trial was too small to prove benefit.", "To prove that it works, a trial is needed.",
  "Infection was proven by culture.", "It is not proven.", "Take cultures until it is proven.",
  "The identity is proved by a document.", "Proof of address is needed.",
  "Do not assume that the patient does not have it.", "Never assume that she is not pregnant.",
  "If the list is not complete, do not assume that none is taken.", "Do not assume no.",
  "Never assume that there is no red flag.", "One cannot assume that they have no pain.",
  "The models assume no interaction.", "Assume a neutral posture.", "Assume that the patient has fallen.",
  "Unless stated otherwise, doses are by mouth.", "Unless it is recorded, there is no way to know.",
  "Until it is known, there is no reason to wait.", "Patients assume the worst.",
  "Until the diagnosis is known, the patient is not to lift.",
  "Unless stated otherwise, she is not to drive.",
  "Until it is answered, the patient has no score.",
  "Secure the footwear; an accurate, obscure and procured device.", "Take a test of cure after three weeks.",
  "A cure rate was not reported.", "Seek a cure elsewhere.", "There is no cure for osteoarthritis.",
  "Is it safe to exercise?", "Wait until it is safe to load the joint.",
  "Check that it is safe to stop the drug.",
  "Safety was not studied, and unsafe lifting is avoided.", "Ask whether the patient feels safe at home.",
  "Exercise is not known to be safe in this group.", "Ask about side effects of the drug.",
  "Patients with no risk factors need no test.", "No serious adverse events were reported in 3 trials.",
  "If infection is proven, treat it.", "Call it a fracture until proven otherwise.",
  "Biopsy-proven coeliac disease.",
  "Nothing is guaranteed.", "It is a myth that exercise cures arthritis.", "That it cures is wrong.",
  "It doesn't cure, but it eases.", "It has never been shown to be proven to work.",
  "Hip replacement: assessment by the surgeon first.",
  "The score does not predict the response to treatment.",
  "Whether high scores respond better to exposure is not known.",
  "Patients respond better to exposure, but this is inference.",
  "The main pain is in the neck or the head.", "Watch for synergistic toxicity with other drugs.",
  "Synergy was not tested.", "If the reflex is absent and power is normal, wait.",
  "An unknown result is not a negative one.",
  "Missing items should not be scored as zero.", "A flag that was not asked about is not negative.",
  "Unanswered items are never taken as zero.",
  "Replace the dressing before the examination.", "The drug may not work equally well in children.",
])
func `a sentence that denies a claim, or only looks like one, is not found`(_ sentence: String) {
  #expect(claims(sentence).isEmpty, "\(sentence)")
}

private let rules = "knee/rules.lua"

/// Sentences for the rationale of a rule that claims function at 6 to under 12 months for the pairing with coping skills.
private func codes(saying sentence: String) throws -> [String] {
  let clinic = try KneeClinic.clean.replacing("The score diagnoses nothing.", with: sentence, in: rules)
  let findings = try clinic.findings()
  #expect(
    findings.allSatisfy {
      $0.location.line == clinic.line(of: sentence, in: rules) && $0.location.file == rules
    })
  return findings.map(\.kind.code)
}

@Test(arguments: [
  ("outcome-not-claimed", "Coping skills improve quality of life."),
  ("outcome-not-claimed", "It reduces pain."),
  ("outcome-not-claimed", "It helps people get back to work."),
  ("outcome-not-claimed", "It reduces fear of movement."),
  ("timepoint-not-claimed", "The benefit lasts for 12 months."),
  ("timepoint-not-claimed", "Function is better after a year."),
  ("timepoint-not-claimed", "The effect holds for two years."), ("text-unfinished", "Because ???"),
  ("timepoint-not-claimed", "It brings long-term improvement."),
  ("timepoint-not-claimed", "It brings lasting relief."),
  ("timepoint-not-claimed", "Function is still better after a year."),
  ("timepoint-not-claimed", "A year on function is better."),
  ("timepoint-not-claimed", "It helps for years."),
  ("timepoint-not-claimed", "The gains hold for many years."),
  ("timepoint-not-claimed", "Function was better at follow-up after two years."),
  ("timepoint-not-claimed", "People still do more several years later."),
  ("timepoint-not-claimed", "People are still active a year later."),
  ("timepoint-not-claimed", "The effect is durable and is there a decade later."),
  ("timepoint-not-claimed", "It brings durable improvement."),
  ("timepoint-not-claimed", "Years on, function is better."),
  ("timepoint-not-claimed", "Function is better in years to come."),
  ("timepoint-not-claimed", "Function is better the following year."),
  ("score-as-diagnosis", "A KOOS-5 pain score of 12 confirms disease of the joint."),
  ("score-as-diagnosis", "A high score proves depression."),
  ("score-as-diagnosis", "A score of {knee.koos_pain} means that the patient is depressed."),
  ("text-unfinished", "TODO: write this."),
  ("text-unfinished", "Lorem ipsum dolor sit amet."),
  ("claims-cure", "It cures the knee."),
])
func `a promise beyond the claims is found on its own line`(_ code: String, _ sentence: String) throws {
  #expect(try codes(saying: sentence) == [code])
}

@Test(arguments: [
  "No claim is made for return to work.", "It does not reduce pain.",
  "Nothing is claimed for quality of life.",
  "The goal is less pain.", "Whether it helps people get back to work is not known.",
  "Pain for 12 months or more is common here.", "Review at 12 months.",
  "No benefit is claimed at 12 months or later.",
  "It improves function at 6 months.", "Function is better at 9 months.",
  "Surgery within the last 12 months is rare.",
  "The effect beyond 12 months is unknown.", "Long-term use of opioids is common.",
  "Long-lasting pain is common.",
  "It helped in a programme of 24 weeks of sessions.", "The score screens; it does not confirm depression.",
  "A raised score calls for an assessment of depression.", "People diagnosed with depression were left out.",
  "People with pain for years do somewhat better.", "It helps people who have hurt for years.",
  "Knees hurt for years.", "People who have hurt for many years may do more.",
  "Walking helps somewhat, and the next year is not known.", "Function is better after half a year.",
  "It helps for some months.",
  "The effect was not seen a year on.", "Whether it helps for years is not known.",
  "It was studied for years and helps somewhat.", "For years it has been used, and it helps.",
  "The effect holds at 4 weeks.", "Function is better at 12 weeks.",
  "Of 47,XXX and of TBC nothing is said here.",
  "The todo list of the clinic is long.",
])
func `a promise within the claims is not found`(_ sentence: String) throws {
  #expect(try codes(saying: sentence) == [])
}

@Test func `a rationale that shows only another fact is found, one that shows its own too is not`() throws {
  let other = "Pain is marked (KOOS {knee.koos_pain})"
  let spoiled = try KneeClinic.clean.replacing(other, with: "The patient is {person.age}", in: rules)
  #expect(try spoiled.findings().map(\.kind.code) == ["rationale-shows-another-fact"])
  let both = try KneeClinic.clean.replacing(other, with: "\(other) at {person.age}", in: rules)
  #expect(try both.findings().isEmpty)
}
