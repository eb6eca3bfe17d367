-- Patients on whom a small change of the pack would show, found by `plumbline test --mutate`.

local no_flags = {
  cauda_equina = false, fracture = false, infection = false, inflammatory = false, malignancy = false,
  progressive_motor_deficit = false,
}

test "caution 7 of exercise+work-focused-rehabilitation: change 1" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, employer_contact_consent = false, status = "employed-full-time" } },
  expect = { decision = "recommend", cautions = { "Still at work: nothing here is a reason to advise absence. (Not known: Absence from work.)" } },
}
test "caution 7 of exercise+work-integrated-rehabilitation: change 1" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, status = "employed-full-time" } },
  expect = { decision = "recommend", cautions = { "Still at work: nothing here is a reason to advise absence. (Not known: Absence from work.)" } },
}
test "caution 7 of exercise+work-focused-rehabilitation: change 2" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, employer_contact_consent = false, status = "employed-part-time" } },
  expect = { decision = "recommend", cautions = { "Still at work: nothing here is a reason to advise absence. (Not known: Absence from work.)" } },
}
test "caution 7 of exercise+work-integrated-rehabilitation: change 2" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, status = "employed-part-time" } },
  expect = { decision = "recommend", cautions = { "Still at work: nothing here is a reason to advise absence. (Not known: Absence from work.)" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal: change 1" {
  given = { goal = { primary = "stay-at-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { status = "on-sick-leave" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal-without-employer-contact: change 1" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { employer_contact_consent = false, status = "on-sick-leave" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal-without-employer-contact: change 2" {
  given = { goal = { primary = "stay-at-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { employer_contact_consent = false, status = "on-sick-leave" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability: change 1" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, status = "employed-full-time" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability: change 2" {
  given = { goal = { primary = "stay-at-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, status = "employed-full-time" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability-without-employer-contact: change 1" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, employer_contact_consent = false, status = "employed-full-time" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability-without-employer-contact: change 2" {
  given = { goal = { primary = "stay-at-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, employer_contact_consent = false, status = "employed-full-time" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-without-spinal-surgery-without-employer-contact: change 1" {
  given = { goal = { primary = "stay-at-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { spinal = false }, work = { absence_weeks = 1, employer_contact_consent = false } },
  expect = { decision = "recommend", alternatives = { "exercise+work-focused-rehabilitation" }, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "psychological-pairing/cognitive-behavioural-therapy-for-work-concerns", "work-integrated-rehabilitation/work-integrated-rehabilitation-without-spinal-surgery-without-employer-contact" } },
}
test "advise_against work-integrated-rehabilitation/outside-the-labour-force-without-employer-contact: change 1" {
  given = { fear = { fabq_work = 35 }, goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal = false }, work = { employer_contact_consent = false, status = "retired" } },
  expect = { decision = "recommend", alternatives = { "exercise+cognitive-behavioural-therapy" }, rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "psychological-pairing/cognitive-behavioural-therapy-for-work-concerns" } },
}
test "advise_against work-integrated-rehabilitation/outside-the-labour-force-without-employer-contact: change 2" {
  given = { fear = { fabq_work = 35 }, goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal = false }, work = { employer_contact_consent = false, status = "student" } },
  expect = { decision = "recommend", alternatives = { "exercise+cognitive-behavioural-therapy" }, rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "psychological-pairing/cognitive-behavioural-therapy-for-work-concerns" } },
}
test "advise_against work-integrated-rehabilitation/outside-the-labour-force-without-employer-contact: change 3" {
  given = { fear = { fabq_work = 35 }, goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal = false }, work = { employer_contact_consent = false, status = "not-in-labour-force" } },
  expect = { decision = "recommend", alternatives = { "exercise+cognitive-behavioural-therapy" }, rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "psychological-pairing/cognitive-behavioural-therapy-for-work-concerns" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work: change 1" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { absence_weeks = 1, status = "employed-full-time" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work: change 2" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { absence_weeks = 0, status = "on-sick-leave" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work: change 3" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { absence_weeks = 0, status = "disability" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work: change 4" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { absence_weeks = 0, status = "unemployed" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work-without-employer-contact: change 1" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { absence_weeks = 1, employer_contact_consent = false, status = "employed-full-time" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work-without-employer-contact: change 2" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { absence_weeks = 0, employer_contact_consent = false, status = "on-sick-leave" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work-without-employer-contact: change 3" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { absence_weeks = 0, employer_contact_consent = false, status = "disability" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work-without-employer-contact: change 4" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { absence_weeks = 0, employer_contact_consent = false, status = "unemployed" } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work: change 5" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { status = "employed-full-time" } },
  expect = { decision = "recommend", primary = "exercise+work-integrated-rehabilitation+cognitive-behavioural-therapy", rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work-without-employer-contact: change 5" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { employer_contact_consent = false, status = "employed-full-time" } },
  expect = { decision = "recommend", primary = "exercise+work-focused-rehabilitation+cognitive-behavioural-therapy", rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-to-stay-at-work-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability: change 3" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, absence_weeks = 1, status = "employed-full-time" } },
  expect = { decision = "recommend", rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability: change 4" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, status = "on-sick-leave" } },
  expect = { decision = "recommend", rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability: change 5" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, absence_weeks = 0, status = "on-sick-leave" } },
  expect = { decision = "recommend", rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability: change 6" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, absence_weeks = 0, status = "disability" } },
  expect = { decision = "recommend", rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability-without-employer-contact: change 3" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, absence_weeks = 1, employer_contact_consent = false, status = "employed-full-time" } },
  expect = { decision = "recommend", rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability-without-employer-contact: change 4" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, employer_contact_consent = false, status = "on-sick-leave" } },
  expect = { decision = "recommend", rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability-without-employer-contact: change 5" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, absence_weeks = 0, employer_contact_consent = false, status = "on-sick-leave" } },
  expect = { decision = "recommend", rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability-without-employer-contact: change 6" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, absence_weeks = 0, employer_contact_consent = false, status = "disability" } },
  expect = { decision = "recommend", rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-beside-another-goal-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability: change 7" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, status = "employed-part-time" } },
  expect = { decision = "recommend", alternatives = { "exercise+work-integrated-rehabilitation" }, rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability-without-employer-contact: change 7" {
  given = { goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { ability = 0, employer_contact_consent = false, status = "employed-part-time" } },
  expect = { decision = "recommend", alternatives = { "exercise+work-focused-rehabilitation" }, rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "work-integrated-rehabilitation/work-integrated-rehabilitation-for-poor-work-ability-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery-without-employer-contact: change 1" {
  given = { goal = { primary = "return-to-work" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, risk = { start_back_total = 8 }, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { employer_contact_consent = false, status = "on-sick-leave" } },
  expect = { decision = "recommend", primary = "exercise+work-focused-rehabilitation+cognitive-behavioural-therapy", rules = { "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk", "work-integrated-rehabilitation/work-integrated-rehabilitation-after-spinal-surgery-without-employer-contact" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-without-spinal-surgery-without-employer-contact: change 2" {
  given = { fear = { fabq_work = 35 }, goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { procedure = "discectomy", weeks_since = 12 }, work = { employer_contact_consent = false } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-without-spinal-surgery-without-employer-contact: change 3" {
  given = { fear = { fabq_work = 34 }, goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal = false }, work = { employer_contact_consent = false } },
  expect = { decision = "recommend", alternatives = {}, rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal" } },
}
test "rule work-integrated-rehabilitation/work-integrated-rehabilitation-without-spinal-surgery-without-employer-contact: change 4" {
  given = { fear = { fabq_work = 35 }, goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal = false }, work = { employer_contact_consent = false } },
  expect = { decision = "recommend", alternatives = { "exercise+cognitive-behavioural-therapy", "exercise+work-focused-rehabilitation" }, rules = { "psychological-pairing/behavioural-therapy-for-a-pain-goal", "psychological-pairing/cognitive-behavioural-therapy-for-work-concerns", "work-integrated-rehabilitation/work-integrated-rehabilitation-without-spinal-surgery-without-employer-contact" } },
}
test "advise_against work-integrated-rehabilitation/outside-the-labour-force-without-employer-contact: change 4" {
  given = { fear = { fabq_work = 35 }, goal = { primary = "pain" }, pain = { duration_weeks = 12, region = "lumbar", specific_cause = false }, patient = { age = 18 }, red_flags = no_flags, surgery = { spinal = false }, work = { employer_contact_consent = false } },
  expect = { decision = "recommend", cautions = { "Not answered: Work status. The answer can rule this out (Rehabilitation that takes in work: the patient is retired, a student, or not in the labour force)." } },
}
