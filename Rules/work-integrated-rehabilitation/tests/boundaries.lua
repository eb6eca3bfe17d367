-- Without surgery: who is offered it as an alternative, and who is not.

local not_asked = { absent = "not-asked" }
local with_work = "exercise+work-integrated-rehabilitation"

local worker = {
  patient   = { age = 46 },
  pain      = { region = "lumbar", duration_weeks = 90, specific_cause = false },
  red_flags = { cauda_equina = false, progressive_motor_deficit = false, fracture = false,
                malignancy = false, infection = false, inflammatory = false },
  surgery   = { spinal = false },
  fear      = { fabq_physical_activity = 8 },
  work      = { status = "employed-full-time", absence_weeks = 0, employer_contact_consent = true },
  goal      = { primary = "return-to-work" },
}

test "absence-with-a-work-goal" {
  given    = worker,
  boundary = work.absence_weeks,
  expect   = { [0] = { alternatives = {} }, [1] = { alternatives = { with_work } }, [2] = { alternatives = { with_work } } },
}

test "fear-about-work" {
  given    = worker,
  boundary = fear.fabq_work,
  expect   = { [34] = { alternatives = {} }, [35] = { alternatives = { with_work } }, [36] = { alternatives = { with_work } } },
}

test "work-goals" {
  given = worker,
  cases = {
    { name = "to stay at work", given = { goal = { primary = "stay-at-work" }, work = { absence_weeks = 1 } }, expect = { alternatives = { with_work } } },
    { name = "another goal", given = { goal = { primary = "function" }, work = { absence_weeks = 1 } }, expect = { alternatives = {} } },
    { name = "weeks off not known", given = { work = { absence_weeks = not_asked } }, expect = { alternatives = {} } },
  },
}

test "outside-the-labour-force" {
  given = worker,
  cases = {
    { name = "retired", given = { fear = { fabq_work = 40 }, work = { status = "retired" } }, expect = { alternatives = {} } },
    { name = "student", given = { fear = { fabq_work = 40 }, work = { status = "student" } }, expect = { alternatives = {} } },
    { name = "not in the labour force", given = { fear = { fabq_work = 40 }, work = { status = "not-in-labour-force" } }, expect = { alternatives = {} } },
    { name = "unemployed", given = { fear = { fabq_work = 40 }, work = { status = "unemployed" } }, expect = { alternatives = { with_work } } },
  },
}

-- After surgery: from week 12, for a worker with a work goal who is or was off work

test "weeks-since-surgery" {
  given    = worker,
  cases    = {
    { name = "12", given = { surgery = { spinal = true, weeks_since = 12 }, work = { absence_weeks = 1 } }, expect = { primary = with_work } },
    { name = "13", given = { surgery = { spinal = true, weeks_since = 13 }, work = { absence_weeks = 2 } }, expect = { primary = with_work } },
    { name = "to stay at work", given = { surgery = { spinal = true, weeks_since = 13 }, work = { absence_weeks = 1 }, goal = { primary = "stay-at-work" } }, expect = { primary = with_work } },
  },
}

-- After surgery with another goal: an alternative, if the patient is off work or rates work ability as poor

local stay   = "callens-2025/work-integrated-rehabilitation/staying-at-work/mixed"
local go_back = "callens-2025/work-integrated-rehabilitation/return-to-work/mixed"
local no_contact = "exercise+work-focused-rehabilitation"

-- Each case twice: with contact to the employer, and for a patient who refuses it.
local function cases(name, list)
  for _, case in ipairs(list) do
    for _, refuses in ipairs { false, true } do
      local work = { employer_contact_consent = not refuses }
      for key, value in pairs(case[2].work or {}) do work[key] = value end
      local given, expect = {}, {}
      for group, facts in pairs(worker) do given[group] = facts end
      for group, facts in pairs(case[2]) do given[group] = facts end
      given.work = { status = worker.work.status, absence_weeks = worker.work.absence_weeks }
      for key, value in pairs(work) do given.work[key] = value end
      for key, value in pairs(case[3]) do expect[key] = value end
      if refuses then
        if expect.primary == with_work then expect.primary = no_contact end
        if expect.alternatives and expect.alternatives[1] == with_work then expect.alternatives = { no_contact } end
        if expect.passed_over and expect.passed_over[1] then
          expect.passed_over = { "work-integrated-rehabilitation/work-focused-rehabilitation-not-available" }
        end
      end
      test(name .. ": " .. case[1] .. (refuses and ", contact refused" or "")) { given = given, expect = expect }
    end
  end
end

local after  = { spinal = true, weeks_since = 60 }
local only_a_stimulator = { spinal = false, weeks_since = 60, spinal_cord_stimulator = true }
local goal_function, goal_return, goal_stay = { primary = "function" }, { primary = "return-to-work" }, { primary = "stay-at-work" }

cases("after surgery with another goal", {
  { "at work", { surgery = after, goal = goal_function }, { primary = "exercise", alternatives = {} } },
  { "a week off", { surgery = after, goal = goal_function, work = { absence_weeks = 1 } }, { alternatives = { with_work }, certainty = { [go_back] = "low" } } },
  { "two weeks off", { surgery = after, goal = goal_function, work = { absence_weeks = 2 } }, { alternatives = { with_work } } },
  { "on sick leave", { surgery = after, goal = goal_function, work = { status = "on-sick-leave", absence_weeks = not_asked } }, { alternatives = { with_work } } },
  { "on sick leave for 0 weeks", { surgery = after, goal = goal_function, work = { status = "on-sick-leave", absence_weeks = 0 } }, { alternatives = { with_work } } },
  { "on a disability benefit", { surgery = after, goal = goal_function, work = { status = "disability", absence_weeks = not_asked } }, { alternatives = { with_work } } },
  { "unemployed", { surgery = after, goal = goal_function, work = { status = "unemployed", absence_weeks = not_asked } }, { alternatives = {} } },
  { "unemployed, work ability 4", { surgery = after, goal = goal_function, work = { status = "unemployed", absence_weeks = not_asked, ability = 4 } },
    { alternatives = { with_work }, certainty = { [stay] = "very-low" } } },
  { "status not known, a week off", { surgery = after, goal = goal_function, work = { status = not_asked, absence_weeks = 1 } }, { alternatives = {} } },
  { "status not known, at work", { surgery = after, goal = goal_function, work = { status = not_asked, absence_weeks = 0, ability = 2 } }, { alternatives = {} } },
  { "retired", { surgery = after, goal = goal_function, work = { status = "retired", absence_weeks = 9 } }, { alternatives = {} } },
  { "only a stimulator, a week off", { surgery = only_a_stimulator, goal = goal_function, work = { absence_weeks = 1 } }, { alternatives = {} } },
  { "work ability 5", { surgery = after, goal = goal_function, work = { ability = 5 } }, { alternatives = { with_work }, certainty = { [stay] = "very-low" } } },
  { "work ability 4, weeks off not known", { surgery = after, goal = goal_function, work = { absence_weeks = not_asked, ability = 4 } }, { alternatives = { with_work } } },
  { "work ability 4, on sick leave for 0 weeks", { surgery = after, goal = goal_function, work = { status = "on-sick-leave", absence_weeks = 0, ability = 4 } },
    { alternatives = { with_work }, certainty = { [go_back] = "low" } } },
  { "work ability 6", { surgery = after, goal = goal_function, work = { ability = 6 } }, { alternatives = {} } },
  { "poor ability, a pain goal", { surgery = after, goal = { primary = "pain" }, work = { ability = 3 } }, { alternatives = { with_work } } },
  { "poor ability, retired", { surgery = after, goal = goal_function, work = { status = "retired", absence_weeks = 0, ability = 2 } }, { alternatives = {} } },
  { "poor ability, retired, weeks off not known", { surgery = after, goal = goal_function, work = { status = "retired", absence_weeks = not_asked, ability = 2 } }, { alternatives = {} } },
  { "poor ability, 3 weeks off", { surgery = after, goal = goal_function, work = { absence_weeks = 3, ability = 4 } },
    { alternatives = { with_work }, certainty = { [go_back] = "low" } } },
  { "poor ability, only a stimulator", { surgery = only_a_stimulator, goal = goal_function, work = { ability = 2 } }, { alternatives = {} } },
  { "poor ability, 11 weeks", { surgery = { spinal = true, weeks_since = 11 }, goal = goal_function, work = { ability = 2 } }, { decision = "defer" } },
  { "poor ability, 12 weeks", { surgery = { spinal = true, weeks_since = 12 }, goal = goal_function, work = { ability = 2 } }, { alternatives = { with_work } } },
  { "off work, 13 weeks", { surgery = { spinal = true, weeks_since = 13 }, goal = goal_function, work = { absence_weeks = 3 } }, { alternatives = { with_work } } },
  { "off work, 12 weeks", { surgery = { spinal = true, weeks_since = 12 }, goal = goal_function, work = { absence_weeks = 3 } }, { alternatives = { with_work } } },
})

cases("after surgery with a work goal", {
  { "at work", { surgery = after, goal = goal_stay }, { primary = with_work, certainty = { [stay] = "very-low" }, conflicts = {} } },
  { "at work, 12 weeks", { surgery = { spinal = true, weeks_since = 12 }, goal = goal_stay }, { primary = with_work } },
  { "part time, weeks off not known", { surgery = after, goal = goal_stay, work = { status = "employed-part-time", absence_weeks = not_asked } },
    { primary = with_work, certainty = { [stay] = "very-low" } } },
  { "poor ability, to stay", { surgery = after, goal = goal_stay, work = { ability = 3 } }, { primary = with_work, alternatives = {} } },
  { "retired, no weeks off, to stay", { surgery = after, goal = goal_stay, work = { status = "retired" } }, { primary = "exercise" } },
  { "a student, weeks off not known", { surgery = after, goal = goal_stay, work = { status = "student", absence_weeks = not_asked } }, { primary = "exercise" } },
  { "off work, to stay", { surgery = after, goal = goal_stay, work = { absence_weeks = 4 } }, { primary = with_work, certainty = { [go_back] = "low" } } },
  { "on sick leave for 0 weeks, to stay", { surgery = after, goal = goal_stay, work = { status = "on-sick-leave", absence_weeks = 0 } },
    { primary = with_work, certainty = { [go_back] = "low" } } },
  { "at work, to return", { surgery = after, goal = goal_return },
    { primary = with_work, certainty = { [stay] = "very-low" }, conflicts = { "work-integrated-rehabilitation/at-work-with-the-goal-of-return" } } },
  { "part time, to return", { surgery = after, goal = goal_return, work = { status = "employed-part-time" } },
    { conflicts = { "work-integrated-rehabilitation/at-work-with-the-goal-of-return" } } },
  { "weeks off not known, to return", { surgery = after, goal = goal_return, work = { absence_weeks = not_asked } }, { conflicts = {} } },
  { "a week off, to return", { surgery = after, goal = goal_return, work = { absence_weeks = 1 } }, { primary = with_work, conflicts = {} } },
  { "on sick leave for 0 weeks, to return", { surgery = after, goal = goal_return, work = { status = "on-sick-leave", absence_weeks = 0 } }, { conflicts = {} } },
  { "status not known, to return, without surgery", { goal = goal_return, work = { status = not_asked } }, { conflicts = {} } },
  { "on a disability benefit", { surgery = after, goal = goal_return, work = { status = "disability", absence_weeks = not_asked } },
    { primary = with_work, certainty = { [go_back] = "low" }, conflicts = {} } },
  { "unemployed", { surgery = after, goal = goal_return, work = { status = "unemployed" } }, { primary = with_work, certainty = { [go_back] = "low" }, conflicts = {} } },
  { "retired, off work", { surgery = after, goal = goal_return, work = { status = "retired", absence_weeks = 4 } }, { primary = "exercise", alternatives = {} } },
  { "only a stimulator, at work", { surgery = only_a_stimulator, goal = goal_stay }, { primary = "exercise" } },
  { "only a stimulator, off work", { surgery = only_a_stimulator, goal = goal_return, work = { absence_weeks = 5 } },
    { primary = "exercise+cognitive-behavioural-therapy", alternatives = { with_work } } },
  { "only a stimulator, on sick leave for 0 weeks", { surgery = only_a_stimulator, goal = goal_return, work = { status = "on-sick-leave", absence_weeks = 0 } },
    { primary = "exercise" } },
})

local low_fear = { fabq_physical_activity = 8, fabq_work = 20 }
cases("without surgery", {
  { "no fear about work, at work", { fear = low_fear, goal = goal_return }, { alternatives = {} } },
  { "no fear about work, a week off", { fear = low_fear, goal = goal_return, work = { absence_weeks = 1 } }, { alternatives = { with_work } } },
  { "no fear about work, a week off, another goal", { fear = low_fear, goal = goal_function, work = { absence_weeks = 1 } }, { alternatives = {} } },
})

cases("what cannot be had here leads all the same, with the reason", {
  { "it cannot", { surgery = after, goal = goal_return, work = { absence_weeks = 4 }, treatment = { work_rehabilitation_available = false } },
    { primary = with_work, passed_over = { "work-integrated-rehabilitation/work-rehabilitation-not-available" } } },
  { "it can", { surgery = after, goal = goal_return, work = { absence_weeks = 4 }, treatment = { work_rehabilitation_available = true } },
    { primary = with_work, passed_over = {} } },
})
